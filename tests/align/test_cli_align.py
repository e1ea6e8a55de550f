"""``duizhao align`` as somebody at a terminal meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.align.corpus import reports, texts
from translate.cli import app
from translate.memory import Memory

RUNNER = CliRunner()
WHO = ("--who", "Mei")
pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a report in both languages, which is where we are."""
    monkeypatch.chdir(tmp_path)
    write(1, "story.zh.txt", "story.en.txt")


def write(report: int, zh: str, en: str) -> None:
    for name, text in zip((zh, en), texts(report), strict=True):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def run(*arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    result = RUNNER.invoke(app, ["align", *arguments], env={"COLUMNS": "80"})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        return 1, result.stdout, f"error: {result.exception}"
    return result.exit_code, result.stdout, result.stderr


def kept() -> dict[str, bool]:
    with Memory.open(Path("memory.db")) as memory:
        return {pair.zh: pair.approved for pair in memory.pairs()}


def test_pairs_wait_for_review_and_the_same_files_again_change_nothing() -> None:
    lines = [line for paragraph in reports()[1] for line in paragraph]
    code, out, _ = run("story.zh.txt", "story.en.txt", *WHO)
    assert code in (0, 3)
    assert f"{len(lines)} new pairs put into memory.db, 0 there already" in out
    assert "They wait to be reviewed: duizhao pairs story.zh.txt" in out
    assert kept() == {line.zh: False for line in lines}
    assert (
        f"0 new pairs put into memory.db, {len(lines)} there already"
        in run("story.zh.txt", "story.en.txt")[1]
    )


def test_approve_takes_what_is_not_doubtful_and_a_second_run_approves_what_waited() -> None:
    en = Path("story.en.txt").read_text(encoding="utf-8").replace("$8,500", "$9,700")
    Path("story.en.txt").write_text(en, encoding="utf-8")
    run("story.zh.txt", "story.en.txt")
    code, out, _ = run("story.zh.txt", "story.en.txt", "--approve", *WHO)
    assert code == 3
    assert "a check blocks it" in out
    assert "8,500" in out
    approved = kept()
    assert not approved["这款芯片每片售价8,500美元。"]
    assert approved["首席执行官马库斯·韦伯(Marcus Weber)在柏林展示了样品。"]
    with Memory.open(Path("memory.db")) as memory:
        found = memory.approved(["公司没有回答。"])
    assert [each.en for each in found.values()] == ["The company did not answer."]


def test_dry_run_makes_no_memory() -> None:
    assert "nothing was put into a memory" in run("story.zh.txt", "story.en.txt", "--dry-run")[1]
    assert not Path("memory.db").exists()


def test_the_table_can_be_edited_and_imported() -> None:
    run("story.zh.txt", "story.en.txt", "--dry-run", "--output", "pairs.tsv")
    Memory.open(Path("memory.db")).close()
    result = RUNNER.invoke(app, ["import", "pairs.tsv", "--approved", *WHO])
    assert result.exit_code == 0
    assert all(kept().values())
    assert len(kept()) == sum(map(len, reports()[1]))


def test_the_page_shows_all_and_runs_nothing_of_it() -> None:
    for name in ("story.zh.txt", "story.en.txt"):
        path = Path(name)
        path.write_text(path.read_text(encoding="utf-8") + "\n<script>alert(1)</script>\n", encoding="utf-8")
    assert (
        "all pairs in out/story.html"
        in run("story.zh.txt", "story.en.txt", "-o", "out/story.html", "--dry-run")[1]
    )
    page = Path("out/story.html").read_text(encoding="utf-8")
    assert "投资者问：钱什么时候会用完？" in page
    assert "Investors are asking: when will the money run out?" in page
    assert "<script" not in page


def test_json_has_every_bead() -> None:
    code, out, _ = run("story.zh.txt", "story.en.txt", "--json")
    found = json.loads(out)
    assert code in (0, 3)
    assert found["memory"]["added"] == found["files"][0]["shapes"]["1-1"] == len(found["files"][0]["beads"])
    assert found["files"][0]["source"] == "story.zh.txt"


def test_folders_pair_files_by_name() -> None:
    for number in range(3):
        write(number, f"zh/{number}_zh.txt", f"en/{number}.en.txt")
    Path("zh/lonely.txt").write_text("没有英文。", encoding="utf-8")
    code, out, err = run("zh", "en", "--output", "all.tsv")
    assert code == 1
    assert err == "error: zh/lonely.txt: has no partner in en; name the two alike\n"
    assert f"{sum(len(p) for report in reports()[:3] for p in report)} new pairs put into memory.db" in out
    with Memory.open(Path("memory.db")) as memory:
        assert [each.source for each in memory.pair_sources()] == [
            "zh/0_zh.txt",
            "zh/1_zh.txt",
            "zh/2_zh.txt",
        ]


def test_html_and_markdown_are_read_too() -> None:
    zh, en = texts(3)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in zh.split("\n\n"))
    Path("a.html").write_text(
        f"<!doctype html><html><body><article>{body}</article></body></html>", encoding="utf-8"
    )
    title, rest = en.split("\n\n", 1)
    Path("a.md").write_text(f"# {title}\n\n{rest}", encoding="utf-8")
    run("a.html", "a.md")
    assert len(kept()) == sum(map(len, reports()[3]))


