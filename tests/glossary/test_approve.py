"""Approve: proposals become terms one by one, each saved at once, by key, by name or from flags edited in Poedit."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from datetime import UTC, date, datetime
from pathlib import Path

import polib
import pytest
from typer.testing import CliRunner

from tests.memory.samples import sentences
from tests.signals import interruptible
from translate.cli import app
from translate.errors import GlossaryError
from translate.glossary import Glossary, GlossaryEntry
from translate.glossary.approve import Desk
from translate.memory import Memory
from translate.termbase import Termbase

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
PROPOSALS = """#. harvest: 4 times in 2 articles, 2025-01-28…2025-02-03
#. kind: person
#. also: Kleinermann (2 times)
#. context: a1 p08.s01 …克莱纳曼(Kleinerman)表示…
#, fuzzy
msgid "克莱纳曼"
msgstr "Kleinerman"

#. harvest: 9 times in 3 articles, 2025-01-28
#. kind: company
#. context: a1 p07.s01 …软件制造商雪花(Snowflake)在…
#, fuzzy
msgid "雪花"
msgstr "Snowflake"

#. harvest: once in 1 article
#. kind: other
#, fuzzy
msgid "黎明"
msgstr "Daybreak"
"""
TODAY = date(2025, 2, 4)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "glossary"
    place.mkdir()
    (place / "people.po").write_text(HEADER + 'msgid "马斯克"\nmsgstr "Musk"\n', encoding="utf-8")
    (place / "proposals.po").write_text(HEADER + PROPOSALS, encoding="utf-8")
    return place


def entry(folder: Path, zh: str) -> GlossaryEntry:
    [found] = Glossary.load(folder).find(zh)
    return found.entry


def proposed(folder: Path) -> list[str]:
    return [each.entry.zh for each in Desk(folder, TODAY).proposals()]


def test_conflicts_and_the_most_frequent_come_first(folder: Path) -> None:
    first, *_ = Desk(folder, TODAY).proposals()
    assert (first.count, first.also, first.conflicts) == (
        4,
        ("Kleinermann",),
        ("also Kleinermann (2 times)",),
    )
    assert proposed(folder) == ["克莱纳曼", "雪花", "黎明"]


def test_an_approved_one_goes_home_and_says_where_it_came_from(folder: Path) -> None:
    desk = Desk(folder, TODAY)
    desk.approve(entry(folder, "克莱纳曼"))
    now = entry(folder, "克莱纳曼")
    assert (now.en, now.flags, now.extra, now.file) == ("Kleinerman", (), (), "people.po")
    assert now.source == "harvest 4 times in 2 articles, 2025-01-28…2025-02-03"
    assert proposed(folder) == ["雪花", "黎明"]
    assert Termbase.load(folder).faults == ()
    assert {each.msgid for each in polib.pofile(str(folder / "people.po"))} == {"马斯克", "克莱纳曼"}


def test_a_proposal_that_an_editor_wrote_stays_in_its_file(folder: Path) -> None:
    (folder / "ours.po").write_text(HEADER + '#, fuzzy\nmsgid "甲"\nmsgstr "A"\n', encoding="utf-8")
    decision = Desk(folder, TODAY).approve(entry(folder, "甲"), "Alpha")
    assert (decision.after.en, entry(folder, "甲").file, entry(folder, "甲").flags) == (
        "Alpha",
        "ours.po",
        (),
    )


def test_a_rejected_one_stays_as_rejected_and_may_be_undone(folder: Path) -> None:
    before = (folder / "proposals.po").read_bytes()
    desk = Desk(folder, TODAY)
    decision = desk.reject(entry(folder, "黎明"))
    assert entry(folder, "黎明").extra[-1] == "rejected: 2025-02-04"
    assert "黎明" not in proposed(folder)
    desk.undo(decision)
    assert (folder / "proposals.po").read_bytes() == before


def test_an_approval_undone_leaves_no_trace_in_either_file(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.glob("*.po")}
    desk = Desk(folder, TODAY)
    desk.undo(desk.approve(entry(folder, "克莱纳曼"), "Kleinermann"))
    assert {path: path.read_bytes() for path in folder.glob("*.po")} == before


def test_another_form_of_a_name_becomes_an_alias_and_may_be_undone(folder: Path) -> None:
    more = '#. harvest: once in 1 article\n#, fuzzy\nmsgid "马克斯"\nmsgstr "Musk"\n'
    (folder / "proposals.po").write_text(HEADER + more, encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.glob("*.po")}
    desk = Desk(folder, TODAY)
    host = desk.host(entry(folder, "马克斯"))
    assert host is not None
    assert host.zh == "马斯克"
    decision = desk.alias(entry(folder, "马克斯"))
    assert (entry(folder, "马斯克").aliases, proposed(folder)) == (("马克斯",), [])
    desk.undo(decision)
    assert {path: path.read_bytes() for path in folder.glob("*.po")} == before


def test_a_second_term_of_the_same_chinese_is_refused(folder: Path) -> None:
    (folder / "terms.po").write_text(HEADER + 'msgid "雪花"\nmsgstr "snowflakes"\n', encoding="utf-8")
    desk = Desk(folder, TODAY)
    with pytest.raises(GlossaryError, match=r"雪花 is snowflakes in terms\.po:5 already"):
        desk.approve(next(each.entry for each in desk.proposals() if each.entry.zh == "雪花"))
    assert "雪花" in proposed(folder)


def test_files_that_changed_underneath_are_read_again(folder: Path) -> None:
    desk = Desk(folder, TODAY)
    other = Desk(folder, TODAY)
    other.approve(entry(folder, "克莱纳曼"))
    desk.approve(next(each.entry for each in desk.proposals() if each.entry.zh == "雪花"))
    assert entry(folder, "克莱纳曼").file == "people.po"
    assert entry(folder, "雪花").file == "companies.po"
    with pytest.raises(GlossaryError, match="somebody has decided on it"):
        desk.approve(GlossaryEntry("克莱纳曼", "Kleinerman", flags=("fuzzy",), file="proposals.po"))


def test_what_lost_its_flag_in_poedit_goes_home_on_any_run(folder: Path) -> None:
    file = polib.pofile(str(folder / "proposals.po"), wrapwidth=0)
    [dawn] = [each for each in file if each.msgid == "黎明"]
    dawn.flags.remove("fuzzy")
    file.save()
    assert run(folder, "--move") == (0, "黎明 → Daybreak  approved by hand, moved to terms.po\n")
    assert (entry(folder, "黎明").file, entry(folder, "黎明").extra) == ("terms.po", ())
    assert proposed(folder) == ["克莱纳曼", "雪花"]


def test_one_that_cannot_go_home_stays_a_term_and_is_told(folder: Path) -> None:
    (folder / "terms.po").write_text(HEADER + 'msgid "黎明"\nmsgstr "dawn"\n', encoding="utf-8")
    path = folder / "proposals.po"
    mended = path.read_text(encoding="utf-8").replace("#, fuzzy\n", "")
    path.write_text(mended, encoding="utf-8")
    code, output = run(folder, "--move")
    assert (code, output.count("moved to")) == (1, 2)
    assert "黎明 is dawn in terms.po:5 already" in output


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["glossary", "approve", "-g", str(folder), *arguments])
    return result.exit_code, result.output


def test_by_name(folder: Path) -> None:
    assert run(folder, "克萊納曼", "黎明", "--into", "misc.po") == (
        0,
        "克莱纳曼 → Kleinerman  misc.po\n黎明 → Daybreak  misc.po\n",
    )
    assert run(folder, "--reject", "雪花") == (0, "雪花 → Snowflake  rejected\n")
    assert proposed(folder) == []


def test_an_unknown_name_costs_the_others_nothing(folder: Path) -> None:
    code, output = run(folder, "没有", "黎明", "--json")
    assert code == 1
    told = json.loads(output[: output.rindex("}") + 1])
    assert [each["zh"] for each in told["approved"]] == ["黎明"]
    assert told["faults"][0].startswith("没有 is no open proposal")


def test_all_leaves_conflicts_and_what_is_too_rare(folder: Path) -> None:
    code, output = run(folder, "--all", "--min-count", "2")
    assert code == 3
    assert output.startswith("雪花 → Snowflake  companies.po\n1 proposal in conflict left")
    assert proposed(folder) == ["克莱纳曼", "黎明"]


def test_a_memory_that_is_named_must_be_there(folder: Path) -> None:
    before = (folder / "proposals.po").read_bytes()
    result = CliRunner().invoke(
        app, ["glossary", "approve", "-g", str(folder), "--all", "-m", str(folder / "no.db")]
    )
    assert "no.db: there is no such translation memory" in str(result.exception)
    assert (folder / "proposals.po").read_bytes() == before


def test_without_a_terminal_the_other_ways_are_named(folder: Path) -> None:
    code, output = run(folder)
    assert code == 2
    assert "needs a terminal" in output
    assert "--all" in output


# ---- on a real terminal --------------------------------------------------------------------------------------------


def _control_terminal() -> None:
    """Make standard input the terminal of the new session: Ctrl-C comes from there."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    interruptible()


