"""Dates, years, decades, centuries, weekdays and times in Chinese text (already ``plain``)."""

from __future__ import annotations

import re
from fractions import Fraction

from translate.quantity.model import Found, Kind, Quantity
from translate.quantity.numerals import evaluate
from translate.text import HAN

_ONE_TO_NINE = "[一二三四五六七八九]"
_YEAR = r"(?:1\d{3}|20\d\d|(?<!\d)0\d(?=年)|[一二][零〇一二三四五六七八九]{3})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十{_ONE_TO_NINE}?|{_ONE_TO_NINE})"
_TO = r" ?[-–—~至到/] ?"
_NOT_DAY = "(?!楼|线|房|院|店|机|馆|公路|元|均|本|益|渐|子|常|语|报|军|圆|文|内瓦|[门车])"

FULL = re.compile(
    rf"(?P<y>{_YEAR}) ?年 ?(?P<m>{_MONTH}) ?月(?:份| ?(?:(?P<d>{_DAY})(?:{_TO}(?P<d2>{_DAY}))? ?[日号]{_NOT_DAY})?)"
)
ISO = re.compile(r"(?P<y>1\d{3}|20\d\d)([-/.])(?P<m>1[0-2]|0?[1-9])\2(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)")
YEARS = re.compile(rf"(?P<y>{_YEAR})(?: ?年)?{_TO}(?P<y2>{_YEAR}|\d\d) ?(?:年|赛季|财年)(?!代|前|来|间的)")
YEAR = re.compile(rf"(?P<y>{_YEAR}) ?年(?!代|间)")
ERA = re.compile(r"(\d{1,4}|[零〇一二三四五六七八九十百千]+) ?年(?!代)")
DECADES = re.compile(r"([一二三四五六七八九])([一二三四五六七八九])十年代")
DECADE = re.compile(r"(?P<decade>1\d\d0|20\d0|\d0|[一二三四五六七八九]?十) ?年代")
CENTURY = re.compile(
    rf"(?P<century>[12]?\d|二?十{_ONE_TO_NINE}?|{_ONE_TO_NINE}) ?世纪"
    rf"(?P<then> ?(?=\d0 ?年代|{_ONE_TO_NINE}?十 ?年代))?"
)
MONTHS = re.compile(rf"(?P<m>{_MONTH})(?: ?月份?)?{_TO}(?P<m2>{_MONTH}) ?月(?:份| ?(?!\d))(?!{_DAY} ?[日号])")
MONTH_DAY = re.compile(
    rf"(?P<m>{_MONTH}) ?月(?:份(?!额)|(?! ?[球均薪租台饼亮光经])"
    rf"(?: ?(?P<d>{_DAY})(?:{_TO}(?P<d2>{_DAY}))? ?[日号]{_NOT_DAY})?)"
)
DAY = re.compile(rf"(?P<d>3[01]|[12]\d|0?[1-9])(?:{_TO}(?P<d2>3[01]|[12]\d|0?[1-9]))? ?[日号]{_NOT_DAY}")
TIME = re.compile(
    r"(?P<h>2[0-4]|1\d|0?\d|零|二十[一二三四]?|十[一二三四五六七八九]?|[一二两三四五六七八九])"
    r" ?(?:[:：] ?(?P<colon>[0-5]\d)(?!\d)|(?:点钟|点|时(?![代候间段尚装速差常隔局任期刻])) ?"
    rf"(?:(?P<min>[0-5]?\d|[二三四五]?十{_ONE_TO_NINE}?|[零〇]{_ONE_TO_NINE}) ?分(?!之|钟)"
    r"|(?P<half>半)|(?P<quarter>[一三])刻|整)?)"
)
WEEKDAY = re.compile(r"(?:星期|礼拜|周)(?P<w>[一二三四五六日天])(?!次|倍|个|届|年(?!会)|人|期|号|本)")

