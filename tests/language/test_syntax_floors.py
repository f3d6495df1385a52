"""The trained syntax pipelines load alone and reach the floors that stand beside them.

`models/<name>/evaluate.py` prints every figure; here the first sentences of each test part are
measured, against the same floors, so that the test is quick.
"""

from __future__ import annotations

import importlib
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from fairscreen.language.pipelines import find
from fairscreen.language.syntax import LANGUAGES, load_pipeline

PIPELINES = {lang: load_pipeline(lang) for lang in LANGUAGES}
QUICK = {"sv": ("Talbanken test", "swedish_text"), "en": ("EWT test", "english_text")}


@pytest.fixture(scope="module")
def recipe(root: Path) -> ModuleType:
    """The recipes' shared code, `models/syntax`."""
    sys.path.insert(0, str(root / "models"))
    try:
        for name in ("conllu", "scoring", "swedish_text", "english_text"):
            importlib.import_module(f"syntax.{name}")
        return sys.modules["syntax"]
    finally:
        sys.path.remove(str(root / "models"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_trained_pipeline_is_shipped(lang: str) -> None:
    assert PIPELINES[lang] is not None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_shipped_pipeline_is_small(lang: str) -> None:
    folder = find(f"{lang}_fairscreen")
    assert folder is not None
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    assert sum(sizes) < {"sv": 16e6, "en": 6e6}[lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_floors(lang: str, recipe: ModuleType, root: Path, shared_data: Path) -> None:
    name, source = QUICK[lang]
    module = getattr(recipe, source)
    sentences = recipe.conllu.read(shared_data / module.TEST)
    if lang == "en":
        sentences = module.lighter(sentences)
    floors = tomllib.loads((root / f"models/{lang}_fairscreen/floors.toml").read_text("utf-8"))
    nlp = PIPELINES[lang]
    assert nlp is not None
    for reading, measure in (
        (f"{name}, text", recipe.scoring.from_text),
        (f"{name}, words", recipe.scoring.from_words),
    ):
        figures = measure(nlp, sentences)
        low = {k: figures[k] for k, floor in floors[reading].items() if figures[k] < floor}
        assert not low, f"{reading}: {low}"


def feats(text: str) -> dict[str, str]:
    nlp = PIPELINES["sv"]
    assert nlp is not None
    return {token.text: f"{token.pos_}|{token.morph}" for token in nlp(text)}


@pytest.mark.parametrize(
    ("text", "verb", "voice"),
    [
        ("Ansökan skickas till förvaltningen.", "skickas", "Pass"),
        ("Intervjuer hålls löpande under våren.", "hålls", "Pass"),
        ("Rekryteringen sköts av en konsult.", "sköts", "Pass"),
        ("Du skickar din ansökan till oss.", "skickar", "Act"),
        ("Vi söker dig som tycker om barn.", "tycker", "Act"),
    ],
)
def test_voice(text: str, verb: str, voice: str) -> None:
    assert f"Voice={voice}" in feats(text)[verb]


@pytest.mark.parametrize("text", ["Vi hoppas på dig.", "Det finns många möjligheter."])
def test_a_deponent_verb_has_its_own_base_form(text: str) -> None:
    nlp = PIPELINES["sv"]
    assert nlp is not None
    verb = next(token for token in nlp(text) if token.pos_ == "VERB")
    assert verb.lemma_ in {"hoppas", "finnas"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_agree_with_the_blank_pipeline(lang: str) -> None:
    from fairscreen.language.syntax import blank_pipeline

    text = "Vi söker dig, t.ex. en he/she-person.\n- körkort B\n• <NAME>, 08-123 45 67, a@b.se"
    nlp = PIPELINES[lang]
    assert nlp is not None
    assert [t.text for t in nlp(text)] == [t.text for t in blank_pipeline(lang)(text)]
