"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const rows = [...document.querySelectorAll("main .row")];
  const texts = new Map();
  let filter = "all";

  // Counterparts: a sentence has the id "p07.s02" in Chinese and "p07.s02-en" in English.
  const pair = (id) => [$(id), $(`${id}-en`)].filter(Boolean);
  const bare = (id) => id.replace(/-en$/, "");

  const segmentOf = (node) => {
    const sentence = node.closest(".s");
    if (sentence) return bare(sentence.id);
    const finding = node.closest("[data-seg]");
    if (finding) return finding.dataset.seg;
    const number = node.closest("a.n, a.no");
    return number ? bare(number.hash.slice(1)) : "";
  };

  const dim = () => {
    for (const node of document.querySelectorAll(".lit")) node.classList.remove("lit");
    $("lens").hidden = true;
  };

  const light = (node) => {
    dim();
    const sentences = pair(segmentOf(node)).filter((found) => found.matches(".s"));
    for (const sentence of sentences) sentence.classList.add("lit");
    const finding = node.closest(".findings li");
    if (finding) lightFinding(finding, sentences);
    const lock = node.closest(".s [data-lock]");
    if (!lock) return;
    for (const sentence of sentences) {
      for (const piece of sentence.querySelectorAll(`[data-lock="${lock.dataset.lock}"]`)) {
        piece.classList.add("lit");
      }
    }
    explain($(bare(lock.closest(".s").id)).querySelector(`[data-lock="${lock.dataset.lock}"]`));
  };

  const lightFinding = (item, sentences) => {
    const same = [...item.parentNode.children].filter((other) => other.dataset.seg === item.dataset.seg);
    for (const sentence of sentences) {
      for (const piece of sentence.querySelectorAll(`[data-f="${same.indexOf(item)}"]`)) {
        piece.classList.add("lit");
      }
    }
  };

  // The lens at the foot says what the lock demands, from its line in the table of terms.
  const explain = (lock) => {
    const line = $(`t${lock.dataset.t}`);
    if (!line) return;
    const [zh, en, kind, , source] = [...line.cells].map((cell) => cell.textContent);
    const missing = lock.classList.contains("missing");
    $("lens-kind").className = missing ? "missing" : kind;
    $("lens-kind").textContent = missing ? `${kind} not held` : kind;
    $("lens-zh").textContent = zh;
    $("lens-en").textContent = en;
    $("lens-source").textContent = source;
    $("lens").hidden = false;
  };

  const target = () => document.activeElement ?? document.body;
  // Scrolling brings other text under a pointer that rests: only a pointer that moved lights anything.
  let rest = "";
  document.addEventListener("mouseover", (event) => {
    const at = `${event.screenX} ${event.screenY}`;
    if (at !== rest) light(event.target);
    rest = at;
  });
  document.addEventListener("focusin", (event) => light(event.target));
  document.addEventListener("focusout", dim);
  document.documentElement.addEventListener("mouseleave", () => light(target()));

  const textOf = (row) => {
    if (!texts.has(row)) {
      const parts = [...row.querySelectorAll(".s, .findings, .links")].map((node) => node.textContent);
      texts.set(row, `${row.id}\n${parts.join("\n")}`.normalize("NFKC").toLowerCase());
    }
    return texts.get(row);
  };

  const kept = {
    all: () => true,
    findings: (row) => row.querySelector(".findings") !== null,
    blockers: (row) => row.classList.contains("blocker"),
  };

  const apply = () => {
    const wanted = $("search").value.normalize("NFKC").trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      row.hidden = !(kept[filter](row) && textOf(row).includes(wanted));
      shown += row.hidden ? 0 : 1;
    }
    $("nothing").hidden = shown > 0;
    $("shown").textContent = shown === rows.length ? "" : `${shown} of ${rows.length}`;
    for (const button of document.querySelectorAll("[data-filter]")) {
      button.setAttribute("aria-pressed", String(button.dataset.filter === filter));
    }
  };

  const choose = (name) => {
    filter = name;
    apply();
  };

  // The next or previous visible sentence with a finding, from the one last visited; round at the ends.
  let place = null;
  const move = (step) => {
    const stops = [...document.querySelectorAll(".en .s.has")].filter((stop) => !stop.closest(".row").hidden);
    if (!stops.length) return;
    const precedes = (stop) => place.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_PRECEDING;
    const follows = (stop) => place.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING;
    const next = !place || step > 0 ? stops.find((stop) => !place || follows(stop)) : stops.findLast(precedes);
    place = next ?? stops.at(step > 0 ? 0 : -1);
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center" });
  };

  const find = () => {
    $("search").focus();
    $("search").select();
  };

  const unfold = () => {
    if (!$("terms")) return;
    $("terms").open = !$("terms").open;
    if ($("terms").open) $("terms").scrollIntoView({ block: "center" });
  };

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    1: () => choose("all"),
    2: () => choose("findings"),
    3: () => choose("blockers"),
    t: unfold,
    "/": find,
    "?": () => $("help").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $("help").open) return;
    if (event.target.matches("input")) {
      if (event.key === "Escape") {
        event.target.value = "";
        event.target.blur();
        apply();
      }
      return;
    }
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  for (const button of document.querySelectorAll("[data-filter]")) {
    button.addEventListener("click", () => choose(button.dataset.filter));
  }
  $("search").addEventListener("input", apply);
  $("ask").addEventListener("click", keys["?"]);
  $("close").addEventListener("click", () => $("help").close());

  const arrive = () => {
    const node = $(location.hash.slice(1)); // not :target, which is not set yet while the page loads
    if (node) light(node);
  };
  addEventListener("hashchange", arrive);

  // A lock is one tab stop a side, in however many pieces it had to be written.
  for (const sentence of document.querySelectorAll(".s")) {
    const seen = new Set();
    for (const lock of sentence.querySelectorAll("[data-lock]")) {
      if (!seen.has(lock.dataset.lock)) lock.tabIndex = 0;
      seen.add(lock.dataset.lock);
    }
  }
  $("controls").hidden = false;
  apply();
  arrive();
})();
