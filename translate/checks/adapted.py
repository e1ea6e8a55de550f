"""Tells that an English was not drafted for its sentence."""

from __future__ import annotations

from collections.abc import Iterator

from translate.model import Finding, Row, Severity


def adapted(row: Row) -> Iterator[Finding]:
    """The English was adapted from that of a sentence that differs in names and figures only"""
    if row.draft.origin != "adapted":
        return
    message = f"Adapted from {_where(row)}, which differs in names and figures only."
    yield Finding("adapted", Severity.NOTE, message)


def _where(row: Row) -> str:
    article, _, segment = row.draft.engine.rpartition("#")
    if article != row.segment.article:
        return f"{segment} of article {article}"
    return "what stood here before" if segment == row.segment.id else f"{segment} of this article"
