"""Every form of number and date in Chinese news: what is read, its house style, and that it reads back."""

from __future__ import annotations

import pytest

from translate.quantity.chinese import read_chinese
from translate.quantity.compare import find
from translate.quantity.style import write

# (sentence, the span that is the quantity, its English in house style)
FORMS = [
    ("全城600万人", "600万", "6 million"),
    ("全国14亿多人口", "14亿多", "more than 1.4 billion"),
    ("市值1.2万亿", "1.2万亿", "1.2 trillion"),
    ("共1.5 万亿", "1.5 万亿", "1.5 trillion"),
    ("共有三萬億", "三萬億", "3 trillion"),
    ("销量达500萬輛", "500萬", "5 million"),
    ("预算3兆元", "3兆元", "3 trillion yuan"),
    ("人口3亿5000万", "3亿5000万", "350 million"),
    ("共1亿2千万人", "1亿2千万", "120 million"),
    ("共23.456亿", "23.456亿", "2.3456 billion"),
    ("共1234万", "1234万", "12.34 million"),
    ("共1万人", "1万", "10,000"),
    ("共12万人", "12万", "120,000"),
    ("共120万人", "120万", "1.2 million"),
    ("使用了2,048块芯片", "2,048", "2,048"),
    ("使用了2，048块芯片", "2，048", "2,048"),
    ("共２０４８人", "２０４８", "2,048"),
    ("二十三万名士兵", "二十三万", "230,000"),
    ("十三亿五千万人", "十三亿五千万", "1.35 billion"),
    ("一万两千三百四十五人", "一万两千三百四十五", "12,345"),
    ("一百零八人", "一百零八", "108"),
    ("三万五人", "三万五", "35,000"),
    ("三点五亿元", "三点五亿元", "350 million yuan"),
    ("两千多人", "两千多", "more than 2,000"),
    ("3000多万人", "3000多万", "more than 30 million"),
    ("20余名学生", "20余", "more than 20"),
    ("百余名学生", "百余", "more than 100"),
    ("十几人", "十几", "more than 10"),
    ("十来个人", "十来", "about 10"),
    ("近百人", "近百", "nearly 100"),
    ("上千人", "上千", "more than 1,000"),
    ("数百万人", "数百万", "millions"),
    ("数十亿美元的技术", "数十亿美元", "billions of dollars"),
    ("几十个国家", "几十", "dozens"),
    ("数千万人", "数千万", "tens of millions"),
    ("数以万计的人", "数以万计", "tens of thousands"),
    ("成千上万的人", "成千上万", "thousands"),
    ("几十年来", "几十年", "decades"),
    ("近2000万人", "近2000万", "nearly 20 million"),
    ("约5万人", "约5万", "about 50,000"),
    ("逾30万人", "逾30万", "more than 300,000"),
    ("超过50人", "超过50", "more than 50"),
    ("不到100人", "不到100", "fewer than 100"),
    ("花费不到600万美元", "不到600万美元", "less than $6 million"),
    ("至少18人", "至少18", "at least 18"),
    ("不超过20%", "不超过20%", "no more than 20%"),
    ("20%左右", "20%左右", "about 20%"),
    ("六成以上", "六成以上", "more than 60%"),
    ("两三万人", "两三万", "20,000 to 30,000"),
    ("七八十人", "七八十", "70 to 80"),
    ("三五天", "三五天", "3 to 5 days"),
    ("两到三年", "两到三年", "2 to 3 years"),
    ("3到5万人", "3到5万", "30,000 to 50,000"),
    ("3万到5万人", "3万到5万", "30,000 to 50,000"),
    ("5000-1万人", "5000-1万", "5,000 to 10,000"),
    ("138亿至143亿美元", "138亿至143亿美元", "$13.8 billion to $14.3 billion"),
    ("10-15%", "10-15%", "10% to 15%"),
    ("20%-30%", "20%-30%", "20% to 30%"),
    ("七到八成", "七到八成", "70% to 80%"),
    ("百分之五至百分之十", "百分之五至百分之十", "5% to 10%"),
    ("百分之二十", "百分之二十", "20%"),
    ("百分之3.5", "百分之3.5", "3.5%"),
    ("增长5％", "5％", "5%"),
    ("增速为-5%", "-5%", "-5%"),
    ("上升20个百分点", "20个百分点", "20 percentage points"),
    ("加息25个基点", "25个基点", "25 basis points"),
    ("近三成", "近三成", "nearly 30%"),
    ("两成的人", "两成", "20%"),
    ("三成五", "三成五", "35%"),
    ("三分之二的席位", "三分之二", "two-thirds"),
    ("四分之一的人", "四分之一", "one-quarter"),
    ("十分之九", "十分之九", "nine-tenths"),
    ("千分之五", "千分之五", "0.5%"),
    ("一半以上的人", "一半以上", "more than half"),
    ("增长两倍", "增长两倍", "tripled"),
    ("增长了近两倍", "增长了近两倍", "nearly tripled"),
    ("增加一倍", "增加一倍", "doubled"),
    ("增长1.5倍", "增长1.5倍", "grown to 2.5 times"),
    ("是去年的两倍", "两倍", "twice"),
    ("增至原来的三倍", "三倍", "three times"),
    ("翻一番", "翻一番", "doubled"),
    ("翻了两番", "翻了两番", "quadrupled"),
    ("产量翻倍", "翻倍", "doubled"),
    ("第19批学员", "第19", "19th"),
    ("第二批学员", "第二", "second"),
    ("第一百二十五届", "第一百二十五", "125th"),
    ("2025年1月28日", "2025年1月28日", "January 28, 2025"),
    ("２０２５年１月２８日", "２０２５年１月２８日", "January 28, 2025"),
    ("2005 年 5 月30日", "2005 年 5 月30日", "May 30, 2005"),
    ("一九四九年十月一日", "一九四九年十月一日", "October 1, 1949"),
    ("2025-01-28", "2025-01-28", "January 28, 2025"),
    ("1月27日", "1月27日", "January 27"),
    ("2025年1月", "2025年1月", "January 2025"),
    ("去年12月", "去年12月", "December last year"),
    ("今年3月", "今年3月", "March this year"),
    ("本月10日", "本月10日", "the 10th of this month"),
    ("十一月份", "十一月份", "November"),
    ("二零二五年", "二零二五年", "2025"),
    ("公元前221年", "公元前221年", "221 B.C."),
    ("民国113年", "民国113年", "2024"),
    ("上世纪90年代", "上世纪90年代", "the 1990s"),
    ("20 世纪 30 年代", "20 世纪 30 年代", "the 1930s"),
    ("上世纪八九十年代", "上世纪八九十年代", "the 1980s and 1990s"),
    ("80年代", "80年代", "the 1980s"),
    ("21世纪", "21世纪", "the 21st century"),
    ("上午9时30分", "上午9时30分", "9:30 a.m."),
    ("晚上8点", "晚上8点", "8 p.m."),
    ("下午2点半", "下午2点半", "2:30 p.m."),
    ("凌晨3点一刻", "凌晨3点一刻", "3:15 a.m."),
    ("中午12点", "中午12点", "noon"),
    ("星期一", "星期一", "Monday"),
    ("45岁的男子", "45岁", "45 years old"),
    ("18个月", "18个月", "18 months"),
    ("三年", "三年", "three years"),
    ("两周", "两周", "two weeks"),
    ("24小时", "24小时", "24 hours"),
    ("三年半", "三年半", "3.5 years"),
    ("两个半小时", "两个半小时", "2.5 hours"),
    ("一个半月", "一个半月", "1.5 months"),
    ("半年", "半年", "half a year"),
    ("半个多世纪", "半个多世纪", "more than half a century"),
    ("5公里", "5公里", "5 kilometers"),
    ("960万平方公里", "960万平方公里", "9.6 million square kilometers"),
    ("100兆瓦", "100兆瓦", "100 megawatts"),
    ("30摄氏度", "30摄氏度", "30 degrees Celsius"),
    ("零下15度", "零下15度", "-15 degrees"),
    ("1吨", "1吨", "1 ton"),
    ("23.4亿美元", "23.4亿美元", "$2.34 billion"),
    ("30亿欧元", "30亿欧元", "€3 billion"),
    ("5亿英镑", "5亿英镑", "£500 million"),
    ("10亿日圓", "10亿日圓", "1 billion yen"),
    ("500億新台幣", "500億新台幣", "NT$50 billion"),
    ("新台币500亿元", "新台币500亿元", "NT$50 billion"),
    ("人民币3.5万亿元", "人民币3.5万亿元", "3.5 trillion yuan"),
    ("3000卢布", "3000卢布", "3,000 rubles"),
    ("US$50", "US$50", "$50"),
    ("NT$300万", "NT$300万", "NT$3 million"),
    ("50美分", "50美分", "50 cents"),
    ("每股12.5美元", "12.5美元", "$12.50"),
    ("以2比1获胜", "2比1", "2-1"),
    ("1:0", "1:0", "1-0"),
]

