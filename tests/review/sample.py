"""Translated articles for the tests of the pages, written for this project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from translate.model import (
    Article,
    Block,
    BlockKind,
    Draft,
    Finding,
    Lock,
    LockKind,
    Mark,
    MarkKind,
    Row,
    Segment,
    Severity,
    Signature,
    Span,
    TranslatedArticle,
)

SIGNATURE = Signature(
    engine="qwen2.5-coder-1.5b-instruct-q4_k_m cc324af0 int8 greedy",
    glossary="companies.po people.po 8d1f20c4",
    segmenter="duizhao-1",
)


@dataclass(frozen=True, slots=True)
class Want:
    """A lock by its words: ``zh`` is looked up in the Chinese, ``held`` (else ``en``) in the English."""

    kind: LockKind
    zh: str
    en: str
    source: str
    held: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a sample block."""

    zh: str
    en: str
    wants: tuple[Want, ...] = ()
    findings: tuple[Finding, ...] = ()
    origin: str = "engine"


def term(zh: str, en: str, line: int, held: str = "") -> Want:
    return Want(LockKind.TERM, zh, en, f"companies.po:{line}", held)


def name(zh: str, en: str, where: str) -> Want:
    return Want(LockKind.NAME, zh, en, f"gloss in {where}")


def number(zh: str, en: str, held: str = "") -> Want:
    return Want(LockKind.NUMBER, zh, en, "number", held)


def date(zh: str, en: str) -> Want:
    return Want(LockKind.DATE, zh, en, "date")


def found(check: str, severity: Severity, message: str, zh: str = "", en: str = "") -> FindingIn:
    return FindingIn(check, severity, message, zh, en)


@dataclass(frozen=True, slots=True)
class FindingIn:
    """A finding by the words that it points at."""

    check: str
    severity: Severity
    message: str
    zh: str
    en: str

    def placed(self, zh: str, en: str) -> Finding:
        """The finding with its words looked up."""
        return Finding(self.check, self.severity, self.message, _where(self.zh, zh), _where(self.en, en))


def sentence(
    zh: str, en: str, *wants: Want, findings: Sequence[FindingIn] = (), origin: str = "engine"
) -> Sentence:
    return Sentence(zh, en, wants, tuple(item.placed(zh, en) for item in findings), origin)


def _where(words: str, text: str) -> tuple[int, int] | None:
    start = text.find(words)
    return (start, start + len(words)) if words and start >= 0 else None


