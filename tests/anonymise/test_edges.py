"""What tells nothing of anybody stays outside what is hidden."""

import pytest

from fairscreen.anonymise import anonymise_text, engine, load_policy
from fairscreen.language.entities import Annotations


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a rule's place begins is not to depend on the model of the day."""
    monkeypatch.setattr(engine, "model_reads", lambda text: Annotations([], []))


@pytest.mark.parametrize(
    ("text", "blind"),
    [
        ("Religion: katolik\nKörkort: B", "Religion: [UPPGIFT]\nKörkort: B"),
        ("My husband likes Sweden.", "My [PARTNER] likes Sweden."),
        ("Min man kan skjutsa mig.", "[ANHÖRIG] kan skjutsa mig."),
        ("Jag flydde från Kobane men kan kyla.", "Jag [URSPRUNG] men kan kyla."),
    ],
)
def test_labels_subjects_and_owners_stay(text: str, blind: str) -> None:
    lang = "en" if "husband" in text else "sv"
    result = anonymise_text(text, policy=load_policy("alla-grunder"), lang=lang)  # type: ignore[arg-type]
    assert result.anonymised == blind


def test_a_label_goes_with_its_value_only_when_the_value_stays() -> None:
    policy = load_policy("alla-grunder")
    assert anonymise_text("Modersmål: polska\n", policy=policy, lang="sv").anonymised == (
        "Modersmål: [SPRÅK]\n"
    )
    assert anonymise_text("Modersmål: [SPRÅK]\n", policy=policy, lang="sv").spans == ()
    assert anonymise_text("polska (modersmål)", policy=policy, lang="sv").anonymised == (
        "polska ([SPRÅKNIVÅ])"
    )


def test_what_sticks_out_of_a_hidden_number_is_hidden_too() -> None:
    policy = load_policy("alla-grunder")
    text = "Född 64 08 23 i Banja Luka. Svetsare."
    assert anonymise_text(text, policy=policy, lang="sv").anonymised == (
        "Född [FÖDELSEDATUM] [URSPRUNG]. Svetsare."
    )


def test_a_verb_left_over_beside_a_hidden_place_is_no_place_of_its_own() -> None:
    policy = load_policy("alla-grunder")
    text = "Jag är ensamstående med en dotter."
    assert anonymise_text(text, policy=policy, lang="sv").anonymised == "Jag är [FAMILJ]."
