"""Markdown (CommonMark) with YAML front matter: every character of a text stays text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from markupsafe import Markup

from translate.errors import PublishError
from translate.model import Mark, MarkKind
from translate.publish import words
from translate.publish.html import common, encoded
from translate.publish.model import Edition, File, Images, Options, Published, PublishedBlock
from translate.publish.naming import stem
from translate.publish.views import ArticleView, Group, LinkView, RowView, article_view, edition_view
from translate.publish.weaving import text_of
from translate.review.words import date_for_machines

# What CommonMark or its common extensions give a meaning to anywhere in a line; braces for Jekyll, Hugo and the like.
_SPECIAL = re.compile(r"[\\`*_\[\]<>~|{}]|&(?=#?\w+;)|(?<=\{)[%#]|[%#](?=\})")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# … and at the beginning of one: headings, lists, rules, quotations, containers.
_OPENING = re.compile(r"[#+\-=:%]|\d{1,9}[.)]")
_YAML = {ord(c): f"\\u{ord(c):04x}" for c in "\x7f\x85\u2028\u2029\ufeff"}


def write(edition: Edition, options: Options) -> Iterator[File]:
    """One file; with embedded images also those, beside it."""
    name = stem(edition, options.language)
    template = "article.md" if edition.is_single else "edition.md"
    images: list[File] = []
    views = (_view(article, options, images) for article in edition.articles)
    values: dict[str, Any]
    if edition.is_single:
        (article,) = edition.articles
        values = {"article": _view(article, options, images), "front_matter": _front(article, options)}
    else:
        view = edition_view(edition, lambda id_: f"#{id_}")
        values = {
            "edition": replace(view, title=escaped(edition.title)),
            "articles": views,
            "front_matter": _edition_front(edition, options),
        }
    text = options.house.render(
        template, **common(options, edition.title, edition.unreviewed), **values, mark=words.MARK
    )
    _refuse_silence(text, edition, str(values["front_matter"]), template, options)
    yield File(f"{name}.md", encoded(text))
    yield from images


def _refuse_silence(text: str, edition: Edition, front: str, template: str, options: Options) -> None:
    wanted = {"front_matter": (front, 1), "mark": (words.MARK, 1 + edition.unreviewed)}
    for what, (words_, times) in wanted.items():
        if (what != "mark" or edition.unreviewed) and text.count(words_) < times:
            raise PublishError(
                f"a page made with {template} does not show {{{{ {what} }}}}",
                where=options.house.folder,
                remedy="every product says how it was made and whether it was reviewed: put it back",
            )


def escaped(text: str) -> Markup:
    """A text that CommonMark gives back to the character, wherever in a block it stands.

    >>> escaped("1. *Not* [a](b) list")
    Markup('1\\\\. \\\\*Not\\\\* \\\\[a\\\\](b) list')
    """
    return Markup(_opened(_inner(text_of(text))))


def _inner(text: str) -> str:
    return _SPECIAL.sub(_escape, text)


def _opened(line: str) -> str:
    """The line with what would open a block made text."""
    found = _OPENING.match(line)
    return f"{line[: found.end() - 1]}\\{line[found.end() - 1 :]}" if found else line


# ---- inline ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Style:
    """What lies over a character: the address of a link, and the sign of an emphasis."""

    href: str = ""
    sign: str = ""


def chinese(block: PublishedBlock) -> Markup:
    """The block's Chinese as Markdown."""
    return _woven(block.zh, block.marks)


def english(block: PublishedBlock) -> Markup:
    """The block's English as Markdown."""
    return _woven(block.en, block.en_marks)


def _woven(text: str, marks: Iterable[Mark]) -> Markup:
    styles = _styles(text, marks)
    parts = []
    for href, run in groupby(zip(text, styles, strict=True), key=lambda pair: pair[1].href):
        inner = "".join(_signed(tuple(run)))
        parts.append(_link(inner, href) if href and inner.strip() else inner)
    line = "".join(parts).strip()
    return Markup(_opened(line))


def _link(text: str, href: str) -> str:
    """A link; within its address only what looks like an entity means something else than itself."""
    return f"[{text}](<{_ENTITY.sub(_escape, href)}>)"


def _escape(found: re.Match[str]) -> str:
    return f"\\{found.group()}"


def _signed(run: tuple[tuple[str, _Style], ...]) -> Iterator[str]:
    for sign, pairs in groupby(run, key=lambda pair: pair[1].sign):
        inner = _inner(_spaced("".join(character for character, _ in pairs)))
        yield f"{sign}{inner}{sign}" if inner else ""


def _spaced(text: str) -> str:
    """As ``text_of``, but the spaces at its ends stay."""
    kept = text_of(f"|{text}|")
    return kept[1:-1]


def _styles(text: str, marks: Iterable[Mark]) -> list[_Style]:
    """The style of each character. No emphasis stands next to another: ``**a***b*`` is anybody's guess."""
    styles = [_Style()] * len(text)
    ordered = sorted(marks, key=lambda mark: (mark.kind is not MarkKind.LINK, mark.start, -mark.end))
    for mark in ordered:
        start, end = max(mark.start, 0), min(mark.end, len(text))
        if mark.kind is MarkKind.LINK:
            if not any(style.href for style in styles[start:end]):
                styles[start:end] = [_Style(mark.href)] * (end - start)
        elif sign := _SIGNS.get(mark.kind):
            start, end = _core(text, start, end)
            free = not any(style.sign for style in styles[max(start - 1, 0) : end + 1])
            whole = len({style.href for style in styles[start:end]}) == 1
            if free and whole:
                styles[start:end] = [replace(style, sign=sign) for style in styles[start:end]]
    return _trimmed(text, styles)


