// Which articles the list has, in which order: searching, narrowing and sorting, without the page.
const collator = new Intl.Collator("zh-Hans-u-co-pinyin", { numeric: true });

// Both scripts are compared in one: 國 and 国 find each other.
const forms = new Map();
for (let rest = [...config.pairs], at = 0; at < rest.length; at += 2) forms.set(rest[at], rest[at + 1]);
const folded = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u3400-\u9fff\uf900-\ufaff]|[\u{20000}-\u{323af}]/gu, (character) => forms.get(character) ?? character);

let texts = null; // made when somebody searches: the page is there sooner without
const searched = () => {
  texts ??= Array.from({ length: total }, (_, n) =>
    folded(
      [articles.zh[n], articles.en[n], articles.hosts[articles.host[n]], day(n), articles.href[n], whoOf(n)].join("\n"),
    ),
  );
  return texts;
};
const whoOf = (n) => (config.live ? articles.people[articles.who[n]] : "");

const SHOWS = {
  blockers: (n) => articles.blockers[n] > 0,
  warnings: (n) => articles.warnings[n] > 0,
  missing: (n) => !config.live && short(n),
  notices: (n) => n in articles.notices,
  copies: (n) => n in articles.copies,
};

const number = (name) => (n) => articles[name][n];
const VALUES = {
  title,
  date: (n) => articles.moment[n],
  segments: number("segments"),
  progress: (n) => articles.approved[n] / (articles.segments[n] || 1),
  stage: number("stage"),
  changed: (n) => articles.changed[n],
  missing: (n) => articles.held[n] - articles.locks[n],
  blockers: number("blockers"),
  warnings: number("warnings"),
  notes: number("notes"),
};
// Counts begin with the largest, all else with the first; locks with the most missing, progress with the least.
const FIRST = { segments: "descending", blockers: "descending", warnings: "descending", notes: "descending" };
const firstOrder = (column) => FIRST[column] ?? "ascending";

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const orders = new Map();

// The places of all articles in an order; equal ones stay as they were given.
const ordered = (column, descending) => {
  const key = `${column} ${descending}`;
  if (!orders.has(key)) {
    const places = Array.from({ length: total }, (_, n) => n);
    if (column) {
      const values = places.map(VALUES[column]);
      const by = column === "title" ? collator.compare : compare;
      const sign = descending ? -1 : 1;
      places.sort((a, b) => sign * by(values[a], values[b]));
    }
    orders.set(key, places);
  }
  return orders.get(key);
};

const listed = (state) => {
  const words = folded(state.q).split(/\s+/).filter(Boolean);
  const texts = words.length ? searched() : null;
  const shows = state.show.filter((name) => Object.hasOwn(SHOWS, name)).map((name) => SHOWS[name]);
  return ordered(state.sort, state.order === "descending").filter(
    (n) =>
      shows.every((holds) => holds(n)) &&
      (state.stage === "" || articles.stage[n] === Number(state.stage)) &&
      (state.day === "" || (day(n) || "undated") === state.day) &&
      words.every((word) => texts[n].includes(word)),
  );
};

const faultTexts = config.faults.map((fault) => folded(fault.join("\n")));
const faultsListed = (state) => {
  const words = folded(state.q).split(/\s+/).filter(Boolean);
  return [...faultTexts.keys()].filter((n) => words.every((word) => faultTexts[n].includes(word)));
};

// What the list shows, as the address keeps it after its "#": a reload, a way back or a sent link shows the same.
const NOTHING_CHOSEN = { q: "", show: [], stage: "", day: "", sort: "", order: "", page: 1 };

const stateOf = (hash) => {
  if (hash === "#faults") return { ...NOTHING_CHOSEN, show: ["faults"] };
  const given = new URLSearchParams(hash.slice(1));
  const sort = Object.hasOwn(VALUES, given.get("sort")) ? given.get("sort") : "";
  const order = ["ascending", "descending"].includes(given.get("order")) ? given.get("order") : firstOrder(sort);
  const known = (name) => (Object.hasOwn(SHOWS, name) || name === "faults") && $("filters")?.querySelector(`[data-filter=${name}]`);
  return {
    q: given.get("q") ?? "",
    show: (given.get("show") ?? "").split(" ").filter(known),
    stage: /^\d$/.test(given.get("review") ?? "") ? given.get("review") : "",
    day: /^(\d{4}-\d\d-\d\d|undated)$/.test(given.get("day") ?? "") ? given.get("day") : "",
    sort,
    order: sort && order,
    page: Math.max(Number.parseInt(given.get("page"), 10) || 1, 1),
  };
};

const hashOf = (state) => {
  const given = new URLSearchParams();
  if (state.q) given.set("q", state.q);
  if (state.show.length) given.set("show", state.show.join(" "));
  if (state.stage) given.set("review", state.stage);
  if (state.day) given.set("day", state.day);
  if (state.sort) given.set("sort", state.sort);
  if (state.sort && state.order !== firstOrder(state.sort)) given.set("order", state.order);
  if (state.page > 1) given.set("page", state.page);
  const text = given.toString();
  return text && `#${text}`;
};
