"""Word documents (docx, docm, dotx): the main text as Word shows it with all changes accepted.

Read straight from WordprocessingML (ISO/IEC 29500-1, chapter 17), because text boxes, content
controls, tracked changes and nested tables lie outside the paragraphs that python-docx lists.
Comments, page headers and footers, hidden text and macros are left out, with a warning.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fairscreen.documents.document import Content, Source, warning
from fairscreen.documents.docx_styles import Styles, local
from fairscreen.documents.package import Package
from fairscreen.documents.structure import Builder, Flow

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Walker", "main_part", "read", "value_of"]

# Deleted and moved-away text, and parts that hold no text of the page.
_LEFT_OUT = frozenset((
    "del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "tblPr", "tblGrid",
    "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "proofErr", "rt", "annotationRef",
    "footnoteRef", "endnoteRef",
))  # fmt: skip
_SYMBOLS = {
    "F0B7": "•", "F0A7": "▪", "F0D8": "➢", "F0FC": "✓", "F0E0": "→", "F0E8": "→", "F0F0": "→",
    "F02D": "-", "F0BE": "–", "F04A": "☺", "F028": "☎", "F02A": "✉",
}  # fmt: skip


def read(source: Source) -> Content:
    """The visible text of the document's body, and its notes at the end."""
    package = Package(source)
    main = main_part(package)
    root = package.xml(main)
    folder = posixpath.dirname(main)

    def part(name: str) -> _Element | None:
        path = posixpath.join(folder, name)
        return package.xml(path) if path in package else None

    walker = Walker(source, Styles(part("styles.xml"), part("numbering.xml")))
    body = next((child for child in root if local(child) == "body"), None)
    if body is None:
        raise source.broken()
    walker.blocks(body)
    walker.end_paragraph()
    for notes in ("footnotes.xml", "endnotes.xml"):
        found = part(notes)
        for note in found if found is not None else ():
            if value_of(note, "type") in (None, "normal"):
                walker.blocks(note)
                walker.end_paragraph()
    text, blocks = walker.builder.finish()

    names = [posixpath.basename(name) for name in package.names]
    if "vbaProject.bin" in names:
        walker.notes.add("macros")
    if any(name.startswith("word/diagrams/data") for name in package.names):
        walker.notes.add("embedded")
    for name in package.names:
        if posixpath.basename(name).startswith(("header", "footer")) and name.endswith(".xml"):
            furniture = package.xml(name)
            if any(local(e) == "t" and (e.text or "").strip() for e in furniture.iter()):
                walker.notes.add("page-furniture")
                break
    return Content(text, blocks, tuple(warning(key) for key in sorted(walker.notes)))


def main_part(package: Package) -> str:
    """The part that the package's relations call the office document."""
    if "_rels/.rels" in package:
        for relation in package.xml("_rels/.rels"):
            if (relation.get("Type") or "").endswith("/officeDocument"):
                target = (relation.get("Target") or "").lstrip("/")
                if target in package:
                    return target
    return "word/document.xml"


def value_of(element: _Element, attribute: str) -> str | None:
    """An attribute in whatever namespace (the strict and the transitional differ)."""
    for name, value in element.attrib.items():
        if str(name).rpartition("}")[2] == attribute:
            return str(value)
    return None


