"""What cannot be read is refused with a clear message; what is odd is read with a warning."""

from __future__ import annotations

import io
import os
import struct
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen.documents import inspect, isolated, read_application, rewrite
from fairscreen.documents.applications import ocr
from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings

SECRET = "Hemlighetsson"
Draw = Callable[..., bytes]


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(FairscreenError) as caught:
        call()
    assert SECRET not in str(caught.value)
    return caught.value.code


def codes(data: bytes, name: str, **options: Any) -> set[str]:
    return {warning.code for warning in read_application(data, name=name, **options).warnings}


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.png", "a.eml", "a.rtf", "a"])
def test_an_empty_file_is_empty(name: str) -> None:
    assert code_of(lambda: read_application(b"", name=name)) == "document-empty"
    assert code_of(lambda: inspect(b"", name=name)) == "document-empty"


def encrypted(make_pdf: Draw, user: str) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    return make_pdf(
        lambda canvas: canvas.drawString(72, 700, SECRET),
        encrypt=StandardEncryption(user, ownerPassword="ägare"),
    )


def test_a_pdf_with_a_password_is_protected(make_pdf: Draw) -> None:
    data = encrypted(make_pdf, "lösen")
    assert code_of(lambda: read_application(data, name="a.pdf")) == "document-protected"
    assert code_of(lambda: inspect(data, name="a.pdf")) == "document-protected"


def test_a_pdf_that_only_forbids_copying_is_read_and_written_open(make_pdf: Draw) -> None:
    document = read_application(encrypted(make_pdf, ""), name="a.pdf")
    assert document.text == SECRET
    assert read_application(rewrite(document, [], layout="keep"), name="b.pdf").text == SECRET


@pytest.mark.parametrize("name", ["underskoterska.docx", "socialsekreterare.pdf"])
def test_a_cut_off_file_is_broken(root: Any, name: str) -> None:
    data = (root / "examples" / name).read_bytes()[:300]
    assert code_of(lambda: read_application(data, name=name)) == "document-broken"


def test_a_zip_bomb_is_too_complex(make_docx: Draw) -> None:
    bomb = make_docx("<w:p><w:r><w:t>" + " " * 30_000_000 + "</w:t></w:r></w:p>")
    assert code_of(lambda: read_application(bomb, name="a.docx")) == "document-too-complex"
    assert code_of(lambda: inspect(bomb, name="a.docx")) == "document-too-complex"


def test_a_thousand_pages_are_refused(make_pdf: Draw) -> None:
    def draw(canvas: Any) -> None:
        for _ in range(1000):
            canvas.drawString(72, 700, "sida")
            canvas.showPage()

    data = make_pdf(draw)
    assert code_of(lambda: read_application(data, name="a.pdf")) == "document-too-many-pages"
    assert code_of(lambda: inspect(data, name="a.pdf")) == "document-too-many-pages"


@pytest.mark.parametrize(
    ("name", "shown"), [("cv.pdf", "docx"), ("cv.txt", "docx"), ("cv.png", "docx"), ("cv.docx", "")]
)
def test_the_content_decides_what_a_file_is(make_docx: Draw, name: str, shown: str) -> None:
    document = read_application(make_docx("<w:p><w:r><w:t>Hej</w:t></w:r></w:p>"), name=name)
    assert document.format == "docx"
    assert [w.code for w in document.warnings] == (["file-type"] if shown else [])


@pytest.mark.parametrize("name", ["cv.docm", "cv.docx"])
def test_macros_are_told_and_left_out(make_zip: Draw, name: str) -> None:
    data = make_zip(
        {
            "[Content_Types].xml": '<Types><Override PartName="/word/document.xml" ContentType='
            '"application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
            "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/'
            'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Hej</w:t></w:r></w:p></w:body>'
            "</w:document>",
            "word/vbaProject.bin": b"\x00" + SECRET.encode(),
        }
    )
    document = read_application(data, name=name)
    assert "macros" in {warning.code for warning in document.warnings}
    for layout in ("uniform", "keep"):
        made = rewrite(document, [], layout=layout)
        assert b"vbaProject" not in made
        assert b"macroEnabled" not in made


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<html>" + b"<div>" * 100_000 + b"x", "a.html"),
        (b">" * 100_000 + b" x", "a.md"),
        (b"{\\rtf1 " + b"{" * 100_000 + b"x", "a.rtf"),
    ],
)
def test_deep_nesting_is_refused(data: bytes, name: str) -> None:
    assert code_of(lambda: read_application(data, name=name)) == "document-nested"


