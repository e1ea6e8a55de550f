"""An article's line in the index, as its page shows it and as its script knows it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from translate.review.assets import environment
from translate.review.copies import Elsewhere, elsewhere
from translate.review.index import STAGES, Fault, IndexEntry
from translate.review.links import page_href, safe_link
from translate.review.markup import legible, plain
from translate.review.words import date_for_machines, in_utc
from translate.script import chinese_tag
from translate.text import fold, is_han, unfolded

_LANGS = ("zh", "zh-Hans", "zh-Hant")
_PAGE = ".html"
_COUNTS = ("segments", "approved", "blockers", "warnings", "notes")


@dataclass(frozen=True, slots=True)
class Line:
    """An entry with what the table shows of it."""

    entry: IndexEntry
    href: str
    lang: str
    day: str  # in UTC, empty for an article without a date
    moment: str
    host: str
    changed: str  # when something was last done to it, to the minute
    changed_moment: str
    elsewhere: Elsewhere


def line_of(entry: IndexEntry, live: bool) -> Line:
    """What the table shows of an entry; ``live``: its page is an address of the review server."""
    link = safe_link(entry.url, schemes=("http", "https"))
    return Line(
        entry=entry,
        href=entry.page if live else page_href(entry.page),
        lang=chinese_tag(entry.title_zh),
        day=f"{in_utc(entry.date):%Y-%m-%d}" if entry.date else "",
        moment=date_for_machines(entry.date) if entry.date else "",
        host=link.host.removeprefix("www.") if link else "",
        changed=f"{in_utc(entry.at):%Y-%m-%d %H:%M}" if entry.at else "",
        changed_moment=date_for_machines(entry.at) if entry.at else "",
        elsewhere=elsewhere(entry.url, entry.copies),
    )


def row_html(line: Line, live: bool) -> Markup:
    """The line as a row of the table. The script makes the same of :func:`script_data`."""
    row: Callable[[Line, bool], str] = environment().get_template("index_row.html.jinja2").module.row  # type: ignore[attr-defined]
    return Markup(row(line, live))


def script_data(lines: Sequence[Line], faults: Sequence[Fault], live: bool, rows: int) -> Markup:
    """All that the script knows, as JSON for a ``<script>`` element: a column an array, texts that repeat once.

    ``rows``: how many lines the page shows at once.
    """
    given = {
        "live": live,
        "rows": rows,
        "stages": STAGES,
        "langs": _LANGS,
        "pairs": _script_pairs(line.entry.title_zh for line in lines),
        "articles": _columns(lines, live),
        "faults": [_legible([fault.where, fault.why, fault.remedy]) for fault in faults],
    }
    # Inside a script element only "<" can end it or begin a comment; JSON knows another way to write it.
    text = json.dumps(given, ensure_ascii=False, separators=(",", ":")).replace("<", r"\u003c")
    return Markup(text)


def _columns(lines: Sequence[Line], live: bool) -> dict[str, object]:
    hosts, people = _Shared(), _Shared()
    ending = _PAGE if lines and all(line.href.endswith(_PAGE) for line in lines) else ""
    entries = [line.entry for line in lines]
    columns: dict[str, object] = {
        "ending": ending,
        "href": [line.href.removesuffix(ending) for line in lines],
        "zh": _legible([entry.title_zh if entry.title_zh != entry.title_en else "" for entry in entries]),
        "en": _legible([entry.title_en for entry in entries]),
        "lang": "".join(str(_LANGS.index(line.lang)) for line in lines),
        "moment": [line.moment.removesuffix("Z") for line in lines],
        "host": [hosts.place(line.host) for line in lines],
        "hosts": hosts.texts,
        "stage": [STAGES.index(entry.review) for entry in entries],
        "notices": {
            n: [legible(text) for text in each.notices] for n, each in enumerate(entries) if each.notices
        },
        "copies": {n: _copies(line.elsewhere) for n, line in enumerate(lines) if line.entry.copies},
        **{name: [getattr(entry, name) for entry in entries] for name in _COUNTS},
    }
    if live:
        columns["changed"] = [line.changed_moment.removesuffix("Z") for line in lines]
        columns["who"] = [people.place(entry.who) for entry in entries]
        columns["people"] = _legible(people.texts)
    else:
        columns["locks"] = [entry.locks for entry in entries]
        columns["held"] = [entry.locks_held for entry in entries]
    return columns


@dataclass(slots=True)
class _Shared:
    """Texts that stand for many lines, each once, by its place."""

    texts: list[str] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)

    def place(self, text: str) -> int:
        """Where the text is."""
        if text not in self._places:
            self._places[text] = len(self.texts)
            self.texts.append(text)
        return self._places[text]


def _legible(texts: list[str]) -> list[str]:
    """The texts as pages show them. Nearly always as they are: one look at all is quicker than one at each."""
    together = "\n".join(texts)
    return texts if legible(together) == together else [legible(text) for text in texts]


def _copies(places: Elsewhere) -> list[object]:
    shown = [[legible(place.text), place.href, plain(place.source)] for place in places.places]
    return [places.more, *shown]


def _script_pairs(texts: Iterable[str]) -> str:
    """Each character that is a form of one in the texts, and the form that both are compared in: 國国這这…"""
    plain_forms = {fold(character) for character in set().union(*texts) if is_han(character)}
    return "".join(
        other + form for form in sorted(plain_forms) for other in sorted(unfolded(form)) if other != form
    )
