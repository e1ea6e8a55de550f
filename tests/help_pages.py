"""The help of every command as it is printed; ``python -m tests.help_pages`` writes the golden ones anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer
from typer.testing import CliRunner

from translate.cli import app

FOLDER = Path(__file__).parent / "golden" / "help"
WIDTH = "80"


def commands() -> tuple[tuple[str, ...], ...]:
    """The words of every command, groups included, in order."""
    return tuple(_below(app, ()))


def _below(group: typer.Typer, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield words
    for command in group.registered_commands:
        name = command.name or getattr(command.callback, "__name__", "").replace("_", "-")
        yield (*words, name)
    for added in group.registered_groups:
        if added.typer_instance is not None:
            yield from _below(
                added.typer_instance, (*words, str(added.name or added.typer_instance.info.name))
            )


def printed(words: tuple[str, ...]) -> str:
    """What ``duizhao … --help`` prints on a terminal of 80 columns."""
    result = CliRunner().invoke(app, [*words, "--help"], env={"TERMINAL_WIDTH": WIDTH, "COLUMNS": WIDTH})
    assert result.exit_code == 0, result.output
    return "\n".join(line.rstrip() for line in result.stdout.strip().splitlines()) + "\n"


def golden(words: tuple[str, ...]) -> Path:
    """The file that keeps it."""
    return FOLDER / f"{'-'.join(('duizhao', *words))}.txt"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in FOLDER.glob("*.txt"):
        path.unlink()
    for words in commands():
        golden(words).write_text(printed(words), encoding="utf-8")


if __name__ == "__main__":
    main()
