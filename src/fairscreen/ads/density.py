"""Keeping an ordinary ad clean: what is shown once, and what only when there is much of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fairscreen.ads.guards import Verdict
from fairscreen.ads.reading import Candidate, Reading

if TYPE_CHECKING:
    from fairscreen.ads.ruleset import CompiledMatch

__all__ = ["thin_out"]

Standing = tuple[Candidate, Verdict]


def thin_out(
    standing: Sequence[Standing], reading: Reading
) -> tuple[list[Standing], list[tuple[Candidate, str]]]:
    """What is shown of the candidates that no guard dropped, and the others with the reason.

    A match with a ``gate`` shows nothing below it. A rule that is told ``once`` shows the same
    words at their first place only.
    """
    too_few = _below_gate(standing, reading)
    seen: set[tuple[str, str]] = set()
    shown: list[Standing] = []
    left: list[tuple[Candidate, str]] = []
    for candidate, verdict in sorted(standing, key=lambda item: item[0].start):
        words = reading.text[candidate.start : candidate.end].lower()
        key = (candidate.rule.id, words)
        if id(candidate.compiled) in too_few:
            left.append((candidate, "few in this ad"))
        elif candidate.rule.once and key in seen:
            left.append((candidate, "shown once already"))
        else:
            seen.add(key)
            shown.append((candidate, verdict))
    return shown, left


def _below_gate(standing: Sequence[Standing], reading: Reading) -> set[int]:
    """The matches (by identity) whose candidates are fewer than their gate."""
    counts: dict[int, int] = defaultdict(int)
    gated: dict[int, CompiledMatch] = {}
    for candidate, _ in standing:
        if candidate.compiled.match.gate is not None:
            gated[id(candidate.compiled)] = candidate.compiled
            counts[id(candidate.compiled)] += 1
    if not gated:
        return set()
    below: set[int] = set()
    for key, compiled in gated.items():
        gate = compiled.match.gate
        assert gate is not None
        if counts[key] < gate.least or 100 * counts[key] < gate.per_100 * reading.size:
            below.add(key)
    return below
