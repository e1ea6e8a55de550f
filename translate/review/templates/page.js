// What keys and buttons do, and the start.
const find = () => {
  $("search").focus();
  $("search").select();
};

const unfold = () => {
  if (!$("terms")) return;
  $("terms").open = !$("terms").open;
  if ($("terms").open) $("terms").scrollIntoView({ block: "center" });
};

const edit = () => {
  const sentence = current ?? seek(1, () => true);
  if (sentence) openEditor(sentence);
};

const askWhere = async () => {
  const input = make("input", { id: "jump", autocomplete: "off", maxLength: 40 });
  const asking = ask("Go to a sentence", [make("label", { htmlFor: "jump" }, "Paragraph, or paragraph.sentence: 7 or 7.2"), input], [["", "Cancel"], ["go", "Go", true]]);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) shut("go");
  });
  if (await asking === "go" && !jump(input.value)) say(`There is no sentence ${input.value.trim()}.`);
};

const undo = () => (editing ? undefined : desk.undo());

const keys = {
  n: () => move(1, toSign, "Nothing more to approve."),
  p: () => move(-1, toSign, "Nothing more to approve."),
  b: () => move(1, hasBlocker, "No blocker stands."),
  B: () => move(-1, hasBlocker, "No blocker stands."),
  j: () => move(1, withFinding, "No findings."),
  k: () => move(-1, withFinding, "No findings."),
  e: edit,
  a: approve,
  A: unapprove,
  u: undo,
  d: () => toggle("diff"),
  g: askWhere,
  1: () => choose("all"),
  2: () => choose("findings"),
  3: () => choose("blockers"),
  4: () => choose("unreviewed"),
  5: () => choose("edited"),
  6: () => choose("approved"),
  7: () => $("controls").querySelector("[data-filter=corrected]") && choose("corrected"),
  o: () => takeEarlier(current),
  t: unfold,
  "/": find,
  "?": () => {
    $("help").showModal();
    $("close").focus();
  },
  ...desk.keys,
};

const actions = {
  edit,
  save,
  cancel,
  approve,
  unapprove,
  undo,
  help: keys["?"],
  close: () => toggle(panel),
  ...desk.actions,
};

// Single letters can be switched off: speech input and a cat on the keyboard type letters too (WCAG 2.1.4).
const lettersKey = "duizhao-letters";
const letters = () => $("letters").checked;

const sentenceKeys = (event) => {
  const inSentence = current && event.target === current.node;
  if (event.key === "Enter" && inSentence) return (event.ctrlKey || event.metaKey) && event.shiftKey ? approve : event.ctrlKey || event.metaKey || event.altKey ? null : edit;
  if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) return undo;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (inSentence && event.key === "ArrowRight") return () => move(1, () => true, "");
  if (inSentence && event.key === "ArrowLeft") return () => move(-1, () => true, "");
  if (event.key === "Escape" && panel) return () => toggle(panel);
  return letters() && Object.hasOwn(keys, event.key) ? keys[event.key] : null;
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || choosing()) return; // an input method is at work, or a question is open
  if (editing && event.target === editing.sentence.node) return keysWhileEditing(event);
  if (event.target.matches("input, textarea, select")) {
    if (event.key === "Escape" && event.target === $("search")) {
      event.target.value = "";
      event.target.blur();
      apply();
    }
    return undefined;
  }
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return undefined;
  const act = sentenceKeys(event);
  if (act) {
    event.preventDefault();
    act();
  }
  return undefined;
});

document.addEventListener("click", (event) => {
  const outside = event.target.closest(".row a[rel]");
  if (outside) outside.target = "_blank"; // nobody leaves the work on the page by a slip of the hand
  const pressed = event.target.closest("button");
  if (pressed?.dataset.filter) return choose(pressed.dataset.filter);
  if (pressed?.dataset.panel) return toggle(pressed.dataset.panel);
  if (pressed?.dataset.take !== undefined) return takeEarlier(byId.get(pressed.closest(".revision").dataset.seg));
  if (pressed?.dataset.do) return actions[pressed.dataset.do]();
  const sentence = event.target.closest(".en .s, .zh .s") && !event.target.closest("a") && sentenceOf(event.target);
  if (!sentence || editing?.sentence === sentence || !getSelection().isCollapsed) return undefined;
  if (editing) finish();
  stand(sentence);
  return sentence.node.focus({ preventScroll: true });
});

// A press on a button must not take the focus out of the sentence that is being edited.
$("foot").addEventListener("mousedown", (event) => {
  if (editing && event.target.closest("button")) event.preventDefault();
});

document.addEventListener("dblclick", (event) => {
  const sentence = event.target.closest(".en .s") && !event.target.closest("a") && sentenceOf(event.target);
  if (sentence) openEditor(sentence, { x: event.clientX, y: event.clientY });
});

addEventListener("beforeunload", (event) => {
  const words = editing && typedText() !== editing.sentence.text;
  if (words) putBy(editing.sentence, typedText());
  if (words || desk.unsaved()) event.preventDefault();
});

const arrive = () => {
  const node = $(location.hash.slice(1)); // not :target, which is not set yet while the page loads
  if (!node) return;
  const sentence = sentenceOf(node);
  if (sentence) stand(sentence);
  light(node);
};
addEventListener("hashchange", arrive);

$("search").addEventListener("input", apply);
$("close").addEventListener("click", () => $("help").close());
$("letters").addEventListener("change", () => kept.put(lettersKey, letters()));

$("letters").checked = kept.get(lettersKey) !== false;
for (const side of document.querySelectorAll(".row .s")) stops(side);
for (const part of ["controls", "foot"]) $(part).hidden = false;
desk.restore();
restoreTyped();
showProgress();
apply();
if (sentences.length) sentences[0].node.tabIndex = 0;
arrive();
