"""Results turned into something to read: terminal text now, documents and tables later."""

from fairscreen.report.text import Style, ad_review_text

__all__ = ["Style", "ad_review_text"]
