"""Memories of others: pairs through the door, once, told how many, and out with everything else as one TMX."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.memory.samples import MONDAY, TUESDAY, sentences
from translate.cli import app
from translate.errors import GlossaryError
from translate.exchange.round_trip import import_file
from translate.memory import Action, Change, Memory, NewPair, TakenPairs

AGENCY = """<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="*all*"/><body>
<tu><tuv xml:lang="EN-US"><seg>Nvidia <bpt i="1">{b}</bpt>rose<ept i="1">{/b}</ept>.</seg></tuv>
<tuv xml:lang="ZH-CN"><seg>英伟达上涨。</seg></tuv></tu>
<tu><tuv xml:lang="zh-TW"><seg>雪花下跌。</seg></tuv><tuv xml:lang="en-GB"><seg>Snowflake fell.</seg></tuv></tu>
<tu><tuv xml:lang="zh"><seg>风。</seg></tuv><tuv xml:lang="fr"><seg>Du vent.</seg></tuv></tu>
<tu><tuv xml:lang="zh"><seg>雨。</seg></tuv><tuv xml:lang="en"><seg> </seg></tuv></tu>
</body></tmx>
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a memory of one article and an agency's memory, which is where we are."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "agency.tmx").write_text(AGENCY, encoding="utf-8")
    with Memory.open(tmp_path / "memory.db") as memory:
        memory.store(sentences("英伟达上涨。"), {})
    return tmp_path


def run(*arguments: str, typed: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, arguments, input=typed)
    return result.exit_code, result.stdout, result.stderr


def test_an_agencys_memory_waits_to_be_approved(desk: Path) -> None:
    assert run("import", "agency.tmx", "--dry-run")[1].splitlines()[0] == (
        "agency.tmx: would be: 2 new pairs, 0 there already"
    )
    assert (
        run("pairs")[1]
        == "No pairs yet. They come in with: duizhao align zh.txt en.txt, or duizhao import agency.tmx\n"
    )
    assert run("import", "agency.tmx", "--who", "Mei") == (
        0,
        "agency.tmx: 2 new pairs, 0 there already\n"
        "  passed over agency.tmx:7: has no English\n"
        "  passed over agency.tmx:8: is half empty\n"
        "Its pairs wait to be reviewed: duizhao pairs agency.tmx --review; or have them all reused with --approve\n",
        "",
    )
    assert run("import", "agency.tmx")[1].splitlines()[0] == "agency.tmx: 0 new pairs, 2 there already"
    shown = json.loads(run("pairs", "agency.tmx", "--json")[1])["pairs"]
    assert [(pair["zh"], pair["en"], pair["approved"], pair["who"]) for pair in shown] == [
        ("英伟达上涨。", "Nvidia rose.", False, "Mei"),
        ("雪花下跌。", "Snowflake fell.", False, "Mei"),
    ]
    assert run("pairs", "agency.tmx", "--approve", "--id", str(shown[0]["id"]))[1] == (
        "1 pair from agency.tmx approved\n"
    )
    with Memory.open(desk / "memory.db") as memory:
        assert set(memory.approved(["英伟达上涨。", "雪花下跌。"])) == {"英伟达上涨。"}
    assert "Nvidia rose." in run("pairs", "agency.tmx")[1]
    assert run("pairs", "agency.tmx", "--remove")[1] == "2 pairs from agency.tmx removed\n"
    assert run("pairs", "--json") == (0, '{\n  "sources": []\n}\n', "")


@pytest.mark.usefixtures("desk")
def test_pairs_may_come_as_approved() -> None:
    assert run("import", "agency.tmx", "--approved")[0] == 0
    assert json.loads(run("pairs", "--json")[1])["sources"] == [
        {"source": "agency.tmx", "approved": 2, "waiting": 0}
    ]


@pytest.mark.usefixtures("desk")
def test_what_pairs_refuses() -> None:
    assert run("pairs", "--approve")[0] == 2
    with pytest.raises(Exception, match="has no pairs from x; see what there is with"):
        CliRunner().invoke(app, ["pairs", "x"], catch_exceptions=False)


def test_a_table_of_two_columns_is_pairs(desk: Path) -> None:
    (desk / "ours.csv").write_text("中文,英文\n雪花下跌。,Snowflake fell.\n风。,\n", encoding="utf-8-sig")
    assert run("import", "ours.csv")[1].startswith(
        "ours.csv: 1 new pair, 0 there already\n  passed over ours.csv:3: has no English\n"
    )


def test_a_memory_without_a_persons_words_is_no_empty_file(desk: Path) -> None:
    with pytest.raises(
        Exception, match=r"memory\.db: holds nothing that a person edited or approved; export"
    ):
        CliRunner().invoke(app, ["export", "--format", "tmx"], catch_exceptions=False)
    assert not (desk / "exchange").exists()
    assert run("export", "--format", "tmx", "--drafts")[0] == 0


