"""A pdf made ready to be read: what shows is drawn on its pages, what does not is taken away.

Filled-in form fields and typewriter notes become part of the page (PDFium flattens them), sticky
notes, attachments, scripts and hidden layers go, each with a warning.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from fairscreen.documents.applications.draft import Draft
from fairscreen.documents.document import Source
from fairscreen.errors import FairscreenError

__all__ = [
    "BAD_PDF",
    "Prepared",
    "flattened",
    "hidden_layers",
    "is_dictionary",
    "prepared",
    "without_marked",
]

# What a damaged pdf makes pikepdf raise.
BAD_PDF = (
    pikepdf.PikepdfError, ValueError, RuntimeError, TypeError, KeyError, AttributeError, IndexError,
    OSError,
)  # fmt: skip
_DRAWN = frozenset(("/Widget", "/FreeText", "/Stamp", "/Ink", "/Line", "/Square", "/Circle",
                    "/Polygon", "/PolyLine", "/Highlight", "/Underline", "/StrikeOut"))  # fmt: skip
_SILENT = frozenset(("/Link", "/Popup"))
_SEEDS = ("/Author", "/Title", "/Subject")


@dataclass(frozen=True, slots=True)
class Prepared:
    """The pdf as it shows, and the values of its form fields."""

    data: bytes
    fields: tuple[str, ...] = field(default=())


def prepared(source: Source, draft: Draft) -> Prepared:
    """The pdf to read; what was taken away is told in ``draft``.

    Raises
    ------
    FairscreenError
        ``document-protected``.
    """
    try:
        pdf = pikepdf.open(io.BytesIO(source.data))
    except pikepdf.PasswordError as error:
        raise FairscreenError("document-protected", name=source.name) from error
    except BAD_PDF:
        draft.warn("pdf-repaired")  # PDFium may still read it
        return Prepared(source.data)
    try:
        with pdf:
            pages = len(pdf.pages)
            if pages > source.settings.max_pages:
                raise FairscreenError(
                    "document-too-many-pages", name=source.name, pages=pages,
                    limit=source.settings.max_pages,
                )  # fmt: skip
            fields = tuple(_look(pdf, draft))
            written = io.BytesIO()
            pdf.save(written)
        data = written.getvalue()
    except BAD_PDF:
        draft.warn("pdf-repaired")
        return Prepared(flattened(source.data))
    return Prepared(flattened(data), fields)


def _look(pdf: Any, draft: Draft) -> Iterator[str]:
    """Tell what is in the file besides pages, take it away, and give the form fields' values."""
    root = pdf.Root
    for name in _SEEDS:
        if name in pdf.docinfo:
            draft.know(_string(pdf.docinfo[name]))
    if "/Metadata" in root:
        draft.know(*_xmp_seeds(root.Metadata))
    if len(pdf.attachments) or "/AF" in root:
        draft.warn("attachments-left", count=max(len(pdf.attachments), 1))
    names = root.get("/Names", {})
    if "/JavaScript" in names or _is_script(root.get("/OpenAction")):
        draft.warn("scripts")
    form = root.get("/AcroForm")
    if form is not None:
        if "/XFA" in form:
            draft.warn("unknown", kinds="XFA")
        yield from _values(form.get("/Fields", []))
    hidden = hidden_layers(root)
    for page in pdf.pages:
        kept = []
        for annotation in page.obj.get("/Annots", []):
            kind = str(annotation.get("/Subtype", "")) if is_dictionary(annotation) else ""
            is_hidden = int(annotation.get("/F", 0)) & 0x22 if kind else 0
            if kind in _DRAWN and not is_hidden:
                kept.append(annotation)
            elif kind == "/FileAttachment":
                draft.warn("attachments-left", count=1)
            elif kind not in _SILENT:
                draft.warn("annotations")
            if kind in _DRAWN and kind != "/Widget" and _string(annotation.get("/Contents")):
                draft.warn("annotations")
            if kind == "/Link":
                draft.warn("links")
        if "/Annots" in page.obj:
            page.obj.Annots = pikepdf.Array(kept)
        if hidden and without_marked(pdf, page.obj, hidden):
            draft.warn("hidden-layers")
    for key in ("/OpenAction", "/AA", "/Names"):
        if key in root:
            del root[key]


def is_dictionary(item: Any) -> bool:
    """Whether an object of a pdf has keys: a dictionary or a stream."""
    return isinstance(item, pikepdf.Dictionary | pikepdf.Stream)


