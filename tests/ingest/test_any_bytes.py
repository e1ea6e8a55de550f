"""Any bytes at all, as any kind of input: articles or faults, never another exception."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.packing import RECORD, RSS, TEXT, as_lines, found, gzipped, tarred, zipped
from tests.ingest.test_feeds import RDF, atom
from translate.errors import IngestError

NAMES = st.sampled_from(
    [
        "a.zip",
        "a.tar",
        "a.tgz",
        "a.gz",
        "a.jsonl.gz",
        "a.xml.gz",
        "a.xml",
        "a.rss",
        "a.jsonl",
        "a.json",
        "a.md",
        "",
    ]
)
MEMBERS: dict[str, str | bytes] = {"a.txt": TEXT, "b.rss": RSS, "c.jsonl.gz": gzipped(as_lines(RECORD))}
WHOLE = st.sampled_from(
    [
        zipped(MEMBERS),
        tarred(MEMBERS),
        tarred(MEMBERS, "w:gz"),
        gzipped(RSS),
        gzipped(as_lines(RECORD, RECORD)),
        RSS.encode(),
        RDF.encode("gb18030"),
        atom("<content type='xhtml'><p xmlns='http://www.w3.org/1999/xhtml'>甲</p></content>").encode(),
        as_lines(RECORD, RECORD).encode(),
        json.dumps([RECORD, RECORD]).encode("utf-16"),
    ]
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """An input that was whole, with bytes changed, put in, taken out, or cut off."""
    data = bytearray(draw(WHOLE))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        data[at : at + draw(st.integers(0, 8))] = draw(st.binary(max_size=8))
    return bytes(data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data)


def check(data: bytes, name: str) -> None:
    for each in found(data, name):
        if isinstance(each, IngestError):
            assert each.remedy
            assert "\n" not in str(each)
            assert str(each).startswith(name)
        else:
            assert each.blocks


@given(st.binary(max_size=600), NAMES)
@settings(max_examples=300, deadline=None)
def test_any_bytes(data: bytes, name: str) -> None:
    check(data, name)


@given(damaged(), NAMES)
@settings(max_examples=600, deadline=None)
def test_a_damaged_input(data: bytes, name: str) -> None:
    check(data, name)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*RECORD, "html", "id", "x"]), inner)
    ),
    max_leaves=8,
)


@given(st.lists(JSON, max_size=4), st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_json(values: list[object], array: bool) -> None:
    text = json.dumps(values) if array else "\n".join(map(json.dumps, values))
    check(text.encode(), "a.json")


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["<![CDATA[{}]]>", "{}"]))
@settings(max_examples=300, deadline=None)
def test_any_text_in_a_feed(title: str, body: str, form: str) -> None:
    item = f"<title>{form.format(title)}</title><description>{form.format(body)}</description>"
    check(f"<rss><channel><item>{item}</item></channel></rss>".encode("utf-8", "surrogatepass"), "a.xml")
