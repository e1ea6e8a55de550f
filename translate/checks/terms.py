"""Checks of what must come through as it is: locked terms and names, Latin names, links, handles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translate.lock.matching import find_held, forbidden_used, missing
from translate.model import Finding, Lock, LockKind, Severity


def term_missing(_zh: str, en: str, locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """A term or name is not in the English as it must be.

    Numbers and dates have checks of their own, which compare values.
    """
    if not locks or not en.strip():
        return
    named = tuple(lock for lock in locks if lock.en and lock.kind in (LockKind.TERM, LockKind.NAME))
    if not named:
        return
    for index in missing(named, find_held(named, en)):
        lock = named[index]
        others = f" (or “{'”, “'.join(lock.accept)}”)" if lock.accept else ""
        because = f" ({lock.source})" if lock.source else ""
        message = f"“{lock.zh}” must be “{lock.en}”{others} in the English{because}."
        yield Finding("term_missing", Severity.BLOCKER, message, (lock.start, lock.end))


def term_forbidden(_zh: str, en: str, locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """The English uses a rendering that the glossary forbids."""
    if not any(lock.forbidden for lock in locks):
        return
    for span in forbidden_used(locks, en):
        lock = locks[span.lock]
        instead = f"; say “{lock.en}”" if lock.en else ""
        because = f" ({lock.source})" if lock.source else ""
        message = f"“{en[span.start : span.end]}” must not be used for “{lock.zh}”{instead}{because}."
        where = (span.start, span.end)
        yield Finding("term_forbidden", Severity.BLOCKER, message, (lock.start, lock.end), where)


_ADDRESS = re.compile(
    r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'*+,;=%]+|www\.[A-Za-z0-9\-._~/%?=&]+|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z.]{2,}"
)
_HANDLE = re.compile(r"(?<![A-Za-z0-9_./])[@#＠＃][A-Za-z_][A-Za-z0-9_]{1,30}")


def link_lost(zh: str, en: str, _locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """A web or mail address of the Chinese is not in the English."""
    if "://" not in zh and "www." not in zh and "@" not in zh:
        return
    for match in _ADDRESS.finditer(zh):
        address = match.group().rstrip(".,;:!?)'")
        if address.casefold() not in en.casefold():
            message = f"The address “{address}” is not in the English."
            yield Finding(
                "link_lost", Severity.WARNING, message, (match.start(), match.start() + len(address))
            )


def handle_lost(zh: str, en: str, _locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """A @handle or #hashtag of the Chinese is not in the English."""
    if not ("@" in zh or "#" in zh or "＠" in zh or "＃" in zh):
        return
    for match in _HANDLE.finditer(zh):
        handle = match.group().replace("＠", "@").replace("＃", "#")
        if handle.casefold() not in en.casefold():
            message = f"“{handle}” is not in the English."
            yield Finding("handle_lost", Severity.WARNING, message, match.span())


_LATIN = re.compile(r"(?<![A-Za-z0-9@#＠＃/._%&=-])[A-Za-z][A-Za-z0-9]+(?:[-.&'’+][A-Za-z0-9]+)*")
_LATIN_NAME = re.compile(r"[A-Z0-9]")
_PLAIN = re.compile(r"[\s\-–‑.'’&,]+")
# Latin words that Chinese uses as words of its own; the English may say anything.
_CHINESE_WORDS = frozenset(
    (
        "APP",
        "PK",
        "KTV",
        "OK",
        "VIP",
        "PPT",
        "LOGO",
        "DIY",
        "WIFI",
        "WI-FI",
        "SUV",
        "TV",
        "PC",
        "IT",
        "CD",
        "DVD",
    )
)


def latin_name_lost(zh: str, en: str, locks: tuple[Lock, ...]) -> Iterator[Finding]:
    """A name that the Chinese gives in Latin letters (DeepSeek, H800) is not in the English.

    An abbreviation may be written out: AI is held by “artificial intelligence”.
    """
    for match in _LATIN.finditer(zh):
        name = match.group()
        if name in en or not _LATIN_NAME.search(name):
            continue
        if not _written_otherwise(name, en) and not _in_lock(match.start(), match.end(), locks):
            message = f"“{name}” is not in the English."
            yield Finding("latin_name_lost", Severity.WARNING, message, match.span())


def _in_lock(start: int, end: int, locks: tuple[Lock, ...]) -> bool:
    return any(lock.start <= start and end <= lock.end for lock in locks)


def _written_otherwise(name: str, en: str) -> bool:
    if name.upper() in _CHINESE_WORDS:
        return True
    plain, text = _PLAIN.sub("", name).casefold(), _PLAIN.sub("", en).casefold()
    if plain in text:
        return True
    if not (name.isupper() and name.isalpha() and len(name) <= 6):
        return False
    return _initials(name.casefold(), en)


def _initials(name: str, en: str) -> bool:
    """Whether successive words begin with the letters of ``name``; short words between them may be left out."""
    words = re.findall(r"[a-z]+", en.casefold())
    heads = "".join(word[0] for word in words)
    full = "".join(
        word[0] for word in words if word not in ("of", "the", "and", "for", "in", "on", "to", "a")
    )
    return name in heads or name in full
