"""How fast 100,000 entries go out and in: ``python -m benchmarks.glossary_formats``, no arguments, some minutes.

Each format in a process of its own, so that the peak of its memory is its own: the entries are made up (seeded by
their number), written as a glossary file of 100,000 entries, exported, and imported into an empty glossary with
``duizhao glossary``'s own functions. One in three has a note, accepted forms and a scope. Seconds are of this
process's CPU, one run; export includes reading the glossary, import comparing and saving. "Again" imports the same
file into the glossary that has it all already. Memory is the peak of the process for all three (ru_maxrss).
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.table import Table

from translate.exchange.terms import FORMATS
from translate.exchange.terms.plan import apply, plan_import
from translate.glossary import Glossary, GlossaryEntry
from translate.output import write_bytes

ENTRIES = 100_000
_KILOBYTES = 1024 if sys.platform != "darwin" else 1  # of ru_maxrss, by the system
_FIRST, _COMMON = 0x4E00, 20_000  # the main block of Han


def main() -> None:
    """Print the table."""
    table = Table("format", "megabytes", "export s", "import s", "again s", "peak MB", "came back")
    for kind in FORMATS:
        with tempfile.TemporaryDirectory() as folder, get_context("spawn").Pool(1) as pool:
            table.add_row(kind.name, *pool.apply(measure, (kind.name, Path(folder))))
    Console().print(table)


def measure(name: str, folder: Path, entries: int = ENTRIES) -> list[str]:
    """One row of the table without the format's name. Exits with an error where an entry does not come back."""
    kind = next(known for known in FORMATS if known.name == name)
    full, empty, file = folder / "full", folder / "empty", folder / f"out.{name}"
    full.mkdir()
    empty.mkdir()
    glossary = Glossary.load(full)
    glossary.add(map(_entry, range(entries)))
    glossary.save()
    del glossary
    exported = _timed(lambda: write_bytes(file, kind.write(list(Glossary.load(full).entries())).data))
    imported = _timed(lambda: _import(name, file, empty, new=True))
    again = _timed(lambda: _import(name, file, full, new=False))
    count = sum(1 for _ in Glossary.load(empty))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KILOBYTES / 1e6
    size = file.stat().st_size / 1e6
    return [
        f"{size:.1f}",
        f"{exported:.1f}",
        f"{imported:.1f}",
        f"{again:.1f}",
        f"{peak:,.0f}",
        f"{count:,}",
    ]


def _import(name: str, file: Path, folder: Path, *, new: bool) -> None:
    kind = next(known for known in FORMATS if known.name == name)
    glossary = Glossary.load(folder)
    plan = plan_import(glossary, kind.read(file).rows)
    if plan.faults or plan.changes or bool(plan.new) != new:
        raise SystemExit(f"{name}: {len(plan.new)} new, {len(plan.changes)} differ, {plan.faults[:1]}")
    apply(glossary, plan, replacing=False)
    glossary.save()


def _timed(job: Callable[[], object]) -> float:
    begin = time.process_time()
    job()
    return time.process_time() - begin


def _entry(number: int) -> GlossaryEntry:
    zh = f"{chr(_FIRST + number % _COMMON)}{chr(_FIRST + number // _COMMON * 97)}公司"
    if number % 3:
        return GlossaryEntry(zh, f"Company No. {number}")
    return GlossaryEntry(
        zh,
        f"Company No. {number}",
        note=f"Registered under {number}.\nSee the register.",
        accept=(f"Co. {number}", f"Company, No. {number}"),
        scope="mentions 公司|企业",
        source="register, 2024",
    )


if __name__ == "__main__":
    main()
