"""A Word document with Word's own styles, so that its navigation, outline and dictation work."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

from fairscreen.documents.writing.layout import (
    Figure,
    Heading,
    Layout,
    ListItem,
    PageBreak,
    Paragraph,
    Table,
    Words,
    runs,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

__all__ = ["packed", "to_docx", "word_document"]

_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
_LONG_AGO = datetime(2000, 1, 1)
_TEXT_WIDTH_CM = 16.2


def to_docx(layout: Layout) -> bytes:
    """The layout as a Word document."""
    return packed(word_document(layout))


def word_document(layout: Layout) -> WordDocument:
    """The layout as python-docx's document, for those who add to it before it is packed."""
    document = _empty(layout)
    if layout.title:
        document.add_paragraph(layout.title, style="Title")
    numbering: int | None = None  # the list that the item before belongs to
    for part in layout.parts:
        if not isinstance(part, ListItem):
            numbering = None
        if isinstance(part, Heading):
            paragraph = document.add_paragraph(style=f"Heading {min(max(part.level, 1), 4)}")
            _fill(paragraph, part.words)
        elif isinstance(part, Paragraph):
            style = {"body": "Normal", "lead": "Subtitle", "note": "Note"}[part.kind]
            _fill(document.add_paragraph(style=style), part.words)
        elif isinstance(part, ListItem):
            name = "List Number" if part.numbered else "List Bullet"
            depth = min(part.depth, 2)
            paragraph = document.add_paragraph(style=f"{name} {depth + 1}" if depth else name)
            if part.numbered:
                numbering = numbering or _new_numbering(document, paragraph)
                _number(paragraph, numbering)
            _fill(paragraph, part.words)
        elif isinstance(part, Table):
            _add_table(document, part)
        elif isinstance(part, Figure):
            _add_figure(document, part)
        elif isinstance(part, PageBreak):
            document.add_page_break()
    return document


def packed(document: WordDocument) -> bytes:
    """The document as a file without dates, so that the same content is the same bytes."""
    raw = io.BytesIO()
    document.save(raw)
    made = io.BytesIO()
    with (
        zipfile.ZipFile(raw) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _empty(layout: Layout) -> WordDocument:
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    document = docx.Document()
    properties = document.core_properties
    properties.title = layout.title[:255]  # as much as the format allows
    properties.language = _LANGUAGES.get(layout.language, layout.language)
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = _LONG_AGO
    # The library's template brings a thumbnail and a bibliography of its own.
    for relations in (document.part.package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(("/thumbnail", "/customXml")):
                del relations[key]
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.3)
    if layout.header:
        section.header.paragraphs[0].text = layout.header
    styles = document.styles
    normal = styles["Normal"]
    _font(normal, "Calibri", Pt(11))
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.15
    sizes = {"Title": 20, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 11, "Heading 4": 11}
    for name, size in sizes.items():
        _font(styles[name], "Calibri", Pt(size))
        styles[name].font.bold = True
        styles[name].font.italic = name == "Heading 4"
        styles[name].font.color.rgb = RGBColor(0, 0, 0)
        styles[name].paragraph_format.keep_with_next = True
    border = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if border is not None:
        styles["Title"].element.pPr.remove(border)
    _font(styles["Subtitle"], "Calibri", Pt(13))
    styles["Subtitle"].font.italic = False
    styles["Subtitle"].font.color.rgb = RGBColor(0, 0, 0)
    note = styles.add_style("Note", 1)
    note.base_style = normal
    note.font.size = Pt(9)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), _LANGUAGES.get(layout.language, layout.language))
    defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(language)
    return document


def _font(style: Any, name: str, size: Any) -> None:
    from docx.oxml.ns import qn

    style.font.name = name
    style.font.size = size
    fonts = style.element.rPr.rFonts
    for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[theme]
    fonts.set(qn("w:hAnsi"), name)
    fonts.set(qn("w:cs"), name)


def _fill(paragraph: Any, words: Words) -> None:
    for run in runs(words):
        made = paragraph.add_run(run.text)
        made.bold = run.bold or None
        made.italic = run.italic or None
        if run.link:
            _link(paragraph, made, run.link)


def _link(paragraph: Any, run: Any, address: str) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), key)
    run.underline = True
    paragraph._p.append(link)
    link.append(run._r)


def _new_numbering(document: WordDocument, paragraph: Any) -> int:
    """A list of its own that starts at 1: Word counts on through all items of one numbering."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    style = paragraph.style.element.pPr.numPr.numId.val
    numbering = document.part.numbering_part.element
    abstract = numbering.num_having_numId(style).abstractNumId.val
    made = numbering.add_num(abstract)
    override = OxmlElement("w:lvlOverride")
    override.set(qn("w:ilvl"), "0")
    start = OxmlElement("w:startOverride")
    start.set(qn("w:val"), "1")
    override.append(start)
    made.append(override)
    return int(made.numId)


def _number(paragraph: Any, numbering: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering


def _add_table(document: WordDocument, part: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    if part.caption:
        paragraph = document.add_paragraph()
        paragraph.add_run(part.caption).bold = True
        paragraph.paragraph_format.keep_with_next = True
    rows = [part.header, *part.rows] if part.header else list(part.rows)
    columns = max((len(row) for row in rows), default=0)
    if not columns:
        return
    table = document.add_table(rows=len(rows), cols=columns, style="Table Grid")
    cells = table._cells  # python-docx walks the whole table for every single cell
    for index, row in enumerate(rows):
        is_head = bool(part.header) and index == 0
        for column, words in enumerate(row):
            paragraph = cells[index * columns + column].paragraphs[0]
            _fill(paragraph, words)
            paragraph.paragraph_format.space_after = 0
            if column in part.numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if is_head or (part.row_headers and column == 0):
                for run in paragraph.runs:
                    run.bold = True
    if part.header:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph()


def _add_figure(document: WordDocument, part: Figure) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm

    from fairscreen.documents.writing.pdf import drawing_to_png

    picture = drawing_to_png(part.svg) if part.svg else part.png
    width = Cm(_TEXT_WIDTH_CM * min(max(part.width, 0.05), 1))
    shape = document.add_picture(io.BytesIO(picture), width=width)
    properties = shape._inline.docPr
    properties.set("descr", part.alt)
    properties.set("name", "Figur")
    # The library names the picture after its file.
    for named in shape._inline.iter(qn("pic:cNvPr")):
        named.set("name", "Figur")
    if part.caption:
        document.add_paragraph(part.caption, style="Note")