def test_the_whole_memory_as_one_tmx_and_in_again(desk: Path, tmp_path: Path) -> None:
    with Memory.open(desk / "memory.db") as memory:
        memory.store(sentences("雪花下跌。", "天气很好。", id_="a2"), {})
        memory.change([Change("a2", "p01.s01", Action.EDIT, "Ann", MONDAY, "Snow fell.", approve=True)])
        import_file(memory, desk / "agency.tmx", "Mei", TUESDAY, approved=True)
    assert run("export", "--format", "tmx", "-o", "out") == (0, "the memory in out/memory.tmx\n", "")
    text = (desk / "out" / "memory.tmx").read_text(encoding="utf-8")
    assert text.count("<tu ") == 3  # no draft
    assert 'changedate="20250127T093000Z" changeid="Ann"' in text
    assert run("import", "out/memory.tmx")[1] == (
        "out/memory.tmx: 0 taken, 0 approved, 1 unchanged, 0 new pairs, 2 there already\n"
    )
    run("export", "--format", "tmx", "-o", "out", "--drafts")
    assert (desk / "out" / "memory.tmx").read_text(encoding="utf-8").count("<tu ") == 5
    with Memory.open(tmp_path / "other.db") as other:  # another desk's memory has none of these articles
        imported = import_file(other, desk / "out" / "memory.tmx", "Li", TUESDAY)
        assert (imported.articles, imported.pairs) == ((), TakenPairs(5, 0, 0))
        assert [each.source for each in other.pair_sources()] == ["agency.tmx", "memory.tmx"]


def test_approved_pairs_are_what_a_run_takes(desk: Path) -> None:
    from tests.fakes import FakeEngine
    from translate.model import Article, Block, BlockKind
    from translate.pipeline import translate_articles
    from translate.termbase import Termbase

    with Memory.open(desk / "memory.db") as memory:
        import_file(memory, desk / "agency.tmx", "Mei", TUESDAY, approved=True)
        news = Article("n", "n.md", (Block("p01", BlockKind.PARAGRAPH, "雪花下跌。"),))
        (made,) = translate_articles(
            [news],
            termbase=Termbase(()),
            memory=memory,
            choice=FakeEngine().choice(),
        )
    assert [(each.draft.en, each.draft.origin) for each in made.rows] == [("Snowflake fell.", "memory")]


class Slow(Memory):
    """A memory that is asked to stop when it has taken pairs so many times."""

    times = 2

    def take_pairs(self, pairs: Iterable[NewPair], *args: Any, **options: Any) -> TakenPairs:
        if self.times == 0:
            raise KeyboardInterrupt
        self.times -= 1
        return super().take_pairs(pairs, *args, **options)


def test_a_long_import_lets_others_write_and_is_carried_on(tmp_path: Path) -> None:
    unit = (
        '<tu><tuv xml:lang="zh"><seg>第{0}句。</seg></tuv><tuv xml:lang="en"><seg>No. {0}.</seg></tuv></tu>\n'
    )
    body = "".join(unit.format(n) for n in range(12_000))
    path = tmp_path / "long.tmx"
    path.write_text(f'<tmx version="1.4"><header srclang="zh"/><body>{body}</body></tmx>', encoding="utf-8")
    with Slow.open(tmp_path / "memory.db") as memory, pytest.raises(KeyboardInterrupt):
        import_file(memory, path, "Mei", TUESDAY)
    with Memory.open(tmp_path / "memory.db") as memory:
        (taken,) = memory.pair_sources()
        assert 0 < taken.waiting < 12_000  # what is written is written, and the lock was given back between
        rest = import_file(memory, path, "Mei", TUESDAY).pairs
        assert (rest.same, rest.added) == (taken.waiting, 12_000 - taken.waiting)


HOUSE = 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "雪花"\nmsgstr "Snow Inc."\n'


def test_waiting_pairs_are_shown_with_what_the_checks_say(desk: Path) -> None:
    (desk / "glossary").mkdir()
    (desk / "glossary" / "house.po").write_text(HOUSE, encoding="utf-8")
    run("import", "agency.tmx", "--who", "Mei")
    run("pairs", "agency.tmx", "--approve", "--id", "1", "--who", "Jo")
    shown = run("pairs", "agency.tmx", "--waiting")[1]
    assert "Nvidia rose." not in shown
    assert "    雪花下跌。\n    Snowflake fell.\n    blocker  " in shown
    assert "Snow Inc." in shown
    first, second = json.loads(run("pairs", "agency.tmx", "--json")[1])["pairs"]
    assert first["findings"] == []
    assert [each["severity"] for each in second["findings"]] == ["blocker"]
    with pytest.raises(GlossaryError, match="no-such-folder"):
        CliRunner().invoke(app, ["pairs", "agency.tmx", "-g", "no-such-folder"], catch_exceptions=False)


def test_pairs_are_looked_through_one_by_one(desk: Path) -> None:
    run("import", "agency.tmx")
    code, shown, _ = run("pairs", "agency.tmx", "--review", "--who", "Jo", typed="what\na\ns\n")
    assert code == 3
    assert shown.endswith("1 pair approved, 0 removed, 1 from agency.tmx to be reviewed\n")
    with Memory.open(desk / "memory.db") as memory:
        assert [(pair.en, pair.approved, pair.who == "Jo") for pair in memory.pairs()] == [
            ("Nvidia rose.", True, True),
            ("Snowflake fell.", False, False),
        ]
    assert run("pairs", "agency.tmx", "--review", typed="")[0] == 3  # nobody answers: nothing is done
    assert run("pairs", "agency.tmx", "--review", typed="r\n")[:2][0] == 0
    assert json.loads(run("pairs", "--json")[1])["sources"] == [
        {"source": "agency.tmx", "approved": 1, "waiting": 0}
    ]
    assert run("pairs", "agency.tmx", "--review", "--approve")[0] == 2
