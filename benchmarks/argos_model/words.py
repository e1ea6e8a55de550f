"""The words and sentences of the grammar: each Chinese with its one English, so that translations can be exact.

A line is ``Chinese | English``. ``{person}`` and its like are filled by ``grammar``; a figure behind the name
(``{percent2}``) only tells two of a kind apart. Every person, company and event is invented or a setting.
"""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """A Chinese text and its English."""

    zh: str
    en: str


def listed(line: str) -> tuple[str, ...]:
    """The words of a line."""
    return tuple(line.split())


def _texts(lines: str) -> tuple[Text, ...]:
    pairs = (line.partition("|") for line in lines.strip().splitlines())
    return tuple(Text(zh.strip(), en.strip()) for zh, _, en in pairs)


GIVEN = _texts("""
丹尼尔 | Daniel
伊莎贝尔 | Isabel
梅根 | Megan
托马斯 | Thomas
安德烈 | Andrej
米拉 | Mila
克莱尔 | Claire
艾莎 | Aisha
约翰 | John
玛丽亚 | Maria
迈克尔 | Michael
萨拉 | Sarah
大卫 | David
詹妮弗 | Jennifer
罗伯特 | Robert
埃琳娜 | Elena
彼得 | Peter
汉娜 | Hannah
卡洛斯 | Carlos
索菲亚 | Sofia
奥马尔 | Omar
英格丽德 | Ingrid
维克多 | Victor
娜塔莉 | Natalie
""")

SURNAMES = _texts("""
克莱纳曼 | Kleinerman
马尔克斯 | Marquez
奥科耶 | Okoye
沃伦 | Warren
林德奎斯特 | Lindqvist
维尔塔宁 | Virtanen
科瓦奇 | Kovac
拉赫曼 | Rahman
多诺万 | Donovan
科尔曼 | Coleman
福格特 | Vogt
史密斯 | Smith
约翰逊 | Johnson
威廉姆斯 | Williams
米勒 | Miller
安德森 | Anderson
哈里森 | Harrison
彼得森 | Petersen
穆勒 | Muller
施密特 | Schmidt
罗西 | Rossi
费尔南德斯 | Fernandez
伊万诺夫 | Ivanov
诺瓦克 | Novak
哈桑 | Hassan
卡普尔 | Kapoor
奥尔特曼 | Altman
贝克 | Baker
卡特 | Carter
莫雷诺 | Moreno
""")

CHINESE_PEOPLE = _texts("""
王伟 | Wang Wei
李娜 | Li Na
张敏 | Zhang Min
刘洋 | Liu Yang
陈静 | Chen Jing
赵磊 | Zhao Lei
周涛 | Zhou Tao
吴芳 | Wu Fang
林映辰 | Lin Ying-chen
黄志强 | Huang Zhiqiang
""")

PLACES = _texts("""
北京 | Beijing
上海 | Shanghai
深圳 | Shenzhen
香港 | Hong Kong
台北 | Taipei
东京 | Tokyo
首尔 | Seoul
新加坡 | Singapore
悉尼 | Sydney
墨尔本 | Melbourne
伦敦 | London
巴黎 | Paris
柏林 | Berlin
慕尼黑 | Munich
布鲁塞尔 | Brussels
日内瓦 | Geneva
莫斯科 | Moscow
基辅 | Kyiv
纽约 | New York
华盛顿 | Washington
旧金山 | San Francisco
圣何塞 | San Jose
得克萨斯 | Texas
加利福尼亚 | California
孟买 | Mumbai
内罗毕 | Nairobi
开罗 | Cairo
迪拜 | Dubai
曼谷 | Bangkok
雅加达 | Jakarta
中国 | China
美国 | the United States
日本 | Japan
韩国 | South Korea
印度 | India
德国 | Germany
法国 | France
英国 | Britain
澳大利亚 | Australia
加拿大 | Canada
巴西 | Brazil
墨西哥 | Mexico
俄罗斯 | Russia
乌克兰 | Ukraine
越南 | Vietnam
印度尼西亚 | Indonesia
肯尼亚 | Kenya
埃及 | Egypt
""")

COMPANIES = _texts("""
深度求索 | DeepSeek
英伟达 | Nvidia
微软 | Microsoft
谷歌 | Google
苹果公司 | Apple
亚马逊 | Amazon
特斯拉 | Tesla
三星 | Samsung
索尼 | Sony
丰田 | Toyota
大众汽车 | Volkswagen
西门子 | Siemens
空中客车 | Airbus
波音 | Boeing
华为 | Huawei
阿里巴巴 | Alibaba
腾讯 | Tencent
百度 | Baidu
比亚迪 | BYD
小米 | Xiaomi
台积电 | TSMC
阿斯麦 | ASML
英特尔 | Intel
高通 | Qualcomm
甲骨文 | Oracle
雪花公司 | Snowflake
赫利俄斯 | Helios
北湾咨询 | Northbay Research
海港银行 | Harbour Bank
星桥科技 | Starbridge
""")

