"""Language of a text, and loading of pipelines."""

from __future__ import annotations

import pytest

from fairscreen.errors import FairscreenError
from fairscreen.language import detect, load, model_version


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Vi söker dig som är lärare och vill arbeta med barn.", "sv"),
        ("We are looking for you who are a teacher and want to work with us.", "en"),
        ("Du har körkort och goda kunskaper i Excel, Word och PowerPoint.", "sv"),
        ("Vi søker deg som har erfaring og ikke er redd for å ta i. Du må være selvgående.", None),
        ("Wir suchen eine Person, die mit uns arbeitet und nicht allein ist.", None),
        ("Etsimme sinua joka olet opettaja ja että sekä ovat tai.", None),
        ("", None),
        ("123 456", None),
    ],
)
def test_languages_are_told_apart(text: str, lang: str | None) -> None:
    assert detect(text) == lang


def test_a_pipeline_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAIRSCREEN_PIPELINE_EN", "finns_inte")
    load.cache_clear()
    try:
        with pytest.raises(FairscreenError) as caught:
            load("en")
        assert caught.value.code == "pipeline-missing"
    finally:
        monkeypatch.undo()
        load.cache_clear()


def test_the_version_names_both_languages() -> None:
    assert {part.split("_")[0] for part in model_version().split()} == {"sv", "en"}
