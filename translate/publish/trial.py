"""Two small articles on which a desk's templates are tried before anything is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from translate.memory.records import SignOff, State
from translate.model import BlockKind, Mark, MarkKind
from translate.publish.model import (
    Approver,
    Edition,
    Entry,
    IndexedName,
    Left,
    Provenance,
    Published,
    PublishedBlock,
    Sentence,
    Standing,
)

_DATE = datetime(2025, 1, 28, 10, 59, tzinfo=UTC)


def trial_editions() -> tuple[Edition, ...]:
    """An approved article and a draft, each by itself, and an edition of both."""
    articles = (_article("trial-1", Standing.APPROVED), _article("trial-2", Standing.UNREVIEWED))
    singles = [Edition(each.id, "", (_entry(each),), (each,)) for each in articles]
    names = (IndexedName("Northwind Energy", ("北风能源",), ("trial-1", "trial-2")),)
    both = Edition("trial", "Trial", tuple(map(_entry, articles)), articles, names)
    return (*singles, both)


def _article(id_: str, standing: Standing) -> Published:
    made = Provenance(
        source_url="https://news.example/1",
        source_name="news.example",
        source_date=_DATE,
        engine="engine",
        engine_signature="engine 1",
        glossary="glossary 1",
        segmenter="segmenter 1",
        duizhao="1",
        sentences=len(_BLOCKS),
        adapted=1,
        reused=1,
        edited=1,
        approved=len(_BLOCKS) - 1,
        signed=SignOff("Mei", _DATE, "The figure is the agency's own."),
        approvers=(Approver("Mei", len(_BLOCKS) - 1, _DATE),),
        modified=_DATE,
    )
    if standing is Standing.UNREVIEWED:
        made = replace(made, signed=None)
    return Published(
        id=id_,
        title_zh="北风能源",
        title_en="Northwind Energy",
        zh_tag="zh-Hans",
        blocks=_BLOCKS,
        standing=standing,
        provenance=made,
        url="https://news.example/1",
        date=_DATE,
        image="https://news.example/1.jpg",
    )


def _entry(article: Published) -> Entry:
    return Entry(
        article.id,
        article.title_zh,
        article.title_en,
        article.zh_tag,
        article.date,
        article.standing,
        article.provenance.modified,
    )


def _block(number: int, kind: BlockKind) -> PublishedBlock:
    id_ = f"p{number:02d}"
    link = Mark(0, 4, MarkKind.LINK, "https://northwind.example/")
    return PublishedBlock(
        id=id_,
        kind=kind,
        level=2 if kind is BlockKind.HEADING else 0,
        zh="北风能源",
        en="Northwind Energy",
        marks=(link,),
        en_marks=(replace(link, end=16),),
        links=(Left("https://wind.example/", "wind.example", "风电"),),
        sentences=(Sentence(f"{id_}.s01", "北风能源", "Northwind Energy", State.APPROVED, "engine"),),
    )


_BLOCKS = tuple(_block(number, kind) for number, kind in enumerate(BlockKind))
