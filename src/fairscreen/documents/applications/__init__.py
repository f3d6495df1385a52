"""From the files of an applicant to text that can be made blind, with nothing passed over.

An ad is read for what it says. An application is read for what it gives away, so page headers,
notes, text boxes, form fields and scanned pages all count, and what is *not* in the text (comments,
deleted passages, pictures, attachments) is told in a :class:`CoverageWarning` rather than skipped.

:func:`read_application` gives an :class:`ApplicationDocument`: the text of every visible part in
reading order, its blocks, and where each letter came from, which ``documents.rewriting`` needs to
keep a document's look. What the file says about its author is kept apart in ``identity``: seeds
for the search, never part of the text.

A file is untrusted until it has been read. :func:`isolated` runs a function of ours in a process
of its own, with a limit on time and memory, so that a hostile file ends that process and nothing
else.

There is one module per format; ``draft`` assembles what they find, ``ocr`` reads pictures of text.
"""

from fairscreen.documents.applications.document import (
    APPLICATION_FORMATS,
    ApplicationBlock,
    ApplicationDocument,
    ApplicationFormat,
    Attachment,
    CoverageWarning,
)
from fairscreen.documents.applications.isolation import isolated
from fairscreen.documents.applications.reading import read_application

__all__ = [
    "APPLICATION_FORMATS",
    "ApplicationBlock",
    "ApplicationDocument",
    "ApplicationFormat",
    "Attachment",
    "CoverageWarning",
    "isolated",
    "read_application",
]
