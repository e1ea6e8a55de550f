"""Currencies and units of the news, in both languages: one table each way, and how they convert.

Currency codes are ISO 4217. Conversion factors are the exact ones of the SI and of the international yard and pound
agreement (1 mile = 1609.344 m, 1 lb = 453.59237 g); Chinese market units are those of the 1959 State Council order
(1 亩 = 1/15 hectare, 1 斤 = 0.5 kg).
"""

from __future__ import annotations

from fractions import Fraction

# --- money -----------------------------------------------------------------------------------------------------
# Chinese name -> ISO code. A bare 元 or 块 is "yuan": it may be any yuan or, in Taiwan and Hong Kong, their dollar.
CURRENCY_ZH = {
    "人民币": "CNY", "元人民币": "CNY", "美元": "USD", "美金": "USD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY",
    "日圆": "JPY", "日币": "JPY", "港元": "HKD", "港币": "HKD", "元港币": "HKD", "新台币": "TWD", "台币": "TWD",
    "元新台币": "TWD", "元台币": "TWD", "新元": "SGD", "新加坡元": "SGD", "新币": "SGD", "坡币": "SGD",
    "卢布": "RUB", "韩元": "KRW", "韩圆": "KRW", "韩币": "KRW", "卢比": "INR", "印度卢比": "INR",
    "巴基斯坦卢比": "PKR", "印尼盾": "IDR", "印尼卢比": "IDR", "越南盾": "VND", "越盾": "VND", "盾": "VND",
    "澳元": "AUD", "澳币": "AUD", "澳大利亚元": "AUD", "加元": "CAD", "加币": "CAD", "加拿大元": "CAD",
    "纽元": "NZD", "新西兰元": "NZD", "纽币": "NZD", "瑞士法郎": "CHF", "瑞郎": "CHF", "法郎": "CHF",
    "泰铢": "THB", "铢": "THB", "比索": "MXN", "菲律宾比索": "PHP", "林吉特": "MYR", "令吉": "MYR", "马币": "MYR",
    "雷亚尔": "BRL", "里亚尔": "IRR", "里拉": "TRY", "土耳其里拉": "TRY", "兰特": "ZAR", "克朗": "SEK",
    "瑞典克朗": "SEK", "挪威克朗": "NOK", "丹麦克朗": "DKK", "谢克尔": "ILS", "迪拉姆": "AED", "第纳尔": "KWD",
    "埃镑": "EGP", "澳门元": "MOP", "澳门币": "MOP", "兹罗提": "PLN", "格里夫纳": "UAH", "比特币": "BTC",
    "元": "yuan", "块钱": "yuan", "圆": "yuan",
}  # fmt: skip
# Hundredths: 50美分 is half a dollar.
CENT_ZH = {"美分": "USD", "欧分": "EUR", "便士": "GBP"}
# Symbols and codes, either side of the figure, either language.
SYMBOL = {
    "US$": "USD", "U.S.$": "USD", "HK$": "HKD", "NT$": "TWD", "S$": "SGD", "A$": "AUD", "AU$": "AUD", "C$": "CAD",
    "CA$": "CAD", "NZ$": "NZD", "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "¥": "¥", "￥": "¥", "₽": "RUB",
    "₩": "KRW", "₹": "INR", "฿": "THB", "RM": "MYR", "Rs": "INR", "Rs.": "INR", "RMB": "CNY", "CNY": "CNY",
    "USD": "USD", "EUR": "EUR", "GBP": "GBP", "JPY": "JPY", "HKD": "HKD", "TWD": "TWD", "SGD": "SGD", "AUD": "AUD",
    "CAD": "CAD", "NZD": "NZD", "CHF": "CHF", "INR": "INR", "KRW": "KRW", "RUB": "RUB", "₫": "VND", "₪": "ILS",
    "₴": "UAH", "₺": "TRY", "₿": "BTC",
}  # fmt: skip
# English name (singular, lower case) -> code; plurals are read by their s.
CURRENCY_EN = {
    "yuan": "yuan", "renminbi": "CNY", "chinese yuan": "CNY", "dollar": "USD", "u.s. dollar": "USD",
    "us dollar": "USD", "american dollar": "USD", "buck": "USD", "euro": "EUR", "pound": "pound",
    "pound sterling": "GBP", "pounds sterling": "GBP", "british pound": "GBP", "quid": "GBP", "yen": "JPY",
    "japanese yen": "JPY", "hong kong dollar": "HKD", "new taiwan dollar": "TWD", "taiwan dollar": "TWD",
    "taiwanese dollar": "TWD", "singapore dollar": "SGD", "singaporean dollar": "SGD", "ruble": "RUB",
    "rouble": "RUB", "russian ruble": "RUB", "won": "KRW", "south korean won": "KRW", "korean won": "KRW",
    "rupee": "INR", "indian rupee": "INR", "pakistani rupee": "PKR", "rupiah": "IDR", "indonesian rupiah": "IDR",
    "dong": "VND", "vietnamese dong": "VND", "australian dollar": "AUD", "canadian dollar": "CAD",
    "new zealand dollar": "NZD", "swiss franc": "CHF", "franc": "CHF", "baht": "THB", "peso": "MXN",
    "mexican peso": "MXN", "philippine peso": "PHP", "ringgit": "MYR", "real": "BRL", "reais": "BRL",
    "brazilian real": "BRL", "rial": "IRR", "iranian rial": "IRR", "lira": "TRY", "turkish lira": "TRY",
    "rand": "ZAR", "krona": "SEK", "kronor": "SEK", "swedish krona": "SEK", "swedish kronor": "SEK",
    "krone": "NOK", "kroner": "NOK", "norwegian kroner": "NOK", "danish kroner": "DKK", "shekel": "ILS",
    "dirham": "AED", "dinar": "KWD", "kuwaiti dinar": "KWD", "egyptian pound": "EGP", "pataca": "MOP",
    "zloty": "PLN", "hryvnia": "UAH", "bitcoin": "BTC",
}  # fmt: skip
CENT_EN = {
    "cent": "USD",
    "us cent": "USD",
    "u.s. cent": "USD",
    "euro cent": "EUR",
    "pence": "GBP",
    "penny": "GBP",
}
# House style: what stands before the figure, or the words that stand after it.
PREFIX = {
    "USD": "$", "EUR": "€", "GBP": "£", "HKD": "HK$", "TWD": "NT$", "SGD": "S$", "AUD": "A$", "CAD": "C$",
    "NZD": "NZ$", "¥": "¥",
}  # fmt: skip
WORDS = {
    "CNY": "yuan", "yuan": "yuan", "JPY": "yen", "RUB": "rubles", "KRW": "won", "INR": "rupees",
    "PKR": "Pakistani rupees", "IDR": "rupiah", "VND": "dong", "CHF": "Swiss francs", "THB": "baht",
    "MXN": "pesos", "PHP": "Philippine pesos", "MYR": "ringgit", "BRL": "reais", "IRR": "rials", "TRY": "lira",
    "ZAR": "rand", "SEK": "Swedish kronor", "NOK": "Norwegian kroner", "DKK": "Danish kroner", "ILS": "shekels",
    "AED": "dirhams", "KWD": "Kuwaiti dinars", "EGP": "Egyptian pounds", "MOP": "patacas", "PLN": "zlotys",
    "UAH": "hryvnias", "BTC": "bitcoins", "USD": "dollars", "EUR": "euros", "GBP": "pounds",
    "HKD": "Hong Kong dollars", "TWD": "New Taiwan dollars", "SGD": "Singapore dollars",
    "AUD": "Australian dollars",
    "CAD": "Canadian dollars", "NZD": "New Zealand dollars", "pound": "pounds", "¥": "yen",
}  # fmt: skip
# Names that several currencies share: what the other text may say for them.
SHARED = {
    "yuan": frozenset({"CNY", "TWD", "HKD", "MOP", "¥"}),
    "CNY": frozenset({"yuan", "¥"}),
    "JPY": frozenset({"¥"}),
    "pound": frozenset({"GBP", "EGP", "lb"}),
    "INR": frozenset({"PKR", "IDR"}),
    "MXN": frozenset({"PHP"}),
    "SEK": frozenset({"NOK", "DKK"}),
    "NOK": frozenset({"SEK", "DKK"}),
    "IRR": frozenset({"SAR", "BRL"}),
}

