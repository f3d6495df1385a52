"""OpenDocument texts as applications: body, notes, page headers and footers."""

from __future__ import annotations

from fairscreen.documents.applications.draft import Draft
from fairscreen.documents.document import Source
from fairscreen.documents.docx_styles import local
from fairscreen.documents.odt import Walker, opened

__all__ = ["read"]

_PROPERTIES = frozenset(("creator", "initial-creator", "title", "subject", "printed-by"))


def read(source: Source, draft: Draft) -> None:
    """Read the document into ``draft``."""
    package, body, masters, styles = opened(source)
    walker = Walker(source, styles, draft.builder)

    def furniture(kind: str) -> None:
        draft.builder.part = kind
        for root in masters:
            for element in root.iter(*(f"{{*}}{kind}{end}" for end in ("", "-left", "-first"))):
                walker.blocks(element)
        draft.builder.part = ""

    furniture("header")
    walker.blocks(body)
    draft.builder.part = "footnote"
    for note in walker.footnotes:
        walker.blocks(note)
    furniture("footer")

    for root in (body, *masters):
        draft.images += sum(1 for e in root.iter("{*}image") if local(e.getparent()) == "frame")
        for control in root.iter("{*}forms"):
            _form(control, draft)
    if any(name.startswith(("Basic/", "Scripts/")) for name in package.names):
        walker.notes.add("macros")
    if any(name.startswith("Object ") and name.endswith("content.xml") for name in package.names):
        walker.notes.add("embedded")
    for note_key in walker.notes:
        draft.warn(note_key)
    if "meta.xml" in package:
        for element in package.xml("meta.xml").iter():
            if local(element) in _PROPERTIES:
                draft.know(element.text)


def _form(forms: object, draft: Draft) -> None:
    """What is filled in in the document's form fields."""
    from fairscreen.documents.structure import Line

    draft.builder.part = "form field"
    for control in forms.iter():  # type: ignore[attr-defined]
        for name, value in control.attrib.items():
            if str(name).rpartition("}")[2] in ("current-value", "label") and value.strip():
                draft.builder.add([Line(value)])
    draft.builder.part = ""
