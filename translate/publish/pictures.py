"""Images at hand: files in a folder, found by their address on the web. Nothing is ever fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from translate.publish.model import Picture

_LARGEST = 20 * 2**20  # octets; more is no picture of a news page
# How a file of each type begins; "????" stands for four octets of length.
_TYPES = (
    (b"\x89PNG\r\n\x1a\n", b"", "image/png", ".png"),
    (b"\xff\xd8\xff", b"", "image/jpeg", ".jpg"),
    (b"GIF8", b"", "image/gif", ".gif"),
    (b"RIFF", b"WEBP", "image/webp", ".webp"),
)


@dataclass(frozen=True, slots=True)
class PictureFolder:
    """A folder with images as ``wget --force-directories`` leaves them (``host/path/a.jpg``), or just ``a.jpg``."""

    folder: Path | None

    def __call__(self, url: str) -> Picture | None:
        """The image at that address, ``None`` if it is not at hand or no PNG, JPEG, GIF or WebP."""
        for path in self._places(url):
            try:
                if self._is_inside(path) and path.is_file() and path.stat().st_size <= _LARGEST:
                    return picture_of(path.read_bytes())
            except (OSError, ValueError, RuntimeError):  # a name that no disk can have, a link to itself
                continue
        return None

    def _places(self, url: str) -> Iterator[Path]:
        if self.folder is None:
            return
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
        except ValueError:
            return
        steps = [step for step in unquote(parts.path).split("/") if step]
        if steps:
            yield self.folder.joinpath(host, *steps)
            yield self.folder / steps[-1]

    def _is_inside(self, path: Path) -> bool:
        """Whether a path is within the folder: neither ``..`` nor a link leads out of it."""
        return self.folder is not None and path.resolve().is_relative_to(self.folder.resolve())


def picture_of(data: bytes) -> Picture | None:
    """The picture, its type told by its first octets; ``None`` for anything else."""
    for head, kind, media_type, suffix in _TYPES:
        if data.startswith(head) and data[8:12].startswith(kind):
            return Picture(data, media_type, suffix)
    return None
