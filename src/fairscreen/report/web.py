"""A review as one web page: no script, nothing fetched, readable on paper and by screen readers."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from fairscreen.ads import AdReview
from fairscreen.report import words
from fairscreen.report.marking import mark

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["ad_review_html"]


def ad_review_html(review: AdReview) -> str:
    """The page, HTML 5 in UTF-8; the text's numbers lead to the findings and back."""
    template, style = _template()
    name = next((line.strip() for line in review.text.splitlines() if line.strip()), "annonsen")
    return template.render(
        review=review,
        lines=mark(review.text, review.findings, main=review.language),
        words=words,
        style=style,
        title=f"Granskning: {' '.join(name.split())[:120]}",
    )


@cache
def _template() -> tuple[Template, str]:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    folder = files("fairscreen.report") / "templates"
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["oneline"] = lambda text: " ".join(text.split())
    template = environment.from_string((folder / "review.html").read_text("utf-8"))
    return template, Markup((folder / "review.css").read_text("utf-8"))
