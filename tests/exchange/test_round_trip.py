"""PO out and back: nothing lost, nothing overwritten, each entry's fate said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import polib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.memory.samples import MONDAY, TUESDAY, article, row, sentences
from translate.errors import ExchangeError
from translate.exchange.model import Outgoing
from translate.exchange.po import read_po, write_po
from translate.exchange.round_trip import Imported, export_po, import_file
from translate.memory import Action, Change, Memory, State
from translate.model import Finding, Severity


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.open(tmp_path / "memory.db") as opened:
        opened.store(sentences("英伟达上涨。", "雪花下跌。", "天气很好。"), {})
        yield opened


class Editor:
    """Somebody with the article in a PO editor: exports it, changes it, hands it back."""

    def __init__(self, memory: Memory, folder: Path) -> None:
        self.memory, self.path = memory, folder / "a1.po"
        self.path.write_text(export_po(memory, "a1"), encoding="utf-8")

    def change(self, number: int, en: str | None = None, fuzzy: bool | None = None) -> None:
        """Another English in entry ``number`` (from 0), or its flag set or taken off."""
        file = polib.pofile(str(self.path), encoding="utf-8")
        entry = file[number]
        entry.msgstr = entry.msgstr if en is None else en
        if fuzzy is not None:
            entry.flags = ["fuzzy"] if fuzzy else []
        file.save()

    def edit_text(self, edit: Callable[[str], str]) -> None:
        """The file changed as text."""
        self.path.write_text(edit(self.path.read_text(encoding="utf-8")), encoding="utf-8")

    def hand_in(self, *, theirs: bool = False, dry_run: bool = False) -> Imported:
        return import_file(self.memory, self.path, "Mei", TUESDAY, theirs=theirs, dry_run=dry_run)


@pytest.fixture
def editor(memory: Memory, tmp_path: Path) -> Editor:
    return Editor(memory, tmp_path)


def state(memory: Memory, segment: str = "p01.s01") -> tuple[str, State]:
    """A segment's English and how far it is."""
    result, review = memory.load("a1"), memory.review("a1")
    assert result is not None
    assert review is not None
    texts = {each.segment.id: each.draft.en for each in result.rows}
    return texts[segment], review.segments[segment].state


def counts(imported: Imported) -> tuple[int, int, int, int, int]:
    """Taken, approved, same, refused, conflicts."""
    return (
        imported.taken,
        imported.approved,
        imported.same,
        len(imported.refused),
        len(imported.conflicts),
    )


def edit(memory: Memory, en: str, who: str = "Bob", at: datetime = MONDAY) -> None:
    """Somebody edits the first sentence in the memory."""
    memory.change([Change("a1", "p01.s01", Action.EDIT, who, at, en)])


def test_the_file_as_a_whole(memory: Memory) -> None:
    blocker = Finding("number_differs", Severity.BLOCKER, "The Chinese says\n 三.", (0, 1))
    memory.store(
        article(row("p01.s01", "三 家。 ", 'A "b"\tc\\', findings=(blocker,), article="a2"), id_="a2"), {}
    )
    memory.change([Change("a2", "p01.s01", Action.EDIT, "Ann", MONDAY, "Three homes.")])
    assert export_po(memory, "a2") == (
        "# A sentence that is fuzzy has not been reviewed: taking that flag off signs it.\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: duizhao\\n"\n'
        '"Report-Msgid-Bugs-To: \\n"\n'
        '"PO-Revision-Date: \\n"\n'
        '"Last-Translator: \\n"\n'
        '"Language-Team: \\n"\n'
        '"Language: en\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"X-Duizhao-Article: a2\\n"\n'
        '"X-Duizhao-Digest: 4a4c1a7157153e40\\n"\n'
        '"X-Source-Language: zh\\n"\n'
        "\n"
        "#. state: edited\n"
        "#. version: 1\n"
        "#. seen: c7a5165c4bf4\n"
        "#. blocker: The Chinese says 三.\n"
        "#: a2.html#p01.s01\n"
        'msgctxt "p01.s01"\n'
        'msgid "三 家。 "\n'
        'msgstr "Three homes."\n'
    )


def test_what_nobody_reviewed_is_fuzzy(memory: Memory) -> None:
    edit(memory, "Nvidia rose.")
    memory.change([Change("a1", "p02.s01", Action.APPROVE, "Ann", MONDAY)])
    flags = [entry.flags for entry in polib.pofile(export_po(memory, "a1"))]
    assert flags == [[], [], ["fuzzy"]]


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n\"\\'"), max_size=20)


