"""Whole news sentences with one amount each, over every form of number and date: what a model is asked to translate.

The amounts and their English are those of ``amount_forms``, written from the value and not by Duizhao's own reading
or writing, and a few forms more; the sentences around them are ours and hold no other number.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE
from rich.table import Table

from benchmarks.amount_forms import HAN, Form
from benchmarks.amount_forms import constructed as amount_forms
from benchmarks.checks import NUMBERS
from translate.model import Finding, Severity
from translate.quantity.chinese import read_chinese
from translate.quantity.compare import find
from translate.quantity.model import Quantity
from translate.quantity.style import write

#: So many sentences of each form give more than 300 in all.
ROUNDS = 6
# 翻两番 has few ways to be said: so many tries for each sentence that is to differ from the others.
_TRIES = 50
_OF_EACH_UNIT = 2
_FIGURES = "0123456789.万亿"


@dataclass(frozen=True, slots=True)
class Constructed:
    """A sentence, the Chinese amount in it, and what house style says for it."""

    form: str
    zh: str
    amount: str
    en: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one sentence. ``flagged``: a number check has a blocker or warning on it."""

    sentence: Constructed
    en: str
    right: bool
    flagged: bool


_COUNTED = (
    "交通运输部门的统计显示，该省铁路假期共运送旅客{}人次。",
    "这家视频平台透露，上述纪录片的累计播放量达到{}次。",
    "研究人员说，新数据库收录了{}条交易记录。",
    "该公司在声明中说，系统每天处理{}条信息。",
)
_PEOPLE = (
    "联合国难民署表示，冲突已迫使{}人离开家园。",
    "当地媒体报道，{}人因洪水被紧急转移。",
    "劳工部门预计，新政策将惠及{}人。",
)
_PEOPLE_THERE = (
    "活动主办方称，当天有{}人走上街头抗议。",
    "警方说，有{}人在广场上等候新总统的到来。",
    "救援机构表示，仍有{}人得不到干净的饮用水。",
)
_SOLDIERS = (
    "国防部发言人说，边境地区部署了{}名士兵。",
    "外交官透露，这支部队目前有{}名军人。",
    "该组织估计，名册上有{}名志愿者。",
)
_CHIPS = (
    "论文指出，研究团队训练模型时使用了{}块芯片。",
    "这家工厂上个季度向海外客户交付了{}辆电动汽车。",
    "农业部门向受灾农户发放了{}袋种子。",
)
_SPENT = (
    "市政府宣布，新机场的扩建工程耗资{}。",
    "财政部长说，政府今年将为此支付{}。",
    "法院判决这家航空公司向乘客赔偿{}。",
)
_SHARE = (
    "行业报告显示，国产手机占{}的市场份额。",
    "调查发现，年轻选民在支持者中占{}。",
    "气象学家说，降水减少使水库蓄水量只有往年的{}。",
)
_GROWTH = (
    "海关公布的数据显示，该国对欧洲的出口同比增长{}。",
    "受消息影响，这家芯片制造商的股价下跌{}。",
    "央行表示，食品价格比上年同期上涨{}。",
)
_ROSE = (
    "经济学家认为，该国经济增速可能放缓{}。",
    "民调显示，执政党的支持率上升{}。",
    "最新报告指出，失业率比上个月下降{}。",
)
_RATES = (
    "市场普遍预计，央行下周将加息{}。",
    "为刺激经济，该国央行宣布将基准利率下调{}。",
    "交易员说，国债收益率当天上升{}。",
)
_PRODUCED = (
    "农业部说，这种蔬菜的产量{}。",
    "公司财报显示，云计算业务的收入{}。",
    "旅游局公布的数据显示，外国游客人数{}。",
)
_TIMES_OF = (
    "环保组织说，该地区的用电量是去年的{}。",
    "报告指出，城市居民的收入是农村居民的{}。",
    "专家说，新电池的容量是旧型号的{}。",
)
_BATCH = (
    "军方宣布，{}批学员已经完成飞行训练。",
    "维和部队司令说，{}批士兵将于近日出发。",
    "中国红十字会表示，{}批援助物资已运抵灾区。",
)
_MEETING = (
    "外交部宣布，外长会谈将于{}举行。",
    "体育官员说，上述比赛定于{}在首都开幕。",
    "法院文件显示，被告人于{}签署了协议。",
)
_PAST = (
    "根据官方档案，这座大桥于{}建成通车。",
    "传记作者写道，这位诗人于{}回到故乡。",
    "声明说，双方于{}正式建立外交关系。",
)
_ERA = (
    "历史学家说，这项技术在{}传入欧洲。",
    "这位导演在{}拍摄了许多关于农村的影片。",
    "经济学教授指出，这些工厂大多在{}建成。",
)
_CLOCK = (
    "议会发言人说，听证会将在{}开始。",
    "气象台通报，台风在{}登陆东部沿海。",
    "警方表示，爆炸发生在{}，没有造成伤亡。",
)
_LASTED = (
    "白宫发言人说，双方的谈判历时{}。",
    "调查委员会表示，整个工程持续了{}。",
    "律师说，他的当事人被关押了{}。",
)
_AGE = (
    "警方证实，遇难者是一名{}的工程师。",
    "医院发言人说，这名{}的男子已经出院。",
    "报道说，获奖者是一位{}的女作家。",
)
_RANGE = (
    "分析人士估计，这笔交易的价值在{}之间。",
    "公司预计，下个季度的收入为{}。",
    "开发银行表示，修复道路将耗资{}。",
)
_SPREAD = (
    "公司预计，全年营收增幅将为{}。",
    "工会说，物价上涨使工人的实际收入减少{}。",
    "专家估计，今年小麦将减产{}。",
)
_VAGUE = (
    "示威组织者说，全国有{}人参加了罢工。",
    "人权组织称，战争使{}人失去了住所。",
    "官员说，每年有{}人到这里朝圣。",
)

