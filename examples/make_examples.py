"""Make the docx, odt and pdf examples from their texts in ``sources/``.

Run from anywhere: ``python examples/make_examples.py``. The files come out byte for byte the same
each time, so that a change in the repository is a change in an ad. Needs the ``test`` extra
(python-docx, reportlab).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
WHEN = (2026, 11, 1, 0, 0, 0)


class Piece(NamedTuple):
    """One line of a source: a heading with its level, a list item, or a paragraph."""

    kind: str  # "heading", "bullet", "number", "paragraph"
    level: int
    text: str


def pieces(source: str) -> Iterator[Piece]:
    """The Markdown that the sources use: ``#`` headings, ``-`` and ``1.`` lists, paragraphs."""
    for line in source.splitlines():
        if match := re.match(r"(#+) (.+)", line):
            yield Piece("heading", len(match[1]), match[2])
        elif line.startswith("- "):
            yield Piece("bullet", 0, line[2:])
        elif match := re.match(r"\d+\. (.+)", line):
            yield Piece("number", 0, match[1])
        elif line.strip():
            yield Piece("paragraph", 0, line)


def to_docx(source: str) -> bytes:
    """A Word file with Word's own heading and list styles."""
    import docx

    styles = {"bullet": "List Bullet", "number": "List Number", "paragraph": None}
    document = docx.Document()
    document.core_properties.author = "fairscreen"
    for piece in pieces(source):
        if piece.kind == "heading":
            document.add_heading(piece.text, piece.level)
        else:
            document.add_paragraph(piece.text, style=styles[piece.kind])
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts.pop("docProps/thumbnail.jpeg", None)  # of python-docx's template
    relations = parts["_rels/.rels"].decode()
    parts["_rels/.rels"] = re.sub(r"<Relationship [^>]*thumbnail[^>]*/>", "", relations).encode()
    return _zipped(parts)


_ODT_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("manifest", "manifest"),
    )
)  # fmt: skip
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ODT_TYPE = "application/vnd.oasis.opendocument.text"


def to_odt(source: str) -> bytes:
    """An OpenDocument text as small as the format allows."""
    body = []
    items: list[str] = []

    def end_list() -> None:
        if items:
            body.append("<text:list>" + "".join(items) + "</text:list>")
            items.clear()

    for piece in pieces(source):
        text = escape(piece.text)
        if piece.kind in ("bullet", "number"):
            items.append(f"<text:list-item><text:p>{text}</text:p></text:list-item>")
            continue
        end_list()
        if piece.kind == "heading":
            body.append(f'<text:h text:outline-level="{piece.level}">{text}</text:h>')
        else:
            body.append(f"<text:p>{text}</text:p>")
    end_list()
    content = (
        f'{_XML}<office:document-content {_ODT_NAMESPACES} office:version="1.3"><office:body>'
        f"<office:text>{''.join(body)}</office:text></office:body></office:document-content>"
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", _ODT_TYPE), ("content.xml", "text/xml"))
    )
    manifest = (
        f'{_XML}<manifest:manifest {_ODT_NAMESPACES} manifest:version="1.3">'
        f"{entries}</manifest:manifest>"
    )
    return _zipped(
        {
            "mimetype": _ODT_TYPE.encode(),  # first and unpacked, as the format asks
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def to_pdf(source: str) -> bytes:
    """A pdf with a text layer, set in lines that break where they are full."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    base = getSampleStyleSheet()
    body = ParagraphStyle("body", base["Normal"], fontSize=11, leading=14.5, spaceAfter=7)
    item = ParagraphStyle("item", body, leftIndent=16, bulletIndent=4, spaceAfter=2)
    flow = []
    number = 0
    for piece in pieces(source):
        number = number + 1 if piece.kind == "number" else 0
        text = escape(piece.text)
        if piece.kind == "heading":
            flow.append(Paragraph(text, base[f"Heading{piece.level}"]))
        elif piece.kind == "paragraph":
            flow.append(Paragraph(text, body))
        else:
            flow.append(Paragraph(text, item, bulletText=f"{number}." if number else "•"))
    written = io.BytesIO()
    SimpleDocTemplate(written, pagesize=A4, invariant=1, author="fairscreen", lang="sv").build(flow)
    return written.getvalue()


def _zipped(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, WHEN)
            kept = name == "mimetype"
            entry.compress_type = zipfile.ZIP_STORED if kept else zipfile.ZIP_DEFLATED
            package.writestr(entry, data)
    return written.getvalue()


MADE = {
    "underskoterska.docx": to_docx,
    "bygglovshandlaggare.odt": to_odt,
    "socialsekreterare.pdf": to_pdf,
}


def make() -> dict[str, bytes]:
    """All made files by name."""
    return {
        name: write((HERE / "sources" / Path(name).with_suffix(".md")).read_text("utf-8"))
        for name, write in MADE.items()
    }


if __name__ == "__main__":
    for name, data in make().items():
        (HERE / name).write_bytes(data)
