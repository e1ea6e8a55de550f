"""A memory with articles at every stage of review, and orders to publish them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.memory.samples import row
from tests.review.sample import article
from translate.lock.matching import find_held
from translate.memory import Action, Change, Memory
from translate.model import (
    Article,
    Block,
    BlockKind,
    Lock,
    LockKind,
    Mark,
    MarkKind,
    Row,
    Signature,
    TranslatedArticle,
)
from translate.publish.forms import FORMS, form
from translate.publish.job import Order, Report, publish
from translate.publish.model import Images, Language
from translate.publish.select import Wanted

MEI = "Mei Lin"
REASON = "The agency gives 600 homes, see its letter of January 27."
SIGNED_AT = datetime(2025, 1, 29, 8, 30, tzinfo=UTC)
SIGNATURE = Signature(
    "qwen2.5-coder-1.5b cc324af0 int8 greedy", "companies.po people.po 8d1f20c4", "duizhao-1"
)

WIND = "wind-power-7950001"
CHIPS = "chips-1b2c3d4e"
CUP = "cup-final-99aa88bb"
DRAFT = "harbour-5f5f5f5f"


def wind() -> TranslatedArticle:
    """Every kind of block and mark, with blockers: signed over with a reason."""
    made = article()
    return TranslatedArticle(replace(made.article, id=WIND), _of(WIND, made.rows), SIGNATURE)


def _of(id_: str, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(replace(each, segment=replace(each.segment, article=id_)) for each in rows)


def short(
    id_: str, title: tuple[str, str], *pairs: tuple[str, str], day: int = 28, **more: Any
) -> TranslatedArticle:
    """An article of one-sentence paragraphs, the Chinese of Nvidia and Wei Jianfeng locked."""
    rows = [row("p00.s01", *title, article=id_)]
    rows += [row(f"p{n:02}.s01", zh, en, article=id_) for n, (zh, en) in enumerate(pairs, 1)]
    kinds = [BlockKind.TITLE, *[BlockKind.PARAGRAPH] * len(pairs)]
    blocks = tuple(
        Block(each.segment.block, kind, each.segment.zh) for each, kind in zip(rows, kinds, strict=True)
    )
    given: dict[str, Any] = {
        "url": f"https://news.example/{id_}",
        "date": datetime(2025, 1, day, 6, tzinfo=UTC),
    } | more
    return TranslatedArticle(
        Article(id_, f"/home/desk/dumps/{id_}.md", blocks, **given), tuple(map(_locked, rows)), SIGNATURE
    )


_LOCKS = (
    ("英伟达", "Nvidia", LockKind.TERM),
    ("韦建峰", "Wei Jianfeng", LockKind.NAME),
    ("人工智能", "artificial intelligence", LockKind.TERM),
)


def _locked(plain: Row) -> Row:
    zh = plain.segment.zh
    locks = tuple(
        Lock(zh.index(name), zh.index(name) + len(name), name, en, kind, source="people.po:4")
        for name, en, kind in _LOCKS
        if name in zh
    )
    return Row(plain.segment, locks, plain.draft, find_held(locks, plain.draft.en), plain.findings)


def chips() -> TranslatedArticle:
    return short(
        CHIPS,
        ("英伟达发布新芯片", "Nvidia unveils a new chip"),
        ("韦建峰说，人工智能需要新芯片。", "Wei Jianfeng said that artificial intelligence needs new chips."),
        ("英伟达的股价上涨了。", "Shares of Nvidia rose."),
    )


def cup() -> TranslatedArticle:
    return short(CUP, ("決賽", "The final"), ("球隊贏了。", "The team won."), day=27, url="")


def draft() -> TranslatedArticle:
    return short(
        DRAFT,
        ("港口罢工", "Harbour strike"),
        ("工人星期二罢工。", "Workers went on strike on Tuesday."),
        day=28,
    )


def make_desk(folder: Path) -> Path:
    """A project folder: one article signed over blockers, one signed, one approved by the sentence, one draft."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "memory.db"
    with Memory.open(path) as memory:
        for result in (wind(), chips(), cup(), draft()):
            memory.store(result, {})
        memory.change([_edit(CHIPS, "p02.s01", "Nvidia shares rose.")])
        memory.sign_off(WIND, MEI, SIGNED_AT, reason=REASON)
        memory.sign_off(CHIPS, MEI, SIGNED_AT)
        for segment in ("p00.s01", "p01.s01"):
            memory.approve(CUP, segment, "Jo Park", SIGNED_AT)
    return path


def _edit(id_: str, segment: str, en: str) -> Change:
    return Change(id_, segment, Action.EDIT, MEI, SIGNED_AT, en)


def order(output: Path, **changes: Any) -> Order:
    """Everything in both languages and every form but PDF, which starts a browser each time, unless told otherwise.

    ``ids``, ``forms`` by name.
    """
    ids = tuple(changes.pop("ids", ()))
    names = changes.pop("forms", tuple(each.name for each in FORMS if each.name != "pdf"))
    forms = tuple(found for found in map(form, names) if found)
    usual = Order(Wanted(ids), forms, (Language.BILINGUAL, Language.ENGLISH), output, images=Images.REFERENCE)
    return replace(usual, **changes)


def published(memory: Path, output: Path, **changes: Any) -> Report:
    """What comes of publishing from the memory."""
    with Memory.open(memory) as opened:
        return publish(opened, order(output, **changes))


def link(start: int, end: int, href: str) -> Mark:
    return Mark(start, end, MarkKind.LINK, href)
