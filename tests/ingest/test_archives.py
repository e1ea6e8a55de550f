"""Archives: each news file in them is an article, each bad member one fault, and nothing is ever extracted."""

from __future__ import annotations

import io
import random
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.ingest.packing import PAGE, RECORD, RSS, TEXT, as_lines, found, gzipped, tarred, told, zipped
from translate.errors import IngestError
from translate.ingest import archives, read, streams

CONTENTS = {
    "a.txt": TEXT,
    "a.html": PAGE,
    "a.rss": RSS,
    "a.jsonl": as_lines(RECORD),
    "a.json": f"[{as_lines(RECORD)}]",
}


@pytest.mark.parametrize("name", CONTENTS)
def test_every_input_is_read_as_it_is_and_in_gzip_zip_and_tar(name: str) -> None:
    content = CONTENTS[name]
    inside = told(content, name)[0].removeprefix(name)
    assert inside.endswith(" 河城新馆")
    assert told(gzipped(content), f"{name}.gz") == [f"{name}.gz{inside}"]
    for pack, archive in ((zipped, "d.zip"), (tarred, "d.tar")):
        assert told(pack({name: content}), archive) == [f"{archive}!{name}{inside}"]
        assert told(pack({f"{name}.gz": gzipped(content)}), archive) == [f"{archive}!{name}.gz{inside}"]
    assert told(gzipped(tarred({name: content})), "d.tgz") == [f"d.tgz!{name}{inside}"]
    assert told(tarred({name: content}, "w:gz"), "d.tar.gz") == [f"d.tar.gz!{name}{inside}"]


def test_names_do_not_matter_where_the_beginning_tells() -> None:
    assert told(zipped({"a.txt": TEXT}), "download") == ["download!a.txt 河城新馆"]
    assert told(gzipped(as_lines(RECORD)), "download") == ["download:1 河城新馆"]
    assert told(gzipped(tarred({"a.txt": TEXT})), "x.gz") == ["x.gz!a.txt 河城新馆"]


def test_members_that_are_no_news_are_passed_over() -> None:
    members: dict[str, str | bytes] = {
        "README.md": "x",
        ".git/a.md": "x",
        "__MACOSX/._a.md": "x",
        "a.png": "x",
        "2025/a.txt": TEXT,
    }
    assert told(zipped(members), "d.zip") == ["d.zip!2025/a.txt 河城新馆"]
    assert told(tarred(members), "d.tar") == ["d.tar!2025/a.txt 河城新馆"]


def test_a_bad_member_is_one_fault_and_the_others_go_on() -> None:
    members: dict[str, str | bytes] = {
        "a.md": "",
        "b.md": b"\x89PNG\r\n\x1a\n\0",
        "c.jsonl": "{}\n" + as_lines(RECORD),
        "d.txt": TEXT,
    }
    for pack, archive in ((zipped, "d.zip"), (tarred, "d.tar")):
        empty, image, line, *good = told(pack(members), archive)
        assert empty.startswith(f"{archive}!a.md: is empty; ")
        assert image.startswith(f"{archive}!b.md: is a PNG image, not text; ")
        assert line.startswith(f"{archive}!c.jsonl:1: has no title, body or html")
        assert good == [f"{archive}!c.jsonl:2 河城新馆", f"{archive}!d.txt 河城新馆"]


def test_a_member_whose_sum_is_wrong_is_one_fault() -> None:
    data = zipped({"a.txt": TEXT, "b.txt": TEXT})
    at = data.index(b"a.txt") + 5
    hurt = data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]
    first, second = told(hurt, "d.zip")
    assert first.startswith("d.zip!a.txt: is broken ZIP member")
    assert second == "d.zip!b.txt 河城新馆"


def test_names_in_gbk_as_chinese_windows_packs_them() -> None:
    data = zipped({"XXXX.txt": TEXT})
    assert told(data.replace(b"XXXX", "新闻".encode("gbk")), "d.zip") == ["d.zip!新闻.txt 河城新馆"]


