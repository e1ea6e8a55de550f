"""What a correction of the article means for a sentence: it is looked at again, with what has changed in view."""

from __future__ import annotations

from collections.abc import Sequence

from translate.model import Finding, Severity
from translate.source_diff import Op, Piece, source_diff

_MOST_TOLD = 3  # changes named in the message; the page shows them all
_LONGEST = 24  # characters quoted of one


def source_changed(before: str, zh: str, *, human: bool) -> Finding:
    """A correction changed the Chinese of this sentence

    ``before`` is the Chinese that it had, empty if it is new; ``human``: a person had decided its English. It stands
    until somebody edits or approves the sentence.
    """
    if not before:
        return Finding(
            source_changed.__name__, Severity.NOTE, "A correction of the article brought this sentence."
        )
    pieces = source_diff(before, zh)
    words = _changes(pieces)
    told = "; ".join(words[:_MOST_TOLD]) + (
        f"; and {len(words) - _MOST_TOLD} more" if len(words) > _MOST_TOLD else ""
    )
    severity = Severity.WARNING if human else Severity.NOTE
    return Finding(source_changed.__name__, severity, f"The source was corrected: {told}.", _place(pieces))


def _changes(pieces: Sequence[Piece]) -> list[str]:
    told: list[str] = []
    for index, piece in enumerate(pieces):
        follows = pieces[index + 1] if index + 1 < len(pieces) else None
        if piece.op is Op.GONE and follows and follows.op is Op.COME:
            told.append(f"it now says “{_short(follows)}” where it said “{_short(piece)}”")
        elif piece.op is Op.GONE:
            told.append(f"it no longer says “{_short(piece)}”")
        elif piece.op is Op.COME and not (index and pieces[index - 1].op is Op.GONE):
            told.append(f"it now says “{_short(piece)}” as well")
    return told


def _short(piece: Piece) -> str:
    text = piece.text.strip() or piece.text
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _place(pieces: Sequence[Piece]) -> tuple[int, int] | None:
    """Where the first thing that came stands in the new text."""
    at = 0
    for piece in pieces:
        if piece.op is Op.COME:
            return at, at + len(piece.text)
        at += len(piece.text) if piece.op is Op.SAME else 0
    return None
