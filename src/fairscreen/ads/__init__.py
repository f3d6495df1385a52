"""Reviewing job ads: what may exclude someone, what is asked, what is missing, how it reads.

:func:`check` sends one ad through the house: the text is parsed (:mod:`fairscreen.language`), the
rules in ``rules/*.toml`` give candidates, their guards drop what is innocent (and keep it with the
reason), and requirements, missing parts and measures are added. Everything a rule knows is data;
``docs/rules.md`` tells how to write one. Nothing is stored and nothing is fetched.
"""

from fairscreen.ads.checking import check
from fairscreen.ads.comparison import AdDiff, FindingPair, RequirementPair, compare
from fairscreen.ads.engine import DroppedHit, Hit, find
from fairscreen.ads.measures import measure
from fairscreen.ads.missing import missing_parts
from fairscreen.ads.requirements import extract
from fairscreen.ads.review import (
    AdReview,
    Dropped,
    Finding,
    Justification,
    Measures,
    Missing,
    Requirement,
    Source,
    Strength,
    Versions,
)
from fairscreen.ads.ruleset import RuleSet, load_rules
from fairscreen.ads.ruletable import rule_table
from fairscreen.ads.strengths import strengths

__all__ = [
    "AdDiff",
    "AdReview",
    "Dropped",
    "DroppedHit",
    "Finding",
    "FindingPair",
    "Hit",
    "Justification",
    "Measures",
    "Missing",
    "Requirement",
    "RequirementPair",
    "RuleSet",
    "Source",
    "Strength",
    "Versions",
    "check",
    "compare",
    "extract",
    "find",
    "load_rules",
    "measure",
    "missing_parts",
    "rule_table",
    "strengths",
]
