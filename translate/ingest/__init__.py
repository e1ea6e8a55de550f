"""News to articles: the sample's dump format, HTML pages, Markdown and plain text; RSS, Atom and JSON Lines of
many; each in a folder, a .zip, .tar or .gz, or on standard input.

>>> article = read_text("芯片竞赛\\n\\n深度求索发布了新模型。", source="chips.txt")
>>> [(block.id, block.kind.value, block.zh) for block in article.blocks]
[('p00', 'title', '芯片竞赛'), ('p01', 'paragraph', '深度求索发布了新模型。')]
"""

from translate.ingest.article import read_text
from translate.ingest.decode import decode
from translate.ingest.discover import Found, discover
from translate.ingest.forms import Form, detect
from translate.ingest.names import SUFFIXES
from translate.ingest.reading import Read, read, read_articles, read_file, read_input, read_stream

__all__ = [
    "SUFFIXES",
    "Form",
    "Found",
    "Read",
    "decode",
    "detect",
    "discover",
    "read",
    "read_articles",
    "read_file",
    "read_input",
    "read_stream",
    "read_text",
]
