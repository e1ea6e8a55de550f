"""JSON Lines and arrays: each object an article, each bad line one fault, memory flat."""

from __future__ import annotations

import gzip
import json
import random
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.ingest.packing import RECORD, articles, as_lines, found, the_body, told
from tests.ingest.writing import SIMPLIFIED, TRADITIONAL, texts
from translate.errors import IngestError
from translate.ingest import jsonl, read_articles


def test_a_line_is_an_article_with_its_fields() -> None:
    (article,) = articles(as_lines(RECORD), "news.jsonl")
    assert (article.source, article.url) == ("news.jsonl:1", "https://news.example/a/1")
    assert article.date == datetime(2026, 1, 1, 10, tzinfo=UTC)
    assert [block.zh for block in article.blocks] == ["河城新馆", SIMPLIFIED]
    assert article.notices == ()


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("第一段。\n\n第二段。", ["第一段。", "第二段。"]),
        ("短行\n\n第二段。", ["短行", "第二段。"]),  # the title stands beside it: a short line is not one
        ("<p>第一段。</p><p>第二段。</p>", ["第一段。", "第二段。"]),
        ("第一段。<br><br>第二段<b>。</b>", ["第一段。", "第二段。"]),
        ("甲<乙，丙>丁。", ["甲<乙，丙>丁。"]),
        ("# 河城新馆\n\n**第一段**。", ["第一段。"]),
        ("<!DOCTYPE html><html><body><h1>河城新馆</h1><p>第一段。</p></body></html>", ["第一段。"]),
    ],
)
def test_a_body_is_text_markdown_or_html(body: str, parts: list[str]) -> None:
    assert the_body(as_lines(RECORD | {"body": body}), "news.jsonl") == parts


def test_html_is_html_however_it_begins() -> None:
    assert the_body(as_lines(RECORD | {"html": "第一段<br><br>第二段 &amp; 完"}), "a.jsonl") == [
        "第一段",
        "第二段 & 完",
    ]


@pytest.mark.parametrize(
    "date", ["2026-01-01T10:00:00Z", 1767261600000, "1767261600000", 1767261600, "2026年1月1日 10:00"]
)
def test_dates_as_exporters_write_them(date: object) -> None:
    (article,) = articles(as_lines(RECORD | {"date": date}), "news.jsonl")
    assert article.date == datetime(2026, 1, 1, 10, tzinfo=UTC)


def test_a_wrong_date_is_a_notice() -> None:
    (article,) = articles(as_lines(RECORD | {"date": "上个月"}), "news.jsonl")
    assert article.notices == ("has a wrong date (上个月); its date is unknown",)


def test_bad_lines_are_named_by_number_and_the_others_go_on() -> None:
    text = as_lines(RECORD) + "\n{broken\n[1, 2]\n7\n{}\n" + as_lines(RECORD | {"title": "第二"})
    assert told(text, "news.jsonl") == [
        "news.jsonl:1 河城新馆",
        "news.jsonl:3: is no JSON (Expecting property name enclosed in double quotes); "
        "one object a line, or one array of objects",
        'news.jsonl:4: is no JSON object; each is {"title": …, "url": …, "date": …, "body": …}',
        'news.jsonl:5: is no JSON object; each is {"title": …, "url": …, "date": …, "body": …}',
        "news.jsonl:6: has no title, body or html (it has nothing); rename its fields",
        "news.jsonl:7 第二",
    ]


def test_an_array_is_the_same() -> None:
    records = [RECORD | {"title": f"新闻{n}", "body": SIMPLIFIED * 3} for n in range(400)]
    for text in (json.dumps(records), json.dumps(records, ensure_ascii=False, indent=2)):
        read = articles(text, "news.json")
        assert [article.blocks[0].zh for article in read] == [f"新闻{n}" for n in range(400)]
        assert read[2].source == "news.json#3"