# --- time that passes --------------------------------------------------------------------------------------------
DURATION_ZH = {
    "秒": "second", "秒钟": "second", "分钟": "minute", "小时": "hour", "个小时": "hour", "钟头": "hour",
    "个钟头": "hour", "天": "day", "周": "week", "个星期": "week", "星期": "week", "个礼拜": "week", "礼拜": "week",
    "个月": "month", "年": "year", "季度": "quarter", "个季度": "quarter", "世纪": "century", "个世纪": "century",
    "昼夜": "day", "整天": "day", "日": "day", "个交易日": "day", "个工作日": "day",
    "学年": "year", "财年": "year", "个半月": "month", "晚": "night", "夜": "night",
}  # fmt: skip
DURATION_EN = {
    "second": "second", "sec": "second", "minute": "minute", "min": "minute", "mins": "minute", "hour": "hour",
    "hr": "hour", "hrs": "hour", "day": "day", "week": "week", "month": "month", "year": "year", "yr": "year",
    "yrs": "year", "decade": "decade", "century": "century", "centuries": "century", "fortnight": "fortnight",
    "quarter": "quarter", "night": "night",
}  # fmt: skip
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
SECONDS_OF = {
    "second": 1, "minute": 60, "hour": 3600, "day": 86400, "night": 86400, "week": 604800, "fortnight": 1209600,
}  # fmt: skip

