"""An entry prepared for the rules: its texts as the termbase takes them."""

from __future__ import annotations

from dataclasses import dataclass

from translate.glossary.entry import READ_ONLY, GlossaryEntry
from translate.glossary.folder import Found
from translate.text import fold, taiwan_words


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """An entry with its texts as the termbase takes them: ``zh`` folded, both without needless white space."""

    found: Found
    entry: GlossaryEntry
    zh: str
    en: str
    abroad: str  # Taiwan's words for it, folded

    @property
    def place(self) -> str:
        """Where it is: ``people.po:12``."""
        return self.entry.place

    @property
    def forms(self) -> tuple[str, ...]:
        """The English that holds it: its own first."""
        return (self.en, *self.entry.accept)


def items_of(found: list[Found]) -> list[Item]:
    """One conversion for all: OpenCC is slow to begin, not to go on."""
    texts = [" ".join(one.entry.zh.split()) for one in found]
    folded = fold("\n".join(texts)).split("\n") if texts else []
    abroad = fold(taiwan_words("\n".join(texts))).split("\n") if texts else []
    return [
        Item(one, one.entry, zh, _english(one.entry), other)
        for one, zh, other in zip(found, folded, abroad, strict=True)
    ]


def _english(entry: GlossaryEntry) -> str:
    en = " ".join(entry.en.split())
    return " ".join(entry.zh.split()) if not en and READ_ONLY in entry.flags else en
