"""The same story twice: one address written differently, or one wire report in several papers.

The first (or the fuller) is translated; the others are told on its page and in the index, not translated again.
"""

from translate.duplicates.address import normal_address
from translate.duplicates.recognise import Duplicate, Known, Recognised, recognise
from translate.duplicates.sketch import marks

__all__ = ["Duplicate", "Known", "Recognised", "marks", "normal_address", "recognise"]
