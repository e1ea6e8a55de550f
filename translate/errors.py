"""The one root error. A message gives file, line and remedy; the command line turns it into exit 1."""

from __future__ import annotations

from pathlib import Path


class DuizhaoError(Exception):
    """A fault that a person can mend. ``str()`` of it is one line: ``where: what; remedy``.

    >>> str(DuizhaoError("is empty", where=Path("a.md"), remedy="export it again"))
    'a.md: is empty; export it again'
    """

    def __init__(
        self, what: str, *, where: Path | str | None = None, line: int | None = None, remedy: str = ""
    ) -> None:
        super().__init__(what)
        self.what = what
        self.where = str(where) if where is not None else ""
        self.line = line
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}:{self.line}" if self.where and self.line else self.where
        head = f"{place}: {self.what}" if place else self.what
        return " ".join(f"{head}; {self.remedy}".split()) if self.remedy else " ".join(head.split())


class IngestError(DuizhaoError):
    """An input file that cannot be read as news."""


class GlossaryError(DuizhaoError):
    """A glossary file or entry that cannot be used."""


class ModelError(DuizhaoError):
    """A model that is missing, broken, of the wrong kind, or cannot be fetched."""


class RunnerError(DuizhaoError):
    """Machines that cannot be reached, or that do not do the work they are given."""


class StoreError(DuizhaoError):
    """A translation memory that cannot be opened or written."""


class OutputError(DuizhaoError):
    """A page or file that cannot be written."""


class ExchangeError(DuizhaoError):
    """A file to import that cannot be used, or an article that cannot be exported."""


class PublishError(DuizhaoError):
    """An article, an edition or a template that cannot be published."""
