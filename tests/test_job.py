"""The desk's job: every kind of bad input is one clear fault or notice, and the others are still converted."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fakes import FakeEngine
from translate.cli_translate import summary
from translate.engine.base import Drafted, Request
from translate.errors import ModelError
from translate.job import Job, Report, run
from translate.memory import Memory
from translate.update_job import UpdateJob, run_update

DUMP = """<!--1767571200000-->
[深度求索发布新模型](https://news.example/tech/deepseek-model.html)
------

<div><i>Mon, 05 Jan 2026 00:00:00 GMT</i></div><p>深度求索星期一发布模型。</p><p> </p><p>天气很好。</p>
"""
GLOSSARY = 'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "深度求索"\nmsgstr "DeepSeek"\n'


class Desk:
    """A project folder with one good dump in it, and a job over all of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.dumps, self.output = folder / "dumps", folder / "output"
        self.dumps.mkdir()
        (folder / "glossary").mkdir()
        (folder / "glossary" / "a.po").write_text(GLOSSARY, encoding="utf-8")
        self.add("good.md", DUMP)

    def add(self, name: str, content: str | bytes) -> Path:
        path = self.dumps / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    def job(self, *dumps: Path) -> Job:
        return Job(dumps or (self.dumps,), self.output, self.folder / "glossary", self.folder / "memory.db")

    def run(self, *dumps: Path, engine: FakeEngine | None = None, redraft: bool = False) -> Report:
        job = replace(self.job(*dumps), redraft=redraft)
        return run(job, (engine or FakeEngine()).choice)

    def leftovers(self) -> list[str]:
        return [p.name for p in self.output.rglob("*") if p.is_file() and p.suffix != ".html"]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_index_counts_what_people_approved(desk: Desk) -> None:
    (page,) = desk.run().pages
    with Memory.open(desk.folder / "memory.db") as memory:
        memory.sign_off(page.stem, "Eve", datetime(2026, 1, 6, tzinfo=UTC))
    (entry,) = desk.run().entries
    assert entry.approved == entry.segments > 0


def test_a_clean_run_gives_a_page_an_article_and_an_index(desk: Desk) -> None:
    report = desk.run()
    assert report.exit_code == 0
    (page,) = report.pages
    text = page.read_text(encoding="utf-8")
    assert "深度求索" in text
    assert "DeepSeek" in text
    assert page.name in report.index.read_text(encoding="utf-8")
    assert desk.leftovers() == []


def test_the_same_run_twice_leaves_every_byte_alone(desk: Desk) -> None:
    first = {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in [desk.run().index, *desk.run().pages]}
    report = desk.run()
    assert {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in [report.index, *report.pages]} == first
    assert report.reused == report.count("segments")


def test_a_page_made_anew_carries_what_people_decided(desk: Desk) -> None:
    (page,) = desk.run().pages
    assert "data-state" not in page.read_text(encoding="utf-8").partition("<body>")[2].partition("<script")[0]
    with Memory.open(desk.folder / "memory.db") as memory:
        memory.edit(page.stem, "p02.s01", "The weather is fine.", "mei", datetime.now(UTC))
        memory.approve(page.stem, "p02.s01", "mei", datetime.now(UTC))
    desk.run()
    text = page.read_text(encoding="utf-8")
    assert 'id="p02.s01-en" data-origin=human data-state=approved data-version=2' in text
    assert ">The weather is fine.</span>" in text


class Interrupted(FakeEngine):
    """While it drafts, a reviewer gives the sentence about the weather other words."""

    def __init__(self, memory: Path, signature: str = "fake/1") -> None:
        super().__init__()
        self.signature, self._memory = signature, memory

    def draft(
        self, requests: Sequence[Request], notice: Callable[[int], None] | None = None
    ) -> Iterator[Drafted]:
        with Memory.open(self._memory) as memory:
            (line,) = memory.articles()
            place = next(place for place in memory.repeats("天气很好。") if place.article == line.id)
            memory.edit(line.id, place.segment, "Fine weather.", "Mei", datetime(2026, 1, 6, tzinfo=UTC))
        yield from super().draft(requests, notice)


def test_what_somebody_decides_while_the_engine_is_at_work_is_on_the_page(desk: Desk) -> None:
    desk.run()
    report = desk.run(engine=Interrupted(desk.folder / "memory.db", "fake/2"), redraft=True)
    (page,), (entry,) = report.pages, report.entries
    assert "Fine weather." in page.read_text(encoding="utf-8")
    assert entry.edited == 1


def test_what_somebody_decides_while_an_update_is_at_work_is_on_the_page(desk: Desk) -> None:
    (page,) = desk.run().pages
    desk.add("../glossary/b.po", 'msgid "天气"\nmsgstr "the weather"\n')
    memory = desk.folder / "memory.db"
    job = UpdateJob(desk.output, desk.folder / "glossary", memory)
    report = run_update(job, Interrupted(memory).choice)
    assert "Fine weather." in page.read_text(encoding="utf-8")
    assert [entry.edited for entry in report.done.entries] == [1]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.md", "", "empty"),
        ("blank.md", " \n\u3000\n", "white space"),
        ("picture.md", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 9, "text"),
        ("zeros.txt", b"\x00" * 5000, "text"),
    ],
)
def test_a_bad_file_is_one_fault_and_the_good_one_is_converted(
    desk: Desk, name: str, content: str | bytes, told: str
) -> None:
    desk.add(name, content)
    report = desk.run()
    assert report.exit_code == 1
    (fault,) = report.faults
    assert name in fault.where
    assert told in fault.message
    assert ";" in fault.message  # what is wrong; what to do
    assert len(report.pages) == 1
    index = report.index.read_text(encoding="utf-8")
    assert name in index


