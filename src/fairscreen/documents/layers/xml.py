"""XML of any kind: text by paragraph, attributes, comments, hidden and deleted text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fairscreen.documents.layers.layer import Layer, Task
from fairscreen.documents.layers.strings import strings

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["layers", "xml_layers"]

# Elements after which running text starts anew; elsewhere runs belong together.
_BREAKS = frozenset((
    "p", "h", "br", "cr", "tc", "tr", "tbl", "comment", "footnote", "endnote", "line-break",
    "table-cell", "list-item", "tab", "div", "li", "td", "th", "creator", "title", "subject",
    "lastModifiedBy", "description", "keywords", "category", "Company", "Manager", "v", "si",
))  # fmt: skip
_DELETED = frozenset(("delText", "delInstrText", "del", "moveFrom", "tracked-changes"))
_FIELDS = frozenset(("instrText",))
# Attributes whose values are the format's own: numbers, switches, colours, names of styles' kinds.
_PLAIN_VALUE = re.compile(r"-?[\d.,]*(?:%|pt|cm|mm|in|px|em)?|true|false|on|off|none|auto")
_SCHEMA = re.compile(
    r"https?://(?:schemas\.openxmlformats\.org|schemas\.microsoft\.com|www\.w3\.org|purl\.org"
    r"|ns\.adobe\.com|purl\.oclc\.org)(?:/[\w.#-]*)*|application/[\w.+-]+|image/[\w.+-]+"
)
_NAMESPACE = re.compile(r"\{[^}]*\}")


def layers(task: Task) -> Iterator[Layer]:
    """The layers of an XML file."""
    yield from xml_layers(task.data)


def xml_layers(data: bytes) -> Iterator[Layer]:
    """The layers of a part; markup that cannot be parsed is searched for words."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        yield Layer("unknown: xml", "")
        yield Layer("raw strings", strings(data))
        return
    texts = _Texts(is_prose=next(root.iter("{*}p", "{*}h"), None) is not None)
    texts.walk(root)
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None:
        yield Layer("document type", etree.tostring(tree.docinfo.internalDTD).decode())
    for node in (*root.itersiblings(preceding=True), *root.itersiblings()):
        texts.markup.append(node.text or "")
    for name, parts in (
        ("text", texts.shown), ("hidden text", texts.hidden), ("deleted text", texts.deleted),
        ("field codes", texts.fields), ("attributes", texts.attributes),
        ("comments in markup", texts.markup),
    ):  # fmt: skip
        yield Layer(name, re.sub(r"\n{2,}", "\n", "".join(parts)).strip())


class _Texts:
    """Gathers the texts of a tree, kind by kind."""

    def __init__(self, *, is_prose: bool) -> None:
        self._is_prose = is_prose  # else each element stands by itself, as in properties
        self.shown: list[str] = []
        self.hidden: list[str] = []
        self.deleted: list[str] = []
        self.fields: list[str] = []
        self.attributes: list[str] = []
        self.markup: list[str] = []

    def walk(self, root: _Element) -> None:
        """Go through the tree without recursion, so that no depth can break it."""
        todo: list[tuple[_Element | None, list[str], str | None]] = [(root, self.shown, None)]
        while todo:
            element, into, tail = todo.pop()
            if element is None:
                into.append(tail or "")
                continue
            if not isinstance(element.tag, str):  # a comment or an instruction
                target = getattr(element, "target", None) or ""  # of an instruction
                self.markup.append(f"{target} {element.text or ''}\n")
                continue
            kind = element.tag.rpartition("}")[2]
            inside = self._inside(element, kind, into)
            self._attributes(element)
            breaks = kind in _BREAKS or not self._is_prose
            if breaks:
                inside.append("\n")
            inside.append(element.text or "")
            after: list[tuple[_Element | None, list[str], str | None]] = []
            for child in element:
                after.append((child, inside, None))
                after.append((None, inside, child.tail))
            if breaks:
                after.append((None, inside, "\n"))
            todo.extend(reversed(after))

    def _inside(self, element: _Element, kind: str, into: list[str]) -> list[str]:
        if kind in _DELETED:
            return self.deleted
        if kind in _FIELDS:
            return self.fields
        if kind == "r" and any(
            mark.tag.rpartition("}")[2] in ("vanish", "webHidden")
            for properties in element
            if isinstance(properties.tag, str) and properties.tag.endswith("}rPr")
            for mark in properties
            if isinstance(mark.tag, str)
        ):
            return self.hidden
        return into

    def _attributes(self, element: _Element) -> None:
        for name, value in element.attrib.items():
            if value and not (_PLAIN_VALUE.fullmatch(value) or _SCHEMA.fullmatch(value)):
                self.attributes.append(f"{_NAMESPACE.sub('', str(name))}: {value}\n")