# --- measures ----------------------------------------------------------------------------------------------------
MEASURE_ZH = {
    "公里": "km", "千米": "km", "米": "m", "公尺": "m", "厘米": "cm", "公分": "cm", "毫米": "mm", "微米": "μm",
    "纳米": "nm", "奈米": "nm", "英里": "mile", "英哩": "mile", "海里": "nautical mile", "海浬": "nautical mile",
    "英尺": "foot", "英呎": "foot", "英寸": "inch", "英吋": "inch", "码": "yard", "里": "li", "光年": "light-year",
    "平方公里": "km²", "平方千米": "km²", "平方米": "m²", "平方公尺": "m²", "平米": "m²", "平方英里": "mile²",
    "平方英尺": "foot²", "公顷": "hectare", "英亩": "acre", "亩": "mu", "立方米": "m³", "立方公里": "km³",
    "吨": "ton", "公吨": "ton", "千克": "kg", "公斤": "kg", "克": "g", "毫克": "mg", "微克": "μg", "斤": "jin",
    "磅": "lb", "盎司": "oz", "克拉": "carat", "升": "liter", "公升": "liter", "毫升": "ml", "加仑": "gallon",
    "桶": "barrel", "摄氏度": "°C", "华氏度": "°F", "度": "degree", "瓦": "W", "瓦特": "W", "千瓦": "kW",
    "兆瓦": "MW", "吉瓦": "GW", "太瓦": "TW", "千瓦时": "kWh", "兆瓦时": "MWh", "吉瓦时": "GWh", "太瓦时": "TWh",
    "伏": "V", "伏特": "V", "赫兹": "Hz", "千赫": "kHz", "兆赫": "MHz", "吉赫": "GHz", "马力": "hp",
    "卡路里": "calorie", "大卡": "kcal", "千卡": "kcal", "节": "knot", "分贝": "dB", "字节": "B", "兆字节": "MB",
}  # fmt: skip
MEASURE_EN = {
    "kilometer": "km", "kilometre": "km", "km": "km", "kms": "km", "meter": "m", "metre": "m", "m": "m",
    "centimeter": "cm", "centimetre": "cm", "cm": "cm", "millimeter": "mm", "millimetre": "mm", "mm": "mm",
    "micrometer": "μm", "micron": "μm", "nanometer": "nm", "nanometre": "nm", "nm": "nm", "mile": "mile",
    "nautical mile": "nautical mile", "foot": "foot", "feet": "foot", "ft": "foot", "inch": "inch",
    "inches": "inch", "in.": "inch", "yard": "yard", "yd": "yard", "light-year": "light-year",
    "light year": "light-year", "li": "li", "square kilometer": "km²", "square kilometre": "km²", "sq km": "km²",
    "km2": "km²", "km²": "km²", "square meter": "m²", "square metre": "m²", "sq m": "m²", "m2": "m²", "m²": "m²",
    "square mile": "mile²", "square foot": "foot²", "square feet": "foot²", "sq ft": "foot²", "hectare": "hectare",
    "ha": "hectare", "acre": "acre", "mu": "mu", "cubic meter": "m³", "cubic metre": "m³", "m3": "m³",
    "cubic kilometer": "km³", "ton": "ton", "tonne": "ton", "metric ton": "ton", "kilogram": "kg",
    "kilogramme": "kg", "kilo": "kg", "kg": "kg", "kgs": "kg", "gram": "g", "gramme": "g", "g": "g",
    "milligram": "mg", "mg": "mg", "microgram": "μg", "jin": "jin", "lb": "lb", "lbs": "lb", "ounce": "oz",
    "oz": "oz", "carat": "carat", "liter": "liter", "litre": "liter", "milliliter": "ml", "millilitre": "ml",
    "ml": "ml", "gallon": "gallon", "barrel": "barrel", "degree celsius": "°C", "degrees celsius": "°C", "°c": "°C",
    "degrees c": "°C", "celsius": "°C", "degree fahrenheit": "°F", "degrees fahrenheit": "°F", "°f": "°F",
    "degrees f": "°F", "fahrenheit": "°F", "degree": "degree", "°": "degree", "watt": "W", "kilowatt": "kW",
    "kw": "kW", "megawatt": "MW", "mw": "MW", "gigawatt": "GW", "gw": "GW", "terawatt": "TW",
    "kilowatt-hour": "kWh", "kilowatt hour": "kWh", "kwh": "kWh", "megawatt-hour": "MWh", "megawatt hour": "MWh",
    "mwh": "MWh", "gigawatt-hour": "GWh", "gigawatt hour": "GWh", "gwh": "GWh", "terawatt-hour": "TWh",
    "terawatt hour": "TWh", "twh": "TWh", "volt": "V", "hertz": "Hz", "hz": "Hz", "kilohertz": "kHz",
    "khz": "kHz", "megahertz": "MHz", "mhz": "MHz", "gigahertz": "GHz", "ghz": "GHz", "horsepower": "hp",
    "hp": "hp", "calorie": "calorie", "kilocalorie": "kcal", "kcal": "kcal", "knot": "knot", "decibel": "dB",
    "db": "dB", "byte": "B", "megabyte": "MB", "mb": "MB",
}  # fmt: skip
# House style: (one, many).
UNIT_WORDS = {
    "km": ("kilometer", "kilometers"), "m": ("meter", "meters"), "cm": ("centimeter", "centimeters"),
    "mm": ("millimeter", "millimeters"), "μm": ("micrometer", "micrometers"), "nm": ("nanometer", "nanometers"),
    "mile": ("mile", "miles"), "nautical mile": ("nautical mile", "nautical miles"), "foot": ("foot", "feet"),
    "inch": ("inch", "inches"), "yard": ("yard", "yards"), "li": ("li", "li"),
    "light-year": ("light-year", "light-years"), "km²": ("square kilometer", "square kilometers"),
    "m²": ("square meter", "square meters"), "mile²": ("square mile", "square miles"),
    "foot²": ("square foot", "square feet"), "hectare": ("hectare", "hectares"), "acre": ("acre", "acres"),
    "mu": ("mu", "mu"), "m³": ("cubic meter", "cubic meters"), "km³": ("cubic kilometer", "cubic kilometers"),
    "ton": ("ton", "tons"), "kg": ("kilogram", "kilograms"), "g": ("gram", "grams"),
    "mg": ("milligram", "milligrams"),
    "μg": ("microgram", "micrograms"), "jin": ("jin", "jin"), "lb": ("pound", "pounds"), "oz": ("ounce", "ounces"),
    "carat": ("carat", "carats"), "liter": ("liter", "liters"), "ml": ("milliliter", "milliliters"),
    "gallon": ("gallon", "gallons"), "barrel": ("barrel", "barrels"), "°C": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"), "degree": ("degree", "degrees"), "W": ("watt", "watts"),
    "kW": ("kilowatt", "kilowatts"), "MW": ("megawatt", "megawatts"), "GW": ("gigawatt", "gigawatts"),
    "TW": ("terawatt", "terawatts"), "kWh": ("kilowatt-hour", "kilowatt-hours"),
    "MWh": ("megawatt-hour", "megawatt-hours"), "GWh": ("gigawatt-hour", "gigawatt-hours"),
    "TWh": ("terawatt-hour", "terawatt-hours"), "V": ("volt", "volts"), "Hz": ("hertz", "hertz"),
    "kHz": ("kilohertz", "kilohertz"), "MHz": ("megahertz", "megahertz"), "GHz": ("gigahertz", "gigahertz"),
    "hp": ("horsepower", "horsepower"), "calorie": ("calorie", "calories"), "kcal": ("kilocalorie", "kilocalories"),
    "knot": ("knot", "knots"), "dB": ("decibel", "decibels"), "B": ("byte", "bytes"), "MB": ("megabyte", "megabytes"),
    "second": ("second", "seconds"), "minute": ("minute", "minutes"), "hour": ("hour", "hours"),
    "day": ("day", "days"), "night": ("night", "nights"), "week": ("week", "weeks"),
    "fortnight": ("fortnight", "fortnights"), "month": ("month", "months"), "quarter": ("quarter", "quarters"),
    "year": ("year", "years"), "decade": ("decade", "decades"), "century": ("century", "centuries"),
}  # fmt: skip