def test_a_missing_file_is_named(desk: Desk) -> None:
    report = desk.run(desk.dumps, desk.folder / "gone.md")
    assert report.exit_code == 1
    assert "gone.md" in report.faults[0].where
    assert len(report.pages) == 1


def test_an_unreadable_file_is_named(desk: Desk) -> None:
    (desk.dumps / "dangling.md").symlink_to(desk.folder / "nowhere")
    report = desk.run()
    assert [Path(fault.where).name for fault in report.faults] == ["dangling.md"]
    assert len(report.pages) == 1


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "cut.md",
            DUMP.replace("deepseek-model", "cut").replace("好。</p>\n", "好。</p><p>下一段<a hr"),
            "cut",
        ),
        (
            "untitled.txt",
            "这是第一段，没有标题，句子很长很长很长很长很长很长很长很长很长很长很长很长。\n\n第二段。\n",
            "title",
        ),
        (
            "date.md",
            DUMP.replace("deepseek-model", "date").replace("Mon, 05 Jan 2026 00:00:00 GMT", "上个月吧"),
            "date",
        ),
    ],
)
def test_what_can_be_mended_is_mended_and_told_on_the_page(
    desk: Desk, name: str, content: str, told: str
) -> None:
    path = desk.add(name, content)
    report = desk.run(path)
    assert report.faults == ()
    (entry,) = report.entries
    assert any(told in notice for notice in entry.notices), entry.notices
    assert told in report.pages[0].read_text(encoding="utf-8")


def test_scripts_and_handlers_of_a_dump_never_reach_the_page(desk: Desk) -> None:
    hostile = DUMP.replace(
        "<p>天气", "<script>alert(1)</script><p onclick='steal()'>天气<img src=x onerror=run()>"
    )
    report = desk.run(desk.add("good.md", hostile))
    page = report.pages[0].read_text(encoding="utf-8")
    for evil in ("alert(1)", "steal()", "onerror", "onclick"):
        assert evil not in page


