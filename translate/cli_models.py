"""``duizhao models``: list, install, verify, remove and find the models that translate.

Model libraries are imported on use, so that ``--help`` is quick.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from translate.errors import ModelError

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from translate.engine.catalogue import Entry
    from translate.engine.digest import Progress
    from translate.engine.install import Installer, Reporter
    from translate.engine.store import InstalledModel

app = typer.Typer(
    name="models",
    help="List, install, verify and remove the models that translate.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_INTERRUPTED = 130  # what a shell gives for a run ended by Ctrl-C

_Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
_Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


@app.command("list", epilog="Example: duizhao models list")
def list_models(as_json: _Json = False) -> None:
    """Show what can be installed and what is."""
    rows = _rows()
    if as_json:
        typer.echo(json.dumps([row.record() for row in rows], ensure_ascii=False, indent=2))
        return
    _print_table(rows)


@app.command(epilog="Example: duizhao models install qwen")
def install(
    name: Annotated[str, typer.Argument(help="qwen, argos, or a name for your own GGUF.")] = "qwen",
    gguf: Annotated[
        Path | None, typer.Option("--gguf", help="Install this Qwen2-architecture GGUF file.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="Install this .argosmodel file (Chinese to English).")
    ] = None,
    own_name: Annotated[str, typer.Option("--name", help="What to call the GGUF; NAME if not given.")] = "",
    keep: Annotated[bool, typer.Option("--keep-gguf", help="Keep the downloaded file as well.")] = False,
    quiet: _Quiet = False,
) -> None:
    """Fetch a model, check it, convert it and put it in place.

    A broken download is gone on with by the same command. Nothing else in Duizhao uses the network.
    """
    installer = _installer(name, gguf, file, own_name, keep)
    with _resumable(), _reporting(quiet) as report:
        outcome = installer(report)
    if not quiet:
        state = "is installed" if outcome.new else "is already installed"
        typer.echo(f"{outcome.model.name} {state} ({_size(outcome.model.size)}): {outcome.model.path}")


@app.command(epilog="Example: duizhao models verify qwen")
def verify(
    name: Annotated[str, typer.Argument(help="The model; all of them if not given.")] = "",
    quiet: _Quiet = False,
) -> None:
    """Hash every file again and compare with what was installed."""
    from translate.engine import store

    models = (store.require(name),) if name else store.installed_models()
    if not models:
        raise ModelError("no model is installed", remedy=f"run `{store.install_command(store.DEFAULT)}`")
    for model in models:
        with _resumable(), _reporting(quiet) as report:
            store.verify(model, report.in_bytes(f"Checking {model.name}"))
        if not quiet:
            typer.echo(f"{model.name} is whole: {model.path}")


@app.command(epilog="Example: duizhao models remove qwen --yes")
def remove(
    name: Annotated[str, typer.Argument(help="The model to delete.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    quiet: _Quiet = False,
) -> None:
    """Delete an installed model from the disk."""
    from translate.engine import store

    model = store.require(name)
    if not yes:
        typer.confirm(f"Delete {model.path} ({_size(model.size)})?", abort=True)
    store.remove(name)
    if not quiet:
        typer.echo(f"{name} is removed")


@app.command(epilog="Example: duizhao models where qwen")
def where(
    name: Annotated[str, typer.Argument(help="The model; the folder of all of them if not given.")] = "",
) -> None:
    """Print the folder of a model, or the one in which models are kept."""
    from translate.engine import store

    typer.echo(store.require(name).path if name else store.models_dir())


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of ``models list``. ``size`` is in bytes, expected if the model is not installed, 0 if unknown."""

    name: str
    title: str
    kind: str
    size: int
    path: Path | None
    sha256: str
    licence: str
    origin: str
    homepage: str

    def record(self) -> dict[str, str | int | bool | None]:
        return {
            "name": self.name,
            "title": self.title,
            "kind": self.kind,
            "size": self.size,
            "installed": self.path is not None,
            "path": str(self.path) if self.path else None,
            "sha256": self.sha256,
            "licence": self.licence,
            "from": self.origin,
            "homepage": self.homepage,
        }


