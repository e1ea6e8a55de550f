// The foot of the page: the current sentence, what can be done with it, and what the page has to say.
const say = (text) => {
  const same = $("say").textContent === text;
  $("say").textContent = same ? `${text}\u00a0` : text; // a change, so that it is read out again
};

// What must not be overlooked stays until it is settled.
const alarm = (key, text, ...actions) => {
  const there = [...$("alarms").children].find((line) => line.dataset.alarm === key);
  if (there?.firstChild.textContent === text) return; // said already: not to be read out at each try
  calm(key);
  const buttons = actions.map(([name, act]) => {
    const button = make("button", { type: "button" }, name);
    button.addEventListener("click", act);
    return button;
  });
  const line = make("p", {}, make("strong", {}, text), ...buttons);
  line.dataset.alarm = key;
  $("alarms").append(line);
};

const calm = (key) => {
  for (const line of $("alarms").children) if (line.dataset.alarm === key) line.remove();
};

const panels = {
  diff: {
    title: "Draft and edit",
    fill: (sentence) => {
      if (!sentence.draft && sentence.state !== "draft") return [make("p", {}, "The machine’s draft of this sentence is not known.")];
      const now = editing?.sentence === sentence ? typedText() : sentence.text;
      if (now === sentence.draft) return [make("p", {}, "This is the machine’s draft, unchanged.")];
      return [diffView(diffWords(sentence.draft, now))];
    },
  },
};
let panel = "";

const fillPanel = () => {
  $("panel").hidden = !panel || !current;
  if ($("panel").hidden) return;
  $("panel-title").textContent = `${panels[panel].title}, sentence ${label(current)}`;
  const made = panels[panel].fill(current);
  if (made) $("panel-body").replaceChildren(...made);
};

const toggle = (name) => {
  if (!current) move(1, () => true, "There is no sentence.");
  panel = panel === name ? "" : name;
  for (const button of document.querySelectorAll("[data-panel]")) {
    button.setAttribute("aria-expanded", String(button.dataset.panel === panel));
  }
  fillPanel();
};

const weights = (sentence) => {
  const found = findingsOf(sentence);
  if (!found.length) return "";
  const stale = found[0].classList.contains("stale");
  return `, ${plural(found.length, "finding")}${stale ? " of the text before" : ""}`;
};

const showFoot = () => {
  $("tools").hidden = !current;
  if (!current) return;
  $("where").textContent = `Sentence ${label(current)}: ${current.state}${current.typed ? ", unsaved words" : ""}${weights(current)}`;
  const signed = current.state === "approved";
  $("approve").hidden = signed && !editing;
  $("unapprove").hidden = !signed || Boolean(editing);
  fillPanel();
  desk.offer?.(current);
};

watchers.push((sentence) => {
  if (sentence === current) showFoot();
});