NAMES = """
三一重工 九一八事变 一些人 一样 一起 一定 统一 唯一 之一 万一 千万别信 三星 四川 五角大楼
七国集团 二十国集团 一方面 两岸 双方 万科 亿万富翁 一带一路 百度 双十一 3D打印 5G网络
H800芯片 R1 F-16战机 COVID-19 90后 半导体 半岛 上半年 零售 几乎 数据 星期
第三方 二氧化碳 十分重要 四分五裂 一心一意
https://example.org/a/20250128/7952786.html
"""


@pytest.mark.parametrize(("zh", "span", "house"), FORMS)
def test_a_form_is_read_where_it_stands_and_written_in_house_style(zh: str, span: str, house: str) -> None:
    found = read_chinese(zh)
    assert [zh[f.start : f.end] for f in found] == [span]
    assert write(found[0].quantity) == house


@pytest.mark.parametrize(("zh", "house"), [(zh, house) for zh, _, house in FORMS])
def test_what_house_style_writes_is_found_again_in_english(zh: str, house: str) -> None:
    quantity = read_chinese(zh)[0].quantity
    sentence = f"Officials said {house} on the record."
    span = find(quantity, sentence)
    assert span is not None
    assert sentence[slice(*span)] in house


@pytest.mark.parametrize("zh", NAMES.split())
def test_a_numeral_inside_a_name_or_a_word_is_no_number(zh: str) -> None:
    assert read_chinese(zh) == ()


