"""Glossaries as tables: which column is what, and how a list and a dangerous text stand in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from translate.bitext import NAMES_EN, NAMES_ZH, Line
from translate.errors import GlossaryError
from translate.exchange.terms.model import EVERYTHING, Losses, Read, Row
from translate.glossary.entry import GlossaryEntry
from translate.text import has_han

# The header of our own tables, in the order of the columns.
HEADER = ("zh", "en", "context", "note", "aliases", "accept", "scope", "source", "flags", "extra", "file")

# What others call the columns, besides translate.bitext's names for Chinese and English.
_OTHERS = {
    "context": ("context", "msgctxt", "sense", "domain", "subject", "subject field", "语境", "领域", "义项"),
    "note": (
        "note",
        "notes",
        "comment",
        "comments",
        "remark",
        "remarks",
        "description",
        "备注",
        "注释",
        "说明",
    ),
    "aliases": ("aliases", "alias", "synonyms", "别名", "异名"),
    "accept": ("accept", "accepted", "variants", "also accepted", "可接受"),
    "scope": ("scope", "范围"),
    "source": ("source", "reference", "来源", "出处"),
    "flags": ("flags", "flag", "status", "标记", "状态"),
    "extra": ("extra",),
    "file": ("file", "文件"),
}
_COLUMN_OF = {name: field for field, names in _OTHERS.items() for name in names}
_AMBIGUOUS = "source"  # in most tables the Chinese, in ours where a decision comes from

# Excel, LibreOffice and Google Sheets take a cell that begins so for a formula (OWASP, "CSV Injection"; the
# full-width signs in East Asian settings). An apostrophe before it makes it text.
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")

_ITEM = re.compile(r'\s*(?:"((?:[^"]|"")*)"|((?:(?!,(?:\s|$)|[、，\n]).)+))\s*(?:,(?=\s|$)|[、，\n]|$)')
_PLAIN_ITEM = re.compile(r'(?!["\s])(?:(?!,(?:\s|$)|[、，\n]).)+(?<!\s)', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where a table was read: a text file, or a sheet of a workbook."""

    path: Path
    title: str = ""  # of the sheet; then places are cells, not lines
    guarded: bool = False  # whether an apostrophe keeps a cell from being a formula

    def place(self, number: int, column: int = 0) -> str:
        """For people: ``names.csv:7``, ``names.xlsx Sheet1!B7``."""
        return (
            f"{self.path} {self.title}!{letters(column)}{number}" if self.title else f"{self.path}:{number}"
        )

    def fault(self, what: str, number: int, column: int = 0, remedy: str = "") -> GlossaryError:
        """A row that cannot be used."""
        if self.title:
            return GlossaryError(what, where=self.place(number, column), remedy=remedy)
        return GlossaryError(what, where=self.path, line=number, remedy=remedy)


def letters(column: int) -> str:
    """A spreadsheet's name of a column, counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def guard(cell: str) -> str:
    """The cell so that no spreadsheet takes it for a formula; ``unguard`` takes exactly this back.

    >>> guard("=1+1"), guard("'=1+1"), guard("'Ndrangheta")
    ("'=1+1", "''=1+1", "'Ndrangheta")
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell without the apostrophe of ``guard``."""
    return cell[1:] if _GUARDED.match(cell) else cell


def list_cell(items: Iterable[str]) -> str:
    """Several texts in one cell, as in a glossary file: between commas, in double quotes where one needs them.

    >>> list_cell(["U.S.", "Washington, D.C.", 'the "Fed", so called'])
    'U.S., "Washington, D.C.", "the ""Fed"", so called"'
    """
    return ", ".join(
        item if _PLAIN_ITEM.fullmatch(item) else '"{}"'.format(item.replace('"', '""')) for item in items
    )


def list_items(cell: str) -> tuple[str, ...]:
    """The texts of a cell: between ``, ``, ``、``, ``，`` or line breaks.

    >>> list_items('U.S., "Washington, D.C."、America')
    ('U.S.', 'Washington, D.C.', 'America')
    """
    found = (plain.strip() if plain else quoted.replace('""', '"') for quoted, plain in _ITEM.findall(cell))
    return tuple(item for item in found if item)


def cells(entry: GlossaryEntry) -> list[str]:
    """The entry's cells, in the order of ``HEADER``."""
    return [
        entry.zh,
        entry.en,
        entry.context,
        entry.note,
        list_cell(entry.aliases),
        list_cell(entry.accept),
        entry.scope,
        entry.source,
        list_cell(entry.flags),
        "\n".join(entry.extra),
        entry.file,
    ]


def read_table(lines: Iterable[Line], sheet: Sheet, *, header: bool = True) -> Read:
    """The entries of a table, ours or somebody else's: with a header row in any order, or Chinese and English first.

    ``header=False``: the first row is an entry, whatever it says. Raises GlossaryError for a table that names a
    column for only one of the two, and for one with the English first.
    """
    filled = (line for line in lines if any(cell.strip() for cell in line.fields))
    first = next(filled, None)
    if first is None:
        return Read(())
    losses = Losses()
    names = [_name(cell) for cell in first.fields]
    columns = _columns(names, first.number, sheet) if header else None
    if columns is None:
        return _headless([first, *filled], sheet, losses)
    for at, name in enumerate(names):
        if name and at not in columns.values():
            losses.add(f"the column {first.fields[at].strip()!r} is not read", sheet.place(first.number, at))
    exact = tuple(first.fields) == HEADER
    reader = _Reader(sheet, columns, len(names), exact)
    found = [reader.row(line) for line in filled]
    return _read(found, losses)


