"""What a desk learns from its memory: volume, reuse, how far people went from drafts, what the glossary lacks."""

from translate.stats.corrections import Corrections, Distances, TermChange, WordChange, corrections
from translate.stats.figures import Figures, figures
from translate.stats.volume import Volume, volume

__all__ = [
    "Corrections",
    "Distances",
    "Figures",
    "TermChange",
    "Volume",
    "WordChange",
    "corrections",
    "figures",
    "volume",
]
