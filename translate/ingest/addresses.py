"""Web addresses in an article, and the article's id, which comes from its address."""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import unquote, urljoin, urlsplit

_STRIPPED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]"
)  # browsers ignore tabs and line breaks in an address
_UNSAFE = re.compile(r'[\s"<>\\^`{|}]')
_SLUG_LENGTH = 60
_EMPTY_NAMES = {"index", "default", "home", "article", "content", "detail", "show", "news"}


def safe_address(address: str, base: str = "", *, mail: bool = False) -> str:
    """``address`` as an absolute http(s) address (with ``mail`` also mailto), or "" if it is none.

    Relative ones are resolved against ``base``. Characters that could end an attribute are percent-encoded.

    >>> safe_address("../b.html", "https://news.example/a/c/"), safe_address("java\\nscript:alert(1)")
    ('https://news.example/a/b.html', '')
    """
    try:
        joined = urljoin(base, _STRIPPED.sub("", address).strip())
        parts = urlsplit(joined)
        host = parts.hostname
    except ValueError:  # such as "http://[": an unfinished IPv6 host
        return ""
    if (parts.scheme in ("http", "https") and host) or (mail and parts.scheme == "mailto" and parts.path):
        return _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), joined)
    return ""


def article_id(url: str, source: str) -> str:
    """A readable, unique file name: the address's telling part and 8 hexadecimal digits of its SHA-256.

    Without an address, the file name and the sum of the path as the user gave it, so that the id does not
    depend on the machine.

    >>> article_id("https://news.example/a/chips-race-20250128/7952786.html", "dump/a.md")
    'chips-race-20250128-d289b3d1'
    >>> article_id("", "dump/芯片.md")
    '3d27cc4f'
    """
    path = source.replace("\\", "/")
    slug = _slug_of_address(url) if url else _slug(path.rsplit("/", 1)[-1].partition(".")[0])
    digest = sha256((url or path).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug}-{digest}" if slug else digest


def _slug_of_address(url: str) -> str:
    """The last path component with a word in it; else the last one at all; else the host."""
    parts = urlsplit(url)
    names = [_slug(unquote(name).rsplit(".", 1)[0]) for name in parts.path.split("/")]
    names = [name for name in names if name and name not in _EMPTY_NAMES]
    worded = [name for name in names if re.search("[a-z]{3}", name)]
    return (worded or names or [_slug(parts.hostname or "")])[-1]


def _slug(name: str) -> str:
    slug = re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")
    if len(slug) <= _SLUG_LENGTH:
        return slug
    cut = slug[: _SLUG_LENGTH + 1]
    return cut.rpartition("-")[0] or cut[:_SLUG_LENGTH]
