"""New documents, written from nothing but the words and structure given.

A :class:`Layout` is a title and a row of parts: headings, paragraphs, list items, tables, figures.
:func:`write` makes a Word file, a tagged pdf, a web page or plain text of it. What is not in the
layout cannot be in the file: no author, no dates, no traces of a source document, and the same
layout gives the same bytes, so that two documents can be compared as files.

The layouts follow what screen readers and printers need: real heading levels, lists as lists,
header rows that repeat, a language, alternative texts, a title.
"""

from fairscreen.documents.writing.layout import (
    WRITTEN,
    Figure,
    Heading,
    Layout,
    ListItem,
    PageBreak,
    Paragraph,
    Part,
    Run,
    Table,
    Words,
    Written,
)
from fairscreen.documents.writing.output import write

__all__ = [
    "WRITTEN",
    "Figure",
    "Heading",
    "Layout",
    "ListItem",
    "PageBreak",
    "Paragraph",
    "Part",
    "Run",
    "Table",
    "Words",
    "Written",
    "write",
]
