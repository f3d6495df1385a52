"""A selection step in words; the sentences live in ``texts.toml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from fairscreen.experiment.conclusion import LANGUAGES, decimal, p_text
from fairscreen.rulefiles import read_toml

__all__ = ["screening_conclusion", "screening_note"]


@cache
def _texts() -> dict[str, Any]:
    return read_toml(files("fairscreen.experiment").joinpath("texts.toml"))["screening"]


def screening_conclusion(blocks: list[dict[str, Any]]) -> dict[str, str]:
    """One sentence per group, in Swedish and English."""
    return {
        language: " ".join(
            _sentence(block, row, language)
            for block in blocks
            for row in block["levels"]
            if row["level"] != block["reference"]
        )
        for language in LANGUAGES
    }


def screening_note() -> dict[str, str]:
    """What such figures cannot show."""
    return {"code": "screening", **{lang: _texts()["note"][lang] for lang in LANGUAGES}}


def _sentence(block: dict[str, Any], row: dict[str, Any], language: Any) -> str:
    names = {
        "attribute": block["attribute"], "level": row["level"], "reference": block["reference"]
    }  # fmt: skip
    texts = _texts()
    if row["ci_low"] is None:
        return texts["suppressed"][language].format(smallest=block["smallest_cell"], **names)
    if row["impact_ratio"] is None:
        return texts["empty"][language].format(**names)
    # A ratio of 1 inside the interval: the list cannot tell the two from one another.
    high = row["ci_high"]
    unsettled = row["ci_low"] <= 1 and (high is None or high >= 1)
    sentence = texts["unsettled" if unsettled else "settled"][language].format(
        ratio=decimal(row["impact_ratio"], 2, language),
        low=decimal(row["ci_low"], 2, language),
        high=decimal(high, 2, language) if high is not None else "∞",
        p=p_text(row["p_value"], language),
        **names,
    )
    if row["to_four_fifths"]:
        more = texts["four_fifths"][language]
        sentence += " " + more.format(people=row["to_four_fifths"], **names)
    return sentence
