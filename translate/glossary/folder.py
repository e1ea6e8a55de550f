"""A glossary folder as editors change it: found entries, changes in memory, one safe save at the end."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from translate.errors import GlossaryError
from translate.glossary.document import Document, Part
from translate.glossary.entry import GlossaryEntry
from translate.output import replace_files
from translate.text import fold

_LOCK = ".duizhao.lock"
_PATIENCE = 10.0  # seconds to wait for another command that is saving; saving takes far less
DEFAULT_FILE = "terms.po"


@dataclass(eq=False, slots=True)
class Found:
    """An entry in its file."""

    entry: GlossaryEntry
    document: Document
    part: Part


class Glossary:
    """Every ``*.po`` of a folder. Nothing is written before ``save``, which writes all changed files or none."""

    def __init__(self, folder: Path, documents: Iterable[Document]) -> None:
        self.folder = folder
        self.documents = {document.path.name: document for document in documents}

    @classmethod
    def load(cls, folder: Path) -> Glossary:
        """Read the folder; a file that cannot be read is one of ``faults``. Raises GlossaryError without a folder."""
        if not folder.is_dir():
            raise GlossaryError(
                "there is no such glossary folder", where=folder, remedy="make one with: duizhao init"
            )
        paths = sorted(folder.glob("*.po"), key=lambda path: path.name)
        return cls(folder, [Document.load(path) for path in paths])

    @property
    def faults(self) -> tuple[GlossaryError, ...]:
        """What could not be read, file by file."""
        return tuple(fault for document in self.documents.values() for fault in document.faults)

    def __iter__(self) -> Iterator[Found]:
        """All entries, file by file in the order of their names."""
        for document in self.documents.values():
            for part in document.parts():
                if part.entry is not None:
                    yield Found(part.entry, document, part)

    def entries(self) -> Iterator[GlossaryEntry]:
        """All entries without their places."""
        return (found.entry for found in self)

    def find(self, zh: str, context: str | None = None) -> list[Found]:
        """The entries of a Chinese term, in whichever script it is written; of one sense, or of all (``None``)."""
        wanted = fold(zh)
        return [
            found
            for found in self
            if fold(found.entry.zh) == wanted and context in (None, found.entry.context)
        ]

    def document(self, name: str) -> Document:
        """The file of that name; a new one if there is none. Raises GlossaryError for a name that is no PO file's."""
        if Path(name).name != name or not name.endswith(".po") or name.startswith("."):
            raise GlossaryError(
                f"{name!r} is no name for a glossary file", remedy="name it like people.po, without a folder"
            )
        if name not in self.documents:
            self.documents[name] = Document(self.folder / name, None)
        return self.documents[name]

    def require_file(self, name: str) -> None:
        """Raises GlossaryError, which lists the files that there are, where none has that name."""
        if name not in self.documents:
            known = ", ".join(self.documents) or "no PO files"
            raise GlossaryError(f"there is no {name}", where=self.folder, remedy=f"it has: {known}")

    def add(self, entries: Iterable[GlossaryEntry], file: str = "") -> None:
        """Put in new entries, each into ``file``, else into the file that it names, else into ``terms.po``.

        The caller sees to it that none is there already. Raises GlossaryError for a bad file name.
        """
        groups: dict[str, list[GlossaryEntry]] = defaultdict(list)
        for entry in entries:
            groups[file or entry.file or DEFAULT_FILE].append(entry)
        for name, group in groups.items():
            self.document(name).add(group)

    def replace(self, found: Found, entry: GlossaryEntry) -> None:
        """Give a found entry other words. Raises GlossaryError where its lines hold others as well."""
        found.document.replace(found.part, entry)

    def remove(self, found: Found) -> None:
        """Take a found entry out. Raises GlossaryError where its lines hold others as well."""
        found.document.remove(found.part)

    def save(self) -> tuple[Path, ...]:
        """Write the changed files, all of them or none, and give their paths.

        Raises GlossaryError, and writes nothing, where a file has changed since it was read: somebody else's
        work would be lost. Raises OutputError where the disk does not take them.
        """
        changed = [document for document in self.documents.values() if document.changed]
        if not changed:
            return ()
        with FileLock(self.folder / _LOCK, timeout=_PATIENCE):
            for document in changed:
                _refuse_lost_update(document)
            replace_files({document.path: document.to_bytes() for document in changed})
        return tuple(document.path for document in changed)


def _refuse_lost_update(document: Document) -> None:
    try:
        now = hashlib.sha256(document.path.read_bytes()).hexdigest()
    except FileNotFoundError:
        now = None
    if now != document.digest:
        raise GlossaryError(
            "has changed while this command was at work, so nothing was written",
            where=document.path,
            remedy="run the same command again",
        )