BODIES = _texts("""
央行 | the central bank
外交部 | the Foreign Ministry
国防部 | the Defense Ministry
财政部 | the Finance Ministry
商务部 | the Commerce Ministry
卫生部 | the Health Ministry
选举委员会 | the election commission
联合国 | the United Nations
欧盟委员会 | the European Commission
世界卫生组织 | the World Health Organization
世界银行 | the World Bank
最高法院 | the Supreme Court
国会 | Congress
警方 | police
白宫 | the White House
反对党 | the opposition
工会 | the union
该公司 | the company
该组织 | the organization
监管机构 | regulators
研究人员 | researchers
分析师 | analysts
当地官员 | local officials
路透社 | Reuters
""")

TITLES = _texts("""
首席执行官 | chief executive
首席财务官 | chief financial officer
发言人 | spokesperson
创始人 | founder
主席 | chair
首席经济学家 | chief economist
分析师 | analyst
工程师 | engineer
""")

#: Titles that a desk may have in its glossary.
PLACED_TITLES = (
    "CEO",
    "CFO",
    "managing director",
    "president",
    "press secretary",
    "chief scientist",
    "board member",
)

#: Things with an article of their own, as objects and as what one speaks about.
THINGS = _texts("""
这项协议 | the agreement
这份报告 | the report
新的关税 | the new tariffs
这起事故 | the accident
选举结果 | the election results
利率决定 | the rate decision
这次收购 | the acquisition
气候变化 | climate change
人工智能 | artificial intelligence
出口管制 | export controls
停火 | the ceasefire
预算 | the budget
这项研究 | the study
数据中心 | data centers
这款疫苗 | the vaccine
裁员 | layoffs
""")

GOODS = _texts("""
芯片 | chips
电动汽车 | electric cars
电池 | batteries
石油 | oil
天然气 | natural gas
钢铁 | steel
大豆 | soybeans
智能手机 | smartphones
药品 | medicines
小麦 | wheat
软件 | software
飞机 | aircraft
""")

#: What somebody did: follows a subject, in the past tense.
DEEDS = _texts("""
发布了新的模型 | released a new model
发布了一款名为{name}的芯片 | released a chip called {name}
推出了名为{name}的服务 | launched a service called {name}
宣布将在{place}投资{money} | said it would invest {money} in {place}
筹集了{money} | raised {money}
花费{money}收购了{company} | spent {money} to acquire {company}
与{company}签署了协议 | signed an agreement with {company}
与{company}签署了价值{money}的合同 | signed a contract worth {money} with {company}
收购了{company}{percent}的股份 | bought a stake of {percent} in {company}
在{place}开设了一家工厂 | opened a factory in {place}
在{place}开设了{few}家商店 | opened {few} stores in {place}
裁减了{count}个工作岗位 | cut {count} jobs
创造了{count}个就业岗位 | created {count} jobs
把{goods}的价格提高了{percent} | raised the price of {goods} by {percent}
把{goods}的价格下调了{percent} | cut the price of {goods} by {percent}
拒绝就{thing}置评 | declined to comment on {thing}
对{thing}表示担忧 | expressed concern about {thing}
批评了{thing} | criticized {thing}
对{thing}表示欢迎 | welcomed {thing}
推迟了{thing} | delayed {thing}
公布了{thing}的细节 | published details of {thing}
讨论了{thing} | discussed {thing}
起诉了{company} | sued {company}
对{company}处以{money}的罚款 | fined {company} {money}
对{company}展开了调查 | opened an investigation into {company}
向{place}提供了{money}的援助 | provided {money} in aid to {place}
向{place}出口了{weight}{goods} | exported {weight} of {goods} to {place}
在{place}出售了{count}辆汽车 | sold {count} cars in {place}
任命{person}为首席执行官 | named {person} chief executive
解雇了{person} | fired {person}
在{place}会见了{person} | met {person} in {place}
访问了{place} | visited {place}
从{place}撤出了{count}名士兵 | withdrew {count} soldiers from {place}
在{place}逮捕了{few}名嫌疑人 | arrested {few} suspects in {place}
把基准利率维持在{percent}不变 | kept the benchmark rate unchanged at {percent}
把增长预期从{percent}下调到{percent2} | cut the growth forecast from {percent} to {percent2}
预计今年增长{percent} | forecast growth of {percent} this year
呼吁各方保持克制 | called on all sides to show restraint
取消了前往{place}的航班 | canceled flights to {place}
""")

