"""How the segments that a glossary change touches are shown: by ``glossary impact`` and ``update``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from rich.markup import escape
from rich.table import Table

from translate.cli_glossary.shared import console, counted
from translate.glossary.impact import Impact, Touched
from translate.model import Lock

SHOWN = 20  # segments without --all
_AROUND = 10  # Chinese characters on either side of what changes
_ENGLISH = 80  # characters of English


def as_json(impact: Impact) -> dict[str, Any]:
    """The segments for machines, totals first."""
    return {
        "segments": len(impact.touched),
        "articles": impact.articles,
        "human": impact.human,
        "touched": [_record(each) for each in impact.touched],
    }


def print_totals(impact: Impact) -> None:
    """One line: how many segments, in how many articles, of which a human decided how many."""
    if not impact.touched:
        print("no segment is touched")
        return
    where = f"{counted(len(impact.touched), 'segment')} in {counted(impact.articles, 'article')}"
    decided = (
        f"a person decided {impact.human:,} of them" if impact.human else "no person decided any of them"
    )
    print(f"{where}; {decided}")


def print_table(impact: Impact, limit: int | None = SHOWN, *, one_sided: bool = False) -> None:
    """The segments by article, at most ``limit``. ``one_sided``: what is demanded, not what changes."""
    screen = console()
    header = True
    for article, group in groupby(impact.touched[:limit], key=attrgetter("article")):
        screen.print(f"[bold]{escape(article)}[/bold]", soft_wrap=True)
        screen.print(_table(group, header=header, one_sided=one_sided))
        header = False
    left = len(impact.touched) - len(impact.touched[:limit])
    if left:
        print(f"and {left:,} more: --all shows them")


def _table(touched: Iterable[Touched], *, header: bool, one_sided: bool) -> Table:
    table = Table(box=None, show_header=header, header_style="dim", padding=(0, 2, 0, 0), expand=True)
    table.add_column("segment", no_wrap=True, min_width=7, style="dim")
    table.add_column("state", no_wrap=True, min_width=8)
    table.add_column("Chinese, present English", overflow="fold", ratio=3)
    names = ("demanded",) if one_sided else ("before", "after")
    for name in names:
        table.add_column(name, overflow="fold", ratio=2)
    for each in touched:
        sides = (each.after,) if one_sided else (each.before, each.after)
        cells = (each.segment, each.state.value, _texts(each), *(told(side) or "–" for side in sides))
        table.add_row(*map(escape, cells))
    return table


def _texts(each: Touched) -> str:
    """The Chinese around what changes, and the beginning of the English."""
    lock = (*each.after, *each.before)[0]
    start, end = max(0, lock.start - _AROUND), lock.end + _AROUND
    zh = f"{'…' if start else ''}{each.zh[start:end].strip()}{'…' if end < len(each.zh) else ''}"
    en = each.en.strip()
    return f"{zh}\n{en if len(en) <= _ENGLISH else en[:_ENGLISH].rstrip() + '…'}"


def told(locks: Sequence[Lock]) -> str:
    """What locks ask for, in a few words: ``雪花 → Snowflake``."""
    return "\n".join(dict.fromkeys(_demand(lock) for lock in locks))


def _demand(lock: Lock) -> str:
    forbidden = f"not {', '.join(lock.forbidden)}" if lock.forbidden else ""
    if not lock.en:
        return f"{lock.zh} {forbidden}"
    accept = f" or {', '.join(lock.accept)}" if lock.accept else ""
    return f"{lock.zh} → {lock.en}{accept}{', ' + forbidden if forbidden else ''}"


def _record(each: Touched) -> dict[str, Any]:
    return {
        "article": each.article,
        "segment": each.segment,
        "state": each.state.value,
        "human": each.is_human,
        "zh": each.zh,
        "en": each.en,
        "before": _records(each.before),
        "after": _records(each.after),
    }


def _records(locks: Iterable[Lock]) -> list[dict[str, Any]]:
    return [
        {
            "start": lock.start,
            "end": lock.end,
            "zh": lock.zh,
            "en": lock.en,
            "accept": list(lock.accept),
            "forbidden": list(lock.forbidden),
            "exact": lock.exact,
            "source": lock.source,
        }
        for lock in locks
    ]
