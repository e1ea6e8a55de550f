"""The articles in examples/ keep the exact format of a real dump and hold what the demo is to show."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
ARTICLES = tuple(sorted(EXAMPLES.glob("[0-9][0-9]-*.md")))
BROKEN = EXAMPLES / "07-cup-final.md"
TRADITIONAL = EXAMPLES / "05-weather-satellite.md"

DUMP = re.compile(
    r"\A<!--(?P<stamp>[0-9]{13})-->\n"
    r"\[(?P<title>[^\]\n]+)\]\((?P<url>https://news\.example/[a-z0-9/.-]+)\)\n"
    r"------\n"
    r"\n"
    r'<div><i>(?P<date>[^<]+ GMT)</i></div><img src="https://[^"]+" width="100%">'
    r'<div><small style="color: #999;">(?P<caption>[^<]+)</small></div>'
    r"(?P<body><p>[^\n]+)(?P<end>\n?)\Z"
)
GLOSS = re.compile(r"(?P<zh>[\u4e00-\u9fff·]{2,})(?:[”」》]|</\w+>)?\((?P<latin>[A-Z][A-Za-z0-9 .-]+)\)")


def parts(path: Path) -> re.Match[str]:
    """The named parts of a dump file; asserts that it has the format to the byte."""
    found = DUMP.match(path.read_bytes().decode("utf-8"))
    assert found is not None, path.name
    return found


def corpus() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in ARTICLES)


def test_there_are_enough_articles_for_a_demo() -> None:
    assert len(ARTICLES) >= 8
    sentences = sum(len(re.findall("[。！？]", path.read_text(encoding="utf-8"))) for path in ARTICLES)
    assert 80 <= sentences <= 160


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_has_the_format_of_a_dump(path: Path) -> None:
    article = parts(path)
    assert article["end"] == ("" if path == BROKEN else "\n")
    assert "<p>\u00a0</p>" in article["body"]
    assert "<script" not in article["body"]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_dates_of_an_article_agree(path: Path) -> None:
    article = parts(path)
    shown = parsedate_to_datetime(article["date"])
    stamp = datetime.fromtimestamp(int(article["stamp"]) / 1000, UTC)
    assert timedelta(0) <= stamp - shown < timedelta(hours=1)
    assert shown.year == 2026
    assert shown.strftime("%a, ") == article["date"][:5]
    assert shown.strftime("%Y%m%d") in article["url"]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_weekday_in_the_text_is_that_of_its_date(path: Path) -> None:
    found = re.findall(r"星期(.)\((\d+)月(\d+)日\)", path.read_text(encoding="utf-8"))
    assert found
    for weekday, month, day in found:
        assert "一二三四五六日"[datetime(2026, int(month), int(day)).weekday()] == weekday


def test_one_article_is_cut_in_the_middle_of_a_tag_and_the_others_are_whole() -> None:
    for path in ARTICLES:
        body = parts(path)["body"]
        whole = body.rfind(">") > body.rfind("<")
        assert whole is (path != BROKEN), path.name


def test_one_article_is_in_traditional_characters() -> None:
    for path in ARTICLES:
        text = path.read_text(encoding="utf-8")
        assert bool(set(text) & set("臺灣國軟體億與執長萬")) is (path == TRADITIONAL), path.name


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_names_are_glossed_and_come_again_by_a_short_form(path: Path) -> None:
    body = parts(path)["body"]
    people = [gloss for gloss in GLOSS.finditer(body) if "·" in gloss["zh"]]
    assert GLOSS.search(body)
    later = [gloss for gloss in people if body.count(gloss["zh"].split("·")[-1]) > 1]
    assert later or path == TRADITIONAL


@pytest.mark.parametrize(
    "form",
    [
        r"[0-9.]万亿",
        r"[0-9.]亿至[0-9.]+亿美元",
        r"[0-9.]万美元",
        r"[0-9.]亿欧元",
        r"[0-9.]亿日元",
        r"[0-9.]万澳元",
        r"新台幣[0-9.]+億元",
        r"[0-9]兆元",
        r"数千亿",
        r"几百万",
        r"百亿",
        r"百分之[一-龥]{2}",
        r"百分之零点",
        r"[0-9.]%至[0-9.]%",
        r"[0-9.]个百分点",
        r"三分之[一二]",
        r"[一二三四五六七八九]成",
        r"增长两倍",
        r"[0-9.]倍",
        r"上世纪90年代",
        r"第[0-9]+分钟",
        r"2600多",
        r"<em>（",
        r"<h3>",
        r"<ul><li>",
        r"<blockquote>",
        r"<strong>",
        r"<a href=",
        r"「",
        r"《",
    ],
)
def test_the_examples_hold_every_form_that_the_demo_is_to_show(form: str) -> None:
    assert re.search(form, corpus()), form
