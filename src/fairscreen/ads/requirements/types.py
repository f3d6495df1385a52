"""What kind of demand it is, and whether a document, a test or a number can show it."""

from __future__ import annotations

import re

from fairscreen.ads.requirements.vocabulary import Vocabulary
from fairscreen.ads.review import RequirementType

__all__ = ["is_measurable", "type_of"]

# A degree, a licence, a citizenship and an extract from a record are papers that one has or lacks.
_ON_PAPER: frozenset[RequirementType] = frozenset(
    {"licence", "education", "citizenship", "register"}
)
_NUMBER = re.compile(
    r"(?<!\w)(?:\d+|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|two|three|four|five|ten)\+?"
    r"(?:\s*[-–]\s*\d+)?\s*(?:eller fler\w* |or more )?(?:års?|years?|månader\w*|months|kg|kilo|"
    r"högskolepoäng|hp|dagar|days)(?!\w)",
    re.IGNORECASE,
)
_CAN = re.compile(r"(?:kan|kunna|can|able to|förmåga|förmågan|ability)\b", re.IGNORECASE)
# An age, in years of life: "25-35 år", "mellan 20 och 40 år", "under 30 år", "fyllt 18".
_AGE = re.compile(
    r"(?<![\w-])(?:(?:mellan\s+)?[1-6]\d\s*(?:[-–]|och|till)\s*[2-7]\d\s*år(?!\w)"
    r"|(?:under|över|yngre än|äldre än|max|högst|minst|född\w*|fyllt|fyllda?)\s+[1-6]\d"
    r"(?:\s*år)?(?!\w)"
    r"|[1-6]\d\s*år (?:gammal|eller äldre|eller mer i ålder)"
    r"|(?:between\s+)?[1-6]\d\s*(?:[-–]|and|to)\s*[2-7]\d\s*years (?:old|of age)"
    r"|(?:under|over|at least)\s+[1-6]\d\s*years (?:old|of age))",
    re.IGNORECASE,
)
_NO_AGE = re.compile(r"erfarenhet|experience|arbetat|yrke|poäng|hp\b|års\b|timmar|procent|%", re.I)
_NEEDS_NUMBER: frozenset[RequirementType] = frozenset({"experience", "physical", "other", "skill"})


def type_of(item: str, words: Vocabulary) -> RequirementType:
    """The type of one demand.

    The word that comes first decides ("erfarenhet av utbildning" is experience), but a named
    language decides over the general word before it ("goda kunskaper i svenska").
    """
    if _AGE.search(item) and not _NO_AGE.search(item):
        return "other"
    first: dict[RequirementType, int] = {}
    for name, pattern in words.types.items():
        if match := pattern.search(item):
            first[name] = match.start()
    heads = [name for name in ("education", "experience", "licence") if name in first]
    if "language" in first and not any(first[name] < first["language"] for name in heads):
        return "language"
    first.pop("language", None)
    if first:
        return min(first, key=lambda name: first[name])
    if words.titles.search(item):
        return "education"
    if _CAN.match(item) or not words.verbs.match(item):
        return "skill"
    return "trait"


def is_measurable(item: str, kind: RequirementType, words: Vocabulary) -> bool:
    """Whether a document, a test or a number can show that the demand is met.

    "Minst två års erfarenhet", "B-körkort" and "svenska på nivå B2" can be shown; "god svenska",
    "flerårig erfarenhet" and "du är noggrann" are a matter of judgement.
    """
    if kind in _ON_PAPER or words.measurable.search(item):
        return True
    return kind in _NEEDS_NUMBER and _NUMBER.search(item) is not None
