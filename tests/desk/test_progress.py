"""The live view and its lines: the same facts, readable at 80 columns, a time left that comes true."""

from __future__ import annotations

import io
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from tests.signals import interruptible
from translate.progress import Lines, Smoothed, Tally, duration, line, view
from translate.review import Fault, IndexEntry


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def entry(blockers: int = 0, warnings: int = 0) -> IndexEntry:
    return IndexEntry("a.html", "题", "T", None, "", 10, 0, 0, blockers, warnings, 0)


def simulated(tally: Tally, clock: Clock, articles: int, reused: float, look: Callable[[], None]) -> None:
    """A run in windows of ten articles of ten segments: two seconds a segment, one more to mend it."""
    tally.found(articles)
    clock.now += 3
    for _ in range(articles // 10):
        tally.working_on(["深度求索发布新模型"] * 10)
        tally.planned(100)
        tally.reused(int(100 * reused))
        tally.stage("translating")
        for _ in range(100 - int(100 * reused)):
            clock.now += 2
            tally.done(1)
            look()
        clock.now += 100 - int(100 * reused)
        for _ in range(10):
            tally.article(entry(blockers=1))


@pytest.mark.parametrize("reused", [0.0, 0.4])
def test_the_time_left_is_near_the_truth_once_a_fifth_is_done(reused: float) -> None:
    clock = Clock()
    tally = Tally(clock)
    left = Smoothed(tally)
    looks: list[tuple[float, float]] = []

    def look() -> None:
        seconds = left.seconds()
        if seconds is None:  # the last drafts are being mended
            assert tally.segments_drafted + tally.segments_reused == 1000
            return
        looks.append((clock.now, seconds))

    simulated(tally, clock, 100, reused, look)
    for at, seconds in looks:
        if clock.now / 5 < at < clock.now * 0.9:
            assert seconds == pytest.approx(clock.now - at, rel=0.3)


def test_articles_that_are_found_later_prolong_it() -> None:
    clock = Clock()
    tally = Tally(clock)
    simulated(tally, clock, 20, 0.0, lambda: None)
    assert tally.seconds_left() == pytest.approx(0)
    tally.found(20)
    assert tally.seconds_left() == pytest.approx(600, rel=0.05)


def test_segments_that_are_counted_at_the_start_are_not_counted_twice() -> None:
    clock = Clock()
    tally = Tally(clock)
    tally.found(20, counted=True)
    tally.planned(200)
    tally.stage("translating")
    tally.working_on(["题"] * 10)
    clock.now = 100
    tally.done(100)
    assert tally.seconds_left() == pytest.approx(100)
    assert tally.share_done == pytest.approx(1 / 2)


def test_where_all_is_reused_articles_tell_the_time() -> None:
    clock = Clock()
    tally = Tally(clock)
    tally.found(100)
    tally.working_on(["题"] * 10)
    tally.planned(50)
    assert tally.seconds_left() is None
    tally.reused(50)
    clock.now = 2
    for _ in range(10):
        tally.article(entry())
    assert tally.seconds_left() == pytest.approx(18)


def test_while_the_last_drafts_are_mended_nobody_promises_an_end() -> None:
    clock = Clock()
    tally = Tally(clock)
    tally.found(1, counted=True)
    tally.planned(10)
    tally.working_on(["题"])
    tally.stage("translating")
    clock.now = 10
    tally.done(10)
    tally.stage("holding names and numbers: 7 sentences to decode again")
    assert tally.seconds_left() is None
    tally.article(entry(blockers=1))
    tally.fault(Fault("a.md", "is empty"))
    assert tally.seconds_left() == pytest.approx(0)
    assert "1 blocker, 0 warnings, 0 notes; 1 fault; 0:10" in line(tally, 0)


def test_before_anything_is_known_nobody_guesses() -> None:
    tally = Tally(Clock())
    assert tally.seconds_left() is None
    assert tally.share_done is None
    assert "time left –" in line(tally, None)


def shown(tally: Tally, *, color: bool, width: int = 80) -> str:
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=True, no_color=not color, highlight=False).print(
        view(tally, Smoothed(tally).seconds())
    )
    return out.getvalue()


