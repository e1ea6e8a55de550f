"""Writes the golden pages anew: ``python -m tests.review.regenerate``, from the project's root."""

from __future__ import annotations

from tests.review.sample import SIGNATURE, article
from tests.review.test_index_page import FAULTS, GOLDEN, entries
from translate.review import render, render_index


def main() -> None:
    (GOLDEN / "article.html").write_text(render(article()), encoding="utf-8")
    (GOLDEN / "index.html").write_text(render_index(entries(), FAULTS, SIGNATURE), encoding="utf-8")


if __name__ == "__main__":
    main()
