"""How fast inputs are read and duplicates recognised: ``python -m benchmarks.ingest``, no arguments, half a minute.

The articles are made of the characters of ``examples/`` (seeded), about 1 KB of UTF-8 each, all with one footer.
Reading: the same 1,000 articles in every kind of input, from bytes on the disk to ``Article`` records; MB are of
the input as it lies there. Duplicates: one article in five is a wire copy of another (its last sentence cut and a
word changed, another address and title), one in twenty has the same address written differently; all are looked
for beside an empty memory on the disk, then again beside one that holds what the first pass kept. "Wrong" are
articles taken for copies that were not made as such. Times are of this process's CPU.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
import tempfile
import time
import tracemalloc
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from translate.duplicates import recognise
from translate.errors import IngestError
from translate.ingest import read_articles
from translate.memory import Memory
from translate.model import Article, Signature, TranslatedArticle
from translate.text import fold, is_han

COUNT = 1_000
SIZES = (1_000, 10_000)
PARAGRAPHS = 3
# Every article ends with it, as on a real site: what all share must neither join two nor slow the search.
_FOOTER = "版权声明：未经书面授权，不得转载、摘编本网站的文章和图片，违者将追究法律责任。"
Record = Mapping[str, str]


def main() -> None:
    """Print both tables."""
    fold("")  # read once a process, before any clock runs
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        _reading(Path(name), _records(COUNT, chance))
        _duplicates(Path(name), chance)


def _reading(folder: Path, records: Sequence[Record]) -> None:
    table = Table("input", "MB", "MB/s", "articles/s", "peak MB")
    for name, content in _inputs(records).items():
        path = folder / name
        path.write_bytes(content)
        began = time.process_time()
        read = _read(path)
        seconds = time.process_time() - began
        megabytes = len(content) / 1e6
        peak = _peak(path)
        table.add_row(
            name,
            f"{megabytes:.2f}",
            f"{megabytes / seconds:.1f}",
            f"{len(read) / seconds:,.0f}",
            f"{peak:.1f}",
        )
    Console().print(table)


def _read(path: Path) -> list[Article]:
    found = list(read_articles([path]))
    articles = [each for each in found if not isinstance(each, IngestError)]
    if len(articles) != COUNT or len(found) != COUNT:
        raise SystemExit(f"{path.name}: {len(articles)} of {COUNT} articles read")
    return articles


def _peak(path: Path) -> float:
    """Megabytes of Python's memory while it is read and nothing is kept."""
    tracemalloc.start()
    for _ in read_articles([path]):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def _duplicates(folder: Path, chance: random.Random) -> None:
    table = Table(
        "articles", "duplicates", "found", "wrong", "s, empty memory", "s, full memory", "ms an article"
    )
    for size in SIZES:
        records, twins = _with_twins(size, chance)
        path = folder / "twins.jsonl"
        path.write_text(
            "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8"
        )
        articles = [each for each in read_articles([path]) if isinstance(each, Article)]
        with Memory.open(folder / f"{size}.db") as memory:
            began = time.process_time()
            told = recognise(articles, memory)
            first = time.process_time() - began
            for article in told.articles:
                memory.store(TranslatedArticle(article, (), Signature("", "", "")), {})
            began = time.process_time()
            again = recognise(articles, memory)
            second = time.process_time() - began
        found = [twin for twin in told.duplicates if twin.url in twins]
        if len(again.articles) != len(told.articles) or again.elsewhere:
            raise SystemExit("the second pass differs from the first")
        wrong = len(told.duplicates) - len(found)
        table.add_row(
            f"{size:,}", f"{len(twins) // 2:,}", f"{len(found):,}", str(wrong), f"{first:.1f}", f"{second:.1f}",
            f"{1000 * first / size:.2f}",
        )  # fmt: skip
    Console().print(table)


