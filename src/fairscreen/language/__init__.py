"""Text as a reader sees it: sentences, sections, and what the words around a phrase make of it.

``parse`` turns any text into a spaCy document. Beside words, base forms and sentences it knows how
a job ad is built (``doc._.parsed``): its headings, paragraphs, list items and table cells, which
section each belongs to, and in which language it is written. ``context`` answers what matters for
a phrase found in an ad: is it denied, softened, explained, quoted, part of an inclusion list, and
whom does it describe.

The words by which all this is told lie in ``data`` as lists, Swedish and English; code knows how
to use them, not which they are. The pipelines that cut text into words live in ``syntax``.
"""

from __future__ import annotations

from fairscreen.language.compounds import compound_parts, elliptic_parts
from fairscreen.language.context import SpanContext, context
from fairscreen.language.description import Described
from fairscreen.language.detection import detect, evidence
from fairscreen.language.loading import load, model_version
from fairscreen.language.parsing import parse
from fairscreen.language.structure import Lang, ParsedText, Section, Sentence, Unit

__all__ = [
    "Described",
    "Lang",
    "ParsedText",
    "Section",
    "Sentence",
    "SpanContext",
    "Unit",
    "compound_parts",
    "context",
    "detect",
    "elliptic_parts",
    "evidence",
    "load",
    "model_version",
    "parse",
]