# 猎鹰9号 and 天宫二号 are names; 在9号, 本月9号 are days.
_NAMED = re.compile(rf"[{HAN}](?<![月在于至到和从自是日周天前后])$")
_RELATIVE_YEAR = re.compile(r"(去年|今年|明年|前年|后年|当年|同年|上年|次年|翌年)的? ?$")
_RELATIVE_MONTH = re.compile(r"(本月|上个?月|下个?月|这个月|当月|同月|次月)的? ?$")
_LAST_CENTURY = re.compile(r"(上个?|本)世纪 ?$")
_PART_OF_DAY = re.compile(
    "(凌晨|清晨|早上|早晨|早间|今早|上午|中午|正午|下午|午后|傍晚|晚上|晚间|今晚|当晚|昨晚|夜间|夜里|深夜|午夜|半夜|晚|早)"
    "(?:的|约|大约)? ?$"
)
# Year n of an era is sign * n + the year before it began: 民国113年 is 2024.
_ERAS = {"公元前": (-1, 0), "公元": (1, 0), "民国": (1, 1911)}
YEARS_AWAY = {"去年": -1, "上年": -1, "今年": 0, "明年": 1, "前年": -2, "后年": 2}
_MONTHS_AWAY = {"本": 0, "这": 0, "上": -1, "下": 1}
_MORNING = frozenset({"凌晨", "清晨", "早上", "早晨", "早间", "今早", "上午", "早"})
_WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日", 1)} | {"天": 7}


def _int(text: str) -> int:
    value = int(text) if text.isdecimal() else evaluate(text)
    assert value is not None
    return int(value)


def _year(text: str) -> int:
    year = _int(text)
    return year + 2000 if year < 30 else year + 1900 if year < 100 else year


def read_date(zh: str, at: int) -> tuple[Found, ...]:
    """What date, year, decade, century or time starts at ``at``; () when none does. Ranges give both ends."""
    match = FULL.match(zh, at) or ISO.match(zh, at)
    if match:
        return _days(match, zh, _year(match["y"]), match.start())
    if match := DECADES.match(zh, at):
        return (_decades(match, zh),)
    if (match := DECADE.match(zh, at)) is not None:
        return (_decade(match, zh),)
    if match := YEARS.match(zh, at):
        return _years(match)
    if zh.endswith(tuple(_ERAS), 0, at) and (match := ERA.match(zh, at)):
        era = next(era for era in _ERAS if zh.endswith(era, 0, at))
        sign, before = _ERAS[era]
        return (Found(at - len(era), match.end(), year_of(before + sign * _int(match[1]))),)
    if match := YEAR.match(zh, at):
        return (Found(at, match.end(), year_of(_year(match["y"]))),)
    if match := CENTURY.match(zh, at):
        century = _int(match["century"])
        if match["then"] is not None and (decade := DECADE.match(zh, match.end())):
            year = (century - 1) * 100 + _int(decade["decade"])
            return (Found(at, decade.end(), Quantity(Kind.DECADE, Fraction(year), Fraction(year))),)
        return (Found(at, match.end(), Quantity(Kind.CENTURY, Fraction(century), Fraction(century))),)
    return _month_or_day(zh, at) or _time(zh, at)


def year_of(year: int) -> Quantity:
    """The year as a quantity."""
    return Quantity(Kind.YEAR, Fraction(year), Fraction(year), year=year)


def _month_or_day(zh: str, at: int) -> tuple[Found, ...]:
    if match := MONTHS.match(zh, at):
        low, high = _int(match["m"]), _int(match["m2"])
        if low < high:
            away, start = _relative_year(zh, at)
            first = Quantity(Kind.MONTH, month=low, relative_year=away)
            second = Quantity(Kind.MONTH, month=high)
            return (Found(start, match.end("m"), first), Found(match.start("m2"), match.end(), second))
    if match := MONTH_DAY.match(zh, at):
        return _days(match, zh, None, at)
    if (match := DAY.match(zh, at)) and not (
        match[0].endswith("号") and _NAMED.search(zh, max(0, at - 1), at)
    ):
        relative = _RELATIVE_MONTH.search(zh, max(0, at - 5), at)
        away = _MONTHS_AWAY.get(relative[0][0]) if relative else None
        start = relative.start() if relative else at
        days = [Found(start, match.end(), Quantity(Kind.DATE, day=int(match["d"]), relative_month=away))]
        if match["d2"]:
            second = Quantity(Kind.DATE, day=int(match["d2"]), relative_month=away)
            days = [
                Found(start, match.end("d"), days[0].quantity),
                Found(match.start("d2"), match.end(), second),
            ]
        return tuple(days)
    return ()


def _relative_year(zh: str, at: int) -> tuple[int | None, int]:
    """How many years away, and where the words that say so begin: 去年 before 12月."""
    relative = _RELATIVE_YEAR.search(zh, max(0, at - 4), at)
    if relative is None or relative[1] not in YEARS_AWAY:
        return None, at
    return YEARS_AWAY[relative[1]], relative.start()


