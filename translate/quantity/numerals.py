"""Chinese numerals, digits and characters mixed, to exact values.

Why not cn2an: it converts a whole string that is nothing but a numeral, as a float, and has no 3亿5000万, 两千多 or
数百万; news needs exact values and their offsets within a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from translate.quantity.model import Approx

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "壹": 1, "贰": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}

# One character for one, so that offsets stay: full-width forms and the traditional characters of number words.
_FULL = dict(zip("０１２３４５６７８９％．＄－～＋／−○", "0123456789%.$-~+/-〇", strict=True))
_TRADITIONAL = dict(
    zip(
        "萬億兩數幾餘個歲點時號週紀約將達過於來內進國倍圓噸畝頃鎊歐盧韓臺幣塊錢間鐘頭齡階鄰鎮屆條隻輛艘項門"
        "雙單總長漲增減降翻擴縮為後邊級裡兒張篇頁輪戶雜顆幀臺歲馬邁爾碼聞無務層樓場樣東產業員種類處術廠網劇隊軍戰"
        "禮紐銖攝釐滿頂計當這淩補選關絕對遠貧團體歷歲傷優佔讓強別從們機車書畢聲響氣擁標線訂準現視飛預測溫寬華鐵節開實際遲較結廣園規證",
        "万亿两数几余个岁点时号周纪约将达过于来内进国倍圆吨亩顷镑欧卢韩台币块钱间钟头龄阶邻镇届条只辆艘项门"
        "双单总长涨增减降翻扩缩为后边级里儿张篇页轮户杂颗帧台岁马迈尔码闻无务层楼场样东产业员种类处术厂网剧队军战"
        "礼纽铢摄厘满顶计当这凌补选关绝对远贫团体历岁伤优占让强别从们机车书毕声响气拥标线订准现视飞预测温宽华铁节开实际迟较结广园规证",
        strict=True,
    )
)
_PLAIN = str.maketrans(_FULL | _TRADITIONAL)
_FOREIGN = re.compile(f"[{''.join(map(re.escape, _FULL | _TRADITIONAL))}]")


def longest_first(words: Iterable[str]) -> str:
    """An alternation for a regex that prefers a word to its own beginning: 平方公里 to 平方."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


def plain(zh: str) -> str:
    """The text with half-width digits and simplified number words; same length, same offsets."""
    return zh.translate(_PLAIN) if _FOREIGN.search(zh) else zh


_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_DIGIT = "[零〇一二两俩三四五六七八九壹贰]"
_MAGNITUDE = "(?:[十百千]?(?:[万亿]|兆(?![瓦赫字欧焦帕]))+|[十百千](?!瓦|克|米|赫|卡|兆|字节))"
_ODD = "[多余几来]"
# Digits, at most one space, magnitudes with 多 or 余 before or between: 3亿5000万, 3000多万, 1.5 万亿, 2千
_MIXED = rf"{_ARABIC}(?: ?(?:{_ODD}?{_MAGNITUDE})+(?:零?{_ARABIC}{_MAGNITUDE}+)*)?(?:[多余](?!数|个百分))?"
_HAN = (
    rf"(?:{_DIGIT}|[十百千](?!瓦|克|米|赫|卡)|[万亿]|兆(?![瓦赫字欧焦帕]))+(?:点{_DIGIT}+{_MAGNITUDE}?)?"
    rf"(?:{_ODD}(?:{_MAGNITUDE})+|{_ODD}(?!自|到|临|看|说|源|年来))?"
)
_VAGUE = r"(?:数以[十百千万亿]+计|[数几][十百千万亿兆]+|成千上万|成百上千|千百万)"
NUMERAL = rf"(?:{_VAGUE}|{_MIXED}|{_HAN})"

_TOKEN = re.compile(rf"{_ARABIC}|[{''.join(DIGITS)}{''.join(SMALL)}{''.join(BIG)}点{_ODD[1:-1]}]")
_POSITIONAL = re.compile(rf"{_DIGIT}{{2,}}$")
_PAIR = re.compile(r"(?:一二|一两|两三|二三|三四|三五|四五|五六|六七|七八|八九)")


@dataclass(frozen=True, slots=True)
class Numeral:
    """The value of one numeral and how it hedges."""

    low: Fraction
    high: Fraction
    approx: Approx = Approx.EXACT


