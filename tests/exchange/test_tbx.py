"""TBX of others: both versions, both styles, many languages; and hostile files."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate.errors import GlossaryError
from translate.exchange.terms import Read
from translate.exchange.terms.tbx_read import read
from translate.glossary import GlossaryEntry

V3 = '<tbx type="TBX-Basic" style="{style}" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"{more}>{head}{body}</tbx>'
HEAD = "<tbxHeader><fileDesc><sourceDesc><p>Export</p></sourceDesc></fileDesc></tbxHeader>"
DCA = """<text><body><conceptEntry id="c1">
  <descrip type="subjectField">company</descrip>
  <transacGrp><transac type="transactionType">origination</transac><date>2024-01-01</date></transacGrp>
  <note>Two   words.</note>
  <langSec xml:lang="en">
    <descripGrp><descrip type="definition">A data company.</descrip><admin type="source">web</admin></descripGrp>
    <termSec><term>Inc.</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
    <termSec><term>
      <hi>Snow</hi>flake
    </term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
      <termNote type="partOfSpeech">noun</termNote></termSec>
    <termSec><term>Snowflakes</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
    <termSec><term>Snow</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec>
  </langSec>
  <langSec xml:lang="zh-Hant"><termSec><term>雪花</term></termSec><termSec><term>雪花公司</term></termSec></langSec>
  <langSec xml:lang="zh-Hans"><termSec><term>雪花</term></termSec></langSec>
  <langSec xml:lang="de"><termSec><term>Schneeflocke</term></termSec></langSec>
</conceptEntry></body></text>"""
DCT = """<text><body><conceptEntry id="c1">
  <min:subjectField>company</min:subjectField>
  <note>Two words.</note>
  <langSec xml:lang="en">
    <descripGrp><basic:definition>A data company.</basic:definition><basic:source>web</basic:source></descripGrp>
    <termSec><term>Inc.</term><min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>Snowflake</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>Snowflakes</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>Snow</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
  </langSec>
  <langSec xml:lang="zh"><termSec><term>雪花</term></termSec><termSec><term>雪花公司</term></termSec></langSec>
</conceptEntry></body></text>"""
MODULES = ' xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"'
ENTRIES = [
    GlossaryEntry(
        "雪花", "Snowflake", "company", "Two words.\nA data company.", ("雪花公司",), ("Inc.",)
    ),
    GlossaryEntry("雪花", "Snowflakes", "company", aliases=("雪花公司",), flags=("forbidden",)),
    GlossaryEntry("雪花", "Snow", "company", aliases=("雪花公司",), flags=("fuzzy", "forbidden")),
]  # fmt: skip
V2 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
<text><body>
<termEntry id="t1">
 <langSet xml:lang="{zh}"><tig><term>雪花</term></tig></langSet>
 <langSet xml:lang="{en}"><ntig><termGrp><term>Snowflake</term>
   <termNote type="processStatus">provisionallyProcessed</termNote></termGrp></ntig></langSet>
</termEntry>
<termEntry id="t2"><langSet xml:lang="fr"><tig><term>neige</term></tig></langSet></termEntry>
<termEntry id="t3"><langSet xml:lang="{zh}"><tig><term> </term></tig></langSet></termEntry>
</body></text></martif>"""


def parse(tmp_path: Path, text: str | bytes) -> Read:
    path = tmp_path / "a.tbx"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path)


def v3(body: str = DCA, style: str = "dca", more: str = "") -> str:
    return V3.format(style=style, more=more, head=HEAD, body=body)


@pytest.mark.parametrize("text", [v3(), v3(DCT, "dct", MODULES)], ids=["dca", "dct"])
def test_version_3_in_both_styles(tmp_path: Path, text: str) -> None:
    assert [row.entry for row in parse(tmp_path, text).rows] == ENTRIES