def _days(match: re.Match[str], zh: str, year: int | None, start: int) -> tuple[Found, ...]:
    month = _int(match["m"])
    away = None
    if year is None:
        away, start = _relative_year(zh, start)
    if match["d"] is None:
        return (Found(start, match.end(), Quantity(Kind.MONTH, year=year, month=month, relative_year=away)),)
    day = Quantity(Kind.DATE, year=year, month=month, day=_int(match["d"]), relative_year=away)
    last = match.groupdict().get("d2")
    if last is None:
        return (Found(start, match.end(), day),)
    second = Quantity(Kind.DATE, day=_int(last))
    return (Found(start, match.end("d"), day), Found(match.start("d2"), match.end(), second))


def _years(match: re.Match[str]) -> tuple[Found, ...]:
    first, zh_year = _year(match["y"]), match[0].endswith("年") and not match[0].endswith("财年")
    second = int(match["y2"]) if match["y2"].isdecimal() else _int(match["y2"])
    if second < 100:
        second += first // 100 * 100
    return (
        Found(match.start(), match.end("y"), year_of(first)),
        Found(match.start("y2"), match.end() if zh_year else match.end("y2"), year_of(second)),
    )


def _decade(match: re.Match[str], zh: str) -> Found:
    decade, start = _int(match["decade"]), match.start()
    said = _LAST_CENTURY.search(zh, max(0, start - 5), start)
    if said and decade < 100:
        decade += 2000 if said[1] == "本" else 1900
        start = said.start()
    return Found(start, match.end(), Quantity(Kind.DECADE, Fraction(decade), Fraction(decade)))


def _decades(match: re.Match[str], zh: str) -> Found:
    """上世纪八九十年代: the 1980s and the 1990s."""
    said = _LAST_CENTURY.search(zh, max(0, match.start() - 5), match.start())
    base = 0 if said is None else 2000 if said[1] == "本" else 1900
    start = said.start() if said else match.start()
    low, high = (Fraction(base + 10 * _int(match[i])) for i in (1, 2))
    parts = (
        Found(start, match.end(1), Quantity(Kind.DECADE, low, low)),
        Found(match.start(2), match.end(), Quantity(Kind.DECADE, high, high)),
    )
    return Found(start, match.end(), Quantity(Kind.DECADE, low, high), parts)


def _time(zh: str, at: int) -> tuple[Found, ...]:
    match = TIME.match(zh, at)
    if match is None:
        return ()
    hour = _int(match["h"])
    part = _PART_OF_DAY.search(zh, max(0, at - 5), at)
    precise = match["colon"] or match["min"] or match["half"] or match["quarter"]
    if not part and not precise and (not match["h"].isdecimal() or zh.startswith("点", match.start() - 1)):
        return ()
    if hour > 24 or (not part and not precise and _is_points(zh, at, match.end())):
        return ()
    minute = 30 if match["half"] else 15 * _int(match["quarter"]) if match["quarter"] else 0
    minute = _int(match["colon"] or match["min"]) if match["colon"] or match["min"] else minute
    start = part.start() if part else at
    return (Found(start, match.end(), time_of(hour, minute, part[1] if part else "")),)


def _is_points(zh: str, at: int, end: int) -> bool:
    """涨12点, 12点建议: points, not the clock."""
    return zh[at - 1 : at] in tuple("涨跌升降达第得差低高报创这以") or zh[end : end + 2] in (
        "建议",
        "意见",
        "共识",
    )


def time_of(hour: int, minute: int, part: str) -> Quantity:
    """A time on the clock; ``part`` is the part of the day that the Chinese names, or ''."""
    unit = ""
    if part in _MORNING:
        unit = "am"
    elif part in ("中午", "正午"):
        unit = "am" if hour in (10, 11) else "pm"
    elif part and hour == 12 and part not in ("下午", "午后"):
        hour, unit = 0, "am"
    elif part:
        unit = "am" if hour < 5 and part in ("深夜", "午夜", "半夜", "夜间", "夜里") else "pm"
    if hour > 12 or (hour == 0 and not unit):
        unit = "pm" if 12 < hour < 24 else "am"
    if unit == "pm" and hour < 12:
        hour += 12
    minutes = Fraction(hour % 24 * 60 + minute)
    return Quantity(Kind.TIME, minutes, minutes, unit)


def read_weekday(zh: str, at: int) -> Found | None:
    """星期一, 周三, 礼拜天."""
    match = WEEKDAY.match(zh, at)
    if match is None or (zh[at] == "周" and zh[at - 1 : at] in tuple("一二两三四五六七八九十几数") and at):
        return None
    day = Fraction(_WEEKDAYS[match["w"]])
    return Found(at, match.end(), Quantity(Kind.WEEKDAY, day, day))