_SENTENCES: Mapping[str, tuple[str, ...]] = {
    "万 亿 万亿": _COUNTED, "萬 億": _COUNTED, "3亿5000万": (*_PEOPLE, *_COUNTED[:2]), "2,048": _CHIPS,
    "full width": _CHIPS, "money": _SPENT, "百亿美元": _SPENT,
    "二十三万": _SOLDIERS, "written 万": (*_SOLDIERS, *_PEOPLE),
    "两三万": _PEOPLE_THERE, "数百万": _VAGUE, "两千多": _PEOPLE_THERE, "3000多万": (*_PEOPLE_THERE, *_PEOPLE),
    "20余": ("教育局说，上述学校有{}名学生感染流感。", "机场方面表示，大雾导致{}个航班取消。",
             "大使馆证实，被困的{}名游客已安全返回。"),
    "约 近 逾": _COUNTED[1:], "不到": _SPENT, "左右": (*_SHARE[:2], *_GROWTH), "百分之": (*_SHARE, *_GROWTH),
    "%": _GROWTH, "％": (*_SHARE, *_GROWTH), "个百分点": _ROSE, "基点": _RATES, "成": _SHARE, "三成五": _SHARE,
    "三分之二": ("选举委员会宣布，执政党赢得议会{}的席位。", "研究发现，全球{}的珊瑚礁已经受损。",
                "工会表示，{}的员工投票支持罢工。"),
    "增长两倍": _PRODUCED, "的两倍": _TIMES_OF, "翻一番": _PRODUCED, "翻两番": _PRODUCED, "第19批": _BATCH,
    "138亿至143亿": _RANGE, "10-15%": _SPREAD, "10.5%至15.5%": _SPREAD, "30万到50万": _PEOPLE,
    "45岁": _AGE, "18个月": _LASTED, "18天": _LASTED, "18小时": _LASTED, "18年": _LASTED, "二零二五年": _PAST,
    "上世纪90年代": _ERA, "20世纪90年代": _ERA, "90年代": _ERA, "19世纪": _ERA,
    "上午9时30分": _CLOCK, "晚上8点": _CLOCK, "2025年1月28日": _MEETING, "1月27日": _MEETING,
    "2025年1月": _MEETING, "去年12月": _MEETING[2:] + _PAST[1:], "本月10日": _MEETING,
    "十几": ("警方说，冲突中有{}人受伤。", "校方表示，{}名学生出现食物中毒症状。", "据报道，火灾烧毁了{}间民房。"),
    "近百": ("救援队说，{}名矿工被困井下。", "当地电台报道，{}户居民家中停电。", "主办方透露，{}家企业参加了展览。"),
    "2025年": _PAST,
    "数十亿美元": ("分析师说，禁令将使该公司损失{}。", "议员们要求政府追回{}的援助款。",
                  "报告称，网络诈骗每年造成{}的损失。"),
}  # fmt: skip

_OF_UNIT: Mapping[str, str] = {
    "公里": "铁路公司表示，新线路全长{}，将连接主要的港口城市。",
    "米": "考古队员说，古墓位于地下{}的地方。",
    "平方公里": "消防部门表示，山火烧毁了{}的森林。",
    "平方米": "博物馆馆长说，新展厅面积达{}。",
    "公顷": "林业部门宣布，今年将恢复{}的湿地。",
    "吨": "海关官员说，他们在港口查获了{}的走私象牙。",
    "公斤": "警方在一辆卡车上发现了{}的毒品。",
    "英里": "飞行员说，飞机在距离机场{}的地方失去联系。",
    "升": "环保官员说，管道泄漏了{}的化学液体。",
    "桶": "石油公司承认，油轮泄漏了{}的原油。",
    "兆瓦": "能源公司宣布，将建设一座装机容量为{}的风电场。",
    "千瓦时": "工程师说，这套储能装置的容量为{}。",
    "摄氏度": "气象部门警告，首都的最高气温将达到{}。",
    "度": "当地居民说，白天的气温高达{}。",
    "亩": "村干部说，洪水淹没了{}的农田。",
    "海里": "海岸警卫队表示，渔船在离岸{}的海域沉没。",
}