def test_english_that_windows_saved() -> None:
    Path("story.en.txt").write_bytes(
        texts(1)[1].replace('"', "“", 1).replace('"', "”", 1).replace("'", "’").encode("cp1252")
    )
    run("story.zh.txt", "story.en.txt")
    with Memory.open(Path("memory.db")) as memory:
        assert any(
            "“Nobody needs to wait six months for hardware anymore,”" in pair.en for pair in memory.pairs()
        )


def test_texts_that_do_not_translate_each_other_are_never_approved() -> None:
    write(3, "other.zh.txt", "other.en.txt")
    code, out, _ = run("story.zh.txt", "other.en.txt", "--approve")
    assert code == 3
    assert "hardly pair: are they translations of each other? None of their pairs is approved." in out
    assert not any(kept().values())


def test_texts_of_which_nothing_pairs_exit_3_as_well() -> None:
    Path("word.txt").write_text("word without a stop " * 2000, encoding="utf-8")
    Path("字.txt").write_text("中文没有标点" * 4000, encoding="utf-8")
    assert run("字.txt", "word.txt", "--dry-run")[0] == 3


def test_bad_input_gets_one_clear_error_and_keeps_nothing() -> None:
    Path("empty.txt").write_text(" \n", encoding="utf-8")
    Path("binary.txt").write_bytes(b"\0\1\2" * 100)
    Path("huge.txt").write_bytes(b"A dull sentence. " * (1 << 20))
    Path("folder").mkdir()
    for zh, en, told in (
        ("story.en.txt", "story.zh.txt", "swapped; give the Chinese first: duizhao align story.zh.txt story.en.txt"),
        ("story.zh.txt", "story.zh.txt", "story.zh.txt: is Chinese too; give the English second"),
        ("story.en.txt", "story.en.txt", "story.en.txt: is not Chinese; give the Chinese first, then the English"),
        ("story.zh.txt", "empty.txt", "empty.txt: holds only white space"),
        ("story.zh.txt", "binary.txt", "binary.txt: is a binary file"),
        ("story.zh.txt", "huge.txt", "huge.txt: is too large to align (at most 16 MB)"),
        ("story.zh.txt", "none.txt", "none.txt: does not exist; check the path"),
        ("story.zh.txt", "folder", "folder: is a folder, but the other is not"),
    ):  # fmt: skip
        code, out, err = run(zh, en)
        assert (code, out) == (1, "")
        assert told in err
        assert err.strip().count("\n") == 0
    assert not Path("memory.db").exists()


def test_a_memory_that_cannot_be_used_is_told_before_any_work() -> None:
    Path("memory.db").write_text("not a memory", encoding="utf-8")
    code, _, err = run("story.zh.txt", "story.en.txt", "--output", "pairs.tsv")
    assert (code, "memory.db" in err) == (1, True)
    assert "none/memory.db: has no folder" in run("story.zh.txt", "story.en.txt", "-m", "none/memory.db")[2]
    assert not Path("pairs.tsv").exists()


def test_an_output_of_another_kind_is_refused_before_any_work() -> None:
    code, _, err = run("story.zh.txt", "story.en.txt", "--output", "pairs.docx")
    assert code == 2
    assert ".html or .tsv" in err
