"""Review pages: articles side by side for the translator, and the index over them."""

from translate.review.index import Fault, IndexEntry, entry_of, render_index
from translate.review.page import render

__all__ = ["Fault", "IndexEntry", "entry_of", "render", "render_index"]
