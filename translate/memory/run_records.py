"""What the memory keeps of runs: pages and index lines that were made, faults, how quick engines were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Made:
    """What an article's page was made from.

    ``reading`` is the digest of the article as it was read, ``made`` the signature of everything else, ``file`` the
    page's size and time, ``work`` and ``entry`` JSON of what the summary and the index tell. ``version`` counts the
    changes of what the memory holds of the article; ``shown`` and ``listed`` say whether page and line tell the last.
    """

    article: str
    reading: str
    made: str
    file: str
    work: str
    entry: str
    shown: bool
    listed: bool
    version: int


@dataclass(frozen=True, slots=True)
class Listed:
    """An article's line on the index as JSON, empty where it has to be made anew; ``version`` as in :class:`Made`."""

    article: str
    entry: str
    version: int


@dataclass(frozen=True, slots=True)
class Run:
    """A run over so many articles, by process ``pid``."""

    id: str
    pid: int
    started: datetime  # aware, UTC
    articles: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A place where something could not be read or written, and why; ``kind`` is input, glossary or page."""

    place: str
    message: str
    remedy: str
    kind: str


@dataclass(frozen=True, slots=True)
class Speed:
    """How quick an engine was in one run: what it drafted, and the seconds that this and mending drafts took.

    ``characters`` are of the Chinese that it was asked, ``tokens`` those that it generated for drafts.
    """

    engine: str  # its signature
    machine: str
    at: str  # UTC, ISO
    segments: int
    characters: int
    tokens: int
    seconds: float