def test_a_name_that_climbs_out_is_only_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = "../../up\x1b[31m.txt"
    for pack in (zipped, tarred):
        assert told(pack({name: TEXT}), "d.zip") == ["d.zip!../../up[31m.txt 河城新馆"]
    assert list(tmp_path.iterdir()) == []


def test_an_encrypted_member_is_named() -> None:
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    data[6] |= 1  # the flag in the member's own header
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the list
    assert told(bytes(data), "d.zip") == [
        "d.zip!a.txt: is encrypted; pack it again without a password",
        "d.zip!b.txt 河城新馆",
    ]


def test_links_and_devices_in_a_tar_are_refused() -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            info = tarfile.TarInfo(f"{kind.decode()}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    what = [line.split("; ")[0] for line in told(file.getvalue(), "d.tar")]
    assert what == [
        "d.tar!2.txt: is a link inside the archive",
        "d.tar!1.txt: is a link inside the archive",
        "d.tar!6.txt: is no plain file",
        "d.tar!3.txt: is no plain file",
    ]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (zipped({"in.zip": zipped({"a.txt": TEXT})}), "d.zip"),
        (zipped({"in.tar": tarred({"a.txt": TEXT})}), "d.zip"),
        (zipped({"in.tgz": tarred({"a.txt": TEXT}, "w:gz")}), "d.zip"),
        (tarred({"in.zip": zipped({"a.txt": TEXT})}), "d.tar"),
        (zipped({"a.txt.gz": gzipped(gzipped(TEXT))}), "d.zip"),
        (gzipped(gzipped(TEXT)), "a.txt.gz.gz"),
        (gzipped(zipped({"a.txt": TEXT})), "d.zip.gz"),
    ],
)
def test_an_archive_in_an_archive_is_refused(content: bytes, name: str) -> None:
    (line,) = told(content, name)
    assert "archive inside another one; unpack the outer one" in line


def test_an_archive_without_news_says_so() -> None:
    remedy = "unpack it and name the files that are news"
    assert told(zipped({"a.png": "x"}), "d.zip") == [f"d.zip: holds no news files; {remedy}"]
    assert told(zipped({}), "d.zip") == [f"d.zip: holds no news files; {remedy}"]
    assert told(tarred({"a.png": "x"}), "d.tar") == [f"d.tar: holds no news files; {remedy}"]


