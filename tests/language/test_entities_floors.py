"""The shipped entity model keeps the floors of `models/entities/floors.toml`.

`evaluate.py --quick` takes parts of the large test sets, so the floors lie a little under the
figures of the full sets that the model card shows.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from fairscreen.language.pipelines import find

FOLDER = Path(__file__).resolve().parents[2] / "models" / "entities"
FLOORS = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def figures(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict:
    if find("entities") is None:
        pytest.fail("floors are kept for a trained model, and none is in this checkout")
    out = tmp_path_factory.mktemp("floors") / "figures.json"
    # A process of its own: the recipes of several models share module names.
    done = subprocess.run(
        [sys.executable, "evaluate.py", str(shared_data), "--quick", "--json", str(out)],
        cwd=FOLDER,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(out.read_text(encoding="utf-8"))


def value(figures: dict, path: str) -> float:
    found = figures
    for key in path.split(" / "):
        found = found[key]
    return float(found)


@pytest.mark.parametrize(("path", "floor"), FLOORS.get("at_least", {}).items())
def test_at_least(figures: dict, path: str, floor: float) -> None:
    assert value(figures, path) >= floor


@pytest.mark.parametrize(("path", "ceiling"), FLOORS.get("at_most", {}).items())
def test_at_most(figures: dict, path: str, ceiling: float) -> None:
    assert value(figures, path) <= ceiling
