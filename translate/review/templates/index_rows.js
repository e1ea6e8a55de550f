// An article's line as index_row.html.jinja2 has it, made of the columns that the page carries as data.
const articles = config.articles;
const total = articles.href.length;

const title = (n) => articles.en[n] || articles.zh[n];
const stamp = (text) => text && `${text}Z`;
const day = (n) => articles.moment[n].slice(0, 10);
const short = (n) => articles.locks[n] > articles.held[n];

const time = (at, words) => {
  const node = make("time", {}, words);
  node.dateTime = stamp(at);
  return node;
};

const cell = (name, label, ...children) => {
  const node = make("td", { className: name }, ...children);
  if (label) node.dataset.label = label;
  return node;
};

const named = (n) => {
  const link = make("a", {});
  link.setAttribute("href", articles.href[n] + articles.ending);
  if (articles.zh[n]) {
    link.append(make("span", { className: "zh", lang: config.langs[articles.lang[n]] }, ...visible(articles.zh[n])), " ");
  }
  link.append(make("span", { className: "en" }, ...visible(articles.en[n])));
  return link;
};

const place = ([text, href, source]) => {
  if (!href) return make("span", { className: "file" }, ...visible(text));
  const link = make("a", {}, ...visible(text));
  link.setAttribute("href", href);
  return Object.assign(link, { rel: "noopener noreferrer", title: source });
};

const alsoAt = ([more, ...places]) => {
  const note = make("small", { className: "also" }, "· also at ");
  places.forEach((each, at) => note.append(...(at ? [", "] : []), place(each)));
  if (more) note.append(` and ${more} more`);
  return note;
};

const articleCell = (n) => {
  const node = cell("", "", named(n));
  node.removeAttribute("class");
  const host = articles.hosts[articles.host[n]];
  if (host) node.append(" ", make("small", {}, ...visible(host)));
  if (articles.copies[n]) node.append(" ", alsoAt(articles.copies[n]));
  for (const notice of articles.notices[n] ?? []) node.append(make("small", { className: "notice" }, ...visible(notice)));
  return node;
};

const progressCell = (n) => {
  const bar = document.createElement("progress");
  bar.setAttribute("value", articles.approved[n]);
  bar.setAttribute("max", articles.segments[n] || 1);
  bar.setAttribute("aria-hidden", "true");
  return cell("count progress", "approved", bar, ` ${articles.approved[n]}/${articles.segments[n]}`);
};

const lastCell = (n) => {
  if (!config.live) {
    const name = short(n) ? "count blocker" : "count";
    return cell(name, "locks held", `${articles.held[n]}/${articles.locks[n]}`);
  }
  const at = articles.changed[n];
  if (!at) return cell("change", "last change");
  const who = visible(articles.people[articles.who[n]]);
  return cell("change", "last change", ...who, " ", make("small", {}, time(at, at.slice(0, 16).replace("T", " "))));
};

const weightCell = (n, severity) => {
  const count = articles[`${severity}s`][n];
  return cell(count ? `count ${severity}` : "count", `${severity}s`, String(count));
};

const rowOf = (n) =>
  make(
    "tr",
    {},
    articleCell(n),
    cell("day", "date", ...(articles.moment[n] ? [time(articles.moment[n], day(n))] : [])),
    cell("count", "segments", String(articles.segments[n])),
    progressCell(n),
    cell("stage", "review", config.stages[articles.stage[n]]),
    lastCell(n),
    ...["blocker", "warning", "note"].map((severity) => weightCell(n, severity)),
  );
