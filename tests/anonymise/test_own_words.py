"""What the model reads as told in one's own words joins the rules' findings as their equal."""

from collections.abc import Callable

import pytest

from fairscreen.anonymise import anonymise_text, detect, engine, load_policy, verify_layers
from fairscreen.anonymise.own_words import RULE
from fairscreen.anonymise.wordlists import table
from fairscreen.documents import Layer
from fairscreen.language.entities import Annotations, Entity

EVERYTHING = load_policy("alla-grunder")


GROUNDS = {
    label: {**ground, "hide": 0.7, "alone": 0.8, "suggest": 0.2}
    for label, ground in table("grounds").items()
}


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """A stand-in that marks the phrases given; returns the list of texts it has read."""

    def stand_in(*marks: tuple[str, str, float]) -> list[str]:
        read: list[str] = []

        def annotate(text: str) -> Annotations:
            read.append(text)
            grounds = [
                Entity(text.index(words), text.index(words) + len(words), label, score)
                for words, label, score in marks
                if words in text
            ]
            return Annotations([], grounds)

        monkeypatch.setattr(engine, "model_reads", annotate)
        # The thresholds follow the model; what is tested is what is above and below them.
        for label, ground in GROUNDS.items():
            monkeypatch.setitem(table("grounds"), label, ground)
        return read

    return stand_in


def _blind(text: str, policy: str = "alla-grunder") -> str:
    return anonymise_text(text, policy=load_policy(policy), lang="sv").anonymised


def test_what_the_model_marks_is_hidden_and_the_rest_reads_on(model: Callable[..., object]) -> None:
    model(("orkar inte trappor längre", "HEALTH", 0.9))
    assert _blind("Jag orkar inte trappor längre men skriver fort.") == (
        "Jag [UPPGIFT] men skriver fort."
    )


def test_the_explanation_names_the_model_and_its_score(model: Callable[..., object]) -> None:
    model(("orkar inte trappor", "HEALTH", 0.913))
    (span,) = anonymise_text("Jag orkar inte trappor.", policy=EVERYTHING, lang="sv").spans
    assert (span.rule, span.category, span.score) == (RULE, "health", 0.913)
    assert "modellen" in span.why and "91 %" in span.why


def test_what_is_not_sure_enough_stays(model: Callable[..., object]) -> None:
    model(("orkar inte trappor", "HEALTH", 0.05))
    assert _blind("Jag orkar inte trappor.") == "Jag orkar inte trappor."


def test_what_may_tell_is_suggested_to_a_person_and_not_hidden(
    model: Callable[..., object],
) -> None:
    model(("orkar inte trappor", "HEALTH", 0.3))
    result = anonymise_text("Jag orkar inte trappor.", policy=EVERYTHING, lang="sv")
    assert result.spans == ()
    (hit,) = result.suggestions
    assert (hit.start, hit.end, hit.category, hit.rule) == (4, 22, "health", RULE)
    assert result.to_dict()["suggestions"][0]["score"] == 0.3


@pytest.mark.parametrize(
    ("text", "policy"),
    [("Jag har adhd.", "alla-grunder"), ("Jag orkar inte trappor.", "namn-alder-kon")],
)
def test_what_is_hidden_already_or_kept_by_the_policy_is_not_suggested(
    model: Callable[..., object], text: str, policy: str
) -> None:
    model(("har adhd", "HEALTH", 0.3), ("orkar inte trappor", "HEALTH", 0.3))
    assert anonymise_text(text, policy=load_policy(policy), lang="sv").suggestions == ()


def test_an_unknown_label_is_left_alone(model: Callable[..., object]) -> None:
    model(("ritar kartor", "WEATHER", 0.99))
    assert _blind("Jag ritar kartor.") == "Jag ritar kartor."


def test_rule_and_model_make_one_place(model: Callable[..., object]) -> None:
    model(("har adhd och går på kontroller", "HEALTH", 0.8))
    assert _blind("Jag har adhd och går på kontroller, annars inget.") == (
        "Jag [UPPGIFT], annars inget."
    )


def test_years_beside_what_is_told_become_a_length(model: Callable[..., object]) -> None:
    model(("2015–2019: Hemma och vilade", "HEALTH", 0.9))
    assert _blind("2015–2019: Hemma och vilade") == "4 år: [UPPGIFT]"


