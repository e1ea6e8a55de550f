"""How fast a dump is harvested: ``python -m benchmarks.glossary_harvest [MEGABYTES]``, half a minute for 20.

The dump is written anew in the form that a dump has (comment, link, rule, HTML), articles of some 4 KB of text made
of the words of jieba's dictionary as often as each occurs, seeded. "Dense" has a glossed name in every 600 bytes, as
a real article on technology has; "half" half as many, "none" none. Names are people, spelt by their sound, and
companies, made of two words; how often each is met falls with its rank (Zipf), and there is a new name for every
12 glosses, so most names are met a few times only. "Names right" are those that came out with the English and the
beginning that they were written with.

MB are UTF-8 bytes of text, without markup; times are of this process's CPU, one core. Stages: ``read`` is ingest,
``glossed`` and ``neighbours`` the two searches, ``all`` a whole harvest with reading, as the command does it. Memory
is the peak of Python's allocations during that harvest (tracemalloc, in a run of its own).
"""

from __future__ import annotations

import random
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from math import exp
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.termbase import _timed
from translate.glossary import Glossary
from translate.glossary.harvest import Harvest, harvest, reading
from translate.glossary.harvest.glossed import Glossed
from translate.glossary.harvest.neighbours import Neighbours
from translate.ingest import read
from translate.lock.evidence import tokens
from translate.model import Article
from translate.termbase.words import dictionary
from translate.text import fold, is_han

MEGABYTES = 20.0
BYTES_AN_ARTICLE = 4_000
BYTES_A_GLOSS = 600
GLOSSES_A_NAME = 12
WORDS_A_SENTENCE = 14
SENTENCES_A_PARAGRAPH = 3
SYLLABLES = (
    "克 k|莱 lai|纳 na|曼 man|斯 s|特 t|尔 r|德 d|维 vi|奥 o|托 to|马 ma|拉 la|里 ri|亚 ya|森 son|顿 ton|巴 ba|卡 ka|"
    "罗 ro|贝 be|米 mi|尼 ni|科 ko|弗 f|格 g|林 lin|"
    "伯 ber|利 li|安 an|埃 e|加 ga|多 do|萨 sa|洛 lo|莫 mo|哈 ha|丹 dan"
)
FIRMS = ("软件制造商", "芯片公司", "咨询公司", "投资银行", "电池厂商", "航空公司")
PEOPLE = ("首席执行官", "分析师", "总统", "外交部长", "发言人", "教授")


@dataclass(frozen=True, slots=True)
class Named:
    """A name as an article glosses it, with a title before it."""

    title: str
    zh: str
    en: str


def main() -> None:
    """Print the table."""
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else MEGABYTES
    dictionary()
    fold("")
    tokens("起动")  # starts jieba's tagger before any clock runs
    table = Table(
        "glosses",
        "articles",
        "MB",
        "sites",
        "names right",
        "read",
        "glossed",
        "neighbours",
        "all MB/s",
        "peak MB",
    )
    for rate, every in (("dense", BYTES_A_GLOSS), ("half", 2 * BYTES_A_GLOSS), ("none", 0)):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            sites = _write(folder, megabytes, every, random.Random(4))
            table.add_row(rate, *_measure(folder, sites))
    Console().print(table)


def _measure(folder: Path, sites: list[Named]) -> list[str]:
    dump, empty = folder / "dump", Glossary(folder, ())
    paths = sorted(dump.glob("*.md"))
    all_seconds, found = _timed(partial(_harvest, dump, empty))
    read_seconds, articles = _timed(lambda: [read(path) for path in paths])
    megabytes = sum(len(block.zh.encode()) for article in articles for block in article.blocks) / 1e6
    glossed_seconds, _ = _timed(partial(_each, articles, Glossed().read))
    neighbour_seconds, _ = _timed(partial(_each, articles, Neighbours().read))
    tracemalloc.start()
    _harvest(dump, empty)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    speeds = (read_seconds, glossed_seconds, neighbour_seconds, all_seconds)
    return [
        f"{len(paths):,}",
        f"{megabytes:.1f}",
        f"{len(sites):,}",
        _right(found, sites),
        *(f"{megabytes / seconds:.1f}" for seconds in speeds),
        f"{peak:.0f}",
    ]


