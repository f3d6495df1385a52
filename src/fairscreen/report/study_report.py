"""The report of a study, as a layout that any format can carry.

What the reader came for stands first: the answer in three sentences. Everything after it says how
sure one can be of it, and what it does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from fairscreen.documents.writing import Figure, Heading, Layout, ListItem, PageBreak, Part, Run
from fairscreen.documents.writing import Paragraph as Words
from fairscreen.experiment import Trial, published_trials
from fairscreen.report.study_figures import main_figure, rate_figure
from fairscreen.report.study_grids import to_table
from fairscreen.report.study_methods import method_parts
from fairscreen.report.study_tables import (
    agreement_grid,
    estimate_table,
    group_grids,
    guess_grid,
    main_estimate,
    naive_grid,
    ratio_grids,
    reading_grid,
    sensitivity_grid,
)
from fairscreen.report.study_words import VERDICT, p_value

__all__ = ["Deviation", "study_layout"]

#: When a deviation from the plan was noted, and what it was.
Deviation = tuple[datetime, str]
#: Warnings that tell of a deviation, rather than of something to bear in mind.
_ABOUT_THE_PLAN = frozenset(
    {"not-planned", "not-locked", "size-differs", "list-length", "foreign-design",
     "assignment-unknown"}
)  # fmt: skip
_ABOUT_WHAT_IS_MISSING = frozenset(
    {"suppressed", "unknown-group", "unknown-group-few", "dropouts", "unread", "no-choice"}
)


def study_layout(result: dict[str, Any], *, deviations: Sequence[Deviation] = ()) -> Layout:
    """The whole report.

    Parameters
    ----------
    result:
        ``fairscreen.analysis/1``.
    deviations:
        What the leader of the study has noted.
    """
    plan = result["design"]
    title = plan["title"] if plan else "Anonymiserat och öppet urval"
    parts: list[Part] = [*_answer(result)]
    parts += _figure(result)
    parts += _groups(result)
    parts += _notes(result)
    parts += _deviations(result, deviations)
    parts += _missing(result)
    parts += _naive(result)
    parts += _blinding(result)
    parts += _alike(result)
    parts += [Heading("Alla mått", 1), to_table(estimate_table(result))]
    if result["sensitivity"]:
        parts += [
            Heading("Samma fråga på andra sätt", 1),
            Words("Inget av det här avgör något. Det visar hur mycket svaret beror på sättet att "
                  "räkna."),
            to_table(sensitivity_grid(result)),
        ]  # fmt: skip
    parts += [
        Heading("Vad andra försök har visat", 1),
        Words("Försöken pekar åt olika håll. De gäller andra platser, jobb och sökande."),
        *(
            ListItem((Run(f"{_where(trial)}. ", bold=True), trial.sv, f" Källa: {trial.source}."))
            for trial in published_trials()
        ),
        PageBreak(),
        *method_parts(result),
    ]
    return Layout(title=title, parts=parts)


def _answer(result: dict[str, Any]) -> list[Part]:
    parts: list[Part] = []
    if result["design"]:
        parts.append(Words(f"Frågan: {result['design']['question']}"))
    parts += [
        Heading(VERDICT[result["verdict"]], 1),
        Words(result["conclusion"]["sv"], kind="lead"),
    ]
    return parts


def _figure(result: dict[str, Any]) -> list[Part]:
    main, figure = main_estimate(result), main_figure(result)
    if main is None or figure is None:
        return []
    return [
        Heading("Siffran och hur säker den är", 1),
        figure,
        to_table(estimate_table(result, only=main), caption="Huvudmåttet"),
        *_equivalence(result),
    ]


def _equivalence(result: dict[str, Any]) -> Iterable[Part]:
    found = result["equivalence"]
    if found is None:
        return
    margin = f"{100 * found['margin']:g}".replace(".", ",")
    shown = "visar" if found["shown"] else "visar inte"
    yield Words(
        f"Planen satte gränsen {margin} procentenheter för en skillnad utan betydelse. Studien "
        f"{shown} att skillnaden ligger inom den (p-värde {p_value(found['p_value'])})."
    )


def _groups(result: dict[str, Any]) -> list[Part]:
    if not result["groups"]:
        return []
    parts: list[Part] = [Heading("Vilka som valdes ut", 1)]
    for block, grid in zip(result["groups"], group_grids(result), strict=True):
        figure: Figure | None = rate_figure(block)
        if figure is not None:
            parts.append(figure)
        parts.append(to_table(grid))
    ratios = ratio_grids(result)
    if ratios:
        parts.append(
            Words("Kvoten är gruppens andel utvalda delad med referensgruppens. Den säger inget om "
                  "varför andelarna är som de är. Det finns ingen svensk gräns för den.")
        )  # fmt: skip
        parts += [to_table(grid) for grid in ratios]
    return parts


def _notes(result: dict[str, Any]) -> list[Part]:
    other = _ABOUT_THE_PLAN | _ABOUT_WHAT_IS_MISSING
    notes = [note["sv"] for note in result["notes"] if note["code"] not in other]
    return [Heading("Att tänka på", 1), *map(ListItem, notes)] if notes else []


def _deviations(result: dict[str, Any], noted: Sequence[Deviation]) -> list[Part]:
    found = [note["sv"] for note in result["notes"] if note["code"] in _ABOUT_THE_PLAN]
    written = [f"{time:%Y-%m-%d}: {text}" for time, text in noted]
    parts: list[Part] = [Heading("Avvikelser från planen", 1)]
    if not found and not written:
        return [*parts, Words("Inga avvikelser är noterade.")]
    return [*parts, *map(ListItem, [*found, *written])]


def _missing(result: dict[str, Any]) -> list[Part]:
    notes = [note["sv"] for note in result["notes"] if note["code"] in _ABOUT_WHAT_IS_MISSING]
    return [
        Heading("Underlag, bortfall och dolda siffror", 1),
        to_table(reading_grid(result), caption="Läsare, ansökningar och bedömningar"),
        *(map(ListItem, notes) if notes else [Words("Inget är bortvalt och inga siffror döljs.")]),
    ]


def _naive(result: dict[str, Any]) -> list[Part]:
    if not result["naive"]:
        return []
    return [
        Heading("Vad ett enkelt test hade sagt", 1),
        Words("Många rapporter bygger på test som räknar varje bedömning för sig. De bortser från "
              "att samma läsare gör många bedömningar och ger ofta falskt utslag. De visas bara "
              "för jämförelse."),
        to_table(naive_grid(result)),
    ]  # fmt: skip


def _blinding(result: dict[str, Any]) -> list[Part]:
    heading = Heading("Var ansökningarna anonyma?", 1)
    grid = guess_grid(result)
    if not grid.rows:
        return [heading, Words("Läsarna har inte fått frågor om igenkänning eller gissat grupp.")]
    return [
        heading,
        Words("Att några gissar rätt är normalt. Jämför med slumpens andel."),
        to_table(grid),
    ]


def _alike(result: dict[str, Any]) -> list[Part]:
    parts: list[Part] = [
        Heading("Hur lika läsarna valde", 1),
        Words("Siffrorna gäller alla läsare tillsammans. Läsare jämförs inte en och en."),
        to_table(agreement_grid(result)),
    ]
    overlap, joint = result["overlap"], result["consensus"]
    if overlap is not None:
        chance = f"{overlap['chance_overlap']:.1f}".replace(".", ",")
        parts.append(
            Words(f"Av en ren slump hade två läsare haft ungefär {chance} ansökningar gemensamma.")
        )
    if joint is not None:
        kept = f"{joint['kept']:.1f}".replace(".", ",")
        parts.append(
            Words(f"De två versionernas gemensamma listor har {kept} av {joint['length']} platser "
                  f"lika. {_moved('Bara på den anonymiserade listan', joint['enter'])} "
                  f"{_moved('Bara på den öppna listan', joint['leave'])}")
        )  # fmt: skip
    return parts


def _where(trial: Trial) -> str:
    return f"{trial.place} {trial.years}" + (f" ({trial.size})" if trial.size else "")


def _moved(where: str, codes: Sequence[str]) -> str:
    return f"{where}: {', '.join(codes) if codes else 'ingen'}."
