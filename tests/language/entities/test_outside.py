"""An outside spaCy pipeline in the place of the built-in model; a rule pipeline stands in."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from fairscreen.anonymise import entities as asked
from fairscreen.errors import FairscreenError
from fairscreen.language.entities import OutsideRecogniser, load_recogniser, recognise


@pytest.fixture
def stand_in(tmp_path: Path) -> Path:
    """A pipeline that knows three names, with labels of another scheme."""
    nlp = spacy.blank("sv")
    nlp.add_pipe("entity_ruler").add_patterns(
        [
            {"label": "PRS", "pattern": "Gunvor Modig"},
            {"label": "GPE", "pattern": "Tierp"},
            {"label": "WRK", "pattern": "Aniara"},
        ]
    )
    nlp.to_disk(tmp_path / "model")
    return tmp_path / "model"


@pytest.fixture
def named(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FAIRSCREEN_ENTITIES", str(stand_in))
    return stand_in


def test_the_setting_puts_it_in(named: Path) -> None:
    found = recognise("Gunvor Modig från Tierp läste Aniara. Anna Berg lyssnade.")
    assert [(item.start, item.end, item.label) for item in found] == [
        (0, 12, "PER"),
        (18, 23, "LOC"),
    ]


def test_scores_are_one_where_the_pipeline_has_none(named: Path) -> None:
    assert [item.score for item in recognise("Gunvor Modig")] == [1.0]


def test_without_the_setting_the_built_in_model_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAIRSCREEN_ENTITIES", raising=False)
    assert not isinstance(load_recogniser(), OutsideRecogniser)


def test_masking_asks_it_too(named: Path) -> None:
    asked._recogniser.cache_clear()
    try:
        assert [item.label for item in asked.model_reads("Gunvor Modig").entities] == ["PER"]
    finally:
        asked._recogniser.cache_clear()


def test_masking_does_not_go_on_without_a_model_that_was_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FAIRSCREEN_ENTITIES", "no-such-model")
    asked._recogniser.cache_clear()
    try:
        with pytest.raises(FairscreenError) as caught:
            asked.model_reads("Gunvor Modig")
    finally:
        asked._recogniser.cache_clear()
    assert caught.value.code == "pipeline-missing"


def test_it_tells_of_no_grounds(named: Path) -> None:
    found = load_recogniser().annotate("Gunvor Modig har reumatism.")
    assert [item.label for item in found.entities] == ["PER"]
    assert found.grounds == []
