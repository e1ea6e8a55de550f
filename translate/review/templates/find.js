// Filters, search, and going from sentence to sentence.
const rows = [...document.querySelectorAll("main .row")];
const inRow = Map.groupBy
  ? Map.groupBy(sentences, (sentence) => sentence.row)
  : sentences.reduce((map, one) => map.set(one.row, [...(map.get(one.row) ?? []), one]), new Map());
const texts = new Map();
const head = document.querySelector(".masthead .row");
let headCounts = true; // the title is always to be seen, but belongs to a choice only if it fits it
let filter = "all";
let current = null;

watchers.push((sentence) => texts.delete(sentence.row));

const textOf = (row) => {
  if (!texts.has(row)) {
    const parts = [...row.querySelectorAll(".s, .findings, .links")].map((node) => node.textContent);
    texts.set(row, `${row.id}\n${parts.join("\n")}`.normalize("NFKC").toLowerCase());
  }
  return texts.get(row);
};

const withState = (state) => (row) => inRow.get(row)?.some((sentence) => sentence.state === state);
const FILTERS = {
  all: () => true,
  findings: (row) => row.querySelector(".findings") !== null,
  blockers: (row) => row.classList.contains("blocker"),
  unreviewed: withState("draft"),
  edited: withState("edited"),
  approved: withState("approved"),
  corrected: (row) => row.querySelector(".revision:not([hidden])") !== null,
};

// Rows are chosen when a filter or a search is; a sentence that is worked on does not vanish under the hand.
const apply = () => {
  const wanted = $("search").value.normalize("NFKC").trim().toLowerCase();
  const fits = (row) => FILTERS[filter](row) && (!wanted || textOf(row).includes(wanted));
  let shown = 0;
  headCounts = Boolean(head && fits(head));
  for (const row of rows) {
    row.hidden = !fits(row);
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

// One sentence is the current one, and the only one with a tab stop.
const stand = (sentence) => {
  if (current === sentence) return;
  if (current && !current.node.isContentEditable) current.node.tabIndex = -1;
  current?.node.classList.remove("now");
  current = sentence;
  current.node.tabIndex = 0;
  current.node.classList.add("now");
  showFoot();
};

const go = (sentence) => {
  stand(sentence);
  sentence.node.focus({ preventScroll: true });
  sentence.node.scrollIntoView({ block: "nearest" });
};

// The next (1) or previous (-1) sentence to be seen that `wanted` takes; round at the ends.
const seek = (step, wanted) => {
  const count = sentences.length;
  const from = current?.index ?? (step > 0 ? -1 : count);
  for (let far = 1; far <= count; far += 1) {
    const sentence = sentences[(((from + step * far) % count) + count) % count];
    const chosen = sentence.row === head ? headCounts : !sentence.row.hidden;
    if (chosen && wanted(sentence)) return sentence;
  }
  return null;
};

const move = (step, wanted, none) => {
  const sentence = seek(step, wanted);
  if (sentence) go(sentence);
  else say(none);
};

const toSign = (sentence) => sentence.state !== "approved";
const withFinding = (sentence) => sentence.node.classList.contains("has");

// "7", "7.2", "7a", "p07.s02"
const jump = (words) => {
  const match = /^p?0*(\d+[a-z]*?)(?:(?:[\s.,]+|(?=s))s?0*(\d+[a-z]*))?$/i.exec(words.trim());
  const found = match && sentences.find((sentence) => {
    const [block, part] = numbers(sentence.id);
    return block === match[1].toLowerCase() && (!match[2] || part === match[2].toLowerCase());
  });
  if (!found) return false;
  if (found.row.hidden) {
    $("search").value = "";
    choose("all");
  }
  go(found);
  return true;
};
