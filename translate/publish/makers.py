"""Who made an edition and from what, gathered while its articles go by: what packages and properties say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from translate.publish import words
from translate.publish.model import Edition, Published
from translate.publish.weaving import text_of


@dataclass(slots=True)
class Makers:
    """Each once, in the order of the articles: dictionaries keep that. ``notes`` are the first article's lines."""

    tags: dict[str, None] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    engines: dict[str, None] = field(default_factory=dict)
    glossaries: dict[str, None] = field(default_factory=dict)
    people: dict[str, None] = field(default_factory=dict)
    notes: tuple[words.ProvenanceLine, ...] = ()

    def seen(self, article: Published) -> None:
        """Takes down one more article. People answer for approved ones alone."""
        made = article.provenance
        self.tags[article.zh_tag] = None
        for held, text in (
            (self.sources, made.source_url),
            (self.engines, text_of(made.engine_signature)),
            (self.glossaries, text_of(made.glossary)),
        ):
            if text:
                held[text] = None
        if not article.unreviewed:
            self.people |= dict.fromkeys(words.people(article))
        self.notes = self.notes or words.provenance_lines(article)

    def description(self, edition: Edition) -> str:
        """In one paragraph: how an article was made; of an edition how much nobody answers for."""
        if edition.is_single:
            return " ".join(f"{line.label}: {line.text.rstrip('.')}." for line in self.notes)
        note = f"{words.MARK}. {words.edition_note(edition)} " if edition.unreviewed else ""
        count = len(edition.contents)
        return f"{note}{count:,} article{'' if count == 1 else 's'}, translated from Chinese."


@dataclass(frozen=True, slots=True)
class _Watched:
    """Articles that are told of as they go by."""

    edition: Edition
    makers: Makers

    def __len__(self) -> int:
        return len(self.edition.contents)

    def __iter__(self) -> Iterator[Published]:
        for article in self.edition.articles:
            self.makers.seen(article)
            yield article


def watched(edition: Edition) -> tuple[Edition, Makers]:
    """The same edition, and what is known of its makers once its articles have been walked."""
    makers = Makers()
    return replace(edition, articles=_Watched(edition, makers)), makers
