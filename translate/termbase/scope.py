"""Where a term holds: ``scope:`` of a glossary entry, judged against one article.

``scope: mentions Snowflake|数据云; from 2024-01-01``: clauses joined with ``;`` must all hold, of the values
joined with ``|`` one is enough. The kinds of clause are ``CLAUSES``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote, urlsplit

from translate.errors import GlossaryError
from translate.model import Article
from translate.text import fold, is_wordish


@dataclass(frozen=True, slots=True, eq=False)
class ArticleContext:
    """What scopes are judged against, made once an article with ``ArticleContext.of``."""

    text: str = ""  # title and all blocks, one a line, folded (translate.text.fold)
    host: str = ""  # of the article's URL, lower case
    sections: frozenset[str] = frozenset()  # the folders of the URL's path, lower case
    date: date | None = None  # UTC
    _answers: dict[Scope, bool] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, article: Article) -> ArticleContext:
        """The context of an article. A broken URL gives no host and no sections."""
        try:
            parts = urlsplit(article.url)
            host, path = (parts.hostname or "").lower(), parts.path
        except ValueError:
            host, path = "", ""
        return cls(
            text=fold("\n".join(block.zh for block in article.blocks)),
            host=host,
            sections=frozenset(unquote(part).lower() for part in path.split("/") if part),
            date=article.date.date() if article.date else None,
        )


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition: its kind (a key of ``CLAUSES``) and the values of which one must hold."""

    kind: str
    values: tuple[str, ...]

    def holds(self, context: ArticleContext) -> bool:
        """Whether the condition is met by the article."""
        judge = CLAUSES[self.kind]
        return any(judge(context, value) for value in self.values)


@dataclass(frozen=True, slots=True)
class Scope:
    """All the conditions of a term; without any it holds everywhere (and is false as a truth value)."""

    clauses: tuple[Clause, ...] = ()

    @classmethod
    def parse(cls, words: str) -> Scope:
        """Read the words after ``scope:``. Raises GlossaryError for an unknown kind, no value, or a bad date."""
        return cls(tuple(_clause(part) for part in re.split("[;；]", words) if part.strip()))

    def __bool__(self) -> bool:
        return bool(self.clauses)

    def holds(self, context: ArticleContext) -> bool:
        """Whether the term holds in the article; the article remembers the answer."""
        if not self.clauses:
            return True
        answer = context._answers.get(self)
        if answer is None:
            answer = all(clause.holds(context) for clause in self.clauses)
            context._answers[self] = answer
        return answer


EVERYWHERE = Scope()


def _mentions(context: ArticleContext, value: str) -> bool:
    """The text has the words, traditional or simplified; Latin ones as words of their own, case as written."""
    wanted, start = fold(value), 0
    while (start := context.text.find(wanted, start)) >= 0:
        end = start + len(wanted)
        if not _inside_word(context.text, start) and not _inside_word(context.text, end):
            return True
        start += 1
    return False


def _inside_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and is_wordish(text[place - 1]) and is_wordish(text[place])


def _section(context: ArticleContext, value: str) -> bool:
    return value.strip("/").lower() in context.sections


def _site(context: ArticleContext, value: str) -> bool:
    site = value.lower().removeprefix("www.")
    return context.host == site or context.host.endswith(f".{site}")


def _from(context: ArticleContext, value: str) -> bool:
    """An undated article counts as today's news: ``from`` holds, ``until`` does not."""
    return context.date is None or context.date >= date.fromisoformat(value)


def _until(context: ArticleContext, value: str) -> bool:
    """The last day is included."""
    return context.date is not None and context.date <= date.fromisoformat(value)


CLAUSES: dict[str, Callable[[ArticleContext, str], bool]] = {
    "mentions": _mentions,
    "section": _section,
    "site": _site,
    "from": _from,
    "until": _until,
}


def _clause(words: str) -> Clause:
    kind, _, rest = words.strip().partition(" ")
    values = tuple(value.strip() for value in re.split("[|｜]", rest) if value.strip())
    if kind not in CLAUSES:
        raise GlossaryError(f"unknown scope {kind!r}", remedy=f"use one of: {', '.join(CLAUSES)}")
    if not values:
        raise GlossaryError(f"scope {kind!r} has no value", remedy=f"write: {kind} A|B")
    if kind in ("from", "until"):
        for value in values:
            _require_date(value)
    return Clause(kind, values)


def _require_date(value: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise GlossaryError(f"{value!r} is not a date", remedy="write it as 2024-01-31") from None
