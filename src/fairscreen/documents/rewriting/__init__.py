"""A new document from an application and the words to put in place of others.

The original is never edited: what was not noticed in it would stay. A new document is written from
what is wanted in it, and only that.

``uniform`` gives every applicant the same layout: headings, paragraphs, lists and tables, without
fonts, colours, pictures or anything else that tells one applicant from another.

``keep`` gives the same look. A Word file is built anew from a list of allowed parts, elements and
attributes. A pdf or a scan becomes pictures of its pages, drawn without photos, logotypes and
signatures and with the replaced words covered, over an anonymised text that can be searched and
read aloud.
"""

from fairscreen.documents.rewriting.replacing import Replacement
from fairscreen.documents.rewriting.rewrite import RewriteForm, RewriteLayout, rewrite

__all__ = ["Replacement", "RewriteForm", "RewriteLayout", "rewrite"]
