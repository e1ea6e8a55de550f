"""The English of every lock put in place of its Chinese, before a model sees the segment."""

from __future__ import annotations

from collections.abc import Iterable

from translate.model import Lock
from translate.text import is_wordish

_BEFORE = frozenset(".,;:!?%)]}")  # after these, and after a letter or digit, a space goes before …
_AFTER = frozenset("$€£¥([{")  # … these, and before a letter or digit


def put_in_place(segment_zh: str, locks: Iterable[Lock]) -> str:
    """The segment with each lock's span replaced by its English.

    A space goes in where English would touch a Latin letter, a digit or other English (``Nvidia H800``), none
    against Chinese (``DeepSeek的模型``). Everything else stays as it is, white space at the ends included.
    """
    made: list[str] = []
    last, place = "", 0  # the last character written, and how far the segment is copied
    after_lock = False
    for lock in sorted((lock for lock in locks if lock.en), key=lambda lock: lock.start):
        between = segment_zh[place : lock.start]
        if between:
            made.append(_apart(last, between) if after_lock else between)
            last = between[-1]
        made.append(_apart(last, lock.en))
        last, place, after_lock = lock.en[-1], lock.end, True
    rest = segment_zh[place:]
    made.append(_apart(last, rest) if after_lock else rest)
    return "".join(made)


def _apart(last: str, text: str) -> str:
    """The text, with a space in front where it would run into the character before it."""
    if not last or not text:
        return text
    ends = is_wordish(last) or last in _BEFORE
    begins = is_wordish(text[0]) or text[0] in _AFTER
    return f" {text}" if ends and begins else text