def constructed(seed: int, rounds: int = ROUNDS) -> tuple[Constructed, ...]:
    """``rounds`` sentences of every form, and two of every currency and unit, no two alike.

    The same seed gives the same sentences. A form whose ways to be said are used up has fewer.
    """
    chance = random.Random(seed)
    made: dict[tuple[str, str], dict[str, Constructed]] = {}
    for _ in range(rounds * _TRIES):
        for form in _amounts(chance):
            key = form.name, _unit(form)
            group, zh = made.setdefault(key, {}), _sentence(form, chance)
            if len(group) < (_OF_EACH_UNIT if key[1] else rounds):
                group.setdefault(zh, Constructed(form.name, zh, form.amount, form.en))
    return tuple(each for group in made.values() for each in group.values())


def _unit(form: Form) -> str:
    """The currency or unit where it is what the form varies, else ""."""
    return form.amount.lstrip(_FIGURES) if form.name in ("money", "measures") else ""


def _amounts(chance: random.Random) -> Iterator[Form]:
    """One amount of every form; ``zh`` is not used, for its sentence is the same every time."""
    yield from (form for form in amount_forms(1, chance.randrange(2**32)) if form.en)
    digit, year = chance.randint(1, 9), chance.randint(1990, 2030)
    teens = ("" if digit == 1 else HAN[digit]) + "十几"
    yield Form("十几", "", teens, f"more than {digit}0")
    hundreds = "百" if digit == 1 else f"{HAN[digit]}百"
    yield Form("近百", "", f"近{hundreds}", f"nearly {digit}00")
    yield Form("2025年", "", f"{year}年", str(year))
    word, en = chance.choice(
        (("亿", "hundreds of millions"), ("十亿", "billions"), ("百亿", "tens of billions"))
    )
    yield Form("数十亿美元", "", f"数{word}美元", f"{en} of dollars")


def _sentence(form: Form, chance: random.Random) -> str:
    """The amount in a sentence of ours; in the form's own where it has none here."""
    unit = _unit(form)
    frames = _SENTENCES.get(form.name) or ((_OF_UNIT[unit],) if unit in _OF_UNIT else ())
    return chance.choice(frames).format(form.amount) if frames else form.zh


# --- what became of them ------------------------------------------------------------------------------------
def outcome(sentence: Constructed, en: str, findings: Iterable[Finding]) -> Outcome:
    """Whether ``en`` states the value, and whether its ``findings`` warn of a number."""
    quantity = value(sentence)
    right = quantity is not None and find(quantity, en) is not None
    return Outcome(sentence, en, right, any(map(_warns_of_number, findings)))


def value(sentence: Constructed) -> Quantity | None:
    """The value in the sentence; None if the reader does not find it whole, or not as the value it was made from."""
    for found in read_chinese(sentence.zh):
        if sentence.zh[found.start : found.end] == sentence.amount and write(found.quantity) == sentence.en:
            return found.quantity
    return None


def _warns_of_number(finding: Finding) -> bool:
    return finding.check in NUMBERS and finding.severity is not Severity.NOTE


def by_form(outcomes: Sequence[Outcome]) -> Table:
    """A row a form: how many, right, wrong and flagged, wrong and silent."""
    made = Table("form", box=SIMPLE)
    for head in ("sentences", "right", "wrong, flagged", "wrong, silent"):
        made.add_column(head, justify="right")
    for form in dict.fromkeys(each.sentence.form for each in outcomes):
        made.add_row(form, *_counts([each for each in outcomes if each.sentence.form == form]))
    made.add_section()
    made.add_row("all", *_counts(outcomes))
    return made


def _counts(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    wrong = [each for each in outcomes if not each.right]
    flagged = sum(each.flagged for each in wrong)
    counts = (len(outcomes), len(outcomes) - len(wrong), flagged, len(wrong) - flagged)
    return tuple(map(str, counts))


def wrong(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Each wrong amount with its sentence and its English."""
    for each in outcomes:
        if not each.right:
            flag = "flagged" if each.flagged else "silent"
            yield f"{each.sentence.form}, {flag}: {each.sentence.en}\n    {each.sentence.zh}\n    {each.en}"
