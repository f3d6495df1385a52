"""Results turned into something to read.

Terminal text, one web page, a Word file with comments at the words, an Excel workbook, SARIF for
editors and gates, one page for the hiring manager, and the difference between two versions.
:func:`ad_review_output` is the one door for a review. Each form is made in memory and carries
neither author nor time.
"""

from fairscreen.report.difference import ad_diff_output
from fairscreen.report.outputs import (
    MEDIA_TYPES,
    OUTPUTS,
    Output,
    ad_review_output,
    suffix_of,
)
from fairscreen.report.portfolio import portfolio_output, portfolio_xlsx
from fairscreen.report.text import Style, ad_review_text

__all__ = [
    "MEDIA_TYPES",
    "OUTPUTS",
    "Output",
    "Style",
    "ad_diff_output",
    "ad_review_output",
    "ad_review_text",
    "portfolio_output",
    "portfolio_xlsx",
    "suffix_of",
]
