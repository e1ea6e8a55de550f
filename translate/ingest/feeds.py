"""RSS 2.0, RSS 1.0 (RDF) and Atom: one record an entry, parsed as it comes in, nothing looked up or expanded.

Field names and what they mean: RSS 2.0 (rssboard.org), RSS 1.0 with its content module, Dublin Core, RFC 4287.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape
from html.entities import html5
from typing import Any, NamedTuple

from lxml import etree

from translate.errors import IngestError
from translate.ingest.characters import count_han
from translate.ingest.forms import Form
from translate.ingest.record import Record

_PIECE = 1 << 15
_MOST_ENTRY = 16 << 20  # bytes between the ends of two entries
_MOST_PROLOG = 1 << 20  # bytes before the root element
_ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_PREFIXES = {"content": _CONTENT, "dc": _DUBLIN, "media": _MEDIA, "rdf": _RDF}
_ROOTS = ("rss", "RDF", "feed")
_SUBSET = re.compile(
    r"""\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*)*+<!DOCTYPE(?:[^>\["']|"[^"]*"|'[^']*')*+\[""", re.S
)
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in no XML document
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);|([A-Za-z]\w*;)?)")
_TAG = re.compile(r"<[a-zA-Z/!]|&(?:#\w+|[a-zA-Z]\w*);")
_WHOLE = 300  # Chinese characters; a teaser is shorter
_VOID = ("br", "hr", "img", "wbr", "source", "track", "input", "embed")
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|阅读全文|閱讀全文|查看全文|更多)\s*(?:</\w+>\s*)*$")


def entries(stream: io.BufferedReader, where: str) -> Iterator[Record | IngestError]:
    """The entries of a feed in UTF-8, in its order. A broken feed gives those before the fault, then the fault."""
    parser, pieces = _Parser(where), _pieces(stream)
    number = 0
    while parser.fault is None and (piece := next(pieces, None)) is not None:
        parser.feed(piece)
        for element in parser.ended():
            number += 1
            yield _record(element, f"{where}#{number}", where)
            _forget(element)
    parser.close()
    if parser.is_feed and (parser.fault or number):
        if parser.fault:
            yield parser.fault
        return
    remedy = "fetch it again, or leave it out" if parser.is_feed else "export it as RSS, Atom or HTML"
    what = "holds no entries" if parser.is_feed else "is XML, but no RSS or Atom feed"
    yield parser.unsafe or IngestError(what, where=where, remedy=remedy)


