"""TMX 1.4b out: translation memories, one article or all that a memory holds, unit by unit.

A unit's properties ``x-duizhao-…`` say which sentence it is and carry the stamp that an import needs; a pair that
belongs to no article has the name of where it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from translate.exchange.model import (
    CHINESE,
    ENGLISH,
    Outgoing,
    findings_of,
    language_of,
    stamp_of,
    tool_version,
)
from translate.exchange.xml_text import attribute, escaped, hex_of, plain
from translate.memory import Edit, Pair, SegmentReview, State
from translate.model import Row

PROPERTY = "x-duizhao-"
_BY = {
    "adapted": "adapted-from"
}  # what a draft's engine is, where it is none: the sentence that lent its English
CHARACTER = "x-character-"  # the type of a placeholder for a character that XML cannot hold


def write(articles: Iterable[Outgoing]) -> bytes:
    """The articles as TMX, drafts that nobody has reviewed too."""
    outgoing = list(articles)
    languages = {each.language for each in outgoing}
    return b"".join(units(outgoing, language=languages.pop() if len(languages) == 1 else CHINESE))


def units(
    items: Iterable[Outgoing | Pair], *, drafts: bool = True, language: str = CHINESE
) -> Iterator[bytes]:
    """A TMX file piece by piece. Without ``drafts`` what nobody has reviewed is left out.

    ``language`` is that of most units; each one says its own.
    """
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'<header creationtool="Duizhao" creationtoolversion="{attribute(tool_version())}" segtype="sentence"'
        f' o-tmf="Duizhao memory" adminlang="en" srclang="{language}" datatype="plaintext"></header>\n<body>\n'
    ).encode()
    for item in items:
        if isinstance(item, Pair):
            if drafts or item.approved:
                yield _pair(item, language).encode("utf-8")
        else:
            rows = [(row, reviewed) for row, reviewed in item.rows if drafts or reviewed.state != State.DRAFT]
            languages = (item.language, language)
            yield "".join(
                _unit(row, reviewed, item.steps.get(row.segment.id), languages) for row, reviewed in rows
            ).encode("utf-8")
    yield b"</body>\n</tmx>\n"


def _unit(row: Row, reviewed: SegmentReview, step: Edit | None, languages: tuple[str, str]) -> str:
    segment = row.segment
    stamp = stamp_of(reviewed, row.draft.en)
    properties = {
        "article": segment.article,
        "segment": segment.id,
        "state": stamp.state,
        "version": stamp.version,
        "seen": stamp.seen,
        "origin": row.draft.origin,
        **({_BY.get(row.draft.origin, "engine"): row.draft.engine} if row.draft.engine else {}),
    }
    who, at = (step.who, step.at) if step else ("", None)
    id_ = f"{segment.article}#{segment.id}"
    return _tu(id_, findings_of(row), properties, (segment.zh, row.draft.en), who, at, languages)


def _pair(pair: Pair, language: str) -> str:
    state = State.APPROVED if pair.approved else State.DRAFT
    properties = {"source": pair.source, "state": state}
    languages = (language_of(pair.zh), language)
    return _tu(f"pair {pair.id}", (), properties, (pair.zh, pair.en), pair.who, pair.at, languages)


def _tu(
    id_: str,
    notes: Iterable[str],
    properties: Mapping[str, object],
    texts: tuple[str, str],
    who: str,
    at: datetime | None,
    languages: tuple[str, str],
) -> str:
    """One unit: notes, properties and the two texts, in the order of the standard.

    ``languages`` are that of its Chinese and that of the file, which it need not repeat.
    """
    chinese, usual = languages
    source = f' srclang="{chinese}"' if chinese != usual else ""
    changed = f' changedate="{at.astimezone(UTC):%Y%m%dT%H%M%SZ}" changeid="{attribute(who)}"' if at else ""
    zh, en = texts
    return "".join(
        (
            f'<tu tuid="{attribute(id_)}"{changed}{source}>\n',
            *(f"<note>{plain(note)}</note>\n" for note in notes),
            *(
                f'<prop type="{PROPERTY}{name}">{plain(str(value))}</prop>\n'
                for name, value in properties.items()
            ),
            f'<tuv xml:lang="{chinese}"><seg>{_text(zh)}</seg></tuv>\n',
            f'<tuv xml:lang="{ENGLISH}"{changed}><seg>{_text(en)}</seg></tuv>\n</tu>\n',
        )
    )


def _text(text: str) -> str:
    return escaped(text, lambda found: f'<ph type="{CHARACTER}{hex_of(found)}"/>')
