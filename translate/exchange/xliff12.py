"""XLIFF 1.2, which every CAT tool opens: a file an article, a group a paragraph, a unit a sentence.

What nobody has reviewed is ``approved="no"`` in the state ``needs-review-translation``; what is signed is
``approved="yes"`` and ``final``. A unit's first note, from duizhao, is the stamp that an import needs; notes are
what tools keep, while attributes of our own get lost in many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count, groupby
from pathlib import Path
from typing import Any

from translate.errors import ExchangeError
from translate.exchange.model import (
    ENGLISH,
    Entry,
    Format,
    Outgoing,
    Stamp,
    before_correction,
    findings_of,
    machine_draft,
    read_lines,
    stamp_of,
    tool_version,
)
from translate.exchange.xliff_text import require_pair, require_root
from translate.exchange.xml_stream import Kind, elements, local_name
from translate.exchange.xml_text import attribute, character, escaped, hex_of, plain, text_of
from translate.memory import SegmentReview, State
from translate.model import Row

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"

_STATES = {
    State.DRAFT: ("no", "needs-review-translation"),
    State.EDITED: ("no", "translated"),
    State.APPROVED: ("yes", "final"),
}
_SIGNED = ("final", "signed-off")
# How English that no person gave came about.
_QUALIFIERS = {
    "engine": "leveraged-mt",
    "memory": "exact-match",
    "copied": "id-match",
    "adapted": "fuzzy-match",
}
_CHARACTER = "x-character-"  # the ctype of a placeholder for a character that XML cannot hold
_CODES = ("ph", "bpt", "ept", "it", "x", "bx", "ex", "sub")  # of formatting, which articles here do not have
_NOTE = "duizhao"
_PRIORITIES = {"blocker": 1, "warning": 5, "note": 10}


def write(articles: Iterable[Outgoing]) -> bytes:
    """The articles as XLIFF 1.2."""
    return "".join(_document(articles)).encode("utf-8")


def _document(articles: Iterable[Outgoing]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<xliff version="1.2" xmlns="{NAMESPACE}">\n'
    for outgoing in articles:
        yield from _file(outgoing)
    yield "</xliff>\n"


def _file(outgoing: Outgoing) -> Iterator[str]:
    article = outgoing.result.article
    date = f' date="{article.date:%Y-%m-%dT%H:%M:%SZ}"' if article.date else ""
    yield (
        f'<file original="{attribute(article.id)}" source-language="{outgoing.language}" target-language="{ENGLISH}"'
        f' datatype="plaintext"{date}>\n<header>\n'
        f'<tool tool-id="duizhao" tool-name="Duizhao" tool-version="{attribute(tool_version())}"/>\n'
    )
    about = {"source": article.source, "url": article.url, "engine": outgoing.result.signature.engine}
    yield from (f"<note>{name}: {plain(text)}</note>\n" for name, text in about.items() if text)
    yield "</header>\n<body>\n"
    chinese = outgoing.language
    for block, rows in groupby(outgoing.rows, key=lambda pair: pair[0].segment.block):
        yield f'<group id="{attribute(block)}">\n'
        for row, reviewed in rows:
            yield from _unit(row, reviewed, chinese)
        yield "</group>\n"
    yield "</body>\n</file>\n"


def _unit(row: Row, reviewed: SegmentReview, chinese: str) -> Iterator[str]:
    approved, state = _STATES[reviewed.state]
    qualifier = _QUALIFIERS.get(row.draft.origin, "")
    qualified = f' state-qualifier="{qualifier}"' if qualifier else ""
    yield (
        f'<trans-unit id="{attribute(row.segment.id)}" xml:space="preserve" approved="{approved}">\n'
        f'<source xml:lang="{chinese}">{_text(row.segment.zh)}</source>\n'
        f'<target xml:lang="{ENGLISH}" state="{state}"{qualified}>{_text(row.draft.en)}</target>\n'
    )
    if draft := machine_draft(row, reviewed):
        yield (
            '<alt-trans origin="machine translation" alttranstype="previous-version">\n'
            f'<target xml:lang="{ENGLISH}" state-qualifier="leveraged-mt">{_text(draft)}</target>\n'
            "</alt-trans>\n"
        )
    if before := before_correction(reviewed):
        zh, en = map(_text, before)
        yield (
            '<alt-trans alttranstype="previous-version">\n'
            f'<source xml:lang="{chinese}">{zh}</source>\n<target xml:lang="{ENGLISH}">{en}</target>\n</alt-trans>\n'
        )
    stamp = stamp_of(reviewed, row.draft.en)
    yield f'<note from="{_NOTE}">{plain("; ".join(stamp.lines))}</note>\n'
    for finding in findings_of(row):
        priority = _PRIORITIES[finding.partition(":")[0]]
        yield f'<note from="duizhao checks" priority="{priority}" annotates="target">{plain(finding)}</note>\n'
    yield "</trans-unit>\n"


def _text(text: str) -> str:
    ids = count(1)  # one of its own for each placeholder of a text
    return escaped(text, lambda found: f'<x id="{next(ids)}" ctype="{_CHARACTER}{hex_of(found)}"/>')


# ---- in ----------------------------------------------------------------------------------------------------------


def read(path: Path) -> Iterator[Entry]:
    """The sentences of an XLIFF 1.2 file.

    Raises ExchangeError where it is none, is broken, or is of another language pair.
    """
    for unit in elements(path, _KIND):
        yield _read(unit, path)


def _check(root: Any, path: Path) -> None:
    require_root(root, path, ("1.2", "1.1"))


_KIND = Kind("XLIFF", ("trans-unit",), _check, ExchangeError)


def _read(unit: Any, path: Path) -> Entry:
    file = next(each for each in unit.iterancestors() if local_name(each) == "file")
    require_pair(file.get("source-language", ""), file.get("target-language", ""), path, file.sourceline)
    parts = {local_name(child): child for child in reversed(unit)}
    source, target = parts.get("source"), parts.get("target")
    if source is None or not unit.get("id"):
        raise ExchangeError(
            "is a unit without a source or an id", where=path, line=unit.sourceline, remedy="export it again"
        )
    notes = [child.text or "" for child in unit if local_name(child) == "note"]
    stamp = read_lines("\n".join(notes).replace("; ", "\n"))
    return Entry(
        line=unit.sourceline,
        article=file.get("original", ""),
        segment=unit.get("id"),
        zh=text_of(source, _character, _CODES),
        en="" if target is None else text_of(target, _character, _CODES),
        signed=_is_signed(unit.get("approved"), None if target is None else target.get("state"), stamp),
        stamp=stamp,
    )


def _is_signed(approved: str | None, state: str | None, stamp: Stamp) -> bool:
    """Whether a unit is signed. Tools set the attribute or the state: where they differ, the one that was changed."""
    said = [*([approved == "yes"] if approved else []), *([state in _SIGNED] if state else [])]
    if len(set(said)) == 2:
        return stamp.state is not None and stamp.state is not State.APPROVED
    return bool(said) and said[0]


def _character(element: Any) -> str:
    kind = element.get("ctype", "")
    return character(kind.removeprefix(_CHARACTER)) if kind.startswith(_CHARACTER) else ""


XLIFF12 = Format("xliff", "XLIFF 1.2", ".xlf", write, read)
