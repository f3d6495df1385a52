"""Pronouns in what others say of the applicant, in the applicant's own papers."""

from __future__ import annotations

import pytest

from fairscreen.anonymise import anonymise_text

_HEAD = "Matilda Åhs\nLärare\n"


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ('"Hon är en klippa. Eleverna litar på henne", skrev rektor Eva Ek.',
         '"Hen är en klippa. Eleverna litar på hen", skrev rektor'),
        ("Hon är en klippa, säger rektor Eva Ek. Hon kommer alltid i tid.",
         "Hen är en klippa, säger rektor [PERSON A]. Hen kommer alltid i tid."),
        ("Min chef sa: Hon löser allt.", "Min chef sa: Hen löser allt."),
        ("“He never misses a deadline,” says my manager.", "“The applicant never misses"),
    ],
)  # fmt: skip
def test_others_words_of_the_applicant(said: str, hidden: str) -> None:
    made = anonymise_text(_HEAD + said + "\n", lang="sv").anonymised
    assert made.startswith("[NAMN]\nLärare\n" + hidden)


@pytest.mark.parametrize(
    "said",
    [
        "En elev grät och hon behövde stöd, sa jag till läraren.",
        "När min chef slutade sa hon att jag skulle söka.",
        "”Min son trivs och han vill gå till skolan”, sa en mamma.",
    ],
)
def test_words_of_somebody_else_stay(said: str) -> None:
    assert said in anonymise_text(_HEAD + said + "\n", lang="sv").anonymised
