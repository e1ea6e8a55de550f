"""What an edition of many articles costs: seconds and peak memory of ``duizhao publish``, form by form.

    python -m benchmarks.publish [--articles 500] [--form epub --form pdf]

Makes a memory of so many signed articles (30 sentences each), then publishes them as one edition in each form and
both languages, each form in a process of its own: its wall time and peak memory are of the whole command. Each is
made twice into different folders; "same" says whether every byte is.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from benchmarks.review_server import article
from translate.memory import Memory
from translate.publish.forms import FORMS

_SENTENCES = 30
_AT = datetime(2025, 1, 29, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cost:
    """One run of the command. ``peak`` in MB (10^6 octets); ``octets`` of all its files."""

    seconds: float
    peak: float
    files: int
    octets: int


def build(path: Path, articles: int) -> None:
    """A memory of signed articles, with a reason for the blockers that made-up sentences have."""
    source = random.Random(1)
    with Memory.open(path) as memory:
        for number in range(articles):
            made = article(number, _SENTENCES, source)
            memory.store(made, {})
            memory.sign_off(made.article.id, "Mei", _AT, reason="made up")


def run(memory: Path, form: str, output: Path) -> Cost:
    """Publishes the edition in one form. Raises ``CalledProcessError`` if the command fails."""
    command = [
        "publish",
        "--memory",
        str(memory),
        "--form",
        form,
        "--edition",
        "All",
        "-o",
        str(output),
        "--json",
    ]
    began = perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "translate", *command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - began
    if status:
        raise subprocess.CalledProcessError(status, command)
    files = [path for path in output.rglob("*") if path.is_file()]
    return Cost(seconds, usage.ru_maxrss * 1024 / 1e6, len(files), sum(path.stat().st_size for path in files))


def is_same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files with the same bytes."""
    names = [
        sorted(path.relative_to(top) for path in top.rglob("*") if path.is_file()) for top in (one, other)
    ]
    return names[0] == names[1] and all(
        filecmp.cmp(one / name, other / name, shallow=False) for name in names[0]
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--form", action="append", choices=[form.name for form in FORMS])
    given = parser.parse_args()
    articles, wanted = given.articles, given.form or [form.name for form in FORMS]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(folder / "memory.db", articles)
        print(f"an edition of {articles} articles of {_SENTENCES} sentences, bilingual and in English")
        for form in wanted:
            cost = run(folder / "memory.db", form, folder / form)
            run(folder / "memory.db", form, folder / f"{form}-again")
            same = is_same(folder / form, folder / f"{form}-again")
            print(
                f"{form:10} {cost.seconds:6.1f} s {cost.peak:6.0f} MB peak "
                f"{cost.files:6,} files {cost.octets / 1e6:6.1f} MB  same: {'yes' if same else 'NO'}"
            )


if __name__ == "__main__":
    main()
