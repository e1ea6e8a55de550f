"""The command line. Model libraries are imported inside commands, so that ``--help`` is quick."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.models import CommandInfo

from translate import (
    cli_align,
    cli_alternatives,
    cli_check,
    cli_exchange,
    cli_glossary,
    cli_models,
    cli_pairs,
    cli_publish,
    cli_review,
    cli_stats,
    cli_update,
    cli_watch,
)
from translate.errors import DuizhaoError
from translate.runner import LOCAL
from translate.runner.options import RayAddress, RunnerName, Workers, settings

app = typer.Typer(
    name="duizhao",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Chinese news in, English that a desk can sign out: offline, with the house glossary enforced.",
    epilog="Exit codes: 0 clean, 1 a fault, 2 wrong usage, 3 blockers remain.",
)
app.add_typer(cli_models.app, name="models")
app.add_typer(cli_glossary.app, name="glossary")
app.command(
    epilog="Example: duizhao check translation.po --glossary glossary\n\n"
    "Example: duizhao check pairs.tsv --severity warning --json"
)(cli_check.check)
app.command(
    epilog="Example: duizhao update --dry-run\n\nExample: duizhao update --glossary glossary --output output"
)(cli_update.update)
app.command(
    epilog="Example: duizhao export --output exchange\n\n"
    "Example: duizhao export news.example-tech-deepseek-model --format xliff --output for-omegat\n\n"
    "Example: duizhao export --format tmx    (all that people have edited or approved, as one translation memory)"
)(cli_exchange.export)
app.command(
    "import",
    epilog="Example: duizhao import exchange/*.po --who Mei --dry-run\n\n"
    "Example: duizhao import agency.tmx --approved\n\n"
    "Where a sentence is “fuzzy” nobody has reviewed it; taking that flag off in the editor signs it. Where the file "
    "and the memory have both changed a sentence, both texts are shown, the newer stays, and the exit code is 3.",
)(cli_exchange.import_)
app.command(
    epilog="Example: duizhao align story.zh.txt story.en.txt --output story.html\n\n"
    "Example: duizhao align archive/zh archive/en --glossary glossary --approve --who Mei\n\n"
    "The same files again change nothing. Exit code 3: there are doubtful pairs; these always wait for review."
)(cli_align.align)
app.command(
    epilog="Example: duizhao pairs agency.tmx --review --who Mei\n\n"
    "Approved pairs are reused for exactly the same Chinese, unless somebody signed other English for it in an "
    "article. Articles that have reused a pair keep its English when it is removed."
)(cli_pairs.pairs)

app.command(
    epilog="Example: duizhao review newsroom --who Mei\n\n"
    "The address that it prints holds a key: whoever has it may read and write until you stop the server."
)(cli_review.review)
app.command(
    epilog="Example: duizhao status newsroom --unsigned\n\nExit code 3: an article that nobody signed has blockers."
)(cli_review.status)
app.command(
    epilog="Example: duizhao sign news-42-1b2c3d4e --reason “The figure is the agency's own.”\n\n"
    "A later change of the article's English withdraws the signature. Exit code 3: blockers stand without a reason."
)(cli_review.sign)
app.command(
    epilog="Example: duizhao publish --form html --form markdown --output published\n\n"
    "Example: duizhao publish --day 2025-01-28 --edition “Chips this week” --form site --form feed\n\n"
    "An article is approved when its signature stands, or when all its sentences are approved and none has a "
    "blocker. Exit code 3: articles were held back."
)(cli_publish.publish)
app.command(
    epilog="Example: duizhao alternatives helios-inference-chip-5591d593 p03.s01\n\n"
    "Example: duizhao alternatives helios-inference-chip-5591d593.html p03.s01 -n 8 --json"
)(cli_alternatives.alternatives)
app.command(epilog="Example: duizhao stats --since 4w --by week\n\nExample: duizhao stats --csv figures.csv")(
    cli_stats.stats
)
app.command(
    epilog="Example: duizhao watch dumps --output output\n\n"
    "Example for cron: duizhao watch dumps --once\n\n"
    "Ctrl-C or SIGTERM ends it after the batch in flight, with exit code 0; pressed twice, at once (130)."
)(cli_watch.watch)

_Dumps = Annotated[
    list[Path],
    typer.Argument(
        metavar="DUMP…",
        help="News: Markdown, HTML, text, RSS, Atom, JSON Lines; each as a file, in .zip, .tar or .gz, in a folder, "
        "as a glob, or - for standard input.",
        show_default=False,
    ),
]
_Output = Annotated[Path, typer.Option("--output", "-o", help="Folder for the pages.")]
_Glossary = Annotated[Path, typer.Option("--glossary", "-g", help="Folder with the glossary's PO files.")]
_Memory = Annotated[
    Path | None,
    typer.Option("--memory", "-m", help="The translation memory. Default: memory.db beside the glossary."),
]
_Engine = Annotated[
    str, typer.Option("--engine", "-e", help="auto, argos, qwen, or the name of a model that you installed.")
]
_Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="WHEN",
        help="Only articles published since: 2026-11-24, 2026-11-24T06:00, 6h, 2d, yesterday. "
        "Articles without a date are taken.",
    ),
]
_Limit = Annotated[
    int | None,
    typer.Option(
        "--limit", metavar="N", min=1, help="Only the first N of these; says how many were left out."
    ),
]
_DryRun = Annotated[
    bool,
    typer.Option("--dry-run", "-n", help="Only say what would be done and about how long it would take."),
]
_Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress and no summary; faults are still told.")
]
_Redraft = Annotated[
    bool,
    typer.Option(
        "--redraft",
        help="Also make the drafts of other engines anew, with the one that is chosen now. Words of people stay.",
    ),
]
_Json = Annotated[bool, typer.Option("--json", help="The summary as JSON on standard output.")]


@app.command(
    epilog="Example: duizhao translate examples --output output\n\n"
    "Example: duizhao translate dump.zip feed.xml 'news/**/*.jsonl.gz'\n\n"
    "Example: zcat news.jsonl.gz | duizhao translate -\n\n"
    "Example: duizhao translate dumps --runner ray --ray-address 10.0.0.5:6379\n\n"
    "Example: duizhao translate dumps --since yesterday --limit 50 --dry-run\n\n"
    "Run it again when the dump has grown: what is in memory.db is not translated twice."
)
def translate(
    dumps: _Dumps,
    output: _Output = Path("output"),
    glossary: _Glossary = Path("glossary"),
    memory: _Memory = None,
    engine: _Engine = "auto",
    redraft: _Redraft = False,
    since: _Since = None,
    limit: _Limit = None,
    dry_run: _DryRun = False,
    quiet: _Quiet = False,
    json: _Json = False,
    runner: RunnerName = LOCAL,
    ray_address: RayAddress = "",
    workers: Workers = None,
) -> None:
    """Translate news dumps into side-by-side pages; an article that comes twice is translated once."""
    from translate.cli_translate import stopped_by_sigterm, translate_command
    from translate.job import Job
    from translate.selection import MomentError, Selection, moment

    try:
        selection = Selection(None if since is None else moment(since), limit, count=Path("-") not in dumps)
    except MomentError as error:
        raise typer.BadParameter(str(error), param_hint="--since") from None
    place = memory or glossary.parent / "memory.db"
    job = Job(tuple(dumps), output, glossary, place, selection, redraft)
    spread = settings(runner, ray_address, workers)
    try:
        if dry_run:
            from translate.cli_plan import plan_command

            code = plan_command(job, engine, quiet, json)
        else:
            with stopped_by_sigterm():
                code = translate_command(job, engine, quiet, json, spread)
    except KeyboardInterrupt:
        print("stopped; what was finished is kept: the same command goes on from there", file=sys.stderr)
        code = 130
    raise typer.Exit(code)


@app.command(epilog="Example: duizhao init newsroom && cd newsroom && duizhao translate dumps")
def init(
    folder: Annotated[Path, typer.Argument(help="The folder to make; an existing one is only added to.")],
) -> None:
    """Make a project folder with a starter glossary."""
    from translate.project import init_project

    for line in init_project(folder):
        typer.echo(line)


def _name(command: CommandInfo) -> str:
    return str(command.name or getattr(command.callback, "__name__", ""))


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"duizhao {version('duizhao')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Options that stand before the command."""


# The order in which a desk meets them; by default the help lists them as they happen to be defined.
_ORDER = (
    "translate",
    "watch",
    "review",
    "status",
    "sign",
    "update",
    "stats",
    "alternatives",
    "check",
    "publish",
    "export",
    "import",
    "align",
    "pairs",
    "init",
)
app.registered_commands.sort(key=lambda command: _ORDER.index(_name(command)))


def main() -> None:
    """Runs the command; a ``DuizhaoError`` is one line on standard error and exit code 1."""
    try:
        app()
    except DuizhaoError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(1)
