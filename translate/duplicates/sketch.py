"""A text in 16 numbers that near-identical texts share: MinHash by one permutation, banded.

Every stretch of five characters is hashed once; a hash's lowest five bits choose one of 32 bins, each bin keeps
its least (Li, Owen and Zhang, "One Permutation Hashing", NIPS 2012), and an empty one takes its neighbour's. A mark
is two neighbouring bins together. Of two texts that share half of their stretches one mark at least is the same in
99 of 100 cases; of two that share a tenth, in 15 of 100, and those are told apart by comparing them.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from zlib import crc32

from translate.duplicates.address import normal_address
from translate.model import Article, BlockKind
from translate.text import fold

_STRETCH = 5  # characters
_BINS = 32
_EMPTY = 1 << 32
_NOT_TEXT = re.compile(r"[\W_]+")
# Titles and captions are each paper's own; notes say whose report it is.
_BODY = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTE)
SHORTEST = 60  # characters; below, two flashes of news may share nearly all their words


def story(article: Article) -> str:
    """What two copies of an article share: its body in simplified characters, letters and digits only."""
    body = "\n".join(block.zh for block in article.blocks if block.kind in _BODY)
    return _NOT_TEXT.sub("", fold(body)).casefold()


def marks(article: Article) -> tuple[int, ...]:
    """Numbers of 64 bits by which copies of an article are looked up: its address's first, then its text's.

    A text shorter than ``SHORTEST`` has none, nor has an article without an address of its own.
    """
    return marks_of(normal_address(article.url), story(article))


def marks_of(address: str, text: str) -> tuple[int, ...]:
    """The marks of a normal address and of a text as :func:`story` gives it."""
    own = (address_mark(address),) if address else ()
    return (*own, *_text_marks(text)) if len(text) >= SHORTEST else own


def address_mark(address: str) -> int:
    """The mark of a normal address: a negative number, those of texts are positive."""
    return -1 - (
        int.from_bytes(blake2b(address.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 2
    )


def _text_marks(text: str) -> tuple[int, ...]:
    data = text.encode("utf-32-le", "surrogatepass")
    least = [_EMPTY] * _BINS
    for at in range(0, len(data) - 4 * _STRETCH + 4, 4):
        value = crc32(data[at : at + 4 * _STRETCH])
        if value < least[value & 31]:
            least[value & 31] = value
    for bin_ in range(2 * _BINS - 1, -1, -1):  # twice round: the last may borrow from the first
        if least[bin_ % _BINS] == _EMPTY:
            least[bin_ % _BINS] = least[(bin_ + 1) % _BINS]
    return tuple(
        (band << 54) | ((least[2 * band] >> 5) << 27) | (least[2 * band + 1] >> 5)
        for band in range(_BINS // 2)
    )
