"""The memory for runs: which pages are up to date, which runs came to their end, what could not be read."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime

from translate.memory import pages
from translate.memory.review_store import ReviewStore
from translate.memory.run_records import Listed, Made, Problem, Run

_FEW = 500  # lines read, or keys asked for, at a time


class RunStore(ReviewStore):
    """The part of :class:`translate.memory.Memory` that a run asks what is still to be done."""

    def page(self, article_id: str) -> Made | None:
        """What an article's page was made from, and whether it is up to date; ``None`` if it is not stored."""
        with self._reading() as db:
            return pages.made(db, article_id)

    def reading(self, article_id: str) -> str:
        """The digest of the reading that an article's page was made from, empty where none is known."""
        with self._reading() as db:
            return pages.reading(db, article_id)

    def note_pages(self, made: Iterable[Made]) -> None:
        """Notes pages that are on the disk. One whose article changed after its ``version`` stays stale."""
        with self._writing() as db:
            pages.note(db, made)

    def listed(self) -> Iterator[Listed]:
        """The index line of every article, by id; a few are read at a time, so that nobody has to wait."""
        after = ""
        while True:
            with self._reading() as db:
                found = pages.listed(db, after, _FEW)
            yield from found
            if len(found) < _FEW:
                return
            after = found[-1].article

    def list_again(self, entries: Mapping[str, tuple[str, int]]) -> None:
        """Keeps index lines by article: JSON, and the version that each tells."""
        if entries:
            with self._writing() as db:
                pages.list_again(db, entries)

    def begin_run(self, articles: int) -> None:
        """Notes that this process begins a run over so many articles."""
        with self._writing() as db:
            pages.begin(db, Run(self._run, os.getpid(), datetime.now(UTC), articles))

    def end_run(self, made: int, faults: int) -> None:
        """Notes that the run came to its end, and how many pages and faults it made."""
        with self._writing() as db:
            pages.end(db, self._run, datetime.now(UTC).isoformat(), made, faults)

    def unfinished_run(self) -> Run | None:
        """The last run, if it is still at work or was killed."""
        with self._reading() as db:
            return pages.unfinished(db)

    def machine_drafts(self, article_id: str) -> dict[str, str]:
        """The keys of the drafts that an article's segments have from engines, each with its engine's signature."""
        with self._reading() as db:
            return pages.machine_drafts(db, article_id)

    def drafted_now(self, keys: Collection[str]) -> set[str]:
        """Those of ``keys`` whose drafts this run made."""
        wanted = sorted(keys)
        with self._reading() as db:
            chunks = (wanted[at : at + _FEW] for at in range(0, len(wanted), _FEW))
            return {key for chunk in chunks for key in pages.drafted_by(db, self._run, chunk)}

    def faults(self) -> tuple[Problem, ...]:
        """What could not be read when it was last tried, by kind and place."""
        with self._reading() as db:
            return tuple(pages.faults(db))

    def change_faults(self, gone: Iterable[Problem], new: Iterable[Problem]) -> None:
        """Forgets some faults and keeps others, in one transaction."""
        with self._writing() as db:
            pages.change_faults(db, gone, new)