def test_an_office_document_is_no_archive_of_news() -> None:
    (line,) = told(zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"}), "a.docx")
    assert line.startswith("a.docx: is an Office document or an e-book")


class TestBombs:
    def test_a_zip_member_that_says_it_is_huge_is_not_unpacked(self) -> None:
        line, good = told(zipped({"bomb.txt": bytes(40 << 20), "a.txt": TEXT}), "d.zip")
        assert line.startswith("d.zip!bomb.txt: unpacks to more than 200 times its size")
        assert good == "d.zip!a.txt 河城新馆"

    def test_a_zip_member_that_lies_about_its_size_is_stopped(self) -> None:
        """Its header says 100 bytes; zipfile then stops there and finds the sum wrong."""
        data = bytearray(zipped({"bomb.jsonl": b"[" * (40 << 20)}))
        listed = data.index(b"PK\x01\x02")
        struct.pack_into("<L", data, listed + 24, 100)
        (line,) = told(bytes(data), "d.zip")
        assert line.startswith("d.zip!bomb.jsonl")

    def test_members_that_share_their_bytes_are_stopped_by_the_whole(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The zip bomb of David Fifield: a list of many members that are all the same bytes."""
        monkeypatch.setattr(streams, "ALLOWED", 1 << 20)
        text = as_lines(*[RECORD] * 2000)  # 0.8 MB in 3 KB
        data = zipped({"a.jsonl": text})
        listed, ending = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
        entry = data[listed:ending]
        end = bytearray(data[ending:])
        struct.pack_into("<HHL", end, 8, 50, 50, len(entry) * 50)
        read = found(data[:listed] + entry * 50 + bytes(end), "d.zip")
        assert str(read[-1]).startswith("d.zip: unpacks to more than")
        assert len(read) < 50 * 2000

    def test_a_gzip_bomb_is_stopped_while_it_unpacks(self) -> None:
        bomb = gzipped(b'{"title": "' + b"a" * (60 << 20))
        assert "unpacks to more than 200 times its size" in told(bomb, "a.jsonl.gz")[-1]
        assert "unpacks to more than 200 times its size" in told(bomb, "a.txt.gz")[-1]

    def test_a_tar_with_an_endless_name_is_stopped(self) -> None:
        info = tarfile.TarInfo("././@LongLink")
        info.type, info.size = tarfile.GNUTYPE_LONGNAME, 1 << 30
        (line,) = told(info.tobuf(tarfile.GNU_FORMAT) + bytes(1 << 20), "d.tar")
        assert line.startswith("d.tar: has a member with an endless name; ")

    def test_a_sparse_tar_member_is_refused(self) -> None:
        info = tarfile.TarInfo("a.txt")
        header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
        header[156:157] = tarfile.GNUTYPE_SPARSE
        header[483:495] = b"77777777777\0"
        header[148:156] = b"        "
        header[148:156] = b"%06o\0 " % sum(header)
        (line,) = told(bytes(header) + bytes(1024), "d.tar")
        assert "is no plain file" in line


class TestCutOff:
    def test_what_a_cut_gzip_still_holds_is_read(self) -> None:
        chance = random.Random(1)
        many = [
            RECORD | {"title": f"新闻{n}", "body": "".join(chance.choices("天地玄黄宇宙洪荒", k=300))}
            for n in range(3000)
        ]
        whole = gzipped(as_lines(*many))
        *good, fault = found(whole[: len(whole) // 2], "a.jsonl.gz")
        assert len(good) > 1000
        assert not [each for each in good if isinstance(each, IngestError)]
        assert str(fault) == "a.jsonl.gz: is cut off: its gzip data has no end; fetch or export it again"

    def test_a_cut_zip_is_one_fault(self) -> None:
        (line,) = told(zipped({"a.txt": TEXT})[:-30], "d.zip")
        assert line == "d.zip: is broken ZIP archive: File is not a zip file; fetch or export it again"

    def test_a_cut_tar_keeps_what_is_there(self) -> None:
        first, cut, last = told(tarred({"a.txt": TEXT, "b.txt": TEXT})[: 512 * 3 + 100], "d.tar")
        assert first == "d.tar!a.txt 河城新馆"
        assert cut.startswith("d.tar!b.txt: is broken tar member")
        assert last.startswith("d.tar: is broken tar archive")


def test_read_takes_an_archive_of_one_article(tmp_path: Path) -> None:
    path = tmp_path / "d.zip"
    path.write_bytes(zipped({"a.txt": TEXT}))
    assert read(path).source == f"{path}!a.txt"
    path.write_bytes(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    with pytest.raises(IngestError, match="holds more than one article"):
        read(path)


def test_a_tar_of_many_members_keeps_no_headers() -> None:
    data = tarred({f"{n}.txt": TEXT for n in range(50)})
    members = archives.tar_members(io.BufferedReader(io.BytesIO(data)), "d.tar")
    assert sum(isinstance(member, archives.Member) for member in members) == 50


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_packed_in_a_way_that_knows_no_bounds_is_refused(way: int) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", way) as archive:
        archive.writestr("a.txt", TEXT)
    assert told(file.getvalue(), "d.zip") == [
        "d.zip!a.txt: is packed in an unusual way; pack it again as an ordinary .zip"
    ]


def test_a_stored_member_is_read_too() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", TEXT)
    assert told(file.getvalue(), "d.zip") == ["d.zip!a.txt 河城新馆"]
