"""Rules about what stands beside the two texts: fields, flags, accepted and forbidden forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

import Levenshtein

from translate.glossary.entry import EXACT, FLAGS, READ_ONLY, GlossaryEntry
from translate.glossary.lint.finding import Fix, Level, LintFinding, about
from translate.glossary.lint.item import Item
from translate.glossary.lint.subject import Subject
from translate.text import fold

FIELDS = ("aliases", "accept", "scope", "source")
SILENCE = "lint"  # "#. lint: near-twin": this entry is right as it is, says an editor
# gettext's and Weblate's, of which Poedit and Weblate write some by themselves
_HARMLESS = re.compile(r"(?:no-)?wrap|terminology|(?:no-)?[a-z]+-format|range:.*|[a-z-]+:.*|ignore-.*")
_NAME = re.compile(r"\s*([A-Za-z][A-Za-z _-]*?)\s*([:：])")
_TYPO = 2  # letters
# What people take for the names of our fields
_MEANT = {"alias": "aliases", "aka": "aliases", "accepted": "accept", "accepts": "accept", "scopes": "scope"}


def unknown_field(subject: Subject) -> Iterator[LintFinding]:
    """A comment that looks like a field of ours, and is none."""
    for item in subject.items:
        for row in item.entry.extra:
            found = _NAME.match(row)
            meant = _meant(found.group(1).strip(), FIELDS) if found else ""
            if meant:
                yield about(
                    item.found,
                    Level.WARNING,
                    f"“#. {row.strip()}” is no field and changes nothing",
                    f"write “#. {meant}: …”",
                )
        for row in item.entry.note.split("\n") if item.entry.note else ():
            found = _NAME.match(row)
            if found and found.group(1) in FIELDS:
                yield about(
                    item.found,
                    Level.WARNING,
                    f"“# {row.strip()}” is a note for people and changes nothing",
                    f"begin the line with “#. {found.group(1)}:”",
                )


def unknown_flag(subject: Subject) -> Iterator[LintFinding]:
    """A flag that nothing knows, mostly a typing error."""
    for item in subject.items:
        for flag in item.entry.flags:
            if flag in FLAGS:
                continue
            meant = _meant(flag, FLAGS)
            if meant or not _HARMLESS.fullmatch(flag):
                yield about(
                    item.found,
                    Level.WARNING if meant else Level.NOTE,
                    f"the flag “{flag}” means nothing",
                    f"write “{meant}”" if meant else f"use one of: {', '.join(FLAGS)}",
                )


def forbidden_and_required(subject: Subject) -> Iterator[LintFinding]:
    """The same English is demanded or accepted, and forbidden."""
    for ban in subject.bans:
        for term in subject.by_zh.get(ban.zh, ()):
            if ban.entry.context not in ("", term.entry.context) or _elsewhere(ban, term):
                continue
            wanted = next((form for form in term.forms if form.casefold() == ban.en.casefold()), None)
            if wanted is not None and ban.en:
                yield about(
                    ban.found,
                    Level.ERROR,
                    f"{ban.en!r} is forbidden for {ban.entry.zh} here, but "
                    f"{'demanded' if wanted == term.en else 'accepted'} at {term.place}",
                    "remove the one or the other, or give them the same msgctxt as the sense that is meant",
                )


def _elsewhere(ban: Item, term: Item) -> bool:
    """Both have a scope, and not the same: they may never meet."""
    return bool(ban.entry.scope and term.entry.scope and ban.entry.scope != term.entry.scope)


def sense_never_meant(subject: Subject) -> Iterator[LintFinding]:
    """Of several senses of one term, one has no scope and so is never the one that is demanded."""
    for group in subject.by_zh.values():
        usual = [item for item in group if not item.entry.context and not item.entry.scope]
        open_ = [item for item in group if item.entry.context and not item.entry.scope]
        first = (usual or open_ or group)[0]
        for item in open_:
            if item is not first and item.en != first.en:
                yield about(
                    item.found,
                    Level.WARNING,
                    f"{item.entry.zh} in the sense “{item.entry.context}” ({item.en}) has no scope: "
                    f"{first.en!r} ({first.place}) is put in place, this is only accepted",
                    "say with “#. scope:” where this sense is meant",
                )


def needless_form(subject: Subject) -> Iterator[LintFinding]:
    """A form is listed that holds anyway."""
    for item in subject.items:
        slim = _slim(item.entry)
        if slim != item.entry:
            gone = [
                *(set(item.entry.aliases) - set(slim.aliases)),
                *(set(item.entry.accept) - set(slim.accept)),
            ]
            yield about(
                item.found,
                Level.NOTE,
                f"{', '.join(sorted(gone))} need not be listed for {item.entry.zh}",
                "remove it: either script is found, and its own English accepted, anyway",
                Fix(item.found, "removed needless forms", _slim),
            )


def _slim(entry: GlossaryEntry) -> GlossaryEntry:
    seen = {fold(" ".join(entry.zh.split()))}
    aliases = []
    for alias in entry.aliases:
        if fold(alias) not in seen:
            seen.add(fold(alias))
            aliases.append(alias)
    accept = tuple(form for form in entry.accept if form != " ".join(entry.en.split()))
    if len(aliases) == len(entry.aliases) and len(accept) == len(entry.accept):
        return entry
    return replace(entry, aliases=tuple(aliases), accept=accept)


def at_odds(subject: Subject) -> Iterator[LintFinding]:
    """Flags and texts of one entry contradict each other."""
    for item in subject.items:
        entry = item.entry
        if READ_ONLY in entry.flags and entry.is_forbidden:
            yield about(
                item.found,
                Level.ERROR,
                f"{entry.zh} is read-only and forbidden at once",
                "remove one of the flags",
            )
        elif READ_ONLY in entry.flags and entry.en.strip() and fold(entry.en.strip()) != item.zh:
            yield about(
                item.found,
                Level.WARNING,
                f"{entry.zh} is read-only, yet has the English {item.en!r}",
                "remove the flag, or the English",
            )
        folded = [form for form in entry.accept if form.casefold() == item.en.casefold() and form != item.en]
        if EXACT in entry.flags and folded:
            yield about(
                item.found,
                Level.WARNING,
                f"{entry.zh} is exact ({item.en}), yet accepts {folded[0]!r}",
                "remove the flag, or that form",
            )


def _meant(word: str, known: Iterable[str]) -> str:
    """The known word that was likely meant, if any."""
    low = word.lower().replace("_", "-")
    if low in known or low in _MEANT:
        return _MEANT.get(low, low)
    near: dict[int, list[str]] = defaultdict(list)
    for name in known:
        distance = Levenshtein.distance(low, name, score_cutoff=_TYPO)
        if distance <= min(_TYPO, len(name) // 3):
            near[distance].append(name)
    return near[min(near)][0] if near else ""
