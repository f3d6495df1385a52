"""Published trials of anonymous selection, whichever way they point."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from fairscreen.rulefiles import RuleFileModel, read_toml, validated

__all__ = ["Trial", "published_trials"]


class Trial(RuleFileModel):
    """One published trial. ``direction`` is for those who might gain from anonymity."""

    key: str
    place: str
    years: str
    size: str | None = None
    sv: str
    en: str
    direction: Literal["for", "against", "none", "mixed", "blinding"]
    source: str


class _TrialFile(RuleFileModel):
    trial: tuple[Trial, ...]


@cache
def published_trials() -> tuple[Trial, ...]:
    """The trials, in order of time, as ``evidence.toml`` has them."""
    file = files("fairscreen.experiment").joinpath("evidence.toml")
    return validated(_TrialFile, read_toml(file), name=file.name).trial
