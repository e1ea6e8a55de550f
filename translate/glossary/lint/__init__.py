"""Lint: what an editor should look at in a glossary, and what can be mended by itself.

A rule is a small generator over a :class:`Subject` that yields findings; the first line of its docstring is its
title. To add one, write it and put it in ``RULES``. A finding is a value; only a fault in the rule itself raises.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from translate.errors import GlossaryError
from translate.glossary.lint.doubles import (
    alias_of_another,
    conflict,
    duplicate,
    proposal_for_term,
    same_key,
    taiwan_double,
)
from translate.glossary.lint.fields import (
    SILENCE,
    at_odds,
    forbidden_and_required,
    needless_form,
    sense_never_meant,
    unknown_field,
    unknown_flag,
)
from translate.glossary.lint.finding import Fix, Level, LintFinding
from translate.glossary.lint.nested import nested_name, nested_spelling, nested_term
from translate.glossary.lint.risk import everyday_word, frequent_word, never_seen, one_character
from translate.glossary.lint.scopes import bad_scope, scope_says_nothing
from translate.glossary.lint.subject import Subject
from translate.glossary.lint.texts import (
    full_width_in_chinese,
    full_width_in_english,
    han_in_english,
    no_chinese,
    no_english,
    white_space,
    whole_sentence,
)
from translate.glossary.lint.twins import near_twin
from translate.glossary.lint.usage import Usage, count_usage

__all__ = [
    "COUNTING",
    "FIXING",
    "RULES",
    "Fix",
    "Level",
    "LintFinding",
    "Rule",
    "Subject",
    "Usage",
    "count_usage",
    "lint",
    "rule_name",
    "titles",
]

Rule = Callable[[Subject], Iterator[LintFinding]]


def unreadable(subject: Subject) -> Iterator[LintFinding]:
    """A file, or an entry of it, cannot be read."""
    for fault in subject.faults:
        yield LintFinding(Level.ERROR, fault.what, fault.remedy, _file_name(fault), fault.line or 1)


RULES: tuple[Rule, ...] = (
    unreadable,
    no_chinese,
    no_english,
    han_in_english,
    white_space,
    full_width_in_english,
    full_width_in_chinese,
    whole_sentence,
    conflict,
    duplicate,
    same_key,
    forbidden_and_required,
    alias_of_another,
    needless_form,
    taiwan_double,
    proposal_for_term,
    sense_never_meant,
    bad_scope,
    scope_says_nothing,
    unknown_field,
    unknown_flag,
    at_odds,
    near_twin,
    nested_spelling,
    nested_name,
    nested_term,
    one_character,
    everyday_word,
    frequent_word,
    never_seen,
)
# Those of which some findings can be fixed.
FIXING: tuple[Rule, ...] = (
    white_space,
    full_width_in_english,
    full_width_in_chinese,
    needless_form,
    duplicate,
    proposal_for_term,
)
# Those that a memory makes sharper, or possible.
COUNTING: tuple[Rule, ...] = (one_character, everyday_word, frequent_word, never_seen)


def lint(subject: Subject, rules: Iterable[Rule] = RULES) -> list[LintFinding]:
    """All that the rules find, by file and line. An entry's ``#. lint: near-twin`` silences that rule for it."""
    found = [replace(finding, rule=rule_name(rule)) for rule in rules for finding in rule(subject)]
    silenced = _silenced(subject)
    heard = [f for f in found if f.rule not in silenced.get((f.file, f.line), ())]
    return sorted(heard, key=lambda finding: (finding.file, finding.line))


def rule_name(rule: Rule) -> str:
    """The name that a rule goes by on the command line: near-twin."""
    return rule.__name__.replace("_", "-")


def titles() -> dict[str, str]:
    """The title of every rule by its name, in the order of the registry."""
    return {rule_name(rule): (rule.__doc__ or "").strip().splitlines()[0].rstrip(".") for rule in RULES}


def _silenced(subject: Subject) -> dict[tuple[str, int], Collection[str]]:
    mark = f"{SILENCE}:"
    return {
        (item.entry.file, item.entry.line): row.removeprefix(mark).replace(",", " ").split()
        for item in subject.items
        for row in item.entry.extra
        if row.startswith(mark)
    }


def _file_name(fault: GlossaryError) -> str:
    return fault.where.replace("\\", "/").rpartition("/")[2]
