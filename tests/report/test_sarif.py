"""SARIF: valid against the standard's schema, and its places are the findings' places."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from fairscreen.ads import AdReview, check
from fairscreen.report.sarif import ad_reviews_sarif

SCHEMA = Path(__file__).parent / "data" / "sarif-2.1.0.schema.json"


@pytest.fixture(scope="module")
def log(review: AdReview) -> dict[str, Any]:
    return json.loads(ad_reviews_sarif([review, review]))


def test_the_log_is_valid_sarif(log: dict[str, Any]) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    assert list(jsonschema.Draft4Validator(schema).iter_errors(log)) == []


def test_the_schema_refuses_what_is_no_sarif(log: dict[str, Any]) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    broken = log | {"version": "2.0.0"}
    assert list(jsonschema.Draft4Validator(schema).iter_errors(broken))


def test_an_ad_without_findings_is_valid_too() -> None:
    clean = check("Kock\n\nDu lagar mat till barnen.", lang="sv")
    log = json.loads(ad_reviews_sarif([clean]))
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft4Validator(schema).validate(log)
    assert log["runs"][0]["results"] == []


def test_every_finding_of_every_ad_is_a_result(log: dict[str, Any], review: AdReview) -> None:
    assert len(log["runs"][0]["results"]) == 2 * len(review.findings)


def test_lines_columns_and_offsets_give_the_same_words(
    log: dict[str, Any], review: AdReview
) -> None:
    lines = review.text.split("\n")
    for result in log["runs"][0]["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        words = region["snippet"]["text"]
        start = region["charOffset"]
        assert review.text[start : start + region["charLength"]] == words
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == words


def test_levels_are_those_of_the_standard(log: dict[str, Any], review: AdReview) -> None:
    levels = {"must": "error", "should": "warning", "hint": "note"}
    results = log["runs"][0]["results"]
    assert [r["level"] for r in results[: len(review.findings)]] == [
        levels[f.level] for f in review.findings
    ]


def test_each_result_points_at_its_rule(log: dict[str, Any]) -> None:
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