def _rows() -> list[_Row]:
    """The catalogue first, then what else is installed."""
    from translate.engine import catalogue, store

    installed = {model.name: model for model in store.installed_models()}
    known = [_known_row(entry, installed.pop(entry.name, None)) for entry in catalogue.CATALOGUE]
    return known + [_own_row(model) for model in installed.values()]


def _known_row(entry: Entry, model: InstalledModel | None) -> _Row:
    if model is None:
        size, path, sha256 = entry.installed_size, None, ""
    elif entry.artifact is not None and entry.artifact.sha256 != model.sha256:
        return _own_row(model)  # the user gave the entry's name to another file
    else:
        size, path, sha256 = model.size, model.path, model.sha256
    return _Row(
        name=entry.name,
        title=entry.title,
        kind=entry.kind,
        size=size,
        path=path,
        sha256=sha256,
        licence=entry.licence,
        origin=entry.origin,
        homepage=entry.homepage,
    )


def _own_row(model: InstalledModel) -> _Row:
    return _Row(
        name=model.name,
        title="a GGUF of your own",
        kind=model.kind,
        size=model.size,
        path=model.path,
        sha256=model.sha256,
        licence="see its source",
        origin="your file",
        homepage="",
    )


def _print_table(rows: list[_Row]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("Name", "Model", "Kind", "Size", "Installed", "Licence", "From"):
        table.add_column(heading, overflow="fold", justify="right" if heading == "Size" else "left")
    for row in rows:
        state = "yes" if row.path else "no"
        table.add_row(row.name, row.title, row.kind, _size(row.size), state, row.licence, row.origin)
    Console().print(table)


def _installer(name: str, gguf: Path | None, file: Path | None, own_name: str, keep: bool) -> Installer:
    """What the options ask for; typer.BadParameter for options that do not go together."""
    from translate.engine import catalogue, install

    if gguf is not None and file is not None:
        raise typer.BadParameter("--gguf and --file exclude each other")
    if own_name and gguf is None:
        raise typer.BadParameter("--name goes with --gguf")
    if gguf is not None:
        return lambda report: install.install_gguf(gguf, own_name or name, report)
    if file is not None:
        if name != catalogue.ARGOS:
            raise typer.BadParameter("--file goes with the name argos")
        return lambda report: install.install_argos_file(file, report)
    entry = catalogue.entry(name)
    return lambda report: install.install_entry(entry, report, keep=keep)


@contextmanager
def _resumable() -> Iterator[None]:
    """Ctrl-C ends the command in an orderly way."""
    try:
        yield
    except KeyboardInterrupt as error:
        typer.echo("stopped; the same command goes on from here", err=True)
        raise typer.Exit(_INTERRUPTED) from error


@contextmanager
def _reporting(quiet: bool) -> Iterator[Reporter]:
    """Progress bars on stderr, or nothing."""
    if quiet:
        yield _Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    amount = TextColumn("{task.fields[amount]}")
    columns = (TextColumn("{task.description:12}"), BarColumn(), amount, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        yield _OnBars(bars)


class _Silent:
    """A reporter that keeps it all to itself."""

    def say(self, line: str) -> None:
        pass

    def in_bytes(self, _title: str) -> Progress:
        return lambda _done, _total: None

    in_pieces = in_bytes


class _OnBars:
    """A reporter with one bar for each step, which appears when the step begins."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars

    def say(self, line: str) -> None:
        self._bars.console.print(line, markup=False, highlight=False, soft_wrap=True)

    def in_bytes(self, title: str) -> Progress:
        return self._bar(title, lambda done, total: f"{done / 1e6:,.0f} of {total / 1e6:,.0f} MB")

    def in_pieces(self, title: str) -> Progress:
        return self._bar(title, lambda done, total: f"{done} of {total}")

    def _bar(self, title: str, amount: Callable[[int, int], str]) -> Progress:
        tasks: list[TaskID] = []

        def progress(done: int, total: int) -> None:
            if not tasks:
                tasks.append(self._bars.add_task(title, total=total or None, amount=""))
            self._bars.update(tasks[0], completed=done, total=total or None, amount=amount(done, total))

        return progress


def _size(count: int) -> str:
    if not count:
        return "?"
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"
