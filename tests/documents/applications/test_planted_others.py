"""Surnames in every layer of odt, html, rtf, eml, md and pictures: none survives."""

# ruff: noqa: E501 - an element a line
from __future__ import annotations

import base64
import email.message
import io
from collections.abc import Callable
from typing import Any

import pytest

from fairscreen.documents import read_application

Plant = Callable[[str], str]
ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
        "meta": "meta", "svg": "svg-compatible", "form": "form", "config": "config",
    }.items()
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip


def odt(plant: Plant, make_zip: Callable[..., bytes], picture: bytes) -> bytes:
    """An OpenDocument text."""
    body = (
        f"<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>{plant('author of a deletion')}"
        f"</dc:creator></office:change-info><text:p>{plant('deleted text')}</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        f'<text:h text:outline-level="1">{plant("heading")}</text:h>'
        f'<text:p>Jag heter {plant("running text")}.<office:annotation office:name="{plant("name of a comment")}"><dc:creator>'
        f"{plant('author of a comment')}</dc:creator><text:p>{plant('comment')}</text:p></office:annotation></text:p>"
        f'<text:p><text:span text:style-name="{plant("name of a style")}">{plant("span")}</text:span></text:p>'
        f'<text:p><text:bookmark text:name="{plant("bookmark")}"/><text:a xlink:href="https://example.se/{plant("target of a link")}">'
        f"{plant('text of a link')}</text:a></text:p>"
        f'<text:p text:style-name="Dold">{plant("hidden text")}</text:p>'
        f'<text:p><text:hidden-text text:string-value="{plant("value of a hidden field")}">{plant("hidden field")}</text:hidden-text> x</text:p>'
        f"<text:list><text:list-item><text:p>{plant('list item')}</text:p></text:list-item></text:list>"
        f'<table:table table:name="{plant("name of a table")}"><table:table-row><table:table-cell><text:p>{plant("table cell")}</text:p>'
        "</table:table-cell><table:table-cell><text:p>2019</text:p></table:table-cell></table:table-row></table:table>"
        f"<text:p>fot<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>{plant('footnote')}</text:p></text:note-body></text:note></text:p>"
        f'<text:p><draw:frame draw:name="{plant("name of a frame")}"><svg:title>{plant("title of a picture")}</svg:title>'
        f'<svg:desc>{plant("alternative text")}</svg:desc><draw:image xlink:href="Pictures/1.png"/></draw:frame>'
        f"<draw:frame><draw:text-box><text:p>{plant('text box')}</text:p></draw:text-box></draw:frame></text:p>"
        f"<text:p><text:author-name>{plant('author field')}</text:author-name></text:p>"
        f'<text:user-field-decls><text:user-field-decl text:name="x" office:string-value="{plant("field of one’s own")}"/></text:user-field-decls>'
        f"<!-- {plant('comment in the markup')} -->"
    )
    return make_zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {ODF}><office:automatic-styles><style:style style:name='Dold'>"
            "<style:text-properties text:display='none'/></style:style></office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {ODF}><office:master-styles><style:master-page><style:header><text:p>{plant('page head')}</text:p>"
            f"</style:header><style:footer><text:p>{plant('page foot')}</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>",
            "meta.xml": f"<office:document-meta {ODF}><office:meta>" + "".join(
                f"<{tag}>{plant(f'property {tag}')}</{tag}>"
                for tag in ("dc:creator", "meta:initial-creator", "dc:title", "dc:subject", "dc:description", "meta:keyword", "meta:printed-by")
            ) + f'<meta:user-defined meta:name="x">{plant("property of one’s own")}</meta:user-defined></office:meta></office:document-meta>',
            "settings.xml": f"<office:document-settings {ODF}><config:config-item>{plant('setting')}</config:config-item></office:document-settings>",
            "META-INF/manifest.xml": f'<m xmlns="x"><f path="{plant("manifest")}"/></m>',
            f"Pictures/{plant('name of a part')}.png": picture,
            "Basic/Standard/Modul.xml": f"<x>{plant('macro')}</x>",
            "Configurations2/x.bin": b"\x00\x01" + plant("unknown part").encode(),
        }
    )  # fmt: skip


