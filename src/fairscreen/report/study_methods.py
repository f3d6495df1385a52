"""The methods page: every definition, and what it takes to do the analysis again."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from fairscreen.documents.writing import Heading, Part, Run, Table
from fairscreen.documents.writing import Paragraph as Words
from fairscreen.experiment.conclusion import decimal
from fairscreen.report.study_words import KIND, MEASURE
from fairscreen.rulefiles import RuleFileModel, read_toml, validated

__all__ = ["Definition", "definitions", "fact_rows", "method_parts", "screening_definitions"]


class Definition(RuleFileModel):
    """One term, what it means here, and where it comes from."""

    name: str
    text: str
    source: str


class _File(RuleFileModel):
    definition: tuple[Definition, ...]
    screening: tuple[Definition, ...]


@cache
def _file() -> _File:
    file = files("fairscreen.report").joinpath("study_methods.toml")
    return validated(_File, read_toml(file), name=file.name)


def definitions() -> tuple[Definition, ...]:
    """The definitions, in the order of the page."""
    return _file().definition


def screening_definitions() -> tuple[Definition, ...]:
    """Those of the report of one selection step."""
    return _file().screening


def fact_rows(result: dict[str, Any]) -> list[tuple[str, str]]:
    """Plan, draw, seed and versions, by name."""
    drawn, plan = result["assignment"], result["design"]
    rows = [
        ("Lottning", KIND[drawn["kind"]]),
        ("Lottningen är känd", "ja" if drawn["known"] else "nej, utläst ur bedömningarna"),
        ("Möjliga lottningar", _count(drawn["possible"], exact=drawn["exact"])),
        ("Frö (seed)", str(drawn["seed"])),
        ("Lottningens kontrollsumma", drawn["hash"]),
        ("Felrisk (alfa)", decimal(result["alpha"], 3, "sv")),
    ]
    if plan is not None:
        margin = plan["margin"]
        rows += [
            ("Fråga", plan["question"]),
            ("Planen låstes", _time(plan["locked"])),
            ("Planens kontrollsumma", plan["hash"]),
            ("Huvudmått", _primary(plan["primary"])),
            ("Andra planerade mått", ", ".join(MEASURE[n] for n in plan["secondary"]) or "inga"),
            ("Skillnad utan betydelse",
             "inte satt" if margin is None else f"{decimal(100 * margin, 0, 'sv')} procentenheter"),
            ("Urvalslista", _shortlist(plan["shortlist"])),
        ]  # fmt: skip
    rows.append(("Program", f"fairscreen {result['versions']['fairscreen']}"))
    return rows


def method_parts(result: dict[str, Any]) -> list[Part]:
    """The page itself, from its heading on."""
    parts: list[Part] = [
        Heading("Så är det räknat", 1),
        Words("Med samma filer, plan och frö ger programmet samma svar, siffra för siffra."),
        Table(
            ("Uppgift", "Värde"),
            [(name, _breakable(value)) for name, value in fact_rows(result)],
            "Plan och lottning", row_headers=True,
        ),
        Heading("Vad orden betyder", 2),
    ]  # fmt: skip
    for item in definitions():
        parts.append(Words((Run(f"{item.name}. ", bold=True), item.text)))
        parts.append(Words(f"Källa: {item.source}.", kind="note"))
    return parts


def _breakable(value: str) -> str:
    """A checksum in groups, so that a narrow page can break it."""
    if len(value) == 64 and value.isalnum():
        return " ".join(value[i : i + 8] for i in range(0, 64, 8))
    return value


def _count(number: int, *, exact: bool) -> str:
    shown = f"{number:,}".replace(",", "\u00a0")
    return f"{shown}, alla räknade" if exact else f"{shown} slumpade av fler"


def _time(stamp: str | None) -> str:
    return "aldrig" if stamp is None else stamp.replace("T", " ")[:16]


def _primary(plan: dict[str, Any]) -> str:
    name = MEASURE[plan["estimate"]]
    return name if plan["attribute"] is None else f"{name}: {plan['attribute']}, {plan['level']}"


def _shortlist(plan: dict[str, Any]) -> str:
    return "fritt antal" if plan["rule"] == "free" else f"bestämd längd, {plan['length']}"