def _with_twins(size: int, chance: random.Random) -> tuple[list[Record], set[str]]:
    """Records, a quarter of them twins of others, shuffled; and the addresses of either of each two."""
    records = _records(size * 3 // 4, chance)
    twins, addresses = [], set()
    for number, record in enumerate(records[: size - len(records)]):
        if number % 5 == 4:
            twin = {
                **record,
                "url": record["url"].replace("https://news.", "http://m.news.") + "?utm_source=rss",
            }
        else:
            *kept, _ = record["body"].removesuffix(_FOOTER).strip().split("。")[:-1]
            body = "。".join(kept) + "。" + "\n\n" + _FOOTER
            at = chance.randrange(len(body) - 4)
            twin = {
                "title": _text(12, chance),
                "url": f"https://two.example/{number}",
                "date": record["date"],
            }
            twin["body"] = body[:at] + "昨日" + body[at + 2 :]
        addresses |= {twin["url"], record["url"]}
        twins.append(twin)
    mixed = [*records, *twins]
    chance.shuffle(mixed)
    return mixed, addresses


def _records(count: int, chance: random.Random) -> list[Record]:
    return [
        {
            "title": _text(16, chance),
            "url": f"https://news.example/a/{chance.getrandbits(48):012x}.html",
            "date": "2026-01-28T10:41:05Z",
            "body": "\n\n".join([*(_paragraph(chance) for _ in range(PARAGRAPHS)), _FOOTER]),
        }
        for _ in range(count)
    ]


def _paragraph(chance: random.Random) -> str:
    return "".join(f"{_text(25, chance)}。" for _ in range(4))


def _characters() -> str:
    texts = (path.read_text(encoding="utf-8") for path in sorted(Path("examples").glob("0*.md")))
    return "".join(character for text in texts for character in text if is_han(character))


_HAN = _characters()


def _text(length: int, chance: random.Random) -> str:
    return "".join(chance.choices(_HAN, k=length))


def _inputs(records: Sequence[Record]) -> dict[str, bytes]:
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()
    rss, atom = (
        _feed(records, _RSS, "<![CDATA[{}]]>"),
        _feed(records, _ATOM, '<content type="xhtml">{}</content>'),
    )
    pages = {f"{number}.md": _dump(record).encode() for number, record in enumerate(records)}
    texts = {
        f"{number}.txt": f"{record['title']}\n\n{record['body']}\n".encode()
        for number, record in enumerate(records)
    }
    return {
        "dumps.zip": _zip(pages),
        "dumps.tar.gz": gzip.compress(_tar(pages)),
        "texts.zip": _zip(texts),
        "rss.xml": rss,
        "atom.xml": atom,
        "news.jsonl": lines,
        "news.jsonl.gz": gzip.compress(lines),
        "gb18030.jsonl": lines.decode().encode("gb18030"),
        "news.json": json.dumps(records, ensure_ascii=False).encode(),
    }


_RSS = (
    "<rss><channel>",
    "<item><title>{title}</title><link>{url}</link><pubDate>{date}</pubDate><description>{html}</description></item>",
    "</channel></rss>",
)
_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    '<entry><title>{title}</title><link href="{url}"/><published>{date}</published>{html}</entry>',
    "</feed>",
)


def _feed(records: Sequence[Record], form: tuple[str, str, str], body: str) -> bytes:
    begin, entry, end = form
    entries = (entry.format(**record, html=body.format(_html(record))) for record in records)
    return (begin + "".join(entries) + end).encode()


def _html(record: Record) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in record["body"].split("\n\n"))


def _dump(record: Record) -> str:
    date = "<div><i>Wed, 28 Jan 2026 10:41:05 GMT</i></div>"
    return f"<!--1769596865000-->\n[{record['title']}]({record['url']})\n------\n\n{date}{_html(record)}"


def _zip(members: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def _tar(members: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, content in members.items():
            _add_to_tar(archive, name, content)
    return file.getvalue()


def _add_to_tar(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    archive.addfile(info, io.BytesIO(content))


if __name__ == "__main__":
    main()