def html(plant: Plant, picture: bytes) -> bytes:
    """A web page."""
    return (
        f'<!doctype html><html lang="sv"><head><title>{plant("title")}</title><meta name="author" content="{plant("author")}">'
        f'<meta name="description" content="{plant("description")}"><style>.x::after{{content:"{plant("style")}"}}</style>'
        f'<script>var namn = "{plant("script")}"</script></head><body data-x="{plant("data attribute")}">'
        f'<nav>{plant("menu")}</nav><h1>{plant("heading")}</h1><p>Jag heter {plant("running text")}.</p>'
        f'<p style="display:none">{plant("hidden text")}</p><p hidden>{plant("hidden element")}</p>'
        f'<p style="color:#fff">{plant("white text")}</p><p>{plant("parted")[:3]}<b>x</b></p>'
        f'<ul><li>{plant("list item")}</li></ul><table><tr><td>{plant("table cell")}</td><td>2019</td></tr></table>'
        f'<a href="https://example.se/{plant("target of a link")}" title="{plant("title of a link")}">{plant("text of a link")}</a>'
        f'<img alt="{plant("alternative text")}" src="data:image/png;base64,{base64.b64encode(picture).decode()}">'
        f'<input value="{plant("form field")}" placeholder="{plant("prompt")}"><select><option>{plant("choice")}</option></select>'
        f'<!-- {plant("comment")} --><svg><text>{plant("drawing")}</text></svg><template>{plant("template")}</template>'
        f'<details><summary>{plant("summary")}</summary>{plant("details")}</details></body></html>'
    ).encode()  # fmt: skip


def rtf(plant: Plant, picture: bytes) -> bytes:
    """A rich text file."""
    return (
        rf"{{\rtf1\ansi{{\info{{\author {plant('author')}}}{{\operator {plant('operator')}}}{{\title {plant('title')}}}"
        rf"{{\manager {plant('manager')}}}{{\company {plant('company')}}}{{\*\userprops {plant('property')}}}}}"
        rf"{{\fonttbl{{\f0 {plant('name of a font')};}}}}{{\stylesheet{{\s1 {plant('name of a style')};}}}}"
        rf"{{\header {plant('page head')}\par}}{{\footer {plant('page foot')}\par}}"
        rf"\pard Jag heter {plant('running text')}.\par {{\b {plant('bold text')}}}\par "
        rf"{{\v {plant('hidden text')}}}\par {{\deleted {plant('deleted text')}}}\par "
        rf"\trowd\cellx100\cellx200 {plant('table cell')}\cell 2019\cell\row\pard "
        rf"{{\field{{\*\fldinst HYPERLINK mailto:{plant('field code')}@example.se}}"
        rf"{{\fldrslt {plant('result of a field')}}}}}\par "
        rf"{{\*\atnauthor {plant('author of a comment')}}}{{\*\annotation {plant('comment')}}}"
        rf"{{\footnote {plant('footnote')}}}{{\*\bkmkstart {plant('bookmark')}}}"
        rf"{{\pict\pngblip {picture.hex()}}}{{\*\unknown {plant('unknown group')}}}\par slut}}"
    ).encode("cp1252")


def eml(plant: Plant, make_docx: Callable[..., bytes]) -> bytes:
    """A message."""
    message = email.message.EmailMessage()
    message["From"] = f"{plant('sender')} <{plant('mailbox of the sender')}@example.se>"
    message["To"] = f"{plant('receiver')} <jobb@example.se>"
    message["Subject"] = f"Ansökan från {plant('subject')} å"
    message["Reply-To"] = f"{plant('answers to')}@example.se"
    message["X-Mailer"] = plant("header of one’s own")
    message["Message-ID"] = f"<{plant('number of the message')}@example.se>"
    message.set_content(
        f"Hej!\n\nJag heter {plant('running text')}.\n\nMvh\n{plant('signature')}\n"
    )
    message.add_alternative(
        f"<html><body><p>{plant('the other version')}</p></body></html>", subtype="html"
    )
    message.add_attachment(
        make_docx(f"<w:p><w:r><w:t>{plant('attachment')}</w:t></w:r></w:p>"), maintype="application",
        subtype="octet-stream", filename=f"{plant('name of an attachment')}.docx",
    )  # fmt: skip
    inner = email.message.EmailMessage()
    inner["Subject"] = plant("subject of a message within")
    inner.set_content(plant("message within"))
    message.add_attachment(inner)
    data = message.as_bytes()
    return data.replace(b"\n--=", f"\n{plant('before the parts')}\n--=".encode(), 1)


def md(plant: Plant) -> bytes:
    """A Markdown file."""
    return (
        f"---\nauthor: {plant('front matter')}\n---\n\n# {plant('heading')}\n\nJag heter **{plant('bold text')}**.\n\n"
        f'- {plant("list item")}\n\n[{plant("text of a link")}](https://example.se/{plant("target of a link")} "{plant("title of a link")}")\n\n'
        f"![{plant('alternative text')}](bild-{plant('name of a picture')}.png)\n\n<!-- {plant('comment')} -->\n\n"
        f"| namn | år |\n| --- | --- |\n| {plant('table cell')} | 2019 |\n\n```\n{plant('code')}\n```\n\n[x]: https://example.se/{plant('reference')}\n"
    ).encode()


