"""OpenDocument text (LibreOffice Writer; OASIS OpenDocument 1.3): the body as it is shown.

Deleted passages, comments, hidden text, page headers and footers are left out, with a warning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fairscreen.documents.document import Content, Source, warning
from fairscreen.documents.docx_styles import local
from fairscreen.documents.package import Package
from fairscreen.documents.structure import Builder, Flow
from fairscreen.errors import FairscreenError
from fairscreen.spans import BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Styles", "Walker", "opened", "read"]

_LEFT_OUT = frozenset((
    "tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "variable-decls",
    "user-field-decls", "note-citation", "table-column", "table-of-content-source", "ruby-text",
    "image", "object", "plugin", "event-listeners", "desc", "title", "index-title-template",
    "meta", "scripts", "table-template",
))  # fmt: skip
_MAX_BLANKS = 100  # one element may stand for any number of blanks


def read(source: Source) -> Content:
    """The visible text of the document's body, and its notes at the end."""
    package, body, roots, styles = opened(source)
    walker = Walker(source, styles)
    walker.blocks(body)
    for note in walker.footnotes:
        walker.blocks(note)
    text, blocks = walker.builder.finish()
    if any(name.startswith("Basic/") and name.endswith(".xml") for name in package.names):
        walker.notes.add("macros")
    for master in roots:
        furniture = (e for e in master.iter() if local(e) in ("header", "footer"))
        if any("".join(e.itertext()).strip() for e in furniture):
            walker.notes.add("page-furniture")
    return Content(text, blocks, tuple(warning(key) for key in sorted(walker.notes)))


def opened(source: Source) -> tuple[Package, _Element, list[_Element], Styles]:
    """The package, its body, the part with page styles when it has one, and all styles."""
    package = Package(source)
    if "META-INF/manifest.xml" in package:
        manifest = package.xml("META-INF/manifest.xml")
        if any(local(element) == "encryption-data" for element in manifest.iter()):
            raise FairscreenError("document-protected", name=source.name)
    root = package.xml("content.xml")
    roots = [package.xml("styles.xml")] if "styles.xml" in package else []
    body = next((e for e in root.iter() if local(e) == "text" and _in_body(e)), None)
    if body is None:
        raise source.broken()
    return package, body, roots, Styles([*roots, root])


def _in_body(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent) == "body"


def _value(element: _Element, attribute: str) -> str | None:
    for name, value in element.attrib.items():
        if str(name).rpartition("}")[2] == attribute:
            return str(value)
    return None


class Styles:
    """What named and automatic styles say: bold, hidden, the title of the document."""

    def __init__(self, roots: list[_Element]) -> None:
        self._styles: dict[str, _Element] = {}
        for root in roots:
            for style in root.iter("{*}style"):
                self._styles[_value(style, "name") or ""] = style

    def _chain(self, name: str | None) -> list[_Element]:
        chain: list[_Element] = []
        while name and name in self._styles and len(chain) < 20:
            chain.append(self._styles[name])
            name = _value(chain[-1], "parent-style-name")
        return chain

    def text_property(self, name: str | None, attribute: str) -> str | None:
        """The nearest value of a text property along the chain of parents."""
        for style in self._chain(name):
            for properties in style.iter("{*}text-properties"):
                value = _value(properties, attribute)
                if value:
                    return value
        return None

    def title_level(self, name: str | None) -> int | None:
        """The level of a paragraph in the style Title or Subtitle."""
        names = {name, *(_value(style, "name") for style in self._chain(name))}
        if names & {"Title", "Rubrik"}:
            return 1
        return 2 if names & {"Subtitle", "Underrubrik"} else None