@settings(deadline=None, max_examples=80)
@given(texts=st.lists(st.tuples(ANY_TEXT.filter(str.strip), ANY_TEXT), min_size=1, max_size=5))
@example([("他说：“好。”\t", 'He said: "Good."\n'), ("𠀀\u202e反\u2028转 ", "\\n \u2066 a\u0085b 𝒳 \n\n")])
def test_out_through_an_editor_and_back_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("po")
    with Memory.open(folder / "memory.db") as memory:
        memory.store(article(*(row(f"p{n:02}.s01", zh, en) for n, (zh, en) in enumerate(texts, 1))), {})
        before = memory.load("a1")
        editor = Editor(memory, folder)
        assert [(entry.zh, entry.en) for entry in read_po(editor.path)] == texts
        polib.pofile(str(editor.path), encoding="utf-8", wrapwidth=78).save()
        assert counts(editor.hand_in()) == (0, 0, len(texts), 0, 0)
        assert memory.load("a1") == before
        assert memory.stats().edits == 0


@settings(deadline=None, max_examples=40)
@given(en=ANY_TEXT.filter(str.strip))
def test_any_english_comes_in_as_it_was_typed(tmp_path_factory: pytest.TempPathFactory, en: str) -> None:
    folder = tmp_path_factory.mktemp("po")
    with Memory.open(folder / "memory.db") as memory:
        memory.store(sentences("英伟达上涨。"), {})
        editor = Editor(memory, folder)
        editor.change(0, en, fuzzy=False)
        editor.hand_in()
        assert state(memory) == (en, State.APPROVED)


# What an entry does


def test_the_flag_taken_off_signs_the_sentence_as_it_is(memory: Memory, editor: Editor) -> None:
    editor.change(0, fuzzy=False)
    assert counts(editor.hand_in()) == (0, 1, 2, 0, 0)
    assert state(memory) == ("[英伟达上涨。]", State.APPROVED)
    (step,) = memory.history("a1", "p01.s01")
    assert (step.who, step.at, step.action) == ("Mei", TUESDAY, Action.APPROVE)
    assert counts(editor.hand_in()) == (0, 0, 3, 0, 0)  # again: nothing more


@pytest.mark.parametrize(("fuzzy", "expected"), [(True, State.EDITED), (False, State.APPROVED)])
def test_other_english_is_an_edit_and_signed_if_it_is_not_fuzzy(
    memory: Memory, editor: Editor, fuzzy: bool, expected: State
) -> None:
    editor.change(0, "Nvidia rose.", fuzzy=fuzzy)
    editor.hand_in()
    assert state(memory) == ("Nvidia rose.", expected)
    assert counts(editor.hand_in()) == (0, 0, 3, 0, 0)


def test_an_edited_sentence_that_comes_back_as_it_was_stays_edited(memory: Memory, tmp_path: Path) -> None:
    edit(memory, "Nvidia rose.")
    assert counts(Editor(memory, tmp_path).hand_in()) == (0, 0, 3, 0, 0)
    assert state(memory) == ("Nvidia rose.", State.EDITED)


def test_a_flag_put_on_takes_the_approval_back(memory: Memory, tmp_path: Path) -> None:
    memory.change([Change("a1", "p01.s01", Action.APPROVE, "Ann", MONDAY)])
    editor = Editor(memory, tmp_path)
    editor.change(0, fuzzy=True)
    assert editor.hand_in().reopened == 1
    assert state(memory) == ("[英伟达上涨。]", State.DRAFT)


def test_the_checks_look_at_what_came_in(memory: Memory, editor: Editor) -> None:
    editor.change(0, "英伟达 rose.")
    editor.hand_in()
    loaded = memory.load("a1")
    assert loaded is not None
    assert [finding.check for finding in loaded.rows[0].findings] == ["chinese_left"]


def test_no_english_does_not_take_the_memorys_away(memory: Memory, editor: Editor) -> None:
    editor.change(0, "", fuzzy=False)
    imported = editor.hand_in()
    assert [refused.reason for refused in imported.refused] == [
        "it has no English; the memory has some, which stays"
    ]
    assert state(memory) == ("[英伟达上涨。]", State.DRAFT)


# A page opened from a file writes the state that its reader gave a sentence


def from_page(editor: Editor, number: int, state: str, en: str | None = None) -> None:
    """Entry ``number`` as a page writes it after its reader has decided."""
    file = polib.pofile(str(editor.path), encoding="utf-8")
    entry = file[number]
    entry.comment = re.sub("state: .*", f"state: {state}", entry.comment)
    entry.flags = ["fuzzy"] if state == "draft" else []
    entry.msgstr = entry.msgstr if en is None else en
    file.save()


