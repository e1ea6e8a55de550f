"""A day and its weekday, 星期二(5月5日), put in place as one: ``on Tuesday (May 5)``.

News gives the weekday first and the date in brackets. With the date alone in English (``星期二(May 5)``) a small
model often drops it: by hand, in ten such sentences of ``examples/`` and a real article, four dates were lost that
way and none this way; with a comma for the brackets none either, but weekdays were. The lock itself stays the date: a
translator may leave the weekday out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from translate.model import Lock
from translate.quantity.chinese_dates import WEEKDAY, read_weekday
from translate.quantity.model import Kind
from translate.quantity.style import write

_BEFORE = re.compile(rf"(?P<day>{WEEKDAY.pattern}) ?[(（] ?$")
_AFTER = re.compile(rf" ?[(（] ?(?P<day>{WEEKDAY.pattern}) ?[)）]")
_CLOSED = re.compile(r" ?[)）]")
_ON = tuple("在于於")  # the English brings its own
# With these around it, the day is no adverb of its own: 自星期二(5月5日)起, 星期二(5月5日)的会议.
# (以2比1 and 与 begin what follows.)
_GOVERNED_BEFORE = tuple("从從自至到由截以比")
_GOVERNED_AFTER = re.compile("[的之前后後起至]|以[来來前后後]")
# As far back as a weekday in front of its bracket reaches.
_REACH = 8


def with_weekdays(zh: str, locks: Sequence[Lock]) -> tuple[Lock, ...]:
    """The locks as they are to be put in place: a date's span takes in its weekday and the brackets."""
    return tuple(_with_weekday(zh, lock) if _is_day(lock) else lock for lock in locks)


def _is_day(lock: Lock) -> bool:
    quantity = lock.quantity
    return quantity is not None and quantity.kind is Kind.DATE and quantity.day is not None


def _with_weekday(zh: str, lock: Lock) -> Lock:
    start, end, day = lock.start, lock.end, None
    before = _BEFORE.search(zh, max(0, start - _REACH), start)
    if before and (closed := _CLOSED.match(zh, end)):
        start, end, day = before.start(), closed.end(), before.start("day")
    elif after := _AFTER.match(zh, end):
        end, day = after.end(), after.start("day")
    found = read_weekday(zh, day) if day is not None else None
    if found is None:
        return lock
    start -= zh[:start].endswith(_ON)
    alone = zh[:start].endswith(_GOVERNED_BEFORE) or _GOVERNED_AFTER.match(zh, end)
    return replace(
        lock, start=start, end=end, en=f"{'' if alone else 'on '}{write(found.quantity)} ({lock.en})"
    )
