// Beside a sentence: its history, and what the memory suggests.
const loading = () => $("panel-body").replaceChildren(make("p", {}, "Looking…"));
const button = (name, act) => {
  const made = make("button", { type: "button" }, name);
  made.addEventListener("click", act);
  return made;
};

// Asks the server for what a panel shows; nothing where the panel has moved on meanwhile.
const fillFrom = async (sentence, name, draw) => {
  loading();
  const answer = await desk.request(`${desk.path(sentence)}/${name}`);
  if (panel !== panelOf[name] || current !== sentence) return;
  if (answer?.status === 200) $("panel-body").replaceChildren(...draw(sentence, answer.json));
  else $("panel-body").replaceChildren(make("p", {}, answer?.json.error ?? "The review server does not answer."));
};
const panelOf = { history: "history", suggestions: "similar" };

const STEPS = { edit: "edited", approve: "approved", unapprove: "took approval back", undo: "undid", restore: "restored", import: "imported" };

const drawHistory = (sentence, { history }) => {
  if (!history.length) return [make("p", {}, "Nobody has changed this sentence.")];
  return history.map((step) => make("article", {},
    make("p", { className: "by" }, make("b", {}, step.who), ` ${STEPS[step.action] ?? step.action}, ${moment(step.at)} `,
      ...(step.after === sentence.text ? [] : [button("Restore", () => restoreStep(sentence, step))])),
    step.before === step.after ? english(step.after) : diffView(diffWords(step.before, step.after))));
};

const restoreStep = (sentence, step) => {
  if (editing) finish();
  desk.steps.push({ id: sentence.id, count: 1 });
  desk.put(sentence, { action: "restore", edit: step.id });
};

const use = (sentence, en) => {
  if (editing) cancel();
  sentence.typed = en;
  openEditor(sentence);
};

const placeLink = (there) => there.article === "" ? "a pair from elsewhere," : make("a", { href: `/a/${encodeURIComponent(there.article)}#${there.segment}` }, there.title || there.article);

const drawSimilar = (sentence, { same, near }) => {
  const boxes = same.map((there) => {
    const box = make("input", { type: "checkbox", checked: there.en !== sentence.text && there.state === "draft" });
    return { there, box };
  });
  const carry = button("Carry this English over to those ticked", () => carryOver(sentence, boxes.filter(({ box }) => box.checked).map(({ there }) => there)));
  const line = ({ there, box }) => make("article", {},
    make("p", { className: "by" }, make("label", {}, box, ` ${there.segment} of `), placeLink(there), `, ${there.state} `,
      ...(there.en === sentence.text ? ["(the same English)"] : [button("Use it", () => use(sentence, there.en))])),
    there.en === sentence.text ? "" : diffView(diffWords(sentence.text, there.en)));
  const likely = (one) => make("article", {},
    make("p", { className: "by" }, `${Math.round(one.ratio * 100)} % alike, `, placeLink(one), ` by ${one.who} `, button("Use it", () => use(sentence, one.en))),
    diffView(one.diff, document.querySelector(".zh").lang), english(one.en));
  return [
    ...(same.length ? [make("h3", {}, "The same sentence elsewhere"), ...boxes.map(line), carry] : []),
    ...(near.length ? [make("h3", {}, "Approved sentences like it"), ...near.map(likely)] : []),
    ...(same.length || near.length ? [] : [make("p", {}, "Nothing like it in the memory.")]),
  ];
};

const carryOver = async (sentence, to) => {
  if (!to.length) return say("Tick where it is to go.");
  const answer = await desk.request(`${desk.path(sentence)}/carry`, { to: to.map(({ article, segment, version }) => ({ article, segment, version })) });
  if (answer?.status !== 200) return say(answer?.json.error ?? "The review server does not answer: nothing was carried over.");
  const { done, conflicts } = answer.json;
  for (const { article, segment } of to) {
    const here = article === config.article && byId.get(segment);
    if (!here) continue;
    const view = await desk.request(desk.path(here));
    if (view?.status === 200) desk.take(here, view.json);
  }
  fillPanel();
  return say(`Carried over to ${plural(done, "sentence")}${conflicts.length ? `; ${conflicts.length} had been changed meanwhile and stay` : ""}.`);
};

Object.assign(panels, {
  history: { title: "History", fill: (sentence) => void fillFrom(sentence, "history", drawHistory) },
  similar: { title: "Suggestions", fill: (sentence) => void fillFrom(sentence, "suggestions", drawSimilar) },
});