def test_a_ten_megabyte_line_is_no_article(desk: Desk) -> None:
    sentence = "天气很好，市场平静，没有人担心明天会下雨。"
    desk.add("long.txt", "长文\n\n" + sentence * (10 * 2**20 // len(sentence.encode())))
    report = desk.run()
    (fault,) = report.faults
    assert "long.txt" in fault.where
    assert "split it into one file an article" in fault.message
    assert len(report.pages) == 1


def test_a_very_long_article_on_one_line_is_taken(desk: Desk) -> None:
    report = desk.run(desk.add("long.txt", "长文\n\n" + "天气很好，没有人担心明天会下雨。" * 1_000))
    assert report.faults == ()
    assert report.count("segments") == 1_001


def test_a_bad_glossary_line_is_named_and_the_rest_is_enforced(desk: Desk) -> None:
    bad = desk.folder / "glossary" / "b.po"
    bad.write_text(GLOSSARY + '\nmsgid "英伟达"\nmsgstr Nvidia\n', encoding="utf-8")
    report = desk.run()
    assert report.exit_code == 1
    assert report.faults[0].where.endswith("b.po:8")
    assert report.count("locks_held") >= 2
    assert len(report.pages) == 1


def test_a_missing_glossary_folder_is_an_error(desk: Desk) -> None:
    with pytest.raises(Exception, match="glossary") as caught:
        run(
            Job((desk.dumps,), desk.output, desk.folder / "nowhere", desk.folder / "m.db"),
            FakeEngine().choice,
        )
    assert "nowhere" in str(caught.value)


def test_a_missing_model_is_told_before_anything_is_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DUIZHAO_MODELS", str(tmp_path / "none"))
    from translate.engine.choose import choose

    job = Job((desk.dumps,), desk.output, desk.folder / "glossary", desk.folder / "memory.db")
    with pytest.raises(ModelError, match="duizhao models install qwen"):
        run(job, lambda: choose("qwen"))
    assert not desk.output.exists()


def test_a_page_that_cannot_be_written_is_a_fault_and_the_others_are_made(desk: Desk) -> None:
    desk.add("other.md", DUMP.replace("deepseek-model", "other").replace("天气", "海浪"))
    blocked = desk.run().pages[0]
    blocked.unlink()
    blocked.mkdir()
    report = desk.run()
    assert report.exit_code == 1
    assert blocked.name in report.faults[0].where
    assert [page.is_file() for page in report.pages].count(True) == 1


def test_a_full_disk_leaves_nothing_half_written(desk: Desk) -> None:
    desk.run()  # the memory is there already; only pages are written below
    for page in desk.output.glob("*.html"):
        page.unlink()
    code = f"""
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from tests.test_job import Desk, FakeEngine, Job, run
folder = Path({str(desk.folder)!r})
resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))
job = Job((folder / "dumps",), folder / "output", folder / "glossary", folder / "memory.db")
report = run(job, FakeEngine().choice)
print(report.exit_code, *[fault.message for fault in report.faults], sep="\\n")
"""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert resource.getrlimit(resource.RLIMIT_FSIZE) == limits
    assert "error" in done.stderr or done.stdout.startswith("1"), done.stderr
    assert not desk.output.exists() or list(desk.output.iterdir()) == []


def test_blockers_that_remain_give_exit_code_three(desk: Desk) -> None:
    engine = FakeEngine({"天气很好。": "天气 is fine."})
    report = desk.run(engine=engine)
    assert report.exit_code == 3


def test_the_summary_for_machines_counts_everything(desk: Desk) -> None:
    desk.add("empty.md", "")
    told = json.loads(json.dumps(summary(desk.run())))
    assert told["articles"] == 1
    assert told["segments"] == 3
    assert told["locks"] == told["locks_held"]
    assert told["exit_code"] == 1
    assert told["faults"][0]["where"].endswith("empty.md")


def test_earlier_pages_stay_in_the_index(desk: Desk) -> None:
    desk.run()
    other = desk.add("other.md", DUMP.replace("deepseek-model", "other").replace("天气", "海浪"))
    index = desk.run(other).index.read_text(encoding="utf-8")
    assert "deepseek-model" in index
    assert "other" in index


REPORT = (
    "河城市政府星期四宣布，耗资三亿元的市立图书馆新馆对公众开放。市长在仪式上说，这座建筑是送给孩子们的礼物。"
    "据当地媒体报道，开馆当天有两万人前来参观。新馆设有儿童阅览室，每天开放到夜里十点。"
)


def wire(url: str, title: str = "图书馆新馆开放") -> str:
    return (
        DUMP.replace("https://news.example/tech/deepseek-model.html", url)
        .replace("深度求索星期一发布模型。", REPORT)
        .replace("深度求索发布新模型", title)
    )


def test_a_wire_report_in_two_papers_is_translated_once_and_cross_linked(desk: Desk) -> None:
    desk.add("one.md", wire("https://one.example/a/1"))
    desk.add("two.md", wire("https://www.two.example/b/2", "河城：图书馆开门"))
    engine = FakeEngine()
    report = desk.run(engine=engine)
    assert len(report.pages) == 2
    assert [Path(twin.source).name for twin in report.duplicates] == ["two.md"]
    assert sum("儿童阅览室" in request.zh for request in engine.asked) == 1
    (page,) = [page for page in report.pages if REPORT[:10] in page.read_text(encoding="utf-8")]
    place = f'title="{desk.dumps / "two.md"}">two.example</a>'
    for file in (page, report.index):
        assert place in file.read_text(encoding="utf-8")
    told = json.loads(json.dumps(summary(report)))["duplicates"]
    assert told == [
        {
            "source": report.duplicates[0].source,
            "url": "https://www.two.example/b/2",
            "page": page.name,
            "why": "same text",
        }
    ]


def test_a_copy_that_comes_in_a_later_dump_is_told_on_the_page_that_is_there(desk: Desk) -> None:
    first = desk.run(desk.add("one.md", wire("https://one.example/a/1")))
    later = desk.run(desk.add("two.md", wire("https://two.example/b/2")))
    assert later.pages == ()
    assert len(later.duplicates) == 1
    for file in (first.pages[0], later.index):
        assert ">two.example</a>" in file.read_text(encoding="utf-8")
    again = desk.run(desk.dumps / "one.md")
    assert ">two.example</a>" in again.pages[0].read_text(encoding="utf-8")


def test_an_archive_a_feed_and_json_lines_become_pages_beside_each_other(desk: Desk) -> None:
    import zipfile

    with zipfile.ZipFile(desk.dumps / "dump.zip", "w") as archive:
        archive.writestr("2026/a.txt", "河城地铁延伸\n\n河城地铁一号线星期一延伸到机场。")
        archive.writestr("2026/b.txt", "")
    desk.add(
        "feed.xml",
        "<rss><channel><item><title>台风来了</title><description>渔船回港。</description></item></channel></rss>",
    )
    desk.add("news.jsonl", '{"title": "大学招生", "body": "大学今年扩招。"}\n{broken}\n')
    report = desk.run()
    assert len(report.pages) == 4
    assert sorted(Path(fault.where).name for fault in report.faults) == ["b.txt", "news.jsonl:2"]
    assert any("dump.zip!2026/a.txt" in page.read_text(encoding="utf-8") for page in report.pages)
