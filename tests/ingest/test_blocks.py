"""HTML to blocks: no text lost, no text invented, each of the right kind."""

from __future__ import annotations

import pytest

from tests.ingest.writing import body, dump, shown, texts
from translate.ingest import read_text


def test_lists_quotes_headings_and_captions() -> None:
    read = body(
        "<h2>背景</h2><ul><li>其一<li>其二<p>又一段</p></ul><blockquote><p>引文。</p></blockquote>"
        "<figure><img src='/i/a.png'><figcaption>图说</figcaption></figure>"
        "<div class='media__caption'>又一图说</div><h4>结语</h4>"
    )
    assert shown(read)[1:] == [
        "heading: 背景",
        "item: 其一",
        "item: 其二",
        "item: 又一段",
        "quote: 引文。",
        "caption: 图说",
        "caption: 又一图说",
        "heading: 结语",
    ]
    assert [block.level for block in read.blocks if block.kind == "heading"] == [2, 4]
    assert read.image == "https://news.example/i/a.png"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("甲<div>乙<div>丙</div>丁</div>戊", ["甲", "乙", "丙", "丁", "戊"]),
        ("<p>甲<p>乙<div>丙", ["甲", "乙", "丙"]),
        ("<table><tr><th>甲<td>乙</tr><tr><td>丙</table>丁", ["甲", "乙", "丙", "丁"]),
        ("<table>甲<tr>乙<td>丙</table>", ["甲", "乙", "丙"]),
        ("<dl><dt>甲<dd>乙</dl>", ["甲", "乙"]),
        ("</p>甲</div>乙", ["甲乙"]),
        ("<p>甲</p></body></html><p>乙</p>", ["甲", "乙"]),
        ("<![CDATA[<p>甲</p>]]>乙", ["甲", "乙"]),
        ("<p>指数<AI时代>，5 < 6，a<b，c>d</p>", ["指数<AI时代>，5 < 6，a<b，c>d"]),
        ("<o:p>甲</o:p><font>乙</font>", ["甲乙"]),
        ("<details><summary>甲</summary>乙</details>", ["甲", "乙"]),
        ("<?xml version='1.0' encoding='gb2312'?><p>甲</p>", ["甲"]),
        ("第一段\n\n第二段\n　　第三段<b>粗</b>", ["第一段", "第二段", "第三段粗"]),
    ],
)
def test_text_outside_of_paragraphs_is_kept(html: str, expected: list[str]) -> None:
    assert texts(body(html)) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>第一行<br>第二行</p>", ["第一行第二行"]),
        ("<p>第一行<br/>AI芯片</p>", ["第一行 AI芯片"]),
        ("<p>甲<br><br>乙<br> <br/>\n<br>丙</p>", ["甲", "乙", "丙"]),
        ("<div>　　甲。<br>　　乙。<br>&nbsp;&nbsp;丙。</div>", ["甲。", "乙。", "丙。"]),
        ("<pre>甲\n乙\n\n丙</pre>", ["甲乙", "丙"]),
    ],
)
def test_line_breaks_part_paragraphs_only_where_they_look_like_it(html: str, expected: list[str]) -> None:
    assert texts(body(html)) == expected


@pytest.mark.parametrize(
    ("html", "zh"),
    [
        ("  中 国\n\t人&nbsp;民\u3000  日 ", "中 国人 民 日"),
        ("中\n国\r\n，\n“人民”\n说", "中国，“人民”说"),
        ("使用\nAI，\nAI\nmodel", "使用 AI，AI model"),
        ("&ldquo;&#20013;&#x56fd;&rdquo;&amp;&lt;b&gt;", "“中国”&<b>"),
        ("１２３ＡＢＣ（ｎｂａ）", "１２３ＡＢＣ（ｎｂａ）"),
        ("Cafe\u0301 e<b>\u0301</b>", "Café é"),
        ("\ufa0a\u200b中\u00ad国\ufeff\x07\u2060人", "\u898b中国人"),
        ("葛\U000e0100飾区", "葛\U000e0100飾区"),
        ("𠮷野家", "𠮷野家"),
    ],
)
def test_a_blocks_text_is_clean(html: str, zh: str) -> None:
    assert texts(body(f"<p>{html}</p>")) == [zh]


def test_bidirectional_controls_go_and_are_noted() -> None:
    read = body("<p>转账\u202e001\u202c元&#x2066;</p>")
    assert texts(read) == ["转账001元"]
    assert read.notices == ("holds 3 bidirectional control characters; removed",)


def test_scripts_handlers_and_hidden_text_go_and_are_noted() -> None:
    read = body(
        "<script>document.write('坏')</script><p onclick='steal()' onmouseover=x>正文。</p><style>p{}</style>"
        "<div hidden>藏</div><p style='DISPLAY : none'>藏</p><template>藏</template><svg><text>藏</text></svg>"
        "<iframe src=x>藏</iframe><noscript>藏</noscript><!-- 藏 --><textarea>藏</textarea>"
    )
    assert texts(read) == ["正文。"]
    assert read.notices == (
        "holds 1 <iframe>, 1 <noscript>, 1 <script>, 1 <textarea>, 2 event handlers, 2 hidden elements; left out",
    )


def test_an_image_that_loads_late_is_found_behind_its_placeholder() -> None:
    read = body("<img src='data:image/gif;base64,R0' data-src='//img.example/a b.jpg'><p>正文。</p>")
    assert read.image == "https://img.example/a%20b.jpg"


def test_traditional_text_passes_untouched() -> None:
    zh = "國家太空中心說：「著陸成功」，裏面、裡面、台灣、臺灣。"
    assert read_text(dump(f"<p>{zh}</p>"), source="a.md").blocks[1].zh == zh
