"""``duizhao watch``: translate what arrives in a folder, round after round."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Event
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from translate.cli_glossary.shared import DEFAULT_FOLDER, GlossaryFolder, MemoryFile, counted, memory_path
from translate.errors import DuizhaoError, IngestError, StoreError

if TYPE_CHECKING:
    from translate.arrivals import Arrivals, Stamp
    from translate.drafting import Watch
    from translate.engine.choose import Choice
    from translate.job import Job, Report

_Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="Where news arrives.", show_default=False)]
_Output = Annotated[Path, typer.Option("--output", "-o", help="Folder for the pages.")]
_Engine = Annotated[
    str, typer.Option("--engine", "-e", help="auto, argos, qwen, or the name of a model that you installed.")
]
_Interval = Annotated[
    float, typer.Option("--interval", metavar="SECONDS", min=0.1, help="How often to look into the folder.")
]
_Once = Annotated[
    bool, typer.Option("--once", help="Translate what is there and leave: for cron. Exit codes as translate.")
]

# After a fault of the whole (a locked memory, a broken glossary) the same files are tried again, less and less often.
_LONGEST_PAUSE = 60.0


def watch(
    folder: _Folder,
    output: _Output = Path("output"),
    glossary: GlossaryFolder = DEFAULT_FOLDER,
    memory: MemoryFile = None,
    engine: _Engine = "auto",
    interval: _Interval = 5.0,
    once: _Once = False,
) -> None:
    """Translate news as it arrives in a folder, with one line a round; the engine stays loaded.

    A file counts once two looks find it the same; hidden ones, .part and .tmp never do. A file with a fault is told
    and left alone until it changes.
    """
    from translate.engine.choose import choose
    from translate.job import Job

    if not folder.is_dir():
        raise IngestError(
            "is no folder that is there", where=folder, remedy="check the path, or make it first"
        )
    place = memory_path(memory, glossary)
    choice = choose(engine)
    job = Job((), output, glossary, place)
    with alone(place), stopping() as stop:
        watcher = Watcher(folder, job, replace(choice, load=cache(choice.load)), stop, interval)
        raise typer.Exit(watcher.once() if once else watcher.forever())


@contextmanager
def alone(memory: Path) -> Iterator[None]:
    """Holds the lock that one watch has on a project; it is gone with the process however that ends.

    Raises :class:`StoreError` if another one has it.
    """
    from filelock import FileLock, Timeout

    path = memory.with_name(f"{memory.name}.watch.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, timeout=0)
        lock.acquire()
    except Timeout:
        raise StoreError(
            "is being watched for by another duizhao watch", where=memory, remedy="stop that one first"
        ) from None
    except OSError as error:
        raise StoreError(
            f"cannot be locked: {error.strerror}", where=path, remedy="make its folder writable for you"
        ) from error
    try:
        yield
    finally:
        lock.release()


class Stopped(Exception):  # noqa: N818 (no error: a wish)
    """Somebody wants the watch to end, and what was finished is kept."""


@contextmanager
def stopping() -> Iterator[Event]:
    """An event that Ctrl-C or SIGTERM sets; a second one interrupts at once."""
    stop = Event()

    def wish(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, wish) for number in numbers]
    try:
        yield stop
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


@dataclass(slots=True)
class Watcher:
    """The rounds of a watch; ``job`` says where everything is, its dumps are those of each round."""

    folder: Path
    job: Job
    choice: Choice
    stop: Event
    interval: float
    arrivals: Arrivals = field(init=False)
    _gone: bool = False
    _pause: float = 0.0

    def __post_init__(self) -> None:
        from translate.arrivals import Arrivals

        self.arrivals = Arrivals()

    def forever(self) -> int:
        """Rounds until somebody stops it; gives 0, or 130 if it was interrupted in the middle of a batch."""
        self._say(f"watching {self.folder}; Ctrl-C ends it")
        try:
            while not self.stop.is_set():
                self._round()
                self.stop.wait(self._pause or self.interval)
        except KeyboardInterrupt:
            self._say("interrupted; what was finished is kept")
            return 130
        self._say("stopped; what was finished is kept")
        return 0

    def once(self) -> int:
        """One round over what is there; files that are still growing are left for the next time."""
        from translate.arrivals import look

        self.arrivals.take(look(self.folder) or {})
        if self.stop.wait(self.interval):
            return 0
        found = look(self.folder) or {}
        ready = {path: stamp for path, stamp in found.items() if self.arrivals.same(path, stamp)}
        if len(found) > len(ready):
            self._say(f"{counted(len(found) - len(ready), 'file')} still growing, left for the next time")
        if not ready:
            self._say("nothing to do")
            return 0
        try:
            report = self._translate(ready)
        except KeyboardInterrupt:
            return 130
        return report.exit_code if report else 0

    def _round(self) -> None:
        from translate.arrivals import look

        found = look(self.folder)
        if (found is None) != self._gone:
            self._gone = found is None
            self._say(f"{self.folder} is {'gone; waiting for it' if self._gone else 'there again'}")
        ready = self.arrivals.take(found or {})
        if not ready:
            return
        try:
            if self._translate(ready):
                self.arrivals.done(ready)
            self._pause = 0.0
        except DuizhaoError as error:
            self._pause = min(_LONGEST_PAUSE, 2 * (self._pause or self.interval))
            print(f"error: {error}", file=sys.stderr, flush=True)
            self._say(f"{counted(len(ready), 'file')} wait; tried again in {self._pause:.0f} s")

    def _translate(self, files: Mapping[str, Stamp]) -> Report | None:
        """One round's report; ``None`` if it was stopped, its finished batches kept."""
        from translate.job import run
        from translate.progress import watching

        job = replace(self.job, dumps=tuple(Path(path) for path in files))
        try:
            with watching(not sys.stderr.isatty()) as view:
                report = run(job, lambda: self.choice, stoppable(view, self.stop.is_set), self._say)
        except Stopped:
            return None
        for fault in report.faults:
            print(f"error: {fault.where}: {fault.message}", file=sys.stderr, flush=True)
        self._say(told(report, len(files)))
        return report

    def _say(self, text: str) -> None:
        print(f"{datetime.now():%Y-%m-%d %H:%M:%S} {text}", flush=True)


