"""PO entries, read as polib reads them, but fast, and one bad line costs one entry.

polib needs 1.6 s for 100,000 plain entries and gives a file up at its first bad line. Nearly all entries of a
glossary are regular (comments, msgctxt, msgid, msgstr, one line each): those are read by one regular expression,
which a property test holds equal to polib. Every other entry is cut out and given to polib alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

from translate.errors import GlossaryError
from translate.termbase.encoding import decode

# Possessive: a line of 10 MB costs no more memory than it is long
_TEXT = r'"((?:[^"\\\n]++|\\[^\n])*+)"[ \t]*\n'
_REGULAR = re.compile(
    r"((?:\#(?:[ .:,][^\n]*)?\n)*)"
    rf"(?:msgctxt {_TEXT})?msgid {_TEXT}msgstr {_TEXT}"
    r"\n*(?=\#|msgid[ ]|msgctxt[ ]|\Z)"
)
_KEYWORD = re.compile(r'(?:#~\s*)?(#|msgctxt\b|msgid_plural\b|msgid\b|msgstr\b|")')
# polib takes the first and last character of an unquoted text for its quotes: msgstr Nvidia would be "vidi"
_LINE = re.compile(
    r'\s*(?:#.*|(?:#~\s*)?(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*)?"(?:[^"\\]++|\\.)*+"\s*|)'
)
_ERROR_LINE = re.compile(r"\(line (\d+)\)")
# What no text has: NUL, and the surrogates that stand for bytes which are not in the file's charset
_BROKEN = re.compile("[\0\ud800-\udfff]")
# str.splitlines, which polib uses on text, breaks at these too; in a file they are ordinary characters
_FALSE_BREAKS = dict.fromkeys(map(ord, "\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f", "\\": "\\", '"': '"'}
_ESCAPED = re.compile(r'\\([\\ntrvbf"])')
_GUARD = 'msgid "-"\nmsgstr "-"\n'  # before a lone entry, or polib takes its "# note" for the file's header


@dataclass(slots=True)
class Entry:
    """One PO entry as written. ``line`` is that of its msgid, counted from 1."""

    line: int
    msgid: str
    msgstr: str
    msgctxt: str | None = None
    note: str = ""  # "# "
    comment: str = ""  # "#. "
    flags: tuple[str, ...] = ()
    obsolete: bool = False


def read_text(path: Path) -> str:
    """A PO file's text, without byte order marks. Raises GlossaryError when the file cannot be read as a whole."""
    return unix_lines(decode(read_bytes(path), path).lstrip("\ufeff"))


def read_bytes(path: Path) -> bytes:
    """What is in the file. Raises GlossaryError when it cannot be read."""
    try:
        return path.read_bytes()
    except IsADirectoryError as error:
        raise GlossaryError(
            "is a folder, not a PO file", where=path, remedy="name the files in it, or move it away"
        ) from error
    except OSError as error:
        raise GlossaryError(
            f"cannot be read ({error.strerror})", where=path, remedy=_remedy(error)
        ) from error


