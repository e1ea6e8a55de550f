// Counterparts light up together: sentences, their locks, and what a finding points at.
const dim = () => {
  for (const node of document.querySelectorAll(".lit")) node.classList.remove("lit");
  $("lens").hidden = true;
};

const light = (node) => {
  dim();
  const sentence = sentenceOf(node);
  const pair = sentence ? [sentence.zh, sentence.node].filter(Boolean) : [];
  for (const side of pair) side.classList.add("lit");
  const finding = node.closest?.(".row .findings li");
  if (finding) lightFinding(finding, pair);
  const lock = node.closest?.(".s [data-lock]");
  if (!lock) return;
  for (const side of pair) {
    for (const piece of side.querySelectorAll(`[data-lock="${lock.dataset.lock}"]`)) piece.classList.add("lit");
  }
  explain(sentence.zh.querySelector(`[data-lock="${lock.dataset.lock}"]`));
};

const lightFinding = (item, pair) => {
  const same = [...item.parentNode.children].filter((other) => other.dataset.seg === item.dataset.seg);
  for (const side of pair) {
    for (const piece of side.querySelectorAll(`[data-f="${same.indexOf(item)}"]`)) piece.classList.add("lit");
  }
};

// The lens at the foot says what the lock demands, from its line in the table of terms.
const explain = (lock) => {
  const line = lock && $(`t${lock.dataset.t}`);
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

// Scrolling brings other text under a pointer that rests: only a pointer that moved lights anything.
let rest = "";
document.addEventListener("mouseover", (event) => {
  const at = `${event.screenX} ${event.screenY}`;
  if (at !== rest) light(event.target);
  rest = at;
});
document.addEventListener("focusin", (event) => light(event.target));
document.addEventListener("focusout", dim);
document.documentElement.addEventListener("mouseleave", () => light(document.activeElement ?? document.body));