def test_what_was_approved_on_a_page_is_approved(memory: Memory, editor: Editor) -> None:
    from_page(editor, 0, "approved")
    from_page(editor, 1, "approved", "Snowflake fell.")
    assert counts(editor.hand_in()) == (1, 2, 1, 0, 0)
    assert state(memory) == ("[英伟达上涨。]", State.APPROVED)
    assert state(memory, "p02.s01") == ("Snowflake fell.", State.APPROVED)


def test_what_was_only_edited_on_a_page_is_not_signed(memory: Memory, editor: Editor) -> None:
    from_page(editor, 0, "edited", "Nvidia rose.")
    assert counts(editor.hand_in()) == (1, 0, 2, 0, 0)
    assert state(memory) == ("Nvidia rose.", State.EDITED)


def test_an_approval_taken_back_on_a_page_is_taken_back(memory: Memory, tmp_path: Path) -> None:
    memory.change([Change("a1", "p01.s01", Action.APPROVE, "Ann", MONDAY, "Nvidia rose.")])
    editor = Editor(memory, tmp_path)
    from_page(editor, 0, "edited")
    assert editor.hand_in().reopened == 1
    assert state(memory) == ("Nvidia rose.", State.EDITED)


def test_an_approval_on_a_page_of_words_that_are_gone_is_a_conflict(memory: Memory, editor: Editor) -> None:
    edit(memory, "Nvidia up.")
    from_page(editor, 0, "approved")
    assert counts(editor.hand_in()) == (0, 0, 2, 0, 1)


def test_an_old_export_of_an_approved_sentence_neither_conflicts_nor_signs_again(
    memory: Memory, tmp_path: Path
) -> None:
    memory.change([Change("a1", "p01.s01", Action.APPROVE, "Ann", MONDAY, "Nvidia rose.")])
    editor = Editor(memory, tmp_path)
    memory.change([Change("a1", "p01.s01", Action.UNAPPROVE, "Bob", TUESDAY)])
    assert counts(editor.hand_in()) == (0, 0, 3, 0, 0)
    assert state(memory) == ("Nvidia rose.", State.EDITED)
    edit(memory, "Nvidia up.")
    assert counts(editor.hand_in()) == (0, 0, 3, 0, 0)


# Newer words


def test_an_old_export_of_an_edited_sentence_takes_no_later_approval_back(
    memory: Memory, tmp_path: Path
) -> None:
    memory.edit("a1", "p01.s01", "Nvidia rose.", "Ann", MONDAY)
    old = Editor(memory, tmp_path)
    memory.approve("a1", "p01.s01", "Bob", MONDAY)
    assert old.hand_in().reopened == 0
    assert state(memory) == ("Nvidia rose.", State.APPROVED)


def test_a_newer_edit_stays_and_both_are_shown(memory: Memory, editor: Editor) -> None:
    edit(memory, "Nvidia up.")
    editor.change(0, "Nvidia rose.", fuzzy=False)
    editor.change(1, "Snowflake fell.", fuzzy=False)
    imported = editor.hand_in()
    (clash,) = imported.conflicts
    assert (clash.entry.en, clash.there.en, clash.there.who, clash.there.at) == (
        "Nvidia rose.",
        "Nvidia up.",
        "Bob",
        MONDAY,
    )
    assert state(memory) == ("Nvidia up.", State.EDITED)
    assert state(memory, "p02.s01") == ("Snowflake fell.", State.APPROVED)  # the rest goes on


def test_theirs_takes_the_file_and_history_keeps_the_other(memory: Memory, editor: Editor) -> None:
    edit(memory, "Nvidia up.")
    editor.change(0, "Nvidia rose.", fuzzy=False)
    assert counts(editor.hand_in(theirs=True)) == (1, 1, 2, 0, 0)
    assert state(memory) == ("Nvidia rose.", State.APPROVED)
    assert memory.history("a1", "p01.s01")[1].before == "Nvidia up."


def test_an_entry_that_nobody_touched_is_no_conflict_with_a_newer_edit(
    memory: Memory, editor: Editor
) -> None:
    edit(memory, "Nvidia up.")
    assert counts(editor.hand_in()) == (0, 0, 3, 0, 0)
    assert state(memory) == ("Nvidia up.", State.EDITED)


def test_also_without_the_hash_which_history_makes_up_for(memory: Memory, tmp_path: Path) -> None:
    edit(memory, "Nvidia up.")
    editor = Editor(memory, tmp_path)
    edit(memory, "Nvidia rises.")
    editor.edit_text(lambda text: "\n".join(line for line in text.split("\n") if "seen:" not in line))
    assert counts(editor.hand_in()) == (0, 0, 3, 0, 0)
    editor.change(0, "Nvidia climbs.")
    assert counts(editor.hand_in()) == (0, 0, 2, 0, 1)


