"""A gold set: real ads read whole, and how well the checker agrees with the reader.

``python -m benchmarks gold`` prints the figures, ``python -m benchmarks.gold`` also writes them
into ``docs/gold.md``; ``guide.md`` says what was labelled and how, ``sample.py`` draws the ads
again, and ``faults.py`` lists the single faults of the half that may be tuned on. The labels are ad
numbers and code-point offsets; no ad text is kept.
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Print the figures of both halves."""
    from benchmarks.gold.report import main as report

    report()
