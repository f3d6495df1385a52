"""The difference between two versions of an ad, to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fairscreen.ads import AdDiff, Finding, Measures, Requirement
from fairscreen.report.words import LEVEL, MISSING, REQUIREMENT_LEVEL

if TYPE_CHECKING:
    from fairscreen.documents.writing import Layout, Part, Written

__all__ = ["ad_diff_layout", "ad_diff_output"]


def ad_diff_output(difference: AdDiff, form: Written) -> bytes:
    """The difference as a file: ``docx``, ``pdf``, ``html`` or ``txt``."""
    from fairscreen.documents.writing import write

    return write(ad_diff_layout(difference), form)


def ad_diff_layout(difference: AdDiff) -> Layout:
    """The difference, before it is a file."""
    from fairscreen.documents.writing import Layout

    return Layout(title="Vad som ändrats i annonsen", parts=tuple(_parts(difference)))


def _parts(difference: AdDiff) -> Iterator[Part]:
    from fairscreen.documents.writing import Heading, ListItem, Paragraph

    yield Paragraph(
        f"Att fundera på: {len(difference.gone)} borta, {len(difference.new)} nya, "
        f"{len(difference.left)} kvar."
    )
    if changed := difference.levels_changed:
        yield Heading("Krav som bytt nivå")
        for pair in changed:
            levels = [REQUIREMENT_LEVEL[item.level].lower() for item in (pair.old, pair.new)]
            yield ListItem(f"{_line(pair.new)}: var {levels[0]}, är nu {levels[1]}.")
    for title, items in (
        ("Krav som är borta", difference.requirements_gone),
        ("Nya krav", difference.requirements_new),
    ):
        if items:
            yield Heading(title)
            for item in items:
                yield ListItem(f"{_line(item)} ({REQUIREMENT_LEVEL[item.level].lower()})")
    for title, findings in (
        ("Borta", difference.gone),
        ("Nytt att fundera på", difference.new),
        ("Kvar att fundera på", tuple(pair.new for pair in difference.left)),
    ):
        if findings:
            yield Heading(title)
            for finding in findings:
                yield ListItem(_finding(finding))
    for title, names in (
        ("Delar som kommit till", difference.parts_gained),
        ("Delar som försvunnit", difference.parts_lost),
    ):
        if names:
            yield Heading(title)
            for name in names:
                yield ListItem(MISSING.get(name, name))
    yield Heading("Läsbarhet")
    yield _measures(difference.measures_old, difference.measures_new)


def _line(item: Requirement) -> str:
    return f"”{' '.join(item.text.split())}”"


def _finding(finding: Finding) -> str:
    words = " ".join(finding.text.split())
    level = LEVEL[finding.level]
    if finding.message.startswith(f"”{words}”"):
        return f"{level}: {finding.message}"
    return f"”{words}” ({level.lower()}): {finding.message}"


def _measures(old: Measures, new: Measures) -> Part:
    from fairscreen.documents.writing import Table

    rows = [
        ("Antal ord", str(old.words), str(new.words)),
        ("LIX", _number(old.lix), _number(new.lix)),
        (
            "Ord per mening",
            _number(old.mean_sentence_length),
            _number(new.mean_sentence_length),
        ),
    ]
    return Table(("Mått", "Förut", "Nu"), rows, numeric=(1, 2), row_headers=True)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}".replace(".", ",")
