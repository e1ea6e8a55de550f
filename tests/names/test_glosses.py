"""Which names an article glosses, and where their Chinese begins."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from translate.lock.names import Gloss, GlossKind, ShortForm, glosses
from translate.model import Article, Block, BlockKind, Mark, MarkKind

ROWS = [
    line.split("|")
    for line in Path(__file__).with_name("glosses.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def article(*texts: str) -> Article:
    blocks = (Block(f"p{at:02}", BlockKind.PARAGRAPH, text) for at, text in enumerate(texts))
    return Article("a", "a.md", tuple(blocks))


def found(*texts: str) -> list[tuple[str, str]]:
    return [(gloss.zh, gloss.en) for gloss in glosses(article(*texts))]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_name_begins_where_a_reader_sees_it_begin(row: list[str]) -> None:
    marked, *english = row
    names = re.findall("【(.*?)】", marked)
    assert found(re.sub("[【】]", "", marked)) == list(zip(names, english, strict=True))


def test_the_table_is_large() -> None:
    assert len(ROWS) >= 60


@pytest.mark.parametrize(
    "text",
    [
        "星期一(1月27日)引发抛售",
        "应用程式的图示。(美联社：2025年1月28日)",
        "售价(约合2亿美元)",
        "苹果(NASDAQ: AAPL)股价",
        "英伟达(NVDA.O)股价",
        "公司股价(TSLA)大跌",
        "张三(45岁)",
        "详见官网(https://example.com)",
        "联系我们(news@example.com)",
        "该公司(OpenAI)表示",
        "一家公司(Apple)",
        "这位总统(Donald Trump)",
        "他(John Smith)说",
        "推理模型(R1)发布",
        "大语言模型(Large Language Model)很贵",
        "生成式人工智能(Generative AI)",
        "深度伪造(deepfake)",
        "强化学习(reinforcement learning)",
        "他说“好的”(laughs)",
        "他说：“我们会赢。”(Reuters)",
        "这句话(I will be back)",
        "势在必行(Il faut bien le faire)",
        "第二阶段(Phase II)试验",
        "时速800公里(497 mph)",
        "上午9时(EST)",
        "本文作者(VOA)",
        "图片(Getty Images)",
        "记者发自(Washington)",
        "(DeepSeek)",
        "OpenAI(Sam Altman)",
    ],
)
def test_what_is_in_parentheses_is_no_gloss(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("用于人工智能(AI)推理", "人工智能", "AI"),
        ("采购经理人指数(PMI)回升", "采购经理人指数", "PMI"),
        ("世界卫生组织(WHO)说", "世界卫生组织", "WHO"),
        ("欧洲安全与合作组织(OSCE)的观察团", "欧洲安全与合作组织", "OSCE"),
        ("据美国国家广播公司(NBC)报道", "美国国家广播公司", "NBC"),
        ("患有创伤后应激障碍（ＰＴＳＤ）", "创伤后应激障碍", "PTSD"),
    ],
)
def test_capitals_after_an_everyday_term_are_an_abbreviation(text: str, zh: str, en: str) -> None:
    [gloss] = glosses(article(text))
    assert (gloss.zh, gloss.en, gloss.kind) == (zh, en, GlossKind.ABBREVIATION)


@pytest.mark.parametrize(
    "text", ["代工巨头台积电(TSMC)", "德国车企宝马(BMW)", "宜家(IKEA)的新店", "荷兰的阿斯麦(ASML)"]
)
def test_capitals_after_a_name_are_a_name(text: str) -> None:
    [gloss] = glosses(article(text))
    assert gloss.kind is GlossKind.NAME


def test_the_span_holds_the_frame_and_the_parentheses() -> None:
    text = "这款名为“黎明”（Daybreak）的芯片"
    [gloss] = glosses(article(text))
    assert text[gloss.start : gloss.end] == "“黎明”（Daybreak）"


def test_the_article_itself_tells_where_a_name_begins() -> None:
    """Alone, the words before 海燕 could be a part of the name; elsewhere it stands without them."""
    text = "研制方沿海气象海燕(Petrel Instruments)说"
    assert ("海燕", "Petrel Instruments") in found(
        text, "海燕说，仪器很好。", "“海燕的产品”", "不过海燕没有回应。"
    )


def test_markup_tells_where_a_name_begins() -> None:
    text = "数据公司海港指数(Harbour Index)估计"
    block = Block("p01", BlockKind.PARAGRAPH, text, (Mark(4, 8, MarkKind.EMPHASIS),))
    [gloss] = glosses(Article("a", "a.md", (block,)))
    assert gloss.zh == "海港指数"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("副总裁克里斯蒂安·克莱纳曼(Christian Kleinerman)", "克莱纳曼=Kleinerman 克里斯蒂安=Christian"),
        ("主席乌尔苏拉·冯德莱恩(Ursula von der Leyen)", "冯德莱恩=von_der_Leyen 乌尔苏拉=Ursula"),
        ("首席执行官安妮克·德弗里斯(Annick De Vries)", "德弗里斯=De_Vries 安妮克=Annick"),
        ("前总统夏尔·戴高乐(Charles de Gaulle)", "戴高乐=de_Gaulle 夏尔=Charles"),
        ("嫌疑人赛波夫(Sayfullo Saipov)", "赛波夫=Saipov"),
        ("巴西总统卢拉(Luiz Inácio Lula da Silva)", "卢拉=Lula"),
        ("布鲁金斯学会(Brookings Institution)", "布鲁金斯=Brookings"),
        ("软件商雪花公司(Snowflake)", "雪花=Snowflake"),
        ("三星会长李在镕(Lee Jae-yong)", ""),
        ("英国广播公司(British Broadcasting Corporation)", ""),
        ("警察局长墨菲·保罗(Murphy J. Paul)", "保罗=Paul 墨菲=Murphy"),
    ],
)
def test_short_forms(text: str, short: str) -> None:
    [gloss] = glosses(article(text))
    assert " ".join(f"{form.zh}={form.en.replace(' ', '_')}" for form in gloss.short) == short


def test_a_chinese_name_may_come_back_as_the_surname() -> None:
    [gloss] = glosses(article("英伟达首席执行官黄仁勋(Jensen Huang)"))
    assert gloss.accept == ("Huang",)


def test_each_site_of_a_gloss_is_found() -> None:
    sites = [
        (gloss.block, gloss.zh) for gloss in glosses(article("雪花(Snowflake)说", "雪花(Snowflake)又说"))
    ]
    assert sites == [("p00", "雪花"), ("p01", "雪花")]


def test_nothing_is_found_in_nothing() -> None:
    assert glosses(Article("a", "a.md", ())) == ()
    assert found("", "()", "（）(A)", "((((", "中文(Latin") == []


def test_a_gloss_is_a_value() -> None:
    [gloss] = glosses(article("雪花公司(Snowflake)"))
    short = (ShortForm("雪花", "Snowflake"),)
    assert gloss == Gloss("雪花公司", "Snowflake", "p00", 0, 15, GlossKind.NAME, short, ("Snowflake",))
