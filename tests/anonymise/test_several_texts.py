"""One applicant's documents together: seeds, letters, languages, policies, length of work."""

from datetime import date

import pytest

from fairscreen.anonymise import anonymise_text, anonymise_texts, detect_all, load_policy
from fairscreen.anonymise.operators import rewritten

AS_OF = date(2026, 3, 1)


def blind(text: str, policy: str = "alla-grunder", **options: object) -> str:
    return anonymise_text(text, policy=load_policy(policy), as_of=AS_OF, **options).anonymised  # type: ignore[arg-type]


def names(text: str, **options: object) -> list[str]:
    (hits,) = detect_all([text], **options)  # type: ignore[arg-type]
    return [text[h.start : h.end] for h in hits if h.category == "name"]


def test_the_author_of_a_file_tells_the_name() -> None:
    text = "Ansökan\n\nPå jobbet säger de warsame till mig."
    assert names(text) == []
    assert names(text, identity=["Hodan Warsame"]) == ["warsame"]


def test_an_author_who_is_a_machine_tells_nothing() -> None:
    text = "Jag har arbetat i Microsoft Office som user och admin."
    assert names(text, identity=["Microsoft Office User", "admin", "Dokument1"]) == []


def test_the_address_of_a_mail_tells_the_surname() -> None:
    text = "Jag heter Hodan.\nhodan.qorshel@exempel.se\nI klassen kallas jag Qorshel."
    assert "Qorshel" in names(text)


def test_a_referee_has_one_letter_in_all_documents() -> None:
    letter = "Jag heter Åsa Öberg.\nReferens: Gunnar Wik.\nReferens: Maj Lind."
    certificate = "Härmed intygas att Åsa Öberg har arbetat här.\n\nGunnar Wik\nenhetschef"
    first, second = anonymise_texts([letter, certificate], as_of=AS_OF)
    assert "[REFERENT A]" in first.anonymised
    assert "[REFERENT B]" in first.anonymised
    assert "[REFERENT A]" in second.anonymised


def test_an_english_text_gets_english_words() -> None:
    text = (
        "My name is Siobhan Keane and I am a librarian. I worked at the library from 2015 to 2019."
    )
    assert blind(text) == (
        "My name is [NAME] and I am a librarian. I worked at the library for 4 years."
    )


def test_maximal_hides_employers_schools_and_places_each_under_its_letter() -> None:
    text = "2015–2019 Handläggare, Skatteverket, Malmö\n2019– Handläggare, Migrationsverket\nLunds universitet"  # noqa: E501
    shown = blind(text, "maximal")
    assert not any(word in shown for word in ("Skatteverket", "Malmö", "Migrationsverket", "Lund"))
    assert "Handläggare" in shown
    assert "Skatteverket" in blind(text)


def test_a_language_that_the_job_requires_is_kept_and_the_mother_tongue_goes() -> None:
    text = "Finska är mitt modersmål och jag skriver journal."
    policy = load_policy("alla-grunder").switched(show=["home-language"])
    shown = anonymise_text(text, policy=policy, as_of=AS_OF).anonymised
    assert "Finska" in shown
    assert "modersmål" not in shown
    assert "Finska" not in blind(text)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2015–2019 Kock\n2017–2021 Kock, kvällar\n", 72),
        ("2015–2016 Kock\n2018–2019 Kock\n", 24),
        ("UTBILDNING\n2010–2013 Gymnasiet\n", None),
        ("Jag lagar mat.", None),
    ],
)
def test_time_of_work_is_counted_once(text: str, months: int | None) -> None:
    assert anonymise_text(text, as_of=AS_OF).experience_months == months


def test_every_mask_says_what_was_found_and_why_the_policy_hides_it() -> None:
    result = anonymise_text("Jag heter Åsa Öberg, är 34 år och har adhd.",
                            policy=load_policy("alla-grunder"), as_of=AS_OF)  # fmt: skip
    assert [span.category for span in result.spans] == ["name", "age", "health"]
    for span in result.spans:
        assert span.rule
        assert 0 < span.score <= 1
        assert span.why.endswith(".")
        assert span.reason.endswith(".")
    assert result.spans[0].role == "applicant"


def test_many_places_are_written_as_few_are() -> None:
    text = "ab " * 1000
    places = [(n * 3, n * 3 + 1, "") for n in range(1000)]
    assert rewritten(text, places) == "b " * 1000


CV = "Ada Åkerlind\n\nErfarenhet\nKock, Stora Köket, fyra år.\n"


@pytest.mark.parametrize(
    "texts",
    [
        ["Hej!\nJag heter Ada Åkerlind och är kock.", CV],
        ["Hej!\nJag heter Ada Åkerlind och söker tjänsten.", CV],
        ["My name is May Will and I cook."],
        ["Jag heter Sol Kullberg."],
        ["Mitt namn är Kock Eriksson."],
        [CV],
        ["Kock i fyra år.\n\nMvh Ada Åkerlind"],
        ["Jag är kock. Ada Åkerlind har lagat mat i fyra år."],
    ],
)
def test_who_says_a_name_or_stands_alone_is_the_applicant(texts: list[str]) -> None:
    for hits in detect_all(texts):
        assert {h.role for h in hits if h.category == "name"} == {"applicant"}


def test_a_file_name_tells_which_of_two_is_the_applicant() -> None:
    text = "Ada Åkerlind lagar mat. Min chef Per Blomgren håller med."
    (hits,) = detect_all([text], file_names=["Ada_Åkerlind_cv.pdf"])
    assert [h.role for h in hits if h.category == "name"] == ["applicant", "other"]


def test_a_manager_who_is_named_alone_is_not_the_applicant() -> None:
    (hits,) = detect_all(["Jag är kock. Min chef Per Blomgren håller med."])
    assert [h.role for h in hits if h.category == "name"] == ["other"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Född 1959 i Kiruna", "[ÅLDER] i Kiruna"),
        ("Född i Kiruna 1959", "Född i Kiruna"),
        ("Jag är född 1985 i Teheran och kom hit 1999.", "Teheran"),
    ],
)
def test_what_the_policy_keeps_gives_way_to_what_it_hides(text: str, expected: str) -> None:
    shown = blind(text, "namn-alder-kon")
    assert expected in shown
    assert not any(year in shown for year in ("1959", "1985"))


def test_years_before_a_colon_are_years() -> None:
    assert blind("Ekonomiassistent, Solna stad, 2019–2024: kontering") == (
        "Ekonomiassistent, Solna stad, 5 år: kontering"
    )
