"""The desk's own templates and style sheets over the built-in ones, in a sandbox, with clear errors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from translate.errors import PublishError

FOLDER = "templates"
BUILT_IN = "duizhao"  # {% extends "duizhao/article.html" %} is the built-in one, whatever the desk has
_TEMPLATES = (".html", ".xhtml", ".md", ".xml")
_STYLES = (".css",)
_NO_TEMPLATE = ("readme.md",)
_SCRIPT_SAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
_CLOSING = re.compile(r"</style", re.IGNORECASE)


class House:
    """A folder of templates, beside ``glossary/``; ``None`` or one that is not there: the built-in ones alone."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder if folder and folder.is_dir() else None

    @property
    def files(self) -> tuple[Path, ...]:
        """The desk's templates and style sheets, by path; examples and the README are none."""
        found = self.folder.rglob("*") if self.folder else ()
        return tuple(sorted(path for path in found if _is_ours(path)))

    def render(self, name: str, **values: Any) -> str:
        """A template with its values. Raises :class:`PublishError` with file and line where it cannot be."""
        with _Faults(self):
            return self._environment.get_template(name).render(**values)

    def style(self, name: str) -> Markup:
        """The text of a style sheet, the desk's or the built-in one, safe within ``<style>``."""
        source = self._source(name)
        if found := _CLOSING.search(source):
            raise PublishError(
                "a style sheet may not hold </style",
                where=self._place(name),
                line=source.count("\n", 0, found.start()) + 1,
                remedy="take it out",
            )
        return Markup(source.strip())

    def check(self) -> None:
        """Reads all of the desk's files; raises :class:`PublishError` at the first that cannot be used."""
        for path in self.files:
            assert self.folder is not None
            name = path.relative_to(self.folder).as_posix()
            if path.suffix in _STYLES:
                self.style(name)
            else:
                self._source(name)
                with _Faults(self):
                    self._environment.get_template(name)

    def _source(self, name: str) -> str:
        try:
            with _Faults(self):
                return self._loader.get_source(self._environment, name)[0]
        except UnicodeDecodeError as error:
            raise PublishError("is not UTF-8", where=self._place(name), remedy="save it as UTF-8") from error

    def _place(self, name: str) -> Path | str:
        own = self.folder / name if self.folder else None
        return own if own and own.exists() else f"built-in {name}"

    @cached_property
    def _loader(self) -> BaseLoader:
        built_in = PackageLoader("translate.publish")
        # No links to other folders: a template folder that somebody sends holds what it shows.
        own = [FileSystemLoader(self.folder, encoding="utf-8")] if self.folder else []
        return ChoiceLoader([*own, built_in, PrefixLoader({BUILT_IN: built_in})])

    @cached_property
    def _environment(self) -> ImmutableSandboxedEnvironment:
        """Escapes everything; no template reaches Python's inside or changes a value; an unknown name is an error."""
        made = ImmutableSandboxedEnvironment(
            loader=self._loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
        )
        made.filters["json"] = json_for_html
        return made


def json_for_html(value: object) -> Markup:
    """JSON that may stand within ``<script type="application/ld+json">``."""
    return Markup(json.dumps(value, ensure_ascii=False, indent=1).translate(_SCRIPT_SAFE))


def _is_ours(path: Path) -> bool:
    return (
        path.suffix in (*_TEMPLATES, *_STYLES)
        and path.name.lower() not in _NO_TEMPLATE
        and not path.name.startswith(".")
        and path.is_file()
    )


@dataclass(frozen=True, slots=True)
class _Faults:
    """Turns what a desk's template does wrong into one clear error; faults of our own stay what they are."""

    house: House

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if not isinstance(error, Exception) or isinstance(error, PublishError):
            return
        if isinstance(error, TemplateSyntaxError):
            self._raise(error, error.message or "bad syntax", error.filename, error.lineno)
        place = self._own_line(error)
        if isinstance(error, TemplateNotFound) and place is None:
            raise PublishError(
                f"there is no template {error.message}",
                where=self.house.folder,
                remedy="see templates/README.md for the names that there are",
            ) from error
        if place:
            self._raise(error, _what(error), *place)

    def _raise(self, error: Exception, what: str, file: str | None, line: int) -> None:
        raise PublishError(what.rstrip("."), where=file, line=line, remedy=_remedy(error)) from error

    def _own_line(self, error: Exception) -> tuple[str, int] | None:
        """The innermost line of the desk's own templates in the traceback, where Jinja names template lines."""
        own = str(self.house.folder) if self.house.folder else ""
        lines = [place for place in _frames(error) if own and place[0].startswith(own)]
        return lines[-1] if lines else None


def _frames(error: Exception) -> Iterator[tuple[str, int]]:
    trace = error.__traceback__
    while trace:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next


def _what(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.message}"
    if isinstance(error, TemplateError):
        return error.message or type(error).__name__
    return f"{type(error).__name__}: {error}"


def _remedy(error: Exception) -> str:
    if isinstance(error, TemplateSyntaxError):
        return "mend this line; {# … #} is a comment, {{ … }} a value, {% … %} a command"
    if isinstance(error, SecurityError):
        return "templates may read what they are given and nothing else"
    if isinstance(error, UndefinedError):
        return "see templates/README.md for the names that a template has"
    return "mend this line, or take the file away to have the built-in template again"
