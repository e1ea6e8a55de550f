"""XLIFF against the schemas that OASIS published, and TMX against its DTD, as Debian's packages ship them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.exchange.test_formats import NASTY
from tests.memory.samples import MONDAY, article, row
from translate.exchange.formats import TMX, XLIFF12, XLIFF21
from translate.exchange.model import Format
from translate.exchange.round_trip import export, export_memory
from translate.memory import Action, Change, Memory, NewPair
from translate.model import Finding, Severity

SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")

# All of Debian's omegat, or what .ci/run takes out of it: the program itself needs a desktop.
OMEGAT = (Path("/usr/share/omegat/OmegaT.jar"), Path("/usr/local/share/omegat/OmegaT.jar"))

pytestmark = pytest.mark.schema


class _Here(etree.Resolver):  # type: ignore[misc]  # lxml has no types
    """The schema of xml:lang and xml:space, which both name by an address, from the folder of the others."""

    def resolve(self, url: str, _id: str, context: Any) -> Any:
        return self.resolve_filename(str(SCHEMAS / "xml.xsd"), context) if url.endswith("xml.xsd") else None


def schema(name: str) -> Any:
    assert SCHEMAS.is_dir(), "the schemas are missing: apt-get install php-symfony-translation"
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Here())
    return etree.XMLSchema(etree.parse(SCHEMAS / name, parser))


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    """An article with everything that an export can have to say."""
    blocker = Finding("number_differs", Severity.BLOCKER, "The Chinese says <3>.", (0, 1))
    note = Finding("length", Severity.NOTE, "Rather long.")
    nasty = NASTY.encode("utf-8", "ignore").decode("utf-8")
    result = article(
        row("p00.s01", f"标题{nasty}", f"Title {nasty}"),
        row("p01.s01", "一。", "One.", findings=(blocker, note)),
        row("p01.s02", "二。", ""),
        row("p02.s01", "三。", "Three."),
        url="https://news.example/a?b=1&c=2",
        date=MONDAY,
    )
    memory = Memory.open(tmp_path / "memory.db")
    memory.store(result, {})
    memory.change(
        [
            Change("a1", "p01.s01", Action.EDIT, "Ann", MONDAY, "1."),
            Change("a1", "p02.s01", Action.EDIT, "Ann", MONDAY, "Three!", approve=True),
        ]
    )
    return memory


@pytest.mark.parametrize(
    ("format", "name"),
    [(XLIFF12, "xliff-core-1.2-strict.xsd"), (XLIFF21, "xliff-core-2.0.xsd")],
    ids=["1.2", "2.1"],
)
def test_xliff_is_what_its_schema_says(memory: Memory, format: Format, name: str) -> None:
    validator = schema(name)
    validator.assertValid(etree.fromstring(export(memory, "a1", format)))
    memory.sign_off("a1", "Ann", MONDAY, reason="They are right.")
    document = etree.fromstring(export(memory, "a1", format))
    validator.assertValid(document)
    document[0].append(etree.Element("{urn:x}nothing"))
    document[0].set("nonsense", "1")
    assert not validator.validate(document)  # the schema is not one that takes anything


def test_tmx_is_what_its_dtd_says(memory: Memory) -> None:
    """The DTD that OmegaT, a translator's program, reads memories by."""
    jar = next((path for path in OMEGAT if path.is_file()), None)
    assert jar, "the DTD of TMX is missing: apt-get install omegat"
    with zipfile.ZipFile(jar) as archive:
        dtd = etree.DTD(io.BytesIO(archive.read("schemas/tmx14.dtd")))
    memory.take_pairs([NewPair("四。", "Four.")], "Ann", MONDAY, approved=True, source="agency.tmx")
    whole, one = b"".join(export_memory(memory, drafts=True)), export(memory, "a1", TMX)
    for data in (whole, one):
        document = etree.fromstring(data)
        assert dtd.validate(document), dtd.error_log
        assert len(document.findall(".//tu")) >= 3
        document[1].append(etree.Element("nothing"))
        assert not dtd.validate(document)  # the DTD is not one that takes anything
