"""News sentences and their English, made from ``words`` by a seeded generator.

Chinese is given in two ways, as the model meets it: by itself (英伟达, 23.4亿美元), or with the English of a lock
put in its place (Nvidia, $2.34 billion, or any other Latin name: it must be copied).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from benchmarks.argos_model import words
from benchmarks.argos_model.words import Text, listed

_SLOT = re.compile(r"\{([a-z]+)\d?\}")
_FIGURE = re.compile(r"[$€£]?\d")
_WORDISH = re.compile("[A-Za-z0-9]")
_ONSETS = listed("b c d f g h j k l m n p r s t v w z br ch cl dr fr gr kr pl pr sh sl sp st th tr")
_NUCLEI = listed("a e i o u a e i o u ai ee ia io oo ou")
_CODAS = ["", "", "", *listed("n r l s t m k d x ck ng nd rt st ll")]
_UNITS = (("万", 4), ("万", 4), ("亿", 8), ("亿", 8), ("万亿", 12))
ACCENTED = "áàâäãåæçćčéèêëíîïłñóôöøõšúüž"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Grammar:
    """Makes pairs; the same seed gives the same ones.

    ``placed`` is the share of names and amounts whose English stands in the Chinese already.
    """

    def __init__(self, seed: int, *, placed: float = 0.5) -> None:
        self._random = Random(seed)
        self._placed = placed
        self._slots = {
            "person": self._person,
            "place": lambda: self._name_of(words.PLACES),
            "company": lambda: self._name_of(words.COMPANIES),
            "thing": self._thing,
            "goods": self._goods,
            "name": self._latin,
            "money": lambda: self._put(self._hedged(self._money())),
            "count": lambda: self._put(self._count()),
            "weight": lambda: self._put(self._weight()),
            "percent": lambda: self._put(self._hedged(self._percent())),
            "points": lambda: self._put(self._points()),
            "few": lambda: self._choice(words.FEW),
        }

    def pairs(self) -> Iterator[Text]:
        """Sentences without end."""
        while True:
            yield self.sentence()

    def sentence(self) -> Text:
        """One sentence; now and then a headline, which has no full stop."""
        zh, en = self._random.choices(
            (self._report, self._event, self._statement, self._double, self._quote, self._quote_first),
            (6, 7, 3, 4, 2, 2),
        )[0]()
        if zh.endswith("。") and self._random.random() < 0.08:
            zh, en = zh[:-1], en[:-1]
        return Text(zh, en[:1].upper() + en[1:] if not en.startswith('"') else en)

    def _event(self) -> Text:
        """Somebody did something, at some time."""
        who, deed = self._subject(), self._filled(words.DEEDS)
        when = self._time()
        return Text(_joined(who.zh, when.zh, deed.zh, "。"), f"{who.en} {deed.en} {when.en}".strip() + ".")

    def _report(self) -> Text:
        """Somebody says that something is so."""
        who, fact, when = self._subject(), self._filled(words.FACTS), self._time()
        said = f"said {when.en} that".replace("  ", " ")
        return Text(_joined(who.zh, when.zh, "说，", fact.zh, "。"), f"{who.en} {said} {fact.en}.")

    def _statement(self) -> Text:
        fact = self._filled(words.FACTS)
        if self._random.random() < 0.5:
            return Text(_joined(fact.zh, "。"), f"{fact.en}.")
        by = self._subject()
        return Text(_joined("据", by.zh, "统计，", fact.zh, "。"), f"according to {by.en}, {fact.en}.")

    def _double(self) -> Text:
        """Two clauses."""
        one, two = self._filled(words.FACTS), self._filled(words.FACTS)
        kind = self._random.randrange(4)
        if kind == 0:
            return Text(_joined(one.zh, "，但", two.zh, "。"), f"{one.en}, but {two.en}.")
        if kind == 1:
            return Text(_joined("尽管", one.zh, "，", two.zh, "。"), f"although {one.en}, {two.en}.")
        if kind == 2:
            return Text(_joined(one.zh, "，因为", two.zh, "。"), f"{one.en} because {two.en}.")
        who, deed, more = self._subject(), self._filled(words.DEEDS), self._filled(words.DEEDS)
        return Text(_joined(who.zh, deed.zh, "，并", more.zh, "。"), f"{who.en} {deed.en} and {more.en}.")

    def _quote(self) -> Text:
        who, quote, when = self._subject(), self._quoted(), self._time()
        said = f"{who.en} said {when.en}".strip()
        return Text(_joined(who.zh, when.zh, "说：“", quote.zh, "。”"), f'{said}: "{quote.en}."')

    def _quote_first(self) -> Text:
        who, quote = self._subject(), self._quoted()
        return Text(_joined("“", quote.zh, "，”", who.zh, "说。"), f'"{quote.en}," {who.en} said.')

    def _quoted(self) -> Text:
        zh, en = self._filled(words.QUOTES)
        return Text(zh, en[:1].upper() + en[1:])

    def _subject(self) -> Text:
        kind = self._random.random()
        if kind < 0.3:
            return self._name_of(words.COMPANIES)
        if kind < 0.55:
            return self._choice(words.BODIES)
        if kind < 0.7:
            return self._person()
        if kind < 0.8:
            place = self._name_of(words.PLACES)
            return Text(_joined(place.zh, "政府"), f"the government of {place.en}")
        firm, title, person = self._name_of(words.COMPANIES), self._title(), self._person()
        return Text(_joined(firm.zh, title.zh, person.zh), f"{firm.en} {title.en} {person.en}")

    def _person(self) -> Text:
        kind = self._random.random()
        if kind < self._placed:
            return self._latin()
        if kind < 0.6:
            return self._choice(words.CHINESE_PEOPLE)
        surname = self._choice(words.SURNAMES)
        if kind < 0.8:
            return surname
        given = self._choice(words.GIVEN)
        return Text(f"{given.zh}·{surname.zh}", f"{given.en} {surname.en}")

    def _thing(self) -> Text:
        kind = self._random.random()
        if kind < 0.75:
            return self._choice(words.THINGS)
        if kind < 0.87:
            return self._latin()
        return self._plain()

    def _plain(self) -> Text:
        """A term in small letters that stands in the Chinese."""
        several = self._random.sample(words.PLAIN_WORDS, self._random.randint(1, 3))
        if self._random.random() < 0.3:
            several[0] = self._spoken(2)
        return _placed(" ".join(several))

    def _goods(self) -> Text:
        return self._plain() if self._random.random() < 0.2 else self._choice(words.GOODS)

    def _title(self) -> Text:
        kind = self._random.random()
        if kind > 0.25:
            return self._choice(words.TITLES)
        return _placed(self._random.choice(words.PLACED_TITLES)) if kind < 0.15 else self._plain()

    def _time(self) -> Text:
        kind = self._random.random()
        if kind < 0.4:
            return Text("", "")
        if kind < 0.6:
            return self._on(self._choice(words.WEEKDAYS))
        if kind < 0.7:
            day, date = self._choice(words.WEEKDAYS), self._put(self._date())
            return Text(f"{day.zh}({date.zh})", f"on {day.en} ({date.en})")
        if kind < 0.85:
            return self._on(self._put(self._date()))
        if kind < 0.95:
            return self._choice(words.RELATIVE_TIMES)
        year = self._random.randint(1990, 2035)
        month = self._random.randint(1, 12)
        if kind < 0.975:
            return Text(f"{year}年", f"in {year}")
        when = self._put(Text(f"{year}年{month}月", f"{words.MONTHS[month - 1]} {year}"))
        return Text(when.zh, f"in {when.en}")

    def _on(self, day: Text) -> Text:
        return Text(day.zh, f"on {day.en}")

    def _date(self) -> Text:
        month, day = self._random.randint(1, 12), self._random.randint(1, 31)
        return Text(f"{month}月{day}日", f"{words.MONTHS[month - 1]} {day}")

    def _money(self) -> Text:
        kind = self._random.random()
        if kind < 0.04:
            return self._choice(words.VAGUE_SUMS)
        zh, en = self._large()
        unit, before, after = self._random.choice(words.CURRENCIES)
        amount = Text(f"{zh}{unit}", f"{before}{en}{after}")
        if kind > 0.06:
            return amount
        return _placed(f"{amount.en} to {before}{self._large().en}{after}")

    def _count(self) -> Text:
        if self._random.random() < 0.4:
            count = str(self._random.choice((10, 100, 1000)) * self._random.randint(1, 9))
            count = count if self._random.random() < 0.4 else str(self._random.randint(10, 9999))
            return Text(count, count)
        return self._large((("万", 4), ("万", 4), ("万", 4), ("亿", 8)))

    def _large(self, units: tuple[tuple[str, int], ...] = _UNITS) -> Text:
        """A number of up to four digits with 万, 亿 or 万亿: 3.5万, 600万, 1250万, 23.4亿."""
        unit, power = self._random.choice(units)
        pick = self._random.randint
        ranges = [pick(11, 99), pick(101, 999), 10 * pick(1, 99), 10 * pick(1, 20)]
        if power < 12:
            ranges += [
                100 * pick(1, 99),
                100 * pick(1, 99),
                1000 * pick(1, 99),
                100 * pick(100, 999),
                10 * pick(1000, 9999),
            ]
        tenths = self._random.choice(ranges)
        figure = f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)
        return Text(f"{figure}{unit}", written(tenths * 10 ** (power - 1)))

    def _weight(self) -> Text:
        """Tons: of them the house writes thousands with a comma (1,782 could be a year)."""
        if self._random.random() < 0.5:
            zh, en = self._large((("万", 4),))
            return Text(f"{zh}吨", f"{en} tons")
        tons = self._random.randint(2, 9999)
        return Text(f"{tons}吨", f"{tons:,} tons")

    def _percent(self) -> Text:
        kind = self._random.random()
        if kind < 0.05:
            return self._choice(words.SHARES)
        if kind < 0.1:
            low = self._random.randint(1, 50)
            high = low + self._random.randint(1, 20)
            return Text(f"{low}%至{high}%", f"{low}% to {high}%")
        tenths = self._random.randint(1, 999)
        figure = f"{tenths // 10}.{tenths % 10}" if tenths % 10 and tenths < 300 else str(tenths // 10 + 1)
        return Text(f"{figure}%", f"{figure}%")

    def _points(self) -> Text:
        figure = f"{self._random.randint(0, 12)}.{self._random.randint(1, 9)}"
        return Text(f"{figure}个百分点", f"{figure} percentage points")

    def _hedged(self, amount: Text) -> Text:
        if self._random.random() < 0.75 or " to " in amount.en or not _FIGURE.match(amount.zh):
            return amount
        hedge = self._choice(words.HEDGES)
        return Text(hedge.zh + amount.zh, f"{hedge.en} {amount.en}")

    def _put(self, amount: Text) -> Text:
        """The amount by itself, or its English put in place."""
        return _placed(amount.en) if self._random.random() < self._placed else amount

    def _name_of(self, names: tuple[Text, ...]) -> Text:
        kind = self._random.random()
        name = self._choice(names)
        if kind >= self._placed:
            return name
        return self._latin() if kind < 0.7 * self._placed else _placed(name.en.removeprefix("the "))

    def _latin(self) -> Text:
        """A Latin name that stands in the Chinese: any letters, to be copied."""
        count = self._random.choice((1, 1, 1, 2, 2, 3))
        if count < 3:
            return _placed(" ".join(self._latin_word() for _ in range(count)))
        between = self._random.choice(("of", "of", "and", "for", "de", "&"))
        return _placed(f"{self._random.choice(words.NAME_WORDS)} {between} {self._latin_word()}")

    def _latin_word(self) -> str:
        pick = self._random
        kind = pick.random()
        if kind < 0.2:
            return pick.choice(words.NAME_WORDS)
        if kind < 0.6:
            return self._spoken(pick.choice((1, 2, 2, 2))).capitalize()
        if kind < 0.68:
            return self._spoken(1).capitalize() + self._spoken(1).capitalize()
        if kind < 0.78:
            return "".join(pick.choices(_LETTERS, k=pick.randint(2, 4)))
        if kind < 0.86:
            figures = str(pick.randint(1, 999))
            return (
                pick.choice(_LETTERS) + figures
                if pick.random() < 0.5
                else f"{self._spoken(1).upper()}-{figures}"
            )
        if kind < 0.92:
            return f"{self._spoken(1).capitalize()}-{self._spoken(1)}"
        if kind < 0.94:
            initials = "".join(f"{pick.choice(_LETTERS)}." for _ in range(pick.randint(1, 2)))
            return f"{initials} {self._spoken(2).capitalize()}"
        if kind < 0.95:
            return f"{''.join(pick.choices(_LETTERS, k=2))}&{pick.choice(_LETTERS)}"
        if kind < 0.97:
            accented = self._spoken(1) + pick.choice(ACCENTED) + self._spoken(1)
            return accented.capitalize() if pick.random() < 0.6 else pick.choice(ACCENTED).upper() + accented
        length = pick.randint(2, 6)
        return pick.choice(_LETTERS) + "".join(pick.choices(_LETTERS.lower(), k=length))

    def _spoken(self, syllables: int) -> str:
        pick = self._random.choice
        return "".join(pick(_ONSETS) + pick(_NUCLEI) + pick(_CODAS) for _ in range(syllables))

    def _choice(self, texts: tuple[Text, ...]) -> Text:
        return self._random.choice(texts)

    def _fill(self, slot: str) -> Text:
        make: Callable[[], Text] = self._slots[slot]
        return make()

    def _filled(self, templates: tuple[Text, ...]) -> Text:
        """A template with its slots filled, the same in both languages."""
        zh, en = self._choice(templates)
        made = {found[0]: self._fill(found[1]) for found in _SLOT.finditer(zh)}
        parts = re.split(r"(\{[a-z]+\d?\})", zh)
        chinese = _joined(*(made[part].zh if part in made else part for part in parts))
        return Text(chinese, _SLOT.sub(lambda found: made[found[0]].en, en))


def written(amount: int) -> str:
    """A whole number as the house writes it: 35,000, then 6 million, 2.34 billion, 1.2 trillion."""
    for power, word in ((12, "trillion"), (9, "billion"), (6, "million")):
        if amount >= 10**power:
            whole, rest = divmod(amount, 10**power)
            decimals = f"{rest:0{power}d}".rstrip("0")
            return f"{whole:,}.{decimals} {word}" if decimals else f"{whole:,} {word}"
    return f"{amount:,}"


def _placed(en: str) -> Text:
    return Text(en, en)


def _joined(*parts: str) -> str:
    """The parts put together, with a space where Latin would touch Latin, as locks are put in place."""
    made = ""
    for part in parts:
        if made and part and _touch(made[-1], part[0]):
            made += " "
        made += part
    return made


def _touch(last: str, first: str) -> bool:
    return bool((_WORDISH.match(last) or last in ".%)") and (_WORDISH.match(first) or first in "$€£("))
