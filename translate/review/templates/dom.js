// What every other part stands on: finding nodes, and getting text into and out of them.
const $ = (id) => document.getElementById(id);
const config = JSON.parse($("config").textContent);

const make = (tag, properties, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};

// Characters that hide or reorder text, boxed as the page was rendered (markup.py has the same list).
const HIDDEN = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;
const CONTROLS = /[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g;

const visible = (text) => {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(HIDDEN)) {
    const box = make("span", { className: "u" }, match[0]);
    box.dataset.u = `U+${match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    parts.push(text.slice(end, match.index), box);
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)].filter((part) => part !== "");
};

// A sentence is one line of well-formed text, whatever was typed or pasted.
const tidy = (text) => text.toWellFormed?.().replace(CONTROLS, " ").trim() ?? text.replace(CONTROLS, " ").trim();

const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;

const moment = (iso) => {
  const at = new Date(iso);
  return Number.isNaN(at.valueOf()) ? "" : at.toLocaleString("en", { dateStyle: "medium", timeStyle: "short" });
};
