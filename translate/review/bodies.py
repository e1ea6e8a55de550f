"""What a browser sends: bounded, JSON, of the types expected. Everything else is refused with one sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from translate.review.guards import Refused
from translate.review.markup import plain

MOST_BYTES = 256 * 1024
MOST_CHARACTERS = 20_000  # of one text; the longest sentence that segmentation leaves has some hundreds
DEEPEST = 8
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"?', re.DOTALL)
# C0 and C1 controls but tab and line feed, and halves of characters: no page can show them, no PO carry them.
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LARGEST = 2**63 - 1


async def read_body(request: Request) -> Body:
    """The JSON object in a request. Stops reading at :data:`MOST_BYTES`, told or untold (chunked)."""
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told[:18]) > MOST_BYTES:
        raise _too_large()
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > MOST_BYTES:
            raise _too_large()
    return Body(_parsed(bytes(data)))


def _too_large() -> Refused:
    return Refused(413, f"That is more than {MOST_BYTES // 1024} KiB, which no sentence needs.")


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        text = data.decode("utf-8")
        if _depth(text) > DEEPEST:
            raise Refused(400, "The JSON is nested too deeply.")
        value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError is one
        raise Refused(400, "That is not JSON in UTF-8.") from error
    if not isinstance(value, dict):
        raise Refused(400, "A JSON object is expected.")
    return value


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in _STRING.sub("", text):
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


@dataclass(frozen=True, slots=True)
class Body:
    """The fields of a JSON object, each asked for by its type. A wrong one raises :class:`Refused`."""

    values: dict[str, Any]

    def text(self, name: str, default: str | None = None, *, most: int = MOST_CHARACTERS) -> str:
        """A text; ``default`` where the field is missing or null."""
        value = self.values.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise Refused(400, f"“{name}” must be a text.")
        if len(value) > most:
            raise Refused(400, f"“{name}” is longer than {most:,} characters.")
        if found := _UNFIT.search(value):
            raise Refused(400, f"“{name}” holds a character that cannot be shown, U+{ord(found[0]):04X}.")
        return value

    def line(self, name: str, default: str | None = None, *, most: int = 200) -> str:
        """A text of one line without white space at its ends, and without characters that nobody sees.

        A direction mark that comes along with a selection would keep a term from ever being found.
        """
        return plain(self.text(name, default, most=most))

    def maybe(self, name: str) -> str | None:
        """A text, or ``None`` where the field is missing or null."""
        return self.text(name) if self.values.get(name) is not None else None

    def number(self, name: str, default: int | None = None) -> int:
        """A count or an id."""
        value = self.values.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST:
            raise Refused(400, f"“{name}” must be a whole number from 0 up.")
        return value

    def version(self) -> int | None:
        """The field ``version``, ``None`` where it is missing."""
        return None if self.values.get("version") is None else self.number("version")

    def items(self, name: str, most: int) -> Iterator[Body]:
        """The objects of a list."""
        value = self.values.get(name)
        if not isinstance(value, list) or len(value) > most or not all(isinstance(v, dict) for v in value):
            raise Refused(400, f"“{name}” must be a list of at most {most:,} objects.")
        return (Body(item) for item in value)
