"""PO files and corrected articles: what changed is told, and an older file never gets under another sentence."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tests.test_corrections import CORRECTED, EXPERT, FIRST, LOSSES, POWER, TRAINS, TUESDAY, Desk
from translate.exchange.round_trip import Imported, export_po, import_file


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The article as it first was, signed."""
    made = Desk(tmp_path)
    made.run(made.add("v1.md", FIRST))
    made.sign()
    return made


def export(desk: Desk, name: str = "article.po") -> Path:
    with desk.memory() as memory:
        (line,) = memory.articles()
        path = desk.folder / name
        path.write_text(export_po(memory, line.id), encoding="utf-8")
    return path


def bring_in(desk: Desk, path: Path) -> Imported:
    with desk.memory() as memory:
        return import_file(memory, path, "Bo", TUESDAY)


def entry(path: Path, zh: str) -> polib.POEntry:
    return next(each for each in polib.pofile(str(path)) if each.msgid == zh)


def correct(desk: Desk) -> None:
    desk.run(desk.add("v2.md", CORRECTED, 6))


def test_a_changed_sentence_has_its_chinese_of_before_and_is_fuzzy(desk: Desk) -> None:
    correct(desk)
    path = export(desk)
    changed = entry(path, LOSSES.replace("30", "35"))
    assert changed.msgctxt == "p01.s01"
    assert changed.previous_msgid == LOSSES
    assert changed.fuzzy
    assert "English before the source changed: Sentence" in changed.comment
    assert "warning: The source was corrected: it now says “35” where it said “30”." in changed.comment
    text = path.read_text(encoding="utf-8")
    assert f'#, fuzzy\n#| msgid "{LOSSES}"\nmsgctxt "p01.s01"' in text


def test_what_stayed_and_what_is_new_has_no_chinese_of_before(desk: Desk) -> None:
    correct(desk)
    path = export(desk)
    assert [each.msgid for each in polib.pofile(str(path)) if each.previous_msgid] == [
        LOSSES.replace("30", "35")
    ]
    assert not entry(path, POWER).fuzzy
    assert entry(path, CORRECTED[0]).fuzzy


def test_taking_the_flag_off_signs_it_and_the_chinese_of_before_is_told_no_more(desk: Desk) -> None:
    correct(desk)
    path = export(desk)
    file = polib.pofile(str(path))
    for each in file:
        if each.msgctxt == "p01.s01":
            each.msgstr, each.flags = "Officials said 35 people were hurt.", []
    file.save()
    imported = bring_in(desk, path)
    assert (imported.taken, imported.approved, imported.refused, imported.conflicts) == (1, 1, (), ())
    again = entry(export(desk), LOSSES.replace("30", "35"))
    assert again.previous_msgid is None
    assert not again.fuzzy


def test_a_file_from_before_the_correction_lands_on_its_sentences_or_is_refused(desk: Desk) -> None:
    path = export(desk)
    file = polib.pofile(str(path))
    for each in file:
        each.msgstr = f"In words: {len(each.msgid)}."
    file.save()
    correct(desk)
    imported = bring_in(desk, path)
    assert [refused.reason for refused in imported.refused] == [
        f"the Chinese of p01.s01 has changed since: it is now “{LOSSES.replace('30', '35')}”",
        "the article has no segment p02.s01 and nowhere its Chinese",
    ]
    result, _ = desk.stored()
    english = {row.segment.zh: row.draft.en for row in result.rows}
    assert english[EXPERT] == f"In words: {len(EXPERT)}."
    assert english[POWER] == f"In words: {len(POWER)}."
    assert not english[CORRECTED[0]].startswith("In words")
    assert TRAINS not in english
