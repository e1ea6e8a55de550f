"""Text files of glossaries: from bytes, whatever encoding a spreadsheet chose."""

from __future__ import annotations

from pathlib import Path

from translate.errors import GlossaryError
from translate.ingest.decode import decode
from translate.termbase.po import read_bytes


def read_text(path: Path) -> str:
    """The file's text: UTF-8, UTF-16 with a mark (Excel's "Unicode text"), GB18030 or Big5; line ends as they are.

    Raises GlossaryError or IngestError when it cannot be read.
    """
    data = read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = decode(data, str(path))
    else:
        if "\0" in text:
            decode(data, str(path))  # says what it is: binary, or UTF-16 without a mark
    if "\ufffd" in text and "\ufffd".encode() not in data:
        line = text[: text.index("\ufffd")].count("\n") + 1
        raise GlossaryError(
            "has bytes that are not in its encoding", where=path, line=line, remedy="save it as UTF-8"
        )
    return text
