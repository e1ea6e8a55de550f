"""One article as one self-contained HTML file: Chinese left, English right, findings on the row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from translate.model import LockKind, TranslatedArticle
from translate.review.assets import assets, environment
from translate.review.copies import elsewhere
from translate.review.links import safe_link
from translate.review.rows import row_views
from translate.review.tally import demanded_locks, tally, term_uses, title_block, titles
from translate.review.words import chinese_tag, date_for_machines, date_in_words

_WEB = ("http", "https")


@dataclass(frozen=True, slots=True)
class Legend:
    """One kind of lock in the legend and how many of it the article has."""

    kind: LockKind
    count: int


def render(result: TranslatedArticle) -> str:
    """The article's page: one HTML5 file that loads nothing, runs only its own script and needs none.

    The same ``result`` gives the same text, byte for byte in UTF-8: nothing in it tells when it was made.
    """
    article = result.article
    uses = term_uses(result.rows)
    views = row_views(article, result.rows, uses)
    headed = title_block(article) is not None
    zh, en = titles(result)
    return (
        environment()
        .get_template("page.html.jinja2")
        .render(
            assets=assets("page"),
            article=article,
            zh_title=zh,
            en_title=en,
            zh_lang=chinese_tag("".join(block.zh for block in article.blocks)),
            head=views[0] if headed else None,
            views=views[1:] if headed else views,
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
