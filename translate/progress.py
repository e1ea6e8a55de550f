"""What a run shows of itself while it works: a live view on a terminal, lines in a log, the same facts in both."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import exp
from threading import Lock
from time import monotonic

from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from translate.cli_glossary.shared import counted
from translate.drafting import Silent, Watch
from translate.model import Severity
from translate.review import Fault, IndexEntry

# Without a terminal: a line now and then, so that a log shows that work goes on.
_LINE_EVERY_SECONDS = 20.0

_FRAMES_A_SECOND = 4
_BAR = 30

# A new estimate of the time left counts for two thirds after so many seconds: batches end in jumps.
_SMOOTH_SECONDS = 15.0

_COLOURS = {Severity.BLOCKER: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}


@dataclass(slots=True)
class Tally:
    """What has come in so far. A watch, from any thread; ``clock`` gives seconds."""

    clock: Callable[[], float] = monotonic
    began: float = field(init=False)
    drafting_since: float | None = None  # when an engine was first at work, loaded
    articles_found: int = 0
    articles_opened: int = 0
    articles_counted: int = 0  # their segments were known before they were opened
    articles_done: int = 0
    segments_planned: int = 0
    segments_drafted: int = 0
    segments_reused: int = 0
    generated: int = 0  # tokens
    findings: dict[Severity, int] = field(default_factory=lambda: dict.fromkeys(Severity, 0))
    faults: int = 0
    last_fault: Fault | None = None
    at: str = "reading"
    titles: tuple[str, ...] = ()
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.began = self.clock()

    def planned(self, segments: int) -> None:
        with self._lock:
            self.segments_planned += segments

    def done(self, segments: int) -> None:
        with self._lock:
            self.segments_drafted += segments

    def reused(self, segments: int) -> None:
        with self._lock:
            self.segments_reused += segments

    def stage(self, text: str) -> None:
        self.at = text
        if text == "translating" and self.drafting_since is None:
            self.drafting_since = self.clock()

    def found(self, articles: int, counted: bool = False) -> None:
        self.articles_found += articles
        self.articles_counted += articles if counted else 0

    def working_on(self, titles: Sequence[str]) -> None:
        self.titles = tuple(titles)
        self.articles_opened += len(titles)

    def article(self, entry: IndexEntry) -> None:
        self.articles_done += 1
        self.findings[Severity.BLOCKER] += entry.blockers
        self.findings[Severity.WARNING] += entry.warnings
        self.findings[Severity.NOTE] += entry.notes

    def fault(self, fault: Fault) -> None:
        self.faults += 1
        self.last_fault = fault

    def tokens(self, count: int) -> None:
        with self._lock:
            self.generated += count

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""
        return self.clock() - self.began

    @property
    def drafting(self) -> float:
        """Seconds since an engine was first at work."""
        return 0.0 if self.drafting_since is None else self.clock() - self.drafting_since

    @property
    def handled(self) -> int:
        """Segments that have their English."""
        return self.segments_drafted + self.segments_reused

    @property
    def unopened(self) -> int:
        """Articles that were found and whose segments are not known yet."""
        return max(0, self.articles_found - self.known)

    @property
    def known(self) -> int:
        """Articles whose segments are known."""
        return max(self.articles_opened, self.articles_counted)

    @property
    def share_done(self) -> float | None:
        """How much of the work is done, from 0 to 1; ``None`` while nobody can tell."""
        if not self.known:
            return None
        each = self.segments_planned / self.known
        whole = max(self.segments_planned, self.handled) + self.unopened * each
        return min(1.0, self.handled / whole) if whole else None

    def seconds_left(self) -> float | None:
        """An estimate from what the work has cost so far; ``None`` while there is nothing to go by.

        What is open is known to the segment; articles that are still closed are taken to need an engine for as
        many segments as those before them. Mending drafts comes after them, so its time is in the average.
        """
        if not self.known:
            return None
        to_draft = max(0, self.segments_planned - self.handled)
        if not self.segments_drafted:
            if to_draft or not self.articles_done:
                return None  # the engine is being loaded, or is at its first batch
            return self.unopened * self.elapsed / self.articles_done
        if not (to_draft or self.unopened) and self.articles_done < self.articles_found:
            return None  # the last drafts are being mended: what that takes nobody can tell
        an_article = max(0, self.segments_planned - self.segments_reused) / self.known
        return (to_draft + self.unopened * an_article) * self.drafting / self.segments_drafted


@dataclass(slots=True)
class Smoothed:
    """The time left as it is shown: it counts down with the clock, and new estimates move it bit by bit."""

    tally: Tally
    _shown: float | None = None
    _at: float = 0.0

    def seconds(self) -> float | None:
        """Seconds left, ``None`` while nobody can tell."""
        estimate, now = self.tally.seconds_left(), self.tally.elapsed
        if estimate is None or self._shown is None:
            self._shown = estimate
        else:
            passed = now - self._at
            ahead = max(0.0, self._shown - passed)
            self._shown = estimate + (ahead - estimate) * exp(-passed / _SMOOTH_SECONDS)
        self._at = now
        return self._shown


def view(tally: Tally, left: float | None) -> Group:
    """The live view: six lines whatever happens, so that nothing jumps; fits 80 columns."""
    head = Table.grid(expand=True, padding=(0, 1))
    head.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
    head.add_column(justify="right", no_wrap=True)
    head.add_row(Text(tally.at, "bold"), Text(_times(tally, left)))
    facts = Table.grid(expand=True, padding=(0, 1))
    facts.add_column(style="dim", width=9)
    facts.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
    facts.add_row("articles", _bar(tally))
    facts.add_row("segments", Text(_segments(tally)))
    facts.add_row("findings", _findings(tally))
    facts.add_row("faults", _faults(tally))
    facts.add_row("now", Text(_now(tally)))
    return Group(head, facts)


def line(tally: Tally, left: float | None) -> str:
    """The same facts on one line of a log."""
    parts = [tally.at, f"{_articles(tally)} articles", _segments(tally), _findings(tally).plain]
    parts += [counted(tally.faults, "fault")] if tally.faults else []
    return "; ".join([*parts, _times(tally, left)])


def _bar(tally: Tally) -> Table:
    row = Table.grid(padding=(0, 1))
    share = tally.share_done
    bar = ProgressBar(
        total=1.0, completed=share or 0.0, width=_BAR, pulse=share is None, animation_time=tally.elapsed
    )
    row.add_row(bar, Text(_articles(tally)))
    return row


def _articles(tally: Tally) -> str:
    return f"{tally.articles_done:,} of {tally.articles_found:,}"


def _segments(tally: Tally) -> str:
    text = (
        f"{tally.handled:,} of {tally.segments_planned:,}{' so far' if tally.unopened else ''}, "
        f"{tally.segments_reused:,} reused"
    )
    seconds = tally.drafting
    if tally.segments_drafted and seconds > 0:
        text += f"; {tally.segments_drafted / seconds:.1f}/s"
        text += f", {tally.generated / seconds:.0f} tokens/s" if tally.generated else ""
    return text


def _findings(tally: Tally) -> Text:
    parts = [
        Text(counted(count, severity.value), _COLOURS[severity] if count else "dim")
        for severity, count in tally.findings.items()
    ]
    return Text(", ").join(parts)


def _faults(tally: Tally) -> Text:
    if tally.last_fault is None:
        return Text("none", "dim")
    # Without the message's remedy: the end of the run tells all of it.
    return Text(f"{tally.faults:,}, last {tally.last_fault.where}: {tally.last_fault.message}", "red")


def _now(tally: Tally) -> str:
    if not tally.titles:
        return "–"
    others = len(tally.titles) - 1
    return f"{tally.titles[0]}{f' and {others:,} more' if others else ''}"


def _times(tally: Tally, left: float | None) -> str:
    return (
        f"{duration(tally.elapsed)}, {f'about {duration(left)} left' if left is not None else 'time left –'}"
    )


def duration(seconds: float) -> str:
    """Hours, minutes and seconds.

    >>> duration(65), duration(3 * 3600 + 62)
    ('1:05', '3:01:02')
    """
    whole = max(0, round(seconds))
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


class Lines(Tally):
    """A tally for logs: a line at each new stage, and one every so often in between."""

    __slots__ = ("_left", "_said", "_spoke")

    def __post_init__(self) -> None:
        Tally.__post_init__(self)
        self._left = Smoothed(self)
        self._said: set[str] = set()
        self._spoke = self.clock()

    def done(self, segments: int) -> None:
        Tally.done(self, segments)
        self._now_and_then()

    def article(self, entry: IndexEntry) -> None:
        Tally.article(self, entry)
        self._now_and_then()

    def stage(self, text: str) -> None:
        Tally.stage(self, text)
        kind = text.partition(":")[0]
        if kind not in self._said:  # windows come round again and again
            self._said.add(kind)
            self._say(text)
        self._now_and_then()

    def _now_and_then(self) -> None:
        if self.clock() - self._spoke >= _LINE_EVERY_SECONDS:
            self._say(line(self, self._left.seconds()))

    def _say(self, text: str) -> None:
        self._spoke = self.clock()
        print(text, file=sys.stderr, flush=True)


@contextmanager
def watching(silent: bool) -> Iterator[Watch]:
    """A live view on standard error; lines where that is no terminal, or one that cannot move its cursor.

    What is printed meanwhile comes out above the view. Nothing if ``silent``.
    """
    console = Console(stderr=True, highlight=False)
    if silent:
        yield Silent()
    elif not console.is_terminal or console.is_dumb_terminal:
        yield Lines()
    else:
        tally = Tally()
        left = Smoothed(tally)
        with Live(
            get_renderable=lambda: view(tally, left.seconds()),
            console=console,
            redirect_stdout=sys.stdout.isatty(),  # what goes into a file or a pipe is not for the screen
            refresh_per_second=_FRAMES_A_SECOND,
            transient=True,
        ):
            yield tally
