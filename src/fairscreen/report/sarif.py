"""Reviews as SARIF 2.1.0, the format that code hosts, editors and gates read.

Static Analysis Results Interchange Format, OASIS standard, 27 March 2020. Columns and offsets are
Unicode code points, which the run declares; lines are counted as ``\\n`` and ``\\r\\n`` end them.
For a Word or pdf file the places are in the text that was read from it.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from fairscreen.ads import AdReview, Finding, load_rules
from fairscreen.report.words import CATEGORY

__all__ = ["ad_reviews_sarif"]

_LEVEL = {"must": "error", "should": "warning", "hint": "note"}
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def ad_reviews_sarif(reviews: Sequence[AdReview]) -> str:
    """One log with one run for all ``reviews``, as indented JSON ending in a line break."""
    used: dict[str, int] = {}
    for review in reviews:
        for finding in review.findings:
            used.setdefault(finding.rule, len(used))
    first = {f.rule: f for review in reviews for f in reversed(review.findings)}
    versions = reviews[0].versions if reviews else None
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "fairscreen",
                        **({"semanticVersion": versions.fairscreen} if versions else {}),
                        "language": "sv",
                        "rules": [_rule(rule, first[rule], reviews) for rule in used],
                        "properties": (
                            {"rules": versions.rules, "model": versions.model} if versions else {}
                        ),
                    }
                },
                "language": "sv",
                "columnKind": "unicodeCodePoints",
                "artifacts": [
                    {"location": _location(review, n)} for n, review in enumerate(reviews)
                ],
                "results": [
                    _result(finding, review, n, used[finding.rule])
                    for n, review in enumerate(reviews)
                    for finding in review.findings
                ],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _location(review: AdReview, number: int) -> dict[str, Any]:
    return {"uri": quote(review.file or "annons.txt"), "index": number}


def _rule(rule_id: str, example: Finding, reviews: Sequence[AdReview]) -> dict[str, Any]:
    titles = {rule.id: rule.title for rule in load_rules().rules}
    sources = {key: entry for review in reviews for key, entry in review.sources.items()}
    cited = [sources[key] for key in example.sources if key in sources]
    links = [source.url for source in cited if source.url]
    return {
        "id": rule_id,
        "shortDescription": {"text": titles.get(rule_id, CATEGORY[example.category])},
        "fullDescription": {"text": example.why},
        "help": {"text": f"{example.why} Källa: {'; '.join(s.title for s in cited) or '–'}."},
        **({"helpUri": links[0]} if links else {}),
        "defaultConfiguration": {"level": _LEVEL[example.level]},
        "properties": {"tags": [example.category, *example.grounds]},
    }


def _result(finding: Finding, review: AdReview, number: int, rule: int) -> dict[str, Any]:
    advice = "".join(f" Förslag: {text}" for text in finding.suggestions)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVEL[finding.level],
        "message": {"text": finding.message + advice},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _location(review, number),
                    "region": _region(review.text, finding.start, finding.end),
                }
            }
        ],
    }
    if finding.justification:
        place = finding.justification
        result["relatedLocations"] = [
            {
                "id": 0,
                "message": {"text": "Annonsen ger ett skäl här."},
                "physicalLocation": {
                    "artifactLocation": _location(review, number),
                    "region": _region(review.text, place.start, place.end),
                },
            }
        ]
    return result


def _region(text: str, start: int, end: int) -> dict[str, Any]:
    starts = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n")]
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, end) - 1
    return {
        "startLine": first + 1,
        "startColumn": start - starts[first] + 1,
        "endLine": last + 1,
        "endColumn": end - starts[last] + 1,
        "charOffset": start,
        "charLength": end - start,
        "snippet": {"text": text[start:end]},
    }
