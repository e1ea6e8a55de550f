"""The Chinese diff as a page shows it; what it is made of comes from :mod:`translate.source_diff`."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from translate.review.markup import NOTHING, visible
from translate.source_diff import Op, Piece, source_diff

__all__ = ["Op", "Piece", "diff_html", "source_diff"]

_TAGS = {Op.GONE: ("del", "removed: "), Op.COME: ("ins", "added: ")}


def diff_html(pieces: Iterable[Piece]) -> Markup:
    """The pieces as ``del`` and ``ins``, escaped: colour and line for the eye, words for the ear."""
    return NOTHING.join(_html(piece) for piece in pieces)


def _html(piece: Piece) -> Markup:
    text = visible(piece.text)
    if piece.op is Op.SAME:
        return text
    tag, said = _TAGS[piece.op]
    return Markup(
        f"<{tag}><span class=sr lang=en> {said}</span>{text}<span class=sr lang=en>, </span></{tag}>"
    )
