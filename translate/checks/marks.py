"""Checks of brackets and quotation marks: closed, kept, and not put in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.model import Finding, Lock, Severity
from translate.text import HAN

_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_ANY_BRACKET = re.compile(r"[()\[\]{}]")
_LIST_MARK = re.compile(r"(?:^|\s)\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\)")
_ZH_BRACKET = re.compile(r"[()（）\[\]【】]")
_OPENING = frozenset("([{（【")


def brackets_unbalanced(zh: str, en: str, _locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """A bracket is opened and not closed, or closed and not opened.

    Not where the Chinese does the same: brackets may run over several sentences.
    """
    if _ANY_BRACKET.search(en) is None or _balance(zh, _ZH_BRACKET) != 0:
        return
    if _odd_bracket(en) is None:
        return
    odd = _odd_bracket(
        _LIST_MARK.sub(lambda mark: " " * len(mark.group()), en)
    )  # a) is a list's, not a bracket
    if odd is not None:
        what = "opened and not closed" if en[odd] in _BRACKETS else "closed and not opened"
        message = f"The bracket “{en[odd]}” is {what}."
        yield Finding("brackets_unbalanced", Severity.WARNING, message, None, (odd, odd + 1))


def _balance(text: str, marks: re.Pattern[str]) -> int:
    return sum(1 if mark in _OPENING else -1 for mark in marks.findall(text))


def _odd_bracket(en: str) -> int | None:
    still_open: list[int] = []
    for match in _ANY_BRACKET.finditer(en):
        if match.group() in _BRACKETS:
            still_open.append(match.start())
        elif still_open and _BRACKETS[en[still_open[-1]]] == match.group():
            still_open.pop()
        else:
            return match.start()
    return still_open[0] if still_open else None


_ANY_QUOTE = re.compile('["“”]')
_ZH_QUOTE = re.compile('["“”「」『』]')
_INCHES = re.compile(r"(?<=\d)\"")


def quotes_unbalanced(zh: str, en: str, _locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """A quotation is opened and not closed, or closed and not opened.

    Not where the Chinese quotation, too, runs on into the next sentence.
    """
    if not ('"' in en or "“" in en or "”" in en):
        return
    marks = _ANY_QUOTE.findall(_INCHES.sub("", en) if en.count('"') % 2 else en)
    straight = marks.count('"') % 2
    if (straight or marks.count("“") != marks.count("”")) and _quotes_closed(zh):
        message = "A quotation mark has no partner in this sentence."
        yield Finding("quotes_unbalanced", Severity.NOTE, message)


def _quotes_closed(zh: str) -> bool:
    """Whether every quotation of the Chinese ends within it; some texts use ” or " for both sides."""
    marks = _ZH_QUOTE.findall(zh)
    return len(marks) % 2 == 0 and bool(marks)


_HAN = re.compile(f"[{HAN}]")
_MARKS = ("“", "”", "「", "」", '"')
# A quotation, or the part of one that runs on from or into another sentence.
_QUOTED = re.compile(
    r"“(?P<curly>[^“”]*)”|「(?P<corner>[^「」]*)」|\"(?P<straight>[^\"]*)\""
    r"|[“「](?P<begun>[^“”「」]*)$|^(?P<ended>[^“”「」\"]*)[”」]\s*$"
)
# What tells speech from the name of a board or a law (“国家自然科学基金委员会”): marks inside, or who says it.
_SPOKEN = re.compile("[，。！？；：,!?;…]")
_SAYS = re.compile(
    "(?:[：:]|(?:说|說|称|稱|道|表示|指出|写道|寫道|强调|強調|认为|認為|问|問|宣布|警告)[，,]?) *$"
)
_FEWEST = (
    8  # Chinese characters: a shorter quotation is a phrase that the English may well put in its own words
)
# ' opens a quotation in British English; inside a word and behind it, it is an apostrophe.
_EN_MARK = re.compile("[\"“”„«»‘「」『』]|(?<!\\w)'|''|’’")


def quotes_lost(zh: str, en: str, _locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """Speech in quotation marks is no quotation in the English.

    From eight Chinese characters on, and where it is speech by its punctuation or by the verb before it.
    """
    if not any(mark in zh for mark in _MARKS) or not en.strip() or _EN_MARK.search(en):
        return
    quoted = next((match for match in _QUOTED.finditer(zh) if _is_speech(zh, match)), None)
    if quoted is not None:
        message = "The Chinese quotes what was said; the English has no quotation marks."
        yield Finding("quotes_lost", Severity.WARNING, message, quoted.span())


def _is_speech(zh: str, quoted: re.Match[str]) -> bool:
    words = quoted[quoted.lastgroup or 0]
    if len(_HAN.findall(words)) < _FEWEST:
        return False
    said = _SAYS.search(zh, 0, quoted.start()) is not None
    if quoted.lastgroup == "begun" and zh[: quoted.start()].strip():
        return said  # a mark that is never closed may be a slip: 在伦敦“斯坦福桥“球场，…
    return said or _SPOKEN.search(words) is not None


_EN_QUOTED = re.compile(r"“([^“”]+)”|(?<!\w)\"([^\"\s][^\"]*)\"")
_ZH_MARK = re.compile("[\"'“”‘’「」『』《》〈〉＂]")
_FEWEST_WORDS = 4  # people put a word or two in quotation marks for irony: a "phased" approach


def quotes_added(zh: str, en: str, _locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """The English quotes where the Chinese does not.

    From four words on.
    """
    if not ('"' in en or "“" in en) or _ZH_MARK.search(zh):
        return
    for match in _EN_QUOTED.finditer(en):
        if len(match.group().split()) >= _FEWEST_WORDS:
            message = f"The English quotes {match.group()}; the Chinese has no quotation marks."
            yield Finding("quotes_added", Severity.NOTE, message, None, match.span())
            return