@lru_cache(maxsize=4096)
def read_numeral(text: str, *, zhao: int = 10**12) -> Numeral | None:
    """The value of a numeral as ``NUMERAL`` finds it in ``plain`` text, or None when it is not well formed.

    ``zhao`` is what 兆 stands for: 10**12 in Taiwan's and Japan's news, 10**6 in physics.
    """
    text = text.replace(" ", "")
    if text[0] in "数几成" or text == "千百万":
        return _vague(text, zhao)
    odd = [i for i, c in enumerate(text) if c in "多余几来"]
    if odd:
        return _odd(text, odd[0], zhao)
    pair = _PAIR.search(text) if not text[0].isdigit() else None
    if pair and not _POSITIONAL.match(text.rstrip("十百千万亿兆")[:-2] or "x"):
        return _pair(text, pair, zhao)
    value = evaluate(text, zhao)
    return None if value is None else Numeral(value, value)


def _vague(text: str, zhao: int) -> Numeral | None:
    """数百万 is millions; 数以万计 is tens of thousands."""
    if text in ("成千上万", "成百上千", "千百万"):
        low = Fraction({"成千上万": 1000, "成百上千": 100, "千百万": 10**6}[text])
        return Numeral(low, low * 100, Approx.VAGUE)
    value = evaluate(text.strip("数几以计"), zhao)
    return None if value is None else Numeral(value, value * 10, Approx.VAGUE)


def _odd(text: str, at: int, zhao: int) -> Numeral | None:
    """两千多 is more than 2,000; 3000多万 more than 30 million; 十几 more than 10; 十来 about 10."""
    value = evaluate(text[:at] + text[at + 1 :], zhao)
    if value is None:
        return None
    approx = Approx.ABOUT if text[at] == "来" else Approx.OVER
    return Numeral(value, value, approx)


def _pair(text: str, pair: re.Match[str], zhao: int) -> Numeral | None:
    """两三万 is 20,000 to 30,000; 十七八 is 17 to 18; 三五 is 3 to 5."""
    head, tail = text[: pair.start()], text[pair.end() :]
    low = evaluate(head + pair[0][0] + tail, zhao)
    high = evaluate(head + pair[0][1] + tail, zhao)
    if low is None or high is None or high <= low:
        return None
    return Numeral(low, high)


_LONGEST = 1000  # digits that are read of one figure: Python converts no more than 4,300


def exact(figure: str) -> Fraction:
    """The value of a figure such as ``2,048`` or ``23.4``; a good deal faster than ``Fraction(str)``."""
    whole, _, rest = figure[:_LONGEST].replace(",", "").partition(".")
    return Fraction(int(whole + rest), 10 ** len(rest)) if rest else Fraction(int(whole))


def evaluate(text: str, zhao: int = 10**12) -> Fraction | None:
    """The exact value of a well-formed numeral without hedges, else None.

    >>> evaluate("3亿5000万")
    Fraction(350000000, 1)
    >>> evaluate("二零二五"), evaluate("一百五"), evaluate("三点一四")
    (Fraction(2025, 1), Fraction(150, 1), Fraction(157, 50))
    """
    if _POSITIONAL.match(text):
        return Fraction(int("".join(str(DIGITS[c]) for c in text[:_LONGEST])))
    return _walk(_TOKEN.findall(text), zhao)


def _walk(tokens: list[str], zhao: int) -> Fraction | None:
    settled: list[tuple[Fraction, int]] = []  # (value, unit): 3亿 waits while 5000万 is read
    section = Fraction(0)  # below 万
    number: Fraction | None = None
    last_unit, after_zero = 1, False
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token in DIGITS:
            if number is not None and number != 0:
                return None
            number, after_zero = Fraction(DIGITS[token]), after_zero or DIGITS[token] == 0
        elif token in SMALL:
            unit = SMALL[token]
            section += (1 if number is None or number == 0 else number) * unit
            number, last_unit, after_zero = None, unit, False
        elif token in BIG:
            unit = zhao if token == "兆" else BIG[token]
            below = [v for v, u in settled if u < unit]
            settled = [(v, u) for v, u in settled if u >= unit]
            value = section + (number or 0) + sum(below)
            settled.append(((value if value else Fraction(1)) * unit, unit))
            section, number, last_unit, after_zero = Fraction(0), None, unit, False
        elif token == "点":
            digits = []
            while at < len(tokens) and tokens[at] in DIGITS:
                digits.append(str(DIGITS[tokens[at]]))
                at += 1
            if not digits:
                return None
            number = (number or 0) + Fraction(int("".join(digits)), 10 ** len(digits))
        else:
            if number is not None and number != 0:
                return None
            if not token[0].isdigit():  # a second 多 or 几
                return None
            number = exact(token.replace("，", ","))
    if (
        number is not None
        and last_unit >= 100
        and not after_zero
        and tokens[-1] in DIGITS
        and "点" not in tokens
    ):
        number = number * last_unit / 10  # 三万五 is 35,000
    return section + (number or 0) + sum(v for v, _ in settled)
