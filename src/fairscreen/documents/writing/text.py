"""Plain text: blank lines between paragraphs, dashes for items, tabs between cells."""

from __future__ import annotations

from itertools import pairwise

from fairscreen.documents.writing.layout import (
    Figure,
    Heading,
    Layout,
    ListItem,
    PageBreak,
    Part,
    Table,
    plain,
)

__all__ = ["to_text"]


def to_text(layout: Layout) -> str:
    """The layout as text that ends with a line break."""
    title = [Heading(layout.title)] if layout.title else []
    parts = [part for part in (*title, *layout.parts) if not isinstance(part, PageBreak)]
    numbers = _numbers(parts)
    lines = [_lines(part, number) for part, number in zip(parts, numbers, strict=True)]
    pieces = lines[:1]
    for (before, after), piece in zip(pairwise(parts), lines[1:], strict=True):
        one_list = isinstance(before, ListItem) and isinstance(after, ListItem)
        pieces += ["\n" if one_list else "\n\n", piece]
    return "".join(pieces).strip("\n") + "\n"


def _lines(part: Part, number: int) -> str:
    if isinstance(part, ListItem):
        mark = f"{number}. " if part.numbered else "- "
        return "  " * part.depth + mark + plain(part.words)
    if isinstance(part, Table):
        rows = [part.header, *part.rows] if part.header else part.rows
        table = "\n".join("\t".join(plain(c).replace("\n", " ") for c in row) for row in rows)
        return f"{part.caption}\n{table}" if part.caption else table
    if isinstance(part, Figure):
        return f"[{part.alt}]" + (f"\n{part.caption}" if part.caption else "")
    assert not isinstance(part, PageBreak)
    return plain(part.words)


def _numbers(parts: list[Part]) -> list[int]:
    """The number of each list item in its own list and depth; 0 for what is none."""
    counts: dict[int, int] = {}
    numbers = []
    for part in parts:
        if not isinstance(part, ListItem):
            counts.clear()
            numbers.append(0)
            continue
        for deeper in [depth for depth in counts if depth > part.depth]:
            del counts[deeper]
        counts[part.depth] = counts.get(part.depth, 0) + 1
        numbers.append(counts[part.depth])
    return numbers
