"""Reviewing job ads: what may exclude someone, what is asked, what is missing, how it reads.

:func:`check` sends one ad through the house: the text is parsed (:mod:`fairscreen.language`), the
rules in ``rules/*.toml`` give candidates, their guards drop what is innocent (and keep it with the
reason), and requirements, missing parts and measures are added. Everything a rule knows is data;
``docs/rules.md`` tells how to write one. :func:`rewrite` writes an ad plainer and shows that
nothing asked of the applicant changed; :func:`rewrites` and :func:`apply` are its two halves.
Nothing is stored and nothing is fetched.
"""

from fairscreen.ads.checking import check
from fairscreen.ads.comparison import AdDiff, FindingPair, RequirementPair, compare
from fairscreen.ads.engine import DroppedHit, Hit, find
from fairscreen.ads.factors import BAND, FACTORS, compared, factor_values
from fairscreen.ads.measures import measure
from fairscreen.ads.missing import missing_parts
from fairscreen.ads.portfolio import AdFigures, Group, Portfolio, aggregate, figures_of
from fairscreen.ads.profiles import Fact, OwnTerm, Profile, load_profile, profile_from_toml
from fairscreen.ads.requirements import Competence, CompetenceDraft, competences, extract
from fairscreen.ads.review import (
    AdReview,
    Comparison,
    Dropped,
    Factor,
    Finding,
    Justification,
    LegalBasis,
    Measures,
    Missing,
    Requirement,
    RequirementSummary,
    Source,
    Strength,
    Versions,
)
from fairscreen.ads.rewriting import (
    AdRewrite,
    Change,
    NotApplied,
    Rewrite,
    RewriteCheck,
    Rewritten,
    apply,
    rewrite,
    rewrites,
)
from fairscreen.ads.ruleset import RuleSet, load_rules
from fairscreen.ads.ruletable import rule_table
from fairscreen.ads.strengths import strengths
from fairscreen.ads.suppressions import Suppression, inline_suppressions, suppressed

__all__ = [
    "BAND",
    "FACTORS",
    "AdDiff",
    "AdFigures",
    "AdReview",
    "AdRewrite",
    "Change",
    "Comparison",
    "Competence",
    "CompetenceDraft",
    "Dropped",
    "DroppedHit",
    "Fact",
    "Factor",
    "Finding",
    "FindingPair",
    "Group",
    "Hit",
    "Justification",
    "LegalBasis",
    "Measures",
    "Missing",
    "NotApplied",
    "OwnTerm",
    "Portfolio",
    "Profile",
    "Requirement",
    "RequirementPair",
    "RequirementSummary",
    "Rewrite",
    "RewriteCheck",
    "Rewritten",
    "RuleSet",
    "Source",
    "Strength",
    "Suppression",
    "Versions",
    "aggregate",
    "apply",
    "check",
    "compare",
    "compared",
    "competences",
    "extract",
    "factor_values",
    "figures_of",
    "find",
    "inline_suppressions",
    "load_profile",
    "load_rules",
    "measure",
    "missing_parts",
    "profile_from_toml",
    "rewrite",
    "rewrites",
    "rule_table",
    "strengths",
    "suppressed",
]
