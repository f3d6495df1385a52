"""How long the applicant has worked in all, from the years of the employments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fairscreen.anonymise.hits import Hit
from fairscreen.anonymise.lengths import interval_of
from fairscreen.anonymise.reading import Reading, mended
from fairscreen.spans import AlignedText

__all__ = ["experience_months"]


def experience_months(text: str, hits: Sequence[Hit], *, as_of: date) -> int | None:
    """Months worked, overlaps counted once; ``None`` when no employment is told by its years.

    Counted are the ranges of years outside the part on education.
    """
    ranges = [hit for hit in hits if hit.kind == "years"]
    if not ranges:
        return None
    reading = Reading(AlignedText.of(text), "sv")
    spans: list[tuple[int, int]] = []
    for hit in ranges:
        place = reading.aligned.to_text(hit.start, hit.end).start
        if reading.line_at(place).part == "education":
            continue
        span = interval_of(mended(text[hit.start : hit.end]), as_of=as_of)
        if span is not None:
            spans.append(span)
    total, reached = 0, 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total if spans else None
