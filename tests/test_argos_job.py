"""The main job on the engine that most users have: an Argos package, from its file to the page, with no network.

The package is genuine (benchmarks/argos_model): in these sentences whole translations can be asserted.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.argos_fixture import PACKAGE
from tests.test_main_job import OFFLINE
from translate.memory import Memory
from translate.model import Row

NEWS = """<!--1767571200000-->
[英伟达与深度求索签署了协议](https://news.example/tech/agreement-8812.html)
------

<div><i>Mon, 05 Jan 2026 00:00:00 GMT</i></div><p>英伟达星期一(1月5日)与深度求索签署了价值23.4亿美元的合同。\
路透社说，谈判没有取得进展。</p><p> </p><p>\
塔拉布(Tallabo)首席执行官卡雷·奥斯特(Kare Oster)说：“我们将在柏林投资600万欧元。”\
奥斯特拒绝就新的关税置评。</p><p> </p><p>据世界银行统计，印度的出口下降了12.5%，但谈判没有取得进展。\
谷歌裁减了1.2万个工作岗位。外交部呼吁各方保持克制。</p>
"""
GLOSSARY = """msgid ""
msgstr ""
"Language: en\\n"

msgid "深度求索"
msgstr "DeepSeek"

msgid "英伟达"
msgstr "Nvidia"

msgid "路透社"
msgstr "Reuters"

msgid "工作岗位"
msgstr "posts"
"""
ENGLISH = {
    "p00.s01": "Nvidia signed an agreement with DeepSeek",
    "p01.s01": "Nvidia signed a contract worth $2.34 billion with DeepSeek on Monday (January 5).",
    "p01.s02": "Reuters said that the talks made no progress.",
    "p02.s01": 'Tallabo chief executive Kare Oster said: "We will invest €6 million in Berlin."',
    "p02.s02": "Oster declined to comment on the new tariffs.",
    "p03.s01": "According to the World Bank, exports from India fell 12.5%, but the talks made no progress.",
    "p03.s02": "Google cut 12,000 posts.",
    "p03.s03": "The Foreign Ministry called on all sides to show restraint.",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the package installed and the dump translated."""
    folder = tmp_path_factory.mktemp("argos-desk")
    (folder / "dumps").mkdir()
    (folder / "dumps" / "news.md").write_text(NEWS, encoding="utf-8")
    (folder / "glossary").mkdir()
    (folder / "glossary" / "a.po").write_text(GLOSSARY, encoding="utf-8")
    installed = duizhao(folder, "models", "install", "argos", "--file", str(PACKAGE), "--quiet")
    assert installed.returncode == 0, installed.stderr
    return folder


@pytest.fixture(scope="module")
def told(desk: Path) -> dict[str, object]:
    """What the first run says of itself."""
    done = duizhao(desk, "translate", "dumps", "--json")
    assert "Traceback" not in done.stderr, done.stderr
    summary: dict[str, object] = json.loads(done.stdout)
    return summary


def duizhao(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "ARGOS_PACKAGES_DIR": str(folder / "packages"),
        "DUIZHAO_MODELS": str(folder / "models"),
        **settings,
    }
    command = [sys.executable, "-c", OFFLINE, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def rows(desk: Path) -> dict[str, Row]:
    with Memory.open(desk / "memory.db") as memory:
        (summary,) = memory.articles()
        article = memory.load(summary.id)
    assert article is not None
    return {row.segment.id: row for row in article.rows}


def test_auto_takes_the_installed_package_and_nothing_is_left_to_mend(told: dict[str, object]) -> None:
    assert str(told["engine"]).startswith("argos/")
    assert str(told["engine"]).endswith("/beam4")
    assert (told["blockers"], told["locks_held"], told["exit_code"]) == (0, told["locks"], 0)


@pytest.mark.usefixtures("told")
def test_every_sentence_is_translated_to_the_letter(desk: Path) -> None:
    assert {id_: row.draft.en for id_, row in rows(desk).items()} == ENGLISH


@pytest.mark.usefixtures("told")
def test_a_term_that_the_model_dropped_is_decoded_again_from_a_forced_beginning(desk: Path) -> None:
    """By itself it says "12,000 jobs", the English that it was taught."""
    redecoded = {id_ for id_, row in rows(desk).items() if row.draft.redecoded}
    assert redecoded == {"p03.s02"}


def test_the_page_shows_both_texts(desk: Path, told: dict[str, object]) -> None:
    pages = told["pages"]
    assert isinstance(pages, list)
    page = (desk / pages[0]).read_text(encoding="utf-8")
    assert "Tallabo" in page
    assert "卡雷·奥斯特" in page


@pytest.mark.usefixtures("told")
def test_a_second_run_asks_the_engine_for_nothing(desk: Path) -> None:
    again = json.loads(duizhao(desk, "translate", "dumps", "--json").stdout)
    assert again["reused"] == again["segments"] == len(ENGLISH)


@pytest.mark.usefixtures("told")
def test_another_beam_is_another_engine(desk: Path) -> None:
    greedy = json.loads(duizhao(desk, "translate", "dumps", "--json", ARGOS_BEAM_SIZE="1").stdout)
    assert greedy["engine"].endswith("/beam1")
    assert greedy["reused"] == greedy["segments"]
    asked = duizhao(desk, "translate", "dumps", "--json", "--redraft", ARGOS_BEAM_SIZE="1")
    assert json.loads(asked.stdout)["reused"] == 0
    wrong = duizhao(desk, "translate", "dumps", ARGOS_BEAM_SIZE="0")
    assert wrong.returncode == 1
    assert "ARGOS_BEAM_SIZE is 0" in wrong.stderr


def test_a_reviewer_is_offered_other_english(desk: Path, told: dict[str, object]) -> None:
    pages = told["pages"]
    assert isinstance(pages, list)
    done = duizhao(desk, "alternatives", str(pages[0]), "p03.s03", "-n", "3", "--json")
    assert done.returncode == 0, done.stderr
    offered = json.loads(done.stdout)
    assert offered["en"] == ENGLISH["p03.s03"]
    texts = [each["en"] for each in offered["alternatives"]]
    assert len(set(texts)) == len(texts) == 3
    assert offered["en"] not in texts


@pytest.mark.usefixtures("told")
def test_an_unknown_sentence_is_one_clear_line(desk: Path) -> None:
    done = duizhao(desk, "alternatives", "nothing-00000000", "p01.s01")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "memory.db: has no article nothing-00000000" in done.stderr


@pytest.mark.usefixtures("told")
def test_an_update_drafts_again_what_the_glossary_change_touches(desk: Path, tmp_path: Path) -> None:
    other = tmp_path / "desk"
    shutil.copytree(desk, other)
    shutil.rmtree(other / "dumps")
    (other / "glossary" / "a.po").write_text(GLOSSARY.replace('"posts"', '"roles"'), encoding="utf-8")
    done = duizhao(other, "update", "--json")
    told = json.loads(done.stdout)
    assert done.returncode in (0, 3), done.stderr
    assert [each["segment"] for each in told["touched"]] == ["p03.s02"]
    assert told["drafted"] == 1
    assert told["engine"].startswith("argos/")
    (page,) = told["pages"]
    assert "roles" in (other / page).read_text(encoding="utf-8")
    english = {id_: row.draft.en for id_, row in rows(other).items()}
    assert "roles" in english.pop("p03.s02")
    assert english.items() <= ENGLISH.items()
    again = json.loads(duizhao(other, "update", "--json").stdout)
    assert (again["segments"], again["pages"], again["exit_code"]) == (0, [], 0)
