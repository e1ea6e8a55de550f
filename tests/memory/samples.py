"""Articles and records that the memory's tests are told with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction

from hypothesis import strategies as st

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
from translate.quantity.model import Approx, Kind, Quantity

MONDAY = datetime(2025, 1, 27, 9, 30, tzinfo=UTC)
TUESDAY = datetime(2025, 1, 28, 9, 30, tzinfo=UTC)
WEDNESDAY = datetime(2025, 1, 29, 9, 30, tzinfo=UTC)

SIGNATURE = Signature(engine="fake 1", glossary="g1", segmenter="s1")


def row(id_: str, zh: str, en: str, *, article: str = "a1", findings: tuple[Finding, ...] = ()) -> Row:
    """One segment; ``id_`` is like "p07.s02"."""
    block = id_.partition(".")[0]
    kind = BlockKind.TITLE if block == "p00" else BlockKind.PARAGRAPH
    return Row(
        Segment(article, block, id_, zh, 0, kind), (), Draft(en, "engine", "fake 1"), findings=findings
    )


def article(*rows: Row, id_: str = "a1", url: str = "", date: datetime | None = None) -> TranslatedArticle:
    """An article made of these segments; its blocks are theirs joined."""
    texts: dict[str, str] = {}
    for each in rows:
        texts[each.segment.block] = texts.get(each.segment.block, "") + each.segment.zh
    blocks = tuple(
        Block(block, BlockKind.TITLE if block == "p00" else BlockKind.PARAGRAPH, zh)
        for block, zh in texts.items()
    )
    return TranslatedArticle(Article(id_, f"{id_}.md", blocks, url=url, date=date), rows, SIGNATURE)


def sentences(*zhs: str, id_: str = "a1") -> TranslatedArticle:
    """An article of one-sentence paragraphs p01, p02 …, each drafted as "[Chinese]"."""
    return article(*(row(f"p{n:02}.s01", zh, f"[{zh}]", article=id_) for n, zh in enumerate(zhs, 1)), id_=id_)


def numbered(number: int, version: int, segments: int = 40) -> TranslatedArticle:
    """Article ``number`` in its ``version``: every row of it says both."""
    id_ = f"article-{number}"
    rows = (
        row(f"p{n:02}.s01", f"第{number}篇第{n}句，第{version}版。", f"{number}/{n}/{version}", article=id_)
        for n in range(segments)
    )
    stored = article(*rows, id_=id_)
    return TranslatedArticle(stored.article, stored.rows, Signature(str(version), "g1", "s1"))


# Records with anything in them that their types allow

TEXT = st.text(max_size=12)
COUNT = st.integers(0, 500)
FRACTIONS = st.fractions() | st.integers(0, 10**15).map(Fraction)
YEARS = st.none() | st.integers(-3000, 3000)
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8))])
SPANS = st.none() | st.tuples(COUNT, COUNT)

QUANTITIES = st.builds(
    Quantity,
    kind=st.sampled_from(Kind),
    low=FRACTIONS,
    high=FRACTIONS,
    unit=TEXT,
    approx=st.sampled_from(Approx),
    year=YEARS,
    month=YEARS,
    day=YEARS,
    relative_year=YEARS,
    relative_month=YEARS,
)
MARKS = st.builds(Mark, COUNT, COUNT, st.sampled_from(MarkKind), TEXT)
LOCKS = st.builds(
    Lock,
    start=COUNT,
    end=COUNT,
    zh=TEXT,
    en=TEXT,
    kind=st.sampled_from(LockKind),
    accept=st.lists(TEXT, max_size=2).map(tuple),
    forbidden=st.lists(TEXT, max_size=2).map(tuple),
    exact=st.booleans(),
    source=TEXT,
    quantity=st.none() | QUANTITIES,
)
FINDINGS = st.builds(Finding, TEXT, st.sampled_from(Severity), TEXT, SPANS, SPANS)
DRAFTS = st.builds(Draft, TEXT, TEXT, TEXT, COUNT)
HELD = st.builds(Span, COUNT, COUNT, COUNT)


@st.composite
def articles(draw: st.DrawFn, id_: str = "a1") -> TranslatedArticle:
    """Any article whose segments lie in its blocks."""
    kinds = draw(st.lists(st.sampled_from(BlockKind), max_size=4))
    blocks = tuple(
        Block(f"p{n:02}", kind, draw(TEXT), tuple(draw(st.lists(MARKS, max_size=2))), draw(st.integers(0, 6)))
        for n, kind in enumerate(kinds)
    )
    rows = tuple(
        Row(
            Segment(id_, block.id, f"{block.id}.s{n:02}", draw(TEXT), draw(COUNT), block.kind),
            tuple(draw(st.lists(LOCKS, max_size=2))),
            draw(DRAFTS),
            tuple(draw(st.lists(HELD, max_size=2))),
            tuple(draw(st.lists(FINDINGS, max_size=2))),
        )
        for block in blocks
        for n in range(draw(st.integers(0, 2)))
    )
    head = Article(
        id_,
        draw(TEXT),
        blocks,
        draw(TEXT),
        draw(st.none() | st.datetimes(min_value=datetime(1900, 1, 1), timezones=ZONES)),
        draw(TEXT),
        tuple(draw(st.lists(TEXT, max_size=2))),
    )
    return TranslatedArticle(head, rows, Signature(draw(TEXT), draw(TEXT), draw(TEXT)))
