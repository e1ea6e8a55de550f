"""The forms that an article or an edition can be published in: an explicit registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from translate.publish.model import Edition, File, Options

Writer = Callable[[Edition, Options], Iterator[File]]


@dataclass(frozen=True, slots=True)
class Form:
    """One form. ``writer`` imports what writes it, when it is wanted; ``whole``: never one article by itself.

    The writer is a pure function of its arguments: no clock, no network, the same bytes each time. It walks
    ``edition.articles`` as often as it likes and keeps none of them.
    """

    name: str
    what: str  # for the help, in a few words
    writer: Callable[[], Writer]
    whole: bool = False


FORMS: tuple[Form, ...] = ()