def told(report: Report, files: int) -> str:
    """A round in one line."""
    from translate.progress import duration

    account = report.account
    standings = ", ".join(f"{count:,} {name}" for name, count in account.standings.items())
    parts = [f"{counted(files, 'file')}: {counted(len(report.entries), 'article')}"]
    parts[0] += f" ({standings})" if standings else ""
    if report.duplicates:
        parts.append(counted(len(report.duplicates), "duplicate"))
    parts.append(f"{counted(report.count('segments'), 'segment')}, {report.reused:,} reused")
    parts.append(counted(report.count("blockers"), "blocker"))
    if report.faults:
        parts.append(counted(len(report.faults), "fault"))
    return "; ".join([*parts, duration(report.seconds)])


def stoppable(watch: Watch, wished: Callable[[], bool]) -> Watch:
    """The same watch, but a run that it follows raises :class:`Stopped` between two batches once that is wished."""
    return _Stoppable(watch, wished)


class _Stoppable:
    """Stops where all that was finished is kept: after an engine's batch, and before the next articles."""

    def __init__(self, watch: Watch, wished: Callable[[], bool]) -> None:
        self._watch, self._wished = watch, wished
        self.planned, self.done, self.reused = watch.planned, watch.done, watch.reused
        self.stage, self.found = watch.stage, watch.found
        self.article, self.fault = watch.article, watch.fault

    def working_on(self, titles: Sequence[str]) -> None:
        """Articles are begun."""
        self._stop()
        self._watch.working_on(titles)

    def tokens(self, count: int) -> None:
        """A draft of a batch was taken."""
        self._watch.tokens(count)
        self._stop()

    def _stop(self) -> None:
        if self._wished():
            raise Stopped
