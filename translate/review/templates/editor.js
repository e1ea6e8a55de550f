// Editing a sentence where it stands: one line of plain text, nothing lost by leaving.
const PAUSE = 300; // milliseconds without a keystroke before the words are put by and checked
let editing = null;

const typedText = () => tidy(editing.sentence.node.textContent);
const typedKey = (sentence) => `duizhao-typed:${encodeURIComponent(config.article)}:${config.digest}:${sentence.id}`;

const openEditor = (sentence, point = null) => {
  if (editing?.sentence === sentence) return;
  if (editing) finish();
  stand(sentence);
  const { node } = sentence;
  editing = { sentence, nodes: [...node.childNodes], timer: 0 };
  node.replaceChildren(sentence.typed || sentence.text);
  try {
    node.contentEditable = "plaintext-only";
  } catch {
    node.contentEditable = "true"; // older Firefox; paste and drop are plain below
  }
  node.setAttribute("role", "textbox");
  node.setAttribute("aria-label", `English of sentence ${label(sentence)}`);
  node.setAttribute("aria-describedby", "where");
  node.spellcheck = true;
  document.body.classList.add("editing");
  node.focus({ preventScroll: true });
  node.scrollIntoView({ block: "nearest" });
  place(node, point);
  showFoot();
  say(sentence.typed ? "Your unsaved words are back." : "");
  desk.typing?.(sentence, typedText());
};

const place = (node, point) => {
  const at = point && document.caretPositionFromPoint?.(point.x, point.y);
  if (at && node.contains(at.offsetNode)) getSelection().collapse(at.offsetNode, at.offset);
  else {
    getSelection().selectAllChildren(node);
    getSelection().collapseToEnd();
  }
};

// Ends editing with the page as it was before; gives the words that were typed.
const leave = () => {
  const { sentence, nodes, timer } = editing;
  const text = typedText();
  clearTimeout(timer);
  editing = null;
  const { node } = sentence;
  node.removeAttribute("contenteditable");
  for (const name of ["role", "aria-label", "aria-describedby", "spellcheck"]) node.removeAttribute(name);
  node.replaceChildren(...nodes);
  document.body.classList.remove("editing");
  desk.stopped?.();
  return { sentence, text };
};

const putBy = (sentence, text) => {
  sentence.typed = text === sentence.text ? "" : text;
  if (sentence.typed) kept.put(typedKey(sentence), { en: text });
  else kept.drop(typedKey(sentence));
};

// Saves what was typed, if it is anything new.
const finish = () => {
  const { sentence, text } = leave();
  putBy(sentence, sentence.text);
  if (text !== sentence.text) desk.change(sentence, "edit", text);
  showFoot();
  return sentence;
};

const save = () => {
  const before = editing.sentence.text;
  const sentence = finish();
  sentence.node.focus({ preventScroll: true });
  if (sentence.text === before) say("Nothing was changed.");
};

const cancel = () => {
  const { sentence, text } = leave();
  desk.refresh?.(sentence);
  putBy(sentence, text);
  sentence.node.focus({ preventScroll: true });
  showFoot();
  say(sentence.typed ? "Not saved; Edit brings your words back." : "");
};

// Signs the current sentence, with what was typed if it is being edited, and goes to the next one to sign.
const approve = () => {
  if (!current) return move(1, toSign, "Every sentence is approved.");
  const { sentence, text } = editing ? leave() : { sentence: current, text: current.text };
  putBy(sentence, sentence.text);
  if (sentence.state !== "approved" || text !== sentence.text) desk.change(sentence, "approve", text);
  const next = seek(1, toSign);
  if (next) go(next);
  else {
    sentence.node.focus({ preventScroll: true });
    say(sentences.some(toSign) ? "Nothing more to approve among the paragraphs shown." : "Every sentence is approved.");
  }
  return undefined;
};

const unapprove = () => {
  if (current?.state === "approved" && !editing) desk.change(current, "unapprove", current.text);
};

const insert = (text) => {
  const plain = text.replace(CONTROLS, " ").replace(HIDDEN, "");
  const left = [...text.matchAll(HIDDEN)].length;
  document.execCommand("insertText", false, plain.trim() ? plain : ""); // the one way that the browser's own undo knows
  if (left) say(`${plural(left, "invisible character")} left out of what was pasted.`);
};

const mine = (event) => editing && event.target === editing.sentence.node;

document.addEventListener("input", (event) => {
  if (!mine(event)) return;
  clearTimeout(editing.timer);
  editing.timer = setTimeout(() => {
    if (!editing) return;
    putBy(editing.sentence, typedText());
    desk.typing?.(editing.sentence, typedText());
    if (panel === "diff") fillPanel();
  }, PAUSE);
});
document.addEventListener("paste", (event) => {
  if (!mine(event)) return;
  event.preventDefault();
  insert(event.clipboardData.getData("text/plain"));
});
document.addEventListener("drop", (event) => {
  if (mine(event)) event.preventDefault(); // what is dropped brings its markup along in some browsers
});
document.addEventListener("beforeinput", (event) => {
  if (mine(event) && (/^insert(Paragraph|LineBreak)$/.test(event.inputType) || event.inputType.startsWith("format"))) {
    event.preventDefault();
  }
});
document.addEventListener("focusin", (event) => {
  const sentence = event.target.closest(".en .s") && sentenceOf(event.target);
  if (!sentence) return;
  if (editing && editing.sentence !== sentence) finish();
  stand(sentence);
});

const keysWhileEditing = (event) => {
  if (event.key === "Escape") cancel();
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) (event.shiftKey ? approve : save)();
  else if (event.key === "Enter") say("A sentence is one line. Ctrl+Enter saves it.");
  else return;
  event.preventDefault();
};

// Words that were typed when the browser or the machine went down.
const restoreTyped = () => {
  let found = 0;
  for (const sentence of sentences) {
    const words = kept.get(typedKey(sentence));
    if (typeof words?.en !== "string" || words.en === sentence.text) continue;
    sentence.typed = words.en;
    found += 1;
  }
  if (found) say(`Unsaved words of ${plural(found, "sentence")} were kept; Edit brings them back.`);
};
