"""What reviewers ask of the memory: how far an article is, who signs it, what else is like a sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from translate.memory import revisions, signing, tables
from translate.memory.decide import sign_segment
from translate.memory.keys import sentence_hash
from translate.memory.records import (
    ArticleReview,
    Edit,
    Near,
    SegmentReview,
    SignOff,
    State,
    Unsigned,
)
from translate.memory.rows import SegmentRow, timestamp


def review(db: sqlite3.Connection, article: str) -> ArticleReview:
    """How far the review of an article is: all its segments, and its last signature."""
    segments = {
        id_: (zh, en, State(state))
        for id_, zh, en, state in db.execute(
            "SELECT id, zh, en, state FROM segments WHERE article = ? ORDER BY ordinal", (article,)
        )
    }
    was = revisions.earlier(
        db, article, {id_: zh for id_, (zh, _, state) in segments.items() if state is State.DRAFT}
    )
    versions: dict[str, int] = {}
    drafts: dict[str, str] = {}
    steps = db.execute("SELECT id, segment, zh, before FROM edits WHERE article = ? ORDER BY id", (article,))
    for id_, segment, zh, before in steps:
        versions[segment] = id_
        if segment in segments and segments[segment][0] == zh:
            drafts.setdefault(segment, before)  # before anybody's first step there is the machine's
    signed, withdrawn = signing.standing(signing.of_article(db, article))
    return ArticleReview(
        {
            id_: SegmentReview(
                state, en if state is State.DRAFT else drafts.get(id_, en), versions.get(id_, 0), was.get(id_)
            )
            for id_, (_, en, state) in segments.items()
        },
        signed,
        withdrawn,
    )


def segment_review(db: sqlite3.Connection, row: SegmentRow, steps: Sequence[Edit]) -> SegmentReview:
    """How far one segment is; ``steps`` is its history, oldest first."""
    state = State(row.state)
    before = row.en if state is State.DRAFT else next((s.before for s in steps if s.zh == row.zh), row.en)
    drafts = {row.id: row.zh} if state is State.DRAFT else {}
    was = revisions.earlier(db, row.article, drafts)
    return SegmentReview(state, before, steps[-1].id if steps else 0, was.get(row.id))


def sign_off(
    db: sqlite3.Connection, article: str, who: str, at: datetime, reason: str, version: int | None
) -> SignOff | Unsigned:
    """Signs an article and approves its segments; one with blockers only with a reason, which is kept.

    A segment with blockers keeps its state: signing over it is no approval to reuse it elsewhere.
    """
    now = tables.article_version(db, article)
    if version not in (None, now):
        return Unsigned((), now, changed=True)
    rows = tables.of_article(db, SegmentRow, article).values()
    blocked = tuple(row.id for row in rows if row.blockers)
    if blocked and not reason.strip():
        return Unsigned(blocked, now)
    stands = signing.of_article(db, article)
    if stands is not None and stands.ended is None:
        return stands
    moment = timestamp(at)
    for row in rows:
        if not row.blockers and row.state != State.APPROVED:
            sign_segment(db, row, who, moment)
    revisions.tell_again(db, article, {row.id for row in rows})
    signing.give(db, article, who, moment, reason.strip(), sum(row.blockers for row in rows))
    given = signing.of_article(db, article)
    assert given is not None
    return given


def near(db: sqlite3.Connection, zh: str, least: float, most: int) -> tuple[Near, ...]:
    """Approved sentences like ``zh``, the likest first, each Chinese once, ``zh`` itself not among them.

    ``least`` is the least ratio, Levenshtein's distance against the longer of two. Length decides first, by an
    index; among those that are left rapidfuzz gives up a pair as soon as it cannot reach the ratio, which takes
    less time than reading the texts: to be quicker among millions there must be fewer to read.
    """
    size = len(zh)
    rows = db.execute(
        "SELECT zh FROM approvals WHERE length(zh) BETWEEN ? AND ?",
        (int(size * least), int(size / least) + 1),
    )
    candidates = list(dict.fromkeys(text for (text,) in rows if text != zh))
    found = process.extract(
        zh, candidates, scorer=Levenshtein.normalized_similarity, score_cutoff=least, limit=most
    )
    approvals = ((tables.approval(db, text, sentence_hash(text)), ratio) for text, ratio, _ in found)
    return tuple(Near(approved, ratio) for approved, ratio in approvals if approved is not None)
