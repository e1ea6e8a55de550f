"""Reads the two files: whatever ingest reads of one article, in Chinese and in English, cut into sentences."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from pathlib import Path

from translate.align import english
from translate.align.model import Text
from translate.errors import IngestError
from translate.ingest import decode, read_text
from translate.ingest.characters import count_han
from translate.ingest.streams import open_file, unreadable
from translate.model import Article
from translate.segment import sentences as chinese_sentences
from translate.text import LATIN

MOST_BYTES = 16 << 20
MOST_CHARACTERS = 2_000_000  # of one text; a long novel has half of that
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LATIN = re.compile(f"[{LATIN}]")
_LETTERS_A_CHARACTER = 3  # of English for one of Chinese: by this measure a text is the one or the other


def read_pair(zh: Path, en: Path) -> tuple[Article, Text, Article, Text]:
    """Both files as articles and as sentences in paragraphs.

    Raises IngestError: missing, binary, empty, too large, not in its language, or the two swapped.
    """
    ours, theirs = _read(zh), _read(en, windows=True)
    _refuse_languages(zh, ours, en, theirs)
    return ours, _cut(ours, chinese_sentences), theirs, _cut(theirs, english.sentences)


def _cut(article: Article, sentences: Callable[[str], tuple[str, ...]]) -> Text:
    return Text.of([sentences(block.zh) for block in article.blocks])


def _read(path: Path, *, windows: bool = False) -> Article:
    try:
        with open_file(path) as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    too_large = "split both files at the same place, a chapter or an article each"
    if len(data) > MOST_BYTES:
        raise IngestError(
            f"is too large to align (at most {MOST_BYTES >> 20} MB)", where=path, remedy=too_large
        )
    if windows and _is_windows(data):
        data = data.decode("cp1252", "replace").encode("utf-8")
    article = read_text(decode(data, str(path)), source=str(path))
    characters = sum(len(block.zh) for block in article.blocks)
    if characters > MOST_CHARACTERS:
        what = f"holds {characters:,} characters, too many to align at once (at most {MOST_CHARACTERS:,})"
        raise IngestError(what, where=path, remedy=too_large)
    return article


def _is_windows(data: bytes) -> bool:
    """English with curly quotes as Windows saved it: not UTF-8, and hardly a byte beyond ASCII.

    ``decode`` knows Chinese encodings only, and would take ``’s`` for a Chinese character.
    """
    if data.startswith(_MARKS) or b"\0" in data or sum(byte > 127 for byte in data) * 10 > len(data):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _refuse_languages(zh: Path, ours: Article, en: Path, theirs: Article) -> None:
    chinese, other = _is_chinese(ours), _is_chinese(theirs)
    if chinese and not other:
        if not any(_LATIN.search(block.zh) for block in theirs.blocks):
            raise IngestError("holds no English", where=en, remedy="give its English translation")
        return
    if other and not chinese:
        remedy = f"give the Chinese first: duizhao align {en} {zh}"
        raise IngestError(
            "is not Chinese, but the second file is: they look swapped", where=zh, remedy=remedy
        )
    if chinese:
        raise IngestError("is Chinese too", where=en, remedy="give the English second")
    raise IngestError("is not Chinese", where=zh, remedy="give the Chinese first, then the English")


def _is_chinese(article: Article) -> bool:
    text = "".join(block.zh for block in article.blocks)
    return count_han(text) * _LETTERS_A_CHARACTER > len(_LATIN.findall(text))
