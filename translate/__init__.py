"""Duizhao 对照: Chinese news in, English that a desk can sign out.

The few functions and records that a script needs; the command line calls the same ones. Nothing is loaded
before it is used.

    from pathlib import Path
    import translate

    article = translate.read(Path("examples/01-inference-chip.md"))
    termbase = translate.load_termbase(Path("glossary"))
    engine = translate.choose_engine("auto")
    with translate.open_memory(Path("memory.db")) as memory:
        for result in translate.translate_articles([article], termbase=termbase, memory=memory, choice=engine):
            Path("page.html").write_text(translate.render(result), encoding="utf-8")

- ``read_articles(inputs)`` gives each ``Article`` or fault of folders, archives, feeds, JSON Lines; one at a time.
- ``read(path)`` gives an ``Article`` of ``Block``; ``segments(article)`` its sentences, each a ``Segment``.
- ``load_termbase(folder)`` reads every PO file; ``translate_articles`` drafts, enforces, checks and stores.
- ``check(zh, en, locks)`` gives the ``Finding`` of anybody's translation; ``render(result)`` the page.

Every fault that a person can mend is a ``DuizhaoError``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from translate.checks import check_segment as check
    from translate.engine.choose import choose as choose_engine
    from translate.errors import DuizhaoError
    from translate.ingest import read, read_articles, read_text
    from translate.memory import Memory
    from translate.model import (
        Article,
        Block,
        BlockKind,
        Draft,
        Finding,
        Lock,
        Row,
        Segment,
        Severity,
        TranslatedArticle,
    )
    from translate.pipeline import translate_articles
    from translate.review import render, render_index
    from translate.segment import segment as segments
    from translate.termbase import Termbase

    load_termbase = Termbase.load
    open_memory = Memory.open

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Draft",
    "DuizhaoError",
    "Finding",
    "Lock",
    "Memory",
    "Row",
    "Segment",
    "Severity",
    "Termbase",
    "TranslatedArticle",
    "check",
    "choose_engine",
    "load_termbase",
    "open_memory",
    "read",
    "read_articles",
    "read_text",
    "render",
    "render_index",
    "segments",
    "translate_articles",
]

# Public name → module and what it is called there. A module of this package may not share a name with one.
_HOMES = {
    "check": "checks:check_segment",
    "choose_engine": "engine.choose:choose",
    "load_termbase": "termbase:Termbase.load",
    "open_memory": "memory:Memory.open",
    "read": "ingest:read",
    "read_articles": "ingest:read_articles",
    "read_text": "ingest:read_text",
    "render": "review:render",
    "render_index": "review:render_index",
    "segments": "segment:segment",
    "translate_articles": "pipeline:translate_articles",
    "DuizhaoError": "errors:DuizhaoError",
    "Memory": "memory:Memory",
    "Termbase": "termbase:Termbase",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'translate' has no attribute {name!r}")
    module, _, path = _HOMES.get(name, f"model:{name}").partition(":")
    found: Any = import_module(f"translate.{module}")
    for part in path.split("."):
        found = getattr(found, part)
    return found
