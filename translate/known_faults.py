"""What could not be read stays on the index until it can be, or is gone: a run over other news hides nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

from translate.ingest.names import STANDARD_INPUT, STANDARD_INPUT_NAME
from translate.memory import Memory
from translate.memory.run_records import Problem
from translate.resume import page_file
from translate.review import Fault

INPUT, GLOSSARY, PAGE = "input", "glossary", "page"

_INSIDE = re.compile(r"(?:!.*|#[^/]*|:\d+)$", re.DOTALL)  # a member, an element or a line of a file


@dataclass(slots=True)
class FaultBook:
    """The faults of a run beside those of earlier ones."""

    memory: Memory
    dumps: Sequence[Path]
    new: dict[Problem, None] = field(default_factory=dict)
    before: tuple[Problem, ...] = ()
    whole: bool = True  # whether the run reads all of its dumps
    _places: set[str] = field(default_factory=set)
    _well: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.before = self.memory.faults()
        self._places = {each.place for each in self.before}

    def add(self, kind: str, faults: Iterable[Fault]) -> Iterator[Fault]:
        """Notes faults, and gives them on."""
        for fault in faults:
            self.new[Problem(fault.where, fault.message, fault.remedy, kind)] = None
            yield fault

    def well(self, place: str) -> None:
        """Notes that this place could be read, or this page be written."""
        if place in self._places:
            self._well.add(place)

    def close(self) -> tuple[Fault, ...]:
        """Keeps what is known from now on, and gives it."""
        gone = [each for each in self.before if each not in self.new and self._is_over(each)]
        self.memory.change_faults(gone, self.new)
        known = dict.fromkeys([*self.new, *(each for each in self.before if each not in gone)])
        return tuple(Fault(each.place, each.message, each.remedy) for each in known)

    def _is_over(self, problem: Problem) -> bool:
        if problem.kind == GLOSSARY:  # every run reads all of it
            return True
        if problem.place in self._well:
            return True
        if problem.kind == PAGE:
            return self._is_up_to_date(Path(problem.place))
        return (self.whole and _covers(self.dumps, problem.place)) or _is_gone(problem.place)

    def _is_up_to_date(self, page: Path) -> bool:
        """Whether the page stands there as it was last written: its folder was away, and is back."""
        made = self.memory.page(page.stem)
        return made is not None and made.shown and bool(made.file) and made.file == page_file(page)


def _covers(dumps: Sequence[Path], place: str) -> bool:
    """Whether reading these inputs reads the place, as long as it is there."""
    if place.startswith(STANDARD_INPUT_NAME):
        return Path(STANDARD_INPUT) in dumps
    file = str(Path(_file(place)).absolute())
    return any(
        file == dump or file.startswith(f"{dump}{os.sep}") or fnmatch(file, dump)
        for dump in (str(dump.absolute()) for dump in dumps)
    )


def _is_gone(place: str) -> bool:
    return not place.startswith(STANDARD_INPUT_NAME) and not os.path.lexists(_file(place))


def _file(place: str) -> str:
    """The file of a place in one: ``news.zip!a.md`` and ``news.jsonl:12`` are in files."""
    while not os.path.lexists(place) and (inside := _INSIDE.search(place)):
        place = place[: inside.start()]
    return place
