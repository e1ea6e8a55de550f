"""Files of news to articles: the sample's dump format, HTML pages, Markdown and plain text.

>>> article = read_text("芯片竞赛\\n\\n深度求索发布了新模型。", source="chips.txt")
>>> [(block.id, block.kind.value, block.zh) for block in article.blocks]
[('p00', 'title', '芯片竞赛'), ('p01', 'paragraph', '深度求索发布了新模型。')]
"""

from translate.ingest.article import read_text
from translate.ingest.decode import decode
from translate.ingest.discover import SUFFIXES, Found, discover
from translate.ingest.forms import Form, detect
from translate.ingest.reading import read

__all__ = ["SUFFIXES", "Form", "Found", "decode", "detect", "discover", "read", "read_text"]
