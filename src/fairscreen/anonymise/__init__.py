"""Applications made blind: what tells who somebody is, found, weighed and replaced.

``detect`` and ``detect_all`` find. Each recogniser is a small module (personal numbers, contact
details, addresses, years, names, and rules written as data in ``rules``), registered with
Presidio's analyser in ``engine``; the trained entity model adds the names it sees, where it is
installed (``entities``). What is learned of the applicant in one text, or from the table of the
applicant system, is then sought in all texts of that applicant in every written form (``mentions``).

``anonymise_text`` and ``anonymise_texts`` replace. A policy says what is hidden and why; the words
put instead are the same for everybody and in the language of the text. Nothing else changes, so
merit stays word for word, and the spans lead back to the original. Two kinds of data say what to
find: patterns (``rules``) and telling words (``lexicon``), which count when what is said around them
speaks of the applicant and not of others or of the work (``about``).

``verify_layers`` reads a written copy again: nothing known of the applicant, in any form, and
nothing new that the policy hides may be left in any layer.

Nothing here reads files, writes files or logs text.
"""  # noqa: E501

from __future__ import annotations

from fairscreen.anonymise.detection import detect, detect_all
from fairscreen.anonymise.entities import has_model
from fairscreen.anonymise.hits import CATEGORIES, Category, Hit
from fairscreen.anonymise.people import Known
from fairscreen.anonymise.policies import POLICIES, Policy, load_policy
from fairscreen.anonymise.result import (
    SCHEMA,
    HiddenSpan,
    Result,
    anonymise_text,
    anonymise_texts,
)
from fairscreen.anonymise.verification import Leak, verify_layers

__all__ = [
    "CATEGORIES",
    "POLICIES",
    "SCHEMA",
    "Category",
    "HiddenSpan",
    "Hit",
    "Known",
    "Leak",
    "Policy",
    "Result",
    "anonymise_text",
    "anonymise_texts",
    "detect",
    "detect_all",
    "has_model",
    "load_policy",
    "verify_layers",
]