class Walker:
    """Goes through the body in reading order."""

    def __init__(self, source: Source, styles: Styles, builder: Builder | None = None) -> None:
        self.builder = builder or Builder()
        self.notes: set[str] = set()
        self.footnotes: list[_Element] = []
        self._source = source
        self._styles = styles
        self._boxes: list[_Element] = []
        self._depth = -1  # of lists
        self._item = False  # whether the next paragraph begins a list item
        self._at_start = True

    def blocks(self, parent: _Element) -> None:
        """Paragraphs, lists, tables and sections in ``parent``."""
        for child in parent:
            kind = local(child)
            if kind in ("p", "h"):
                self._paragraph(child, heading=kind == "h")
            elif kind == "list":
                self._depth += 1
                self.blocks(child)
                self._depth -= 1
            elif kind == "list-item":
                self._item = True
                self.blocks(child)
                self._item = False
            elif kind == "table-row":
                self.builder.start_row()
                for cell in child:
                    if local(cell) == "table-cell":
                        self.builder.start_cell()
                        self.blocks(cell)
                        self.builder.end_cell()
                self.builder.end_row()
            elif kind == "section" and _value(child, "display") == "none":
                self.notes.add("markup-hidden")
            else:
                self._note(kind)
                if kind not in _LEFT_OUT:
                    self.blocks(child)

    def _note(self, kind: str) -> None:
        if kind in ("tracked-changes", "change-start"):
            self.notes.add("tracked-changes")
        elif kind == "annotation":
            self.notes.add("comments")
        elif kind in ("object", "plugin"):
            self.notes.add("embedded")

    def _paragraph(self, paragraph: _Element, *, heading: bool) -> None:
        style = _value(paragraph, "style-name")
        flow = Flow()
        self._at_start = True
        bold = self._styles.text_property(style, "font-weight") == "bold"
        if self._styles.text_property(style, "display") == "none":
            self.notes.add("markup-hidden")
        else:
            self._inline(paragraph, flow, bold)
        kind, level = self._kind(paragraph, style, heading)
        self.builder.add(flow.take(), kind, level)
        self._item = False
        self._source.refuse_long(self.builder.size, so_far=True)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _kind(self, paragraph: _Element, style: str | None, heading: bool) -> tuple[BlockKind, int]:
        if heading:
            level = _value(paragraph, "outline-level") or "1"
            return "heading", min(int(level), 9) if level.isdigit() and len(level) < 3 else 1
        title = self._styles.title_level(style)
        if title:
            return "heading", title
        return ("list_item", min(self._depth, 8)) if self._item else ("paragraph", 0)

    def _inline(self, parent: _Element, flow: Flow, bold: bool) -> None:
        self._write(parent.text, flow, bold)
        for child in parent:
            self._element(child, flow, bold)
            self._write(child.tail, flow, bold)

    def _element(self, child: _Element, flow: Flow, bold: bool) -> None:
        kind = local(child)
        self._note(kind)
        if kind == "s":
            count = _value(child, "c") or "1"
            blanks = int(count) if count.isdigit() and len(count) < 4 else 1
            flow.write(" " * min(blanks, _MAX_BLANKS))
        elif kind == "tab":
            flow.write("\t")
        elif kind == "line-break":
            flow.break_line()
            self._at_start = True
        elif kind == "note":
            self.footnotes.extend(e for e in child if local(e) == "note-body")
        elif kind in ("frame", "text-box", "custom-shape", "g"):
            self._find_boxes(child)
        elif kind in ("hidden-text", "hidden-paragraph"):
            self.notes.add("markup-hidden")
        elif kind not in _LEFT_OUT:
            style = _value(child, "style-name") if kind == "span" else None
            if style and self._styles.text_property(style, "display") == "none":
                self.notes.add("markup-hidden")
                return
            weight = self._styles.text_property(style, "font-weight")
            self._inline(child, flow, bold if weight is None else weight == "bold")

    def _find_boxes(self, shape: _Element) -> None:
        if local(shape) in ("text-box", "custom-shape"):
            self._boxes.append(shape)
            return
        for child in shape:
            self._note(local(child))
            self._find_boxes(child)

    def _write(self, text: str | None, flow: Flow, bold: bool) -> None:
        if not text:
            return
        # White space collapses as in HTML (OpenDocument 1.3, part 3, 6.1.2).
        shown = "".join(" " if c in " \t\n\r" else c for c in text)
        while "  " in shown:
            shown = shown.replace("  ", " ")
        if self._at_start:
            shown = shown.lstrip(" ")
        if shown:
            flow.write(shown, bold=bold)
            self._at_start = shown.endswith(" ")
