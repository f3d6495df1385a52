"""A review as text for a terminal: the ad with numbered underlines, then the list.

Colour is an extra: every mark is also a number and a bracket, so nothing is lost without it.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fairscreen.report.words import (
    CATEGORY,
    FACTOR,
    LEVEL,
    MISSING,
    REQUIREMENT_LEVEL,
    REQUIREMENT_TYPE,
    comparison_group,
    factor_value,
)

if TYPE_CHECKING:
    from fairscreen.ads import AdReview, Finding

__all__ = ["Style", "ad_review_text"]

_WIDTH = 88
_COLOURS = {"must": "31", "should": "33", "hint": "36"}


@dataclass(frozen=True, slots=True)
class Style:
    """Whether ANSI colours and underlines are written."""

    colour: bool = False

    def paint(self, text: str, *codes: str) -> str:
        """``text`` between ANSI ``codes``, or as it is."""
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.colour and text else text


def ad_review_text(review: AdReview, style: Style | None = None) -> str:
    """The whole review as text ending in a line break."""
    style = style or Style()
    parts = [
        *([style.paint(review.file, "1"), ""] if review.file else []),
        *[f"Obs: {warning}" for warning in review.warnings],
        _marked(review, style),
        "",
        _heading(f"Att fundera på ({len(review.findings)})", style),
        *(_finding(n, f, review, style) for n, f in enumerate(review.findings, 1)),
        *([] if review.findings else ["Inget att anmärka på enligt reglerna.", ""]),
        *_strengths(review, style),
        _heading(f"Krav och meriter ({len(review.requirements)})", style),
        *_requirements(review),
        "",
        _heading("Delar av annonsen", style),
        *_parts(review, style),
        "",
        _heading("Läsbarhet", style),
        *_measures(review),
        *_factors(review, style),
    ]
    return "\n".join(parts) + "\n"


def _heading(text: str, style: Style) -> str:
    return style.paint(text, "1") if style.colour else f"{text}\n{'-' * len(text)}"


def _marked(review: AdReview, style: Style) -> str:
    """The ad with ``[n ...]``-style marks: each finding is underlined and followed by its number.

    Findings may overlap; the text is cut at every edge and a stretch takes the colour of the most
    serious finding over it.
    """
    findings = review.findings
    edges = sorted({0, len(review.text), *(f.start for f in findings), *(f.end for f in findings)})
    ends: dict[int, list[int]] = {}
    for number, finding in enumerate(findings, 1):
        ends.setdefault(finding.end, []).append(number)
    out: list[str] = []
    for start, end in zip(edges, [*edges[1:], len(review.text)], strict=True):
        if start in ends:
            numbers = ",".join(map(str, ends[start]))
            out.append(style.paint(f"[{numbers}]", "1"))
        levels = [f.level for f in findings if f.start <= start and end <= f.end and start < end]
        piece = review.text[start:end]
        if levels:
            level = min(levels, key=list(LEVEL).index)
            # One code per line, so that a pager does not carry the underline over a line break.
            piece = "\n".join(
                style.paint(line, "4", _COLOURS[level]) if style.colour else f"_{line}_"
                for line in piece.split("\n")
            )
        out.append(piece)
    return "".join(out)


def _wrap(text: str, indent: str = "    ") -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=indent, subsequent_indent=indent)


def _finding(number: int, finding: Finding, review: AdReview, style: Style) -> str:
    label = f"{LEVEL[finding.level]} · {CATEGORY[finding.category]}"
    head = f"{number:>2}. {' '.join(finding.text.split())}"
    lines = [
        f"{style.paint(head, '1', _COLOURS[finding.level])}  ({label}, {finding.rule})",
        _wrap(finding.message),
        _wrap(f"Varför: {finding.why}"),
    ]
    if finding.grounds:
        lines.append(_wrap(f"Diskrimineringsgrund: {', '.join(finding.grounds)}"))
    if finding.justification:
        lines.append(
            _wrap(f"Annonsen ger ett skäl: {' '.join(finding.justification.text.split())}")
        )
    if finding.note:
        lines.append(_wrap(f"Er profil: {finding.note}"))
    lines.extend(_wrap(f"Förslag: {suggestion}") for suggestion in finding.suggestions)
    titles = [
        review.sources[key].title if key in review.sources else key for key in finding.sources
    ]
    lines.append(_wrap(f"Källa: {'; '.join(titles)}"))
    return "\n".join(lines) + "\n"


def _strengths(review: AdReview, style: Style) -> list[str]:
    if not review.strengths:
        return []
    rows = [_heading("Bra i annonsen", style)]
    for item in review.strengths:
        words = " ".join(item.text.split())
        rows.append(
            textwrap.fill(
                f"{item.message} ”{words}”", _WIDTH, initial_indent="  - ", subsequent_indent="    "
            )
        )
    return [*rows, ""]


def _requirements(review: AdReview) -> list[str]:
    if not review.requirements:
        return ["Inga krav hittades."]
    rows = []
    for item in review.requirements:
        marks = [REQUIREMENT_TYPE[item.type]]
        marks.append("kan kontrolleras" if item.measurable else "svårt att kontrollera")
        if item.justified:
            marks.append("skäl finns")
        words = " ".join(item.text.split())
        rows.append(
            textwrap.fill(
                f"{REQUIREMENT_LEVEL[item.level]}: {words} ({', '.join(marks)})",
                _WIDTH,
                initial_indent="  - ",
                subsequent_indent="    ",
            )
        )
    return rows


def _parts(review: AdReview, style: Style) -> list[str]:
    rows = []
    for part in review.missing:
        mark = "finns  " if part.present else style.paint("saknas ", "33")
        rows.append(f"  {mark} {MISSING.get(part.item, part.item)}")
        if not part.present and part.suggestion:
            rows.append(_wrap(part.suggestion, " " * 10))
    return rows


def _factors(review: AdReview, style: Style) -> list[str]:
    """The factors that stand outside what is usual, the strongest first."""
    shown = [factor for factor in review.factors if factor.effect]
    if review.comparison is None or not review.factors:
        return []
    group, ads = comparison_group(review.comparison.group), review.comparison.ads
    rows = ["", _heading(f"Jämfört med {ads} {group}", style)]
    told = "Kan göra annonsen lättare eller svårare att svara på:"
    rows.append(f"  {told if shown else 'Annonsen ligger inom det vanliga.'}")
    for factor in shown:
        low, high = (factor_value(factor.name, value) for value in (factor.low, factor.high))
        mark = "lättare" if factor.effect > 0 else "svårare"
        value = factor_value(factor.name, factor.value)
        rows.append(f"  {mark}  {FACTOR[factor.name][0]}: {value} (vanligt: {low} till {high})")
    return [*rows, _wrap(f"Om jämförelsen: {review.comparison.skew}", "  ")]


def _measures(review: AdReview) -> list[str]:
    measures = review.measures

    def number(value: float | None) -> str:
        return "–" if value is None else f"{value:.1f}".replace(".", ",")

    rows = [
        f"  {measures.words} ord i {measures.sentences} meningar, "
        f"i snitt {number(measures.mean_sentence_length)} ord per mening",
        f"  LIX {number(measures.lix)} · OVIX {number(measures.ovix)} · "
        f"nominalkvot {number(measures.nominal_ratio)}",
    ]
    if "lix" in measures.percentiles:
        rows.append(f"  LIX är högre än i {measures.percentiles['lix']} % av jämförda annonser.")
    return rows