@pytest.fixture(params=["odt", "html", "rtf", "eml", "md"])
def planted(
    request: pytest.FixtureRequest, garden: Any, make_zip: Callable[..., bytes],
    make_docx: Callable[..., bytes], picture_of: Callable[..., bytes],
) -> tuple[str, bytes]:  # fmt: skip
    """A format and a file of it."""
    from PIL.PngImagePlugin import PngInfo

    chunk = PngInfo()
    if request.param in ("odt", "html", "rtf"):
        chunk.add_text("Author", garden.plant("text chunk of a picture"))
    picture = picture_of(["."], pnginfo=chunk)
    make: dict[str, Callable[[], bytes]] = {
        "odt": lambda: odt(garden.plant, make_zip, picture),
        "html": lambda: html(garden.plant, picture),
        "rtf": lambda: rtf(garden.plant, picture),
        "eml": lambda: eml(garden.plant, make_docx),
        "md": lambda: md(garden.plant),
    }
    return request.param, make[request.param]()


def test_every_planted_name_is_in_a_layer(garden: Any, planted: tuple[str, bytes]) -> None:
    kind, data = planted
    assert len(garden.places) >= {"odt": 38, "html": 28, "rtf": 22, "eml": 15, "md": 13}[kind]
    missed = set(garden.places.values()) - set(garden.left_in(data, f"cv.{kind}"))
    assert missed <= {"parted"}


@pytest.mark.parametrize("form", ["same", "docx", "pdf", "html", "txt"])
@pytest.mark.parametrize("layout", ["uniform", "keep"])
def test_no_planted_name_survives(
    garden: Any, planted: tuple[str, bytes], form: str, layout: str
) -> None:
    kind, data = planted
    assert garden.survivors(data, f"cv.{kind}", layout, form) == {}


def test_what_shows_is_read(garden: Any, planted: tuple[str, bytes]) -> None:
    kind, data = planted
    text = read_application(data, name=f"cv.{kind}").text
    read = {place for name, place in garden.places.items() if name in text}
    shown = {
        "odt": {"heading", "running text", "span", "text of a link", "list item", "table cell", "footnote",
                "text box", "page head", "page foot", "author field"},
        "html": {"heading", "running text", "list item", "table cell", "text of a link", "summary", "details", "white text"},
        "rtf": {"running text", "bold text", "table cell", "result of a field", "page head", "page foot", "footnote"},
        "eml": {"sender", "mailbox of the sender", "receiver", "subject", "running text", "signature"},
        "md": {"heading", "bold text", "list item", "text of a link", "table cell", "code"},
    }[kind]  # fmt: skip
    assert shown <= read
    assert not read & {"hidden text", "hidden element", "deleted text", "comment", "author", "script",
                       "the other version", "attachment", "front matter", "field code", "macro"}  # fmt: skip


def test_attachments_are_documents_of_their_own(
    garden: Any, make_docx: Callable[..., bytes]
) -> None:
    document = read_application(eml(garden.plant, make_docx), name="ansökan.eml")
    assert [attachment.name.rpartition(".")[2] for attachment in document.attachments] == [
        "docx",
        "eml",
    ]
    names = {place: name for name, place in garden.places.items()}
    texts = [read_application(a.data, name=a.name).text for a in document.attachments]
    assert texts[0] == names["attachment"]
    assert names["message within"] in texts[1]
    assert "attachments" in {warning.code for warning in document.warnings}


@pytest.mark.ocr
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
@pytest.mark.parametrize("layout", ["uniform", "keep"])
def test_no_planted_name_survives_in_a_picture(
    garden: Any, picture_of: Callable[..., bytes], kind: str, layout: str
) -> None:
    lines = ["Undersköterska med tolv års erfarenhet", f"Jag heter {garden.plant('running text')} och söker tjänsten",
             f"Med vänlig hälsning {garden.plant('signature')}"]  # fmt: skip
    from PIL import Image

    exif = Image.Exif()
    exif[0x013B] = garden.plant("artist")
    data = picture_of(lines, kind, exif=exif)
    assert set(garden.left_in(data, "x")) == {"running text", "signature", "artist"}
    document = read_application(data, name="x")
    assert "Undersköterska med tolv års erfarenhet" in document.text
    assert document.identity[0] in garden.places
    assert garden.survivors(data, "x", layout, "pdf") == {}


@pytest.mark.ocr
def test_a_scanned_pdf_is_read_and_masked(garden: Any, picture_of: Callable[..., bytes]) -> None:
    from PIL import Image

    name = garden.plant("running text")
    picture = picture_of(["Undersköterska i Nyäng", f"Jag heter {name} och har arbetat länge"])
    written = io.BytesIO()
    Image.open(io.BytesIO(picture)).save(written, "PDF", resolution=200)
    document = read_application(written.getvalue(), name="skannad.pdf")
    assert name in document.text
    assert "ocr" in {warning.code for warning in document.warnings}
    assert garden.survivors(written.getvalue(), "skannad.pdf", "keep", "pdf") == {}
