"""The index as files: one page that searches all articles, and a page a day that needs no script.

While everything fits on the index itself there is nothing else. Beyond that it holds the first lines in HTML and
all of them as data for its script; the days hold every line, for readers without script and for links to a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from translate.model import Signature
from translate.review.assets import assets, environment
from translate.review.days import Day, Month, by_day, by_month, day_file
from translate.review.index import STAGES, Fault, IndexEntry, totals
from translate.review.index_rows import Line, line_of, row_html, script_data

INDEX = "index.html"
ALL_DAYS = "days.html"
MARK = "Duizhao index"  # in every page made here but the index: what tells ours from a file of somebody else

_ROWS = 100  # lines that the index shows at once
_DAY_ROWS = 400  # lines on a page of a day; a day with more gets several
_FAULT_ROWS = 1_000
_Item = TypeVar("_Item")
_MONTHS = 12  # in the index; a page of its own has all


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the index: the file's name, which no article's page has, and its HTML."""

    name: str
    html: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the list can be narrowed to, and how many articles that leaves."""

    name: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another page of the index."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class _Site:
    entries: list[IndexEntry]
    lines: Sequence[Line]
    faults: Sequence[Fault]
    signature: Signature | None
    live: bool


def render_index(
    entries: Iterable[IndexEntry],
    faults: Sequence[Fault],
    signature: Signature | None,
    *,
    live: bool = False,
) -> str:
    """The index on one page, entries in the order given, faults listed last with their reasons.

    Self-contained like an article's page; sorting and searching need its script, reading does not. ``live``: as
    the review server gives it, with the last change in place of the locks.
    """
    site = _site([line_of(entry, live) for entry in entries], faults, signature, live)
    return _index(site, len(site.lines), len(faults), ())


def render_site(
    entries: Iterable[IndexEntry],
    faults: Sequence[Fault],
    signature: Signature | None,
    *,
    live: bool = False,
) -> Iterator[SitePage]:
    """All pages of the index one after the other, ``index.html`` last: when it is there, so is what it leads to.

    The same arguments give the same bytes. Arguments are those of :func:`render_index`.
    """
    site = _site([line_of(entry, live) for entry in entries], faults, signature, live)
    days = by_day(site.lines) if len(site.lines) > _ROWS else ()
    yield from _day_pages(site, days)
    if len(by_month(days)) > _MONTHS:
        yield SitePage(ALL_DAYS, _plain_page(site, "All days", months=by_month(days)))
    if len(faults) > _ROWS:
        yield from _fault_pages(site)
    yield SitePage(INDEX, _index(site, _ROWS, _ROWS, days))


def live_page(name: str, lines: Sequence[Line]) -> str | None:
    """One page of the index for the review server, by name; ``None`` if :func:`render_site` makes none of that name.

    ``lines`` are live ones. Only what the page shows is rendered.
    """
    site = _site(lines, (), None, live=True)
    days = by_day(site.lines) if len(site.lines) > _ROWS else ()
    if name == INDEX:
        return _index(site, _ROWS, _ROWS, days)
    if name == ALL_DAYS and days:
        return _plain_page(site, "All days", months=by_month(days))
    wanted = [day for day in days if name.startswith(day_file(day.key).removesuffix(".html"))]
    around = {day.key: (later, earlier) for day, later, earlier in _in_order(days)}
    pages = (page for day in wanted for page in _pages_of_day(site, day, *around[day.key]))
    return next((page.html for page in pages if page.name == name), None)


def _site(lines: Sequence[Line], faults: Sequence[Fault], signature: Signature | None, live: bool) -> _Site:
    return _Site([line.entry for line in lines], lines, tuple(faults), signature, live)


def _index(site: _Site, rows: int, faults: int, days: Sequence[Day]) -> str:
    months = by_month(days)
    older = Way(ALL_DAYS, f"{len(days):,}") if len(months) > _MONTHS else None
    return (
        environment()
        .get_template("index.html.jinja2")
        .render(
            assets=assets("board" if site.live else "index"),
            rows=[row_html(line, site.live) for line in site.lines[:rows]],
            faults=site.faults[:faults],
            faults_count=len(site.faults),
            all_faults=_numbered("faults", 1),
            filters=_filters(site),
            stages=_stages(site),
            months=months[:_MONTHS],
            older=older,
            live=site.live,
            totals=totals(site.entries),
            signature=site.signature,
            data=script_data(site.lines, site.faults, site.live, _ROWS),
        )
    )


def _filters(site: _Site) -> list[Choice]:
    """What the list can be narrowed to, leaving out what would leave nothing."""
    entries = site.entries
    counted = (
        Choice("blockers", "Blockers", sum(entry.blockers > 0 for entry in entries)),
        Choice("warnings", "Warnings", sum(entry.warnings > 0 for entry in entries)),
        Choice("missing", "Locks missing", sum(entry.locks_held < entry.locks for entry in entries)),
        Choice("notices", "Notices", sum(bool(entry.notices) for entry in entries)),
        Choice("copies", "Copies", sum(bool(entry.copies) for entry in entries)),
        Choice("faults", "Not made", len(site.faults)),
    )
    return [choice for choice in counted if choice.count]


def _stages(site: _Site) -> list[Choice]:
    reviews = [entry.review for entry in site.entries]
    return [
        Choice(str(place), stage, reviews.count(stage))
        for place, stage in enumerate(STAGES)
        if stage in reviews
    ]


def _day_pages(site: _Site, days: Sequence[Day]) -> Iterator[SitePage]:
    for day, later, earlier in _in_order(days):
        yield from _pages_of_day(site, day, later, earlier)


def _in_order(days: Sequence[Day]) -> Iterable[tuple[Day, Day | None, Day | None]]:
    """Each day with the one that stands before it, the later, and the one after it."""
    return zip(days, (None, *days[:-1]), (*days[1:], None), strict=True) if days else ()


def _pages_of_day(site: _Site, day: Day, later: Day | None, earlier: Day | None) -> Iterator[SitePage]:
    parts = _parts(day.lines, _DAY_ROWS)
    for number, part in enumerate(parts, 1):
        before = Way(day_file(day.key, number - 1), "the part before") if number > 1 else _way(later)
        after = Way(day_file(day.key, number + 1), "the next part") if number < len(parts) else _way(earlier)
        heading = f"{day.heading}, part {number} of {len(parts)}" if len(parts) > 1 else day.heading
        rows = [row_html(line, site.live) for line in part]
        html = _plain_page(site, heading, rows=rows, totals=day.totals, before=before, after=after)
        yield SitePage(day_file(day.key, number), html)


def _way(day: Day | None) -> Way | None:
    return Way(day_file(day.key), day.heading) if day else None


def _fault_pages(site: _Site) -> Iterator[SitePage]:
    parts = _parts(site.faults, _FAULT_ROWS)
    for number, part in enumerate(parts, 1):
        before = Way(_numbered("faults", number - 1), "the part before") if number > 1 else None
        after = Way(_numbered("faults", number + 1), "the next part") if number < len(parts) else None
        heading = f"Not made: {len(site.faults):,} files"
        heading += f", part {number} of {len(parts)}" if len(parts) > 1 else ""
        html = _plain_page(site, heading, faults=part, before=before, after=after)
        yield SitePage(_numbered("faults", number), html)


def _parts(items: Sequence[_Item], size: int) -> list[Sequence[_Item]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def _numbered(name: str, number: int) -> str:
    return f"{name}.html" if number == 1 else f"{name}.{number}.html"


def _plain_page(site: _Site, heading: str, **more: Any) -> str:
    shown: dict[str, Any] = {
        "rows": (),
        "months": tuple[Month, ...](),
        "faults": (),
        "totals": None,
        "before": None,
        "after": None,
    }
    template = environment().get_template("day.html.jinja2")
    home = "./" if site.live else INDEX
    return template.render(
        assets=assets("day"),
        mark=MARK,
        heading=heading,
        home=home,
        live=site.live,
        signature=site.signature,
        **(shown | more),
    )
