"""What all tests share: the reference data folder, and the promise that no group is left out."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_passed: Counter[str] = Counter()
_skipped: Counter[str] = Counter()


def _shared_data() -> Path | None:
    named = os.environ.get("FAIRSCREEN_SHARED_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    return folder if (folder / "ads" / "ads.jsonl.gz").is_file() else None


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of reference data (real ads, treebanks, names); skips in one line without it."""
    folder = _shared_data()
    if folder is None:
        pytest.skip("reference data not found: set FAIRSCREEN_SHARED_DATA to its folder")
    return folder


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "shared_data" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.shared_data)


def _groups() -> list[str]:
    return [name for name in os.environ.get("FAIRSCREEN_REQUIRE_GROUPS", "").split(",") if name]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    for group in _groups():
        if group in report.keywords:
            if report.skipped:
                _skipped[group] += 1
            elif report.when == "call" and report.passed:
                _passed[group] += 1


def pytest_sessionfinish(session: pytest.Session) -> None:
    left_out = [name for name in _groups() if _skipped[name] or not _passed[name]]
    if left_out and session.exitstatus == 0:
        print(f"\nRequired groups of tests did not run in full: {', '.join(left_out)}")
        session.exitstatus = 1
