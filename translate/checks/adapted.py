"""Tells that an English was not drafted for its sentence."""

from __future__ import annotations

from collections.abc import Iterator

from translate.model import Finding, Row, Severity


def adapted(row: Row) -> Iterator[Finding]:
    """The English was adapted from that of a sentence that differs in names and figures only"""
    if row.draft.origin != "adapted":
        return
    article, _, segment = row.draft.engine.rpartition("#")
    where = (
        f"{segment} of this article" if article == row.segment.article else f"{segment} of article {article}"
    )
    message = f"Adapted from {where}, which differs in names and figures only."
    yield Finding("adapted", Severity.NOTE, message)
