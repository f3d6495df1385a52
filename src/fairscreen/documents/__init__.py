"""From a file to the text a reader sees.

A consultant has the ad as a Word file, a pdf from the customer, a page saved from the web or a
text copied into Notepad. This package turns each of them into one :class:`Document`: the visible
text, and the *blocks* that the format tells about (headings, list items, table cells, paragraphs),
so that a heading is never read as the start of the next sentence.

What is visible decides. Scripts, comments, deleted passages, hidden text and page furniture are
left out, and a warning in Swedish says so whenever the reader might miss them. What the file *is*
decides how it is read, not what it is called.

Files come from strangers. Every reader works in memory under the limits in
:class:`~fairscreen.settings.Settings`, fetches nothing, expands no entities, writes nothing to
disk, and meets a bad file with a :class:`~fairscreen.errors.FairscreenError` that tells what to
do and never quotes the content.

There is one module per format. ``formats`` tells what a file is, ``encodings`` turns bytes into
letters, ``package`` opens zipped XML safely, ``structure`` assembles blocks. The libraries behind
them are imported on first use.

Applications need more than ads: ``applications`` reads every visible part and tells what it left
out, ``rewriting`` writes a new document with words replaced, ``layers`` takes a file apart to show
what is still in it. ``writing`` makes documents of a layout, for these and for reports.
"""

from fairscreen.documents.applications import (
    APPLICATION_FORMATS,
    ApplicationBlock,
    ApplicationDocument,
    ApplicationFormat,
    Attachment,
    CoverageWarning,
    isolated,
    read_application,
)
from fairscreen.documents.document import FORMATS, Document, Format
from fairscreen.documents.layers import Layer, inspect
from fairscreen.documents.reading import read
from fairscreen.documents.rewriting import Replacement, RewriteForm, RewriteLayout, rewrite

__all__ = [
    "APPLICATION_FORMATS",
    "FORMATS",
    "ApplicationBlock",
    "ApplicationDocument",
    "ApplicationFormat",
    "Attachment",
    "CoverageWarning",
    "Document",
    "Format",
    "Layer",
    "Replacement",
    "RewriteForm",
    "RewriteLayout",
    "inspect",
    "isolated",
    "read",
    "read_application",
    "rewrite",
]
