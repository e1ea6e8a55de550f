"""Alignments as people and tools get them: a page to read, a table to correct, records for machines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from translate.align.job import Aligned
from translate.exchange.terms.columns import guard

HEADER = ("zh", "en", "pair", "sure", "look at", "findings")


@dataclass(frozen=True, slots=True)
class Line:
    """One bead as it is shown. ``begins``: a paragraph of the Chinese does."""

    zh: str
    en: str
    shape: str
    sure: float
    why: tuple[str, ...]
    findings: tuple[str, ...]
    begins: bool


def lines(aligned: Aligned) -> Iterator[Line]:
    """The beads in order."""
    alignment, last = aligned.alignment, -1
    for number, bead in enumerate(alignment.beads):
        paragraph = alignment.zh.paragraphs[bead.zh_start] if bead.zh_end > bead.zh_start else last
        findings = tuple(
            f"{finding.severity}: {' '.join(finding.message.split())}"
            for finding in aligned.findings.get(number, ())
        )
        zh, en = alignment.zh_of(bead), alignment.en_of(bead)
        yield Line(zh, en, bead.shape, bead.sure, bead.why, findings, paragraph != last)
        last = paragraph


def as_tsv(done: Sequence[Aligned]) -> str:
    """A table that a spreadsheet edits and ``duizhao import`` takes: Chinese and English first, no cell a formula.

    A sentence without a partner has an empty cell beside it, and import passes it over.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter="\t", lineterminator="\r\n")
    writer.writerow(HEADER)
    for aligned in done:
        for line in lines(aligned):
            cells = (
                line.zh,
                line.en,
                line.shape,
                f"{line.sure:.0%}",
                "; ".join(line.why),
                "\n".join(line.findings),
            )
            writer.writerow([guard(cell) for cell in cells])
    return f"\ufeff{text.getvalue()}"  # the mark tells Excel that it is UTF-8


def as_page(done: Sequence[Aligned]) -> str:
    """One HTML page, side by side, doubtful pairs marked."""
    files = [(aligned, list(lines(aligned))) for aligned in done]
    return _environment().get_template("align.html.jinja2").render(files=files)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("translate.align"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def as_record(aligned: Aligned) -> dict[str, object]:
    """An alignment for machines."""
    return {
        "zh": aligned.files.zh.as_posix(),
        "en": aligned.files.en.as_posix(),
        "source": aligned.files.source,
        "sentences_zh": len(aligned.alignment.zh.sentences),
        "sentences_en": len(aligned.alignment.en.sentences),
        "shapes": dict(sorted(aligned.alignment.shapes().items())),
        "doubtful": len(aligned.doubtful),
        "unlike": aligned.unlike,
        "beads": [
            {
                "zh": line.zh,
                "en": line.en,
                "shape": line.shape,
                "sure": round(line.sure, 3),
                "why": list(line.why),
                "findings": list(line.findings),
            }
            for line in lines(aligned)
        ],
    }
