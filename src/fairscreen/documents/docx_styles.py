"""What Word's styles and lists say about a paragraph: heading, list item, bold, hidden.

Styles inherit (``basedOn``), and their names are translated: a Swedish Word writes the style id
``Rubrik1`` with the built-in name ``heading 1``, other programs write the Swedish name alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fairscreen.spans import BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Styles", "local"]

_HEADING = re.compile(r"(?:heading|rubrik|overskrift|überschrift|otsikko)\s*([1-9])\b", re.I)
_TITLE = re.compile(r"(?:title|rubrik|titel)\Z", re.I)
_SUBTITLE = re.compile(r"(?:subtitle|underrubrik)\Z", re.I)
_LIST_NAME = re.compile(r"(?:list bullet|list number|punktlista|numrerad lista)\s*([2-9])\Z", re.I)
_OFF = ("0", "false", "off")
_MAX_CHAIN = 20  # Word allows fewer; a chain may bite its own tail


def local(element: _Element) -> str:
    """The tag without its namespace: the strict and the transitional schema differ in that."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _is_on(properties: _Element | None, name: str) -> bool | None:
    """A toggle such as ``w:b``: on, off, or ``None`` when it is not mentioned."""
    found = _child(properties, name)
    return None if found is None else (_val(found) or "true").lower() not in _OFF


def _child(parent: _Element | None, name: str) -> _Element | None:
    if parent is None:
        return None
    return next((child for child in parent if local(child) == name), None)


def _val(element: _Element | None) -> str | None:
    if element is None:
        return None
    for name, value in element.attrib.items():
        if str(name).rpartition("}")[2] == "val":
            return str(value)
    return None


def _number(element: _Element | None) -> int | None:
    value = _val(element)
    return int(value) if value and re.fullmatch(r"-?\d{1,9}", value) else None


class Styles:
    """The styles and lists of one document; both parts may be missing."""

    def __init__(self, styles: _Element | None, numbering: _Element | None) -> None:
        self._styles: dict[str, _Element] = {}
        self._default: str | None = None
        for style in styles if styles is not None else ():
            identity = _attribute(style, "styleId")
            if local(style) == "style" and identity:
                self._styles[identity] = style
                if _attribute(style, "type") == "paragraph" and _attribute(style, "default") in (
                    "1",
                    "true",
                ):
                    self._default = identity
        self._bulleted = _lists(numbering)

    def kind(self, properties: _Element | None) -> tuple[BlockKind, int]:
        """Block kind and level of a paragraph with these properties (``w:pPr``)."""
        chain = list(self._chain(_val(_child(properties, "pStyle")) or self._default))
        level = self._heading_level(properties, chain)
        if level is not None:
            return "heading", level
        depth = self._list_depth(properties, chain)
        return ("paragraph", 0) if depth is None else ("list_item", depth)

    def paragraph_bold(self, properties: _Element | None) -> bool:
        """Whether the paragraph's style makes its runs bold."""
        chain = self._chain(_val(_child(properties, "pStyle")) or self._default)
        return bool(self._first(chain, "b"))

    def run(self, properties: _Element | None, bold: bool) -> tuple[bool, bool]:
        """Whether a run (``w:rPr``) is bold, given its paragraph's style, and whether hidden."""
        direct, hidden = _is_on(properties, "b"), _is_on(properties, "vanish")
        if direct is None or hidden is None:
            chain = list(self._chain(_val(_child(properties, "rStyle"))))
            direct = self._first(chain, "b") if direct is None else direct
            hidden = self._first(chain, "vanish") if hidden is None else hidden
        return (bold if direct is None else direct), bool(hidden)

    def _first(self, chain: Iterator[_Element] | list[_Element], name: str) -> bool | None:
        for style in chain:
            value = _is_on(_child(style, "rPr"), name)
            if value is not None:
                return value
        return None

    def _chain(self, identity: str | None) -> Iterator[_Element]:
        for _ in range(_MAX_CHAIN):
            style = self._styles.get(identity or "")
            if style is None:
                return
            yield style
            identity = _val(_child(style, "basedOn"))

    def _heading_level(self, properties: _Element | None, chain: list[_Element]) -> int | None:
        outline = _number(_child(properties, "outlineLvl"))
        if outline is not None:
            return outline + 1 if 0 <= outline < 9 else None
        names = [_val(_child(style, "name")) or "" for style in chain]
        if not chain:  # a style that the document uses but does not define
            names = [_val(_child(properties, "pStyle")) or ""]
        for style, name in zip([*chain, None], names, strict=False):
            outline = _number(_child(_child(style, "pPr"), "outlineLvl"))
            if outline is not None:
                return outline + 1 if 0 <= outline < 9 else None
            if match := _HEADING.match(name):
                return int(match[1])
            if _TITLE.match(name):
                return 1
            if _SUBTITLE.match(name):
                return 2
        return None

    def _list_depth(self, properties: _Element | None, chain: list[_Element]) -> int | None:
        for source in (properties, *(_child(style, "pPr") for style in chain)):
            numbering = _child(source, "numPr")
            if numbering is None:
                continue
            identity = _number(_child(numbering, "numId"))
            if identity is None:  # only the level; the list is named further down the chain
                continue
            depth = _number(_child(numbering, "ilvl")) or 0
            if source is not properties and depth == 0:
                depth = _depth_in_name(chain)
            shown = identity > 0 and self._bulleted.get((identity, depth), True)
            return min(max(depth, 0), 8) if shown else None
        return None


def _depth_in_name(chain: list[_Element]) -> int:
    """Word's own list styles are one list each: ``List Bullet 2`` is the second level."""
    match = _LIST_NAME.match(_val(_child(chain[0], "name")) or "") if chain else None
    return int(match[1]) - 1 if match else 0


def _attribute(element: _Element, name: str) -> str | None:
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def _lists(numbering: _Element | None) -> dict[tuple[int, int], bool]:
    """Per list and level: whether a bullet or a number shows (``none`` shows nothing)."""
    abstract: dict[str, dict[int, bool]] = {}
    shown: dict[tuple[int, int], bool] = {}
    for entry in numbering if numbering is not None else ():
        if local(entry) == "abstractNum":
            levels = abstract.setdefault(_attribute(entry, "abstractNumId") or "", {})
            for level in entry:
                depth = _attribute(level, "ilvl") if local(level) == "lvl" else None
                if depth and depth.isdigit():
                    levels[int(depth)] = _val(_child(level, "numFmt")) != "none"
        elif local(entry) == "num":
            identity = _attribute(entry, "numId") or ""
            levels = abstract.get(_val(_child(entry, "abstractNumId")) or "", {})
            if identity.isdigit():
                shown.update({(int(identity), depth): on for depth, on in levels.items()})
    return shown
