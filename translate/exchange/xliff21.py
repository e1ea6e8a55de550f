"""XLIFF 2.1: a file an article, a group a paragraph, and a unit with one segment a sentence.

Tools may split and join the segments of a unit, never units: so a sentence is a unit, whose id and notes stay. A
state is always written: ``initial`` is what no person has reviewed, ``translated`` a person's words, ``reviewed``
what is approved, ``final`` what is approved in an article that was signed as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from translate.errors import ExchangeError
from translate.exchange.model import (
    CHINESE,
    ENGLISH,
    Entry,
    Format,
    Outgoing,
    before_correction,
    findings_of,
    machine_draft,
    read_lines,
    stamp_of,
)
from translate.exchange.xliff_text import require_pair, require_root
from translate.exchange.xml_stream import Kind, elements, local_name
from translate.exchange.xml_text import attribute, character, escaped, hex_of, plain, text_of
from translate.memory import SegmentReview, State
from translate.model import Row

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"  # of 2.1 as well
_MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"

_STATES = {State.DRAFT: "initial", State.EDITED: "translated", State.APPROVED: "reviewed"}
_SIGNED = ("reviewed", "final")
_PRIORITIES = {"blocker": 1, "warning": 5, "note": 10}


def write(articles: Iterable[Outgoing]) -> bytes:
    """The articles as XLIFF 2.1."""
    return "".join(_document(list(articles))).encode("utf-8")


def _document(articles: Sequence[Outgoing]) -> Iterator[str]:
    languages = {outgoing.language for outgoing in articles}
    chinese = languages.pop() if len(languages) == 1 else CHINESE
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        f'<xliff xmlns="{NAMESPACE}" xmlns:mtc="{_MATCHES}" version="2.1"'
        f' srcLang="{chinese}" trgLang="{ENGLISH}">\n'
    )
    for number, outgoing in enumerate(articles, 1):
        yield from _file(outgoing, number)
    yield "</xliff>\n"


def _file(outgoing: Outgoing, number: int) -> Iterator[str]:
    article = outgoing.result.article
    yield f'<file id="f{number}" original="{attribute(article.id)}">\n<notes>\n'
    about = {"source": article.source, "url": article.url, "engine": outgoing.result.signature.engine}
    for name, text in about.items():
        if text:
            yield f'<note category="{name}">{plain(text)}</note>\n'
    yield "</notes>\n"
    signed = outgoing.review.signed is not None
    for block, rows in groupby(outgoing.rows, key=lambda pair: pair[0].segment.block):
        yield f'<group id="{attribute(block)}">\n'
        for row, reviewed in rows:
            yield from _unit(row, reviewed, signed)
        yield "</group>\n"
    yield "</file>\n"


def _unit(row: Row, reviewed: SegmentReview, signed: bool) -> Iterator[str]:
    state = _STATES[reviewed.state]
    state = "final" if signed and reviewed.state is State.APPROVED else state
    source = f"<source>{_text(row.segment.zh)}</source>\n"
    yield f'<unit id="{attribute(row.segment.id)}" xml:space="preserve">\n'
    matches = [("mt", row.segment.zh, machine_draft(row, reviewed))]
    matches += [("tm", *before) for before in [before_correction(reviewed)] if before]
    if any(en for _, _, en in matches):
        yield "<mtc:matches>\n"
        yield from (_match(*match) for match in matches if match[2])
        yield "</mtc:matches>\n"
    stamp = stamp_of(reviewed, row.draft.en)
    yield f'<notes>\n<note category="duizhao">{plain("; ".join(stamp.lines))}</note>\n'
    for finding in findings_of(row):
        priority = _PRIORITIES[finding.partition(":")[0]]
        yield f'<note category="check" priority="{priority}" appliesTo="target">{plain(finding)}</note>\n'
    yield (
        f'</notes>\n<segment id="s1" state="{state}">\n{source}'
        f"<target>{_text(row.draft.en)}</target>\n</segment>\n</unit>\n"
    )


def _match(kind: str, zh: str, en: str) -> str:
    return (
        f'<mtc:match ref="#s1" type="{kind}">\n<source>{_text(zh)}</source>\n'
        f"<target>{_text(en)}</target>\n</mtc:match>\n"
    )


def _text(text: str) -> str:
    return escaped(text, lambda found: f'<cp hex="{hex_of(found)}"/>')


# ---- in ----------------------------------------------------------------------------------------------------------


def read(path: Path) -> Iterator[Entry]:
    """The sentences of an XLIFF 2.0 or 2.1 file.

    Raises ExchangeError where it is none, is broken, or is of another language pair.
    """
    for unit in elements(path, _KIND):
        yield _read(unit, path)


def _check(root: Any, path: Path) -> None:
    require_root(root, path, ("2.1", "2.0"))
    require_pair(root.get("srcLang", ""), root.get("trgLang", ""), path, root.sourceline)


_KIND = Kind("XLIFF", ("unit",), _check, ExchangeError)


def _read(unit: Any, path: Path) -> Entry:
    file = next(each for each in unit.iterancestors() if local_name(each) == "file")
    parts = [part for part in unit if local_name(part) in ("segment", "ignorable")]
    if not parts or not unit.get("id"):
        raise ExchangeError(
            "is a unit without a segment or an id", where=path, line=unit.sourceline, remedy="export it again"
        )
    segments = [part for part in parts if local_name(part) == "segment"]
    notes = (note.text or "" for part in unit if local_name(part) == "notes" for note in part)
    return Entry(
        line=unit.sourceline,
        article=file.get("original", ""),
        segment=unit.get("id"),
        zh="".join(_side(part, "source") or "" for part in parts),
        en=_target(parts),
        signed=all(segment.get("state", "initial") in _SIGNED for segment in segments),
        stamp=read_lines("\n".join(notes).replace("; ", "\n")),
    )


def _target(parts: list[Any]) -> str:
    """The English of a unit, empty unless all of it has some; what is between segments stays as it is."""
    texts = []
    for part in parts:
        text = _side(part, "target")
        if text is None and local_name(part) == "ignorable":
            text = _side(part, "source")
        if text is None:
            return ""
        texts.append(text)
    return "".join(texts)


def _side(part: Any, name: str) -> str | None:
    side = next((child for child in part if local_name(child) == name), None)
    return None if side is None else text_of(side, _character)


def _character(element: Any) -> str:
    return character(element.get("hex", "")) if local_name(element) == "cp" else ""


XLIFF21 = Format("xliff21", "XLIFF 2.1", ".xliff", write, read)
