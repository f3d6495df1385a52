"""The layout that all applicants get: structure and words, nothing of the looks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from fairscreen.documents.applications import ApplicationBlock, ApplicationDocument
from fairscreen.documents.pdf_order import is_page_number
from fairscreen.documents.rewriting.replacing import Replacement, replaced_blocks
from fairscreen.documents.writing import Heading, Layout, ListItem, Paragraph, Part, Table

__all__ = ["uniform_layout"]

_FURNITURE = ("header", "footer")
_DEEPEST = 4
_Told = tuple[ApplicationBlock, str]


def uniform_layout(
    document: ApplicationDocument,
    replacements: Sequence[Replacement],
    title: str,
    language: str,
) -> Layout:
    """The document's structure with the replacements in it.

    What repeats on every page stands once, and page numbers nowhere.
    """
    parts: list[Part] = []
    seen: set[str] = set()
    told: list[_Told] = []
    for block, text in zip(document.blocks, replaced_blocks(document, replacements), strict=True):
        text = text.strip()
        if block.part in _FURNITURE:
            if is_page_number(text) or text in seen:
                continue
            seen.add(text)
        if text or block.row:
            told.append((block, text))
    levels: list[int] = []
    for (is_table, columns), group in groupby(told, key=_table_of):
        if is_table and columns:
            parts.append(_table(list(group), columns))
            continue
        for block, text in group:
            parts.append(_part(block, text, levels))
    return Layout(title, tuple(parts), language)


def _table_of(told: _Told) -> tuple[bool, int]:
    block = told[0]
    return bool(block.row), block.columns


def _table(cells: Sequence[_Told], columns: int) -> Part:
    rows: dict[int, list[str]] = {}
    for block, text in cells:
        row = rows.setdefault(block.row, [""] * columns)
        row[block.column] = text
    return Table((), tuple(tuple(row) for row in rows.values() if any(row)) or ((" ",) * columns,))


def _part(block: ApplicationBlock, text: str, levels: list[int]) -> Part:
    if block.kind == "heading" and block.part not in _FURNITURE:
        # Screen readers need levels without leaps.
        while levels and levels[-1] >= block.level:
            levels.pop()
        levels.append(block.level)
        return Heading(text, min(len(levels), _DEEPEST))
    if block.kind == "list_item":
        return ListItem(text, min(block.level, 2))
    return Paragraph(text)
