"""What XLIFF 1.2 and 2.x have in common: languages, and roots that are of another kind."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from translate.errors import ExchangeError
from translate.exchange.xml_stream import local_name

LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Chinese and English by any of the tags that tools write (BCP 47; ISO 639-2 and -3).
_CHINESE = re.compile(r"(?:zh|zho|chi|cmn|yue)(?:[-_].*)?", re.IGNORECASE)
_ENGLISH = re.compile(r"(?:en|eng)(?:[-_].*)?", re.IGNORECASE)


def is_chinese(tag: str) -> bool:
    """Whether a language tag is of Chinese, of any script and country."""
    return _CHINESE.fullmatch(tag.strip()) is not None


def is_english(tag: str) -> bool:
    """Whether a language tag is of English, of any country."""
    return _ENGLISH.fullmatch(tag.strip()) is not None


def require_pair(source: str, target: str, path: Path, line: int) -> None:
    """Raises ExchangeError for other languages than Chinese to English."""
    if not is_chinese(source) or not is_english(target):
        raise ExchangeError(
            f"is from {source or 'an unnamed language'} to {target or 'an unnamed language'}, not from Chinese"
            " to English, so nothing of it was taken",
            where=path,
            line=line,
            remedy="give the file of the right language pair",
        )


def require_root(root: Any, path: Path, versions: tuple[str, ...]) -> None:
    """Raises ExchangeError for what is no XLIFF of these versions, or has a document type, which none has."""
    name, version = local_name(root), root.get("version", "")
    if name != "xliff" or version not in versions:
        found = f"XLIFF {version}" if name == "xliff" else f"<{name}>"
        raise ExchangeError(
            f"is {found}, not XLIFF {' or '.join(versions)}",
            where=path,
            line=root.sourceline,
            remedy="export it as XLIFF 1.2 or 2.1",
        )
    if root.getroottree().docinfo.internalDTD is not None:
        raise ExchangeError(
            "has a document type declaration, which no XLIFF has",
            where=path,
            line=1,
            remedy="remove the line that begins with <!DOCTYPE",
        )
