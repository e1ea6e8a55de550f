"""Names mined from a dump and from approved translations, as proposals for the glossary."""

from translate.glossary.harvest.candidate import HOME, Candidate, Context, Kind, Origin, Seen
from translate.glossary.harvest.job import Harvest, Reading, Wish, harvest, reading
from translate.glossary.harvest.names import Name, Pair, State
from translate.glossary.harvest.proposals import PROPOSALS, Written, propose

__all__ = [
    "HOME",
    "PROPOSALS",
    "Candidate",
    "Context",
    "Harvest",
    "Kind",
    "Name",
    "Origin",
    "Pair",
    "Reading",
    "Seen",
    "State",
    "Wish",
    "Written",
    "harvest",
    "propose",
    "reading",
]