def _remedy(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "look at the name: there is no such file"
    return "check the file's permissions"


def unix_lines(text: str) -> str:
    """The text with every line end as LF; it has as many lines as before."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def entries(text: str, where: Path | str = "") -> Iterator[Entry | GlossaryError]:
    """The entries of a PO text in order, its header (msgid "") included; for a bad one, its fault."""
    for piece in pieces(text, where):
        yield from piece.found


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole lines of a PO text, ``[first, last)`` counted from 1, and what they say: mostly one entry.

    ``found`` is empty for white space, trailing comments and the like. All pieces of a text together are the text.
    """

    first: int
    last: int
    found: tuple[Entry | GlossaryError, ...]


def pieces(text: str, where: Path | str = "") -> Iterator[Piece]:
    """A PO text cut into its entries, each with the comments above it and the blank lines below it."""
    if not text.endswith("\n"):
        text += "\n"
    place, line, end = 0, 1, len(text)
    broken = _BROKEN.search(text) is not None
    while place < end:
        regular = _REGULAR.match(text, place)
        if regular:
            after = regular.end()
            found: tuple[Entry | GlossaryError, ...] = (
                _regular(regular, line + text.count("\n", place, regular.start(3))),
            )
        else:
            after = _end_of_entry(text, place)
            found = tuple(_irregular(text[place:after], line, where))
        if broken:
            found = tuple(_whole(entry, where) for entry in found)
        first = line
        line += text.count("\n", place, after)
        yield Piece(first, line, found)
        place = after


def _whole(found: Entry | GlossaryError, where: Path | str) -> Entry | GlossaryError:
    """The entry, or its fault if it has characters that are none."""
    if isinstance(found, GlossaryError) or found.obsolete or not (found.msgid or found.msgctxt):
        return found
    parts = (found.msgid, found.msgstr, found.msgctxt or "", found.comment, found.note, *found.flags)
    bad = _BROKEN.search("\n".join(parts))
    if not bad:
        return found
    if bad.group() == "\0":
        return GlossaryError(
            "the entry has a NUL byte, it is left out", where=where, line=found.line, remedy="write it anew"
        )
    return GlossaryError(
        "the entry is not in the file's encoding",
        where=where,
        line=found.line,
        remedy="save the file as UTF-8",
    )


def _regular(found: re.Match[str], line: int) -> Entry:
    comments, msgctxt, msgid, msgstr = found.groups()
    entry = Entry(line, _unescape(msgid), _unescape(msgstr), None if msgctxt is None else _unescape(msgctxt))
    if comments:
        _read_comments(entry, comments)
    return entry


def _read_comments(entry: Entry, comments: str) -> None:
    notes, ours = [], []
    for row in map(str.strip, comments.split("\n")):
        if row.startswith("#."):
            if len(row) > 2:
                ours.append(row[3:])
        elif row.startswith("#,"):
            entry.flags += tuple(flag.strip() for flag in row[3:].split(",")) if len(row) > 2 else ()
        elif row and not row.startswith("#:"):
            notes.append(row[1:].removeprefix(" "))
    entry.note, entry.comment = "\n".join(notes), "\n".join(ours)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda found: _ESCAPES[found.group(1)], text) if "\\" in text else text


def _end_of_entry(text: str, place: int) -> int:
    """Where the entry that begins at ``place`` ends: before the first line that can only begin another.

    Rubbish apart from it, and an entry above or below that lacks half of its lines, cost it nothing.
    """
    begun = blank = False
    while place < len(text):
        after = text.find("\n", place) + 1
        row = text[place:after].strip()
        found = _KEYWORD.match(row)
        word = found.group(1) if found else ""
        rubbish = bool(row) and not word
        if begun and (word in ("#", "msgctxt", "msgid") or (rubbish and blank)):
            break
        begun, blank = begun or rubbish or word in ("msgid", "msgstr"), not row
        place = after
    return place


def _irregular(piece: str, line: int, where: Path | str) -> Iterator[Entry | GlossaryError]:
    """One entry through polib; nothing for white space, trailing comments and obsolete entries."""
    if "msg" not in piece and '"' not in piece:
        if any(row.strip() and not row.lstrip().startswith("#") for row in piece.split("\n")):
            yield _syntax(where, line)
        return
    bad = next((n for n, row in enumerate(piece.split("\n")) if not _LINE.fullmatch(row)), None)
    if bad is not None:
        yield _syntax(where, line + bad)
        return
    try:
        file = polib.pofile(_GUARD + piece.translate(_FALSE_BREAKS))
    except OSError as error:  # polib's syntax errors
        named = _ERROR_LINE.search(str(error))
        yield _syntax(where, line + int(named.group(1)) - 3 if named else line)
        return
    offset = _offset_of_msgid(piece)
    for entry in file[1:]:
        yield Entry(
            line + offset,
            entry.msgid,
            entry.msgstr or entry.msgstr_plural.get(0, ""),
            entry.msgctxt,
            entry.tcomment,
            entry.comment,
            tuple(entry.flags),
            bool(entry.obsolete),
        )


def _offset_of_msgid(piece: str) -> int:
    rows = piece.split("\n")
    return next((i for i, row in enumerate(rows) if row.lstrip("#~ \t").startswith("msgid")), 0)


def _syntax(where: Path | str, line: int) -> GlossaryError:
    return GlossaryError(
        "is not PO syntax, this entry is left out",
        where=where,
        line=line,
        remedy='write: msgid "中文" and below it msgstr "English", inner quotes as \\"',
    )
