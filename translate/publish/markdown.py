"""Markdown (CommonMark) with YAML front matter: every character of a text stays text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from translate.errors import PublishError
from translate.publish import words
from translate.publish.html import common, encoded
from translate.publish.markdown_text import chinese, english, escaped, inline, link
from translate.publish.model import Edition, File, Images, Options, Published
from translate.publish.naming import stem
from translate.publish.views import ArticleView, Group, LinkView, RowView, article_view, edition_view
from translate.publish.weaving import text_of
from translate.review.words import date_for_machines

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
    text = inline(line.text)
    return link(text, line.href) if line.href else text


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
            "sentences_adapted": made.adapted,
            "sentences_reused": made.reused,
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