def test_offsets_hold_in_a_sentence_of_several_quantities() -> None:
    zh = "中国目前已将落后的时间从18个月大幅缩短至6个月；去年12月投入高达2500亿美元。"
    assert [zh[f.start : f.end] for f in read_chinese(zh)] == ["18个月", "6个月", "去年12月", "2500亿美元"]


def test_a_numbered_name_is_no_day_of_the_month() -> None:
    assert write(read_chinese("猎鹰9号火箭")[0].quantity) == "nine"
    assert write(read_chinese("会议在9号举行")[0].quantity) == "the 9th"


def test_a_five_year_plan_is_no_range() -> None:
    assert read_chinese("“十四五”规划") == ()
    assert write(read_chinese("十四五岁")[0].quantity) == "14 to 15 years old"


def test_zhao_is_a_setting() -> None:
    assert read_chinese("3兆", zhao=10**6)[0].quantity.low == 3_000_000
    assert read_chinese("3兆")[0].quantity.low == 3 * 10**12


def test_a_range_of_months_gives_both_months() -> None:
    assert [write(f.quantity) for f in read_chinese("今年1至9月")] == ["January this year", "September"]


def test_the_ends_of_a_range_are_parts_of_it() -> None:
    whole = read_chinese("138亿至143亿美元")[0]
    assert [write(part.quantity) for part in whole.parts] == ["$13.8 billion", "$14.3 billion"]
