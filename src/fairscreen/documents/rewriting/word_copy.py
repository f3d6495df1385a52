"""Copies of Word's elements: what the whitelist allows, with the letters that are to be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from fairscreen.documents.docx import value_of
from fairscreen.documents.docx_styles import local
from fairscreen.documents.rewriting.word_whitelist import (
    ATTRIBUTES,
    ELEMENTS,
    FONTS,
    UNWRAPPED,
    VALUE,
    safe_level_text,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Copier", "R", "W"]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STYLE_REFERENCES = frozenset(("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"))
_FONT_ATTRIBUTES = frozenset(("ascii", "hAnsi", "cs", "eastAsia", "font"))
_REFERENCES = frozenset(("headerReference", "footerReference"))
_MAX_DEPTH = 120


class Copier:
    """Copies one part.

    Parameters
    ----------
    shown:
        Gives the text to show for an element that shows letters, ``None`` for one that is not
        part of the document's text.
    styles:
        New names of the styles by their old ones.
    reference:
        The new relation of a page header or footer by its old one; ``None`` drops it.
    theme:
        Fonts of the document's theme: ``major`` for headings, ``minor`` for text.
    """

    def __init__(
        self,
        shown: Callable[[_Element], str | None],
        styles: dict[str, str],
        reference: Callable[[str], str | None] = lambda identity: None,
        theme: dict[str, str] | None = None,
    ) -> None:
        self._shown = shown
        self._styles = styles
        self._reference = reference
        self._theme = theme or {}

    def root(self, element: _Element) -> _Element:
        """The copy of a part's root."""
        from lxml import etree

        copy = etree.Element(f"{{{W}}}{local(element)}", nsmap={"w": W, "r": R})
        self._children(element, copy, 0)
        return copy

    def _children(self, element: _Element, copy: _Element, depth: int) -> None:
        allowed = ELEMENTS.get(local(copy), frozenset())
        if depth > _MAX_DEPTH:
            return
        for child in element:
            kind = local(child)
            if kind in allowed:
                self._child(child, kind, copy, depth)
            elif kind == "fldChar" and "t" in allowed:
                self._letters(child, copy)  # a box to tick, shown as a letter
            elif kind in UNWRAPPED and not (kind == "sdt" and _is_prompt(child)):
                self._children(child, copy, depth + 1)

    def _letters(self, element: _Element, copy: _Element) -> None:
        from lxml import etree

        text = self._shown(element)
        if text:
            made = etree.SubElement(copy, f"{{{W}}}t")
            made.text = text
            made.set(_XML_SPACE, "preserve")

    def _child(self, child: _Element, kind: str, copy: _Element, depth: int) -> None:
        from lxml import etree

        if kind == "r" and _is_hidden(child):
            return
        if kind == "tr" and _is_deleted(child):
            return
        if kind == "t":
            self._letters(child, copy)
            return
        made = etree.SubElement(copy, f"{{{W}}}{kind}")
        if not self._attributes(child, kind, made):
            copy.remove(made)
            return
        self._children(child, made, depth + 1)
        if kind == "tc" and not any(local(e) == "p" for e in made):
            etree.SubElement(made, f"{{{W}}}p")  # Word asks for a paragraph in each cell
        if kind == "r" and not any(local(e) != "rPr" for e in made):
            copy.remove(made)
        if kind == "p":
            for box in _text_boxes(child):  # after the paragraph that they hang on
                self._children(box, copy, depth + 1)

    def _attributes(self, element: _Element, kind: str, made: _Element) -> bool:
        """Copy what is allowed; whether the element may stay."""
        for name, value in element.attrib.items():
            key = str(name).rpartition("}")[2]
            text = str(value)
            if kind in _REFERENCES and key == "id":
                new = self._reference(text)
                if new is None:
                    return False
                made.set(f"{{{R}}}id", new)
            elif (kind in _STYLE_REFERENCES and key == "val") or key == "styleId":
                if text not in self._styles:
                    return False
                made.set(f"{{{W}}}{key}", self._styles[text])
            elif kind == "lvlText" and key == "val":
                made.set(f"{{{W}}}val", safe_level_text(text))
            elif key in ("asciiTheme", "hAnsiTheme"):
                font = self._theme.get(text[:5], "Calibri")
                made.set(
                    f"{{{W}}}{key.removesuffix('Theme')}", font if font in FONTS else "Calibri"
                )
            elif key in _FONT_ATTRIBUTES and kind in ("rFonts", "sym"):
                if text in FONTS:
                    made.set(f"{{{W}}}{key}", text)
            elif kind == "name":
                continue  # given by whoever asks for styles
            elif key in ATTRIBUTES and VALUE.fullmatch(text):
                made.set(f"{{{W}}}{key}", text)
        if kind == "rFonts":
            return len(made.attrib) > 0
        return kind != "sym" or made.get(f"{{{W}}}font") is not None


def _is_prompt(element: _Element) -> bool:
    return any(
        local(child) == "showingPlcHdr" and value_of(child, "val") not in ("0", "false", "off")
        for properties in element
        if local(properties) == "sdtPr"
        for child in properties
    )


def _is_hidden(run: _Element) -> bool:
    return any(
        local(mark) == "vanish" and value_of(mark, "val") not in ("0", "false", "off")
        for properties in run
        if local(properties) == "rPr"
        for mark in properties
    )


def _is_deleted(row: _Element) -> bool:
    return any(
        local(mark) == "del" for properties in row if local(properties) == "trPr"
        for mark in properties
    )  # fmt: skip


def _text_boxes(paragraph: _Element) -> Iterator[_Element]:
    """The outermost text boxes of a paragraph; of two versions of a drawing only the first."""
    for child in paragraph:
        kind = local(child)
        if kind == "txbxContent":
            yield child
        elif kind in ("del", "moveFrom"):
            continue
        elif kind != "Fallback" or not any(local(e) == "Choice" for e in paragraph):
            yield from _text_boxes(child)
