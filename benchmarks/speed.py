"""How fast Duizhao is: one command, one table.

    python -m benchmarks.speed [PART…] [--pairs 3] [--sentences 48] [--llama-python PYTHON] [--gguf FILE]
                               [--sizes 1 10 100] [--seed 1]

Parts, all of them without a name:

{parts}

Each also runs by itself (``python -m benchmarks.speed_qwen``). What compares two ways of doing a thing runs them in
turn within one process and gives the median ratio of the pairs with the least and the most: machines are shared, so
seconds differ from run to run while ratios hardly do. Goals are shown beside what they are held to. The rows come
on stderr as they are measured, the table on stdout at the end. A part whose model is not installed says so in a
line; the others are measured, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from rich.console import Console
from rich.table import Table

from benchmarks.measured import Row
from benchmarks.speed_qwen import options_of
from benchmarks.speed_stages import SIZES
from translate.errors import DuizhaoError

_WIDTH = 150  # columns of the table where it goes into a file


@dataclass(frozen=True, slots=True)
class Part:
    """A module with ``rows``, which takes these options by name; it is imported when it is its turn."""

    module: str
    about: str
    options: tuple[str, ...]

    def rows(self, options: argparse.Namespace) -> Iterator[Row]:
        """The part's rows, each as it is measured."""
        given = {name: getattr(options, name) for name in self.options}
        yield from import_module(f"benchmarks.{self.module}").rows(**given)


#: In the order of the table: the whole run first, whose peak memory is then its own.
PARTS: Mapping[str, Part] = {
    "run": Part(
        "speed_run", "a whole run over examples/: what is not the model's, what decoding again adds", ()
    ),
    "qwen": Part(
        "speed_qwen",
        "the qwen engine against a sentence at a time, and against llama.cpp on the same file",
        ("sentences", "pairs", "llama_python", "gguf", "seed"),
    ),
    "settings": Part(
        "speed_settings",
        "what each choice of the qwen engine and of the ladder is worth: the work with it taken back",
        ("sentences", "pairs", "seed"),
    ),
    "argos": Part(
        "speed_argos", "the argos engine against argostranslate.translate, same package", ("pairs",)
    ),
    "stages": Part(
        "speed_stages", "Duizhao's own work at 1, 10 and 100 times the size; no model", ("sizes",)
    ),
}


def show(parts: Mapping[str, Iterator[Row]]) -> int:
    """Measure, with each row on stderr as it comes, and print the table; 1 if a part could not be measured."""
    told = Console(stderr=True)
    table = Table("", "measured", "figure", "goal", "of what", title=_machine())
    failed = 0
    for name, rows in parts.items():
        told.print(f"[bold]{name}[/] …")
        try:
            for row in rows:
                told.print(f"  {row.what}: {row.figure}", markup=False, highlight=False, soft_wrap=True)
                table.add_row(name, row.what, row.figure, row.goal, row.note)
        except DuizhaoError as error:
            failed = 1
            told.print(f"{name}: {error}", markup=False, highlight=False, soft_wrap=True)
        table.add_section()
    if not table.rows:
        return failed
    screen = Console()
    (screen if screen.is_terminal else Console(width=_WIDTH)).print(table)
    return failed


def _machine() -> str:
    load = " ".join(f"{each:.1f}" for each in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    return f"{os.cpu_count()} processors, load {load} before"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table of the parts that are asked for; exits with 1 if one could not be measured."""
    options = _options(arguments)
    chosen = {name: PARTS[name].rows(options) for name in options.parts or PARTS}
    sys.exit(show(chosen))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parts = "\n".join(f"- {name}: {part.about}" for name, part in PARTS.items())
    about = (__doc__ or "").format(parts=parts)
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument(
        "--pairs", type=int, default=3, help="runs of both sides in turn (default: %(default)s)"
    )
    options_of(parser)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="of stages (default: 1 10 100)")
    options = parser.parse_args(arguments)
    if unknown := [part for part in options.parts if part not in PARTS]:
        parser.error(f"no part is called {unknown[0]!r}; there are {', '.join(PARTS)}")
    return options


if __name__ == "__main__":
    main()
