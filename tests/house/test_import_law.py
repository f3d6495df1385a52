"""The import law of the house, and its light front door."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "spacy", "presidio_analyzer", "onnxruntime", "sklearn", "scipy", "pandas", "numpy", "docx",
    "lxml", "pypdfium2", "sqlalchemy", "alembic", "fastapi", "uvicorn", "statsmodels",
}  # fmt: skip


def test_every_import_goes_down_the_house(root: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def _loaded_by(code: str) -> set[str]:
    program = f"{code}\nimport json, sys; sys.stderr.write(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in json.loads(done.stderr.splitlines()[-1])}


@pytest.mark.parametrize(
    "code",
    [
        "import fairscreen",
        "import fairscreen.workflows",
        "import fairscreen.documents",
        "import fairscreen.cli",
        "import sys; sys.argv = ['fairscreen', '--help']\n"
        "from fairscreen.cli import main\n"
        "try: main()\nexcept SystemExit: pass",
    ],
    ids=["library", "workflows", "documents", "cli", "help"],
)
def test_the_front_door_loads_nothing_heavy(code: str) -> None:
    assert _loaded_by(code) & HEAVY == set()
