"""Reading one file: the one place where ingest touches the disk for content."""

from __future__ import annotations

from pathlib import Path

from translate.errors import IngestError
from translate.ingest.article import read_text
from translate.ingest.decode import decode
from translate.ingest.discover import unreadable
from translate.model import Article

MOST_BYTES = 64 << 20  # one article is some 10 KB; a file beyond this is a whole archive or no text
# A long report has 30,000 characters; at 200,000 the default model would draft for half a day.
MOST_CHARACTERS = 200_000


def read(path: Path) -> Article:
    """The article in one file. Raises IngestError: missing, unreadable, too large, binary, or without text."""
    article = read_text(decode(_load(path), str(path)), source=str(path))
    length = sum(len(block.zh) for block in article.blocks)
    if length > MOST_CHARACTERS:
        raise IngestError(
            f"holds {length:,} characters, more than any article (at most {MOST_CHARACTERS:,})",
            where=path,
            remedy="split it into one file an article",
        )
    return article


def _load(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise IngestError("is a folder, not a file", where=path, remedy="name the files in it")
        if not path.is_file():
            raise IngestError(_no_file(path), where=path, remedy="check the path")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise IngestError(
                f"is too large ({size >> 20} MB; at most {MOST_BYTES >> 20} MB)",
                where=path,
                remedy="split it into one file an article",
            )
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def _no_file(path: Path) -> str:
    if path.is_symlink():
        return "leads nowhere (a broken link)"
    return "is no file that can be read" if path.exists() else "does not exist"
