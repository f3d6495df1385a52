"""Names in scanned text whose letters were read as digits."""

from hypothesis import given
from hypothesis import strategies as st

from fairscreen.anonymise import anonymise_text
from fairscreen.anonymise.misread import as_letters

SCANNED = "Ange1 Quiroga1\nMöbe1snickare\n\nJag heter Ange1 Quiroga1. Kundema1 och fogen1 blev bra."


def test_letters_come_back_in_scanned_text() -> None:
    assert as_letters(SCANNED).startswith("Angel Quirogal\nMöbelsnickare")


def test_few_digits_in_words_are_meant_so() -> None:
    text = "Win10, B1, A10, H1N1 och Covid19. Etapp1 och lag1."
    assert as_letters(text) == text


def test_a_name_read_with_digits_is_hidden() -> None:
    assert "Quiroga" not in anonymise_text(SCANNED).anonymised


@given(st.text(alphabet="abÅ10 .-@\n", max_size=80))
def test_length_and_all_but_ones_and_noughts_stay(text: str) -> None:
    new = as_letters(text)
    assert len(new) == len(text)
    assert all(a == b or (a in "10" and b in "loO") for a, b in zip(text, new, strict=True))
