"""The page for consultants shows a plan that works and names every planned estimate."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from fairscreen.experiment import design_from_toml
from fairscreen.experiment.design import EstimateName


def page(root: Path) -> str:
    return (root / "docs" / "experiment.md").read_text("utf-8")


def test_the_plan_on_the_page_is_valid(root: Path) -> None:
    found = re.search(r"```toml\n(.*?)```", page(root), re.DOTALL)
    assert found is not None
    design = design_from_toml(found[1], name="docs/experiment.md")
    assert design.competences[0].anchors["5"].startswith("Ger ett konkret")


def test_every_estimate_is_explained(root: Path) -> None:
    assert [name for name in get_args(EstimateName) if f"`{name}`" not in page(root)] == []
