"""One article as one self-contained HTML file: Chinese left, English right, findings on the row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from translate.checks import titles as check_titles
from translate.exchange.po import digest
from translate.memory import Near
from translate.model import LockKind, TranslatedArticle
from translate.review.assets import assets, environment
from translate.review.copies import elsewhere
from translate.review.links import safe_link
from translate.review.records import ArticleReview, Live, SignOff, State
from translate.review.rows import row_views
from translate.review.tally import demanded_locks, tally, term_uses, title_block, titles
from translate.review.words import date_for_machines, date_in_words
from translate.script import chinese_tag

_WEB = ("http", "https")


@dataclass(frozen=True, slots=True)
class Legend:
    """One kind of lock in the legend and how many of it the article has."""

    kind: LockKind
    count: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of an article's segments people have changed and signed, and who signed the whole."""

    segments: int
    edited: int
    approved: int
    signed: SignOff | None
    withdrawn: SignOff | None
    blockers: int

    @property
    def is_signed(self) -> bool:
        """Whether it is signed, with all the blockers that stand against it now."""
        return self.signed is not None and self.signed.answers_for(self.blockers)

    @property
    def words(self) -> str:
        """The same in words, as the head of the page tells it (and its script, when it changes)."""
        if self.signed and not self.is_signed:
            return f"Signed by {self.signed.who}, then more blockers came: to be signed again"
        if self.signed:
            return f"Signed by {self.signed.who} on {date_in_words(self.signed.at)}"
        if self.withdrawn:
            if self.withdrawn.ended_why:
                return (
                    f"Signed by {self.withdrawn.who}, withdrawn: the source was corrected: "
                    f"{self.withdrawn.ended_why}: to be signed again"
                )
            ended = f"changed by {self.withdrawn.ended_by}" if self.withdrawn.ended_by else "changed"
            return f"Signed by {self.withdrawn.who}, then {ended}: to be signed again"
        if self.edited or self.approved:
            return f"In review: {self.approved} of {self.segments} sentences approved"
        return "Unreviewed machine translation"


def render(
    result: TranslatedArticle,
    review: ArticleReview | None = None,
    live: Live | None = None,
    near: Mapping[str, Near] | None = None,
) -> str:
    """The article's page: one HTML5 file that loads nothing, runs only its own script, and is read without it.

    ``review`` is how far people have got. With ``live`` the page saves to the server that it came from;
    without, it keeps edits in the browser and gives them out as PO. ``near`` is what
    :func:`translate.review.near.offers` found; a live page asks the server for it. The same arguments give the
    same text, byte for byte in UTF-8: nothing in it tells when it was made.
    """
    article = result.article
    known = review or ArticleReview()
    uses = term_uses(result.rows)
    views = row_views(article, result.rows, uses, known.segments, near)
    headed = title_block(article) is not None
    zh, en = titles(result)
    return (
        environment()
        .get_template("page.html.jinja2")
        .render(
            assets=assets("live" if live else "page"),
            config=_config(result, known, live),
            live=live,
            progress=_progress(result, known),
            article=article,
            zh_title=zh,
            en_title=en,
            zh_lang=chinese_tag("".join(block.zh for block in article.blocks)),
            head=views[0] if headed else None,
            views=views[1:] if headed else views,
            revised=any(view.revisions for view in views),
            tally=tally(result.rows),
            legend=_legend(result),
            uses=uses,
            source=safe_link(article.url, schemes=_WEB),
            elsewhere=elsewhere(article.url, article.copies),
            image=safe_link(article.image, schemes=_WEB),
            date=article.date and date_in_words(article.date),
            date_key=article.date and date_for_machines(article.date),
            signature=result.signature,
        )
    )


def _legend(result: TranslatedArticle) -> tuple[Legend, ...]:
    counts = Counter(row.locks[index].kind for row in result.rows for index in demanded_locks(row))
    return tuple(Legend(kind, counts[kind]) for kind in LockKind)


def _progress(result: TranslatedArticle, review: ArticleReview) -> Progress:
    states = Counter(review.segments[id_].state for id_ in _ids(result) if id_ in review.segments)
    return Progress(
        segments=len(result.rows),
        edited=states[State.EDITED],
        approved=states[State.APPROVED],
        signed=review.signed,
        withdrawn=review.withdrawn,
        blockers=tally(result.rows).blockers,
    )


def _ids(result: TranslatedArticle) -> list[str]:
    return [row.segment.id for row in result.rows]


def _config(result: TranslatedArticle, review: ArticleReview, live: Live | None) -> dict[str, Any]:
    """What the script must know beside what the page shows, as JSON."""
    made: dict[str, Any] = {
        "article": result.article.id,
        "digest": digest(result.article),
        "live": live is not None,
        "signed": review.signed is not None,
        "withdrawn": review.withdrawn is not None,
    }
    if live:
        newest = max((segment.version for segment in review.segments.values()), default=0)
        made |= {"token": live.token, "who": live.who, "version": newest, "checks": check_titles()}
    return made
