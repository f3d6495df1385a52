"""What cannot be read is refused with the right code, and never quoted."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen.documents import FORMATS, read
from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECRET = "Hemlighetsson"


def ole_file(*streams: str) -> bytes:
    """The frame of an OLE compound file: header, and a directory sector with these streams."""
    header = OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\x00") + struct.pack("<H", 2 * len(name) + 2)
        + bytes(62) for name in ("Root Entry", *streams)
    )  # fmt: skip
    return header.ljust(512, b"\x00") + directory.ljust(512, b"\x00")


def code_of(source: Any, **options: Any) -> str:
    with pytest.raises(FairscreenError) as caught:
        read(source, **options)
    assert SECRET not in str(caught.value)
    return caught.value.code


@pytest.mark.parametrize("name", [f"fil.{kind}" for kind in FORMATS])
@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\n" * 1000])
def test_a_file_without_text_is_empty(name: str, data: bytes) -> None:
    assert code_of(data, name=name) == "document-empty"


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf", b"...\n---\n", "\u200b\u00ad".encode()])
def test_marks_without_words_are_empty(data: bytes) -> None:
    assert code_of(data, name="fil.txt") == "document-empty"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
        b"\x7fELF\x02\x01\x01\x00",
        b"MZ\x90\x00\x03\x00",
        b"text\x00with a nul",
        OLE + bytes(600),
    ],
    ids=["png", "jpeg", "elf", "exe", "nul", "ole"],
)  # fmt: skip
def test_pictures_and_programs_are_binary(data: bytes) -> None:
    assert code_of(data, name="annons.txt") == "document-binary"


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (b"{\\rtf1\\ansi Hej}", "rtf"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "mht"),
        (ole_file("WordDocument"), "doc"),
        (ole_file("Workbook"), "xls"),
    ],
)
def test_a_format_that_is_not_read_is_named(data: bytes, format_: str) -> None:
    with pytest.raises(FairscreenError) as caught:
        read(data, name="annons.doc")
    assert caught.value.code == "document-format-unknown"
    assert caught.value.params["format"] == format_


@pytest.mark.parametrize(
    ("parts", "format_"),
    [
        ({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}, "xlsx"),
        ({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<x/>"}, "pptx"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "ods"),
        ({"annons.txt": "Hej"}, "zip"),
    ],
)
def test_a_package_of_another_kind_is_named(
    make_zip: Callable[..., bytes], parts: dict[str, str], format_: str
) -> None:
    with pytest.raises(FairscreenError) as caught:
        read(make_zip(parts), name="fil.docx")
    assert caught.value.params["format"] == format_


def test_a_word_file_with_a_password_is_protected() -> None:
    data = ole_file("EncryptionInfo", "EncryptedPackage")
    assert code_of(data, name="annons.docx") == "document-protected"


def test_a_pdf_with_a_password_is_protected(make_pdf: Callable[..., bytes]) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    data = make_pdf(
        lambda canvas: canvas.drawString(72, 700, SECRET), encrypt=StandardEncryption("lösen")
    )
    assert code_of(data, name="annons.pdf") == "document-protected"


def test_an_encrypted_odt_is_protected(make_zip: Callable[..., bytes]) -> None:
    manifest = (
        '<m:manifest xmlns:m="x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    )
    data = make_zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": manifest,
            "content.xml": os.urandom(64),
        }
    )
    assert code_of(data, name="annons.odt") == "document-protected"


def test_an_encrypted_zip_entry_is_protected(make_docx: Callable[..., bytes]) -> None:
    data = bytearray(make_docx("<w:p/>"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 1)
    assert code_of(bytes(data), name="annons.docx") == "document-protected"


def test_a_scanned_pdf_has_no_text_layer(make_pdf: Callable[..., bytes]) -> None:
    def scan(canvas: Any) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(Image.new("L", (200, 280), 230)), 0, 0, 595, 842)

    assert code_of(make_pdf(scan), name="skannad.pdf") == "document-no-text-layer"


@pytest.mark.parametrize("name", ["underskoterska.docx", "bygglovshandlaggare.odt"])
@pytest.mark.parametrize("part", [0.3, 0.9])
def test_a_cut_off_package_is_broken(root: Path, name: str, part: float) -> None:
    data = (root / "examples" / name).read_bytes()
    assert code_of(data[: int(part * len(data))], name=name) == "document-broken"


def test_a_cut_off_pdf_is_broken(root: Path) -> None:
    data = (root / "examples" / "socialsekreterare.pdf").read_bytes()
    assert code_of(data[:300], name="annons.pdf") == "document-broken"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7\nnot really"),
        ("a.docx", b"\x00\x01not a zip"),
        ("a.docx", b"PK\x03\x04 not a zip either"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_broken(name: str, data: bytes) -> None:
    assert code_of(data, name=name) == "document-broken"


def test_xml_that_is_not_well_formed_is_broken(make_docx: Callable[..., bytes]) -> None:
    assert code_of(make_docx("<w:p>"), name="a.docx") == "document-broken"


def test_a_word_file_without_a_body_is_broken(make_zip: Callable[..., bytes]) -> None:
    data = make_zip({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"})
    assert code_of(data, name="a.docx") == "document-broken"


def test_an_entity_bomb_is_not_expanded(make_zip: Callable[..., bytes]) -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    document = f'<!DOCTYPE d [<!ENTITY e0 "ha">{entities}]><d><body><p>&e9;</p></body></d>'
    data = make_zip({"[Content_Types].xml": "<Types/>", "word/document.xml": document})
    assert code_of(data, name="a.docx") == "document-broken"


def test_an_entity_does_not_fetch_a_file(make_zip: Callable[..., bytes], tmp_path: Path) -> None:
    target = tmp_path / "hemlig.txt"
    target.write_text(SECRET)
    document = (
        f'<!DOCTYPE d [<!ENTITY e SYSTEM "{target.as_uri()}">]><d><body><p><r><t>a&e;</t></r></p>'
        "</body></d>"
    )
    data = make_zip({"[Content_Types].xml": "<Types/>", "word/document.xml": document})
    assert code_of(data, name="a.docx") == "document-broken"


def test_a_zip_bomb_is_too_complex(make_docx: Callable[..., bytes]) -> None:
    bomb = make_docx("<w:p><w:r><w:t>" + " " * 30_000_000 + "</w:t></w:r></w:p>")
    assert len(bomb) < 100_000
    assert code_of(bomb, name="a.docx") == "document-too-complex"


def test_a_zip_that_lies_about_its_size_is_refused(make_docx: Callable[..., bytes]) -> None:
    body = "<w:p><w:r><w:t>" + "x" * 30_000_000 + "</w:t></w:r></w:p>"
    data = bytearray(make_docx(body))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        entry = package.getinfo("word/document.xml")
    true_size = struct.pack("<I", entry.file_size)
    data = data.replace(true_size, struct.pack("<I", 1000))
    assert code_of(bytes(data), name="a.docx") in ("document-broken", "document-too-complex")


def test_the_unpacked_limit_is_a_setting(make_docx: Callable[..., bytes]) -> None:
    noise = "".join(chr(ord("a") + byte % 26) for byte in os.urandom(400_000))
    data = make_docx(f"<w:p><w:r><w:t>{noise}</w:t></w:r></w:p>")
    small = Settings(max_unpacked_mb=0.1)
    assert code_of(data, name="a.docx", settings=small) == "document-too-complex"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_two_megabytes_of_text_are_too_long(name: str) -> None:
    data = ("<p>" if name == "a.html" else "").encode() + b"ord och " * 250_000
    assert code_of(data, name=name) == "text-too-long"


def test_a_long_word_file_is_too_long(make_docx: Callable[..., bytes]) -> None:
    words = "".join(chr(ord("a") + byte % 26) for byte in os.urandom(3000))
    body = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" * 100
    assert code_of(make_docx(body), name="a.docx") == "text-too-long"


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "stor.txt"
    with path.open("wb") as file:
        file.truncate(3 * 1024 * 1024)
    assert code_of(path, settings=Settings(max_file_mb=2)) == "document-too-large"


def test_many_pages_are_refused(make_pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Any) -> None:
        for _ in range(4):
            canvas.drawString(72, 700, "sida")
            canvas.showPage()

    data = make_pdf(draw)
    assert code_of(data, name="a.pdf", settings=Settings(max_pages=3)) == "document-too-many-pages"


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote", "span"])
def test_html_nested_a_hundred_thousand_deep_is_refused(tag: str) -> None:
    data = b"<html>" + f"<{tag}>".encode() * 100_000 + b"text"
    assert code_of(data, name="a.html") == "document-nested"


def test_markdown_nested_deep_is_refused() -> None:
    assert code_of(b">" * 100_000 + b" text", name="a.md") == "document-nested"


def test_xml_nested_deep_is_refused(make_docx: Callable[..., bytes]) -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 5000
    assert code_of(make_docx(deep), name="a.docx") == "document-nested"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FairscreenError) as caught:
        read(tmp_path / "saknas.docx")
    assert caught.value.code == "document-not-found"
    assert caught.value.params == {"name": "saknas.docx"}


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    assert code_of(tmp_path) == "document-not-permitted"


@settings(deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", OLE, b"<html>"])
)
def test_any_bytes_give_a_text_or_an_error_with_a_code(data: bytes, start: bytes) -> None:
    try:
        assert read(start + data, name="fil.txt").text
    except FairscreenError as error:
        assert error.code.startswith(("document-", "text-"))


@settings(deadline=None, max_examples=60)
@given(st.data())
@pytest.mark.parametrize("name", ["underskoterska.docx", "socialsekreterare.pdf"])
def test_a_damaged_file_gives_a_text_or_an_error_with_a_code(
    root: Path, name: str, data: st.DataObject
) -> None:
    content = bytearray((root / "examples" / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert read(bytes(content), name=name).text
    except FairscreenError as error:
        assert error.code.startswith(("document-", "text-"))


def test_nothing_is_written_to_disk(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for example in sorted((root / "examples").glob("*.*")):
        if example.suffix in (".docx", ".odt", ".pdf", ".html"):
            read(example)
    assert list(tmp_path.iterdir()) == []


def test_the_checksum_of_a_part_is_checked(make_docx: Callable[..., bytes]) -> None:
    data = make_docx("<w:p><w:r><w:t>Hej</w:t></w:r></w:p>")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        crc = zlib.crc32(package.read("word/document.xml"))
    wrong = data.replace(struct.pack("<I", crc), struct.pack("<I", crc ^ 1))
    assert code_of(wrong, name="a.docx") == "document-broken"
