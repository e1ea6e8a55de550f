"""``duizhao publish``: what was reviewed leaves the house."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from translate.cli_exchange import MEMORY, JsonOption, MemoryOption, existing_memory, one_line
from translate.cli_glossary.shared import counted, print_json

if TYPE_CHECKING:
    from translate.publish.forms import Form
    from translate.publish.job import Order, Report, Watch

_SHOWN = 20  # held articles listed on a terminal


class ImageChoice(StrEnum):
    """What becomes of images."""

    NONE = "none"
    REFERENCE = "reference"
    EMBED = "embed"


def publish(
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="ARTICLE…", help="Ids of articles; all without any.", show_default=False),
    ] = None,
    form: Annotated[
        list[str] | None,
        typer.Option(
            "--form",
            "-f",
            help="html, markdown, epub, docx, pdf, site or feed; may be given again.",
            show_default="html",
        ),
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the files.")] = Path("published"),
    bilingual: Annotated[bool, typer.Option("--bilingual", help="Only with both texts.")] = False,
    english: Annotated[
        bool, typer.Option("--english", help="Only the English. Default: both, in one run.")
    ] = False,
    edition: Annotated[
        str, typer.Option("--edition", metavar="TITLE", help="All articles as one, with contents and names.")
    ] = "",
    since: Annotated[
        str, typer.Option("--since", metavar="DAY", help="From this day (UTC), 2025-01-28.")
    ] = "",
    until: Annotated[str, typer.Option("--until", metavar="DAY", help="To this day, itself included.")] = "",
    day: Annotated[str, typer.Option("--day", metavar="DAY", help="Of this day alone.")] = "",
    query: Annotated[
        str, typer.Option("--query", metavar="WORDS", help="With these words in either text.")
    ] = "",
    drafts: Annotated[
        bool, typer.Option("--drafts", help="Also what is not approved, marked as unreviewed on every page.")
    ] = False,
    images: Annotated[
        ImageChoice,
        typer.Option("--images", help="embed takes files from --image-folder; nothing is fetched."),
    ] = ImageChoice.REFERENCE,
    image_folder: Annotated[
        Path | None,
        typer.Option("--image-folder", help="Images as wget -x leaves them: host/path/a.jpg, or just a.jpg."),
    ] = None,
    pages: Annotated[
        str,
        typer.Option(
            "--pages", metavar="URL", help="Where the pages will be, for feeds: https://…/{id}.html"
        ),
    ] = "",
    templates: Annotated[
        Path | None,
        typer.Option("--templates", help="The desk's own templates. Default: templates beside the memory."),
    ] = None,
    memory: MemoryOption = MEMORY,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Make everything, write nothing, say what would change.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Publish approved articles, bilingual and in English, from the memory alone."""
    from translate.memory import Memory
    from translate.publish.job import Order, publish
    from translate.publish.model import Images, Language
    from translate.publish.select import Wanted

    first, last = _days(since, until, day)
    languages = [Language.BILINGUAL] * (bilingual or not english) + [Language.ENGLISH] * (
        english or not bilingual
    )
    order = Order(
        wanted=Wanted(tuple(articles or ()), first, last, query.strip()),
        forms=_forms(form or ["html"]),
        languages=tuple(languages),
        output=output,
        title=one_line(edition),
        drafts=drafts,
        images=Images(images.value),
        image_folder=_image_folder(images, image_folder),
        templates=_templates(templates, memory),
        pages=_pages(pages),
        dry=dry_run,
    )
    try:
        with Memory.open(existing_memory(memory)) as opened, _progress() as watch:
            report = publish(opened, order, watch)
    except KeyboardInterrupt:
        print("stopped; the files that are written are whole", file=sys.stderr)
        raise typer.Exit(130) from None
    for fault in dict.fromkeys(map(str, report.faults)):  # one that costs every product is said once
        print(f"error: {fault}", file=sys.stderr)
    if json:
        print_json(_as_json(report, order))
    else:
        _print(report, order)
    raise typer.Exit(report.exit_code)


def _forms(names: Sequence[str]) -> tuple[Form, ...]:
    from translate.publish.forms import FORMS, form

    found = [form(name) for name in dict.fromkeys(names)]
    if None in found:
        known = ", ".join(each.name for each in FORMS)
        wrong = next(name for name in names if form(name) is None)
        raise typer.BadParameter(f"there is no form {wrong}; there are {known}", param_hint="--form")
    return tuple(each for each in found if each)


