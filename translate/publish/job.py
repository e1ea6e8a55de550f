"""The publisher's job: a memory in, files out; what may not leave is told, what cannot be made costs nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from glob import escape
from pathlib import Path

from translate.errors import DuizhaoError, PublishError
from translate.memory import ArticleSummary, Memory
from translate.output import write_together
from translate.publish.forms import Form
from translate.publish.gate import Held, held
from translate.publish.house import House
from translate.publish.loading import Loader, entry_of, stored
from translate.publish.model import Edition, Images, Language, Options, Published
from translate.publish.names import index_of
from translate.publish.naming import ARTICLES, slug
from translate.publish.pictures import PictureFolder
from translate.publish.select import Wanted, select
from translate.publish.trial import trial_editions
from translate.review.markup import plain

_EVERYTHING = "Published articles"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be published, and how. ``title`` makes one edition of all articles; ``dry``: nothing is written."""

    wanted: Wanted
    forms: tuple[Form, ...]
    languages: tuple[Language, ...]
    output: Path
    title: str = ""
    drafts: bool = False
    images: Images = Images.REFERENCE
    image_folder: Path | None = None
    templates: Path | None = None
    pages: str = ""
    dry: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an order. ``changed`` are those of ``files`` that are not as they were."""

    published: tuple[ArticleSummary, ...]
    held: tuple[Held, ...]
    files: tuple[Path, ...]
    changed: tuple[Path, ...]
    faults: tuple[DuizhaoError, ...]
    unreviewed: int
    without_image: tuple[str, ...]  # articles whose image should be embedded and is not at hand
    stale: tuple[Path, ...]  # files of articles that are held now, from when they were not

    @property
    def exit_code(self) -> int:
        """0 all is published, 1 a fault, 3 articles that may not leave."""
        return 1 if self.faults else 3 if self.held else 0


class Watch:
    """Follows an order; this one says nothing."""

    def planned(self, steps: int) -> None:
        """So many articles will be read, counted anew for every product."""

    def read(self) -> None:
        """One more was."""


@dataclass(frozen=True, slots=True)
class _Told(Loader):
    """A loader that tells of each article."""

    seen: Callable[[Published], None]

    def __iter__(self) -> Iterator[Published]:
        for line in self.lines:
            article = self.load(line)
            yield article
            self.seen(article)


@dataclass(frozen=True, slots=True)
class _Product:
    """One call of a form's writer."""

    form: Form
    edition: Edition
    language: Language


def publish(memory: Memory, order: Order, watch: Watch | None = None) -> Report:
    """Publishes what may leave; with ``order.drafts`` also the rest, marked.

    A product is written whole or not at all; one that fails becomes a fault of the report. Raises
    :class:`PublishError` where the desk's own templates cannot be used: then nothing is written.
    """
    follow = watch or Watch()
    house = House(order.templates)
    _try_templates(house, order)
    selection = select(memory, order.wanted)
    stops = {line.id: held(line) for line in selection.lines}
    lines = tuple(line for line in selection.lines if line.segments and (order.drafts or not stops[line.id]))
    faults: list[DuizhaoError] = [_unknown(memory, id_) for id_ in selection.unknown]
    files: list[Path] = []
    changed: list[Path] = []
    bare: dict[str, None] = {}

    def seen(article: Published) -> None:
        if order.images is Images.EMBED and article.image and article.picture is None:
            bare[article.id] = None
        follow.read()

    for product in _products(memory, order, lines, seen, follow):
        try:
            made, new = _write(product, _options(order, house, product.language), order)
        except DuizhaoError as error:
            faults.append(error)
        else:
            files += made
            changed += new
    out = {line.id for line in lines}
    kept_back = tuple(stop for stop in stops.values() if stop and stop.line.id not in out)
    return Report(
        published=lines,
        held=kept_back,
        files=tuple(files),
        changed=tuple(changed),
        faults=tuple(faults),
        unreviewed=sum(stops[id_] is not None for id_ in out),
        without_image=tuple(bare),
        stale=tuple(path for stop in kept_back for path in _of_before(order.output, stop.line.id)),
    )


def _options(order: Order, house: House, language: Language) -> Options:
    return Options(language, order.images, house, order.pages)


def _unknown(memory: Memory, id_: str) -> DuizhaoError:
    return PublishError(
        f"has no article {plain(id_)}", where=memory.path, remedy="see what there is with: duizhao status"
    )


def _try_templates(house: House, order: Order) -> None:
    """Tries the desk's own templates on small articles: what is wrong with them shows before anything is written."""
    if not house.files:
        return
    house.check()
    for form in (form for form in order.forms if form.tried):
        for language in order.languages:
            for edition in trial_editions():
                if edition.is_single != (form.whole or bool(order.title)):
                    for _ in form.writer()(edition, _options(order, house, language)):
                        pass


def _products(
    memory: Memory,
    order: Order,
    lines: tuple[ArticleSummary, ...],
    seen: Callable[[Published], None],
    watch: Watch,
) -> Iterator[_Product]:
    if not lines:
        return
    pictures = PictureFolder(order.image_folder if order.images is Images.EMBED else None)
    forms = len(order.forms) * len(order.languages)
    watch.planned(len(lines) * forms)
    whole = [form for form in order.forms if form.whole or order.title]
    single = [form for form in order.forms if form not in whole]
    for line in lines if single else ():
        articles = _Told(memory, (line,), pictures, seen)
        edition = Edition(line.id, "", (entry_of(line),), articles)
        yield from (_Product(form, edition, language) for form in single for language in order.languages)
    if whole:
        edition = _edition(memory, order, lines, _Told(memory, lines, pictures, seen))
        for form in whole:
            named = edition if order.title else replace(edition, name=form.name)
            yield from (_Product(form, named, language) for language in order.languages)


def _edition(memory: Memory, order: Order, lines: tuple[ArticleSummary, ...], articles: Loader) -> Edition:
    title = order.title or order.wanted.in_words or _EVERYTHING
    return Edition(
        name=slug(title),
        title=title,
        contents=tuple(map(entry_of, lines)),
        articles=articles,
        names=index_of(stored(memory, line)[0] for line in lines),
        since=order.wanted.since,
        until=order.wanted.until,
        query=order.wanted.query,
    )


def _write(product: _Product, options: Options, order: Order) -> tuple[list[Path], tuple[Path, ...]]:
    """The files of one product, and those of them that changed."""
    made: list[Path] = []

    def files() -> Iterator[tuple[Path, bytes]]:
        for file in product.form.writer()(product.edition, options):
            made.append(order.output / file.name)
            yield made[-1], file.data

    if order.dry:
        return made, tuple(path for path, data in files() if not _is_there(path, data))
    return made, write_together(files())


def _is_there(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _of_before(output: Path, article: str) -> list[Path]:
    """Approved files of an article that an earlier run left and that may not leave now, pages of sites among them."""
    alone = (path for path in output.glob(f"{escape(article)}.*") if not _is_draft(path.name, article))
    pages = output.glob(f"*/{ARTICLES}/{escape(article)}.html")
    return sorted([*alone, *(page for page in pages if ".draft" not in page.parts[-3])])


def _is_draft(name: str, article: str) -> bool:
    return name.startswith(f"{article}.draft.")
