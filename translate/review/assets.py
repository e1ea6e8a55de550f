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
from translate.review.markup import plain, visible


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
    made.globals["check_titles"] = titles()
    return made


@cache
def assets(name: str) -> Assets:
    """The style (shared and own) and the script of the page ``name``, with their hashes in the policy."""
    style = f"{_text('base.css')}\n\n{_text(f'{name}.css')}"
    script = _text(f"{name}.js")
    policy = (
        f"default-src 'none'; style-src {_source(style)}; script-src {_source(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    return Assets(Markup(style), Markup(script), policy)


def _text(name: str) -> str:
    # Without white space at its ends: some tools (the Nu checker) trim before they compare hashes.
    return files("translate.review").joinpath("templates", name).read_text(encoding="utf-8").strip()


def _source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"