def _days(since: str, until: str, day: str) -> tuple[date | None, date | None]:
    if day and (since or until):
        raise typer.BadParameter("it is one day; leave --since and --until out", param_hint="--day")
    first, last = _day(day or since, "--day" if day else "--since"), _day(day or until, "--until")
    if first and last and first > last:
        raise typer.BadParameter(f"{first} is after {last}", param_hint="--since")
    return first, last


def _day(text: str, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"{text} is no day; write it as 2025-01-28", param_hint=option) from None


def _image_folder(images: ImageChoice, folder: Path | None) -> Path | None:
    if images is ImageChoice.EMBED and (folder is None or not folder.is_dir()):
        raise typer.BadParameter(
            "embed needs a folder with the images: nothing is ever fetched", param_hint="--image-folder"
        )
    return folder


def _templates(folder: Path | None, memory: Path) -> Path:
    if folder is not None and not folder.is_dir():
        raise typer.BadParameter(f"there is no folder {folder}", param_hint="--templates")
    return folder or memory.parent / "templates"


def _pages(pattern: str) -> str:
    from translate.review.links import safe_link

    if not pattern:
        return ""
    link = safe_link(pattern.replace("{id}", "DUIZHAO-ID"), schemes=("http", "https"))
    if link is None or "{id}" not in pattern or "duizhao-id" in link.host.lower():
        raise typer.BadParameter(
            "write a web address with {id} in its path, as https://desk.example/{id}.html",
            param_hint="--pages",
        )
    return link.href.replace("DUIZHAO-ID", "{id}")


@contextmanager
def _progress() -> Iterator[Watch]:
    """A watch with a bar on standard error, if that is a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    from translate.publish.job import Watch

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("publishing", total=None)

        class Bar(Watch):
            def planned(self, steps: int) -> None:
                bar.update(task, total=steps)

            def read(self) -> None:
                bar.advance(task)

        yield Bar()


def _print(report: Report, order: Order) -> None:
    """The summary; nothing of a title or a name may move the cursor."""
    if report.files:
        would = "would be in" if order.dry else "in"
        marked = f", {report.unreviewed} of them marked as unreviewed" if report.unreviewed else ""
        new = f"{counted(len(report.files), 'file')}, {len(report.changed)} changed"
        typer.echo(f"{counted(len(report.published), 'article')} {would} {order.output}{marked}: {new}")
    elif not report.held and not report.faults:
        typer.echo("no article is asked for")
    if report.held:
        typer.echo(f"{counted(len(report.held), 'article')} held back, not approved:")
    for each in report.held[:_SHOWN]:
        title = one_line(each.line.title_en or each.line.title_zh)
        typer.echo(f"  {one_line(each.line.id)}  {title}\n    {one_line(each.why)}")
    if len(report.held) > _SHOWN:
        typer.echo(f"  … and {len(report.held) - _SHOWN} more: see them with --json")
    if report.held:
        typer.echo("Approve them with: duizhao review; or publish them marked as unreviewed: --drafts")
    for path in report.stale:
        print(
            f"note: {path} is from when its article was approved; remove it if it may not stay",
            file=sys.stderr,
        )
    if report.without_image:
        print(
            f"note: {counted(len(report.without_image), 'image')} not at hand, linked instead: "
            f"{', '.join(report.without_image[:_SHOWN])}",
            file=sys.stderr,
        )


def _as_json(report: Report, order: Order) -> dict[str, Any]:
    changed = set(report.changed)
    return {
        "dry_run": order.dry,
        "published": [line.id for line in report.published],
        "unreviewed": report.unreviewed,
        "files": [{"file": path.as_posix(), "changed": path in changed} for path in report.files],
        "held": [
            {
                "article": each.line.id,
                "title_zh": each.line.title_zh,
                "title_en": each.line.title_en,
                "segments": each.line.segments,
                "unreviewed": each.unreviewed,
                "blockers": each.line.blockers,
                "why": each.why,
            }
            for each in report.held
        ],
        "stale": [path.as_posix() for path in report.stale],
        "without_image": list(report.without_image),
        "faults": [str(fault) for fault in report.faults],
    }