def _right(found: Harvest, sites: list[Named]) -> str:
    english = {name.zh: name.best.en for name in found.names}
    planted = {site.zh: site.en for site in sites}
    right = sum(english.get(zh) == en for zh, en in planted.items())
    return f"{right:,} of {len(planted):,}" if planted else "–"


def _harvest(dump: Path, glossary: Glossary) -> Harvest:
    found = harvest(reading([dump]), glossary)
    if found.faults:
        raise SystemExit(str(found.faults[0]))
    return found


def _each(articles: list[Article], read: Callable[[Article], None]) -> None:
    for article in articles:
        read(article)


def _write(folder: Path, megabytes: float, every: int, chance: random.Random) -> list[Named]:
    """The dump's files; gives the names that they gloss, each as often as it is glossed."""
    (folder / "dump").mkdir()
    count = int(megabytes * 1e6 / BYTES_AN_ARTICLE)
    per_article = round(BYTES_AN_ARTICLE / every) if every else 0
    names = _names(max(1, count * per_article // GLOSSES_A_NAME), chance)
    weights = list(accumulate(1 / rank for rank in range(1, len(names) + 1)))
    sentences = _sentences(2_000, chance)
    sites: list[Named] = []
    for number in range(count):
        drawn = dict.fromkeys(chance.choices(names, cum_weights=weights, k=per_article))
        sites += drawn
        (folder / "dump" / f"{number:06}.md").write_text(
            _article(number, list(drawn), sentences, chance), encoding="utf-8"
        )
    return sites


def _article(number: int, names: list[Named], sentences: list[str], chance: random.Random) -> str:
    lines = [chance.choice(sentences) for _ in range(BYTES_AN_ARTICLE // 110)]
    for name in names:
        at = chance.randrange(len(lines))
        lines[at] = f"{lines[at][:-1]}，{name.title}{name.zh}({name.en})说，{chance.choice(sentences)}"
    cuts = range(0, len(lines), SENTENCES_A_PARAGRAPH)
    body = "<p> </p>".join(f"<p>{''.join(lines[i : i + SENTENCES_A_PARAGRAPH])}</p>" for i in cuts)
    return (
        f"<!--{1_738_000_000_000 + number * 60_000}-->\n[标题{number}](https://news.example/a/{number}.html)\n------\n\n"
        f"<div><i>Mon, 27 Jan 2025 17:46:40 GMT</i></div>{body}\n"
    )


def _sentences(count: int, chance: random.Random) -> list[str]:
    weights = dictionary().weights
    words = [word for word in sorted(weights) if is_han(word)]
    drawn = chance.choices(words, [exp(weights[word]) for word in words], k=count * WORDS_A_SENTENCE)
    cuts = range(0, len(drawn), WORDS_A_SENTENCE)
    return [
        "".join(drawn[i : i + 7]) + "，" + "".join(drawn[i + 7 : i + WORDS_A_SENTENCE]) + "。" for i in cuts
    ]


def _names(count: int, chance: random.Random) -> list[Named]:
    syllables = [pair.split(" ") for pair in SYLLABLES.split("|")]
    known = dictionary()
    words = sorted(
        word for word in known.weights if len(word) == 2 and is_han(word) and known.weights[word] > -12
    )

    def spelt(length: int) -> tuple[str, str]:
        drawn = chance.choices(syllables, k=length)
        return "".join(zh for zh, _ in drawn), "".join(latin for _, latin in drawn).title()

    found: dict[str, Named] = {}
    while len(found) < count:
        (first, given), (last, family) = spelt(chance.choice((2, 3))), spelt(chance.choice((3, 4)))
        person = Named(chance.choice(PEOPLE), f"{first}·{last}", f"{given} {family}")
        firm = Named(chance.choice(FIRMS), "".join(chance.choices(words, k=2)), f"{family}{given} Works")
        one = chance.choices((person, firm), (3, 1))[0]
        found.setdefault(one.zh, one)
    return list(found.values())


if __name__ == "__main__":
    main()
