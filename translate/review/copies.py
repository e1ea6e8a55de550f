"""Where else an article stands, as its page and the index tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from translate.model import Copy
from translate.review.links import safe_link

_MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """A web address (its host is the text) or, where the address is the article's own or none, a file.

    ``source`` is the file that it was read from.
    """

    text: str
    href: str = ""
    source: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Other places, web addresses first, each once, and how many more there are."""

    places: tuple[OtherPlace, ...]
    more: int


def elsewhere(own_url: str, copies: Iterable[Copy]) -> Elsewhere:
    """The places of ``copies`` of the article at ``own_url``."""
    found = {_place(own_url, copy): None for copy in copies}
    places = sorted(found, key=lambda place: not place.href)  # stable: else as given
    return Elsewhere(tuple(places[:_MOST_SHOWN]), max(len(places) - _MOST_SHOWN, 0))


def _place(own_url: str, copy: Copy) -> OtherPlace:
    link = safe_link(copy.url, schemes=("http", "https")) if copy.url != own_url else None
    if link is None:
        return OtherPlace(copy.source)
    return OtherPlace(link.host.removeprefix("www."), link.href, copy.source)
