"""Files made on the spot: small packages and pdfs that tests fill as they need."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from fairscreen.documents import Document, read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "style": "style",
        "fo": "xsl-fo-compatible",
    }.items()
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return written.getvalue()


@pytest.fixture(scope="session")
def make_zip() -> Callable[[dict[str, str | bytes]], bytes]:
    """A zip file from its parts."""
    return zipped


@pytest.fixture(scope="session")
def make_docx() -> Callable[..., bytes]:
    """A Word package whose body is the given WordprocessingML; more parts by name."""

    def make(body: str, **parts: str | bytes) -> bytes:
        more = {f"word/{name}.xml": data for name, data in parts.items()}
        return zipped(
            {
                "[Content_Types].xml": _CONTENT_TYPES,
                "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
                **more,
            }
        )

    return make


@pytest.fixture(scope="session")
def make_odt() -> Callable[..., bytes]:
    """An OpenDocument text whose body is the given XML, with automatic styles (looks)."""

    def make(body: str, looks: str = "", **parts: str | bytes) -> bytes:
        return zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": f"<office:document-content {_ODF}>"
                f"<office:automatic-styles>{looks}</office:automatic-styles>"
                f"<office:body><office:text>{body}</office:text></office:body>"
                "</office:document-content>",
                **{f"{name}.xml": f"<office:x {_ODF}>{data}</office:x>"
                   for name, data in parts.items()},
            }
        )  # fmt: skip

    return make


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    """A pdf drawn by a function that gets reportlab's canvas."""

    def make(draw: Callable[[Any], object], **options: Any) -> bytes:
        from reportlab.pdfgen.canvas import Canvas

        written = io.BytesIO()
        canvas = Canvas(written, invariant=1, **options)
        draw(canvas)
        canvas.save()
        return written.getvalue()

    return make


def told(document: Document) -> list[tuple[str, int, str]]:
    """Each block's kind, level and text."""
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


@pytest.fixture(scope="session")
def blocks_of() -> Callable[..., list[tuple[str, int, str]]]:
    """Kind, level and text of each block of a file given as bytes."""

    def read_blocks(data: bytes, name: str) -> list[tuple[str, int, str]]:
        return told(read(data, name=name))

    return read_blocks