# unit -> (what it measures, how many of the base unit)
SCALE: dict[str, tuple[str, Fraction]] = {
    unit: (dimension, Fraction(factor))
    for dimension, factors in {
        "length": {
            "mm": "1/1000", "cm": "1/100", "m": "1", "km": "1000", "mile": "1609.344", "nautical mile": "1852",
            "foot": "0.3048", "inch": "0.0254", "yard": "0.9144", "li": "500", "μm": "1e-6", "nm": "1e-9",
        },
        "area": {
            "m²": "1", "km²": "1000000", "hectare": "10000", "mu": "10000/15", "acre": "4046.8564224",
            "mile²": "2589988.110336", "foot²": "0.09290304",
        },
        "mass": {
            "g": "1", "kg": "1000", "ton": "1000000", "mg": "1/1000", "μg": "1e-6", "lb": "453.59237",
            "oz": "28.349523125", "jin": "500", "carat": "0.2",
        },
        "volume": {"liter": "1", "ml": "1/1000", "m³": "1000", "gallon": "3.785411784", "km³": "1000000000000"},
        "power": {"W": "1", "kW": "1000", "MW": "1000000", "GW": "1000000000", "TW": "1000000000000"},
        "energy": {"kWh": "1", "MWh": "1000", "GWh": "1000000", "TWh": "1000000000"},
        "frequency": {"Hz": "1", "kHz": "1000", "MHz": "1000000", "GHz": "1000000000"},
        "months": {k: str(v) for k, v in MONTHS_OF.items()},
        "seconds": {k: str(v) for k, v in SECONDS_OF.items()},
    }.items()
    for unit, factor in factors.items()
}  # fmt: skip
