"""The blind text: laws that hold for every text, and words that still read."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen.anonymise import Result, anonymise_text, load_policy
from fairscreen.anonymise.lengths import length_of

AS_OF = date(2026, 3, 1)
PIECES = st.sampled_from(
    ["Namn: Åsa Öberg", "811218-9876", "\u00ad", "\u00a0", "a\u030a", "\r\n", "\n", " ", "Jag heter ",  # noqa: E501
     "Bo Berg", "2015–2019", "asa@exempel.se", "070-174 06 11", "ﬁ", "Åsa", "hon", ".", "är 34 år",
     "tvåbarnsmamma", "Öberg", "İ", "Mvh\n", "(2014)", "Storgatan 12", "\u200b", "- "]
)  # fmt: skip


def blind(text: str, policy: str = "namn-alder-kon") -> str:
    return anonymise_text(text, policy=load_policy(policy), as_of=AS_OF).anonymised


def rebuilt(result: Result) -> str:
    at, pieces = 0, []
    for span in result.spans:
        pieces += [result.text[at : span.start], span.replacement]
        at = span.end
    return "".join([*pieces, result.text[at:]])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=14).map("".join))
def test_the_spans_lead_from_the_text_to_the_blind_text_and_back(text: str) -> None:
    result = anonymise_text(text, policy=load_policy("alla-grunder"), as_of=AS_OF)
    assert rebuilt(result) == result.anonymised
    ends = 0
    for span in result.spans:
        assert ends <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        ends = span.end


def test_decomposed_letters_and_soft_hyphens_keep_their_places() -> None:
    text = "Jag heter A\u030asa O\u0308\u00adberg och\u00a0lagar mat."
    assert blind(text) == "Jag heter [NAMN] och\u00a0lagar mat."


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("2015–2019", "4 år"),
        ("2015-19", "4 år"),
        ("jan 2015 – mars 2019", "4 år 3 månader"),
        ("2018-05 – 2018-11", "7 månader"),
        ("2019–nu", "7 år, pågående"),
        ("sedan 2019", "sedan 7 år"),
        ("mellan 2010 och 2014", "i 4 år"),
        ("1988–2015", "mer än 10 år"),
        ("2020–2020", "mindre än 1 år"),
    ],
)
def test_years_become_lengths(words: str, length: str) -> None:
    assert length_of(words, lang="sv", as_of=AS_OF, cap=10) == length


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UTBILDNING\nSocionom, Lunds universitet, 2014", "UTBILDNING\nSocionom, Lunds universitet"),  # noqa: E501
        ("Jag arbetade som lärarinna.", "Jag arbetade som lärare."),
        ("Kön: ( ) kvinna  (X) man", "Kön: [UPPGIFT]"),
        ("Härmed intygas att Malin Ek har arbetat här. Hon skrev schema och hennes lugn märktes.",
         "Härmed intygas att [NAMN] har arbetat här. Hen skrev schema och hens lugn märktes."),
        ("Jag heter Åsa Öberg. Min chef Gunnar Wik är bra, och han vet vad jag kan.",
         "Jag heter [NAMN]. Min chef [PERSON A] är bra, och han vet vad jag kan."),
    ],
)  # fmt: skip
def test_the_blind_text_still_reads(text: str, expected: str) -> None:
    assert blind(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Arbetat med barn med autism och stöttat personer med adhd enligt skollagen (2010:800).",
        "Engelska B2, svensk lagstiftning, treårig utbildning och 8 års erfarenhet.",
        "Legitimerad sjuksköterska med B-körkort. Lett förhandlingar och budget 2022.",
        "Handlade ärenden om föräldraledighet och ansökningar om uppehållstillstånd.",
        "Teknisk bakgrund, HBTQI-certifierad arbetsplats, Windows Server 2019.",
        "Har du någon allergi eller sjukdom?\nDo you have any allergies or a disability?",
        "Allergisk mot byråkrati. Allergic to dark patterns.",
        "Lean, ISO 9001:2015 och AFS 2012:2. Ansvar för 50 anställda och barn 1–5 år.",
    ],
)
def test_merit_stays_word_for_word(text: str) -> None:
    assert blind(text, "alla-grunder") == text


def test_names_of_any_origin_give_the_same_blind_text() -> None:
    letter = "Jag heter {0} {1}.\nJag har byggt hus.\n\nMvh\n{0}\n"
    pairs = [("Anna", "Svensson"), ("Fatima", "Warsame"), ("Björn", "Berg"), ("Thi", "Nguyen"),
             ("Dragan", "Petrovic"), ("Selam", "Haile"), ("Siiri", "Korhonen")]  # fmt: skip
    assert len({blind(letter.format(*pair)) for pair in pairs}) == 1


def test_the_policy_decides_and_switches_hold() -> None:
    text = "Jag är kurd, och jag har adhd."
    assert blind(text) == text
    shown = load_policy("alla-grunder").switched(show=["origin"])
    anonymised = anonymise_text(text, policy=shown).anonymised
    assert anonymised.startswith("Jag är kurd, och jag ") and anonymised.endswith("[UPPGIFT].")


@pytest.mark.parametrize("person", ["kvinna", "man"])
def test_age_after_a_person_goes_in_the_same_way_for_all(person: str) -> None:
    text = f"Hej!\n\nJag är en {person} på 66 år. Jag har lett en grupp."
    assert anonymise_text(text).anonymised.endswith(
        "Jag är [UPPGIFT] på [ÅLDER]. Jag har lett en grupp."
    )
