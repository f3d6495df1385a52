"""A review as a Word document with a comment at each finding's words.

When the ad came as a Word file, the comments go into that file; otherwise into a new document with
the ad's text, its headings and lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fairscreen.ads import AdReview, Finding
from fairscreen.report.comments import Comment, add_comments
from fairscreen.report.words import CATEGORY, LEVEL, MISSING

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from fairscreen.documents.writing import Layout, Part

__all__ = ["ad_layout", "ad_review_docx"]

_ITEM = re.compile(r"\s*(?:[-–—•·*▪‣◦o]|\d{1,2}[.)])\s+")
_HEADING_WORDS = 9


def ad_review_docx(review: AdReview, source: bytes | None = None) -> bytes:
    """The ad with comments, as the bytes of a docx file.

    Parameters
    ----------
    source:
        The file that was reviewed. Only a plain Word document (docx) takes the comments itself;
        any other is left, and the ad's text is written anew.
    """
    from fairscreen.documents.writing.docx import packed, word_document

    document = _opened(source)
    if document is None:
        document = word_document(ad_layout(review))
    add_comments(document, review.text, list(_comments(review)))
    return packed(document)


def _opened(source: bytes | None) -> WordDocument | None:
    import io
    import zipfile

    import docx
    from docx.opc.exceptions import OpcError

    if source is None or not source.startswith(b"PK"):
        return None
    try:
        return docx.Document(io.BytesIO(source))
    # A template, a macro file, or the strict dialect: read by us, not by the writer.
    except (ValueError, KeyError, AttributeError, OpcError, zipfile.BadZipFile):
        return None


def _comments(review: AdReview) -> Iterator[Comment]:
    absent = [part for part in review.missing if not part.present]
    first = len(review.text) - len(review.text.lstrip())
    title = review.text[first:].partition("\n")[0].rstrip()
    if absent:
        names = "\n".join(f"– {MISSING.get(part.item, part.item)}" for part in absent)
        text = f"Det här hittades inte i annonsen:\n{names}"
        yield Comment(first, first + len(title), text)
    for finding in review.findings:
        yield Comment(finding.start, finding.end, comment_text(finding, review))


def comment_text(finding: Finding, review: AdReview) -> str:
    """What a comment says: what, why, what to write instead, and the source."""
    lines = [
        f"{LEVEL[finding.level]} · {CATEGORY[finding.category]}",
        finding.message,
        f"Varför: {finding.why}",
    ]
    if finding.justification:
        lines.append(f"Annonsen ger ett skäl: {' '.join(finding.justification.text.split())}")
    if finding.note:
        lines.append(f"Er profil: {finding.note}")
    lines += [f"Förslag: {text}" for text in finding.suggestions]
    titles = [review.sources[k].title if k in review.sources else k for k in finding.sources]
    if titles:
        lines.append(f"Källa: {'; '.join(titles)}")
    return "\n".join(lines)


def ad_layout(review: AdReview) -> Layout:
    """The ad's own text as headings, paragraphs and list items."""
    from fairscreen.documents.writing import Layout

    return Layout(title="", parts=tuple(_ad_parts(review.text)), language=review.language)


def _ad_parts(text: str) -> Iterator[Part]:
    from fairscreen.documents.writing import Heading, ListItem, Paragraph

    lines = text.splitlines()
    is_first = True
    for number, line in enumerate(lines):
        words = line.strip()
        if not words:
            continue
        mark = _ITEM.match(line)
        if mark:
            yield ListItem(line[mark.end() :].strip(), numbered=words[0].isdigit())
        elif _is_heading(lines, number):
            yield Heading(words, level=1 if is_first else 2)
        else:
            yield Paragraph(words)
        is_first = False


def _is_heading(lines: list[str], number: int) -> bool:
    words = lines[number].strip()
    above = lines[number - 1].strip() if number else ""
    below = lines[number + 1].strip() if number + 1 < len(lines) else ""
    return (
        len(words.split()) <= _HEADING_WORDS
        and words[-1] not in ".!?,;…"
        and not above
        and (bool(below) or number == 0)
    )
