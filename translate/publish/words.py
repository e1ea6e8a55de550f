"""What every product says of itself: the mark of a draft, and how the text was made, for people and for machines."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from translate.publish.model import Edition, Override, Provenance, Published
from translate.publish.weaving import text_of
from translate.review.words import date_for_machines, date_in_words, in_utc

MARK = "Unreviewed machine translation"
_LINE = 80  # characters of a running title

# What an engine wrote alone, and with people: IPTC's digital source types as schema.org names them.
_MACHINE_SOURCE = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
_MIXED_SOURCE = "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource"


@dataclass(frozen=True, slots=True)
class ProvenanceLine:
    """One line of how an article was made: ``label: text``, the text a link if ``href`` is set."""

    label: str
    text: str
    href: str = ""


def mark_note(article: Published) -> str:
    """What follows :data:`MARK` in an article: how far people have got, in one sentence."""
    made = article.provenance
    if not made.approved:
        return "No person has approved this English."
    return (
        f"People have approved {made.approved} of its {counted(made.sentences, 'sentence')}, not the whole."
    )


def edition_note(edition: Edition) -> str:
    """What follows :data:`MARK` on the cover or first page of an edition."""
    if edition.unreviewed == len(edition.contents):
        return "No person answers for the English of these articles."
    return f"No person answers for the English of {edition.unreviewed} of {len(edition.contents)} articles."


def title_of(edition: Edition) -> str:
    """The title of a product as a whole, never blank."""
    first = edition.contents[0]
    return text_of(edition.title or first.title_en) or first.id


def running_title(edition: Edition) -> str:
    """The title for the head of each page: one line of it."""
    title = title_of(edition)
    return title if len(title) <= _LINE else f"{title[: _LINE - 1].rstrip()}…"


def cover_foot(edition: Edition) -> str:
    """The line at the foot of a cover: the day, or how many articles of which days; empty without a date."""
    days = sorted({f"{in_utc(entry.date):%Y-%m-%d}" for entry in edition.contents if entry.date})
    span = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}" if days else ""
    count = "" if edition.is_single else counted(len(edition.contents), "article")
    return ", ".join(filter(None, (count, span)))


def marked(title: str, unreviewed: bool | int) -> str:
    """A title for metadata, feeds and contents, with the mark before it where that is due."""
    return f"[{MARK}] {text_of(title)}" if unreviewed else text_of(title)


def urn(id_: str) -> str:
    """A stable, globally unique name for an article or edition.

    >>> urn("a-1")
    'urn:uuid:bd41a69f-ca3a-5402-85af-da69857d92f2'
    """
    return uuid.uuid5(uuid.NAMESPACE_URL, f"duizhao:{id_}").urn


def provenance_lines(article: Published) -> tuple[ProvenanceLine, ...]:
    """How the article was made and who answers for it, line by line, for its end."""
    return tuple(_lines(article))


def _lines(article: Published) -> Iterator[ProvenanceLine]:
    made = article.provenance
    source = [made.source_name, *([date_in_words(made.source_date)] if made.source_date else [])]
    yield ProvenanceLine("Source", text_of(", ".join(part for part in source if part)), made.source_url)
    yield ProvenanceLine("Translation", text_of(_translation(made)))
    yield ProvenanceLine("Glossary", text_of(made.glossary) or "none")
    yield ProvenanceLine("Review", text_of(_review(article)))
    if made.overrides and made.signed:
        yield ProvenanceLine("Signed over", text_of(_overridden(made.overrides)))
        yield ProvenanceLine("Reason", text_of(made.signed.reason))
    yield ProvenanceLine("Made with", f"Duizhao {made.duizhao}, segmenter {text_of(made.segmenter)}")


def _translation(made: Provenance) -> str:
    parts = [f"by machine: {made.engine} ({made.engine_signature})"]
    if made.adapted:
        parts.append(f"{counted(made.adapted, 'sentence')} adapted from one with other names or figures")
    if made.reused:
        parts.append(f"{counted(made.reused, 'sentence')} as approved before")
    return "; ".join(parts)


def _review(article: Published) -> str:
    made = article.provenance
    edited = (
        f"; {counted(made.edited, 'sentence')} of {made.sentences} in a person's words" if made.edited else ""
    )
    if article.unreviewed:
        return f"{MARK}. {mark_note(article)}"
    if made.signed:
        remark = f" ({made.signed.reason})" if made.signed.reason and not made.overrides else ""
        return f"signed by {made.signed.who} on {date_in_words(made.signed.at)}{remark}{edited}"
    people = ", ".join(f"{each.who} ({each.sentences})" for each in made.approvers) or "people"
    last = max((each.at for each in made.approvers), default=None)
    when = f", last on {date_in_words(last)}" if last else ""
    return f"every sentence approved by {people}{when}{edited}"


def _overridden(overrides: Iterable[Override]) -> str:
    return " ".join(f"{each.segment}: {each.finding.message}" for each in overrides)


def json_ld(article: Published) -> dict[str, Any]:
    """The article as schema.org JSON-LD: the translation, what it is of, who made it and who answers for it."""
    made = article.provenance
    source = _clean(
        {
            "@type": "NewsArticle",
            "headline": text_of(article.title_zh),
            "inLanguage": article.zh_tag,
            "url": article.url,
            "datePublished": _moment(article.date),
        }
    )
    return _clean(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": urn(article.id),
            "identifier": text_of(article.id),
            "headline": marked(article.title_en, article.unreviewed),
            "inLanguage": "en",
            "creativeWorkStatus": "Approved" if not article.unreviewed else MARK,
            "datePublished": _moment(article.date),
            "dateModified": _moment(made.modified),
            "image": article.image,
            "translationOfWork": source,
            "isBasedOn": article.url,
            "digitalSourceType": _MIXED_SOURCE if made.edited else _MACHINE_SOURCE,
            "translator": {
                "@type": "SoftwareApplication",
                "name": text_of(made.engine),
                "softwareVersion": text_of(made.engine_signature),
                "applicationCategory": "Machine translation",
            },
            "editor": [{"@type": "Person", "name": who} for who in people(article)],
            "review": _review_of(article),
            "sdPublisher": {
                "@type": "SoftwareApplication",
                "name": "Duizhao",
                "softwareVersion": made.duizhao,
            },
            "mentions": {
                "@type": "DefinedTermSet",
                "name": "House glossary",
                "version": text_of(made.glossary),
            },
        }
    )


def people(article: Published) -> tuple[str, ...]:
    """Who answers for the article or some of its sentences, the signature first, each once."""
    made = article.provenance
    names = [*([made.signed.who] if made.signed else []), *(each.who for each in made.approvers)]
    return tuple(dict.fromkeys(filter(None, map(text_of, names))))


def _review_of(article: Published) -> dict[str, Any]:
    signed = article.provenance.signed
    if signed is None or article.unreviewed:
        return {}
    over = article.provenance.overrides
    return _clean(
        {
            "@type": "Review",
            "author": {"@type": "Person", "name": text_of(signed.who)},
            "datePublished": _moment(signed.at),
            "reviewBody": text_of(signed.reason) or "Signed for publication",
            "negativeNotes": text_of(_overridden(over)) if over else "",
        }
    )


def _clean(record: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {key: value for key, value in record.items() if value not in ("", None, [], {})}


def _moment(at: datetime | None) -> str:
    return date_for_machines(at) if at else ""


def counted(number: int, noun: str) -> str:
    """A number and its noun: ``1 sentence``, ``2,000 sentences``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
