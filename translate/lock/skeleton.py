"""What is left of a sentence when its locked spans are taken out: two of one skeleton say the same of other things.

    英伟达股价周一上涨3.5%，收于128美元。
    特斯拉股价周一上涨0.8%，收于410美元。

A span leaves its kind behind, and all of its value that the English around it may depend on: an amount its unit, its
hedge and whether it is one or many, a date whether it has a year, month and day, a term the file that it is in
(people are not exchanged for places), and everything whether it is the same again as a span before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from translate.model import Lock
from translate.quantity.model import Kind, Quantity
from translate.text import count_han

# With less Chinese around the spans, a headline like 上海3.5% says too little to know what its English depends on.
_LEAST_HAN = 4
_OPEN, _CLOSE = "\x01", "\x02"


def demanding(locks: Iterable[Lock]) -> tuple[Lock, ...]:
    """The locks that have an English of their own, in order of their Chinese."""
    return tuple(sorted((lock for lock in locks if lock.en), key=lambda lock: (lock.start, lock.end)))


def skeleton(zh: str, locks: Sequence[Lock]) -> str:
    """The sentence with its locked spans replaced by what they are; empty where nothing can be adapted.

    That is without locks, with overlapping ones, and with hardly any Chinese besides.
    """
    parts: list[str] = []
    met: dict[str, int] = {}
    at = 0
    for lock in demanding(locks):
        if not at <= lock.start < lock.end <= len(zh):
            return ""
        which = met.setdefault(lock.en, len(met))
        parts += [zh[at : lock.start], f"{_OPEN}{_kind(lock)} {which}{_CLOSE}"]
        at = lock.end
    parts.append(zh[at:])
    plain = sum(count_han(part) for part in parts if not part.startswith(_OPEN))
    return "".join(parts).strip() if met and plain >= _LEAST_HAN else ""


def skeleton_hash(zh: str, locks: Sequence[Lock]) -> int:
    """A signed 64-bit number for the skeleton, 0 where there is none. Two may share one: compare them as well."""
    text = skeleton(zh, locks)
    if not text:
        return 0
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _kind(lock: Lock) -> str:
    if lock.quantity is None:
        file = lock.source.rpartition(":")[0]
        return f"{lock.kind} {file}" if file.endswith(".po") else lock.kind.value
    return f"{lock.kind} {_shape(lock.quantity, lock.en)}"


def _shape(quantity: Quantity, en: str) -> str:
    parts: tuple[object, ...] = (
        quantity.kind,
        quantity.unit,
        quantity.approx,
        "one" if _is_one(quantity) else "many",
        "below zero" if quantity.low < 0 else "",
        "to" if quantity.is_range else "",
        *("" if part is None else "set" for part in (quantity.year, quantity.month, quantity.day)),
        quantity.relative_year,
        quantity.relative_month,
        len(en.split()) if quantity.kind is Kind.MULTIPLE else "",  # doubled; increased fivefold
    )
    return "/".join(str(part) for part in parts)


def _is_one(quantity: Quantity) -> bool:
    """Whether what is counted stands in the singular: 1 company, one-third."""
    return quantity.high == 1 or (quantity.kind is Kind.FRACTION and quantity.low.numerator == 1)
