"""The Python API: every name works, and importing the package loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import translate
from tests.fakes import FakeEngine

HEAVY = (
    "ctranslate2",
    "tokenizers",
    "numpy",
    "bs4",
    "opencc",
    "jieba",
    "sqlite3",
    "jinja2",
    "argostranslate",
)


def test_every_public_name_is_there() -> None:
    assert all(getattr(translate, name) is not None for name in translate.__all__)


def test_importing_the_package_loads_no_library() -> None:
    code = f"import sys, translate; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_script_goes_from_a_dump_to_a_page(tmp_path: Path) -> None:
    dump, glossary = tmp_path / "news.txt", tmp_path / "glossary"
    dump.write_text("芯片新闻\n\n深度求索发布模型。天气很好。", encoding="utf-8")
    glossary.mkdir()
    (glossary / "a.po").write_text('msgid "深度求索"\nmsgstr "DeepSeek"\n', encoding="utf-8")
    article = translate.read(dump)
    assert [segment.zh for segment in translate.segments(article)][1:] == ["深度求索发布模型。", "天气很好。"]
    with translate.open_memory(tmp_path / "memory.db") as memory:
        (result,) = translate.translate_articles(
            [article],
            termbase=translate.load_termbase(glossary),
            memory=memory,
            choice=FakeEngine().choice(),
        )
    assert "DeepSeek" in translate.render(result)


def test_anybodys_translation_can_be_checked() -> None:
    (finding,) = translate.check("他离开了。", "", ())
    assert finding.severity == "blocker"
