"""How the segments that a glossary change touches are shown: by ``glossary impact`` and ``update``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from translate.cli_glossary.shared import counted
from translate.glossary.impact import Impact, Touched
from translate.model import Lock

SHOWN = 20  # rows of a table without --all


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
    """A table of the segments, at most ``limit`` of them. ``one_sided``: what is demanded, not what changes."""
    if not impact.touched:
        return
    table = Table(show_lines=False, pad_edge=False)
    table.add_column("segment", overflow="fold")
    table.add_column("state")
    table.add_column("Chinese and present English", overflow="fold", ratio=3)
    if not one_sided:
        table.add_column("before", overflow="fold", ratio=1)
    table.add_column("demanded" if one_sided else "after", overflow="fold", ratio=1)
    for each in impact.touched[:limit]:
        sides = [told(each.after)] if one_sided else [told(each.before), told(each.after)]
        place = f"{each.article}\n{each.segment}"
        texts = f"{each.zh.strip()}\n{each.en.strip()}"
        table.add_row(*map(escape, (place, each.state.value, texts, *(side or "–" for side in sides))))
    Console(highlight=False).print(table)
    left = len(impact.touched) - len(impact.touched[:limit])
    if left:
        print(f"and {left:,} more: --all shows them")


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
