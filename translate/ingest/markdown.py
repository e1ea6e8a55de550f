"""Markdown, with or without front matter, by way of HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from translate.ingest.addresses import safe_address
from translate.ingest.characters import count_han, joins_without_space
from translate.ingest.dates import from_text
from translate.ingest.inline import clean
from translate.ingest.markup import parse
from translate.ingest.parts import Reading, take_title
from translate.ingest.walk import walk

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_FIELD = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(.*))?")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]*\]:.*$", re.M)
# Beyond this many brackets markdown-it takes minutes (about 0.1 ms each); an article has a few hundred.
_MOST_BRACKETS = 20_000
_MOST_NESTING = 100


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The ``key: value`` lines at the head of a text, keys in lower case, and the text below them."""

    fields: Mapping[str, str]
    body: str

    def first(self, *keys: str) -> str:
        """The first of these fields that is given, else ""."""
        return next((self.fields[key] for key in keys if self.fields.get(key)), "")


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML made from Markdown."""

    html: str
    notices: tuple[str, ...] = ()


def read_markdown(text: str) -> Reading:
    """Title, date, address and image from the front matter; the title else from the first heading."""
    matter = front_matter(text)
    url = safe_address(matter.first("url", "link", "canonical", "canonical_url", "source"))
    date_text = matter.first("date", "published", "pubdate", "datetime")
    date = from_text(date_text)
    rendered = render(matter.body)
    markup = parse(rendered.html)
    walked = walk(markup.root, url)
    title, parts = take_title(clean(matter.first("title")), walked.parts)
    notices = [f"has a wrong date ({date_text[:40]}); its date is unknown"] if date_text and not date else []
    image = safe_address(matter.first("image", "cover", "thumbnail"), url) or walked.image
    return Reading(
        title, parts, url, date, image, (*notices, *rendered.notices, *markup.notices, *walked.notices)
    )


def front_matter(text: str) -> FrontMatter:
    """The front matter of ``text``. Only ``key: value`` lines are read, with YAML's quotes and comments."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return FrontMatter({}, text)
    fields = (_FIELD.fullmatch(line.rstrip()) for line in found[1].split("\n"))
    values = {field[1].lower(): _scalar(field[2] or "") for field in fields if field}
    return FrontMatter(values, text[found.end() :])


def _scalar(value: str) -> str:
    value = value.strip()
    if quoted := re.fullmatch(r"'((?:[^']|'')*)'(?:\s+#.*)?", value):
        return quoted[1].replace("''", "'")
    if quoted := re.fullmatch(r'"((?:[^"\\]|\\.)*)"(?:\s+#.*)?', value):
        return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match[1], match[1]), quoted[1])
    return re.sub(r"\s+#.*", "", value)


def render(text: str) -> Rendered:
    """Markdown as HTML. What a Markdown reader would lose or take minutes for becomes plain paragraphs."""
    if text.count("[") <= _MOST_BRACKETS:
        html = str(_RENDERER.render(text))
        if count_han(html) >= count_han(_DEFINITION.sub("", text)):
            return Rendered(html)
    plain = text.replace("&", "&amp;").replace("<", "&lt;")
    return Rendered(
        plain, ("is nested too deeply or has too many brackets for Markdown; it was read as plain text",)
    )


def _emphasis(state: StateInline, silent: bool) -> bool:
    """markdown-it's rule for ``*`` and ``_``, but **“中文”**也 closes where a Chinese character follows.

    CommonMark's flanking rules ask for a space there, which Chinese does not write; the change is that of
    the "CJK-friendly emphasis" amendment: beside a Chinese character, only white space inside forbids.
    """
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    can_open, can_close = scanned.can_open, scanned.can_close
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[state.pos + scanned.length : state.pos + scanned.length + 1] or " "
    if marker == "*":
        can_open = can_open or (not after.isspace() and _is_wide(before))
        can_close = can_close or (not before.isspace() and _is_wide(after))
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(ord(marker), scanned.length, len(state.tokens) - 1, -1, can_open, can_close)
        )
    state.pos += scanned.length
    return True


def _is_wide(character: str) -> bool:
    return joins_without_space(character, character)


_RENDERER = MarkdownIt("commonmark", {"html": True, "maxNesting": _MOST_NESTING}).enable("table")
_RENDERER.inline.ruler.at("emphasis", _emphasis)
