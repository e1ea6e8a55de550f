// Adding to the glossary what is selected on both sides, after its impact was seen.
const picked = { zh: "", en: "" };

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const text = selection.toString().trim();
  const node = selection.anchorNode?.parentElement;
  if (!text || !node) return;
  const side = node.closest(".row .zh") ? "zh" : node.closest(".row .en .s") ? "en" : "";
  if (!side || text.length > 200) return;
  picked[side] = text.replace(/\s+/g, " ");
  $("picked").textContent = `${picked.zh || "…"} → ${picked.en || "…"}`;
});

const field = (id, name, value, properties = {}) => {
  const input = make("input", { id, value, maxLength: 200, autocomplete: "off", ...properties });
  return [make("label", { htmlFor: id }, name), input];
};

const addTerm = async () => {
  calm("glossary");
  const inputs = {
    zh: field("term-zh", "Chinese", picked.zh, { lang: "zh" }),
    en: field("term-en", "English", picked.en),
    file: field("term-file", "Glossary file", "", { placeholder: "terms.po" }),
  };
  const impact = make("div", { className: "impact", tabIndex: 0, ariaLabel: "What it touches" }); // tabIndex: the keyboard can scroll it
  impact.setAttribute("role", "status");
  let timer = 0;
  let asked = 0;
  const look = async () => {
    const zh = inputs.zh[1].value.trim();
    asked += 1;
    const turn = asked;
    if (!zh) return impact.replaceChildren("Select a term in the Chinese, or write it here.");
    impact.replaceChildren("Looking…");
    const answer = await desk.request("/api/glossary/impact", { zh, en: inputs.en[1].value.trim(), file: inputs.file[1].value.trim() });
    if (turn !== asked) return undefined;
    return impact.replaceChildren(...(answer?.status === 200 ? drawImpact(answer.json) : [answer?.json.error ?? "The review server does not answer."]));
  };
  for (const [, input] of Object.values(inputs)) {
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE);
    });
  }
  look();
  if (await ask("Add to the glossary", [...Object.values(inputs).flat(), impact], [["", "Not now"], ["yes", "Add to glossary", true]]) !== "yes") return;
  const [zh, en, file] = Object.values(inputs).map(([, input]) => input.value.trim());
  const answer = await desk.request("/api/glossary/add", { zh, en, file });
  if (answer?.status === 200) say(`${zh} → ${en} is in the glossary now: ${answer.json.added}. The next translation keeps to it.`);
  else alarm("glossary", answer?.json.error ?? "The review server does not answer: the term was not added.", ["Close", () => calm("glossary")]);
};

const drawImpact = ({ touched, human, segments, present }) => [
  ...(present ? [make("p", {}, make("strong", {}, `Already in the glossary as “${present.en}” (${present.place}).`))] : []),
  make("p", {}, touched ? `${plural(touched, "sentence")} in the memory ${touched === 1 ? "has" : "have"} it; ${human} of them a person has decided.` : "No sentence in the memory has it."),
  make("ul", {}, ...segments.map((there) => make("li", {}, make("span", { lang: "zh" }, ...visible(there.zh)), " ", make("span", { lang: "en" }, ...visible(there.en)), make("small", {}, ` ${there.article} ${there.segment}, ${there.state}`)))),
];

Object.assign(desk.actions, { term: addTerm });
Object.assign(desk.keys, {
  h: () => toggle("history"),
  s: () => toggle("similar"),
  l: addTerm,
});