def test_what_has_no_place_in_a_glossary_is_named(tmp_path: Path) -> None:
    assert [str(loss) for loss in parse(tmp_path, v3()).losses] == [
        "transactionType is not read: 1 entry, the first is c1",
        "partOfSpeech is not read: 1 entry, the first is c1",
        "source of a definition or context is not read: 1 entry, the first is c1",
        "terms in other languages are not read: 1 entry, the first is c1",
    ]


@pytest.mark.parametrize(
    ("zh", "en"), [("zh", "en"), ("zh-CN", "en-US"), ("zh_TW", "EN-gb"), ("cmn-Hans", "eng")]
)
def test_version_2_with_its_doctype_and_any_language_codes(tmp_path: Path, zh: str, en: str) -> None:
    found = parse(tmp_path, V2.format(zh=zh, en=en))
    (row,) = found.rows
    assert row.entry == GlossaryEntry("雪花", "Snowflake", flags=("fuzzy",))
    assert row.fields == {"zh", "en", "flags"}
    assert row.place == f"{tmp_path / 'a.tbx'}:5"
    assert [str(fault).split(": ")[1].split(";")[0] for fault in found.faults] == [
        "the concept t3 has an empty Chinese term"
    ]
    assert str(found.losses[0]) == "concepts without a Chinese term are not read: 1 entry, the first is t2"


def test_utf_16_is_read(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?>' + v3()
    assert [row.entry for row in parse(tmp_path, text.encode("utf-16")).rows] == ENTRIES


ENTITY = '<?xml version="1.0"?>\n<!DOCTYPE tbx [\n<!ENTITY {name}>\n]>\n'
BOMB = (
    'a "boom">\n'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 20}">\n' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + '<!ENTITY z "'
)


@pytest.mark.parametrize(
    "name",
    [
        'e SYSTEM "file:///etc/hostname"',
        'e "harmless"',
        '% p SYSTEM "http://example.org/x.dtd"',
        BOMB + '"',
    ],
    ids=["external", "internal", "parameter", "bomb"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_declared_entity_is_refused_with_its_line(tmp_path: Path, name: str, encoding: str) -> None:
    text = ENTITY.format(name=name) + v3(DCA.replace("<term>Snow<", "<term>&e;<"))
    text = text.replace('version="1.0"', f'version="1.0" encoding="{encoding}"')
    with pytest.raises(GlossaryError, match=r"a\.tbx:3: declares an entity, which is refused"):
        parse(tmp_path, text.encode(encoding))


def test_an_entity_of_a_dtd_that_is_not_read_is_a_fault(tmp_path: Path) -> None:
    text = V2.format(zh="zh", en="en").replace("<term>Snowflake<", "<term>Snow&flake;<")
    found = parse(tmp_path, text)
    assert found.rows == ()
    assert "the entity &flake; is not declared here" in str(found.faults[0])


@pytest.mark.parametrize("levels", [100, 10_000])
def test_endless_nesting_is_one_clear_error(tmp_path: Path, levels: int) -> None:
    deep = DCA.replace("<term>Snow<", "<term>" + "<hi>" * levels + "</hi>" * levels + "<")
    with pytest.raises(GlossaryError, match=r"a\.tbx:\d+: nests elements more than 64 deep"):
        parse(tmp_path, v3(deep))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<html/>", "a.tbx:1: is not TBX: its root is <html>"),
        (v3().replace("TBX-Basic", "TBX-Mine"), "a.tbx:1: is of an unknown TBX dialect, 'TBX-Mine'"),
        (v3().replace(' type="TBX-Basic"', ""), "a.tbx:1: names no TBX dialect"),
        (v3(style="dcx"), "a.tbx:1: is of an unknown TBX style, 'dcx'"),
        (v3().replace("</conceptEntry>", ""), "is not well-formed XML"),
        (v3()[:-5], "is not well-formed XML"),
        ("", "is not well-formed XML"),
    ],
)
def test_what_is_no_tbx_is_one_clear_error(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(GlossaryError) as caught:
        parse(tmp_path, text)
    assert what in str(caught.value)
    assert "\n" not in str(caught.value)
