"""A glossary file comes back byte for byte, but for the entries that were changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_termbase_po import po_files
from translate.errors import GlossaryError
from translate.glossary import Document, Glossary, GlossaryEntry
from translate.glossary.entry import po_entry, po_lines, read_entry

STARTER = sorted((Path(__file__).parents[2] / "glossary").glob("*.po"))
TEXT = """# Terms of the desk.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

# The data company.
#. accept: Snowflake Inc., "Snow, Flake"
#. harvest: 3 times
#: a.md:7
#, exact, no-wrap
#| msgid "雪"
msgid "雪花"
msgstr "Snowflake"

msgid "英伟达"
msgstr "Nvidia"

#~ msgid "旧"
#~ msgstr "old"
"""


def document(tmp_path: Path, text: str = TEXT, name: str = "terms.po") -> Document:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return Document.load(path)


def entries(document: Document) -> list[GlossaryEntry]:
    return [part.entry for part in document.parts() if part.entry is not None]


@pytest.mark.parametrize("path", STARTER, ids=lambda path: path.name)
def test_the_starter_glossary_comes_back_as_it_was(path: Path) -> None:
    assert Document.load(path).to_bytes() == path.read_bytes()


@settings(deadline=None, max_examples=60)
@given(
    text=po_files(), newline=st.sampled_from(["\n", "\r\n", "\r"]), bom=st.sampled_from(["", "\ufeff" * 2])
)
def test_any_file_comes_back_as_it_was(text: str, newline: str, bom: str) -> None:
    raw = (bom + text.replace("\n", newline)).encode()
    assert Document(Path("a.po"), raw).to_bytes() == raw


@pytest.mark.parametrize("path", STARTER, ids=lambda path: path.name)
def test_every_entry_of_the_starter_is_written_as_it_stands(path: Path) -> None:
    for part in Document.load(path).parts():
        assert part.entry is not None
        assert read_entry(po_entry(part.entry)) == part.entry
        if part.text.count("#. accept:") < 2:  # a field given several times is wrapped at our own width
            assert "\n".join(po_lines(part.entry)) == part.text.rstrip("\n")


def test_a_changed_entry_keeps_what_we_know_nothing_of_and_the_rest_of_the_file(tmp_path: Path) -> None:
    read = document(tmp_path)
    part = next(read.parts())
    read.replace(part, GlossaryEntry("雪花", "Snowflake Inc", note="Firm.", flags=("exact",)))
    assert read.to_bytes().decode() == TEXT.replace(
        '# The data company.\n#. accept: Snowflake Inc., "Snow, Flake"\n#. harvest: 3 times\n', "# Firm.\n"
    ).replace("exact, no-wrap", "exact").replace('"Snowflake"', '"Snowflake Inc"')


def test_a_comment_that_is_no_field_is_not_read_as_more_of_one(tmp_path: Path) -> None:
    read = document(tmp_path, '#. Seen twice.\n#. accept: A\nmsgid "甲"\nmsgstr "B"\n')
    (part,) = read.parts()
    assert part.entry is not None
    read.replace(part, replace(part.entry, en="C"))
    assert read.to_bytes().decode() == '#. Seen twice.\n#. accept: A\nmsgid "甲"\nmsgstr "C"\n'


def test_an_entry_gives_its_fields(tmp_path: Path) -> None:
    first = entries(document(tmp_path))[0]
    assert first == GlossaryEntry(
        "雪花",
        "Snowflake",
        note="The data company.",
        accept=("Snowflake Inc.", "Snow, Flake"),
        flags=("exact", "no-wrap"),
        extra=("harvest: 3 times",),
    )
    assert first.place == "terms.po:12"


def test_new_entries_go_behind_the_one_that_is_sorted_before_them(tmp_path: Path) -> None:
    read = document(tmp_path)
    read.add(
        [GlossaryEntry("雪佛龙", "Chevron"), GlossaryEntry("丁", "Ding"), GlossaryEntry("英国", "Britain")]
    )
    text = read.to_bytes().decode()
    order = [entry.msgid for entry in polib.pofile(text) if not entry.obsolete]
    assert order == ["丁", "雪花", "英伟达", "英国", "雪佛龙"]
    assert "\n\n\n" not in text


def test_two_editors_entries_merge_without_a_conflict(tmp_path: Path) -> None:
    """The same as ``git merge`` does: the lines that each changed stand apart."""
    base = [f'msgid "{zh}"\nmsgstr "{zh}x"\n' for zh in "乙戊辛"]  # U+4E59, U+620A, U+8F9B
    text = "\n".join(base)
    ours, theirs = document(tmp_path, text, "ours.po"), document(tmp_path, text, "theirs.po")
    ours.add([GlossaryEntry("壬", "I")])  # U+58EC
    theirs.add([GlossaryEntry("癸", "J")])  # U+7678
    assert ours.to_bytes().decode() == text.replace('"乙x"\n', '"乙x"\n\nmsgid "壬"\nmsgstr "I"\n')
    assert theirs.to_bytes().decode() == text.replace('"戊x"\n', '"戊x"\n\nmsgid "癸"\nmsgstr "J"\n')


def test_removing_the_last_entry_leaves_no_blank_lines(tmp_path: Path) -> None:
    read = document(tmp_path, 'msgid "甲"\nmsgstr "A"\n\nmsgid "乙"\nmsgstr "B"\n')
    read.remove(list(read.parts())[1])
    assert read.to_bytes() == 'msgid "甲"\nmsgstr "A"\n'.encode()


def test_windows_line_ends_and_other_charsets_stay(tmp_path: Path) -> None:
    text = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=GB18030\\n"\n\nmsgid "甲"\nmsgstr "A"\n'
    raw = text.replace("\n", "\r\n").encode("gb18030")
    path = tmp_path / "a.po"
    path.write_bytes(raw)
    read = Document.load(path)
    read.add([GlossaryEntry("乙", "B")])  # U+4E59, before U+7532
    assert read.to_bytes() == raw.replace(
        'msgid "甲"'.encode("gb18030"), 'msgid "乙"\r\nmsgstr "B"\r\n\r\nmsgid "甲"'.encode("gb18030")
    )


def test_a_broken_entry_stays_and_is_named(tmp_path: Path) -> None:
    text = 'msgid "甲"\nmsgstr A\n\nmsgid "乙"\nmsgstr "B"\n'
    read = document(tmp_path, text)
    read.add([GlossaryEntry("丙", "C")])
    (fault,) = read.faults
    assert fault.line == 2
    assert text.split("\n\n")[0] in read.to_bytes().decode()


def test_a_list_that_comments_cannot_hold_is_refused() -> None:
    with pytest.raises(GlossaryError, match="both a comma and a double quote"):
        po_entry(GlossaryEntry("甲", "A", accept=('say "a", then',)))


def glossary(tmp_path: Path) -> Glossary:
    document(tmp_path, TEXT, "a.po")
    document(tmp_path, 'msgid "甲"\nmsgstr "A"\n', "b.po")
    return Glossary.load(tmp_path)


def test_a_folder_finds_either_script_and_saves_what_changed(tmp_path: Path) -> None:
    folder = glossary(tmp_path)
    (found,) = folder.find("英偉達")
    folder.replace(found, GlossaryEntry("英伟达", "NVIDIA"))
    folder.add([GlossaryEntry("乙", "B")], "new.po")
    assert [path.name for path in folder.save()] == ["a.po", "new.po"]
    again = Glossary.load(tmp_path)
    assert [entry.en for entry in again.entries()] == ["Snowflake", "NVIDIA", "A", "B"]
    assert again.save() == ()


def test_a_lost_update_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    folder = glossary(tmp_path)
    for name, zh in (("a.po", "丙"), ("b.po", "丁")):
        folder.add([GlossaryEntry(zh, "new")], name)
    (tmp_path / "b.po").write_text('msgid "甲"\nmsgstr "Alpha"\n', encoding="utf-8")
    with pytest.raises(GlossaryError, match="has changed while this command was at work") as caught:
        folder.save()
    assert caught.value.where.endswith("b.po")
    assert (tmp_path / "a.po").read_text(encoding="utf-8") == TEXT


def test_a_new_file_that_somebody_else_made_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    folder = glossary(tmp_path)
    folder.add([GlossaryEntry("丙", "C")], "new.po")
    (tmp_path / "new.po").write_text("theirs", encoding="utf-8")
    with pytest.raises(GlossaryError):
        folder.save()
    assert (tmp_path / "new.po").read_text(encoding="utf-8") == "theirs"


@pytest.mark.parametrize("name", ["../a.po", "a.txt", ".po", "x/y.po"])
def test_a_file_outside_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(GlossaryError, match="no name for a glossary file"):
        glossary(tmp_path).document(name)
