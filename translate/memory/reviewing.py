"""What reviewers ask of the memory: how far an article is, who signs it, what else is like a sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from translate.memory import near_index, revisions, signing, tables
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

    A segment with blockers keeps its state: signing over it is no approval to reuse it elsewhere. A signature that
    stands stays, unless more blockers have come since: then the new one takes its place.
    """
    now = tables.article_version(db, article)
    if version not in (None, now):
        return Unsigned((), now, changed=True)
    rows = tables.of_article(db, SegmentRow, article).values()
    blocked = tuple(row.id for row in rows if row.blockers)
    if blocked and not reason.strip():
        return Unsigned(blocked, now)
    blockers = sum(row.blockers for row in rows)
    stands, _ = signing.standing(signing.of_article(db, article))
    if stands is not None and stands.answers_for(blockers):
        return stands
    moment = timestamp(at)
    signing.withdraw(db, article, who, moment)
    for row in rows:
        if not row.blockers and row.state != State.APPROVED:
            sign_segment(db, row, who, moment)
    revisions.tell_again(db, article, {row.id for row in rows})
    signing.give(db, article, who, moment, reason.strip(), blockers)
    given = signing.of_article(db, article)
    assert given is not None
    return given


def near(db: sqlite3.Connection, zh: str, least: float, most: int) -> tuple[Near, ...]:
    """Sentences like ``zh`` that a person gave English to, the likest first, each Chinese once, not ``zh`` itself.

    ``least`` is the least ratio, Levenshtein's distance against the longer of two. What was approved for a
    sentence comes before what somebody has only edited.
    """
    known: dict[str, Near] = {}

    def stands(text: str) -> bool:
        found = _given(db, text)
        if found:
            known[text] = found
        return found is not None

    likes = near_index.like(db, zh, least, most, stands)
    return tuple(replace(known[like.zh], ratio=like.ratio) for like in likes)


def _given(db: sqlite3.Connection, zh: str) -> Near | None:
    """The English that people gave to exactly this Chinese: the last approved, else the last edited."""
    approved = tables.approval(db, zh, sentence_hash(zh))
    if approved is not None:
        place = (approved.article, approved.segment, approved.who, approved.at)
        return Near(zh, approved.en, *place, State.APPROVED, 1.0)
    row = db.execute(
        """SELECT segments.en, segments.article, segments.id, who, at
           FROM segments JOIN edits ON edits.article = segments.article AND edits.segment = segments.id
           WHERE zh_hash = ? AND segments.zh = ? AND state = 'edited' AND segments.en != ''
           ORDER BY edits.id DESC LIMIT 1""",
        (sentence_hash(zh), zh),
    ).fetchone()
    if row is None:
        return None
    en, article, segment, who, at = row
    return Near(zh, en, article, segment, who, datetime.fromisoformat(at), State.EDITED, 1.0)
