"""The one place that asks the trained model; without it everything rests on rules."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings

if TYPE_CHECKING:
    from fairscreen.language.entities import Annotations, EntityRecogniser, OutsideRecogniser

__all__ = ["has_model", "model_reads"]


@cache
def _recogniser() -> EntityRecogniser | OutsideRecogniser | None:
    from fairscreen.language.entities import load_recogniser

    try:
        return load_recogniser()
    except FairscreenError as error:
        # A model that the installation asks for must not be done without unseen.
        if error.code == "pipeline-missing" and not Settings().entities:
            return None
        raise


def has_model() -> bool:
    """Whether the trained model is installed."""
    return _recogniser() is not None


def model_reads(text: str) -> Annotations:
    """Names and places that tell of a ground, from one encoder run; none without a model."""
    from fairscreen.language.entities import Annotations

    recogniser = _recogniser()
    return recogniser.annotate(text) if recogniser and text.strip() else Annotations([], [])
