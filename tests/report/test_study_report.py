"""The report of a study: everything that must stand in it, and nothing that must not."""

from __future__ import annotations

import io
import json
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from fairscreen.documents.writing import Figure, Heading, Layout, ListItem, Paragraph, Table, write
from fairscreen.experiment import (
    analyse,
    observe,
    published_trials,
    read_groups,
    read_judgements,
    read_table,
)
from fairscreen.report.study_files import REPORT_FORMATS, study_report
from fairscreen.report.study_methods import definitions
from fairscreen.report.study_report import study_layout

ARMS = ("open", "anonymous")


def result_of(levels: dict[int, str], *, guesses: bool = False) -> dict[str, Any]:
    """The methods page's fixture (r = 0..9, j = 0..23), with groups as asked."""
    rows = ["reviewer;application;arm;shortlisted" + (";recognised;guess" if guesses else "")]
    for r in range(10):
        for j in range(24):
            arm, g = int(r % 2 == 0), int(j % 2 == 0)
            y = ((37 * r + 53 * j + 11 * ((r * j) % 17)) % 101) / 101 < (
                0.30 + 0.10 * (j % 5 == 0) - 0.08 * g + 0.10 * arm * g
            )
            row = f"L{r};A{j:02};{ARMS[arm]};{int(y)}"
            rows.append(row + (f";{int(j == 3)};{levels[j]}" if guesses else ""))
    groups = "\n".join(["application;kön", *(f"A{j:02};{levels[j]}" for j in range(24))])
    study = observe(
        read_judgements(read_table("\n".join(rows).encode(), name="b.csv")),
        name="b.csv",
        groups=read_groups(read_table(groups.encode(), name="g.csv")),
    )
    return analyse(study)


HALVES = {j: "kvinna" if j % 2 == 0 else "man" for j in range(24)}


@pytest.fixture(scope="module")
def result() -> dict[str, Any]:
    return result_of(HALVES)


def text_of(layout: Layout) -> str:
    return write(layout, "txt").decode()


def test_the_answer_stands_first_in_three_sentences(result: dict[str, Any]) -> None:
    parts = study_layout(result).parts
    assert isinstance(parts[0], Heading)
    assert parts[0].words == "Svar: studien avgör inte frågan"
    assert isinstance(parts[1], Paragraph)
    assert parts[1].words == result["conclusion"]["sv"]
    assert str(parts[1].words).count(". ") == 2


def test_every_figure_has_a_table_beside_it_and_words_for_it(result: dict[str, Any]) -> None:
    parts = study_layout(result).parts
    figures = [i for i, part in enumerate(parts) if isinstance(part, Figure)]
    assert len(figures) == 2
    for place in figures:
        assert isinstance(parts[place + 1], Table)
        assert len(parts[place].alt) > 60  # type: ignore[union-attr]
        ElementTree.fromstring(parts[place].svg)  # type: ignore[union-attr]
    assert "26,7 procentenheter" in parts[figures[0]].alt  # type: ignore[union-attr]


def test_the_charts_carry_no_style_and_no_script(result: dict[str, Any]) -> None:
    for part in study_layout(result).parts:
        if isinstance(part, Figure):
            assert all(word not in part.svg for word in ("style=", "<script", "href"))


def test_what_a_naive_test_would_have_said_is_told(result: dict[str, Any]) -> None:
    text = text_of(study_layout(result))
    assert "Vad ett enkelt test hade sagt" in text
    assert "säkerställt" in text


def test_deviations_are_listed_with_their_day(result: dict[str, Any]) -> None:
    noted = [(datetime(2026, 3, 2), "En läsare blev sjuk.")]
    parts = study_layout(result, deviations=noted).parts
    items = [part.words for part in parts if isinstance(part, ListItem)]
    assert "2026-03-02: En läsare blev sjuk." in items
    assert any("ingen låst plan" in str(words) for words in items)


def test_every_published_trial_and_definition_is_there_with_its_source(
    result: dict[str, Any],
) -> None:
    text = text_of(study_layout(result)).replace("\n", " ")
    for trial in published_trials():
        assert trial.source in text
    for item in definitions():
        assert f"Källa: {item.source}." in text
    assert str(result["assignment"]["seed"]) in text


def test_readers_are_neither_named_nor_ranked(result: dict[str, Any]) -> None:
    for format in ("html", "json"):
        data = study_report(result, format).decode()  # type: ignore[arg-type]
        assert not any(f"L{r}<" in data or f'"L{r}"' in data for r in range(10))


def test_a_small_group_is_hidden_with_its_complement() -> None:
    levels = {j: "man" if j < 12 else "kvinna" if j < 21 else "annat" for j in range(24)}
    result = result_of(levels)
    parts = study_layout(result).parts
    table = next(
        part for part in parts if isinstance(part, Table) and "Utvalda per grupp" in part.caption
    )
    shown = {str(row[0]): row[1:] for row in table.rows}
    assert set(shown["annat"]) == {"döljs"}
    # With the smallest alone hidden, the total would give it away.
    assert set(shown["kvinna"]) == {"döljs"}
    assert "Dolt betyder inte att allt är bra" in text_of(study_layout(result))
    for format in ("html", "docx", "xlsx"):
        assert study_report(result, format)  # type: ignore[arg-type]


def test_guesses_and_recognition_are_shown() -> None:
    text = text_of(study_layout(result_of(HALVES, guesses=True)))
    assert "Gissade rätt: kön, anonymiserad" in text
    assert "Kände igen den sökande, öppen" in text


@pytest.mark.parametrize("format", REPORT_FORMATS)
def test_the_same_result_gives_the_same_bytes(result: dict[str, Any], format: Any) -> None:
    assert study_report(result, format) == study_report(result, format)


def test_the_workbook_keeps_numbers_as_numbers(result: dict[str, Any]) -> None:
    book = load_workbook(io.BytesIO(study_report(result, "xlsx")))
    assert book.sheetnames[0] == "Sammanfattning"
    sheet = book["Alla mått"]
    header = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, header.index("Värde") + 1).value == pytest.approx(26.666667)
    assert "Utvalda per grupp kön" in book.sheetnames


def test_the_json_holds_the_analysis_unchanged(result: dict[str, Any]) -> None:
    body = json.loads(study_report(result, "json"))
    assert body["schema"] == "fairscreen.study-report/1"
    assert body["analysis"] == json.loads(json.dumps(result))


def test_a_suppressed_main_question_has_no_figure() -> None:
    levels = {j: "man" if j < 21 else "kvinna" for j in range(24)}
    result = result_of(levels)
    assert result["verdict"] == "suppressed"
    assert not any(isinstance(part, Figure) for part in study_layout(result).parts)
