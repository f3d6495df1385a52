"""Personnummer and samordningsnummer in every written form; numbers of other kinds stay.

The numbers are from Skatteverket's official test series.
"""

import pytest

from fairscreen.anonymise import anonymise_text, detect
from fairscreen.anonymise.personal_numbers import luhn_ok

FORMS = {
    "hyphen": "811218-9876",
    "no sign": "8112189876",
    "twelve digits": "198112189876",
    "twelve digits, hyphen": "19811218-9876",
    "en dash": "811218–9876",
    "non-breaking hyphen": "811218‑9876",
    "blank": "811218 9876",
    "non-breaking space": "811218\u00a09876",
    "blanks round the hyphen": "811218 - 9876",
    "groups": "1981 12 18 9876",
    "plus": "811218+9876",
    "end hidden": "811218-XXXX",
    "letters for digits": "8I1218-9B76",
    "a mistyped digit": "811218-9877",
    "samordningsnummer": "701063-2391",
    "birth date alone": "19811218",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_written_form_is_hidden_after_its_label(form: str) -> None:
    text = f"Namn: Anna Svensson\nPersonnummer: {form}\nKörkort B\n"
    blind = anonymise_text(text).anonymised
    assert form not in blind
    assert not any(c.isdigit() for c in blind)


@pytest.mark.parametrize(
    "form",
    [FORMS[name] for name in ("hyphen", "twelve digits", "twelve digits, hyphen", "en dash",
     "non-breaking hyphen", "plus", "end hidden", "a mistyped digit", "samordningsnummer")],
)  # fmt: skip
def test_a_form_that_speaks_for_itself_needs_no_label(form: str) -> None:
    assert [h.category for h in detect(f"Svar från sökande, {form}, om jobbet.")] == ["id"]


def test_a_failed_checksum_lowers_the_score_and_is_told() -> None:
    (good,) = detect("Mitt nummer, 640823-3234, står här.")
    (bad,) = detect("Mitt nummer, 640823-3235, står här.")
    assert bad.score < good.score
    assert "kontrollsiffran" in bad.why


@pytest.mark.parametrize(
    "text",
    [
        "Org.nr 556016-0680",
        "Organisationsnummer: 212000-0142",
        "dnr 2023-0415-1187",
        "Enligt lag (2008:567) och SFS 2010:800.",
        "Budget 1 250 000 kr och 811 218 kr",
        "ISBN 978-91-7000-150-5",
        "Ordernummer 8112189876",
    ],
)
def test_numbers_of_other_kinds_are_no_personal_numbers(text: str) -> None:
    assert [h for h in detect(text) if h.category == "id"] == []


@pytest.mark.parametrize("digits", ["8112189876", "6408233234", "1212121212", "7010632391"])
def test_the_check_digit_of_test_numbers_is_right(digits: str) -> None:
    assert luhn_ok(digits)
    assert not luhn_ok(digits[:-1] + str((int(digits[-1]) + 1) % 10))
