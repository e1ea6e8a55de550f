"""Sentences of every form of number and date, made from templates, with the English that house style must give.

Nothing here is Duizhao's own reading or writing: the Chinese and the English are both written from the value.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import gcd

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
HAN = "零一二三四五六七八九"
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
PARTS = {3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth"}
MONEY = {
    "美元": "${}", "欧元": "€{}", "英镑": "£{}", "日元": "{} yen", "港元": "HK${}", "新台币": "NT${}", "新元": "S${}",
    "卢布": "{} rubles", "韩元": "{} won", "元": "{} yuan", "元人民币": "{} yuan", "卢比": "{} rupees",
    "澳元": "A${}", "加元": "C${}", "瑞士法郎": "{} Swiss francs",
}  # fmt: skip
UNITS = {
    "公里": "kilometers", "米": "meters", "平方公里": "square kilometers", "平方米": "square meters",
    "公顷": "hectares", "吨": "tons", "公斤": "kilograms", "英里": "miles", "升": "liters", "桶": "barrels",
    "兆瓦": "megawatts", "千瓦时": "kilowatt-hours", "摄氏度": "degrees Celsius", "度": "degrees", "亩": "mu",
    "海里": "nautical miles",
}  # fmt: skip
HEDGES = {
    "约": "about", "近": "nearly", "逾": "more than", "超过": "more than", "至少": "at least", "将近": "nearly",
}  # fmt: skip
SIZES = {
    "百万": "1 million", "千万": "10 million", "十亿": "1 billion", "百亿": "10 billion", "千亿": "100 billion",
    "万亿": "1 trillion",
}  # fmt: skip
VAGUE = {
    "十": "dozens", "百": "hundreds", "千": "thousands", "万": "tens of thousands", "十万": "hundreds of thousands",
    "百万": "millions", "千万": "tens of millions", "亿": "hundreds of millions", "十亿": "billions",
    "百亿": "tens of billions", "千亿": "hundreds of billions", "万亿": "trillions",
}  # fmt: skip
NAMES = (
    "三一重工的股价上涨", "九一八事变的纪念活动", "四川的代表", "五角大楼的发言人", "二十国集团的领导人",
    "一带一路的项目", "百度的新产品", "亿万富翁的财产", "一些人和另一方面的意见", "统一的标准", "H800芯片和R1模型",
    "F-16战机", "5G网络", "万一出现问题", "千万别相信", "三星和三菱的工厂",
)  # fmt: skip
SENTENCE = "官员星期一表示，{}，记者随后作了核实。"


@dataclass(frozen=True, slots=True)
class Form:
    """One sentence of a form: its quantity in Chinese, and that in house style; both "" where there is none."""

    name: str
    zh: str
    amount: str
    en: str


def constructed(rounds: int, seed: int) -> list[Form]:
    """``rounds`` sentences of every form, then the names that hold a numeral and are no number."""
    chance = random.Random(seed)
    makers = (_magnitudes, _written, _hedged, _shares, _multiples, _ranges, _measured, _dates, _days)
    forms = [form for _ in range(rounds) for maker in makers for form in maker(chance)]
    return forms + [Form("name, no number", SENTENCE.format(name), "", "") for name in NAMES]


def _form(name: str, frame: str, amount: str, en: str) -> Form:
    return Form(name, SENTENCE.format(frame.format(amount)), amount, en)


# --- how Chinese and house style write a value ---------------------------------------------------------------
def han(value: int) -> str:
    """A whole number below 10**16 in Chinese characters: 20300 is 二万零三百."""
    for unit, word in ((10**8, "亿"), (10**4, "万")):
        if value >= unit:
            head, rest = divmod(value, unit)
            zero = "零" if rest and rest < unit // 10 else ""
            return han(head) + word + (zero + han(rest) if rest else "")
    text, zero_due = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text, zero_due = text + ("零" if zero_due else "") + HAN[digit] + word, False
        elif text and value:
            zero_due = True
    return text.removeprefix("一") if text.startswith("一十") else text or "零"


def _count(digit: int) -> str:
    return "两" if digit == 2 else HAN[digit]


def _plainly(value: Decimal) -> str:
    """An exact decimal without needless zeros, thousands separated."""
    whole, _, rest = f"{value.normalize():f}".partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


def _style(value: Decimal) -> str:
    for scale, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if value >= scale:
            return f"{_plainly(value / scale)} {word}"
    return _plainly(value)


def _nth(number: int) -> str:
    tail = "th" if 10 < number % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


def _scaled(chance: random.Random) -> tuple[str, Decimal]:
    """A figure with 万, 亿 or 万亿, and its value."""
    word, unit = chance.choice((("万", 10**4), ("亿", 10**8), ("万亿", 10**12)))
    number = Decimal(chance.randint(11, 9999)) / chance.choice((1, 1, 10, 100))
    return f"{_plainly(number).replace(',', '')}{word}", number * unit


# --- the forms -----------------------------------------------------------------------------------------------
def _magnitudes(chance: random.Random) -> Iterator[Form]:
    text, value = _scaled(chance)
    yield _form("万 亿 万亿", "共{}人", text, _style(value))
    yield _form("萬 億", "共{}人", text.replace("万", "萬").replace("亿", "億"), _style(value))
    head, tail = chance.randint(1, 99), chance.randint(1000, 9999)
    yield _form("3亿5000万", "共有{}人", f"{head}亿{tail}万", _style(Decimal(head * 10**8 + tail * 10**4)))
    whole = chance.randint(1000, 999999)
    yield _form("2,048", "使用了{}块芯片", f"{whole:,}", f"{whole:,}")
    full = str(whole).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    yield _form("full width", "使用了{}块芯片", full, f"{whole:,}")
    name, pattern = chance.choice(list(MONEY.items()))
    yield _form("money", "耗资{}", text + name, pattern.format(_style(value)))
    size, figure = chance.choice(list(SIZES.items()))
    yield _form("百亿美元", "耗资{}", size + name, pattern.format(figure))


def _written(chance: random.Random) -> Iterator[Form]:
    highest = chance.choice((9999, 10**6))
    number = chance.randint(11, highest)
    yield _form("二十三万", "共{}名士兵", han(number), _style(Decimal(number)))
    number = chance.randint(11, 9999)
    yield _form("written 万", "共{}名士兵", han(number * 10**4), _style(Decimal(number) * 10**4))
    above = chance.randint(3, 9)
    neighbours = _count(above - 1) + HAN[above]
    yield _form("两三万", "有{}人", f"{neighbours}万", f"{above - 1}0,000 to {above}0,000")
    word, en = chance.choice(list(VAGUE.items()))
    yield _form("数百万", "有{}人参加", chance.choice("数几") + word, en)


def _hedged(chance: random.Random) -> Iterator[Form]:
    digit, (text, value) = chance.randint(2, 9), _scaled(chance)
    yield _form("两千多", "有{}人", f"{_count(digit)}千多", f"more than {digit},000")
    yield _form("20余", "有{}名学生", f"{digit}0余", f"more than {digit}0")
    yield _form("3000多万", "有{}人", f"{digit}000多万", f"more than {digit}0 million")
    hedge, en = chance.choice(list(HEDGES.items()))
    yield _form("约 近 逾", "有{}人", hedge + text, f"{en} {_style(value)}")
    yield _form("不到", "花费{}", f"不到{text}美元", f"less than ${_style(value)}")
    yield _form("左右", "占{}", f"{digit}5%左右", f"about {digit}5%")


def _shares(chance: random.Random) -> Iterator[Form]:
    percent, digit = chance.randint(2, 99), chance.randint(2, 9)
    yield _form("百分之", "占{}的份额", f"百分之{han(percent)}", f"{percent}%")
    yield _form("%", "增长{}", f"{percent}.{digit}%", f"{percent}.{digit}%")
    yield _form("％", "占比{}", f"{percent}％", f"{percent}%")
    yield _form("个百分点", "上升{}", f"{percent}个百分点", f"{percent} percentage points")
    yield _form("基点", "加息{}", f"{percent}个基点", f"{percent} basis points")
    yield _form("成", "占{}的人口", f"{_count(digit)}成", f"{digit}0%")
    yield _form("三成五", "占{}", f"{HAN[digit]}成五", f"{digit}5%")
    below = chance.randint(3, 10)
    above = chance.choice([n for n in range(1, below) if gcd(n, below) == 1])
    part = f"{WORDS[above]}-{PARTS[below]}{'s' if above > 1 else ''}"
    yield _form("三分之二", "占{}的席位", f"{han(below)}分之{han(above)}", part)


def _multiples(chance: random.Random) -> Iterator[Form]:
    digit = chance.randint(2, 9)
    grown = {2: "tripled", 3: "quadrupled", 9: "grown to 10 times"}.get(digit)
    grown = grown or f"increased {WORDS[digit + 1]}fold"
    yield _form("增长两倍", "产量{}", f"增长{_count(digit)}倍", grown)
    times = "twice" if digit == 2 else f"{WORDS[digit]} times"
    yield _form("的两倍", "是去年的{}", f"{_count(digit)}倍", times)
    yield _form("翻一番", "产量{}", chance.choice(("翻一番", "翻了一番", "翻倍")), "doubled")
    yield _form("翻两番", "产量{}", chance.choice(("翻两番", "翻了两番")), "quadrupled")
    number = chance.randint(10, 200)
    yield _form("第19批", "{}批学员", f"第{number}", _nth(number))


def _ranges(chance: random.Random) -> Iterator[Form]:
    low, high = sorted(chance.sample(range(11, 900), 2))
    name, pattern = chance.choice(list(MONEY.items()))
    one, two = _style(Decimal(low) * 10**8), _style(Decimal(high) * 10**8)
    money = f"{pattern.format(one)} to {pattern.format(two)}"
    yield _form("138亿至143亿", "耗资{}", f"{low}亿至{high}亿{name}", money)
    yield _form("10-15%", "占{}", f"{low}-{high}%", f"{low}% to {high}%")
    yield _form("10.5%至15.5%", "占{}", f"{low}.5%至{high}.5%", f"{low}.5% to {high}.5%")
    low, high = sorted(chance.sample(range(11, 99), 2))
    yield _form("30万到50万", "有{}人", f"{low}万到{high}万", f"{low}0,000 to {high}0,000")


def _measured(chance: random.Random) -> Iterator[Form]:
    number = chance.randint(10, 99)
    unit, en = chance.choice(list(UNITS.items()))
    yield _form("measures", "约定{}的标准", f"{number}{unit}", f"{number} {en}")
    yield _form("45岁", "{}的男子", f"{number}岁", f"{number} years old")
    for word, en in (("个月", "months"), ("天", "days"), ("小时", "hours"), ("年", "years")):
        yield _form(f"18{word}", "历时{}", f"{number}{word}", f"{number} {en}")


def _dates(chance: random.Random) -> Iterator[Form]:
    year = chance.randint(1949, 2030)
    written = "".join(HAN[int(c)] for c in str(year))
    yield _form("二零二五年", "会议于{}举行", f"{written}年", str(year))
    decade = chance.choice((50, 60, 70, 80, 90))
    yield _form("上世纪90年代", "在{}出生", f"上世纪{decade}年代", f"the 19{decade}s")
    yield _form("20世纪90年代", "在{}出生", f"20世纪{decade}年代", f"the 19{decade}s")
    yield _form("90年代", "在{}出生", f"{decade}年代", f"the 19{decade}s")
    century = chance.randint(14, 20)
    yield _form("19世纪", "建于{}", f"{century}世纪", f"the {century}th century")
    hour, minute = chance.randint(6, 11), chance.randint(10, 59)
    yield _form("上午9时30分", "会议{}开始", f"上午{hour}时{minute}分", f"{hour}:{minute} a.m.")
    yield _form("晚上8点", "会议{}开始", f"晚上{hour}点", f"{hour} p.m.")


def _days(chance: random.Random) -> Iterator[Form]:
    year, month, day = chance.randint(1949, 2030), chance.randint(1, 12), chance.randint(1, 28)
    name = MONTHS[month - 1]
    yield _form("2025年1月28日", "会议于{}举行", f"{year}年{month}月{day}日", f"{name} {day}, {year}")
    yield _form("1月27日", "会议于{}举行", f"{month}月{day}日", f"{name} {day}")
    yield _form("2025年1月", "会议于{}举行", f"{year}年{month}月", f"{name} {year}")
    yield _form("去年12月", "会议在{}举行", f"去年{month}月", f"{name} last year")
    yield _form("本月10日", "会议在{}举行", f"本月{day}日", f"the {_nth(day)} of this month")
