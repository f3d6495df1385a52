"""Floors on invented applications with every mention marked; figures: docs/anonymise-figures.md."""

from collections import Counter

import pytest
from marked_applications import FOLDER, Application, Mark, read

from fairscreen.anonymise import Known, anonymise_text, load_policy

# Later held-out texts are for the figures alone.
APPLICATIONS = list(
    read(*sorted(FOLDER.glob("tuning*.txt")), *sorted(FOLDER.glob("heldout_[a-e].txt")))
)
# Below what was measured, so that a floor fails when something breaks and not by a hair.
FLOORS = {
    "name": 0.96, "contact": 0.96, "id": 0.95, "age": 0.92, "gender": 0.85, "family": 0.8,
    "origin": 0.85, "religion": 0.75, "politics": 0.8,
}  # fmt: skip


def _hidden(application: Application, known: Known | None = None) -> set[int]:
    result = anonymise_text(application.text, known=known, policy=load_policy("alla-grunder"))
    return {place for span in result.spans for place in range(span.start, span.end)}


def _found(mark: Mark, text: str, hidden: set[int]) -> bool:
    letters = [p in hidden for p in range(mark.start, mark.end) if text[p].isalnum()]
    whole = mark.category in ("name", "contact", "id")
    return all(letters) if whole else sum(letters) * 2 > len(letters)


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    total: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for application in APPLICATIONS:
        hidden = _hidden(application)
        for mark in application.marks:
            total[mark.category] += 1
            hits[mark.category] += _found(mark, application.text, hidden)
    return {category: hits[category] / total[category] for category in total}


@pytest.mark.parametrize("category", FLOORS)
def test_enough_of_what_is_marked_is_hidden(shares: dict[str, float], category: str) -> None:
    assert shares[category] >= FLOORS[category]


@pytest.mark.parametrize("application", APPLICATIONS, ids=lambda a: a.id)
def test_with_the_table_every_mention_of_the_applicant_is_hidden(application: Application) -> None:
    hidden = _hidden(application, Known(application.given, application.surname))
    left = [
        application.text[mark.start : mark.end]
        for mark in application.marks
        if mark.letter == "N" and not _found(mark, application.text, hidden)
    ]
    assert left == []
