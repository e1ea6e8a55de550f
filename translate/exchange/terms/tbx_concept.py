"""One concept of a TBX file as glossary entries: our own exactly, others' by what the standard says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from translate.errors import GlossaryError
from translate.exchange.terms.columns import list_items
from translate.exchange.terms.model import EVERYTHING, Losses, Row
from translate.exchange.terms.tbx_write import ADMITTED, PREFERRED, PREFIX
from translate.exchange.xml_stream import local_name
from translate.glossary.entry import FORBIDDEN, FUZZY, GlossaryEntry
from translate.text import fold

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LANGUAGES = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")
_CHINESE, _ENGLISH = ("zh", "zho", "chi", "cmn"), ("en", "eng")
_TRADITIONAL = ("hant", "tw", "hk", "mo")
# A superseded term was replaced by another; whether it is forbidden is for an editor to decide.
_BANNED = {"deprecatedTerm-admn-sts": (FORBIDDEN,), "supersededTerm-admn-sts": (FUZZY, FORBIDDEN)}
_UNFINISHED = ("unprocessed", "provisionallyProcessed")
# In DCA style the type attribute says what these are; in DCT style the element's own name does.
_TYPED = frozenset(
    ("admin", "adminNote", "descrip", "descripNote", "ref", "termNote", "transac", "transacNote", "xref")
)
# Elements that only hold others, or a part of what is counted already.
_GROUPS = frozenset(("adminGrp", "descripGrp", "termGrp", "termNoteGrp", "transacGrp"))
_PARTS = frozenset(("date", "responsibility", "bpt", "ec", "ept", "foreign", "hi", "it", "ph", "sc"))
_OURS = re.compile(rf"{PREFIX}(note|scope|flags|comment): (.*)", re.DOTALL)


@dataclass(slots=True)
class _Term:
    text: str
    status: str = ""
    unfinished: bool = False


@dataclass(slots=True)
class _Concept:
    line: int
    said: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    zh: list[_Term] = field(default_factory=list)
    en: list[_Term] = field(default_factory=list)
    lost: dict[str, None] = field(default_factory=dict)

    def joined(self, kind: str, between: str) -> str:
        return between.join(dict.fromkeys(self.said[kind]))


class ConceptReader:
    """Makes entries of concepts; counts what of them has no place in a glossary."""

    def __init__(self, path: Path, losses: Losses, exact: bool) -> None:
        """``exact``: the file is our own, so white space is meant and the first English is the term."""
        self._path = path
        self._losses = losses
        self._exact = exact

    def rows(self, element: Any) -> Iterator[Row | GlossaryError]:
        """The entries of a concept: the term itself, and one for each deprecated English."""
        concept = _Concept(element.sourceline or 0)
        name = element.get("id") or f"{self._path}:{concept.line}"
        try:
            self._read(element, concept)
        except GlossaryError as fault:
            yield fault
            return
        if not concept.zh:
            self._losses.add("concepts without a Chinese term are not read", name)
            return
        if not any(term.text.strip() for term in concept.zh):
            remedy = "fill it in, or remove the concept"
            yield GlossaryError(
                f"the concept {name} has an empty Chinese term",
                where=self._path,
                line=concept.line,
                remedy=remedy,
            )
            return
        for what in concept.lost:
            self._losses.add(what, name)
        place = f"{self._path}:{concept.line}"
        if self._exact:
            yield Row(_own(concept), EVERYTHING, place)
        else:
            yield from (Row(entry, _fields(entry), place) for entry in _foreign(concept))

    def _read(self, element: Any, concept: _Concept) -> None:
        others: list[tuple[bool, list[_Term]]] = []
        for child in element:
            if local_name(child) not in _LANGUAGES:
                self._about(child, concept)
                continue
            code = (child.get(_LANG) or child.get("lang") or "").casefold().replace("_", "-").split("-")
            terms = [self._term(part, concept) for part in child if local_name(part) in _TERMS]
            for part in child:
                if local_name(part) not in _TERMS:
                    self._about(part, concept)
            if code[0] in _CHINESE:
                others.append((any(part in _TRADITIONAL for part in code), terms))
            elif code[0] in _ENGLISH:
                concept.en += terms
            else:
                concept.lost["terms in other languages are not read"] = None
        for _, terms in sorted(others, key=lambda other: other[0]):  # simplified first
            concept.zh += terms

    def _term(self, element: Any, concept: _Concept) -> _Term:
        term = _Term("")
        for part in element:
            kinds = {local_name(part): part} | {local_name(node): node for node in part}
            if "term" in kinds:
                term.text = self._text(kinds["term"])
                part = kinds["term"].getparent() if local_name(part) == "termGrp" else None
            for node in part.iter() if part is not None else ():
                kind = self._kind(node)
                if kind == "administrativeStatus":
                    term.status = self._text(node).strip()
                elif kind == "processStatus":
                    term.unfinished = self._text(node).strip() in _UNFINISHED
                elif kind != "term":
                    self._take(node, kind, concept)
        return term

    def _about(self, element: Any, concept: _Concept) -> None:
        for node in element.iter():
            self._take(node, self._kind(node), concept)

    def _take(self, node: Any, kind: str, concept: _Concept) -> None:
        if kind in _GROUPS or kind in _PARTS or not node.xpath("string()"):
            return
        if kind == "source" and local_name(node.getparent()).endswith("Grp"):
            kind = "source of a definition or context"
        if kind in ("note", "subjectField", "source", "projectSubset", "definition", "context"):
            concept.said["note" if kind in ("definition", "context") else kind].append(self._text(node))
        else:
            concept.lost[f"{kind} is not read"] = None

    def _kind(self, node: Any) -> str:
        """What the element says; refuses a reference to an entity, whose text nobody knows."""
        if not isinstance(node.tag, str):
            raise GlossaryError(
                f"the entity {node.text} is not declared here, and nothing outside of the file is read",
                where=self._path,
                line=node.sourceline,
                remedy="write the text itself in its place",
            )
        name = local_name(node)
        return node.get("type", name) if name in _TYPED else name

    def _text(self, node: Any) -> str:
        for part in node.iter():
            self._kind(part)
        text = "".join(node.itertext())
        return text if self._exact else " ".join(text.split())


def _own(concept: _Concept) -> GlossaryEntry:
    """The entry that translate.exchange.terms.tbx_write made the concept of."""
    ours: defaultdict[str, list[str]] = defaultdict(list)
    for note in concept.said["note"]:
        found = _OURS.fullmatch(note)
        name, text = found.groups() if found else ("note", note)
        ours[name].append(text)
    en = concept.en
    has_term = bool(en) and en[0].status != ADMITTED
    return GlossaryEntry(
        concept.zh[0].text,
        en[0].text if has_term else "",
        "\n".join(concept.said["subjectField"]),
        "\n".join(ours["note"]),
        tuple(term.text for term in concept.zh[1:]),
        tuple(term.text for term in en[has_term:]),
        "; ".join(ours["scope"]),
        ", ".join(concept.said["source"]),
        list_items(", ".join(ours["flags"])),
        tuple(ours["comment"]),
        "".join(concept.said["projectSubset"][:1]),
        concept.line,
    )


def _foreign(concept: _Concept) -> Iterator[GlossaryEntry]:
    """The preferred term with its variants, and a prohibition for each English that is deprecated."""
    zh = _preferred_first(concept.zh)
    en = _preferred_first([term for term in concept.en if term.status not in _BANNED])
    banned = [term for term in concept.en if term.status in _BANNED and term.text]
    context = concept.joined("subjectField", "; ")
    seen = {fold(zh[0].text)}
    aliases = []
    for term in zh[1:]:
        if term.text and fold(term.text) not in seen:  # a traditional form matches by itself
            aliases.append(term.text)
            seen.add(fold(term.text))
    if en or not banned:
        yield GlossaryEntry(
            zh[0].text,
            en[0].text if en else "",
            context,
            concept.joined("note", "\n"),
            tuple(aliases),
            tuple(dict.fromkeys(term.text for term in en[1:] if term.text)),
            source=concept.joined("source", ", "),
            flags=(FUZZY,) if en and en[0].unfinished else (),
            line=concept.line,
        )
    for term in banned:
        yield GlossaryEntry(
            zh[0].text,
            term.text,
            context,
            aliases=tuple(aliases),
            flags=_BANNED[term.status],
            line=concept.line,
        )


def _preferred_first(terms: Sequence[_Term]) -> list[_Term]:
    ranks = {PREFERRED: 0, "": 1}
    return sorted(terms, key=lambda term: (not term.text, ranks.get(term.status, 2)))


def _fields(entry: GlossaryEntry) -> frozenset[str]:
    """What somebody else's file speaks of: what it leaves empty is unknown to it."""
    optional = ("context", "note", "aliases", "accept", "source", "flags")
    said: list[Any] = [name for name in optional if getattr(entry, name)]
    return frozenset({"zh", "en", *said})
