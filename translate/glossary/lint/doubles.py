"""Rules about two entries for one Chinese term: the same twice, contradictions, another script."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from translate.glossary.lint.finding import Fix, Level, LintFinding, about
from translate.glossary.lint.item import Item
from translate.glossary.lint.subject import Subject
from translate.text import fold

_KINDS: tuple[Callable[[Subject], list[Item]], ...] = (
    lambda subject: subject.terms,
    lambda subject: subject.bans,
    lambda subject: subject.proposals,
)


def duplicate(subject: Subject) -> Iterator[LintFinding]:
    """The same entry twice: same Chinese in either script, sense and scope, same English."""
    for kind in _KINDS:
        for group in _same(kind(subject), lambda i: (i.zh, i.entry.context, i.en, i.entry.scope)):
            kept = next((item for item in group if item.entry.zh == item.zh), group[0])
            for item in group:
                if item is not kept:
                    yield _double(item, kept)


def _double(item: Item, kept: Item) -> LintFinding:
    alike = set(item.entry.flags) == set(kept.entry.flags)
    fix = Fix(item.found, f"united with {kept.place}", into=kept.found) if alike else None
    script = ", in the other script," if item.entry.zh != kept.entry.zh else ""
    flags = "" if alike else " (their flags differ)"
    return about(
        item.found,
        Level.WARNING,
        f"{item.entry.zh} → {item.en or '—'}{script} is at {kept.place} already{flags}",
        "unite the two" if alike else "decide which flags hold, and remove one of the two",
        fix,
    )


def conflict(subject: Subject) -> Iterator[LintFinding]:
    """One Chinese term has different English in one sense and scope."""
    for group in _same(subject.terms, lambda i: (i.zh, i.entry.context, i.entry.scope)):
        first = group[0]
        for item in group[1:]:
            if item.en != first.en:
                yield about(
                    item.found,
                    Level.ERROR,
                    f"{item.entry.zh} is {item.en!r} here, but {first.en!r} at {first.place}",
                    "decide for one and let it accept the other, or tell the senses apart with msgctxt and scope",
                )


def same_key(subject: Subject) -> Iterator[LintFinding]:
    """Two entries of one file have the same msgid and msgctxt, which Poedit and msgfmt refuse."""
    items = (item for item in subject.items if item.zh)
    for group in _same(items, lambda i: (i.entry.file, i.entry.zh, i.entry.context)):
        first = group[0]
        for item in group[1:]:
            if _apart(item, first):
                yield about(
                    item.found,
                    Level.WARNING,
                    f"{item.entry.zh} has the same msgid and msgctxt as line {first.entry.line}, "
                    "which Poedit and msgfmt refuse",
                    "give one of them a msgctxt, or another file",
                )


def _apart(item: Item, other: Item) -> bool:
    """Not told by a sharper rule: duplicate, conflict, proposal_for_term."""
    one, two = item.entry, other.entry
    kinds = (one.is_proposal, one.is_forbidden) == (two.is_proposal, two.is_forbidden)
    if kinds:
        return one.scope != two.scope or (one.is_forbidden and item.en != other.en)
    return one.is_forbidden or two.is_forbidden


def proposal_for_term(subject: Subject) -> Iterator[LintFinding]:
    """A proposal for a term that is decided already."""
    for item in subject.proposals:
        for term in subject.by_zh.get(item.zh, ()):
            if term.entry.context != item.entry.context:
                continue
            if item.en in term.forms:
                yield about(
                    item.found,
                    Level.NOTE,
                    f"the proposal {item.entry.zh} → {item.en} is decided so at {term.place}",
                    "remove it",
                    _withdrawn(item, term),
                )
            elif item.en:
                yield about(
                    item.found,
                    Level.NOTE,
                    f"{item.entry.zh} → {item.en} is proposed, but decided as {term.en!r} at {term.place}",
                    "add it to the accept of the term, or remove the proposal",
                )


def _withdrawn(item: Item, term: Item) -> Fix | None:
    """A proposal that says more than the term does must be read by a person: fixing never enforces anything."""
    if not _adds_nothing(item, term):
        return None
    return Fix(item.found, f"removed the proposal, decided at {term.place}", into=term.found)


def taiwan_double(subject: Subject) -> Iterator[LintFinding]:
    """Taiwan's word for a term has an entry of its own, though it is found by itself."""
    for item in subject.terms:
        if item.abroad == item.zh or not (len(item.zh) > 2 or item.en[:1].isupper()):
            continue  # the same words, or words that the termbase does not look for
        for other in subject.by_zh.get(item.abroad, ()):
            if other.en == item.en and _adds_nothing(other, item):
                yield about(
                    other.found,
                    Level.NOTE,
                    f"{other.entry.zh} is Taiwan's word for {item.entry.zh} ({item.place}), which finds it anyway",
                    "remove it, or list it there as an alias",
                )


def _adds_nothing(other: Item, item: Item) -> bool:
    more = set(other.entry.accept) - set(item.forms) or set(other.entry.aliases) - set(item.entry.aliases)
    return not more and other.entry.scope == item.entry.scope and other.entry.context == item.entry.context


def alias_of_another(subject: Subject) -> Iterator[LintFinding]:
    """An alias is another entry's Chinese, or an alias of another with other English."""
    first: dict[str, Item] = {}
    for item in subject.terms:
        for alias in item.entry.aliases:
            zh = fold(alias)
            own = [o for o in subject.by_zh.get(zh, ()) if o.zh != item.zh and not o.entry.scope]
            if own:
                yield _never_works(item, alias, own[0])
                continue
            rival = first.setdefault(zh, item)
            if rival.zh != item.zh and rival.en != item.en and rival.entry.scope == item.entry.scope:
                yield about(
                    item.found,
                    Level.WARNING,
                    f"{alias} is an alias here ({item.en}) and at {rival.place} ({rival.en})",
                    "leave it in one of them, or tell them apart with scopes",
                )


def _never_works(item: Item, alias: str, own: Item) -> LintFinding:
    same = own.en == item.en
    return about(
        item.found,
        Level.NOTE if same else Level.WARNING,
        f"{alias}, an alias of {item.entry.zh} ({item.en}), has its own entry at {own.place} ({own.en}), "
        "which goes before it",
        "remove the alias" if same else "remove the alias, or give one of them a scope",
    )


def _same(items: Iterable[Item], key: Callable[[Item], object]) -> Iterator[list[Item]]:
    groups: dict[object, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return (group for group in groups.values() if len(group) > 1)
