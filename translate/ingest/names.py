"""Which file names mean news, in folders and in archives, and how a place inside an archive is named."""

from __future__ import annotations

from translate.ingest.inline import clean

ARTICLE_SUFFIXES = (".md", ".markdown", ".html", ".htm", ".txt")
FEED_SUFFIXES = (".rss", ".atom", ".rdf", ".xml")
JSON_SUFFIXES = (".jsonl", ".ndjson", ".json")
ARCHIVE_SUFFIXES = (".zip", ".tar", ".tgz", ".gz")
SUFFIXES = (*ARTICLE_SUFFIXES, *FEED_SUFFIXES, *JSON_SUFFIXES, *ARCHIVE_SUFFIXES)

STANDARD_INPUT = "-"
STANDARD_INPUT_NAME = "standard input"


def is_news(name: str) -> bool:
    """Whether a file of this name (or path in an archive) is read when nobody named it: not hidden, no README.md.

    >>> [is_news(name) for name in ("2025/a.MD", "b.jsonl.gz", ".git/c.md", "d.png", "__MACOSX/e.md")]
    [True, True, False, False, False]
    """
    parts = name.replace("\\", "/").lower().split("/")
    hidden = any(part.startswith(".") and part.strip(".") for part in parts) or "__macosx" in parts
    return not hidden and parts[-1].endswith(SUFFIXES) and parts[-1] != "readme.md"


def member_of(archive: str, name: str) -> str:
    """How a member of an archive is named in messages and on pages. Names are shown, never used as paths.

    >>> member_of("dump.zip", "2025/a\\x1b.md")
    'dump.zip!2025/a.md'
    """
    return f"{archive}!{clean(name)}"


def unzipped(name: str) -> str:
    """The name of what a ``.gz`` file holds."""
    folded = name.lower()
    return f"{name[:-4]}.tar" if folded.endswith(".tgz") else name[:-3] if folded.endswith(".gz") else name
