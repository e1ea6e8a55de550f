"""What the rules look at: the entries of a glossary prepared once, with what the memory knows of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from translate.errors import GlossaryError
from translate.glossary.folder import Found, Glossary
from translate.glossary.lint.inside import inside
from translate.glossary.lint.item import Item, items_of
from translate.glossary.lint.usage import Usage
from translate.termbase import Term


class Subject:
    """A glossary to be looked over. ``usage`` is what a memory tells of its terms, if there is one."""

    def __init__(
        self, found: Iterable[Found], faults: tuple[GlossaryError, ...] = (), usage: Usage | None = None
    ) -> None:
        self.items = items_of(list(found))
        self.faults = faults
        self.usage = usage

    @classmethod
    def of(cls, glossary: Glossary, usage: Usage | None = None) -> Subject:
        """The entries of a folder and what could not be read of it."""
        return cls(glossary, glossary.faults, usage)

    @cached_property
    def terms(self) -> list[Item]:
        """The entries that demand English."""
        return [
            item
            for item in self.items
            if item.zh and item.en and not item.entry.is_proposal and not item.entry.is_forbidden
        ]

    def demands(self) -> Iterator[Term]:
        """The terms for a termbase that finds them whatever their scope."""
        for item in self.terms:
            yield Term(" ".join(item.entry.zh.split()), item.en, aliases=item.entry.aliases)

    @cached_property
    def proposals(self) -> list[Item]:
        """The entries that are only shown."""
        return [i for i in self.items if i.zh and i.entry.is_proposal and not i.entry.is_forbidden]

    @cached_property
    def bans(self) -> list[Item]:
        """The entries whose English must not be used; those that are proposals left out."""
        return [i for i in self.items if i.zh and i.entry.is_forbidden and not i.entry.is_proposal]

    @cached_property
    def by_zh(self) -> dict[str, list[Item]]:
        """The terms by folded Chinese."""
        groups: dict[str, list[Item]] = defaultdict(list)
        for item in self.terms:
            groups[item.zh].append(item)
        return groups

    @cached_property
    def nested(self) -> list[tuple[Item, Item]]:
        """Terms with the terms inside them: the longer one first."""
        return list(inside(self.terms, self.by_zh))