def test_an_array_that_breaks_gives_what_came_before() -> None:
    text = json.dumps([RECORD, 7, RECORD], indent=1)[:-40]
    first, second, third = told(text, "news.json")
    assert first == "news.json#1 河城新馆"
    assert second.startswith("news.json#2: is no JSON object")
    assert third.startswith("news.json:9: is no JSON (")
    assert told("[]", "news.json") == ["news.json: holds no articles; export it again, or leave it out"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL])
def test_encodings_and_scripts(text: str, encoding: str) -> None:
    record = RECORD | {"body": text}
    assert the_body(as_lines(record).encode(encoding), "a.jsonl") == [text]
    assert the_body(f"[{as_lines(record)}]".encode(encoding), "a.json") == [text]


def test_each_line_may_have_an_encoding_of_its_own() -> None:
    mixed = as_lines(RECORD).encode() + as_lines(RECORD).encode("gb18030")
    assert [texts(article) for article in articles(mixed, "a.jsonl")] == [[SIMPLIFIED], [SIMPLIFIED]]


def test_depth_and_length_have_bounds() -> None:
    assert (
        "is nested too deeply" in told('{"title": ' + "[" * 200_000 + "\n" + as_lines(RECORD), "a.jsonl")[0]
    )
    assert "is nested too deeply" in told("[" * 200_000, "a.json")[0]
    long = '{"title": "' + "长" * (jsonl.MOST_LINE // 3) + '"}\n'
    first, second = told(long + as_lines(RECORD), "a.jsonl")
    assert first.startswith("a.jsonl:1: has a line of more than 8 MB")
    assert second == "a.jsonl:2 河城新馆"


def test_a_file_of_another_kind_does_not_flood_the_list() -> None:
    *_, last = lines = told("x\n" * 10_000, "log.jsonl")
    assert len(lines) == 51
    assert last == "log.jsonl: has 9,950 more entries that cannot be read; is it news in JSON?"


def test_records_without_an_address_keep_their_ids_when_others_come_before() -> None:
    def plain(title: str) -> dict[str, str]:
        return {"title": title, "body": f"{title}的正文。"}

    before = {a.blocks[0].zh: a.id for a in articles(as_lines(plain("甲"), plain("乙")), "a.jsonl")}
    after = {
        a.blocks[0].zh: a.id for a in articles(as_lines(plain("丙"), plain("甲"), plain("乙")), "a.jsonl")
    }
    assert (before["甲"], before["乙"]) == (after["甲"], after["乙"])
    assert len({a.id for a in articles(as_lines(plain("甲"), plain("甲")), "a.jsonl")}) == 2


def test_only_a_summary_is_told() -> None:
    (article,) = articles(as_lines({"title": "题", "summary": "摘要。"}), "a.jsonl")
    assert article.notices == ("holds only a summary",)


def test_fifty_megabytes_are_never_held(tmp_path: Path) -> None:
    chance = random.Random(1)
    alphabet = [chr(point) for point in range(0x4E00, 0x5200)]
    bodies = ["".join(chance.choices(alphabet, k=6_000)) for _ in range(100)]
    path = tmp_path / "news.jsonl.gz"
    size = 0
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        for number in range(2_900):
            carried = bodies[number % 100]  # exporters leave more in a line than is read
            record = {"title": f"新闻{number}", "body": carried[:400], "raw": carried}
            size += len(as_lines(record).encode())
            file.write(as_lines(record))
    assert size > 45 << 20
    count = 0
    tracemalloc.start()
    try:
        for each in read_articles([path]):
            assert not isinstance(each, IngestError), each
            count += 1
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 2_900
    assert peak < 8 << 20, f"{peak:,} bytes"


def test_found_faults_are_ingest_errors() -> None:
    (fault,) = found("{", "a.jsonl")
    assert isinstance(fault, IngestError)
    assert (fault.where, fault.line) == ("a.jsonl", 1)
