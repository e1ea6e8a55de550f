"""The memory for pairs of sentences without an article: the one door for translations that people made elsewhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from translate.memory import pairs as table
from translate.memory.connection import Connection
from translate.memory.pair_records import NewPair, Pair, PairSource, TakenPairs
from translate.memory.rows import timestamp

_PAGE = 1000
_AT_ONCE = 5000  # pairs in a transaction: about a second

_Act = Callable[[sqlite3.Connection, Sequence[int] | None], int]


class PairStore(Connection):
    """The part of :class:`translate.memory.Memory` that imports of foreign memories and alignment live on."""

    def take_pairs(
        self,
        pairs: Iterable[NewPair],
        who: str,
        at: datetime,
        *,
        approved: bool,
        source: str,
        dry_run: bool = False,
    ) -> TakenPairs:
        """Puts pairs of Chinese and English into the memory, in one transaction however many they are.

        ``approved`` ones are reused from now on for exactly their Chinese, and offered for what is like it; what
        somebody signed in an article goes before them. The others wait: see :meth:`approve_pairs`. ``source``
        names where they come from, such as a file's name. Taking the same pairs again changes nothing.
        ``pairs`` may be an iterator of any length; if it raises, nothing is kept. Nobody else can write until it
        ends: of very many pairs give some thousand at a time. ``dry_run`` only says what would become of them.
        ``at`` is aware. Raises ``ValueError`` for a pair with an empty side.
        """
        if dry_run:
            return self._foreseen(_whole(pairs), approved, source)
        with self._writing() as db:
            return table.take(db, _whole(pairs), who, timestamp(at), approved, source)

    def _foreseen(self, pairs: Iterator[NewPair], approved: bool, source: str) -> TakenPairs:
        found, met = TakenPairs(0, 0, 0), dict[int, bool]()
        while some := list(islice(pairs, _PAGE)):
            with self._reading() as db:
                found += table.foresee(db, some, approved, source, met)
        return found

    def approve_pairs(self, source: str, who: str, at: datetime, ids: Sequence[int] | None = None) -> int:
        """Approves the pairs of a source that wait for it: all, or those with these ids. Gives their number.

        Of very many some thousand at a time, so that nobody else waits for the memory; what is done is done.
        """
        moment = timestamp(at)
        return self._by_and_by(ids, lambda db, some: table.approve(db, source, some, who, moment, _AT_ONCE))

    def remove_pairs(self, source: str, ids: Sequence[int] | None = None) -> int:
        """Takes the pairs of a source out, approved ones too: all, or those with these ids. Gives their number.

        Articles that have reused their English keep it. As with :meth:`approve_pairs`, by and by.
        """
        return self._by_and_by(ids, lambda db, some: table.remove(db, source, some, _AT_ONCE))

    def _by_and_by(self, ids: Sequence[int] | None, act: _Act) -> int:
        """The sum of what ``act`` has done in as many transactions as it takes."""
        done, left = 0, None if ids is None else list(dict.fromkeys(ids))
        while left is None or left:
            some = None if left is None else left[:_AT_ONCE]
            with self._writing() as db:
                count = act(db, some)
            done += count
            if left is None and count < _AT_ONCE:
                break
            left = None if left is None else left[_AT_ONCE:]
        return done

    def pairs(self, source: str | None = None, *, waiting: bool = False) -> Iterator[Pair]:
        """The pairs of one source or of all, as they came; a few are read at a time, whatever their number.

        ``waiting``: only those that are to be reviewed.
        """
        after = 0
        while True:
            with self._reading() as db:
                found = table.page(db, source, after, _PAGE, waiting)
            yield from found
            if len(found) < _PAGE:
                return
            after = found[-1].id

    def pair_sources(self) -> tuple[PairSource, ...]:
        """Where pairs came from, by name, with their numbers."""
        with self._reading() as db:
            return table.sources(db)


def _whole(pairs: Iterable[NewPair]) -> Iterator[NewPair]:
    for pair in pairs:
        if not pair.zh.strip() or not pair.en.strip():
            raise ValueError(f"half a pair: {pair}")
        yield pair
