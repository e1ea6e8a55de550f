"""Articles with texts that no format likes: control characters, lone surrogates, bidi, markup of every kind."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

from hypothesis import strategies as st

from translate.memory.records import State
from translate.model import BlockKind, Finding, Mark, MarkKind, Severity
from translate.publish.house import House
from translate.publish.model import (
    Edition,
    Images,
    IndexedName,
    Language,
    Left,
    Options,
    Picture,
    Published,
    PublishedBlock,
    Sentence,
    Standing,
)
from translate.publish.trial import trial_editions

HOSTILE = (
    "a\x00b\x01\x0b\x1f\x7f\x85\r\n\tc",
    "lone \ud83d and \udc00 surrogates",
    "bidi \u202eevil\u202c \u2066x\u2069 \u200b\ufeff",
    "astral 𠮷野家 😀 👩‍👩‍👧 \U000e0041",
    "nonchar \ufffe \uffff \U0001fffe \ufdd0",
    "<script>alert(1)</script> &amp; &#0; ]]> <!-- -- > <?pi?> \"'`",
    "{{ 7*7 }} {% raw %} {# x #} ${x} %s \\ \\u0000",
    "=SUM(A1) _x0041_ HYPERLINK \"x\" { PAGE }",
    " \u2028\u2029\u3000 ",
    "א שלום عربى ไทย",
)  # fmt: skip

HREFS = (
    "https://例子.example/a%20b?q=1&r=<2>#f",
    "https://news.example/{x}|y^z`",
    "https://news.example/%zz%e4",
    "http://[2001:db8::1]/a[0]",
    "mailto:desk@news.example?subject=%E5%AF%B9%E7%85%A7",
    "https://news.example:8443/…/“quoted”",
)


def texts() -> st.SearchStrategy[str]:
    """Any text at all, surrogates included, and the known enemies."""
    every = st.text(st.characters(), min_size=1, max_size=30)
    return st.one_of(st.sampled_from(HOSTILE), every)


def article(
    id_: str, zh: str, en: str, href: str = HREFS[0], standing: Standing = Standing.APPROVED
) -> Published:
    """An article with that text in every place that holds one."""
    made = trial_editions()[0 if standing is Standing.APPROVED else 1]
    (usual,) = made.articles
    blocks = tuple(_block(number, kind, zh, en, href) for number, kind in enumerate(BlockKind))
    signed = usual.provenance.signed
    provenance = replace(
        usual.provenance,
        source_name=en,
        engine_signature=en,
        glossary=zh,
        signed=replace(signed, who=en, reason=zh) if signed else None,
        overrides=(),
    )
    return replace(
        usual, id=id_, title_zh=zh, title_en=en, blocks=blocks, standing=standing, provenance=provenance
    )


def _block(number: int, kind: BlockKind, zh: str, en: str, href: str) -> PublishedBlock:
    id_ = f"p{number:02}"
    findings = (Finding("term_missing", Severity.BLOCKER, en, (0, len(zh)), (0, len(en))),)
    sentence = Sentence(f"{id_}.s01", zh, en, State.DRAFT, "engine", findings)
    stripped = en.strip()
    return PublishedBlock(
        id=id_,
        kind=kind,
        level=2,
        zh=zh,
        en=stripped,
        marks=(Mark(0, len(zh), MarkKind.LINK, href), Mark(1, len(zh) + 4, MarkKind.STRONG)),
        en_marks=(Mark(0, len(stripped), MarkKind.EMPHASIS), Mark(0, 3, MarkKind.LINK, href)),
        links=(Left(href, "news.example", zh),),
        sentences=(sentence,),
    )


def edition(*articles: Published, title: str = "") -> Edition:
    """These articles as one edition; without a title there may be one only."""
    contents = tuple(
        replace(
            trial_editions()[0].contents[0],
            id=each.id,
            title_zh=each.title_zh,
            title_en=each.title_en,
            standing=each.standing,
        )
        for each in articles
    )
    names = tuple(IndexedName(each.title_en, (each.title_zh,), (each.id,)) for each in articles)
    return Edition("late" if title else articles[0].id, title, contents, articles, names if title else ())


def options(language: Language = Language.BILINGUAL, images: Images = Images.REFERENCE) -> Options:
    """Options without a desk's own templates."""
    return Options(language, images, House())


def png() -> Picture:
    """A grey picture of 8 by 8 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\x00" + b"\x80" * 8 for _ in range(8)))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0))
    return Picture(
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b""), "image/png", ".png"
    )
