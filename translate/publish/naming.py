"""Names of published files: the same request gives the same name, and no name leaves its folder."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from translate.publish.model import Edition, Language

ARTICLES = "articles"  # the folder of a site's pages

# What is no letter, digit, "_" or "-" in any script becomes one "-"; also what Windows and URLs stumble over.
_UNSAFE = re.compile(r"[^\w-]+")
_LONGEST = 80  # bytes, so that a suffix fits within the 255 that disks allow
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)\Z")  # device names on Windows


def slug(title: str) -> str:
    """A file name's stem made of a title, safe on any disk; what is cut off or lost is told by a hash.

    >>> slug("Chips: this week"), slug("../../etc/passwd"), slug("…")
    ('chips-this-week', 'etc-passwd', 'edition-b4935894')
    """
    made = _UNSAFE.sub("-", unicodedata.normalize("NFC", title).lower()).strip("-")
    cut = made.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore").strip("-")
    if cut and cut == made and not _RESERVED.match(cut):
        return cut
    tail = hashlib.sha256(title.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{cut or 'edition'}-{tail}"


def stem(edition: Edition, language: Language) -> str:
    """The stem of a product's files: ``NAME``, ``NAME.en``; with unreviewed articles ``NAME.draft`` ahead of it.

    A draft has a name of its own, so that it never takes the place of what was approved, nor stays there as it.
    """
    draft = ".draft" if edition.unreviewed else ""
    english = ".en" if language is Language.ENGLISH else ""
    return f"{edition.name}{draft}{english}"
