"""Review pages: articles side by side for the translator, and the index over them."""

from translate.review.index import Fault, IndexEntry, entry_of
from translate.review.page import render
from translate.review.site import SitePage, render_index, render_site

__all__ = ["Fault", "IndexEntry", "SitePage", "entry_of", "render", "render_index", "render_site"]
