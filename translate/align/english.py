"""Cuts an English paragraph into sentences. Nothing is dropped: joined, they are the paragraph.

Rules: a sentence ends at ``.``, ``!``, ``?`` or an ellipsis before white space, with the closing quotes and brackets
that follow, if what comes next can begin one. No end: after a title or an initial, after ``U.S.`` and ``Inc.`` unless
a word follows that begins sentences, inside brackets, before "he said".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_CLOSERS = "\"'”’»)]"
# Each run of marks is tried once, from its first: a megabyte of full stops takes no longer than its length.
_END = re.compile(
    rf"(?<![.!?…])[.!?…]++[{re.escape(_CLOSERS)}]*+(?:\[\d+\])*+\s++|[。！？]++[{re.escape(_CLOSERS)}]*+\s*+"
)
# What can begin a sentence: a capital or figure, behind quotes, brackets and dashes; or a script without capitals.
_BEGIN = re.compile(
    r"[\"'“‘«(\[—–¿¡$€£#@*-]*(?:[A-Z\d\u00c0-\u00de]|[^\x00-\u024f\u2000-\u206f\u20a0-\u20bf])"
)
_LAST_WORD = re.compile(r"[\w.’'&-]*$")
_BRACKETS = re.compile(r"\([^()]{0,400}\)|\[[^\[\]]{0,400}\]")
_SPEECH = re.compile(
    r"(?:(?:[Tt]he |[Aa] )?[\w.’'-]+ ){1,4}?(?:said|says|asked|asks|told|wrote|writes|added|replied|shouted)\b"
)

# Always before a name or a figure.
_TITLE_WORDS = """
mr mrs ms dr prof gen sen rep gov lt col sgt capt cmdr maj rev hon st mt ft pres supt insp det amb messrs mme mlle
adm pvt cpl fr sr. sens reps gens profs drs
"""
_TITLES = frozenset(_TITLE_WORDS.split())
# Before a figure only: No. 5, pp. 3, Sept. 11.
_FIGURE_WORDS = (
    "no nos fig figs pp vol art sec ch jan feb mar apr jun jul aug sep sept oct nov dec approx ca est"
)
_BEFORE_FIGURES = frozenset(_FIGURE_WORDS.split())
# These may end a sentence; then what follows is a word that begins one.
_OPEN_WORDS = """
inc ltd co corp llc plc bros jr sr etc vs v al dept univ assn ave blvd rd ph.d m.d b.a m.a u.s u.k u.n e.u u.s.a d.c
a.m p.m i.e e.g b.c a.d u.a.e l.a n.y no. calif fla pa mass conn ariz colo wis mich minn va tex ill ind tenn
"""
_OPEN = frozenset(_OPEN_WORDS.split())
_STARTER_WORDS = """
The A An It Its He She They We I You This That These Those There Here In On At By For From With As But And Or So
If When While After Before Since Although Though However Meanwhile Then Now Not No One Two Some Many Most Both All
What Who Why How Where According Earlier Last Next Yet Still Also Even Among Under Over During Our My His Her
Their Your Because Despite Instead Once Until Through Such Another Other Several Each Every Only Let Nor
Today Yesterday
"""
_STARTERS = frozenset(_STARTER_WORDS.split())
_WORD = re.compile(r"\w")
_NEXT_WORD = re.compile(r"[\w’']+")
_LONGEST_WORD = 60  # characters, quotes and dashes before it included


def sentences(text: str) -> tuple[str, ...]:
    """Cut ``text`` into sentences; ``"".join(sentences(text)) == text`` for any text.

    >>> sentences("Mr. Li paid $2.5 million. The U.S. firm did not comment.")
    ('Mr. Li paid $2.5 million. ', 'The U.S. firm did not comment.')
    """
    cuts = [*_ends(text), len(text)]
    pieces = [text[a:b] for a, b in zip([0, *cuts], cuts, strict=False) if b > a]
    return tuple(_join_bare(pieces))


def _ends(text: str) -> Iterator[int]:
    shut = [span.span() for span in _BRACKETS.finditer(text)]
    at = 0  # the first bracket that is not yet behind us
    for match in _END.finditer(text):
        while at < len(shut) and shut[at][1] <= match.start():
            at += 1
        inside = at < len(shut) and shut[at][0] < match.start() < shut[at][1] - 1
        if match.end() < len(text) and not inside and _is_end(text, match):
            yield match.end()


def _is_end(text: str, match: re.Match[str]) -> bool:
    mark = match[0].strip()
    if mark[0] in "。！？":
        return True
    if not _BEGIN.match(text, match.end()):
        return False
    if mark[-1] in "\"'”’»" and mark[0] in "!?…" and _SPEECH.match(text, match.end()):
        return False  # “Is it true?” Ms. Li asked.
    if mark != ".":
        return True
    return not _abbreviates(text, match.start(), match.end())


def _abbreviates(text: str, stop: int, following: int) -> bool:
    """Whether the stop belongs to the word before it and the sentence goes on."""
    last = _LAST_WORD.search(text, max(0, stop - 30), stop)
    word = last[0].lstrip("'’.") if last else ""
    low = word.lower()
    if low in _TITLES:
        return True
    if low in _BEFORE_FIGURES:
        return text[following].isdigit()
    one_letter = len(word) == 1 and word.isalpha() and word.isupper()
    if one_letter or low in _OPEN or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):
        begins = _NEXT_WORD.search(text, following, following + _LONGEST_WORD)
        return begins is None or begins[0] not in _STARTERS or (one_letter and begins[0] == "I")
    return False


def _join_bare(pieces: list[str]) -> list[str]:
    """A piece without a letter or digit (a stray quote, ``***``) belongs to its neighbour."""
    joined: list[list[str]] = []
    has_word = False  # in the last of them
    for piece in pieces:
        word = _WORD.search(piece) is not None
        if joined and not (word and has_word):
            joined[-1].append(piece)
            has_word = has_word or word
        else:
            joined.append([piece])
            has_word = word
    return ["".join(parts) for parts in joined]
