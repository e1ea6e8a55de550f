"""Rules about terms inside longer terms whose English does not go together."""

from __future__ import annotations

import re
from collections.abc import Iterator

import Levenshtein

from translate.glossary.lint.finding import Level, LintFinding, about
from translate.glossary.lint.item import Item
from translate.glossary.lint.subject import Subject
from translate.text import INTERPUNCTS, plain_latin

_NEAR = 0.8  # of two spellings of one name: Kleinerman and Kleinermann have 0.95, Sanders and Saunders 0.93
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")


def nested_spelling(subject: Subject) -> Iterator[LintFinding]:
    """A name inside a longer one is spelled otherwise there: Kleinerman, Christian Kleinermann."""
    for outer, inner in subject.nested:
        if not _is_name(inner) or _goes_together(outer, inner):
            continue
        near = next((word for word in _words(outer.en, len(inner.en.split())) if _near(word, inner.en)), "")
        if near:
            yield about(
                outer.found,
                Level.WARNING,
                f"{outer.entry.zh} is {outer.en!r}, but {inner.entry.zh} inside it is {inner.en!r} ({inner.place})",
                f"decide between {near} and {inner.en}, or accept both",
            )


def nested_name(subject: Subject) -> Iterator[LintFinding]:
    """A part of a person's name has English that the whole does not have: 约翰·李 is not John Li, but 李 is."""
    for outer, inner in subject.nested:
        if not _is_part(outer.zh, inner.zh) or not _is_name(inner) or _goes_together(outer, inner):
            continue
        if any(_near(word, inner.en) for word in _words(outer.en, len(inner.en.split()))):
            continue  # said by nested_spelling
        yield about(
            outer.found,
            Level.WARNING,
            f"{outer.entry.zh} is {outer.en!r}, but its part {inner.entry.zh} is {inner.en!r} ({inner.place})",
            "put one of them right, or accept the other's English",
        )


def nested_term(subject: Subject) -> Iterator[LintFinding]:
    """A longer term hides a shorter one and says nothing of its English: SJTU for 上海交通大学 hides Shanghai."""
    for outer, inner in subject.nested:
        short = all(form.isupper() for form in outer.forms) and not inner.en.isupper()
        other = (
            len(outer.zh) == len(inner.zh) + 1
        )  # one character more is another word: 京东方 is none of 京东
        if not short or other or not _is_name(inner) or _is_part(outer.zh, inner.zh):
            continue
        if not _goes_together(outer, inner):
            yield about(
                outer.found,
                Level.NOTE,
                f"{outer.entry.zh} is only {outer.en!r}, without its {inner.entry.zh} → {inner.en} ({inner.place})",
                "accept the name in full as well",
            )


def _goes_together(outer: Item, inner: Item) -> bool:
    """A form of the longer term has a form of the shorter. Persons keep theirs; China may be Chinese."""
    if _is_part(outer.zh, inner.zh):
        wholes = [f" {_plain_words(form)} " for form in outer.forms]
        return any(f" {_plain_words(form)} " in whole for form in inner.forms for whole in wholes)
    wholes = [plain_latin(form) for form in outer.forms]
    stems = (plain[: max(4, len(plain) - 3)] for plain in map(plain_latin, inner.forms))
    return any(stem in whole for stem in stems for whole in wholes)


def _plain_words(en: str) -> str:
    return " ".join(filter(None, map(plain_latin, en.replace("-", " ").split())))


def _is_part(outer: str, inner: str) -> bool:
    """The inner name is one of those that interpuncts part in the outer."""
    return INTERPUNCTS[0] in outer and inner in outer.split(INTERPUNCTS[0])


def _is_name(item: Item) -> bool:
    return item.en[:1].isupper()


def _words(en: str, size: int) -> list[str]:
    words = _WORD.findall(en)
    return [" ".join(words[i : i + size]) for i in range(len(words) - size + 1)]


def _near(one: str, other: str) -> bool:
    return (
        one != other
        and one[:1].isupper()
        and min(len(one), len(other)) > 3
        and Levenshtein.ratio(one, other, score_cutoff=_NEAR) > 0
    )