class _Parser:
    """XML in pieces to the elements of entries. Nothing outside the document is ever looked up."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._parser = etree.XMLPullParser(
            events=("start", "end"), tag=tuple(f"{{*}}{name}" for name in (*_ROOTS, "item", "entry")),
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True, encoding="utf-8",
        )  # fmt: skip
        self._prolog = ""  # what came before the root element, as far as it was looked at
        self._in_cdata = False
        self._since = 0  # bytes since an entry ended
        self.is_feed = False
        self.fault: IngestError | None = None
        self.unsafe: IngestError | None = None

    def feed(self, piece: bytes) -> None:
        """Takes the next piece, which ends in no half character, entity or tag."""
        text = _UNUSABLE.sub("", piece.decode("utf-8", "replace"))
        self._since += len(piece)
        if self._since > (_MOST_ENTRY if self.is_feed else _MOST_PROLOG):
            self.fault = IngestError(
                f"has an entry of more than {_MOST_ENTRY >> 20} MB", where=self._where, remedy="split it"
            )
        elif not self.is_feed and _SUBSET.match(self._prolog + text):
            self._refuse()
        else:
            self._prolog += "" if self.is_feed else text
            self._try(lambda: self._parser.feed(self._mended(text).encode()))

    def close(self) -> None:
        """Tells that the document ends here."""
        if self.fault is None:
            self._try(self._parser.close)

    def ended(self) -> Iterator[Any]:
        """The entries that have ended."""
        for event, element in self._parser.read_events():
            if _name(element.tag).local in _ROOTS:
                if event == "start" and element.getparent() is None:
                    self.is_feed, self._prolog = True, ""
                    types = element.getroottree().docinfo.internalDTD
                    if types is not None and next(types.iterentities(), None) is not None:
                        self._refuse()
                        return
            elif event == "end" and self.is_feed:
                self._since = 0
                yield element

    def _refuse(self) -> None:
        self.is_feed = False
        self.fault = self.unsafe = IngestError(
            "declares XML entities of its own, which can read files or fill the memory",
            where=self._where,
            remedy="take its <!DOCTYPE …> out, or export it again",
        )

    def _try(self, step: Callable[[], object]) -> None:
        try:
            step()
        except etree.XMLSyntaxError as error:
            reason = re.sub(r",? line \d+, column \d+.*", "", error.msg or "it ends too early")
            line = (error.position or (0, 0))[0]
            self.fault = IngestError(
                f"is broken XML ({reason[:120]}); what came before was read", where=self._where,
                line=line or None, remedy="fetch or export it again",
            )  # fmt: skip

    def _mended(self, text: str) -> str:
        """Entities that XML does not know as it does, outside of CDATA, where they are no entities."""
        mended: list[str] = []
        while text:
            before, mark, text = text.partition("]]>" if self._in_cdata else "<![CDATA[")
            mended += (before if self._in_cdata else _ENTITY.sub(_entity, before), mark)
            self._in_cdata ^= bool(mark)
        return "".join(mended)


def _pieces(stream: io.BufferedReader) -> Iterator[bytes]:
    """The stream cut after tags and line ends: what follows may be half of a character or of an entity."""
    rest = b""
    while data := stream.read(_PIECE):
        piece = rest + data
        at = max(piece.rfind(b">"), piece.rfind(b"\n"), piece.rfind(b";")) + 1
        if not at:  # one long text: only a character, an entity or a mark must stay whole
            at = max(piece.rfind(b"&"), piece.rfind(b"<"), 0) or len(piece) - 4
            while at > 1 and piece[at] & 0xC0 == 0x80:
                at -= 1
        rest = piece[at:]
        if at > 0:
            yield piece[:at]
    if rest:
        yield rest


def _entity(found: re.Match[str]) -> str:
    """Many feeds use HTML's names, which XML does not know, and bare ampersands."""
    if found[1]:
        return found[0]
    return html5.get(found[2] or "", "") or f"&amp;{found[2] or ''}"


def _forget(element: Any) -> None:
    """Takes an entry that was read out of the tree, and what stands before it."""
    parent = element.getparent()
    tail = element.getprevious()
    while tail is not None:
        parent.remove(tail)
        tail = element.getprevious()
    element.clear()


def _record(entry: Any, source: str, where: str) -> Record:
    atom = _name(entry.tag).namespace in _ATOM
    url, guid = _address(entry, atom)
    body, form, whole = _atom_body(entry) if atom else _rss_body(entry)
    title = _title(entry)
    own = guid or title
    return Record(
        source,
        title,
        url,
        _text(entry, "pubDate", "published", "issued", f"{{{_DUBLIN}}}date", "updated", "modified"),
        body,
        _image(entry),
        base=(entry.base or "") if atom else "",
        form=form,
        name=f"{where}#{own}" if own else "",
        notices=() if whole or not body else ("holds only a summary; the whole text was not in the feed",),
    )


def _title(entry: Any) -> str:
    """The title; that of Atom may be XHTML, and escaped HTML is undone later."""
    found = next((child for child in entry if _is(child, "title")), None)
    return "" if found is None else "".join(found.itertext()).strip()


