"""What a reviewer may ask and do, without a word of HTTP: questions and changes in, JSON-ready values out."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from translate.checks.again import check_again
from translate.errors import StoreError
from translate.exchange.round_trip import export_po
from translate.glossary import Glossary, GlossaryEntry
from translate.glossary.entry import term
from translate.glossary.impact import impact
from translate.glossary.whatif import with_entry
from translate.memory import (
    Action,
    ArticleReview,
    Change,
    Conflict,
    Memory,
    Outcome,
    Unsigned,
)
from translate.model import TranslatedArticle
from translate.review.board import board_page
from translate.review.guards import Refused
from translate.review.house import Houses
from translate.review.markup import legible
from translate.review.pool import Memories
from translate.review.rows import sentence_html
from translate.review.site import INDEX
from translate.review.tally import TermUse, term_uses
from translate.review.views import (
    Json,
    article_json,
    entry_json,
    finding_json,
    near_json,
    segment_json,
    signature_json,
    step_json,
    touched_json,
)
from translate.text import has_han

_MOST_SHOWN = 50  # segments that a term touches
_TO_BE_WRITTEN = "…"
_MOST_ARTICLES = 64  # whose terms are remembered between two requests


@dataclass(slots=True)
class Desk:
    """A project folder under review. Any thread may call it; each change is committed when its call returns."""

    memories: Memories
    glossary: Path
    who: str
    _adding: threading.Lock = field(default_factory=threading.Lock)
    _uses: dict[str, tuple[tuple[str, ...], tuple[TermUse, ...]]] = field(default_factory=dict)
    _houses: Houses = field(init=False)

    def __post_init__(self) -> None:
        self._houses = Houses(self.glossary)

    def index(self, name: str = INDEX) -> str | None:
        """The page of all articles, or one that it links to, by name; ``None`` if there is no such page."""
        with self.memories.reading() as memory:
            return board_page(list(memory.articles()), name)

    def article(self, article: str) -> tuple[TranslatedArticle, ArticleReview]:
        """An article and how far it is."""
        with self.memories.reading() as memory:
            result, review = memory.load(article), memory.review(article)
        if result is None or review is None:
            raise _no_article(article, self.memories.path)
        return result, review

    def po(self, article: str) -> str:
        """The article as PO."""
        with self.memories.reading() as memory:
            return export_po(memory, article)

    def segment(self, article: str, segment: str) -> Json:
        """A segment as a page shows it."""
        with self.memories.reading() as memory:
            return self._segment(memory, article, segment)

    def history(self, article: str, segment: str) -> Json:
        """What people did to a segment, newest first."""
        with self.memories.reading() as memory:
            memory.sentence(article, segment)  # or there is none
            return {"history": [step_json(step) for step in reversed(memory.history(article, segment))]}

    def suggestions(self, article: str, segment: str) -> Json:
        """Where else the same Chinese stands, and approved sentences that are like it."""
        with self.memories.reading() as memory:
            _, row, _, _ = memory.sentence(article, segment)
            zh = row.segment.zh
            places = [p for p in memory.repeats(zh) if (p.article, p.segment) != (article, segment)]
            return {
                "same": [
                    {
                        "article": place.article,
                        "segment": place.segment,
                        "title": _title(memory, place.article),
                        "en": place.en,
                        "state": place.state.value,
                        "version": memory.sentence(place.article, place.segment)[2].version,
                    }
                    for place in places[:_MOST_SHOWN]
                ],
                "near": [near_json(near, zh) for near in memory.near(zh)],
            }

    def change(self, change: Change) -> Json:
        """Makes a change; the segment and its article as they are then. Refuses one that is in conflict."""
        with self.memories.writing() as memory:
            (outcome,) = memory.change([_as_stored(memory, change)], check_again)
            if isinstance(outcome, Conflict):
                raise self._conflict(memory, outcome)
            line = memory.summary(change.article)
            assert line is not None
            return {
                "segment": self._segment(memory, change.article, change.segment),
                "article": article_json(line),
            }

    def carry(self, article: str, segment: str, to: Sequence[tuple[str, str, int | None]], who: str) -> Json:
        """Gives a segment's English to others with the same Chinese, each named with the version seen."""
        with self.memories.writing() as memory:
            _, row, _, _ = memory.sentence(article, segment)
            now = datetime.now(UTC)
            outcomes: Sequence[Outcome] = memory.change(
                [
                    Change(there, id_, Action.EDIT, who, now, row.draft.en, version, row.segment.zh)
                    for there, id_, version in to
                ],
                check_again,
            )
            conflicts = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
            return {
                "done": len(outcomes) - len(conflicts),
                "conflicts": [self._segment(memory, c.article, c.segment) for c in conflicts],
            }

    def check(self, article: str, segment: str, en: str) -> Json:
        """What the checks say of an English that is not saved yet."""
        with self.memories.reading() as memory:
            block, _, _, _ = memory.sentence(article, segment)
            row = memory.judge(article, segment, en, check_again)
            _, html = sentence_html(block, row, ())
            return {"findings": [finding_json(finding) for finding in row.findings], "html_en": str(html)}

    def sign(self, article: str, who: str, reason: str, version: int | None) -> Json:
        """Signs an article as a whole; refuses where blockers stand and no reason is given."""
        with self.memories.writing() as memory:
            signed = memory.sign_off(article, who, datetime.now(UTC), reason=reason, version=version)
            if isinstance(signed, Unsigned):
                raise _unsigned(signed)
            line = memory.summary(article)
            assert line is not None
            return {**article_json(line), "signed": signature_json(signed)}

    def impact(self, zh: str, en: str) -> Json:
        """What a new term would touch, people's words first, and whether it is in the glossary already.

        Without English yet: what it touches if its English is new.
        """
        house = self._houses.now()
        before, present = house.termbase, house.entry(zh)
        new = GlossaryEntry(zh, en or _TO_BE_WRITTEN)
        with self.memories.reading() as memory:
            change = impact(memory, before, with_entry(before, new), [term(new)])
        shown = sorted(change.touched, key=lambda touched: not touched.is_human)[:_MOST_SHOWN]
        return {
            "touched": len(change.touched),
            "human": change.human,
            "segments": [touched_json(touched) for touched in shown],
            "present": entry_json(present) if present else None,
        }

    def add_term(self, zh: str, en: str, file: str, who: str) -> Json:
        """Puts a term into a glossary file. Refuses one that is there, and one that could not be enforced."""
        if has_han(en):
            raise Refused(400, f"The English of {zh} holds Chinese, which no page may; translate it.")
        entry = GlossaryEntry(zh, en, note=f"added by {who} while reviewing")
        term(entry)
        with self._adding:
            return {"added": self._add(entry, file)}

    def _add(self, entry: GlossaryEntry, file: str) -> str:
        zh = entry.zh
        glossary = Glossary.load(self.glossary)
        found = glossary.find(zh)
        if found:
            there = found[0].entry
            raise Refused(
                409,
                f"{zh} is in {there.place} already, as “{there.en}”; change it there.",
                present=entry_json(there),
            )
        glossary.add([entry], file)
        glossary.save()
        return Glossary.load(self.glossary).find(zh)[0].entry.place

    def _segment(self, memory: Memory, article: str, segment: str) -> Json:
        block, row, review, newest = memory.sentence(article, segment)
        return segment_json(block, row, review, newest, self._terms(memory, article))

    def _terms(self, memory: Memory, article: str) -> tuple[TermUse, ...]:
        """The article's table of terms; a new translation makes a new one."""
        made = memory.made(article)
        known = self._uses.get(article)
        if known is None or known[0] != made:
            result = memory.load(article)
            known = (made, term_uses(result.rows) if result else ())
            if len(self._uses) >= _MOST_ARTICLES:
                self._uses.clear()
            self._uses[article] = known
        return known[1]

    def _conflict(self, memory: Memory, conflict: Conflict) -> Refused:
        by = conflict.who or "A new translation"
        when = f" at {conflict.at:%H:%M} UTC on {conflict.at:%B} {conflict.at.day}" if conflict.at else ""
        return Refused(
            409,
            f"{by} has changed this sentence{when}: yours is not saved yet.",
            conflict=self._segment(memory, conflict.article, conflict.segment),
            by=conflict.who,
            at=conflict.at.isoformat(timespec="seconds") if conflict.at else "",
        )


def _as_stored(memory: Memory, change: Change) -> Change:
    """The change with the Chinese as the memory has it, where a page shows it so: not all characters can be shown."""
    if change.zh is None:
        return change
    _, row, _, _ = memory.sentence(change.article, change.segment)
    return replace(change, zh=row.segment.zh) if legible(row.segment.zh) == change.zh else change


def _unsigned(unsigned: Unsigned) -> Refused:
    if unsigned.changed:
        return Refused(
            409, "The article has changed since you opened it: look at it again.", version=unsigned.version
        )
    count = len(unsigned.blockers)
    where = "a sentence has a blocker" if count == 1 else f"{count} sentences have blockers"
    return Refused(409, f"Not signed: {where}; mend them or give a reason.", blockers=list(unsigned.blockers))


def _title(memory: Memory, article: str) -> str:
    line = memory.summary(article)
    return (line.title_en or line.title_zh) if line else ""


def _no_article(article: str, path: Path) -> StoreError:
    return StoreError(f"has no article {article}", where=path, remedy="go back to the list of articles")
