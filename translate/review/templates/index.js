// The page: what is chosen, the lines that are seen, keys.
const table = $("articles");
const body = table?.tBodies[0];
const grouped = (count) => count.toLocaleString("en-US");
const heads = table ? [...table.tHead.rows[0].cells] : [];

let state = stateOf(location.hash);
let found = [];

const pages = () => Math.max(Math.ceil(found.length / config.rows), 1);

const keep = (push) => {
  const address = hashOf(state) || location.pathname + location.search;
  if (hashOf(state) === location.hash) return;
  history[push ? "pushState" : "replaceState"](null, "", address);
};

const button = (label, name, act, off) => {
  const node = make("button", { type: "button" }, label);
  node.setAttribute("aria-label", name);
  if (off) node.setAttribute("aria-disabled", "true");
  else node.addEventListener("click", act);
  return node;
};

const turn = (page) => {
  const held = document.activeElement?.closest("#pager") && document.activeElement.getAttribute("aria-label");
  state = { ...state, page: Math.min(Math.max(page, 1), pages()) };
  show(true);
  scrollTo(0, 0);
  if (held) $("pager").querySelector(`[aria-label="${held}"]`)?.focus({ preventScroll: true });
};

const showPager = () => {
  const last = pages();
  $("pager").hidden = last < 2;
  const begin = (state.page - 1) * config.rows;
  $("pager").replaceChildren(
    button("«", "First page", () => turn(1), state.page === 1),
    button("‹", "Previous page", () => turn(state.page - 1), state.page === 1),
    make("span", {}, `${grouped(begin + 1)}–${grouped(Math.min(begin + config.rows, found.length))} of ${grouped(found.length)}`),
    button("›", "Next page", () => turn(state.page + 1), state.page === last),
    button("»", "Last page", () => turn(last), state.page === last),
  );
};

const numberRows = (begin) => {
  table.setAttribute("aria-rowcount", found.length + 1);
  [...body.rows].forEach((row, at) => row.setAttribute("aria-rowindex", begin + at + 2)); // the heading is the first
};

const showRows = () => {
  const begin = (state.page - 1) * config.rows;
  const rows = found.slice(begin, begin + config.rows).map(rowOf);
  body.replaceChildren(...rows);
  numberRows(begin);
};

const chosen = () => Boolean(state.q || state.show.length || state.stage || state.day);

const showChosen = () => {
  for (const each of $("filters").querySelectorAll("[data-filter]")) {
    each.setAttribute("aria-pressed", state.show.includes(each.dataset.filter));
  }
  if ($("search").value !== state.q) $("search").value = state.q;
  $("stage").value = state.stage;
  $("day").hidden = !state.day;
  $("day").textContent = `${state.day} ×`;
  $("day").setAttribute("aria-label", `${state.day}: show all days`);
  $("clear").hidden = !chosen();
  for (const head of heads) {
    if (head.dataset.sort === state.sort) head.setAttribute("aria-sort", state.order);
    else head.removeAttribute("aria-sort");
  }
};

let faultsShown = config.rows;
const faultLine = ([where, why, remedy]) =>
  make(
    "li",
    {},
    make("code", {}, ...visible(where)),
    " ",
    ...visible(why),
    ...(remedy ? [" ", make("span", { className: "remedy" }, ...visible(remedy))] : []),
  );

const showFaults = () => {
  if (!$("faults")) return 0;
  const matching = faultsListed(state);
  $("reasons").replaceChildren(...matching.slice(0, faultsShown).map((n) => faultLine(config.faults[n])));
  const left = matching.length - faultsShown;
  $("more").hidden = left <= 0;
  $("more").firstChild.textContent = `Show ${grouped(Math.min(left, config.rows))} more of ${grouped(left)}`;
  $("failed").textContent =
    matching.length === config.faults.length
      ? `Not made: ${grouped(matching.length)} file${matching.length === 1 ? "" : "s"}`
      : `Not made: ${grouped(matching.length)} of ${grouped(config.faults.length)} files`;
  $("faults").hidden = !matching.length && !state.show.includes("faults");
  return matching.length;
};

