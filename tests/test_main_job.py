"""The main job as a desk runs it: the command, the real model, the real files, and no network."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import html5lib
import pytest

from tests.signals import interruptible
from translate.text import has_han

pytestmark = pytest.mark.model

# Runs the command with every socket but local ones refused: nothing but `models install` may open one.
OFFLINE = """
import socket, sys
def refuse(*args, **kwargs):
    raise AssertionError(f"a network connection was opened: {args}")
socket.socket.connect = socket.socket.connect_ex = socket.create_connection = socket.getaddrinfo = refuse
sys.argv = ["duizhao", *sys.argv[1:]]
from translate.cli import main
main()
"""

NEWS = """<!--1767571200000-->
[英伟达与深度求索签署协议](https://news.example/tech/agreement-8812.html)
------

<div><i>Mon, 05 Jan 2026 00:00:00 GMT</i></div><img src="https://news.example/a.jpg"><div><small>\
两家公司的代表在签字仪式上握手。(路透社)</small></div><p>美国芯片公司英伟达(Nvidia)星期一宣布，将向深度求索提供价值\
23.4亿美元的处理器。</p><p> </p><p>雪花公司(Snowflake)首席执行官马丁·霍夫曼(Martin Hoffman)说，“这是一个重要的\
时刻。”霍夫曼没有透露<a href="https://news.example/price">价格</a>。</p><p><em>（本文依据了路透社的报道。）</em></p>
"""
GLOSSARY = """msgid ""
msgstr ""
"Language: en\\n"

msgid "深度求索"
msgstr "DeepSeek"

msgid "英伟达"
msgstr "Nvidia"

msgid "路透社"
msgstr "Reuters"
"""


def duizhao(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", OFFLINE, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "dumps").mkdir()
    (folder / "dumps" / "news.md").write_text(NEWS, encoding="utf-8")
    (folder / "dumps" / "broken.md").write_bytes(b"")
    (folder / "glossary").mkdir()
    (folder / "glossary" / "a.po").write_text(GLOSSARY, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def first(project: Path) -> dict[str, object]:
    done = duizhao(project, "translate", "dumps", "--output", "output", "--engine", "qwen", "--json")
    assert "Traceback" not in done.stderr, done.stderr
    told: dict[str, object] = json.loads(done.stdout)
    return told


def test_a_dump_becomes_a_page_with_every_lock_held(project: Path, first: dict[str, object]) -> None:
    assert first["articles"] == 1
    assert first["blockers"] == 0
    assert first["locks"] == first["locks_held"]
    (page,) = [p for p in (project / "output").glob("*.html") if p.name != "index.html"]
    html5lib.HTMLParser(strict=True).parse(page.read_text(encoding="utf-8"))


@pytest.mark.usefixtures("first")
def test_the_english_holds_the_names_and_the_sum_and_no_chinese(project: Path) -> None:
    with sqlite3.connect(project / "memory.db") as db:
        rows = dict(db.execute("SELECT id, en FROM segments"))
    db.close()
    english = " ".join(rows.values())
    for name in ("DeepSeek", "Nvidia", "Martin Hoffman", "Reuters", "$2.34 billion"):
        assert name in english
    assert not has_han(english)
    assert not re.search(r"DeepSeek ?\(DeepSeek\)|Nvidia ?\(Nvidia\)", english)


def test_the_bad_file_is_one_line_and_the_exit_code_tells(first: dict[str, object]) -> None:
    assert first["exit_code"] == 1
    assert [fault["where"] for fault in first["faults"]] == ["dumps/broken.md"]  # type: ignore[attr-defined]


def test_a_second_run_loads_no_model(project: Path, first: dict[str, object]) -> None:
    blocked = OFFLINE.replace("import socket, sys", "import socket, sys\nsys.modules['ctranslate2'] = None")
    done = subprocess.run(
        [sys.executable, "-c", blocked, "translate", "dumps/news.md", "--engine", "qwen", "--json"],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    assert told["reused"] == told["segments"] == first["segments"]


def test_ctrl_c_ends_at_once_and_the_next_run_goes_on(project: Path, tmp_path: Path) -> None:
    sentences = [  # none of which differs from another in names and figures only
        f"一家公司星期一宣布，将在德国{verb}新的{place}，并招聘工程师。"
        for verb in ("建立", "开设", "购买", "租用", "设计", "装修")
        for place in ("工厂", "仓库", "学校", "实验室", "办公楼", "研究中心", "商店", "码头", "农场", "医院")
    ]
    dump = tmp_path / "long.txt"
    dump.write_text("研究中心\n\n" + "\n\n".join(sentences), encoding="utf-8")
    memory = tmp_path / "memory.db"
    command = [sys.executable, "-m", "translate", "translate", str(dump), "--output", str(tmp_path / "out")]
    command += ["--glossary", str(project / "glossary"), "--memory", str(memory), "--engine", "qwen"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=interruptible) as run:
        deadline = time.monotonic() + 300
        while time.monotonic() < deadline and run.poll() is None and kept_drafts(memory) == 0:
            time.sleep(0.2)
        run.send_signal(signal.SIGINT)
        _, told = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "stopped" in told
    assert "Traceback" not in told
    assert 0 < kept_drafts(memory) < len(sentences)
    assert not (tmp_path / "out").exists()
    done = subprocess.run([*command, "--json"], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["reused"] > 0


def kept_drafts(memory: Path) -> int:
    """How many drafts a memory holds that another process is writing."""
    if not memory.exists():
        return 0
    db = sqlite3.connect(f"file:{memory}?mode=ro", uri=True)
    try:
        (count,) = db.execute("SELECT count(*) FROM drafts").fetchone()
    except sqlite3.OperationalError:  # not made yet
        return 0
    finally:
        db.close()
    return int(count)