class Terminal:
    """The command on a pseudo-terminal."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        main, other = pty.openpty()
        command = [sys.executable, "-m", "translate", "glossary", "approve", "-g", str(folder), *arguments]
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "PYTHONUTF8": "1"}
        self._process = subprocess.Popen(
            command,
            stdin=other,
            stdout=other,
            stderr=other,
            close_fds=True,
            env=environment,
            start_new_session=True,
            preexec_fn=_control_terminal,
        )
        os.close(other)
        self._main = main
        self._raw = b""

    @property
    def text(self) -> str:
        """What has been shown since the last wait, without colours."""
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self._raw.decode("utf-8", "replace"))

    def wait(self, words: str) -> str:
        """Read until ``words`` are shown."""
        end = time.monotonic() + 30
        while words not in self.text:
            ready, _, _ = select.select([self._main], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"{words!r} was never shown, but {self.text!r}"
            try:
                self._raw += os.read(self._main, 65_536)
            except OSError:  # the other end is closed
                assert words in self.text, self.text
        shown, self._raw = self.text, b""
        return shown

    def type(self, keys: str) -> None:
        os.write(self._main, keys.encode())

    def close(self) -> int:
        code = self._process.wait(timeout=60)
        os.close(self._main)
        return code


def test_the_keyboard_loop(folder: Path) -> None:
    with Memory.open(folder.parent / "memory.db") as memory:
        memory.store(sentences("克莱纳曼说。", "天气好。"), {})
        memory.edit("a1", "p02.s01", "Fine.", "li", datetime(2025, 2, 3, tzinfo=UTC))
    terminal = Terminal(folder)
    shown = terminal.wait("[q]uit")
    assert "1/3  克莱纳曼  →  Kleinerman   people.po" in shown
    assert "also Kleinermann (2 times)" in shown
    assert "1 segment in memory" in shown
    assert "…克莱纳曼(Kleinerman)表示…" in shown
    terminal.type("?")
    terminal.wait("undo the last decision")
    terminal.type("1")  # the first of the other English
    terminal.wait("2/3  雪花")
    assert entry(folder, "克莱纳曼").en == "Kleinermann"  # saved while the loop goes on
    terminal.type("u")
    terminal.wait("1/3  克莱纳曼")
    assert entry(folder, "克莱纳曼").file == "proposals.po"
    terminal.type("s")
    terminal.wait("2/3  雪花")
    terminal.type("e")
    terminal.wait("English [Snowflake]: ")
    terminal.type("Snowflake Inc.\r")
    terminal.wait("3/3  黎明")
    terminal.type("r")
    terminal.wait("1 approved, 1 rejected, 1 proposal left open")
    assert terminal.close() == 0
    assert (entry(folder, "雪花").en, entry(folder, "雪花").file) == ("Snowflake Inc.", "companies.po")
    assert proposed(folder) == ["克莱纳曼"]


def test_ctrl_c_loses_nothing(folder: Path) -> None:
    terminal = Terminal(folder)
    terminal.wait("[q]uit")
    terminal.type("a")
    terminal.wait("2/3")
    terminal.type("\x03")
    terminal.wait("1 approved, 0 rejected, 2 proposals left open")
    assert terminal.close() == 130
    assert entry(folder, "克莱纳曼").file == "people.po"


def test_somebody_else_decides_meanwhile(folder: Path) -> None:
    terminal = Terminal(folder)
    terminal.wait("[q]uit")
    Desk(folder, TODAY).approve(entry(folder, "克莱纳曼"))
    terminal.type("a")
    terminal.wait("somebody has decided on it")
    terminal.type("sa")
    terminal.wait("3/3")
    terminal.type("q")
    terminal.wait("left open")
    assert terminal.close() == 0
    assert entry(folder, "雪花").file == "companies.po"
