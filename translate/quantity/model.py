"""The value of a number or date, whatever words it is written in.

One record for both languages: ``6 million``, ``six million``, ``6,000,000`` and 600万 are the same ``Quantity``.
Values are ``Fraction``: nothing is ever rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

ZERO = Fraction(0)


class Kind(StrEnum):
    """What is counted; it decides how ``low``, ``high`` and ``unit`` are to be read (see ``Quantity``)."""

    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"  # percentage points, basis points
    FRACTION = "fraction"
    MULTIPLE = "multiple"
    ORDINAL = "ordinal"
    SCORE = "score"
    DATE = "date"  # has a day
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    WEEKDAY = "weekday"
    TIME = "time"
    AGE = "age"
    DURATION = "duration"
    MEASURE = "measure"


DATES = frozenset({Kind.DATE, Kind.MONTH, Kind.YEAR, Kind.DECADE, Kind.CENTURY, Kind.WEEKDAY, Kind.TIME})

BELOW_ZERO = frozenset({Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.POINTS, Kind.MEASURE})


class Approx(StrEnum):
    """How the text hedges a value."""

    EXACT = ""
    ABOUT = "about"  # 约 左右
    NEARLY = "nearly"  # 近 将近
    OVER = "over"  # 逾 超过 余 多
    UNDER = "under"  # 不到 不足
    AT_LEAST = "at least"  # 至少 不少于
    AT_MOST = "at most"  # 至多 不超过
    VAGUE = "vague"  # 数十亿, "billions": low is the magnitude, high ten times that


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact value, or a range from ``low`` to ``high`` (equal when it is one value).

    ==========  =====================================================  ======================================
    kind        ``low``, ``high``                                      ``unit``
    ==========  =====================================================  ======================================
    number      the count                                              ""
    money       the sum, in whole units of the currency                ISO 4217 code; "yuan" for a bare 元,
                                                                       "pound" and "¥" where English is open
    percent     5% is 1/20                                             ""
    points      20 percentage points is 1/5                            "", or "bp" where basis points are said
    fraction    two-thirds is 2/3                                      ""
    multiple    the factor: doubled is 2, 增长两倍 is 3                "growth" where the text has the verb
    ordinal     第19批 is 19                                           ""
    score       home and away side of 3:1 (``low`` may be the larger)  ""
    date        0; see ``year``, ``month``, ``day``                    ""
    month       0; see ``year``, ``month``                             ""
    year        the year, negative before Christ                       ""
    decade      its first year: 1990; 90 when the century is not said  ""
    century     its ordinal: 21                                        ""
    weekday     1 is Monday, 7 Sunday                                  ""
    time        minutes after midnight                                 "am", "pm", "" when neither is said
    age         years                                                  ""
    duration    in ``unit``                                            "second" … "year", "decade", "century"
    measure     in ``unit``                                            "km", "ton", "°C" … (units.py)
    ==========  =====================================================  ======================================

    ``relative_year`` is -1 for 去年12月 and 0 for 今年3月; ``relative_month`` is 0 for 本月10日, -1 for 上月.
    """

    kind: Kind
    low: Fraction = ZERO
    high: Fraction = ZERO
    unit: str = ""
    approx: Approx = Approx.EXACT
    year: int | None = None
    month: int | None = None
    day: int | None = None
    relative_year: int | None = None
    relative_month: int | None = None

    @property
    def is_range(self) -> bool:
        """Two ends, not a vague magnitude: 138亿至143亿."""
        return self.low != self.high and self.approx is not Approx.VAGUE


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity and where it stands: ``[start, end)`` in code points. A range also has its two ends."""

    start: int
    end: int
    quantity: Quantity
    parts: tuple[Found, ...] = ()