def row_of(block: Block, number_: int, start: int, given: Sentence) -> Row:
    """The sentence as a row of its block, locks and what holds them looked up in its two texts."""
    locks, held = [], []
    for index, want in enumerate(given.wants):
        at = given.zh.index(want.zh)
        locks.append(Lock(at, at + len(want.zh), want.zh, want.en, want.kind, source=want.source))
        english = _where(want.held or want.en, given.en)
        if english is not None:
            held.append(Span(index, *english))
    segment = Segment("voa-1", block.id, f"{block.id}.s{number_:02d}", given.zh, start, kind=block.kind)
    return Row(segment, tuple(locks), Draft(given.en, given.origin), tuple(held), given.findings)


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the sample: its sentences, and marks by their words."""

    kind: BlockKind
    sentences: tuple[Sentence, ...]
    marks: tuple[tuple[MarkKind, str, str], ...] = ()
    level: int = 0


def piece(
    kind: BlockKind, *sentences: Sentence, marks: Sequence[tuple[MarkKind, str, str]] = (), level: int = 0
) -> Piece:
    return Piece(kind, sentences, tuple(marks), level)


def translated(pieces: Sequence[Piece], **article: object) -> TranslatedArticle:
    """The pieces as an article of the pipeline."""
    blocks, rows = [], []
    for index, part in enumerate(pieces):
        zh = "".join(item.zh for item in part.sentences)
        marks = []
        for kind, words, href in part.marks:
            at = zh.index(words)
            marks.append(Mark(at, at + len(words), kind, href))
        block = Block(f"p{index:02d}", part.kind, zh, tuple(marks), part.level)
        start = 0
        for place, item in enumerate(part.sentences, 1):
            rows.append(row_of(block, place, start, item))
            start += len(item.zh)
        blocks.append(block)
    made = Article("voa-1", "dump/wind-power.md", tuple(blocks))
    return TranslatedArticle(replace(made, **article), tuple(rows), SIGNATURE)  # type: ignore[arg-type]


def article() -> TranslatedArticle:
    """Every kind of block, mark, lock and finding; locks held, held twice over in links, and not held."""
    return translated(
        _PIECES,
        url="https://www.voachinese.com/a/wind-power-20250128/7950001.html",
        date=datetime(2025, 1, 28, 10, 59, 3, tzinfo=UTC),
        image="https://images.example.org/453fe3c7.jpg",
        notices=("The caption's tag was not closed: its text was taken up to the next paragraph.",),
    )


def untroubled() -> TranslatedArticle:
    """An article without findings, links, date, image or title."""
    return translated(
        [piece(BlockKind.PARAGRAPH, sentence("天气很好。", "The weather is fine."))], source="plain.txt"
    )


_PIECES = (
    piece(
        BlockKind.TITLE,
        sentence(
            "北风能源宣布投资23.4亿美元在北海建造浮式风电场",
            "Northwind Energy to invest $2.34 billion in floating wind farm in the North Sea",
            term("北风能源", "Northwind Energy", 12),
            number("23.4亿美元", "$2.34 billion"),
            term("北海", "North Sea", 40),
        ),
    ),
    piece(
        BlockKind.CAPTION,
        sentence(
            "2025年1月27日，工人在阿伯丁港检查一座浮式风机的塔筒。(美联社)",
            "Workers check the tower of a floating turbine in the port of Aberdeen on January 27, 2025. (AP)",
            date("2025年1月27日", "January 27, 2025"),
            term("阿伯丁", "Aberdeen", 41),
            term("美联社", "AP", 3),
        ),
    ),
    piece(
        BlockKind.PARAGRAPH,
        sentence(
            "挪威公司北风能源(Northwind Energy)星期一(1月27日)表示，将在北海投资23.4亿美元建造浮式风电场。",
            "The Norwegian company Northwind Energy said on Monday, January 27, that it would invest "
            "$2.34 billion in a floating wind farm in the North Sea.",
            term("北风能源(Northwind Energy)", "Northwind Energy", 12),
            date("1月27日", "January 27"),
            term("北海", "North Sea", 40),
            number("23.4亿美元", "$2.34 billion"),
        ),
        sentence(
            "首席执行官英格丽·哈尔沃森(Ingrid Halvorsen)说，"
            "“这是我们十年来最大的一笔投资，也是对整个行业的承诺。”",
            "Chief executive Ingrid Halvorsen said, “This is our biggest investment in ten years, "
            "and a promise to the whole industry.”",
            name("英格丽·哈尔沃森(Ingrid Halvorsen)", "Ingrid Halvorsen", "p02.s02"),
            number("十年", "ten years"),
        ),
        sentence(
            "该风电场将为约600万户家庭供电。",
            "The wind farm will supply power to about 600 homes.",
            number("600万", "6 million"),
            findings=[
                found(
                    "number_differs",
                    Severity.BLOCKER,
                    "The Chinese says 600万 (6 million); the English says 600.",
                    zh="600万",
                    en="600",
                ),
                found(
                    "term_missing",
                    Severity.BLOCKER,
                    "600万 must be “6 million” in the English.",
                    zh="约600万户",
                ),
            ],
        ),
        marks=[
            (MarkKind.LINK, "北风能源(Northwind Energy)", "https://northwind.example/about?x=1&y=2"),
            (MarkKind.LINK, "最大的一笔投资", "https://news.example.org/2025/01/27/wind"),
            (MarkKind.EMPHASIS, "整个行业的承诺", ""),
            (MarkKind.STRONG, "600万户家庭", ""),
        ],
    ),
    piece(
        BlockKind.HEADING,
        sentence("成本与风险", "Costs and risks"),
        level=1,
    ),
    piece(
        BlockKind.PARAGRAPH,
        sentence(
            "分析师对成本表示担忧。",
            "Analysts voiced concern over the costs.",
            findings=[
                found(
                    "two_ways",
                    Severity.NOTE,
                    "成本 is “costs” here and “expense” in p05.s01.",
                    zh="成本",
                    en="costs",
                )
            ],
        ),
        sentence(
            "去年12月，哈尔沃森曾警告说，钢材价格上涨了两倍，铜价上涨了15%。",
            "Last December, Halvorsen warned that steel prices had doubled and that copper had risen 15%.",
            date("去年12月", "Last December"),
            name("哈尔沃森", "Halvorsen", "p02.s02"),
            number("两倍", "tripled"),
            number("15%", "15%"),
            findings=[
                found(
                    "multiple_differs",
                    Severity.WARNING,
                    "上涨了两倍 is “tripled”, not “doubled”.",
                    "上涨了两倍",
                    "doubled",
                )
            ],
        ),
    ),
    piece(BlockKind.HEADING, sentence("三大问题", "Three questions", number("三", "Three")), level=4),
    piece(
        BlockKind.LIST_ITEM,
        sentence(
            "谁来支付3亿5000万欧元的电缆费用？",
            "Who pays for the €350 million cable?",
            number("3亿5000万欧元", "€350 million"),
        ),
    ),
    piece(
        BlockKind.LIST_ITEM,
        sentence(
            "斯塔万格港(Port of Stavanger)的扩建能否在2027年前完成？",
            "Can the expansion of the Port of Stavanger be completed before 2027?",
            name("斯塔万格港(Port of Stavanger)", "Port of Stavanger", "p07.s01"),
            date("2027年", "2027"),
        ),
        sentence("工会怎么说？", "What do the unions say?", origin="memory"),
    ),
    piece(
        BlockKind.QUOTE,
        sentence(
            "“没有港口，就没有风电。”",
            "“Without ports there is no wind power.”",
            findings=[
                found("length_ratio", Severity.NOTE, "The English is long for its Chinese (ratio 3.2).")
            ],
        ),
    ),
    piece(
        BlockKind.PARAGRAPH,
        sentence(
            "英国能源安全与净零排放部拒绝置评；详情请写信给press@northwind.example或访问该公司网站。",
            "",
            term("英国能源安全与净零排放部", "Department for Energy Security and Net Zero", 77),
            findings=[found("empty", Severity.BLOCKER, "The English is empty.")],
        ),
        marks=[
            (MarkKind.LINK, "press@northwind.example", "mailto:press@northwind.example"),
            (MarkKind.KEEP, "press@northwind.example", ""),
        ],
    ),
    piece(
        BlockKind.PARAGRAPH,
        sentence(
            "该公司股价星期二在奥斯陆收盘时上涨了6.2%，市值增加逾110亿克朗，创下自上市以来的最大单日涨幅。",
            "The company’s shares closed 6.2% higher in Oslo on Tuesday, adding more than 11 billion kroner "
            "to its market value, the largest one-day gain since it was listed.",
            number("6.2%", "6.2%"),
            term("奥斯陆", "Oslo", 44),
            number("逾110亿克朗", "more than 11 billion kroner"),
        ),
        sentence(
            "竞争对手的股价则普遍下跌。",
            "Shares of its competitors mostly fell.",
        ),
    ),
    piece(
        BlockKind.NOTE,
        sentence(
            "（本文参考了路透社的报道。）",
            "(This article draws on reporting by Reuters.)",
            term("路透社", "Reuters", 4),
        ),
        marks=[(MarkKind.EMPHASIS, "（本文参考了路透社的报道。）", "")],
    ),
)
