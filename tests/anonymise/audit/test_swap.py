"""Another person with the same merits: what is swapped, and that offsets follow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairscreen.anonymise.audit import persona_of, swapped
from fairscreen.anonymise.audit.swap import _check_digit, personas

ADA = persona_of("Ada", "Åkerlind")
WOMAN = next(p for p in personas() if p.gender == "f")
MAN = next(p for p in personas() if p.gender == "m")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jag heter Ada Åkerlind.", "Jag heter Gustav Granlund."),
        ("Adas cv, ADA ÅKERLIND", "Gustavs cv, GUSTAV GRANLUND"),
        ("ada.akerlind@exempel.se", "gustav.granlund@exempel.se"),
        ("Hon är noggrann, säger hennes chef.", "Han är noggrann, säger hans chef."),
        ("Jag är en kvinna på 40 år.", "Jag är en man på 40 år."),
        (
            "Jag arbetade på en mottagning för kvinnor.",
            "Jag arbetade på en mottagning för kvinnor.",
        ),
        ("Född 1990 i Umeå.", "Född 1979 i Umeå."),
        ("Jag läste 1990 en kurs.", "Jag läste 1990 en kurs."),
    ],
)
def test_swapped_words(text: str, expected: str) -> None:
    assert swapped(text, ADA, MAN)[0] == expected


def test_a_personnummer_gets_another_year_and_gender_and_is_whole() -> None:
    text, _ = swapped("19900119-2385", ADA, MAN)
    digits = text.replace("-", "")
    assert digits[:4] == "1979"
    assert (int(digits[-2]) - 8) % 2 == 1
    assert digits[-1] == _check_digit(digits[2:-1])


@given(st.text("Ada Åkerlind hon född1990 .,\n", max_size=80))
def test_moves_lead_from_one_text_to_the_other(text: str) -> None:
    new, moves = swapped(text, ADA, WOMAN)
    at = shift = 0
    for start, end, length in moves:
        assert at <= start < end <= len(text)
        assert new[at + shift : start + shift] == text[at:start]
        shift += length - (end - start)
        at = end
    assert new[at + shift :] == text[at:]
