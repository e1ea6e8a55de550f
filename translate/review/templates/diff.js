// What makes one text into another, word by word.
const WORDS = /\s+|[\p{L}\p{N}][\p{L}\p{N}\p{M}'’.,-]*[\p{L}\p{N}\p{M}]|[^\s]/gu;
const MOST_CELLS = 4_000_000;

const diffWords = (before, after) => {
  const old = before.match(WORDS) ?? [];
  const now = after.match(WORDS) ?? [];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const middle = between(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  return joined([
    ...old.slice(0, head).map((word) => ["=", word]),
    ...middle,
    ...old.slice(old.length - tail).map((word) => ["=", word]),
  ]);
};

// The longest common subsequence, by dynamic programming over what is left between head and tail.
const between = (old, now) => {
  const wide = now.length + 1;
  if (!old.length || !now.length || old.length * wide > MOST_CELLS) {
    return [...old.map((word) => ["-", word]), ...now.map((word) => ["+", word])];
  }
  const best = new Uint16Array((old.length + 1) * wide);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      best[i * wide + j] = old[i] === now[j]
        ? best[(i + 1) * wide + j + 1] + 1
        : Math.max(best[(i + 1) * wide + j], best[i * wide + j + 1]);
    }
  }
  const steps = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      steps.push(["=", old[i]]);
      i += 1;
      j += 1;
    } else if (j >= now.length || (i < old.length && best[(i + 1) * wide + j] >= best[i * wide + j + 1])) {
      steps.push(["-", old[i]]);
      i += 1;
    } else {
      steps.push(["+", now[j]]);
      j += 1;
    }
  }
  return steps;
};

// Runs instead of words; a space between two changes belongs to them, so that a phrase is changed as a phrase.
const joined = (steps) => {
  const runs = [];
  let gone = "";
  let come = "";
  const close = () => {
    if (gone) runs.push(["-", gone]);
    if (come) runs.push(["+", come]);
    gone = come = "";
  };
  steps.forEach(([op, word], index) => {
    const changed = gone || come;
    if (op === "=" && changed && /^\s+$/.test(word) && (steps[index + 1]?.[0] ?? "=") !== "=") {
      gone += gone ? word : "";
      come += come ? word : "";
    } else if (op === "=") {
      close();
      if (runs.at(-1)?.[0] === "=") runs.at(-1)[1] += word;
      else runs.push(["=", word]);
    } else if (op === "-") gone += word;
    else come += word;
  });
  close();
  return runs;
};

const TAGS = { "-": ["del", "removed: "], "+": ["ins", "added: "] };

// Colour and line for the eye, words for the ear.
const diffView = (runs, lang = "en") => {
  const view = make("p", { className: "diff", lang });
  for (const [op, text] of runs) {
    if (op === "=") view.append(...visible(text));
    else {
      const [tag, said] = TAGS[op];
      view.append(make(tag, {}, make("span", { className: "sr" }, ` ${said}`), ...visible(text), make("span", { className: "sr" }, ", ")));
    }
  }
  return view;
};
