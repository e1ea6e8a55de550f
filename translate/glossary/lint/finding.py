"""What lint says of a glossary: findings with file and line, and the fixes that are safe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from translate.glossary.entry import GlossaryEntry
from translate.glossary.folder import Found


class Level(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"  # the glossary contradicts itself, or an entry does not work at all
    WARNING = "warning"  # the entry does not do what it seems to, or harms a translation
    NOTE = "note"  # worth a look


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that alters nothing of what is demanded: ``mend`` the entry, or unite it ``into`` another.

    ``told`` says it in a few words: "trim white space".
    """

    found: Found
    told: str
    mend: Callable[[GlossaryEntry], GlossaryEntry] | None = None
    into: Found | None = None


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One thing about one entry. ``file`` and ``line`` are where an editor mends it, ``remedy`` is how."""

    level: Level
    message: str
    remedy: str
    file: str
    line: int
    zh: str = ""
    fix: Fix | None = None
    rule: str = ""  # filled in by the registry

    def __str__(self) -> str:
        told = f"{self.message}; {self.remedy}" if self.remedy else self.message
        return f"{self.file}:{self.line}: {self.level}: {told} [{self.rule}]"


def about(found: Found, level: Level, message: str, remedy: str, fix: Fix | None = None) -> LintFinding:
    """A finding about an entry, at its msgid."""
    entry = found.entry
    return LintFinding(level, message, remedy, entry.file, entry.line, entry.zh, fix)