def _address(entry: Any, atom: bool) -> tuple[str, str]:
    """The entry's web address and its own name."""
    guid = _text(entry, "guid", "id")
    if atom:
        links = {
            child.get("rel", "alternate"): child.get("href", "")
            for child in reversed(entry)
            if _is(child, "link")
        }
        return links.get("alternate") or (guid if _is_web(guid) else ""), guid
    link = _text(entry, "link") or entry.get(f"{{{_RDF}}}about", "")
    return link or (guid if _is_web(guid) else ""), guid


def _is_web(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _rss_body(entry: Any) -> tuple[str, Form, bool]:
    """The body, its form, and whether it is the whole text. Of a lone description only its length can tell."""
    body, whole = _text(entry, f"{{{_CONTENT}}}encoded"), True
    if not body:
        body = _text(entry, "description", f"{{{_MEDIA}}}description")
        whole = count_han(body) >= _WHOLE and not _CUT.search(body)
    return body, Form.HTML if _TAG.search(body) else Form.TEXT, whole


def _atom_body(entry: Any) -> tuple[str, Form, bool]:
    """The content, else the summary. RFC 4287 4.1.3: text, html, xhtml or a media type; ``src`` is elsewhere."""
    for name, whole in (("content", True), ("summary", False)):
        found = next((child for child in entry if _is(child, name)), None)
        if found is None or found.get("src"):
            continue
        kind = (found.get("type") or "text").lower()
        if kind == "xhtml" or kind.endswith(("+xml", "/xml")):
            body, form = _html(found), Form.HTML
        else:
            body = "".join(found.itertext())
            html = kind in ("html", "text/html") or (found.get("mode") == "escaped" and _TAG.search(body))
            form = Form.HTML if html else Form.MARKDOWN if kind == "text/markdown" else Form.TEXT
        if body.strip() and (kind in ("text", "html", "xhtml") or "text" in kind or "xml" in kind):
            return body, form, whole
    return "", Form.TEXT, False


def _html(content: Any) -> str:
    """What is inside an XHTML element, as HTML without prefixes (lxml's own has numbers for Chinese letters)."""
    pieces = [escape(content.text or "")]
    for event, element in etree.iterwalk(content, events=("start", "end")):
        if element is content:
            continue
        name = etree.QName(element).localname
        if event == "start":
            attributes = (
                f' {etree.QName(key).localname}="{escape(value)}"' for key, value in element.items()
            )
            pieces += (f"<{name}{''.join(attributes)}>", escape(element.text or ""))
        else:
            pieces += ("" if name in _VOID else f"</{name}>", escape(element.tail or ""))
    return "".join(pieces)


def _image(entry: Any) -> str:
    for child in entry:
        name, kind = _name(child.tag), child.get("type") or child.get("medium") or ""
        address = child.get("url") or child.get("href") or ""
        pictured = name.namespace == _MEDIA and (name.local == "thumbnail" or kind.startswith("image"))
        enclosed = kind.startswith("image/") and (
            name.local == "enclosure" or child.get("rel") == "enclosure"
        )
        if address and (pictured or enclosed):
            return str(address)
    return ""


def _text(entry: Any, *names: str) -> str:
    """The text of the first child with one of these names: local ones in the feed's own namespace, or qualified."""
    for name in names:
        for child in entry:
            if _is(child, name):
                text = "".join(child.itertext()).strip()
                if text:
                    return text
    return ""


def _is(child: Any, name: str) -> bool:
    found = _name(child.tag)
    if name.startswith("{"):
        return found == _name(name)
    return found.local == name and found.namespace == _name(child.getparent().tag).namespace


class _Name(NamedTuple):
    """An element's or attribute's name in two."""

    namespace: str
    local: str


@lru_cache(1_000)
def _name(tag: str) -> _Name:
    """``{namespace}local``; some feeds do not declare a prefix, then the usual meaning counts."""
    namespace, _, name = tag.rpartition("}")
    prefix, _, local = name.rpartition(":")
    return _Name(namespace.removeprefix("{") or _PREFIXES.get(prefix, ""), local)
