"""Rules about scopes: those that cannot be read, never hold, or say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from translate.errors import GlossaryError
from translate.glossary.lint.finding import Level, LintFinding, about
from translate.glossary.lint.item import Item
from translate.glossary.lint.subject import Subject
from translate.termbase import ArticleContext, Clause, Scope
from translate.text import fold

_COMMAS = re.compile("[,，、]")


def bad_scope(subject: Subject) -> Iterator[LintFinding]:
    """A scope that cannot be read or can never hold."""
    for item in subject.items:
        if not item.entry.scope:
            continue
        try:
            scope = Scope.parse(item.entry.scope)
        except GlossaryError as fault:
            yield about(item.found, Level.ERROR, f"{fault.what}: {item.entry.zh} is left out", fault.remedy)
            continue
        yield from _empty_span(item, scope)
        for clause in scope.clauses:
            yield from _never(item, clause)


def _empty_span(item: Item, scope: Scope) -> Iterator[LintFinding]:
    first = max((min(_days(c)) for c in scope.clauses if c.kind == "from"), default=date.min)
    last = min((max(_days(c)) for c in scope.clauses if c.kind == "until"), default=date.max)
    if first > last:
        yield about(
            item.found,
            Level.ERROR,
            f"the scope of {item.entry.zh} begins ({first}) after it ends ({last}), so it never holds",
            "put the dates right",
        )


def _days(clause: Clause) -> list[date]:
    return [date.fromisoformat(value) for value in clause.values]


def _never(item: Item, clause: Clause) -> Iterator[LintFinding]:
    for value in clause.values:
        if clause.kind == "site" and ("/" in value or ":" in value or "." not in value):
            yield _useless(item, f"site {value}", "write the host alone: site example.com")
        elif clause.kind == "section" and "/" in value.strip("/"):
            yield _useless(item, f"section {value}", "write one folder of the address: section tech")
        elif clause.kind in ("mentions", "section") and _COMMAS.search(value):
            yield _useless(item, f"{clause.kind} {value}", "part the words with |")


def _useless(item: Item, said: str, remedy: str) -> LintFinding:
    return about(
        item.found, Level.WARNING, f"“{said}” in the scope of {item.entry.zh} hardly ever holds", remedy
    )


def scope_says_nothing(subject: Subject) -> Iterator[LintFinding]:
    """A scope that holds wherever the term stands."""
    for item in subject.items:
        if "mentions" not in item.entry.scope:
            continue
        try:
            scope = Scope.parse(item.entry.scope)
        except GlossaryError:
            continue
        spellings = [item.zh, *map(fold, item.entry.aliases)]
        context = [ArticleContext(text=zh) for zh in spellings]
        for clause in scope.clauses:
            value = next(
                (v for v in clause.values if clause.kind == "mentions" and _always(v, context)), None
            )
            if value is not None:
                yield about(
                    item.found,
                    Level.WARNING,
                    f"“mentions {value}” holds wherever {item.entry.zh} stands, so it limits nothing",
                    "name other words of such articles",
                )


def _always(value: str, spellings: list[ArticleContext]) -> bool:
    clause = Clause("mentions", (value,))
    return all(clause.holds(context) for context in spellings)
