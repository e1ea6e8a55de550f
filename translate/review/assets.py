"""Templates, and what is inlined into every page: style, script, and the policy that allows only them."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from translate.checks import titles
from translate.review.markup import bilingual, plain, visible


@dataclass(frozen=True, slots=True)
class Assets:
    """What is inlined into a page. ``policy`` is its Content-Security-Policy: nothing but these two runs."""

    style: Markup
    script: Markup
    policy: str


@cache
def environment() -> Environment:
    """The templates, escaping everything by default; an undefined name is an error."""
    made = Environment(
        loader=PackageLoader("translate.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["visible"] = visible
    made.filters["plain"] = plain
    made.filters["bilingual"] = bilingual
    made.filters["grouped"] = "{:,}".format
    made.globals["check_titles"] = titles()
    return made


@dataclass(frozen=True, slots=True)
class _Parts:
    """The files of a page: styles and scripts, each one text in this order; what else a page of the server may do."""

    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    allowed: str = ""


_EDITING = ("base.css", "page.css", "desk.css")
_PAGE_BEFORE = ("dom", "diff", "kept", "sentences", "light", "find", "foot", "ask", "editor", "revision")
_ICON = "img-src 'self'; "  # a browser asks for it unbidden; Firefox complains where it may not
_INDEX = ("base.css", "index.css"), ("dom.js", "index_rows.js", "index_list.js", "index.js")
_PAGES = {
    "index": _Parts(*_INDEX),
    "board": _Parts(*_INDEX, _ICON),
    "day": _Parts(_INDEX[0], ()),
    "page": _Parts(_EDITING, tuple(f"{name}.js" for name in (*_PAGE_BEFORE, "po", "file", "page"))),
    "live": _Parts(
        _EDITING,
        tuple(f"{name}.js" for name in (*_PAGE_BEFORE, "live", "beside", "offer", "glossary", "page")),
        f"connect-src 'self'; {_ICON}",
    ),
}


@cache
def assets(name: str) -> Assets:
    """Style, script and policy: of ``index`` and ``page`` from files, ``board`` and ``live`` served; ``day`` both."""
    parts = _PAGES[name]
    style = "\n\n".join(map(_text, parts.styles))
    script = "\n\n".join(map(_text, parts.scripts))
    if len(parts.scripts) > 1:  # parts of one program: they share their names with each other and nobody else
        script = f'"use strict";\n(() => {{\n{script}\n}})();'
    runs = f"script-src {_source(script)}; " if script else ""
    policy = (
        f"default-src 'none'; style-src {_source(style)}; {runs}{parts.allowed}"
        "base-uri 'none'; form-action 'none'"
    )
    return Assets(Markup(style), Markup(script), policy)


def _text(name: str) -> str:
    # Without white space at its ends: some tools (the Nu checker) trim before they compare hashes.
    return files("translate.review").joinpath("templates", name).read_text(encoding="utf-8").strip()


def _source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
