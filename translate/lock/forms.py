"""The shapes in which an English form may stand in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from translate.text import LATIN

_WORD = f"{LATIN}0-9"
_APOSTROPHES = "'’‘ʼ`´"
_QUOTES = '"“”„«»'
_HYPHENS = "-‐‑–—"
_TOKEN = re.compile(rf"[{_WORD}]+|[\s\u00a0]+|[{_HYPHENS}]|.", re.DOTALL)
_LINKS = ("of", "for", "to", "on", "in")  # after these, an article may come or go
_OPTIONAL_ARTICLE = re.compile(r"^[Tt]he\s+|(?<=\b(?:of|to|on|in)\s)the\s+|(?<=\bfor\s)the\s+")
_ENDING = re.compile("(?:s|y|man)$", re.IGNORECASE)  # what inflection changes


@dataclass(frozen=True, slots=True)
class _Shape:
    """A compiled form, and a lower-case piece of it that every occurrence contains."""

    anchor: str
    pattern: re.Pattern[str]


def occurrences(form: str, en: str, *, exact: bool = False) -> Iterator[tuple[int, int]]:
    """Where an English form stands in a text as ``(start, end)``, in order, possessives left out.

    Unless ``exact``: plural (agency, agencies; spokesman, spokesmen), words in lower case also capitalized
    (headlines, the start of a sentence), hyphen or space (start-up, start up, startup), straight or curly quotes, and
    an article in front or after "of". Words with capitals keep theirs: Apple is not apple.
    """
    shape = _shape(form, exact)
    if shape.anchor in en.lower():
        for found in shape.pattern.finditer(en):
            yield found.span(1)


@lru_cache(maxsize=65536)
def _shape(form: str, exact: bool) -> _Shape:
    form = " ".join(form.split())
    body = re.escape(form) if exact else _inflected(form)
    pattern = re.compile(f"{_left(form)}({body}){_right(form)}")
    words = [word if exact else _ENDING.sub("", word) for word in re.findall(f"[{_WORD}]+", form)]
    return _Shape(max(words, key=len, default="").lower(), pattern)


def _left(form: str) -> str:
    if not re.match(f"[{_WORD}]", form):
        return ""
    return f"(?<![{_WORD}])" + (r"(?<![0-9][.,])" if form[0].isdigit() else "")


def _right(form: str) -> str:
    if not re.search(f"[{_WORD}]$", form):
        return ""
    return f"(?![{_WORD}])" + (r"(?![.,][0-9])" if form[-1].isdigit() else "")


def _inflected(form: str) -> str:
    tokens = _TOKEN.findall(_OPTIONAL_ARTICLE.sub("", form) or form)
    last = max((i for i, token in enumerate(tokens) if _is_word(token)), default=-1)
    made = []
    for i, token in enumerate(tokens):
        following = tokens[i + 2] if i + 2 < len(tokens) else ""
        if _is_word(token):
            head = i == last or following == "of"
            made.append(_word(token, plural=head))
        else:
            made.append(_joint(token, tokens[i - 1] if i else ""))
    return "".join(made)


def _is_word(token: str) -> bool:
    return re.match(f"[{_WORD}]", token) is not None


def _joint(token: str, before: str) -> str:
    if token.isspace():
        article = r"(?:the\s+)?" if before in _LINKS else ""
        return rf"(?:\s+|[{_HYPHENS}]){article}"
    if token in _HYPHENS:
        return rf"(?:\s?[{_HYPHENS}]\s?|\s)?"
    if token in _APOSTROPHES:
        return f"[{_APOSTROPHES}]"
    if token in _QUOTES:
        return f"[{_QUOTES}]"
    return re.escape(token)


def _word(token: str, *, plural: bool) -> str:
    stem = re.escape(token)
    if token[0].islower():
        stem = f"[{token[0]}{token[0].upper()}]{re.escape(token[1:])}"
    return _with_plural(token, stem) if plural and len(token) > 1 and token[-1].isalpha() else stem


def _with_plural(token: str, stem: str) -> str:
    """Plural of a word, by the spelling rules of English; a common noun in the plural also in the singular."""
    if re.search("[^aeiou]y$", token):
        return f"{stem[:-1]}(?:y|ies)"
    if len(token) > 4 and token.endswith("man"):
        return f"{stem[:-2]}(?:an|en)"
    if len(token) > 3 and token[0].islower() and re.search("[^s]s$", token):
        return f"{stem}?"
    return f"{stem}(?:es)?" if re.search("(?:s|x|z|ch|sh)$", token) else f"{stem}s?"
