"""What the ad asks of the applicant.

A demand is a thing asked of the person: a licence, a degree, a language, a trait. Each is found
with its place, its level (must or merit), its type, whether it can be shown by a document, a test
or a number, and whether the ad gives a reason for it. How a demand is told apart from a task or an
offer is in ``extraction``; how a row of demands is cut, in ``segments``. The words themselves are
data: ``cues.toml`` and ``words/*.txt``.

:func:`described` adds what can be said of each demand: whether it is ambiguous and why
(``ambiguity.toml``), which law it needs and where the ad shows that it applies (``legal.toml``),
and whether the same is asked twice, or both as a must and as a merit. :func:`summarised` counts.
:func:`competences` turns the traits into three or four competences with a question and rating
anchors each (``competences.toml``).

Measured on hand-labelled sentences of real ads; see ``models/requirements``.
"""

from fairscreen.ads.requirements.competences import (
    Anchor,
    Competence,
    CompetenceDraft,
    behaviours,
    competences,
)
from fairscreen.ads.requirements.extraction import extract
from fairscreen.ads.requirements.objects import described, summarised
from fairscreen.ads.requirements.vocabulary import data_files

__all__ = [
    "Anchor",
    "Competence",
    "CompetenceDraft",
    "behaviours",
    "competences",
    "data_files",
    "described",
    "extract",
    "summarised",
]
