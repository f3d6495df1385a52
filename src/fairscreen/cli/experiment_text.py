"""Results of studies as text for a terminal, in Swedish."""

from __future__ import annotations

from typing import Any

from fairscreen.experiment.conclusion import p_text
from fairscreen.report.study_words import ARM, KIND, MEASURE, ROLE, value_text

__all__ = ["as_text"]


def as_text(result: dict[str, Any]) -> str:
    """Any result of the experiment's workflows."""
    writers = {
        "fairscreen.analysis/1": _analysis,
        "fairscreen.power/1": _power,
        "fairscreen.plan/1": _plan,
        "fairscreen.screening/1": _screening,
    }
    return "\n".join(writers[result["schema"]](result)) + "\n"


def _analysis(result: dict[str, Any]) -> list[str]:
    lines = [result["conclusion"]["sv"], ""]
    n = result["n"]
    lines.append(
        f"{n['reviewers']} läsare, {n['applications']} ansökningar, {n['judgements']} bedömningar."
    )
    lines.append("")
    lines += [_estimate(row) for row in result["estimates"]]
    if result["warnings"]:
        lines += ["", "Att tänka på:", *(f"- {text}" for text in result["warnings"])]
    return lines


def _estimate(row: dict[str, Any]) -> str:
    name = MEASURE[row["name"]]
    if row["level"] is not None:
        name += f" ({row['attribute']}: {row['level']} mot {row['reference']}"
        name += f", {ARM[row['arm']]})" if row["arm"] else ")"
    if row["suppressed"]:
        return f"{name}: döljs, för få personer"
    text = f"{name}: {value_text(row['estimate'], row['unit'])}"
    if row["ci_low"] is not None and row["ci_high"] is not None:
        low, high = (value_text(row[key], row["unit"]) for key in ("ci_low", "ci_high"))
        text += f" (från {low.removesuffix(' procentenheter')} till {high})"
    if row["p_value"] is not None:
        text += f", {p_text(row['p_value'], 'sv')}"
    return f"{text} ({ROLE[row['role']]})"


def _power(result: dict[str, Any]) -> list[str]:
    lines = []
    for row in result["rows"]:
        lines.append(
            f"{row['readers']} läsare, {row['applications']} ansökningar, {KIND[row['kind']]}"
        )
        lines += [f"  {note['sv']}" for note in row["notes"]]
    return lines


def _plan(result: dict[str, Any]) -> list[str]:
    lines = [result["title"], *(note["sv"] for note in result["notes"])]
    locked = result["locked"]
    lines.append(f"Låst {locked}." if locked else "Planen är inte låst.")
    lines.append(f"Kontrollsumma: {result['hash']}")
    return lines


def _screening(result: dict[str, Any]) -> list[str]:
    lines = [result["conclusion"]["sv"], ""]
    for block in result["attributes"]:
        for row in block["levels"]:
            counts = (
                "döljs"
                if row["suppressed"]
                else f"{row['selected']} av {row['applications']} gick vidare"
            )
            lines.append(f"{block['attribute']}: {row['level']}: {counts}")
    return [*lines, "", *(note["sv"] for note in result["notes"])]
