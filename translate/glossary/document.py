"""One PO file of a glossary, written back byte for byte but for the entries that were changed."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from translate.errors import GlossaryError
from translate.glossary.entry import GlossaryEntry, po_lines, read_entry
from translate.termbase.encoding import charset, decode
from translate.termbase.po import Entry, Piece, pieces, read_bytes, unix_lines

# A new file begins with this: gettext's own fields, as the starter glossary has them.
NEW_HEADER = (
    'msgid ""\n'
    'msgstr ""\n'
    '"Language: en\\n"\n'
    '"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n'
    '"X-Source-Language: zh_Hans\\n"\n'
)
_RAW_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


@dataclass(eq=False, slots=True)
class Part:
    """Some lines of the file. ``entry`` is None for what is no entry of ours: the header, obsolete or broken ones."""

    text: str  # as in the file, line ends included
    entry: GlossaryEntry | None
    lonely: bool = True  # whether the lines hold this entry and no other


class Document:
    """A PO file in memory. ``faults`` are the entries that could not be read; they stay as they are."""

    def __init__(self, path: Path, raw: bytes | None, unread: GlossaryError | None = None) -> None:
        """``raw`` is what the file holds, ``None`` if there is none yet; ``unread`` why nobody can tell."""
        self.path = path
        self.digest = None if raw is None else hashlib.sha256(raw).hexdigest()
        self.raw = NEW_HEADER.encode() if raw is None else raw  # as it was read
        self.encoding = charset(self.raw)
        self._changed = False
        whole = ""
        try:
            whole = decode(self.raw, path)
        except GlossaryError as fault:
            unread = fault
        self._sealed = unread  # why nothing in it may be changed
        self.faults: tuple[GlossaryError, ...] = (unread,) if unread else ()
        text = whole.lstrip("\ufeff")
        self._marks = whole[: len(whole) - len(text)]  # byte order marks, kept as found
        self._newline = "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"
        self._parts = list(self._read(text))

    @classmethod
    def load(cls, path: Path) -> Document:
        """The document in a file, or a new one if there is no file. One that cannot be read is a fault, and stays."""
        try:
            return cls(path, read_bytes(path) if path.exists() else None)
        except GlossaryError as fault:
            return cls(path, b"", fault)

    @property
    def changed(self) -> bool:
        """Whether anything differs from the file that was read."""
        return self._changed

    def parts(self) -> Iterator[Part]:
        """The parts that are entries, in the order of the file."""
        return (part for part in self._parts if part.entry is not None)

    def to_bytes(self) -> bytes:
        """The whole file. Raises GlossaryError for text that its charset cannot hold."""
        if not self._changed:
            return self.raw
        return self._encoded()

    def _encoded(self) -> bytes:
        text = self._marks + "".join(part.text for part in self._parts)
        try:
            return text.encode(self.encoding, errors="surrogateescape")
        except UnicodeEncodeError as error:
            raise GlossaryError(
                f"its charset {self.encoding} cannot hold {error.object[error.start]!r}",
                where=self.path,
                remedy="save the file as UTF-8 and say so in its header",
            ) from error

    def add(self, entries: Iterable[GlossaryEntry]) -> None:
        """Put new entries in, each behind the one that is sorted before it.

        So two editors who add at a time seldom touch the same lines, and a sorted file stays sorted.
        """
        new = sorted(entries, key=lambda entry: entry.key)
        if not new:
            return
        self._require_writable()
        places = sorted((p.entry.key, at) for at, p in enumerate(self._parts) if p.entry is not None)
        keys = [key for key, _ in places]
        behind: dict[int, list[GlossaryEntry]] = {}
        for entry in new:
            found = bisect_right(keys, entry.key)
            behind.setdefault(places[found - 1][1] if found else self._head(), []).append(entry)
        parts: list[Part] = []
        for at in range(-1, len(self._parts)):
            if at >= 0:
                if at - 1 in behind:
                    self._end_with_blank_line(parts)
                parts.append(self._parts[at])
            for entry in behind.get(at, ()):
                self._end_with_blank_line(parts)
                parts.append(Part(self._text(entry), entry))
        self._replace_parts(parts)

    def replace(self, part: Part, entry: GlossaryEntry) -> None:
        """Give an entry other words; an equal one changes nothing. What we know nothing of stays above it."""
        if part.entry == entry:
            return
        self.require_changeable(part)
        kept = [row for row in unix_lines(part.text).split("\n") if row.startswith(("#:", "#|"))]
        blank = part.text[len(part.text.rstrip("\r\n")) :]
        part.text = self._text(entry, kept).rstrip("\r\n") + (blank or self._newline)
        part.entry = entry
        self._changed = True

    def remove(self, *gone: Part) -> None:
        """Take entries out, with their comments."""
        for part in gone:
            self.require_changeable(part)
        ids = set(map(id, gone))
        parts = [part for part in self._parts if id(part) not in ids]
        if (
            parts and parts[-1] is not self._parts[-1]
        ):  # the last is gone: no blank lines at the end of the file
            parts[-1].text = parts[-1].text.rstrip("\r\n") + self._newline
        self._replace_parts(parts)

    def _replace_parts(self, parts: list[Part]) -> None:
        self._parts = parts
        self._changed = True

    def _read(self, text: str) -> Iterator[Part]:
        raw = _RAW_LINE.findall(text)
        faults: list[GlossaryError] = []
        for piece in pieces(unix_lines(text), self.path):
            faults += [found for found in piece.found if isinstance(found, GlossaryError)]
            yield from self._parts_of(piece, "".join(raw[piece.first - 1 : piece.last - 1]))
        self.faults += tuple(faults)

    def _parts_of(self, piece: Piece, text: str) -> Iterator[Part]:
        entries = [found for found in piece.found if isinstance(found, Entry) and _is_ours(found)]
        if not entries:
            yield Part(text, None)
        for at, entry in enumerate(entries):  # polib may find several where no blank line parts them
            yield Part("" if at else text, read_entry(entry, self.path.name), len(piece.found) == 1)

    def _head(self) -> int:
        """The place of the header, behind which a new first entry goes; -1 if the file has none."""
        header = self._parts[0] if self._parts else None
        return 0 if header is not None and header.entry is None and "msgid" in header.text else -1

    def _end_with_blank_line(self, parts: list[Part]) -> None:
        if parts:
            last = parts[-1]
            short = 2 - last.text.count("\n", len(last.text.rstrip("\r\n")))
            last.text += self._newline * max(0, short)

    def _text(self, entry: GlossaryEntry, kept: Iterable[str] = ()) -> str:
        return self._newline.join([*po_lines(entry, kept), ""])

    def require_changeable(self, part: Part) -> None:
        """Raises GlossaryError, which says why, where an entry or its whole file cannot be changed."""
        self._require_writable()
        if not part.lonely and part.entry is not None:
            raise GlossaryError(
                "is not parted from its neighbours, so it cannot be changed alone",
                where=self.path,
                line=part.entry.line,
                remedy="open and save the file in Poedit, or put a blank line before each entry",
            )

    def _require_writable(self) -> None:
        """A charset may have several ways to write one text; changing one entry must not change others."""
        if self._sealed is None and not self._changed and self._encoded() != self.raw:
            self._sealed = GlossaryError(
                f"cannot be written back as it is in {self.encoding.upper()}",
                where=self.path,
                remedy="save it as UTF-8, and say so in its header",
            )
        if self._sealed is not None:
            raise self._sealed


def _is_ours(entry: Entry) -> bool:
    return not entry.obsolete and bool(entry.msgid or entry.msgctxt)
