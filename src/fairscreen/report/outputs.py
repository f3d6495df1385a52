"""One door to every form a review can take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, get_args

from fairscreen.ads import AdReview

if TYPE_CHECKING:
    from fairscreen.documents.writing import Written

__all__ = ["MEDIA_TYPES", "OUTPUTS", "Output", "ad_review_output", "suffix_of"]

Output = Literal["text", "json", "sarif", "html", "docx", "xlsx", "memo"]
OUTPUTS: tuple[Output, ...] = get_args(Output)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA_TYPES: dict[str, str] = {
    "text": "text/plain; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
    "sarif": "application/sarif+json",
    "html": "text/html; charset=utf-8",
    "docx": _WORD,
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_SUFFIXES = {"text": ".txt", "json": ".json", "sarif": ".sarif", "html": ".html"}


def suffix_of(output: Output, form: Written = "docx") -> str:
    """The end of a file name for an output; ``form`` is the memo's."""
    return f".{form}" if output == "memo" else _SUFFIXES.get(output, f".{output}")


def ad_review_output(
    reviews: Sequence[AdReview],
    output: Output,
    *,
    source: bytes | None = None,
    form: Written = "docx",
) -> bytes:
    """``reviews`` as a file.

    Parameters
    ----------
    reviews:
        At least one. ``sarif`` and ``xlsx`` hold all of them, ``json`` one a line when there are
        several, ``text`` one after the other; ``html``, ``docx`` and ``memo`` take one.
    source:
        For ``docx``: the reviewed file, which takes the comments when it is a Word document.
    form:
        For ``memo``: ``docx``, ``pdf``, ``html`` or ``txt``.
    """
    if output == "sarif":
        from fairscreen.report.sarif import ad_reviews_sarif

        return ad_reviews_sarif(reviews).encode()
    if output == "xlsx":
        from fairscreen.report.spreadsheet import ad_reviews_xlsx

        return ad_reviews_xlsx(reviews)
    if output == "json":
        indent = None if len(reviews) > 1 else 2
        return "".join(review.to_json(indent=indent) + "\n" for review in reviews).encode()
    if output == "text":
        from fairscreen.report.text import ad_review_text

        return "\n".join(ad_review_text(review) for review in reviews).encode()
    (review,) = reviews
    if output == "html":
        from fairscreen.report.web import ad_review_html

        return ad_review_html(review).encode()
    if output == "docx":
        from fairscreen.report.commented import ad_review_docx

        return ad_review_docx(review, source)
    from fairscreen.report.memo import ad_memo

    return ad_memo(review, form)
