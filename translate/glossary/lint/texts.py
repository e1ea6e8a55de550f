"""Rules about the texts of one entry: what is missing, what has no place in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from translate.glossary.entry import FUZZY, READ_ONLY, GlossaryEntry
from translate.glossary.lint.finding import Fix, Level, LintFinding, about
from translate.glossary.lint.subject import Subject
from translate.text import CJK_PUNCTUATION, FULL_WIDTH, has_han
from translate.tidy import spaced

# Zero-width and direction marks, soft hyphens: come along when text is copied from a page, and nobody sees them
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_WIDE = re.compile(f"[{CJK_PUNCTUATION}{FULL_WIDTH}]")
_WIDE_LETTERS = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_LONG = 40  # characters; the longest names of treaties and bodies have about 30


def no_chinese(subject: Subject) -> Iterator[LintFinding]:
    """The entry has no Chinese."""
    for item in subject.items:
        if not item.zh:
            yield about(
                item.found,
                Level.ERROR,
                "the entry has no Chinese",
                "fill in its msgid, or remove it",
            )


def no_english(subject: Subject) -> Iterator[LintFinding]:
    """The entry has no English, and is not marked as a proposal."""
    for item in subject.items:
        entry = item.entry
        if not item.zh or item.en or FUZZY in entry.flags:
            continue
        if entry.is_forbidden:
            yield about(
                item.found,
                Level.ERROR,
                f"{entry.zh} is forbidden, but no English is",
                "write into msgstr the English that must not be used",
            )
        else:
            yield about(
                item.found,
                Level.WARNING,
                f"{entry.zh} has no English, so nothing is demanded",
                "fill in its msgstr, or mark it as a proposal with “#, fuzzy”",
            )


def white_space(subject: Subject) -> Iterator[LintFinding]:
    """White space at the ends or doubled, or characters that nobody sees."""
    for item in subject.items:
        if any(_clean(text) != text for text in _texts(item.entry)):
            yield about(
                item.found,
                Level.WARNING,
                f"{_short(item.entry.zh)} has needless white space or invisible characters",
                "remove them",
                Fix(item.found, "removed white space", _every(_clean)),
            )


def full_width_in_english(subject: Subject) -> Iterator[LintFinding]:
    """Full-width characters in the English."""
    for item in subject.items:
        wide = next((en for en in (item.entry.en, *item.entry.accept) if _WIDE.search(en)), None)
        if wide is not None:
            plain = _narrow(wide)
            fix = Fix(item.found, "made full-width English half-width", _english(_narrow))
            yield about(
                item.found,
                Level.WARNING,
                f"{_short(wide)!r} has full-width characters",
                f"write {_short(plain)!r}" if plain != wide else "write them as English does",
                fix if _english(_narrow)(item.entry) != item.entry else None,
            )


def full_width_in_chinese(subject: Subject) -> Iterator[LintFinding]:
    """Full-width Latin letters or digits in the Chinese."""
    for item in subject.items:
        entry = item.entry
        wide = next((zh for zh in (entry.zh, *entry.aliases) if _WIDE_LETTERS.search(zh)), None)
        if wide is not None:
            yield about(
                item.found,
                Level.NOTE,
                f"{_short(wide)} has full-width letters or digits",
                f"write {_short(_narrow_letters(wide))}",
                Fix(item.found, "made full-width letters half-width", _chinese(_narrow_letters)),
            )


def han_in_english(subject: Subject) -> Iterator[LintFinding]:
    """Chinese characters in the English."""
    for item in subject.items:
        entry = item.entry
        kept = READ_ONLY in entry.flags
        if has_han(item.en):
            said = "keeps its Chinese" if kept else f"has the English {_short(item.en)!r}"
            yield about(
                item.found,
                Level.ERROR,
                f"{_short(entry.zh)} {said}, but no Chinese may stand in English",
                "write its English into msgstr" if kept else "translate it",
            )
        for form in filter(has_han, entry.accept):
            yield about(
                item.found,
                Level.WARNING,
                f"{_short(form)!r}, accepted for {_short(entry.zh)}, is Chinese",
                "move it to aliases, or remove it",
            )


def whole_sentence(subject: Subject) -> Iterator[LintFinding]:
    """The Chinese is too long for a term."""
    for item in subject.items:
        if len(item.zh) > _LONG:
            yield about(
                item.found,
                Level.NOTE,
                f"{_short(item.entry.zh)} has {len(item.zh):,} characters, more than a term has",
                "approve sentences in the memory; here keep the name in it",
            )


def _texts(entry: GlossaryEntry) -> tuple[str, ...]:
    return (entry.zh, entry.en, entry.context, *entry.aliases, *entry.accept)


def _clean(text: str) -> str:
    return " ".join(_INVISIBLE.sub("", text).split())


def _narrow(en: str) -> str:
    return " ".join(spaced(en).split())


def _narrow_letters(zh: str) -> str:
    return _WIDE_LETTERS.sub(lambda found: chr(ord(found.group()) - 0xFEE0), zh)


def _english(change: Callable[[str], str]) -> Callable[[GlossaryEntry], GlossaryEntry]:
    return lambda entry: replace(entry, en=change(entry.en), accept=_list(change, entry.accept))


def _chinese(change: Callable[[str], str]) -> Callable[[GlossaryEntry], GlossaryEntry]:
    return lambda entry: replace(entry, zh=change(entry.zh), aliases=_list(change, entry.aliases))


def _every(change: Callable[[str], str]) -> Callable[[GlossaryEntry], GlossaryEntry]:
    return lambda entry: replace(
        entry,
        zh=change(entry.zh),
        en=change(entry.en),
        context=change(entry.context),
        aliases=_list(change, entry.aliases),
        accept=_list(change, entry.accept),
    )


def _list(change: Callable[[str], str], words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in map(change, words) if word))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else f"{line[: _LONG - 1]}…"
