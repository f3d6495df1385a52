"""What a check found is told in words that a consultant reads."""

import pytest

from fairscreen.anonymise import Leak
from fairscreen.workflows.leaks import layer_in_words, where


@pytest.mark.parametrize(
    ("layer", "words"),
    [
        ("word/header1.xml: text", "sidhuvudet"),
        ("word/document.xml: text", "brödtexten"),
        ("docProps/core.xml: text", "filens egenskaper"),
        ("page 2: text", "sida 2, text"),
        ("picture 1: text in the picture", "bild 1, text i bilden"),
        ("ansökan.docx: word/custom.xml: text", "ansökan.docx: word/custom.xml, text"),
    ],
)
def test_a_layer_has_a_swedish_name(layer: str, words: str) -> None:
    assert layer_in_words(layer) == words


def test_the_kinds_of_a_layer_are_gathered() -> None:
    leaks = [Leak("text", "name", "a"), Leak("text", "family", "b"), Leak("text", "name", "c")]
    assert (
        where([*leaks, Leak("file name", "name", "d")]) == "texten (namn, familj), filnamnet (namn)"
    )
