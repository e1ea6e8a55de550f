"""One sentence as a page shows it, for a page that is open already."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from translate.model import Block, Row
from translate.review import rows
from translate.review.markup import weave
from translate.review.tally import TermUse, demanded_locks, held_locks, term_of


def sentence_html(block: Block, row: Row, uses: Sequence[TermUse]) -> tuple[Markup, Markup]:
    """What is inside the sentence's two elements, Chinese and English, escaped; ``uses`` as for a whole page."""
    lines = {use.term: index for index, use in enumerate(uses)}
    kept = held_locks(row)
    zh = [*rows._mark_layers(block, row.segment.start), *rows._finding_layers(row, english=False)]
    for index in demanded_locks(row):
        lock = row.locks[index]
        line = Markup(f' data-t="{lines[term_of(lock)]}"') if term_of(lock) in lines else Markup("")
        zh.append(rows._lock_layer(lock.start, lock.end, index, lock, line=line, missing=index not in kept))
    carried = rows._carried(block, row)
    en = rows._finding_layers(row, english=True)
    for span in row.held:
        if span.lock in kept:
            en.append(rows._lock_layer(span.start, span.end, span.lock, row.locks[span.lock]))
        if span.lock in carried:
            en.extend(rows._link_layer(span.start, span.end, carried[span.lock].href))
    return weave(row.segment.zh, zh), weave(row.draft.en.strip(), rows._shifted(row, en))
