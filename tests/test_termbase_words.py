"""Short terms and chance: 国会 is meant in 美国国会议员, and not in 中国会议."""

from __future__ import annotations

import pytest

from translate.termbase import ArticleContext, Term, Termbase

MEANT = """
国会 美国国会议员 中国国会代表团 法国国会表示 该国国会批准
上海 上海市长 在上海举行 从上海出发前往 上海外滩
中国 新中国成立 在中国举行 中国会计准则
北京 在北京街头 北京城里
武汉 武汉市长江边
东京 东京电力公司
大连 大连港
台湾 台湾海峡两岸的台湾人
韩国 韩国总统尹锡悦
印度 印度总理莫迪
法国 在法国巴黎郊外
以色列 以色列军方
希腊 古希腊神话
马里兰 马里兰州
奥地利 奥地利人
白宫 美国白宫发言人
央行 中国央行宣布
北约 参加北约会议
欧盟 欧盟委员会
中东 中东局势
和平 和平协议
雪花 雪花产品执行副总裁
苹果 苹果股价 苹果公司
谷歌 谷歌推出 在谷歌上
小米 小米手机
高通 购买高通芯片
华为 对华为的制裁 指责华为窃密
英伟达 英伟达的芯片
美联储 美联储降息
拜登 说拜登上飞机前 记者问拜登时
普京 俄罗斯总统普京说
李强 总理李强在会上 李强调研
马云 马云回到杭州
岸田 岸田会见
莫迪 莫迪会见
石破茂 石破茂当选
哈马斯 哈马斯称
推特 推特上的
國會 美國國會議員
華為 對華為的制裁
歐盟 歐盟委員會
克莱纳曼 副总裁克莱纳曼表示
"""

CHANCE = """
国会 中国会议中心 中国会计师 中国会在明年 英国会继续 他国会谈 三国会晤 四国会议 外国会计
上海 海上海洋局 在海上海洋资源 船上海员
和平 他和平时一样 和平常一样
高通 高通胀率 高通货膨胀
中东 从中东部地区
北京 东北京津
白宫 白宫殿
大连 大连接数
美国 南美国家 拉美国家 欧美国家
中国 发展中国家
国道 从中国道
国产 提高中国产品
西南 从江西南下
法国 依法国有 合法国籍 立法国会
国人 中国人民
港口 香港口岸
及其 埃及其他
本来 日本来
列车 以色列车
印度 印度尼西亚总统 印度洋地区 印度教
俄罗斯 白俄罗斯总统
朝鲜 朝鲜族 朝鲜半岛
马克 马克思主义
约翰 约翰逊说 约翰内斯堡
阿里 阿里巴巴集团
金山 旧金山市
马里 马里兰州 超级马里奥
加州 阿拉斯加州警方
财政部 财政部门
海地 沿海地区
艾滋病 艾滋病毒药物
捷克 捷克斯洛伐克人
部长 商务部长
德里 马德里
柏林 都柏林
西兰 新西兰
三星 三星级酒店
小米 小米粥
苹果 苹果园
法官 大法官
外交部 外交部长说
国会 威尔士议会议员 國會山報
國會 中國會議中心 三國會晤
高通 高通脹率
梅 得梅因
"""


def rows(table: str) -> list[tuple[str, str]]:
    return [(line.split()[0], zh) for line in table.strip().splitlines() for zh in line.split()[1:]]


def finds(term: str, zh: str) -> bool:
    return bool(Termbase.of([Term(term, "X")]).match(zh, ArticleContext()))


@pytest.mark.parametrize(("term", "zh"), rows(MEANT))
def test_a_term_that_is_meant_is_found(term: str, zh: str) -> None:
    assert finds(term, zh)


@pytest.mark.parametrize(("term", "zh"), rows(CHANCE))
def test_a_term_that_is_there_by_chance_is_not(term: str, zh: str) -> None:
    assert not finds(term, zh)


@pytest.mark.parametrize(
    ("term", "zh", "stands"),
    [
        ("中", "美中关系", True),
        ("中", "美，中", True),
        ("中", "中国", False),
        ("华", "在华盛顿", False),
        ("中", "美、俄、中三方", True),
    ],
)
def test_one_character_must_be_a_word_in_the_likeliest_reading(term: str, zh: str, stands: bool) -> None:
    assert finds(term, zh) is stands


def test_punctuation_ends_a_word() -> None:
    assert not finds("国会", "中国会议")
    assert finds("国会", "中（国会）议")
    assert finds("国会", "“国会”")
