"""Articles as tables: a row a sentence, the two texts side by side, for CSV, TSV and workbooks.

The columns are read by their names, in any order. A table with an id column is one of ours; any other with Chinese
and English is somebody's pairs. The state is what a person may change; ``stamp`` says what it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from translate.bitext import NAMES_EN, NAMES_ZH, Line
from translate.errors import ExchangeError
from translate.exchange.model import (
    Entry,
    Outgoing,
    PairEntry,
    Record,
    Refused,
    Unusable,
    findings_of,
    read_cell,
    stamp_of,
)
from translate.exchange.terms.columns import unguard
from translate.exchange.terms.xlsx import unescape
from translate.memory import NewPair, State

HEADER = ("id", "zh", "en", "state", "findings", "article", "stamp")
STATES = tuple(state.value for state in State)
_NEEDED = ("id", "zh", "en", "article")
_NAMES = {"zh": NAMES_ZH, "en": NAMES_EN}


def rows(articles: Iterable[Outgoing]) -> Iterator[tuple[str, ...]]:
    """The cells of each sentence, in the order of ``HEADER``."""
    for outgoing in articles:
        for row, reviewed in outgoing.rows:
            segment, en = row.segment, row.draft.en
            yield (
                segment.id,
                segment.zh,
                en,
                reviewed.state.value,
                "\n".join(findings_of(row)),
                segment.article,
                stamp_of(reviewed, en).cell,
            )


def read_rows(lines: Iterable[Line], path: Path, *, guarded: bool) -> Iterator[Record]:
    """The records of a table. ``guarded``: apostrophes keep its cells from being formulas.

    Raises ExchangeError where a column is missing.
    """
    filled = (line for line in lines if any(cell.strip() for cell in line.fields))
    first = next(filled, None)
    if first is None:
        raise ExchangeError(
            "is empty", where=path, remedy="export the article again, or give a table of zh and en"
        )
    columns = _columns(first, path)
    for line in filled:
        if len(line.fields) > len(first.fields):
            yield Unusable(line.number, f"has more than the {len(first.fields)} cells of the header")
            continue
        cells = dict.fromkeys(columns, "") | {
            name: line.fields[at] for name, at in columns.items() if at < len(line.fields)
        }
        if guarded:
            cells = {name: unguard(cell) for name, cell in cells.items()}
        yield _sentence(cells, line.number, guarded) if "id" in columns else _pair(cells, line.number)


def _columns(header: Line, path: Path) -> dict[str, int]:
    """The place of each column that is known. Raises ExchangeError where one is missing."""
    names = [cell.strip().lstrip("\ufeff").casefold().replace("_", "-") for cell in header.fields]
    places: dict[str, int] = {}
    for at, name in enumerate(names):
        field = next((ours for ours, others in _NAMES.items() if name in others), name)
        if field in HEADER:
            places.setdefault(field, at)
    needed = _NEEDED if "id" in places or "article" in places or "stamp" in places else ("zh", "en")
    if missing := [name for name in needed if name not in places]:
        raise ExchangeError(
            f"has no column {' and none '.join(missing)}, so nothing of it was taken",
            where=path,
            line=header.number,
            remedy=f"name the columns in the first row: {', '.join(needed)}",
        )
    return places


def _pair(cells: dict[str, str], number: int) -> Record:
    zh, en = cells["zh"].strip(), cells["en"].strip()
    if not zh or not en:
        return Unusable(number, "has no English" if zh else "has no Chinese")
    return PairEntry(number, NewPair(zh, en))


def _sentence(cells: dict[str, str], number: int, escaped: bool) -> Record:
    zh, en = (unescape(cells[name]) if escaped else cells[name] for name in ("zh", "en"))
    stamp = read_cell(cells.get("stamp", ""))
    word = cells.get("state", "").strip().casefold()
    signed = (word or stamp.state) == State.APPROVED
    entry = Entry(number, cells["article"].strip(), cells["id"].strip(), zh, en, signed, stamp)
    if word and word not in STATES:
        return Refused(
            entry, f"its state is {cells['state'].strip()!r}, which is none of {', '.join(STATES)}"
        )
    return entry
