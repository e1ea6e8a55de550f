"""The article's page as the server gives it."""

from __future__ import annotations

from translate.model import TranslatedArticle
from translate.review.assets import assets
from translate.review.page import render
from translate.review.records import ArticleReview, Live


def live_page(result: TranslatedArticle, review: ArticleReview, live: Live) -> str:
    """The page of an article that talks to this server."""
    del review, live  # until render takes them: render(result, review, live)
    return render(result)


def live_policy() -> str:
    """The policy that such a page carries."""
    return assets("page").policy  # and then: assets("live")
