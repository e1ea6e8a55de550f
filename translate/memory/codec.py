"""Frozen dataclasses to JSON and back, led by their type hints.

A record is an object of the fields that are not at their default, a tuple a list, an enum its value, a
fraction ``"n/d"``, a date its ISO form. So a field that is new since takes its default, and one that is gone
is passed over. A field of several types says which one it holds: ``{"type": "Fraction", "value": "1/3"}``.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

from translate.quantity.model import Quantity

T = TypeVar("T")

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Codec:
    """The two ways between a value and what ``json`` can write."""

    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


def to_json(kind: object, value: object) -> str:
    """``value`` of type ``kind`` as one line of JSON. Raises ``TypeError`` for a type it cannot carry."""
    return _JSON.encode(codec(kind).encode(value))


def from_json(kind: type[T], text: str) -> T:
    """The value of type ``kind`` that :func:`to_json` wrote. Raises ``ValueError`` if ``text`` is not one."""
    try:
        value: T = codec(kind).decode(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a {kind}: {text[:80]!r} ({error})") from error
    return value


def codec(kind: object) -> Codec:
    """The codec of a type as annotations give it: a class, ``tuple[X, ...]``, ``X | None``, a union.

    Raises ``TypeError`` for a type that has no form in JSON.
    """
    return _codec(kind)


@cache
def _codec(kind: Any) -> Codec:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _union(typing.get_args(kind))
    if origin is tuple:
        return _tuple(typing.get_args(kind))
    if origin is typing.Literal or kind in (str, int, float, bool, types.NoneType):
        return Codec(_same, _same)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _record(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return Codec(lambda member: member.value, kind)
    if kind in _SCALARS:
        return _SCALARS[kind]
    raise TypeError(f"the memory has no JSON form for {kind!r}")


def _same(value: Any) -> Any:
    return value


_SCALARS: dict[type, Codec] = {
    Fraction: Codec(lambda value: f"{value.numerator}/{value.denominator}", Fraction),
    datetime: Codec(datetime.isoformat, datetime.fromisoformat),
    date: Codec(date.isoformat, date.fromisoformat),
    time: Codec(time.isoformat, time.fromisoformat),
}


def _tuple(items: tuple[Any, ...]) -> Codec:
    if len(items) == 2 and items[1] is Ellipsis:
        item = codec(items[0])
        return Codec(
            lambda values: [item.encode(value) for value in values],
            lambda values: tuple(item.decode(value) for value in values),
        )
    codecs = tuple(codec(item) for item in items)
    return Codec(
        lambda values: [each.encode(value) for each, value in zip(codecs, values, strict=True)],
        lambda values: tuple(each.decode(value) for each, value in zip(codecs, values, strict=True)),
    )


def _union(members: tuple[Any, ...]) -> Codec:
    kinds = tuple(kind for kind in members if kind is not types.NoneType)
    if len(kinds) == 1:
        only = codec(kinds[0])
        return Codec(
            lambda value: None if value is None else only.encode(value),
            lambda value: None if value is None else only.decode(value),
        )
    return _tagged({_class_of(kind).__name__: kind for kind in kinds})


def _tagged(kinds: Mapping[str, Any]) -> Codec:
    """JSON alone cannot tell a fraction from a string, nor two records apart: name the type."""

    def encode(value: Any) -> Any:
        if value is None:
            return None
        name = type(value).__name__
        if name not in kinds:
            raise TypeError(f"{name} is none of {', '.join(kinds)}")
        return {"type": name, "value": codec(kinds[name]).encode(value)}

    def decode(value: Any) -> Any:
        return None if value is None else codec(kinds[value["type"]]).decode(value["value"])

    return Codec(encode, decode)


def _class_of(kind: Any) -> type:
    found = typing.get_origin(kind) or kind
    if not isinstance(found, type):
        raise TypeError(f"the memory has no JSON form for {kind!r} among other types")
    return found


def _record(kind: Any) -> Codec:
    """Fields are looked up on use, so that a record may hold records of its own type."""

    def encode(record: Any) -> dict[str, Any]:
        if record.__class__ is not kind:
            raise TypeError(f"{type(record).__name__} is not a {kind.__name__}")
        values = {}
        for name, field in _fields(kind).items():
            value = getattr(record, name)
            # Of the same type too: 1, True and Fraction(1) are equal.
            if value is not field.default and (value != field.default or type(value) is not field.kind):
                values[name] = field.codec.encode(value)
        return values

    def decode(data: Any) -> Any:
        fields = _fields(kind)
        return kind(
            **{name: fields[name].codec.decode(value) for name, value in data.items() if name in fields}
        )

    return Codec(encode, decode)


@dataclass(frozen=True, slots=True)
class _Field:
    codec: Codec
    default: object  # dataclasses.MISSING equals no value
    kind: type  # of the default


@cache
def _fields(kind: Any) -> dict[str, _Field]:
    hints = typing.get_type_hints(kind, localns=_LATE_NAMES)
    return {
        field.name: _Field(codec(hints[field.name]), field.default, type(field.default))
        for field in dataclasses.fields(kind)
        if field.init
    }


# translate.model imports this name for type checkers only, so its own namespace cannot resolve it.
_LATE_NAMES: dict[str, Any] = {"Quantity": Quantity}
