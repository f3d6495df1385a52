"""The short report of one selection step, from ``fairscreen.screening/1``."""

from __future__ import annotations

from typing import Any

from fairscreen.documents.writing import Figure, Heading, Layout, ListItem, Part, Run
from fairscreen.documents.writing import Paragraph as Words
from fairscreen.experiment.conclusion import decimal
from fairscreen.report.study_charts import Interval, interval_chart
from fairscreen.report.study_files import ReportFormat, written
from fairscreen.report.study_grids import HIDDEN, Cell, Column, Grid, to_table
from fairscreen.report.study_methods import screening_definitions
from fairscreen.report.study_words import tick_text

__all__ = ["screening_figure", "screening_grids", "screening_layout", "screening_report"]


def screening_report(result: dict[str, Any], format: ReportFormat) -> bytes:
    """The report as a file."""
    summary = [("Slutsats", result["conclusion"]["sv"])]
    summary += [("Att tänka på", note["sv"]) for note in result["notes"]]
    return written(
        result, screening_layout(result), format, summary=summary, grids=screening_grids(result)
    )


def screening_layout(result: dict[str, Any]) -> Layout:
    """The report as a layout."""
    n = result["n"]
    parts: list[Part] = [
        Words(f"{n['selected']} av {n['applications']} sökande gick vidare i steget."),
        Heading("Vad siffrorna säger", 1),
        Words(result["conclusion"]["sv"], kind="lead"),
        *(Words(note["sv"]) for note in result["notes"]),
    ]
    for block, grid in zip(result["attributes"], screening_grids(result), strict=True):
        parts.append(Heading(str(block["attribute"]).capitalize(), 1))
        figure = screening_figure(block)
        if figure is not None:
            parts.append(figure)
        parts.append(to_table(grid))
    parts.append(Heading("Vad orden betyder", 1))
    parts += [
        ListItem((Run(f"{item.name}. ", bold=True), item.text, f" Källa: {item.source}."))
        for item in screening_definitions()
    ]
    return Layout(title="Vilka gick vidare i urvalssteget?", parts=parts)


def screening_grids(result: dict[str, Any]) -> list[Grid]:
    """Per attribute: counts, ratio, interval, people to four fifths."""
    columns = (
        Column("Grupp", width=22), Column("Gick vidare", "count", 12),
        Column("Sökande", "count", 10), Column("Andel", "percent", 10),
        Column("Kvot", "number", 9), Column("Från", "number", 9), Column("Till", "number", 9),
        Column("p", "p", 9), Column("Till fyra femtedelar", "count", 20),
    )  # fmt: skip
    grids = []
    for block in result["attributes"]:
        rows: list[tuple[Cell, ...]] = []
        for row in block["levels"]:
            name = row["level"]
            if name == block["reference"]:
                name += " (jämförs med)"
            if row["suppressed"]:
                rows.append((name, *[HIDDEN] * 8))
                continue
            rows.append(
                (name, row["selected"], row["applications"], row["rate"], row["impact_ratio"],
                 row["ci_low"], row["ci_high"], row["p_value"], row["to_four_fifths"])
            )  # fmt: skip
        if block["unknown"] != 0:
            unknown = HIDDEN if block["unknown"] is None else block["unknown"]
            rows.append(("okänd", None, unknown, *[None] * 6))
        grids.append(Grid(f"Gick vidare: {block['attribute']}", columns, rows))
    return grids


def screening_figure(block: dict[str, Any]) -> Figure | None:
    """The groups' ratios with their intervals; ``None`` when there is none to show."""
    rows = [row for row in block["levels"] if row["impact_ratio"] is not None]
    if not rows:
        return None
    reference = block["reference"]
    svg = interval_chart(
        [
            Interval(f"{r['level']} mot {reference}", r["impact_ratio"], r["ci_low"], r["ci_high"])
            for r in rows
        ],
        tick=tick_text,
        nothing=1.0, left="lägre andel", right="högre andel",
    )  # fmt: skip
    words = []
    for row in rows:
        low, high = (
            "ingen gräns" if row[k] is None else decimal(row[k], 2, "sv")
            for k in ("ci_low", "ci_high")
        )
        ratio = decimal(row["impact_ratio"], 2, "sv")
        words.append(f"{row['level']} mot {reference}: kvot {ratio}, intervall {low} till {high}.")
    return Figure(
        svg=svg, alt=f"Diagram. {' '.join(words)}", width=0.8,
        caption="Kvot mellan gruppernas andelar. Strecket vid 1 betyder lika andelar.",
    )  # fmt: skip
