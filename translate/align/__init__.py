"""Pairs the sentences of a Chinese text with those of an English one that people already made."""

from translate.align.core import align
from translate.align.model import Alignment, Bead, Text

__all__ = ["Alignment", "Bead", "Text", "align"]