def _trimmed(text: str, styles: list[_Style]) -> list[_Style]:
    """The styles without those of the spaces at the text's ends, which are cut off."""
    first, last = 0, len(text)
    while first < last and not text_of(text[first]):
        first += 1
    while last > first and not text_of(text[last - 1]):
        last -= 1
    plain = _Style()
    return [plain] * first + styles[first:last] + [plain] * (len(text) - last)


_SIGNS: Mapping[MarkKind, str] = {MarkKind.STRONG: "**", MarkKind.EMPHASIS: "*"}


def _core(text: str, start: int, end: int) -> tuple[int, int]:
    """The span, less what is no letter or digit at an end that touches a word: there ``**“…”**`` is no emphasis."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start and not text[start - 1].isspace():
        while start < end and not text[start].isalnum():
            start += 1
    if end < len(text) and not text[end].isspace():
        while end > start and not text[end - 1].isalnum():
            end -= 1
    return start, end


# ---- views -------------------------------------------------------------------------------------------------------


def _view(article: Published, options: Options, images: list[File]) -> ArticleView:
    view = article_view(article, options, (chinese, english))
    image = f"<{article.image}>" if article.image and options.images is not Images.NONE else ""
    if options.images is Images.EMBED and article.picture:
        file = File(f"{article.id}{article.picture.suffix}", article.picture.data)
        image = f"<{file.name}>"
        if file.name not in (kept.name for kept in images):
            images.append(file)
    lines = [Markup(f"- {line.label}: {_linked(line)}") for line in words.provenance_lines(article)]
    mark = Markup(f"**{words.MARK}.** {words.mark_note(article)}") if article.unreviewed else Markup("")
    return replace(
        view,
        title_zh=escaped(article.title_zh),
        title_en=escaped(article.title_en),
        source=escaped(article.provenance.source_name),
        image=Markup(image),
        groups=tuple(_group(group) for group in view.groups),
        mark=mark,
        provenance=Markup("\n").join(lines),
    )


def _linked(line: words.ProvenanceLine) -> str:
    text = _inner(line.text)
    return _link(text, line.href) if line.href else text


def _group(group: Group) -> Group:
    return replace(group, rows=tuple(map(_row, group.rows)))


def _row(row: RowView) -> RowView:
    links = tuple(
        LinkView(link.href, escaped(link.text.unescape()), escaped(link.host.unescape()))
        for link in row.links
    )
    return replace(row, links=links)


# ---- front matter ------------------------------------------------------------------------------------------------


def front_matter(values: Mapping[str, Any]) -> Markup:
    """YAML 1.2 that is YAML 1.1 as well: every text quoted, so that none is taken for a date, a number or a tag."""
    lines = [
        line for key, value in values.items() if value not in ("", None, [], {}) for line in _yaml(key, value)
    ]
    return Markup("---\n" + "\n".join(lines) + "\n---")


def _yaml(key: str, value: Any, depth: int = 0) -> Iterator[str]:
    pad = "  " * depth
    if isinstance(value, Mapping):
        yield f"{pad}{key}:"
        for name, inner in value.items():
            if inner not in ("", None, [], {}):
                yield from _yaml(name, inner, depth + 1)
    elif isinstance(value, list):
        yield f"{pad}{key}:"
        yield from (f"{pad}  - {_scalar(item)}" for item in value)
    else:
        yield f"{pad}{key}: {_scalar(value)}"


def _scalar(value: str | int | bool) -> str:
    return json.dumps(value, ensure_ascii=False).translate(_YAML)


def _front(article: Published, options: Options) -> Markup:
    made = article.provenance
    signed = made.signed
    return front_matter(
        {
            "title": words.marked(article.title_en, article.unreviewed),
            "title_zh": text_of(article.title_zh),
            "id": text_of(article.id),
            "lang": "en",
            "source_lang": article.zh_tag,
            "date": date_for_machines(article.date) if article.date else "",
            "lastmod": date_for_machines(made.modified) if made.modified else "",
            "source": article.url,
            "image": article.image if options.images is not Images.NONE else "",
            "status": article.standing.value,
            "notice": f"{words.MARK}. {words.mark_note(article)}" if article.unreviewed else "",
            "engine": text_of(made.engine),
            "engine_signature": text_of(made.engine_signature),
            "glossary": text_of(made.glossary),
            "segmenter": text_of(made.segmenter),
            "sentences": made.sentences,
            "sentences_approved": made.approved,
            "sentences_in_a_persons_words": made.edited,
            "approved_by": list(words.people(article)) if not article.unreviewed else [],
            "signed": {
                "by": text_of(signed.who),
                "at": date_for_machines(signed.at),
                "reason": text_of(signed.reason),
                "over": [text_of(f"{each.segment}: {each.finding.message}") for each in made.overrides],
            }
            if signed and not article.unreviewed
            else {},
            "generator": f"Duizhao {made.duizhao}",
        }
    )


def _edition_front(edition: Edition, options: Options) -> Markup:
    return front_matter(
        {
            "title": words.marked(edition.title, edition.unreviewed),
            "lang": "en",
            "languages": options.language.value,
            "lastmod": date_for_machines(edition.modified) if edition.modified else "",
            "since": edition.since.isoformat() if edition.since else "",
            "until": edition.until.isoformat() if edition.until else "",
            "query": text_of(edition.query),
            "status": "unreviewed" if edition.unreviewed else "approved",
            "notice": f"{words.MARK}. {words.edition_note(edition)}" if edition.unreviewed else "",
            "articles": [text_of(entry.id) for entry in edition.contents],
        }
    )
