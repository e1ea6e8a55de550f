"""Every gloss of the example dump, with the boundary that a person gave it."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate.ingest import read_text
from translate.lock.names import glosses, name_locks
from translate.model import LockKind
from translate.segment import segment

EXAMPLES = Path(__file__).parents[2] / "examples"

WANTED = {
    "01-inference-chip.md": "赫利俄斯 人工智能 伊莎贝尔·马尔克斯 英伟达 黎明 北湾咨询 丹尼尔·奥科耶 深度求索",
    "02-rate-decision.md": "澳大利亚储备银行 海港指数 梅根·沃伦",
    "03-pacific-summit.md": "塞莱娜·法莱马 联合国开发计划署 蓝色地平线 托马斯·林德奎斯特 苏瓦宣言",
    "04-election-observers.md": "欧洲安全与合作组织 卡尔维亚 埃莉娜·维尔塔宁 洛斯克 安德烈·科瓦奇 米拉·丹尼列娃",
    "05-weather-satellite.md": "觀雲一號 獵鷹9號 范登堡太空軍基地 國家太空中心 林映辰 星橋科技 高柏安",
    "06-dresden-fab.md": "博世 英飞凌 恩智浦 玛蒂娜·福格特 阿斯麦 萨克森州 扬·胡特",
    "07-cup-final.md": "墨尔本海鸥 横滨海风 艾莎·拉赫曼 中村由纪 克莱尔·多诺万 莎拉·科尔曼",
    "08-malaria-vaccine.md": "世界卫生组织 维塔诺瓦 夸梅·博阿滕 全球疫苗免疫联盟 安妮克·德弗里斯",
    "09-container-freight.md": "波塞冬海事 索菲娅·帕帕斯 北星航运 埃里克·哈尔沃森",
}


@pytest.mark.parametrize("name", sorted(WANTED))
def test_the_glosses_of_an_example(name: str) -> None:
    article = read_text((EXAMPLES / name).read_text(encoding="utf-8"), source=name)
    assert " ".join(gloss.zh for gloss in glosses(article)) == WANTED[name]


def test_every_later_mention_of_a_glossed_name_is_locked() -> None:
    mentions = missed = 0
    for name in WANTED:
        article = read_text((EXAMPLES / name).read_text(encoding="utf-8"), source=name)
        found = glosses(article)
        for part in segment(article):
            locks = [lock for lock in name_locks(part, found) if lock.kind is LockKind.NAME]
            for gloss in found:
                at = part.zh.find(gloss.zh) if gloss.accept or gloss.short else -1
                if at >= 0:
                    mentions += 1
                    missed += not any(lock.start <= at < lock.end for lock in locks)
    assert mentions >= 20
    assert missed == 0
