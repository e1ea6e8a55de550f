"""The main job on an Argos package, from its file to the page. Its weights are random: noise, but run for real."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.engine.argos_sample import make_package
from translate.memory import Memory
from translate.model import Severity
from translate.text import has_han

NEWS = "芯片新闻\n\n深度求索星期一发布了新的模型，花费600万美元。\n\n英伟达的股价下跌了。\n"
GLOSSARY = 'msgid "深度求索"\nmsgstr "DeepSeek"\n\nmsgid "英伟达"\nmsgstr "Nvidia"\n'


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("argos-desk")
    (folder / "news.txt").write_text(NEWS, encoding="utf-8")
    (folder / "glossary").mkdir()
    (folder / "glossary" / "a.po").write_text(GLOSSARY, encoding="utf-8")
    package = make_package(folder / "translate-zh_en-1_0")
    with zipfile.ZipFile(folder / "zh_en.argosmodel", "w") as archive:
        for path in sorted(package.rglob("*")):
            archive.write(path, path.relative_to(folder))
    done = duizhao(folder, "models", "install", "argos", "--file", "zh_en.argosmodel", "--quiet")
    assert done.returncode == 0, done.stderr
    return folder


def duizhao(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "ARGOS_PACKAGES_DIR": str(folder / "packages"),
        "DUIZHAO_MODELS": str(folder / "models"),
    }
    command = [sys.executable, "-m", "translate", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_auto_takes_the_installed_argos_package_and_every_lock_is_held_or_named(desk: Path) -> None:
    done = duizhao(desk, "translate", "news.txt", "--json")
    told = json.loads(done.stdout)
    assert told["engine"].startswith("argos/")
    assert done.returncode in (0, 3)
    with Memory.open(desk / "memory.db") as memory:
        (summary,) = memory.articles()
        article = memory.load(summary.id)
    assert article is not None
    for row in article.rows:
        assert not has_han(row.draft.en)
        held = {span.lock for span in row.held}
        blocked = [
            finding.zh for finding in row.findings if finding.severity is Severity.BLOCKER and finding.zh
        ]
        for index, lock in enumerate(row.locks):
            named = any(start < lock.end and lock.start < end for start, end in blocked)
            assert index in held or named, (row.segment.zh, row.draft.en, lock.en)


def test_unmodified_argostranslate_sees_the_package(desk: Path) -> None:
    code = "from argostranslate import package; print([str(p) for p in package.get_installed_packages()])"
    environment = {**os.environ, "ARGOS_PACKAGES_DIR": str(desk / "packages")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['Chinese → English']"


def test_an_update_drafts_with_the_package_what_the_glossary_change_touches(desk: Path) -> None:
    duizhao(desk, "translate", "news.txt", "--json")
    (desk / "news.txt").unlink()
    (desk / "glossary" / "a.po").write_text(GLOSSARY.replace("DeepSeek", "Deep Seek AI"), encoding="utf-8")
    done = duizhao(desk, "update", "--json")
    told = json.loads(done.stdout)
    assert done.returncode in (0, 3), done.stderr
    assert [each["segment"] for each in told["touched"]] == ["p01.s01"]
    assert told["drafted"] == 1
    assert told["engine"].startswith("argos/")
    (page,) = told["pages"]
    assert "Deep Seek AI" in (desk / page).read_text(encoding="utf-8")
    again = json.loads(duizhao(desk, "update", "--json").stdout)
    assert (again["segments"], again["pages"], again["exit_code"]) == (0, [], 0)
