"""Words for occupations that show gender give way to the neutral word; the merit stays."""

import pytest

from fairscreen.anonymise import anonymise_text, load_policy


@pytest.mark.parametrize(
    ("text", "blind"),
    [
        ("Servitris på krog i fyra år.", "Serveringspersonal på krog i fyra år."),
        ("Arbetade som lärarinna.", "Arbetade som lärare."),
        ("STÄDERSKA, hotell", "STÄDARE, hotell"),
        ("Worked as a waitress in Leeds.", "Worked as a server in Leeds."),
        ("Sjuksköterska och barnmorska.", "Sjuksköterska och barnmorska."),  # hold for everybody
    ],
)
def test_the_neutral_word_stands_in_its_place(text: str, blind: str) -> None:
    policy = load_policy("namn-alder-kon")
    assert anonymise_text(text, policy=policy, lang="sv").anonymised == blind
