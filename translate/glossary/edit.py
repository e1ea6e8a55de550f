"""Adding, changing and removing single entries, and looking for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from translate.errors import GlossaryError
from translate.glossary.entry import GlossaryEntry, term
from translate.glossary.folder import DEFAULT_FILE, Found, Glossary
from translate.text import fold, has_han

FORBIDDEN_FILE = "forbidden.po"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry before and after; ``before`` is None for a new one, ``after`` for one that was taken out."""

    before: GlossaryEntry | None
    after: GlossaryEntry | None
    file: str


def add_entry(glossary: Glossary, entry: GlossaryEntry, file: str = "", *, replaces: bool = False) -> Change:
    """Put an entry in, or with ``replaces`` in place of the one of the same Chinese and sense.

    An entry that is there just so is no change (``before == after``). Raises GlossaryError for an empty text, a
    bad scope, a bad file name, and, without ``replaces``, where an entry of that Chinese and sense stands.
    """
    entry = _checked(entry)
    there = next((found for found in glossary.find(entry.zh, entry.context) if _rivals(found, entry)), None)
    if there is None:
        name = file or (FORBIDDEN_FILE if entry.is_forbidden else DEFAULT_FILE)
        _require_free(glossary, entry, name)
        glossary.add([entry], name)
        return Change(None, entry, name)
    name = there.document.path.name
    if there.entry == entry:
        return Change(entry, entry, name)
    if not replaces:
        state = "as a proposal" if there.entry.is_proposal else "already"
        raise GlossaryError(
            f"{entry.zh} is there {state}: {there.entry.en or '(no English)'}",
            where=there.document.path,
            line=there.entry.line,
            remedy="take --replace to change it, or --context for another sense",
        )
    if file and file != name:
        glossary.remove(there)
        _require_free(glossary, entry, file)
        glossary.add([entry], file)
        return Change(there.entry, entry, file)
    glossary.replace(there, entry)
    return Change(there.entry, entry, name)


def remove_entry(glossary: Glossary, zh: str, context: str | None = None, file: str = "") -> Change:
    """Take one entry out. Raises GlossaryError where there is none, or several that the words do not tell apart."""
    if file:
        glossary.require_file(file)
    found = [each for each in glossary.find(zh, context) if file in ("", each.document.path.name)]
    if not found:
        near = next(iter(search(glossary, zh)), None)
        hint = f"did you mean {near.entry.zh}?" if near else "look with: duizhao glossary show"
        raise GlossaryError(f"has no entry {zh}", where=glossary.folder, remedy=hint)
    if len(found) > 1:
        senses = ", ".join(f"{each.entry.place} ({_what(each.entry)})" for each in found)
        raise GlossaryError(
            f"{zh} has {len(found)} entries: {senses}",
            where=glossary.folder,
            remedy="say which with --context or --file",
        )
    (only,) = found
    glossary.remove(only)
    return Change(only.entry, None, only.document.path.name)


def search(glossary: Glossary, words: str) -> Iterator[Found]:
    """The entries that have the words in their Chinese (either script) or English forms, in the glossary's order."""
    zh, en = fold(words), words.casefold()
    for found in glossary:
        entry = found.entry
        chinese = (entry.zh, *entry.aliases)
        english = (entry.en, *entry.accept)
        if any(zh in fold(form) for form in chinese) or any(en in form.casefold() for form in english):
            yield found


def _checked(entry: GlossaryEntry) -> GlossaryEntry:
    """The entry with tidy texts. Raises GlossaryError for what no entry may be."""
    tidy = replace(entry, zh=" ".join(entry.zh.split()), en=" ".join(entry.en.split()))
    if not tidy.zh:
        raise GlossaryError("the entry has no Chinese", remedy="give the Chinese first, then the English")
    if tidy.is_forbidden and not tidy.en:
        raise GlossaryError(
            f"{tidy.zh}: no English to forbid", remedy="give the English that must not be used"
        )
    if has_han(tidy.en):
        raise GlossaryError(
            f"{tidy.zh}: Chinese in its English, {tidy.en!r}",
            remedy="give the Chinese first, then the English",
        )
    term(tidy)
    return tidy


def _rivals(found: Found, entry: GlossaryEntry) -> bool:
    """Whether the two say something about the same thing: both demand, or both forbid the same English."""
    if found.entry.is_forbidden or entry.is_forbidden:
        return found.entry.is_forbidden and entry.is_forbidden and found.entry.en == entry.en
    return True


def _require_free(glossary: Glossary, entry: GlossaryEntry, file: str) -> None:
    """PO takes one entry of a Chinese and sense a file; a prohibition has to stand apart from its term."""
    for part in glossary.document(file).parts():
        if part.entry is not None and part.entry.key == entry.key:
            raise GlossaryError(
                f"{file} has an entry {entry.zh} already, and a PO file takes one of a sense",
                where=glossary.folder / file,
                line=part.entry.line,
                remedy="name another file with --file, e.g. forbidden-2.po",
            )


def _what(entry: GlossaryEntry) -> str:
    kind = "forbidden " if entry.is_forbidden else "proposal " if entry.is_proposal else ""
    return f"{kind}{entry.en}" + (f", sense {entry.context}" if entry.context else "")
