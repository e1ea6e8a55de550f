"""Content hashes: the same words always get the same key, on every machine and in every run."""

from __future__ import annotations

import hashlib


def draft_key(*parts: str) -> str:
    """The SHA-256, in hex, of everything that decides a draft; each part is prefixed with its length.

    >>> draft_key("ab", "c") == draft_key("a", "bc")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def sentence_hash(zh: str) -> int:
    """A signed 64-bit number for a sentence: an index on it is a tenth of one on the text.

    Two sentences may share a number, so whoever looks one up compares the text as well.
    """
    digest = hashlib.blake2b(zh.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
