"""Places where a name outlives its removal."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from fairscreen.documents import inspect

NAME = "Provlundsson"


def where(data: bytes, name: str = "x") -> set[str]:
    return {layer.name for layer in inspect(data, name=name) if NAME in layer.text}


def test_a_part_taken_out_of_the_list_of_a_package(make_zip: Callable[..., bytes]) -> None:
    whole = make_zip({"[Content_Types].xml": "<Types/>", "word/document.xml": "<d/>", "x": NAME})
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        start = package.start_dir
    left_out = make_zip({"[Content_Types].xml": "<Types/>", "word/document.xml": "<d/>"})
    with zipfile.ZipFile(io.BytesIO(left_out)) as package:
        directory = bytearray(left_out[package.start_dir :])
    end = directory.rindex(b"PK\x05\x06")
    directory[end + 16 : end + 20] = start.to_bytes(4, "little")
    assert "package: bytes outside its parts" in where(whole[:start] + bytes(directory))


def test_an_object_that_a_later_one_replaces(make_pdf: Callable[..., bytes]) -> None:
    data = make_pdf(lambda canvas: canvas.drawString(72, 700, "Hej"), pageCompression=0)
    old = b"900 0 obj\n(" + NAME.encode() + b")\nendobj\n900 0 obj\n(x)\nendobj\n"
    place = data.rindex(b"xref\n")
    assert where(data[:place] + old + data[place:]) >= {"objects out of use"}


def test_a_compressed_page_that_was_replaced(make_pdf: Callable[..., bytes]) -> None:
    import pikepdf

    written = []
    for text in (NAME, "ersatt"):
        pdf = pikepdf.open(io.BytesIO(make_pdf(lambda c, t=text: c.drawString(72, 700, t))))
        written.append(pdf.pages[0].obj.Contents.read_bytes())
    pdf.pages[0].obj.Contents = pdf.make_stream(written[0])
    saved = io.BytesIO()
    pdf.save(saved)
    first = saved.getvalue()
    number = pdf.pages[0].obj.Contents.objgen[0]
    reopened = pikepdf.open(io.BytesIO(first))
    number = reopened.pages[0].obj.Contents.objgen[0]
    root = reopened.Root.objgen[0]
    start = int(first[first.rindex(b"startxref") + 9 :].split()[0])
    body = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (
        number, len(written[1]), written[1],
    )  # fmt: skip
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Prev %d >>\n" % (
        number, len(first), len(reopened.objects) + 1, root, start,
    )  # fmt: skip
    update = body + table + b"startxref\n%d\n%%%%EOF\n" % (len(first) + len(body))
    found = where(first + update)
    assert "page 1: text" not in found
    assert found >= {"earlier revision 1: page 1: text", "objects out of use"}


@pytest.mark.parametrize("kind", ["Redact", "Square"])
def test_text_under_an_annotation_that_hides_it(make_pdf: Callable[..., bytes], kind: str) -> None:
    import pikepdf
    from pikepdf import Dictionary, Name

    pdf = pikepdf.open(io.BytesIO(make_pdf(lambda canvas: canvas.drawString(72, 700, NAME))))
    box = pdf.make_stream(
        b"0 0 0 rg 0 0 200 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 200, 20]
    )
    pdf.pages[0].obj.Annots = pikepdf.Array([
        pdf.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=[70, 695, 270, 715],
            AP=Dictionary(N=box), F=4,
        ))
    ])  # fmt: skip
    saved = io.BytesIO()
    pdf.save(saved)
    assert where(saved.getvalue()) == {
        "page 1: text", "page 1: text under a shape or picture",
    }  # fmt: skip


def test_bytes_before_and_after_a_pdf(make_pdf: Callable[..., bytes]) -> None:
    data = make_pdf(lambda canvas: canvas.drawString(72, 700, "Hej"))
    assert where(NAME.encode() + b"\n" + data) == {"bytes before the file"}
    assert where(data + NAME.encode()) == {"bytes after the file"}


def test_white_text_on_a_web_page() -> None:
    page = f'<html><body>Hej <span style="color:#FFFFFF">{NAME}</span></body></html>'
    assert where(page.encode()) == {"hidden text"}


def test_a_message_inside_a_package_inside_a_message(make_zip: Callable[..., bytes]) -> None:
    import email.message

    inner = email.message.EmailMessage()
    inner["Subject"] = NAME
    outer = email.message.EmailMessage()
    outer["Subject"], outer["From"] = "Ansökan", "a@example.se"
    outer.set_content("Hej")
    package = make_zip({"m.eml": inner.as_bytes() + b"X: y\nDate: x\n\nHej"})
    outer.add_attachment(package, maintype="application", subtype="zip", filename="allt.zip")
    assert any("m.eml" in layer for layer in where(outer.as_bytes()))


def test_what_lies_too_deep_is_told(make_zip: Callable[..., bytes]) -> None:
    data = NAME.encode()
    for _ in range(8):
        data = make_zip({"inre.zip": data})
    assert any("unknown: nested deeper" in layer.name for layer in inspect(data))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_text_in_any_encoding_is_a_layer(encoding: str) -> None:
    data = f"Jag heter {NAME} och är från Åmål".encode(encoding)
    assert "text" in where(data, "a.txt")


def test_an_unknown_format_is_told_and_searched() -> None:
    layers = {
        layer.name: layer.text for layer in inspect(b"\x00\x01\x02" + NAME.encode("utf-16-le"))
    }
    assert "unknown: format" in layers
    assert NAME in layers["raw strings"]


def test_a_layer_does_not_show_its_text_by_accident(make_pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, 700, NAME)

    assert NAME not in repr(inspect(make_pdf(draw)))
