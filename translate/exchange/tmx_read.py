"""TMX in: our own units as sentences of their articles, anybody's as pairs of Chinese and English, of any length."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from translate.errors import ExchangeError
from translate.exchange.model import Entry, Format, PairEntry, Record, Unusable, read_stamp
from translate.exchange.tmx import CHARACTER, PROPERTY, write
from translate.exchange.xliff_text import LANG, is_chinese, is_english
from translate.exchange.xml_stream import Kind, elements, local_name
from translate.exchange.xml_text import character, text_of
from translate.memory import NewPair, State

_CODES = ("bpt", "ept", "it", "ph", "ut", "sub")  # formatting of the file that a text came from


def read(path: Path) -> Iterator[Record]:
    """The units of a TMX file, one at a time however many there are.

    Raises ExchangeError where it is none, or is broken, with the line.
    """
    for unit in elements(path, _KIND):
        yield _read(unit)


def _check(root: Any, path: Path) -> None:
    if local_name(root) != "tmx":
        raise ExchangeError(
            f"is <{local_name(root)}>, not TMX",
            where=path,
            line=root.sourceline,
            remedy="export it as TMX 1.4b",
        )


_KIND = Kind("TMX", ("tu",), _check, ExchangeError)


def _read(unit: Any) -> Record:
    line = unit.sourceline or 0
    zh, en = _side(unit, is_chinese), _side(unit, is_english)
    if zh is None or en is None:
        return Unusable(line, "has no Chinese" if zh is None else "has no English")
    properties = {
        (child.get("type") or "").removeprefix(PROPERTY): child.text or ""
        for child in unit
        if local_name(child) == "prop" and (child.get("type") or "").startswith(PROPERTY)
    }
    if properties.get("article") and properties.get("segment"):
        stamp = read_stamp(properties.get("state"), properties.get("version"), properties.get("seen"))
        signed = stamp.state is State.APPROVED
        return Entry(line, properties["article"], properties["segment"], zh, en, signed, stamp)
    if not zh.strip() or not en.strip():
        return Unusable(line, "is half empty")
    return PairEntry(line, NewPair(zh, en, properties.get("source", "")))


def _side(unit: Any, speaks: Callable[[str], bool]) -> str | None:
    """The text of the first variant in a language."""
    for variant in unit:
        if local_name(variant) == "tuv" and speaks(variant.get(LANG) or variant.get("lang") or ""):
            segment = next((child for child in variant if local_name(child) == "seg"), None)
            return None if segment is None else text_of(segment, _character, _CODES)
    return None


def _character(element: Any) -> str:
    kind = element.get("type", "")
    return character(kind.removeprefix(CHARACTER)) if kind.startswith(CHARACTER) else ""


TMX = Format("tmx", "TMX 1.4b", ".tmx", write, read)
