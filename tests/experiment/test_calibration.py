"""A small run of ``benchmarks/calibration.py``; the full bar is in docs/experiment-calibration.md.

With 300 studies a share of .05 wanders by ± .04, so the limits here are wider than the bar's.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

STUDIES = 300


@pytest.fixture(scope="module")
def calibration(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "calibration_bench", root / "benchmarks" / "calibration.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def free_lists(calibration: ModuleType) -> tuple[Any, Any]:
    scenario = next(s for s in calibration.SCENARIOS if s.name == "free lists, taste 1")
    return calibration.run(scenario, studies=STUDIES, seed=7)


@pytest.fixture(scope="module")
def fixed_lists(calibration: ModuleType) -> tuple[Any, Any]:
    scenario = next(s for s in calibration.SCENARIOS if s.name == "fixed list of 12, taste 1")
    return calibration.run(scenario, studies=STUDIES, seed=7)


def test_honest_methods_keep_their_level(
    free_lists: tuple[Any, Any], fixed_lists: tuple[Any, Any]
) -> None:
    for honest, _ in (free_lists, fixed_lists):
        for name in honest.p_values:
            assert honest.rejected(name, 0.05) <= 0.09, name
            assert honest.rejected(name, 0.10) <= 0.15, name


def test_honest_intervals_cover(free_lists: tuple[Any, Any], fixed_lists: tuple[Any, Any]) -> None:
    for honest, _ in (free_lists, fixed_lists):
        assert {"arm_by_group", "impact_ratio"} <= set(honest.covered)
        for name in honest.covered:
            assert honest.coverage(name) >= 0.91, name


def test_naive_chi_square_fails(free_lists: tuple[Any, Any]) -> None:
    assert free_lists[1].rejected("pooled chi-square, arm", 0.05) > 0.25


def test_naive_difference_in_differences_fails(free_lists: tuple[Any, Any]) -> None:
    assert free_lists[1].rejected("pooled difference in differences", 0.05) > 0.10


def test_naive_interval_of_the_ratio_fails(free_lists: tuple[Any, Any]) -> None:
    assert free_lists[1].coverage("Katz interval of the impact ratio") < 0.88


def test_t_test_on_pairs_hides_differences(fixed_lists: tuple[Any, Any]) -> None:
    assert fixed_lists[1].rejected("t-test on pairs of readers", 0.05) < 0.04
