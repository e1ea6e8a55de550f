"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const table = $("articles");
  if (!table) return;
  const body = table.tBodies[0];
  const lines = [...body.rows];
  const texts = new Map(lines.map((line) => [line, line.textContent.normalize("NFKC").toLowerCase()]));

  const search = () => {
    const wanted = $("search").value.normalize("NFKC").trim().toLowerCase();
    let shown = 0;
    for (const line of lines) {
      line.hidden = !texts.get(line).includes(wanted);
      shown += line.hidden ? 0 : 1;
    }
    $("nothing").hidden = shown > 0;
    $("shown").textContent = shown === lines.length ? "" : `${shown} of ${lines.length}`;
  };

  const value = (line, column, numeric) => {
    const cell = line.cells[column];
    const text = cell.dataset.v ?? cell.textContent.trim();
    return numeric ? Number(text) : text;
  };

  // A number column starts with its largest, a text column with its first; locks with the most missing.
  const sort = (head, column) => {
    const numeric = head.dataset.sort === "number";
    const first = numeric && !lines[0].cells[column].dataset.v ? "descending" : "ascending";
    const second = first === "ascending" ? "descending" : "ascending";
    const order = head.getAttribute("aria-sort") === first ? second : first;
    const sign = order === "ascending" ? 1 : -1;
    const compare = (a, b) => {
      const [x, y] = [value(a, column, numeric), value(b, column, numeric)];
      return numeric ? x - y : x.localeCompare(y, "zh");
    };
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", order);
    body.append(...[...lines].sort((a, b) => sign * compare(a, b)));
  };

  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(head, column));
    head.append(button);
  });

  $("search").addEventListener("input", search);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "/" && !event.target.matches("input")) {
      event.preventDefault();
      $("search").focus();
    } else if (event.key === "Escape" && event.target.matches("input")) {
      event.target.value = "";
      search();
    }
  });
  $("controls").hidden = false;
  search();
})();
