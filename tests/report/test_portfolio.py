"""The portfolio's report: tables, a drawing, a workbook with a chart."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest
from openpyxl import load_workbook

from fairscreen.ads import AdFigures, Portfolio, aggregate
from fairscreen.report import portfolio_output, portfolio_xlsx
from fairscreen.report.portfolio import portfolio_chart

FIGURES = [
    AdFigures(
        name=f"=A{n}", published=date(2026 + n % 2, 1 + n % 3, 1), department="Omsorg & vård <b>",
        occupation="Kock", words=300, lix=40.0 + n, demands=n, letter=n % 3 == 0,
        licence=n % 2 == 0, missing=("salary",),
    )
    for n in range(24)
]  # fmt: skip


@pytest.fixture(scope="module")
def portfolio() -> Portfolio:
    return aggregate([*FIGURES, AdFigures(name="tom", error="text-empty")])


def test_the_text_tells_shares_and_the_target(portfolio: Portfolio) -> None:
    text = portfolio_output(portfolio, "txt").decode()
    assert "24 annonser är granskade." in text
    assert "33,3 % ber om personligt brev. Målet är högst 5 %." in text
    assert "2027\u00a0T1" in text


def test_refused_ads_are_told(portfolio: Portfolio) -> None:
    told = portfolio_output(portfolio, "txt").decode()
    assert "tom: Det finns ingen text att granska." in told


def test_small_groups_are_told_to_be_small_and_are_not_drawn() -> None:
    small = aggregate([*FIGURES, AdFigures(name="x", published=date(2025, 1, 1), letter=True)])
    assert "säger andelarna lite" in portfolio_output(small, "txt").decode()
    assert "2025 T1" not in portfolio_chart(small)


def test_the_drawing_is_wellformed_and_told_in_words(portfolio: Portfolio) -> None:
    ElementTree.fromstring(portfolio_chart(portfolio))
    assert "Linjer från 2026 T1 till 2027 T1" in portfolio_output(portfolio, "html").decode()


def test_the_workbook_has_a_chart_and_percentages(portfolio: Portfolio) -> None:
    sheet = load_workbook(io.BytesIO(portfolio_xlsx(portfolio, FIGURES)))["Per tertial"]
    assert len(sheet._charts) == 1
    assert sheet["C2"].number_format == "0.0%"
    assert isinstance(sheet["C2"].value, float)


def test_every_ad_has_a_row_and_no_name_is_a_formula(portfolio: Portfolio) -> None:
    sheet = load_workbook(io.BytesIO(portfolio_xlsx(portfolio, FIGURES)))["Annonser"]
    assert sheet.max_row == 1 + len(FIGURES)
    assert sheet["A2"].data_type == "s"
    assert sheet["B2"].value.date() == date(2026, 1, 1)


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_an_empty_portfolio_has_a_report_too(form: str) -> None:
    assert portfolio_output(aggregate([]), form)  # type: ignore[arg-type]
