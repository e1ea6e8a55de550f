"""What other tools read in our XLIFF and TMX: states, languages, provenance, findings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.memory.samples import MONDAY, TUESDAY, article, row
from translate.exchange.formats import TMX, XLIFF12, XLIFF21
from translate.exchange.model import Format
from translate.exchange.round_trip import export
from translate.memory import Action, Change, Memory
from translate.model import Finding, Severity


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    """An article with a sentence in each state: a draft with a blocker, an edited and an approved one."""
    blocker = Finding("number_differs", Severity.BLOCKER, "The Chinese says 三.")
    rows = (
        row("p01.s01", "三家。", "Four homes.", findings=(blocker,)),
        row("p01.s02", "二。", "Two."),
        row("p02.s01", "一。", "One."),
    )
    with Memory.open(tmp_path / "memory.db") as memory:
        memory.store(article(*rows), {})
        memory.change(
            [
                Change("a1", "p01.s02", Action.EDIT, "Ann", MONDAY, "Two!"),
                Change("a1", "p02.s01", Action.APPROVE, "Bob", TUESDAY),
            ]
        )
        yield memory


def document(memory: Memory, format: Format) -> Any:
    """The export without namespaces, which the schemas look after."""
    root = etree.fromstring(export(memory, "a1", format))
    for element in root.iter():
        element.tag = etree.QName(element).localname
    return root


def test_xliff_12(memory: Memory) -> None:
    root = document(memory, XLIFF12)
    file = root.find("file")
    assert [file.get(name) for name in ("original", "source-language", "target-language", "datatype")] == [
        "a1",
        "zh-CN",
        "en",
        "plaintext",
    ]
    assert file.find("header/tool").get("tool-name") == "Duizhao"
    units = [
        (unit.get("id"), unit.get("approved"), target.get("state"), target.get("state-qualifier"))
        for unit in root.iter("trans-unit")
        for target in unit.findall("target")
    ]
    assert units == [
        ("p01.s01", "no", "needs-review-translation", "leveraged-mt"),
        ("p01.s02", "no", "translated", None),
        ("p02.s01", "yes", "final", "leveraged-mt"),
    ]
    notes = [note.text for note in root.iter("note") if note.get("annotates") == "target"]
    assert notes == ["blocker: The Chinese says 三."]
    assert [each.findtext("target") for each in root.iter("alt-trans")] == [
        "Two."
    ]  # the machine's, now another's
    assert [group.get("id") for group in root.iter("group")] == ["p01", "p02"]


def test_xliff_21(memory: Memory) -> None:
    root = document(memory, XLIFF21)
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.1", "zh-CN", "en")
    states = [segment.get("state") for segment in root.iter("segment")]
    assert states == ["initial", "translated", "reviewed"]
    assert [match.findtext("target") for match in root.iter("match")] == ["Two."]
    memory.sign_off("a1", "Bob", TUESDAY, reason="It is right.")
    states = [segment.get("state") for segment in document(memory, XLIFF21).iter("segment")]
    assert states == ["initial", "final", "final"]  # a segment with a blocker keeps its state


def test_tmx(memory: Memory) -> None:
    root = document(memory, TMX)
    assert dict(root.find("header").attrib) == {
        "creationtool": "Duizhao",
        "creationtoolversion": "0.1.0",
        "segtype": "sentence",
        "o-tmf": "Duizhao memory",
        "adminlang": "en",
        "srclang": "zh-CN",
        "datatype": "plaintext",
    }
    first, edited, approved = root.iter("tu")
    assert [child.tag for child in first] == ["note", *["prop"] * 7, "tuv", "tuv"]
    assert (edited.get("changeid"), edited.get("changedate")) == ("Ann", "20250127T093000Z")
    assert approved.findtext("prop[@type='x-duizhao-state']") == "approved"
    assert [each.findtext("seg") for each in approved.iter("tuv")] == ["一。", "One."]
