// Questions, one at a time. The answer is the value of the button that was chosen, empty for Esc.
let asked = Promise.resolve();

const ask = (title, body, choices) => {
  const put = () => new Promise((answer) => {
    const dialog = $("ask");
    $("ask-title").textContent = title;
    $("ask-body").replaceChildren(...body);
    $("ask-choices").replaceChildren(...choices.map(([value, name, first]) => {
      const button = make("button", { type: "button", value, className: first ? "first" : "" }, name);
      button.addEventListener("click", () => shut(value));
      return button;
    }));
    shut = (value) => { // answers before the next key can arrive, which the event "close" does not
      dialog.close();
      answer(value);
    };
    dialog.addEventListener("close", () => answer(""), { once: true });
    dialog.showModal();
    // A key pressed a moment too late must choose nothing that costs words.
    const fields = [...$("ask-body").querySelectorAll("input, textarea")];
    const field = fields.find((one) => !one.value && !one.placeholder) ?? fields[0];
    (field ?? dialog.querySelector("button.first") ?? $("ask-title")).focus();
  });
  asked = asked.then(put);
  return asked;
};
let shut = () => {};

const quoted = (name, ...content) => {
  const box = make("section", {}, make("h3", {}, name));
  box.append(...content);
  return box;
};

const english = (text) => make("p", { lang: "en" }, ...(text ? visible(text) : [make("em", {}, "no English")]));

// Two texts for one sentence: which is to stand? Answers "theirs", "mine", "edit" or "" (later).
const askWhich = (sentence, { mine, theirs, by, said }) => ask(
  `Sentence ${label(sentence)} was changed meanwhile`,
  [
    make("p", {}, said),
    quoted(by, english(theirs)),
    quoted("Yours", english(mine)),
    quoted("From theirs to yours", diffView(diffWords(theirs, mine))),
  ],
  [["theirs", "Take theirs"], ["mine", "Keep mine"], ["edit", "Edit"]],
);

const choosing = () => document.querySelector("dialog[open]") !== null;
