"""Archives and feeds made for these tests, and what is read from them, one line each."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.ingest.writing import SIMPLIFIED, texts
from translate.errors import IngestError
from translate.ingest import read_stream
from translate.model import Article

PAGE = f"<!DOCTYPE html><html><body><article><h1>河城新馆</h1><p>{SIMPLIFIED}</p></article></body></html>"
TEXT = f"河城新馆\n\n{SIMPLIFIED}\n"
RECORD = {
    "title": "河城新馆",
    "url": "https://news.example/a/1",
    "date": "2026-01-01T10:00:00Z",
    "body": SIMPLIFIED,
}
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>河城日报</title>
<link>https://news.example/</link>
<item><title>河城新馆</title><link>https://news.example/a/1</link><pubDate>Thu, 01 Jan 2026 10:00:00 GMT</pubDate>
<description>摘要。</description><content:encoded><![CDATA[<p>{SIMPLIFIED}</p>]]></content:encoded></item>
</channel></rss>"""


def as_lines(*records: object) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def as_bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, as_bytes(content))
    return file.getvalue()


def tarred(members: Mapping[str, str | bytes], mode: str = "w") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(as_bytes(content))
            archive.addfile(info, io.BytesIO(as_bytes(content)))
    return file.getvalue()


def gzipped(content: str | bytes) -> bytes:
    return gzip.compress(as_bytes(content))


def found(content: str | bytes, source: str) -> list[Article | IngestError]:
    """All that is read from this content under this name."""
    return list(read_stream(io.BufferedReader(io.BytesIO(as_bytes(content))), source))


def articles(content: str | bytes, source: str) -> list[Article]:
    read = found(content, source)
    assert not [each for each in read if isinstance(each, IngestError)], read
    return [each for each in read if isinstance(each, Article)]


def told(content: str | bytes, source: str) -> list[str]:
    """One line a thing read: an article's source and title, or the fault."""
    return [
        str(each) if isinstance(each, IngestError) else f"{each.source} {each.blocks[0].zh}"
        for each in found(content, source)
    ]


def the_body(content: str | bytes, source: str) -> list[str]:
    (article,) = articles(content, source)
    return texts(article)


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(as_bytes(content))
    return path
