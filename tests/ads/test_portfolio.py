"""Adding up the figures of many ads."""

from __future__ import annotations

from datetime import date

import pytest

from fairscreen.ads import AdFigures, aggregate, check, figures_of

AD = """\
Undersköterska till Tallbacken

Krav
- svenska som modersmål
- B-körkort är ett krav

Skicka personligt brev.
"""


def row(**keys: object) -> AdFigures:
    return AdFigures(name="x", **keys)  # type: ignore[arg-type]


def test_an_ad_becomes_figures_without_its_text() -> None:
    figures = figures_of(check(AD, lang="sv"), name="a.txt", published=date(2026, 5, 2))
    assert figures.letter
    assert figures.language_unreasoned
    assert figures.licence_unreasoned
    assert figures.demands == 2
    assert "modersmål" not in figures.model_dump_json()


def test_a_reasoned_licence_is_a_licence_but_not_unreasoned() -> None:
    text = "Kock\n\nDu har B-körkort eftersom du kör bil mellan kunderna.\n"
    figures = figures_of(check(text, lang="sv"), name="a")
    assert figures.licence
    assert not figures.licence_unreasoned


@pytest.mark.parametrize(
    ("month", "tertial"), [(1, "T1"), (4, "T1"), (5, "T2"), (8, "T2"), (9, "T3"), (12, "T3")]
)
def test_a_tertial_is_four_months(month: int, tertial: str) -> None:
    assert row(published=date(2026, month, 1)).tertial == f"2026 {tertial}"


def test_shares_are_of_the_ads_that_were_checked() -> None:
    found = aggregate([row(letter=True), row(), row(), row(), row(error="text-empty")])
    assert found.ads == 4
    assert found.total is not None
    assert found.total.letter == 0.25
    assert [refused.error for refused in found.refused] == ["text-empty"]


def test_tertials_are_in_order_of_time_and_departments_by_size() -> None:
    found = aggregate(
        [
            row(published=date(2026, 9, 1), department="B"),
            row(published=date(2025, 1, 1), department="A"),
            row(published=date(2026, 1, 1), department="A"),
        ]
    )
    assert [group.group for group in found.by_tertial] == ["2025 T1", "2026 T1", "2026 T3"]
    assert [group.group for group in found.by_department] == ["A", "B"]


def test_small_groups_are_told() -> None:
    assert aggregate([row()] * 9).total.few  # type: ignore[union-attr]
    assert not aggregate([row()] * 10).total.few  # type: ignore[union-attr]


def test_nothing_checked_gives_no_total() -> None:
    assert aggregate([]).total is None