def busy() -> Tally:
    clock = Clock()
    tally = Tally(clock)
    simulated(tally, clock, 20, 0.4, lambda: None)
    tally.found(12_345)
    tally.fault(Fault("dumps/a/very/long/path/of/a/file/that/is/broken.md", "is empty; export it again"))
    tally.working_on(["深度求索发布新模型，引发全球科技股震荡，分析人士称影响深远而且标题很长很长很长"])
    tally.tokens(4_000)
    return tally


def test_the_view_has_every_fact_in_eighty_columns() -> None:
    text = shown(busy(), color=False)
    plain = re.sub(r"\x1b\[[\d;]*m", "", text)
    assert all(len(row) <= 80 for row in plain.splitlines())
    assert len(plain.splitlines()) == 6
    for fact in (
        "20 of 12,365",
        "200 of 200 so far, 80 reused",
        "tokens/s",
        "20 blockers",
        "dumps/a/very",
        "深度求索",
        "left",
    ):
        assert fact in plain
    assert "last dumps/a/very/long" in plain
    assert len(shown(Tally(Clock()), color=False).splitlines()) == 6  # as high from the first moment on


def test_blockers_are_red_unless_no_color_is_wanted() -> None:
    assert "\x1b[1;31m20 blockers" in shown(busy(), color=True)
    assert "31m" not in shown(busy(), color=False)


def test_a_log_gets_each_stage_once_and_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    lines = Lines(clock)
    lines.stage("reading")
    simulated(lines, clock, 20, 0.0, lambda: None)
    told = capsys.readouterr().err.splitlines()
    assert told[:2] == ["reading", "translating"]
    assert told.count("translating") == 1
    assert 15 < len(told) <= clock.now / 20 + 2  # mending says nothing for a while
    assert "of 20 articles" in told[-1]
    assert "blockers" in told[-1]


def test_durations() -> None:
    assert [duration(seconds) for seconds in (0, 59.6, 3600)] == ["0:00", "1:00", "1:00:00"]


RUN = """
import sys, time
from translate.progress import watching
from tests.desk.test_progress import entry
with watching(False) as watch:
    watch.found(3); watch.working_on(["题"]); watch.planned(9); watch.stage("translating")
    time.sleep(0.6)
    print("error: bad.md: is empty", file=sys.stderr)
    print("ready", flush=True)
    time.sleep(float(sys.argv[1]))
"""


def on_a_terminal(seconds: str, tmp_path: Path, press: bool = False, **env: str) -> str:
    """What comes out of a terminal on standard error; ``press`` is Ctrl-C in the middle."""
    script = tmp_path / "run.py"
    script.write_text(RUN, encoding="utf-8")
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, str(script), seconds],
        stdout=subprocess.PIPE,
        stderr=slave,
        env={**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(Path.cwd()), "COLUMNS": "80", **env},
        preexec_fn=interruptible,
    )
    os.close(slave)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    if press:
        process.send_signal(signal.SIGINT)
    out = bytearray()
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # Linux says EIO when the other side has closed
            break
        if not piece:
            break
        out += piece
    os.close(master)
    process.stdout.close()
    process.wait()
    return out.decode("utf-8")


def test_an_error_that_is_printed_meanwhile_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    out = on_a_terminal("0.5", tmp_path)
    assert re.search(r"(^|[\n\rKA])error: bad\.md: is empty\r?\n", out)
    assert out.rindex("\x1b[?25h") > out.rindex("\x1b[?25l")  # the cursor is back


def test_ctrl_c_gives_the_terminal_back(tmp_path: Path) -> None:
    out = on_a_terminal("30", tmp_path, press=True)
    assert "KeyboardInterrupt" in out
    assert out.rindex("\x1b[?25h") > out.rindex("\x1b[?25l")


def test_a_dumb_terminal_gets_lines(tmp_path: Path) -> None:
    out = on_a_terminal("0.1", tmp_path, TERM="dumb")
    assert "\x1b" not in out
    assert out.splitlines() == ["translating", "error: bad.md: is empty"]


def test_no_color_is_honoured(tmp_path: Path) -> None:
    out = on_a_terminal("0.1", tmp_path, NO_COLOR="1")
    assert not re.search(r"\x1b\[[\d;]*3[1-7]m", out)