def _is_script(action: Any) -> bool:
    return is_dictionary(action) and str(action.get("/S", "")) == "/JavaScript"


def _string(value: Any) -> str:
    return "" if value is None else str(value)


def _xmp_seeds(stream: Any) -> list[str]:
    text = bytes(stream.read_bytes()).decode("utf-8", "replace")
    found = re.findall(
        r"<(?:dc:creator|dc:title|pdf:Author)\b[^>]*>(.{0,600}?)</(?:dc|pdf):", text, re.DOTALL
    )
    return [re.sub(r"<[^>]+>", " ", part) for part in found]


def _values(fields: Any, depth: int = 0) -> Iterator[str]:
    """The filled-in values of text fields and lists."""
    if depth > 20:
        return
    for entry in fields:
        if not is_dictionary(entry):
            continue
        kind = str(entry.get("/FT", ""))
        value = entry.get("/V")
        if value is not None and kind in ("/Tx", "/Ch", ""):
            for item in list(value) if isinstance(value, pikepdf.Array) else [value]:
                if isinstance(item, pikepdf.String) and str(item).strip():
                    yield str(item)
        yield from _values(entry.get("/Kids", []), depth + 1)


def hidden_layers(root: Any) -> set[tuple[int, int]]:
    """Object numbers of the optional content groups that are switched off."""
    properties = root.get("/OCProperties")
    if properties is None:
        return set()
    default = properties.get("/D", {})
    off = {group.objgen for group in default.get("/OFF", [])}
    if str(default.get("/BaseState", "/ON")) == "/OFF":
        on = {group.objgen for group in default.get("/ON", [])}
        off |= {group.objgen for group in properties.get("/OCGs", [])} - on
    return off


def without_marked(pdf: Any, holder: Any, hidden: set[tuple[int, int]], depth: int = 0) -> bool:
    """Take hidden layers out of a page or form; whether there was something to take."""
    resources = holder.get("/Resources", {})
    properties = resources.get("/Properties", {})
    names = {key for key in properties.keys() if _is_off(properties[key], hidden)}  # noqa: SIM118
    forms = resources.get("/XObject", {})
    found = False
    dropped = set()
    for key in list(forms.keys()):
        form = forms[key]
        if _is_off(form.get("/OC"), hidden):
            dropped.add(key)
        elif str(form.get("/Subtype", "")) == "/Form" and depth < 5:
            found = without_marked(pdf, form, hidden, depth + 1) or found
    if not names and not dropped:
        return found
    kept = []
    nesting: list[bool] = []
    for instruction in pikepdf.parse_content_stream(holder):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            operands = list(instruction.operands)
            off = len(operands) > 1 and str(operands[0]) == "/OC" and str(operands[1]) in names
            nesting.append(off)
        elif operator == "EMC" and nesting:
            nesting.pop()
        if any(nesting) and operator in _PAINTS:
            found = True
            continue
        if operator == "Do" and str(instruction.operands[0]) in dropped:
            found = True
            continue
        kept.append(instruction)
    content = pikepdf.unparse_content_stream(kept)
    if depth == 0:
        holder.Contents = pdf.make_stream(content)
    else:
        holder.write(content)
    return found


_PAINTS = frozenset(("Tj", "TJ", "'", '"', "Do", "INLINE IMAGE", "sh", "S", "s", "f", "F", "f*",
                     "B", "B*", "b", "b*"))  # fmt: skip


def _is_off(group: Any, hidden: set[tuple[int, int]]) -> bool:
    if group is None or not is_dictionary(group):
        return False
    if group.objgen in hidden:
        return True
    members = group.get("/OCGs")
    if members is None:
        return False
    if is_dictionary(members):
        return members.objgen in hidden
    return len(members) > 0 and all(member.objgen in hidden for member in members)


def flattened(data: bytes) -> bytes:
    """The pdf with its form fields and notes drawn on the pages; unchanged where it has none."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return data  # the reader tells what is wrong
    try:
        if pdf.get_formtype() != raw.FORMTYPE_NONE:
            pdf.init_forms()
        changed = False
        for number in range(len(pdf)):
            page = pdf[number]
            if raw.FPDFPage_GetAnnotCount(page.raw):
                done = raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
                changed = changed or done == raw.FLATTEN_SUCCESS
            page.close()
        if not changed:
            return data
        written = io.BytesIO()
        pdf.save(written)
        return written.getvalue()
    except pypdfium2.PdfiumError:
        return data
    finally:
        pdf.close()
