"""An article whose every text tries to get out of its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tests.review.sample import found, name, piece, sentence, term, translated
from translate.model import BlockKind, MarkKind, Severity, Signature, TranslatedArticle

SCRIPT = "<script>window.hacked = 1; alert(1)</script>"
IMAGE = '<img src=x onerror="window.hacked = 1; alert(1)">'
CLOSE = "</title></style></script></span></div><!-- ]]> --> {{ 7*7 }} {% raw %}"
QUOTE = '" onmouseover="window.hacked = 1" x=\''
BIDI = "\u202e\u2066gnp.exe\u200b\u00ad\ufeff\U000e0041"
BROKEN = "\x00\x08\x1b\x85\ufffe\U0010ffff\ud800 &amp; &#x3c; &notit;"
ATTACKS = (SCRIPT, IMAGE, CLOSE, QUOTE, BIDI, BROKEN)


def hostile() -> TranslatedArticle:
    """Each attack in the title, a paragraph, an anchor, a lock, a finding and everything around them."""
    everything = "".join(ATTACKS)
    pieces = [piece(BlockKind.TITLE, sentence(everything, everything))]
    for attack in ATTACKS:
        pieces.append(
            piece(
                BlockKind.PARAGRAPH,
                sentence(
                    f"前{attack}后{attack}锁",
                    f"front {attack} back {attack}",
                    term(attack, attack, 1),
                    name("锁", f"lost {attack}", attack),
                    findings=[found(attack, Severity.BLOCKER, attack, zh=f"前{attack}", en=attack)],
                    origin=attack,
                ),
                marks=[
                    (MarkKind.LINK, attack, f"https://x.example/{attack}"),
                    (MarkKind.LINK, "后", "javascript:window.hacked=1"),
                    (MarkKind.STRONG, f"{attack}后", ""),
                ],
            )
        )
    result = translated(
        pieces,
        source=everything,
        url=f"https://host.example/{everything}",
        image="javascript:window.hacked=1",
        date=datetime(2025, 1, 28, tzinfo=UTC),
        notices=ATTACKS,
    )
    return replace(result, signature=Signature(everything, SCRIPT, QUOTE))
