// What the memory offers for the sentence that one stands at: the likest that a person gave English to, a key away.
const offered = new Map(); // by sentence id: the answer of the server, null while it is asked for
const LOOK = 200; // milliseconds on a sentence before the server is asked: walking through a page asks nothing
let looking = 0;

const likest = (sentence) => (sentence?.state === "draft" ? offered.get(sentence.id) : undefined);

const drawOffer = (sentence) => {
  const one = likest(sentence);
  $("offer").hidden = !one || Boolean(editing) || panel === "similar" || one.en.trim() === sentence.text;
  if ($("offer").hidden) return;
  const take = button("Start from it ", takeOffer);
  take.append(make("kbd", {}, "m"));
  $("offer").replaceChildren(
    make("p", { className: "by" }, `${Math.min(99, Math.round(one.ratio * 100))}% like one ${one.state} by ${one.who}, `, placeLink(one), " ", take),
    diffView(one.diff, document.querySelector(".zh").lang),
    english(one.en),
  );
};

const takeOffer = () => {
  const one = likest(current);
  if (!one) return say("Nothing is offered for this sentence.");
  return use(current, one.en.trim());
};

const look = async (sentence) => {
  offered.set(sentence.id, null);
  const answer = await desk.request(`${desk.path(sentence)}/suggestions`);
  if (answer?.status !== 200) return offered.delete(sentence.id);
  offered.set(sentence.id, answer.json.near[0]);
  if (current === sentence) drawOffer(sentence);
  return undefined;
};

desk.offer = (sentence) => {
  clearTimeout(looking);
  drawOffer(sentence);
  if (sentence.state === "draft" && !offered.has(sentence.id)) looking = setTimeout(() => look(sentence), LOOK);
};
desk.keys.m = takeOffer;
