"""Presidio's anonymiser with our one operator, which writes the words chosen for each place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from presidio_anonymizer import AnonymizerEngine, OperatorConfig
from presidio_anonymizer.entities import RecognizerResult
from presidio_anonymizer.operators import Operator, OperatorType

__all__ = ["rewritten"]

_AT_ONCE = 200  # the engine compares every place with every other


class WrittenWords(Operator):
    """Puts the words given; Presidio's own ``replace`` cannot put nothing."""

    def operate(self, text: str, params: dict[str, Any] | None = None) -> str:
        return str((params or {}).get("words", ""))

    def validate(self, params: dict[str, Any] | None = None) -> None:
        """Any words will do."""

    def operator_name(self) -> str:
        return "written_words"

    def operator_type(self) -> OperatorType:
        return OperatorType.Anonymize


@cache
def _engine() -> AnonymizerEngine:
    engine = AnonymizerEngine()
    engine.add_anonymizer(WrittenWords)
    return engine


def rewritten(text: str, places: Sequence[tuple[int, int, str]]) -> str:
    """``text`` with each place ``(start, end, words)`` replaced; in order, not overlapping."""
    pieces: list[str] = []
    at = 0
    for first in range(0, len(places), _AT_ONCE):
        group = places[first : first + _AT_ONCE]
        end = group[-1][1]
        # Each place is an entity of its own, so that neighbours are never merged.
        result = _engine().anonymize(
            text[at:end],
            [RecognizerResult(str(n), a - at, b - at, 1.0) for n, (a, b, _) in enumerate(group)],
            {
                str(n): OperatorConfig("written_words", {"words": words})
                for n, (_, _, words) in enumerate(group)
            },
        )
        pieces.append(result.text)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)