def test_deep_nesting_in_a_word_file_is_refused(make_docx: Draw) -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 5000
    assert code_of(lambda: read_application(make_docx(deep), name="a.docx")) == "document-nested"


def huge_png(width: int, height: int) -> bytes:
    import zlib

    def chunk(kind: bytes, content: bytes) -> bytes:
        sum_ = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + sum_

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 1000)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [9_000, 60_000])
def test_a_huge_picture_is_refused_before_it_is_opened(side: int) -> None:
    data = huge_png(side, side)
    assert code_of(lambda: read_application(data, name="a.png")) == "document-image-too-large"
    assert "unknown: picture too large to open" in {layer.name for layer in inspect(data)}


def test_a_picture_bomb_in_a_pdf_does_not_fill_the_memory(make_pdf: Draw) -> None:
    import pikepdf

    pdf = pikepdf.open(io.BytesIO(make_pdf(lambda canvas: canvas.drawString(72, 700, "Hej"))))
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(
        Bomb=pdf.make_stream(
            b"\x00", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=100_000,
            Height=100_000, BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceGray,
        )
    )  # fmt: skip
    written = io.BytesIO()
    pdf.save(written)
    assert any("too large" in layer.name for layer in inspect(written.getvalue()))


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"\x7fELF\x02\x01\x01\x00", "a.docx", "document-broken"),
        (b"MZ\x90\x00\x03\x00", "cv.exe", "document-binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a.png", "document-broken"),
        (b"From: a\nTo: b\n\n", "a.eml", None),
        (b"{\\rtf1", "a.rtf", "document-empty"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, name: str, code: str | None) -> None:
    if code:
        assert code_of(lambda: read_application(data, name=name)) == code
    else:
        assert read_application(data, name=name).format == "eml"


def test_a_spreadsheet_is_named_and_can_still_be_inspected(make_zip: Draw) -> None:
    data = make_zip(
        {"[Content_Types].xml": "<Types/>", "xl/sharedStrings.xml": f"<sst><t>{SECRET}</t></sst>"}
    )
    with pytest.raises(FairscreenError) as caught:
        read_application(data, name="a.xlsx")
    assert caught.value.code == "document-application-format"
    assert caught.value.params["format"] == "xlsx"
    assert any(SECRET in layer.text for layer in inspect(data))


def test_a_scan_without_tesseract_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, picture_of: Draw
) -> None:
    monkeypatch.setattr(ocr.shutil, "which", lambda name: None)
    ocr.has_ocr.cache_clear()
    try:
        with pytest.raises(FairscreenError) as caught:
            read_application(picture_of(["Jag heter"]), name="skannad.png")
        assert caught.value.code == "ocr-missing"
        assert "tesseract-ocr-swe" in caught.value.action
        assert any("tesseract" in layer.name for layer in inspect(picture_of(["Jag heter"])))
    finally:
        ocr.has_ocr.cache_clear()


def test_tesseract_that_hangs_is_stopped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, picture_of: Draw
) -> None:
    program = tmp_path / "tesseract"
    program.write_text('#!/bin/sh\n[ "$1" = --list-langs ] && echo swe && echo eng || sleep 20\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(ocr, "_SECONDS", 0.5)
    ocr.has_ocr.cache_clear()
    try:
        picture = picture_of(["Jag heter"])
        assert code_of(lambda: read_application(picture, name="a.png")) == "ocr-failed"
    finally:
        ocr.has_ocr.cache_clear()


@pytest.mark.ocr
def test_more_scanned_pages_than_the_limit_are_refused(picture_of: Draw) -> None:
    from PIL import Image

    pages = [Image.open(io.BytesIO(picture_of([f"Sida {n}"]))) for n in range(3)]
    written = io.BytesIO()
    pages[0].save(written, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    limits = Settings(max_ocr_pages=2)
    code = code_of(lambda: read_application(written.getvalue(), name="a.pdf", settings=limits))
    assert code == "document-too-many-pages"


def test_more_attachments_than_the_limit_are_told() -> None:
    import email.message

    message = email.message.EmailMessage()
    message["From"], message["Subject"] = "a@example.se", "Ansökan"
    message.set_content("Hej")
    for number in range(5):
        message.add_attachment(f"nr {number}", filename=f"{number}.txt")
    document = read_application(
        message.as_bytes(), name="a.eml", settings=Settings(max_attachments=2)
    )
    assert len(document.attachments) == 2
    assert "attachments-left" in {warning.code for warning in document.warnings}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("Åsa Öberg".encode("cp1252"), "Åsa Öberg"),
        ("Åsa Öberg".encode("utf-16"), "Åsa Öberg"),
        ("A\u030asa O\u0308berg".encode(), "Åsa Öberg"),
        ("Å\u200bs\u00ada Öb\u2060erg".encode(), "Åsa Öberg"),
        ("Åsa\u00a0Öberg, e\ufb03cient".encode(), "Åsa Öberg, efficient"),
        ("Jag heter Åsa Öberg-\nLindqvist".encode(), "Jag heter Åsa Öberg-Lindqvist"),
        ("Jag heter Åsa Lind-\nqvist".encode(), "Jag heter Åsa Lindqvist"),
        ("kvälls- \noch helgarbete".encode(), "kvälls-\noch helgarbete"),
        ("för- och\nefternamn".encode(), "för- och\nefternamn"),
    ],
)  # fmt: skip
def test_letters_come_out_tidy(raw: bytes, said: str) -> None:
    assert read_application(raw, name="cv.txt").text == said


