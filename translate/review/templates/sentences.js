// The sentences of the page: text and state of each, and showing them.
// A sentence has the id "p07.s02" in Chinese and "p07.s02-en" in English.
const bare = (id) => id.replace(/-en$/, "");
const STATES = ["draft", "edited", "approved"];

const sentences = [...document.querySelectorAll(".en .s")].map((node, index) => {
  const text = node.textContent;
  const state = node.dataset.state ?? "draft";
  const version = Number(node.dataset.version ?? 0);
  return {
    id: bare(node.id), index, node, text, state, version,
    zh: $(bare(node.id)),
    row: node.closest(".row"),
    draft: node.dataset.draft ?? (state === "draft" ? text : ""), // empty: not known
    loaded: { text, state, version, nodes: null },
    typed: "", // words that were typed and neither saved nor given up
  };
});
const byId = new Map(sentences.map((sentence) => [sentence.id, sentence]));

const sentenceOf = (node) => {
  const inside = node.closest?.(".s");
  if (inside) return byId.get(bare(inside.id));
  const finding = node.closest?.("[data-seg]");
  if (finding) return byId.get(finding.dataset.seg);
  const number = node.closest?.("a.n, a.no");
  return number ? byId.get(bare(number.hash.slice(1))) : undefined;
};

// "p07.s02a" as the margin has it: "7" and "2a".
const numbers = (id) => id.slice(1).split(".s").map((part) => part.replace(/^0+(?=\d)/, ""));

// "2.3": the third sentence of paragraph 2, as the margin numbers them.
const label = (sentence) => {
  const [block, part] = numbers(sentence.id);
  const alone = sentences[sentence.index - 1]?.row !== sentence.row && sentences[sentence.index + 1]?.row !== sentence.row;
  if (sentence.row.dataset.kind === "title" && alone) return "of the title";
  return `${block}${alone ? "" : `.${part}`}`;
};

const findingsOf = (sentence) =>
  sentence.node.classList.contains("has")
    ? [...sentence.row.querySelectorAll(".findings li")].filter((item) => item.dataset.seg === sentence.id)
    : [];

const hasBlocker = (sentence) =>
  findingsOf(sentence).some((item) => !item.classList.contains("stale") && item.querySelector(".badge.blocker"));

// What the locks of the Chinese demand is marked again where the new English has those very words.
const marked = (sentence, text) => {
  const spans = [];
  const seen = new Set();
  for (const lock of sentence.zh?.querySelectorAll("[data-lock][data-t]") ?? []) {
    const wanted = $(`t${lock.dataset.t}`)?.cells[1].textContent ?? "";
    if (!wanted || seen.has(lock.dataset.lock)) continue;
    seen.add(lock.dataset.lock);
    const free = (at) => spans.every((span) => at >= span.end || at + wanted.length <= span.start);
    let at = text.indexOf(wanted);
    while (at >= 0 && !free(at)) at = text.indexOf(wanted, at + 1);
    const kind = lock.classList[0];
    if (at >= 0) spans.push({ start: at, end: at + wanted.length, kind, lock: lock.dataset.lock });
  }
  const parts = [];
  let end = 0;
  for (const span of spans.sort((one, other) => one.start - other.start)) {
    const mark = make("mark", { className: span.kind, tabIndex: 0 }, ...visible(text.slice(span.start, span.end)));
    mark.dataset.lock = span.lock;
    parts.push(...visible(text.slice(end, span.start)), mark);
    end = span.end;
  }
  return [...parts, ...visible(text.slice(end))];
};

const showState = (sentence) => {
  const { node, state, version } = sentence;
  if (state === "draft") delete node.dataset.state;
  else node.dataset.state = state;
  if (version) node.dataset.version = version;
};

// Text and state from now on. `nodes`: ready-made content from the server, else the text is marked here.
const show = (sentence, text, state, nodes = null) => {
  const { loaded, node } = sentence;
  if (!nodes && text !== sentence.text) {
    loaded.nodes ??= [...node.childNodes];
    nodes = text === loaded.text ? loaded.nodes : marked(sentence, text);
  }
  Object.assign(sentence, { text, state });
  if (nodes) node.replaceChildren(...nodes);
  showState(sentence);
  const stale = text !== loaded.text;
  for (const item of findingsOf(sentence)) item.classList.toggle("stale", stale);
  changed(sentence);
};

// Others who want to know that a sentence has changed.
const watchers = [];
const changed = (sentence) => {
  for (const watcher of watchers) watcher(sentence);
};

// A lock is one tab stop a side, in however many pieces it had to be written.
const stops = (side) => {
  const seen = new Set();
  for (const lock of side.querySelectorAll("[data-lock]")) {
    if (!seen.has(lock.dataset.lock)) lock.tabIndex = 0;
    seen.add(lock.dataset.lock);
  }
};

const tally = () => {
  const counts = { draft: 0, edited: 0, approved: 0 };
  for (const sentence of sentences) counts[sentence.state] += 1;
  return counts;
};

const standing = (counts) => {
  if (config.signed || config.withdrawn) return config.standing ?? document.querySelector(".unreviewed").textContent;
  if (!counts.edited && !counts.approved) return "Unreviewed machine translation";
  return `In review: ${counts.approved} of ${sentences.length} sentences approved`;
};

const showProgress = () => {
  const counts = tally();
  $("progress").value = counts.approved;
  $("approved").textContent = `${counts.approved}/${sentences.length}`;
  $("edited").textContent = counts.edited ? `, ${counts.edited} edited` : "";
  document.querySelector(".unreviewed").textContent = standing(counts);
};
