"""What studies of some sizes can show, as table, chart and report, from ``fairscreen.power/1``."""

from __future__ import annotations

from typing import Any

from fairscreen.documents.writing import Figure, Heading, Layout, ListItem, Part
from fairscreen.documents.writing import Paragraph as Words
from fairscreen.experiment.conclusion import decimal
from fairscreen.report.study_charts import Line, power_chart
from fairscreen.report.study_files import ReportFormat, written
from fairscreen.report.study_grids import Cell, Column, Grid, to_table
from fairscreen.report.study_words import KIND

__all__ = ["power_figure", "power_grid", "power_layout", "power_report"]

_WANTED = 0.8


def power_report(result: dict[str, Any], format: ReportFormat) -> bytes:
    """The planning table as a file."""
    return written(result, power_layout(result), format, grids=[power_grid(result)])


def power_layout(result: dict[str, Any]) -> Layout:
    """Table and chart with the words that go with them."""
    model = result["model"]
    parts: list[Part] = [
        Words("Så mycket kan studier av olika storlek visa, enligt simulerade studier som "
              "analyseras på samma sätt som den riktiga."),
        power_figure(result),
        to_table(power_grid(result)),
        Heading("I ord", 1),
    ]  # fmt: skip
    for row in result["rows"]:
        size = f"{row['readers']} läsare, {row['applications']} ansökningar, {KIND[row['kind']]}"
        parts.append(ListItem(f"{size}: " + " ".join(note["sv"] for note in row["notes"])))
    length = model["shortlist"]
    chosen = "fria listor" if length is None else f"en lista på {length}"
    parts += [
        Heading("Antaganden", 1),
        Words(
            f"Simuleringen antar {chosen}, att omkring {decimal(100 * model['base_rate'], 0, 'sv')}"
            f" procent väljs vid fria listor och att {decimal(100 * model['group_share'], 0, 'sv')}"
            f" procent av ansökningarna hör till gruppen. Frö: {result['seed']}. Antal "
            f"simulerade studier per rad: {result['rows'][0]['replicates']}."
        ),
    ]
    return Layout(title="Vad kan studien visa?", parts=parts)


def power_grid(result: dict[str, Any]) -> Grid:
    """One row per size."""
    rows: list[tuple[Cell, ...]] = []
    for row in result["rows"]:
        possible = row["smallest_p"] <= row["alpha"]
        rows.append(
            (
                f"{row['readers']} läsare × {row['applications']} ({KIND[row['kind']]})",
                row["smallest_p"], row["power"] if possible else "aldrig",
                row["detectable"] if row["detectable"] is not None else "går inte",
                row["equivalence"],
            )
        )  # fmt: skip
    first = result["rows"][0]
    difference = decimal(100 * first["difference"], 0, "sv")
    columns = [
        Column("Storlek", width=40), Column("Minsta möjliga p", "p", 16),
        Column(f"Upptäcker {difference} procentenheter", "percent", 28),
        Column("Behövs för 80 av 100", "points", 22),
        Column("Kan visa att skillnad saknas", "percent", 28),
    ]  # fmt: skip
    keep = [0, 1, 2]
    if any(row["detectable"] is not None or row["notes"] for row in result["rows"]):
        keep.append(3)
    if first["margin"] is not None:
        keep.append(4)
    columns, rows = [columns[i] for i in keep], [tuple(row[i] for i in keep) for row in rows]
    return Grid("Vad studier av olika storlek kan visa", columns, rows)


def power_figure(result: dict[str, Any]) -> Figure:
    """Power against the number of readers, one line per way of drawing."""
    lines, words = [], []
    for kind in dict.fromkeys(row["kind"] for row in result["rows"]):
        rows = [row for row in result["rows"] if row["kind"] == kind]
        points = sorted((row["readers"], row["power"]) for row in rows)
        lines.append(Line(_LABEL[kind], tuple(points), dashed=kind == "crossover"))
        told = ", ".join(f"{x} läsare {decimal(100 * y, 0, 'sv')} procent" for x, y in points)
        words.append(f"{_LABEL[kind]}: {told}.")
    difference = decimal(100 * result["rows"][0]["difference"], 0, "sv")
    return Figure(
        svg=power_chart(
            lines, wanted=_WANTED, x_label="antal läsare",
            y_label=f"Så ofta upptäcks en skillnad på {difference} procentenheter",
        ),
        alt=f"Diagram över hur ofta skillnaden upptäcks. {' '.join(words)}",
        caption="Den mörka linjen är 80 procent, en vanlig gräns för att en studie ska göras.",
        width=0.8,
    )  # fmt: skip


_LABEL = {
    "complete": "varje läsare läser en version", "pairs": "läsarna lottas två och två",
    "crossover": "varje läsare läser halva anonymt",
}  # fmt: skip
