"""A review in the shape that LanguageTool's clients read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from fairscreen import __version__
from fairscreen.ads import AdReview, Finding, load_rules
from fairscreen.report import words
from fairscreen_api.languagetool.annotated import AnnotatedText

__all__ = ["LANGUAGES", "answer"]

LANGUAGES = (
    {"name": "Swedish", "code": "sv", "longCode": "sv"},
    {"name": "Swedish (Sweden)", "code": "sv", "longCode": "sv-SE"},
    {"name": "English", "code": "en", "longCode": "en"},
    {"name": "English (GB)", "code": "en", "longCode": "en-GB"},
    {"name": "English (US)", "code": "en", "longCode": "en-US"},
)
_LONG = {"sv": ("Swedish", "sv-SE"), "en": ("English (GB)", "en-GB")}
#: Kinds of issue of the Internationalization Tag Set 2.0, which editors colour by.
_ISSUE = {"must": "non-conformance", "should": "register", "hint": "style"}
_AROUND = 40
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


def answer(
    review: AdReview | None,
    text: AnnotatedText,
    *,
    asked: str,
    wanted: Mapping[str, Any],
) -> dict[str, Any]:
    """The whole answer; ``review`` is ``None`` for a text without words.

    ``wanted`` tells which rules and categories the client wants: ``enabledRules``,
    ``disabledRules``, ``enabledCategories``, ``disabledCategories`` (sets), ``enabledOnly``.
    """
    found = review.language if review else ("en" if asked.startswith("en") else "sv")
    name, code = _LONG[found]
    if asked.lower() != "auto":
        name, code = next(
            ((e["name"], e["longCode"]) for e in LANGUAGES if e["longCode"] == asked), (name, code)
        )
    findings = review.findings if review else ()
    return {
        "software": {
            "name": "fairscreen", "version": __version__, "buildDate": "", "apiVersion": 1,
            "premium": False, "premiumHint": "", "status": "",
        },
        "warnings": {"incompleteResults": False},
        "language": {
            "name": name,
            "code": code,
            "detectedLanguage": {"name": _LONG[found][0], "code": _LONG[found][1]},
        },
        "matches": [
            _match(finding, review, text)
            for finding in findings
            if review is not None and _is_wanted(finding, wanted)
        ],
    }  # fmt: skip


def _is_wanted(finding: Finding, wanted: Mapping[str, Any]) -> bool:
    category = finding.category.upper()
    if finding.rule in wanted["enabledRules"] or category in wanted["enabledCategories"]:
        return True
    if finding.rule in wanted["disabledRules"] or category in wanted["disabledCategories"]:
        return False
    return not wanted["enabledOnly"]


def _match(finding: Finding, review: AdReview, text: AnnotatedText) -> dict[str, Any]:
    offset, length = text.place(finding.start, finding.end)
    first = text.code_point(offset)
    last = text.code_point(offset + length)
    low, high = max(first - _AROUND, 0), min(last + _AROUND, len(text.whole))
    around = text.whole[low:high].replace("\n", " ")
    before = "..." if low else ""
    sources = [review.sources[key].url for key in finding.sources if key in review.sources]
    return {
        "message": f"{finding.message} {finding.why}",
        "shortMessage": f"{words.LEVEL[finding.level]} · {words.CATEGORY[finding.category]}",
        "replacements": [{"value": suggestion} for suggestion in finding.suggestions],
        "offset": offset,
        "length": length,
        "context": {
            "text": f"{before}{around}{'...' if high < len(text.whole) else ''}",
            "offset": len(before) + text.units[first] - text.units[low],
            "length": length,
        },
        "sentence": _sentence(review.text, finding),
        "type": {"typeName": "Hint" if finding.level == "hint" else "Other"},
        "rule": {
            "id": finding.rule,
            "description": _titles().get(finding.rule, words.CATEGORY[finding.category]),
            "issueType": _ISSUE[finding.level],
            "urls": [{"value": url} for url in sources if url],
            "category": {
                "id": finding.category.upper(),
                "name": words.CATEGORY[finding.category],
            },
        },
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": -1,
    }


def _sentence(text: str, finding: Finding) -> str:
    before = [found.end() for found in _SENTENCE_END.finditer(text, 0, finding.start)]
    after = _SENTENCE_END.search(text, finding.end)
    start = before[-1] if before else 0
    return text[start : after.start() + 1 if after else len(text)].strip()


@cache
def _titles() -> dict[str, str]:
    return {rule.id: rule.title for rule in load_rules().rules}
