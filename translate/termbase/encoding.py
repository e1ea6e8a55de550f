"""In which charset a PO file is, and whether it can be trusted that it is.

A header names the charset; a file that was saved in another one costs one error, not one for each of its entries.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from translate.errors import GlossaryError
from translate.text import HAN

_CHARSET = re.compile(rb"charset=([\w.-]+)")
_ASCII = bytes(range(0x20, 0x7F)) + b"\n\r\t"
_BROKEN = re.compile("[\udc80-\udcff]")
_HAN = re.compile(f"[{HAN}]")
_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
# Each with the charset of its everyday characters: text in the wrong one turns into rare ones.
_CHINESE = (("GB18030", "gb18030", "gb2312"), ("Big5", "big5hkscs", "big5"))
_FOREIGN = (
    4  # undecodable characters for each Chinese one that is good, from which on the whole file is foreign
)


def charset(raw: bytes) -> str:
    """Python's name of the charset that a PO file's header gives; UTF-8 where it gives none that can be right.

    A header that was read as ASCII is in a charset whose ASCII is ASCII: neither UTF-16 nor Python's "rot13".
    """
    named = _CHARSET.search(raw[:4000])
    if not named:
        return "utf-8"
    try:
        name = codecs.lookup(named.group(1).decode("ascii")).name
        special = "escape" in name or name == "utf-8-sig"  # unicode_escape warns of every backslash
        plain = not special and _ASCII.decode(name) == _ASCII.decode("ascii")
    except (LookupError, ValueError):  # a template's CHARSET; UnicodeError is a ValueError
        return "utf-8"
    return name if plain else "utf-8"


def decode(raw: bytes, where: Path | str) -> str:
    """The text of a PO file in the charset of its header, its byte order marks included.

    A few bytes that are not in it become surrogates, for the entries that have them to be named. Raises
    GlossaryError when the file as a whole is in another charset.
    """
    for mark, name in _MARKS:
        if raw.startswith(mark):
            raise _foreign(name, where)
    if raw.count(0) > len(raw) // 4:
        raise _foreign("UTF-16 or a binary file", where)
    encoding = charset(raw)
    try:
        text = raw.decode(encoding, errors="surrogateescape")
    except ValueError:  # a charset whose decoder takes no substitutes
        raise _foreign("", where, encoding) from None
    broken = len(_BROKEN.findall(text))
    if broken // 2 > _FOREIGN * len(_HAN.findall(text)):
        raise _foreign(_guess(raw), where, encoding)
    return text


def _guess(raw: bytes) -> str:
    """GB18030 or Big5, when the bytes can be nothing else of the two; else nothing."""
    shares = {}
    for name, codec, everyday in _CHINESE:
        try:
            found = _HAN.findall(raw.decode(codec))
        except UnicodeDecodeError:
            continue
        if found:
            shares[name] = len("".join(found).encode(everyday, "ignore")) / 2 / len(found)
    best = max(shares, key=shares.__getitem__, default="")
    return best if best and shares[best] > 0.8 else ""


def _foreign(name: str, where: Path | str, header: str = "") -> GlossaryError:
    if name in ("GB18030", "Big5"):
        return GlossaryError(
            f"is {name}, but its header says {header.upper()}; the whole file is left out",
            where=where,
            remedy=f"write charset={name} in its header, or save it as UTF-8: "
            f"iconv -f {name} -t UTF-8 (or open and save it in an editor)",
        )
    what = f"is {name}" if name else f"is not {header.upper()}"
    return GlossaryError(
        f"{what}; the whole file is left out",
        where=where,
        remedy="save it as UTF-8, and say so in its header",
    )