def test_a_year_that_tells_the_age_goes_and_the_exam_stays(model: Callable[..., object]) -> None:
    model(("Gymnasieexamen, 1993", "AGE", 0.9))
    assert _blind("Gymnasieexamen, 1993.") == "Gymnasieexamen."


def test_one_word_needs_more_and_an_article_makes_no_second(model: Callable[..., object]) -> None:
    model(("en klippa", "GENDER", 0.75))
    assert _blind("Chefen säger att hen är en klippa.") == "Chefen säger att hen är en klippa."


def test_lines_and_cells_stay_apart(model: Callable[..., object]) -> None:
    model(("vilade mycket\nlåg hemma\toch vilade", "HEALTH", 0.9))
    assert _blind("Jag vilade mycket\nlåg hemma\toch vilade igen") == (
        "Jag [UPPGIFT]\n[UPPGIFT]\toch [UPPGIFT] igen"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hur länge har du bott i Sverige?", "bott i Sverige"),
        ("Religion: hinduisk", "Religion"),
        ("Språk: finska, engelska", "finska, engelska"),
        ("Jag utredde stöd till barn med svår värk.", "svår värk"),
        ("Jag är här.", "är"),
    ],
)
def test_questions_labels_languages_and_others_are_not_told_of_the_applicant(
    model: Callable[..., object], text: str, words: str
) -> None:
    model((words, "ORIGIN", 0.95))
    assert words in _blind(text)


def test_a_language_stays_as_a_skill_beside_the_mother_tongue(model: Callable[..., object]) -> None:
    model(("Lämnade allt och finska är mitt modersmål", "ORIGIN", 0.9))
    assert _blind("Lämnade allt och finska är mitt modersmål.").endswith(
        "och [SPRÅK] är [SPRÅKNIVÅ]."
    )


def test_words_that_join_stay_outside(model: Callable[..., object]) -> None:
    model(("Ja, orkar inte trappor och", "HEALTH", 0.9))
    assert _blind("Ja, orkar inte trappor och går hem.") == "Ja, [UPPGIFT] och går hem."


def test_brackets_and_stops_stay_outside(model: Callable[..., object]) -> None:
    model(("(låg hemma länge.", "HEALTH", 0.9))
    assert _blind("Ett uppehåll (låg hemma länge.) och sedan jobb.") == (
        "Ett uppehåll ([UPPGIFT].) och sedan jobb."
    )


def test_a_name_inside_what_the_policy_keeps_is_hidden(model: Callable[..., object]) -> None:
    model(("sköter om Gunvor Modig på helgerna", "FAMILY", 0.9))
    text = "Namn: Gunvor Modig\nJag sköter om Gunvor Modig på helgerna."
    assert "Gunvor" not in _blind(text, "namn-alder-kon")
    assert "på helgerna" in _blind(text, "namn-alder-kon")


def test_a_childs_name_is_hidden_where_the_family_stays(model: Callable[..., object]) -> None:
    model(("Min dotter Matilda är fem", "FAMILY", 0.99))
    assert "Matilda" not in _blind("Min dotter Matilda är fem.", policy="namn-alder-kon")


def test_each_text_is_read_once(model: Callable[..., list[str]]) -> None:
    read = model(("orkar inte trappor", "HEALTH", 0.9))
    detect("Jag orkar inte trappor.", lang="sv", policy=EVERYTHING)
    assert len(read) == 1


@pytest.mark.parametrize(("score", "leaks"), [(0.99, ["health"]), (0.9, [])])
def test_verification_asks_the_model_but_only_a_sure_one_stops_a_file(
    model: Callable[..., object], score: float, leaks: list[str]
) -> None:
    model(("orkar inte trappor", "HEALTH", score))
    layer = Layer("text", "Jag orkar inte trappor.")
    found = verify_layers([layer], identifiers=[], policy=EVERYTHING, lang="sv")
    assert [leak.category for leak in found] == leaks


def test_presidio_shows_the_recogniser_with_its_score(model: Callable[..., object]) -> None:
    model(("orkar inte trappor", "HEALTH", 0.9))
    text = "Jag orkar inte trappor."
    (result,) = engine.analyzer().analyze(text, "sv", return_decision_process=True)
    assert result.analysis_explanation.recognizer == "OwnWords"
    assert result.analysis_explanation.score == 0.9
