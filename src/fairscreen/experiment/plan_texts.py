"""What a study of this size can and cannot show, in words, before it starts."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from fairscreen.experiment.conclusion import LANGUAGES, decimal
from fairscreen.experiment.power import PowerResult
from fairscreen.rulefiles import read_toml

__all__ = ["plan_notes"]

_WEAK = 0.8
_HOPELESS = 0.2


@cache
def _texts() -> dict[str, Any]:
    return read_toml(files("fairscreen.experiment").joinpath("texts.toml"))["plan"]


def plan_notes(result: PowerResult, *, smallest: float, alpha: float) -> list[dict[str, str]]:
    """Notes with ``code``, ``sv`` and ``en``, the weightiest first."""
    codes = []
    if smallest > alpha:
        codes.append("cannot-conclude")
    else:
        codes.append("power" if result.power >= _WEAK else "weak")
        codes.append("detectable" if result.detectable is not None else "nothing-detectable")
    if result.equivalence is None:
        codes.append("no-margin")
    elif result.equivalence < _HOPELESS:
        codes.append("no-equivalence")
    elif result.equivalence < _WEAK:
        codes.append("weak-equivalence")
    else:
        codes.append("equivalence")
    return [_note(code, result, smallest, alpha) for code in codes]


def _note(code: str, result: PowerResult, smallest: float, alpha: float) -> dict[str, str]:
    out = {"code": code}
    for language in LANGUAGES:
        out[language] = _texts()[code][language].format(
            readers=result.readers,
            applications=result.applications,
            smallest=decimal(smallest, 3, language),
            percent=decimal(100 * alpha, 1 if (100 * alpha) % 1 else 0, language),
            power=decimal(100 * result.power, 0, language),
            difference=decimal(100 * result.difference, 0, language),
            detectable=decimal(100 * (result.detectable or 0), 0, language),
            margin=decimal(100 * (result.margin or 0), 0, language),
            equivalence=decimal(100 * (result.equivalence or 0), 0, language),
        )
    return out