def test_an_unknown_part_of_a_word_file_is_told(make_docx: Draw) -> None:
    data = make_docx("<w:p><w:r><w:t>Hej</w:t></w:r></w:p>", hemligt="<x/>")
    document = read_application(data, name="a.docx")
    warning = next(w for w in document.warnings if w.code == "unknown")
    assert warning.level == "check"
    assert "hemligt" in warning.text


def test_no_warning_or_error_shows_the_text(make_docx: Draw) -> None:
    data = make_docx(f"<w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p>")
    document = read_application(data, name="a.docx")
    assert SECRET not in repr(document)
    assert SECRET not in repr(inspect(data))


@settings(deadline=None, max_examples=60)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"{\\rtf1 ", b"From: a\nTo: b\n\n",
                     b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<html>", b"II*\x00"]),
)  # fmt: skip
def test_any_bytes_give_a_result_or_an_error_with_a_code(data: bytes, start: bytes) -> None:
    for call in (read_application, inspect):
        try:
            call(start + data, name="fil.txt")  # type: ignore[operator]
        except FairscreenError as error:
            assert error.code.startswith(("document-", "text-", "ocr-"))


@settings(deadline=None, max_examples=12)
@given(st.data())
@pytest.mark.parametrize("name", ["underskoterska.docx", "socialsekreterare.pdf"])
def test_a_damaged_file_gives_a_result_or_an_error_with_a_code(
    root: Any, name: str, data: st.DataObject
) -> None:
    content = bytearray((root / "examples" / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    for call in (
        lambda: rewrite(read_application(bytes(content), name=name), [], layout="keep"),
        lambda: inspect(bytes(content)),
    ):
        try:
            call()
        except FairscreenError as error:
            assert error.code.startswith(("document-", "text-", "ocr-"))


@pytest.mark.parametrize(
    ("bait", "name"),
    [
        (b"<html><p>x" + b"<!-- " * 60_000, "a.html"),
        (b"<html><p>x" + b"<a " * 40_000, "a.html"),
        (b"<html><p>x<meta " + b"name=author " * 20_000, "a.html"),
        (b"x ![" * 3_000, "a.md"),
        (b"x " + b"on" * 80_000, "a.md"),
        (b"x " + b"a-\n" * 50_000, "a.txt"),
        (b"x\n" + b" " * 150_000 + b"x", "a.txt"),
        (b"From: a\nTo: b\nX: " + b"y: " * 50_000 + b"\n\nx", "a.eml"),
        (b"{\\rtf1 x" + b"\\'e5" * 40_000 + b"}", "a.rtf"),
        (b"{\\rtf1 x" + b"{\\*\\author " * 200 + b"x", "a.rtf"),
    ],
)
def test_bait_for_slow_patterns_is_swallowed(tmp_path: Any, bait: bytes, name: str) -> None:
    """The isolated process would be killed after ten seconds."""
    path = tmp_path / name
    path.write_bytes(bait)
    try:
        isolated(read_application, path, timeout_s=10)
        isolated(inspect, path, timeout_s=10)
    except FairscreenError as error:
        assert error.code in ("document-nested", "document-empty")
