"""What all tests share: the reference data folder, told honestly when it is not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


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