// `push`: a step that "back" undoes. `fresh`: the lines that the page came with are the ones to show.
const show = (push, fresh = false) => {
  const only = state.show.includes("faults");
  const count = fresh && config.faults.length <= config.rows ? config.faults.length : showFaults();
  if (table) {
    found = listed(state);
    state.page = Math.min(state.page, pages());
    if (fresh) numberRows(0);
    else showRows();
    showPager();
    showChosen();
    table.hidden = only || !found.length;
    if (only) $("pager").hidden = true;
    $("nothing").hidden = only || found.length > 0;
    const of = found.length === total ? grouped(total) : `${grouped(found.length)} of ${grouped(total)}`;
    $("shown").textContent = only
      ? `${grouped(count)} of ${grouped(config.faults.length)} files not made`
      : `${of} article${total === 1 ? "" : "s"}`;
  }
  keep(push);
};

const choose = (change, push = true) => {
  state = { ...state, page: 1, ...change };
  faultsShown = config.rows;
  show(push);
};

const toggle = (name) =>
  choose({ show: state.show.includes(name) ? state.show.filter((each) => each !== name) : [...state.show, name] });

const sortBy = (column) => {
  const first = firstOrder(column);
  const second = first === "ascending" ? "descending" : "ascending";
  choose({ sort: column, order: state.sort === column && state.order === first ? second : first });
};

const clear = () => choose({ q: "", show: [], stage: "", day: "" });

const step = (by) => {
  const links = [...body.querySelectorAll("td:first-child > a")];
  const at = links.indexOf(document.activeElement?.closest("tr")?.querySelector("td:first-child > a"));
  const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
};

const KEYS = {
  "/": () => {
    $("search").focus();
    $("search").select();
  },
  j: () => step(1),
  k: () => step(-1),
  "]": () => turn(state.page + 1),
  "[": () => turn(state.page - 1),
  b: () => SHOWN.has("blockers") && toggle("blockers"),
};
const SHOWN = new Set([...document.querySelectorAll("[data-filter]")].map((each) => each.dataset.filter));

const pressed = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") {
    if (event.target.matches("input") && state.q) choose({ q: "" });
    else if (chosen()) clear();
    return;
  }
  if (event.target.matches("input, select") || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
};

const dayChosen = (event) => {
  const link = event.target.closest("a[data-day]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  link.closest("details").open = false;
  choose({ day: link.dataset.day });
  $("heading").focus({ preventScroll: true });
  scrollTo(0, 0);
};

const begin = () => {
  for (const head of heads) {
    const node = make("button", { type: "button" }, ...head.childNodes);
    node.addEventListener("click", () => sortBy(head.dataset.sort));
    head.append(node);
  }
  for (const each of document.querySelectorAll("[data-filter]")) {
    each.addEventListener("click", () => toggle(each.dataset.filter));
  }
  $("stage").addEventListener("change", (event) => choose({ stage: event.target.value }));
  $("day").addEventListener("click", () => choose({ day: "" }));
  $("clear").addEventListener("click", () => {
    clear();
    $("search").focus();
  });
  document.querySelector(".days")?.addEventListener("click", dayChosen);
  document.addEventListener("keydown", pressed);
  $("filters").hidden = $("keys").hidden = false;
};

if (table) begin();
const typed = (event) => {
  if (!event.isComposing) choose({ q: $("search").value }, false); // half a pinyin is no search
};
$("search").addEventListener("input", typed);
$("search").addEventListener("compositionend", typed);
$("more")?.firstChild.addEventListener("click", () => {
  faultsShown += config.rows;
  showFaults();
});
addEventListener("popstate", () => {
  state = stateOf(location.hash);
  show(false);
});
$("controls").hidden = !table && !config.faults.length;
show(false, !location.hash && body?.rows.length === Math.min(total, config.rows));
