"""Published articles out of the memory: read only, one at a time, exactly as the gate saw them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import PurePath

from translate.errors import PublishError
from translate.memory import Action, ArticleReview, ArticleSummary, Memory, State
from translate.model import BOTH, Article, Block, Row, Severity, TranslatedArticle
from translate.publish.english import english_of, safe_marks
from translate.publish.gate import standing
from translate.publish.model import (
    Approver,
    Entry,
    Override,
    Picture,
    Provenance,
    Published,
    PublishedBlock,
    Sentence,
    Standing,
)
from translate.review.links import safe_link
from translate.review.tally import SEVERITIES, titles
from translate.script import chinese_tag

_WEB = ("http", "https")

Pictures = Callable[[str], Picture | None]


@dataclass(frozen=True, slots=True)
class Loader:
    """Articles of a memory by their summaries. Walked again and again, each loaded anew: nothing is kept."""

    memory: Memory
    lines: tuple[ArticleSummary, ...]
    pictures: Pictures

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[Published]:
        for line in self.lines:
            yield self.load(line)

    def load(self, line: ArticleSummary) -> Published:
        """One article. Raises :class:`PublishError` where somebody has changed it since ``line`` was read."""
        result, review = stored(self.memory, line)
        return published(result, review, line, self._approvers(result, review), self.pictures)

    def _approvers(self, result: TranslatedArticle, review: ArticleReview) -> tuple[Approver, ...]:
        """Who approved the sentences whose approval stands: the last step that did, of each."""
        found: defaultdict[str, list[datetime]] = defaultdict(list)
        for id_, each in review.segments.items():
            if each.state is State.APPROVED:
                steps = self.memory.history(result.article.id, id_)
                step = next((step for step in reversed(steps) if step.action is Action.APPROVE), None)
                if step:
                    found[step.who].append(step.at)
        approvers = (Approver(who, len(times), max(times)) for who, times in found.items())
        return tuple(sorted(approvers, key=lambda each: (-each.sentences, each.who)))


def stored(memory: Memory, line: ArticleSummary) -> tuple[TranslatedArticle, ArticleReview]:
    """An article with its review, of one moment, which is that of ``line``: else the gate has seen another text."""
    result, review = memory.load(line.id), memory.review(line.id)
    if result is None or review is None or memory.summary(line.id) != line:
        raise PublishError(
            f"was changed while it was being published: {line.id}",
            where=memory.path,
            remedy="run the same command again",
        )
    return result, review


def published(
    result: TranslatedArticle,
    review: ArticleReview,
    line: ArticleSummary,
    approvers: tuple[Approver, ...],
    pictures: Pictures,
) -> Published:
    """The article as it leaves the house."""
    article = result.article
    zh, en = _titles(result)
    url = _safe(article.url)
    image = _safe(article.image)
    return Published(
        id=article.id,
        title_zh=zh,
        title_en=en,
        zh_tag=chinese_tag("".join(block.zh for block in article.blocks)),
        blocks=tuple(_blocks(result, review)),
        standing=standing(line),
        provenance=_provenance(result, review, line, approvers, url),
        url=url,
        date=article.date,
        image=image,
        picture=pictures(article.image) if article.image else None,
    )


def entry_of(line: ArticleSummary) -> Entry:
    """The article's line in a table of contents."""
    zh = line.title_zh.strip()
    return Entry(
        id=line.id,
        title_zh=zh,
        title_en=line.title_en.strip() or zh or line.id,
        zh_tag=chinese_tag(zh),
        date=line.date,
        standing=standing(line),
        modified=modified(line),
    )


def modified(line: ArticleSummary) -> datetime | None:
    """When a person last changed or signed the article."""
    moments = (line.at, line.signed.at if line.signed else None)
    return max((moment for moment in moments if moment), default=None)


def _titles(result: TranslatedArticle) -> tuple[str, str]:
    """Both titles; of an article without one its id: the name of its file is the desk's own matter."""
    zh, en = titles(result)
    if (zh, en) == (result.article.source, result.article.source):
        return result.article.id, result.article.id
    return zh, en or zh


def _safe(url: str) -> str:
    link = safe_link(url, schemes=_WEB) if url else None
    return link.href if link else ""


def _blocks(result: TranslatedArticle, review: ArticleReview) -> Iterator[PublishedBlock]:
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in result.rows:
        rows[row.segment.block].append(row)
    states = {id_: each.state for id_, each in review.segments.items()}
    for block in result.article.blocks:
        yield _block(block, rows[block.id], states)


def _block(block: Block, rows: list[Row], states: Mapping[str, State]) -> PublishedBlock:
    safe = Block(block.id, block.kind, block.zh, safe_marks(block.marks), block.level)
    english = english_of(safe, rows)
    return PublishedBlock(
        id=block.id,
        kind=block.kind,
        level=block.level,
        zh=block.zh,
        en=english.text,
        marks=safe.marks,
        en_marks=english.marks,
        links=english.links,
        sentences=tuple(_sentence(row, states) for row in rows),
    )


def _sentence(row: Row, states: Mapping[str, State]) -> Sentence:
    findings = sorted(row.findings, key=lambda finding: SEVERITIES.index(finding.severity))
    segment, draft = row.segment, row.draft
    state = states.get(segment.id, State.DRAFT)
    return Sentence(segment.id, segment.zh, draft.en, state, draft.origin, tuple(findings))


def _provenance(
    result: TranslatedArticle,
    review: ArticleReview,
    line: ArticleSummary,
    approvers: tuple[Approver, ...],
    url: str,
) -> Provenance:
    signature = result.signature
    overrides = (
        Override(row.segment.id, finding)
        for row in result.rows
        for finding in row.findings
        if finding.severity is Severity.BLOCKER
    )
    origins = Counter(row.draft.origin for row in result.rows)
    approved = standing(line) is Standing.APPROVED
    return Provenance(
        source_url=url,
        source_name=_source_name(result.article, url),
        source_date=result.article.date,
        engine=_engines(signature.engine),
        engine_signature=signature.engine,
        glossary=signature.glossary,
        segmenter=signature.segmenter,
        duizhao=_version(),
        sentences=line.segments,
        adapted=origins["adapted"],
        reused=origins["memory"],
        edited=origins["human"],
        approved=line.approved,
        signed=review.signed if approved else None,
        approvers=approvers,
        overrides=tuple(overrides) if approved else (),
        modified=modified(line),
    )


def _engines(signature: str) -> str:
    """The names of the engines that a signature is of, each once.

    >>> _engines("qwen2.5 cc324af0 int8 + argos/1.9 + qwen2.5 0d")
    'qwen2.5 + argos'
    """
    names = (re.split(r"[ /]", each, maxsplit=1)[0] for each in signature.split(BOTH))
    return BOTH.join(dict.fromkeys(names))


def _source_name(article: Article, url: str) -> str:
    """Where it came from, without the folders of the desk's own disk."""
    link = safe_link(url) if url else None
    if link:
        return link.host.removeprefix("www.")
    return PurePath(article.source.replace("\\", "/").replace("!", "/")).name


@cache
def _version() -> str:
    from importlib.metadata import version

    return version("duizhao")