class Walker:
    """Goes through a part in reading order."""

    def __init__(self, source: Source, styles: Styles, builder: Builder | None = None) -> None:
        self.builder = builder or Builder()
        self.notes: set[str] = set()
        self._source = source
        self._styles = styles
        self._flow = Flow()
        self._first: _Element | None = None  # properties of the paragraph that began the flow
        self._boxes: list[_Element] = []

    def origins(self, element: _Element, length: int) -> Sequence[int] | None:
        """Numbers for the letters that ``element`` shows; ``None`` when nobody asks for them."""
        return None

    def _write(self, element: _Element, text: str, bold: bool) -> None:
        self._flow.write(text, bold=bold, origins=self.origins(element, len(text)))

    def blocks(self, parent: _Element) -> None:
        """Paragraphs and tables in ``parent``, through wrappers such as content controls."""
        for child in parent:
            kind = local(child)
            if kind == "p":
                self._paragraph(child)
            elif kind == "tbl":
                self.end_paragraph()
                self._table(child)
            elif kind == "altChunk":
                self.notes.add("embedded")
            elif kind in ("del", "moveFrom"):
                self.notes.add("tracked-changes")
            elif kind not in _LEFT_OUT:
                self.blocks(child)

    def _table(self, table: _Element) -> None:
        for row in _within(table, "tr"):
            if any(local(e) == "del" for e in _properties(row, "trPr")):
                self.notes.add("tracked-changes")
                continue
            self.builder.start_row()
            for cell in _within(row, "tc"):
                properties = [local(e) for e in _properties(cell, "tcPr")]
                if "cellDel" in properties:
                    continue
                self.builder.start_cell()
                self.blocks(cell)
                self.end_paragraph()
                self.builder.end_cell()
            self.builder.end_row()

    def _paragraph(self, paragraph: _Element) -> None:
        properties = next((e for e in paragraph if local(e) == "pPr"), None)
        if self._first is None:
            self._first = paragraph
        self._bold = self._styles.paragraph_bold(properties)
        self._runs(paragraph)
        mark = [local(e) for p in _children(properties, "rPr") for e in p]
        if "del" in mark or "moveFrom" in mark:
            self.notes.add("tracked-changes")
            return  # its end is deleted: the next paragraph goes on from here
        self.end_paragraph()

    def end_paragraph(self) -> None:
        """Hand over the paragraph, then the text boxes that hang on it."""
        if self._first is not None:
            properties = next((e for e in self._first if local(e) == "pPr"), None)
            kind, level = self._styles.kind(properties)
            self.builder.add(self._flow.take(), kind, level)
            self._source.refuse_long(self.builder.size, so_far=True)
            self._first = None
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)
            self.end_paragraph()

    def _runs(self, parent: _Element) -> None:
        for child in parent:
            kind = local(child)
            if kind == "r":
                self._run(child)
            elif kind in ("ins", "moveTo"):
                self.notes.add("tracked-changes")
                self._runs(child)
            elif kind in ("del", "moveFrom"):
                self.notes.add("tracked-changes")
            elif kind == "commentRangeStart":
                self.notes.add("comments")
            elif kind == "t":  # in a formula
                self._write(child, child.text or "", False)
            elif kind not in _LEFT_OUT:
                self._runs(child)

    def _run(self, run: _Element) -> None:
        properties = next((e for e in run if local(e) == "rPr"), None)
        bold, hidden = self._styles.run(properties, self._bold)
        for child in run:
            kind = local(child)
            if hidden and kind in ("t", "sym", "tab"):
                if kind == "t" and (child.text or "").strip():
                    self.notes.add("markup-hidden")
            elif kind == "t":
                self._write(child, child.text or "", bold)
            elif kind in ("br", "cr"):
                self._flow.break_line()
                if value_of(child, "type") in ("page", "column"):
                    self._flow.break_line()  # an empty line ends the paragraph
            elif kind in ("tab", "ptab"):
                self._write(child, "\t", bold)
            elif kind == "noBreakHyphen":
                self._write(child, "-", bold)
            elif kind == "sym":
                self._write(child, _SYMBOLS.get((value_of(child, "char") or "").upper(), ""), bold)
            elif kind == "commentReference":
                self.notes.add("comments")
            elif kind in ("AlternateContent", "drawing", "pict", "object"):
                self._boxes.extend(_text_boxes(child))
            elif kind == "ruby":
                for base in _within(child, "rubyBase"):
                    self._runs(base)
            else:
                self.other(child, bold)

    def other(self, element: _Element, bold: bool) -> None:
        """Something else in a run that an ad does without."""


def _children(parent: _Element | None, name: str) -> Iterator[_Element]:
    if parent is not None:
        yield from (child for child in parent if local(child) == name)


def _properties(parent: _Element, name: str) -> Iterator[_Element]:
    for properties in _children(parent, name):
        yield from properties


def _within(parent: _Element, name: str) -> Iterator[_Element]:
    """The nearest elements called ``name``, through content controls and change marks."""
    for child in parent:
        kind = local(child)
        if kind == name:
            yield child
        elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            yield from _within(child, name)


def _text_boxes(drawing: _Element) -> Iterator[_Element]:
    """The outermost text boxes in a drawing; of two versions of it only the first."""
    for child in drawing:
        kind = local(child)
        if kind == "txbxContent":
            yield child
        elif kind != "Fallback" or not any(local(e) == "Choice" for e in drawing):
            yield from _text_boxes(child)