#: Whole statements with a subject of their own, no time told.
FACTS = _texts("""
{company}的股价下跌了{percent} | shares of {company} fell {percent}
{company}的股价上涨了{percent} | shares of {company} rose {percent}
{company}的利润增长了{percent} | profits at {company} grew {percent}
{company}的收入达到{money} | revenue at {company} reached {money}
{company}的估值为{money} | {company} was valued at {money}
{company}亏损了{money} | {company} lost {money}
{place}的出口下降了{percent} | exports from {place} fell {percent}
{place}的人口达到{count}人 | the population of {place} reached {count} people
{place}的失业率上升了{points} | the unemployment rate in {place} rose by {points}
{place}的通货膨胀率为{percent} | the inflation rate in {place} was {percent}
{goods}的价格上涨了{percent} | the price of {goods} rose {percent}
{goods}的需求仍然强劲 | demand for {goods} remained strong
{place}的一场地震造成{count}人死亡 | an earthquake in {place} killed {count} people
{place}的洪水迫使{count}人撤离 | floods in {place} forced {count} people to evacuate
{count}人在{place}参加了抗议活动 | {count} people joined protests in {place}
这个项目将耗资{money} | the project will cost {money}
损失估计为{money} | the losses were estimated at {money}
投票率为{percent} | turnout was {percent}
谈判没有取得进展 | the talks made no progress
谈判将在{place}继续举行 | the talks will continue in {place}
没有人员受伤 | nobody was injured
{name}的用户达到{count}人 | {name} reached {count} users
{name}的测试已经完成 | the tests of {name} were complete
投资者担心{thing} | investors were worried about {thing}
{thing}将影响{place} | {thing} will affect {place}
{thing}影响了{goods}的供应 | {thing} affected the supply of {goods}
{company}没有回应置评请求 | {company} did not respond to a request for comment
""")

#: What people are quoted with.
QUOTES = _texts("""
我们对结果感到满意 | We are pleased with the results
我们不会改变计划 | We will not change our plans
这只是开始 | This is only the beginning
我们需要更多时间 | We need more time
市场将作出决定 | The market will decide
没有人预料到这一点 | Nobody expected this
我们欢迎{company}的决定 | We welcome the decision by {company}
我们将在{place}投资{money} | We will invest {money} in {place}
{thing}改变了一切 | {thing} changed everything
我们必须讨论{thing} | We must discuss {thing}
需求增长了{percent} | Demand grew {percent}
{place}是我们最重要的市场 | {place} is our most important market
{name}比我们预期的更快 | {name} is faster than we expected
我们今年将雇用{count}人 | We will hire {count} people this year
""")

WEEKDAYS = _texts("""
星期一 | Monday
星期二 | Tuesday
星期三 | Wednesday
星期四 | Thursday
星期五 | Friday
星期六 | Saturday
星期日 | Sunday
""")

MONTHS = listed("January February March April May June July August September October November December")

RELATIVE_TIMES = _texts("""
去年 | last year
今年 | this year
上个月 | last month
上周 | last week
昨天 | yesterday
""")

FEW = _texts("""
两 | two
三 | three
四 | four
五 | five
六 | six
七 | seven
八 | eight
九 | nine
""")

HEDGES = _texts("""
约 | about
超过 | more than
近 | nearly
""")

#: Amounts that no figure tells.
VAGUE_SUMS = _texts("""
数百万美元 | millions of dollars
数十亿美元 | billions of dollars
数百亿美元 | tens of billions of dollars
""")
SHARES = _texts("""
三分之一 | one-third
三分之二 | two-thirds
四分之三 | three-quarters
""")

#: Unit behind 万 or 亿, how the English begins and ends.
CURRENCIES = (
    ("美元", "$", ""),
    ("欧元", "€", ""),
    ("英镑", "£", ""),
    ("元", "", " yuan"),
    ("日元", "", " yen"),
)

#: Common words of names (Harbour Bank, University of …): so that copying is learnt for words as for letters.
NAME_WORDS = listed(
    "Bank University Institute Research Group Global Capital Energy Motors Systems Digital Media Power Water "
    "Blue Red Green North South West East River Star Sun Moon Cloud Deep Open First United National American "
    "European Asian Pacific Atlantic Health Food Bridge Light Falcon Eagle Daybreak Horizon Summit Center "
    "Press News Times Post Studio Works Labs Partners Holdings Foundation Council Union Party Front"
)
PLAIN_WORDS = listed(
    "large language model chip maker reasoning inference market value quantum computing fusion power open source "
    "supply chain trade war interest rate housing bond yield carbon tax solar panel rare earth cloud storage "
    "battery cell stem gene therapy heat wave sea level ground station drone fleet peace plan aid package"
)