def has_header(line: Line) -> bool:
    """Whether the line names a column for Chinese and one for English."""
    zh, en = _texts_columns([_name(cell) for cell in line.fields])
    return bool(zh and en)


def _name(cell: str) -> str:
    """A column's name for comparing: ``Chinese (Simplified)`` is ``chinese``, ``zh_CN`` is ``zh-cn``."""
    return re.sub(r"\s*[(（\[].*", "", cell.strip().lstrip("\ufeff").casefold().replace("_", "-"))


def _read(found: Sequence[Row | GlossaryError], losses: Losses) -> Read:
    rows = tuple(row for row in found if isinstance(row, Row))
    return Read(rows, tuple(row for row in found if isinstance(row, GlossaryError)), losses.all())


def _columns(header: Sequence[str], number: int, sheet: Sheet) -> dict[str, int] | None:
    """The place of each field, or None where the line is no header (but, say, the entry 中文, Chinese)."""
    zh, en = _texts_columns(header)
    if not (zh or en) or (not (zh and en) and has_han("".join(header))):
        return None
    if not zh or not en:
        missing = "English" if zh else "Chinese"
        raise sheet.fault(
            f"has no column with the {missing}", number, 0, "name the columns zh and en in the first row"
        )
    columns = {"zh": next((at for at in zh if header[at] != _AMBIGUOUS), zh[0]), "en": en[0]}
    for at, name in enumerate(header):
        field = _COLUMN_OF.get(name)
        if field and field not in columns and at not in columns.values():
            columns[field] = at
    return columns


def _texts_columns(header: Sequence[str]) -> tuple[list[int], list[int]]:
    zh = [at for at, name in enumerate(header) if name in NAMES_ZH or name.startswith(("zh-", "chinese"))]
    en = [at for at, name in enumerate(header) if name in NAMES_EN or name.startswith(("en-", "english"))]
    return zh, en


def _headless(lines: Sequence[Line], sheet: Sheet, losses: Losses) -> Read:
    width = max(len(line.fields) for line in lines)
    columns = {"zh": 0, "en": 1} | ({"note": 2} if width == 3 else {})
    if width > 3:
        losses.add("columns without a name are not read", sheet.place(lines[0].number, 2))
    _refuse_swapped(lines, sheet)
    reader = _Reader(sheet, columns, width, exact=False)
    return _read([reader.row(line) for line in lines], losses)


def _refuse_swapped(lines: Sequence[Line], sheet: Sheet) -> None:
    if any(has_han(line.fields[0]) for line in lines):
        return
    if any(len(line.fields) > 1 and has_han(line.fields[1]) for line in lines):
        raise sheet.fault(
            "the columns look swapped: the English comes first",
            lines[0].number,
            remedy="put the Chinese first, or name the columns en and zh in the first row",
        )


@dataclass(frozen=True, slots=True)
class _Reader:
    sheet: Sheet
    columns: dict[str, int]
    width: int
    exact: bool  # one of our own tables: white space is meant

    def row(self, line: Line) -> Row | GlossaryError:
        zh, en = self.columns["zh"], self.columns["en"]
        fields = line.fields
        if len(fields) <= max(zh, en) and not (self.sheet.title and len(fields) > zh):
            what = "has one cell where Chinese and English are needed"
            return self.sheet.fault(what, line.number, remedy="give both, or remove the row")
        if any(cell.strip() for cell in fields[self.width :]):
            remedy = "put a text with commas in it into quotation marks"
            return self.sheet.fault(
                f"has {len(fields)} cells, more than the {self.width} columns", line.number, remedy=remedy
            )
        if not fields[zh].strip():
            return self.sheet.fault("has no Chinese", line.number, zh, "fill it in, or remove the row")
        return Row(
            self._entry(fields, line.number),
            frozenset(self.columns) & EVERYTHING,
            self.sheet.place(line.number),
        )

    def _entry(self, fields: Sequence[str], number: int) -> GlossaryEntry:
        text = {name: self._cell(fields[at]) for name, at in self.columns.items() if at < len(fields)}
        return GlossaryEntry(
            text["zh"],
            text.get("en", ""),
            text.get("context", ""),
            text.get("note", ""),
            list_items(text.get("aliases", "")),
            list_items(text.get("accept", "")),
            text.get("scope", ""),
            text.get("source", ""),
            list_items(text.get("flags", "")),
            tuple(row for row in text.get("extra", "").split("\n") if row),
            text.get("file", "").strip(),
            number,
        )

    def _cell(self, cell: str) -> str:
        text = unguard(cell) if self.sheet.guarded else cell
        return text if self.exact else text.strip()
