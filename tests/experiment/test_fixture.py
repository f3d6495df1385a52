"""The deterministic fixture, to four digits; figures of R 4.2 (vegan 2.6-4, lme4 1.1-31)."""

from __future__ import annotations

from typing import Any

import pytest

from fairscreen.experiment import Study, analyse


@pytest.fixture(scope="module")
def result(fixture_study: Study) -> dict[str, Any]:
    return analyse(fixture_study)


def estimate(result: dict[str, Any], name: str) -> dict[str, Any]:
    return next(row for row in result["estimates"] if row["name"] == name)


def test_counts_of_the_four_cells(result: dict[str, Any]) -> None:
    man, woman = result["groups"][0]["levels"]
    assert [(row["selected"], row["judged"]) for row in (man["open"], woman["open"])] == [
        (21, 60), (13, 60),
    ]  # fmt: skip
    assert [(row["selected"], row["judged"]) for row in (man["anonymous"], woman["anonymous"])] == [
        (18, 60), (26, 60),
    ]  # fmt: skip


def test_difference_in_differences(result: dict[str, Any]) -> None:
    row = estimate(result, "arm_by_group")
    assert row["estimate"] == pytest.approx(0.2667, abs=5e-5)
    assert row["p_value"] == pytest.approx(20 / 252, abs=1e-9)


def test_welch_says_almost_the_same(result: dict[str, Any]) -> None:
    welch = next(row for row in result["sensitivity"] if row["name"] == "welch_t_on_reader_gaps")
    assert welch["p_value"] == pytest.approx(0.0551, abs=5e-5)


def test_naive_test_claims_what_the_honest_one_does_not(result: dict[str, Any]) -> None:
    # R's glmer with crossed intercepts gives Wald p .0274 here.
    naive = next(row for row in result["naive"] if row["name"].endswith("in_differences"))
    assert naive["p_value"] < 0.05 < estimate(result, "arm_by_group")["p_value"]
    assert result["verdict"] == "inconclusive"


def test_permanova_equals_vegan(result: dict[str, Any]) -> None:
    overlap = result["overlap"]
    assert overlap["pseudo_f"] == pytest.approx(0.672480, abs=5e-7)
    assert overlap["r2"] == pytest.approx(0.077542, abs=5e-7)
    assert overlap["p_value"] == pytest.approx(0.8254, abs=5e-5)


def test_dispersion_equals_vegan_betadisper(result: dict[str, Any]) -> None:
    assert result["overlap"]["dispersion_f"] == pytest.approx(0.0568, abs=5e-5)