def test_a_signature_under_words_that_are_gone_is_a_conflict(memory: Memory, editor: Editor) -> None:
    edit(memory, "Nvidia up.")
    editor.change(0, fuzzy=False)
    assert counts(editor.hand_in()) == (0, 0, 2, 0, 1)


def test_a_file_without_our_comments_overwrites_no_person(memory: Memory, editor: Editor) -> None:
    edit(memory, "Nvidia up.")
    editor.change(0, "Nvidia rose.", fuzzy=False)
    editor.change(1, "Snowflake fell.", fuzzy=False)
    editor.edit_text(lambda text: "\n".join(line for line in text.split("\n") if not line.startswith("#.")))
    assert counts(editor.hand_in()) == (1, 1, 1, 0, 1)
    assert state(memory) == ("Nvidia up.", State.EDITED)


def test_a_new_machine_draft_does_not_come_back_as_an_edit(memory: Memory, editor: Editor) -> None:
    memory.store(article(row("p01.s01", "英伟达上涨。", "Newer draft.")), {})
    assert editor.hand_in().taken == 0
    assert state(memory) == ("Newer draft.", State.DRAFT)


def test_a_dry_run_says_the_same_and_writes_nothing(memory: Memory, editor: Editor) -> None:
    editor.change(0, "Nvidia rose.", fuzzy=False)
    assert counts(editor.hand_in(dry_run=True)) == (1, 1, 2, 0, 0)
    assert memory.stats().edits == 0
    assert counts(editor.hand_in()) == (1, 1, 2, 0, 0)


# An article that changed


def test_a_sentence_that_moved_is_found_by_its_chinese(memory: Memory, editor: Editor) -> None:
    editor.change(0, "Nvidia rose.", fuzzy=False)
    memory.store(sentences("更正。", "英伟达上涨。", "雪花下跌。", "天气很好。"), {})
    assert counts(editor.hand_in()) == (1, 1, 2, 0, 0)
    assert state(memory, "p02.s01") == ("Nvidia rose.", State.APPROVED)


def test_a_sentence_that_changed_is_refused_and_its_chinese_shown(memory: Memory, editor: Editor) -> None:
    editor.change(0, "Nvidia rose.", fuzzy=False)
    memory.store(sentences("英伟达下跌。", "雪花下跌。"), {})
    imported = editor.hand_in()
    assert [refused.reason for refused in imported.refused] == [
        "the Chinese of p01.s01 has changed since: it is now “英伟达下跌。”",
        "the article has no segment p03.s01 and nowhere its Chinese",
    ]
    assert state(memory) == ("[英伟达下跌。]", State.DRAFT)


def test_an_entry_that_is_there_twice_is_refused(editor: Editor) -> None:
    editor.edit_text(lambda text: text.replace('msgctxt "p02.s01"', 'msgctxt "p01.s01"'))
    assert [refused.reason for refused in editor.hand_in().refused] == [
        "p01.s01 is in the file more than once"
    ] * 2


# Files that are no use


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('msgid "中"\nmsgstr broken\n', r"a1\.po:2: is not PO syntax, so nothing of this file was taken; mend"),
        ('msgid "中\n', r"a1\.po:1: "),
        ('msgctxt "p01.s01"\nmsgid "中"\nmsgstr "A"\n', "names no article: it has no header X-Duizhao-Article"),
        (
            '#: a9.html#p01.s01\nmsgctxt "p01.s01"\nmsgid "中"\nmsgstr "A"\n',
            "is of article a9, which .* does not have",
        ),
    ],
)  # fmt: skip
def test_a_bad_file_is_one_clear_error(editor: Editor, text: str, message: str) -> None:
    editor.path.write_text(text, encoding="utf-8")
    with pytest.raises(ExchangeError, match=message):
        editor.hand_in()


def test_bytes_that_are_no_text_are_one_clear_error(editor: Editor) -> None:
    editor.path.write_bytes(b'msgid "a"\nmsgstr "\xff\xfe"\n')
    with pytest.raises(ExchangeError, match=r"a1\.po"):
        editor.hand_in()
    editor.path.unlink()
    with pytest.raises(ExchangeError, match="cannot be read"):
        editor.hand_in()


def test_an_article_that_is_not_there_cannot_be_exported(memory: Memory) -> None:
    with pytest.raises(ExchangeError, match="has no article a9"):
        export_po(memory, "a9")


def test_without_review_everything_is_a_draft(memory: Memory) -> None:
    from translate.memory import ArticleReview

    result = memory.load("a1")
    assert result is not None
    assert [entry.flags for entry in polib.pofile(write_po(Outgoing(result, ArticleReview())))] == [
        ["fuzzy"]
    ] * 3
