"""The plan of a study."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from fairscreen.errors import FairscreenError
from fairscreen.experiment import Design, design_from_toml, design_to_toml

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def body(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Urval till förskolan",
        "question": "Ändras urvalet när namn och ålder är dolda?",
        "readers": 10,
        "applications": 60,
        "shortlist": {"rule": "fixed", "length": 12},
        "attributes": [{"name": "gender", "reference": "man", "levels": ["man", "kvinna"]}],
        "competences": [{"name": "samarbete", "anchors": {"1": "svagt svar", "5": "gott svar"}}],
        "primary": {"estimate": "arm_by_group", "attribute": "gender", "level": "kvinna"},
        "secondary": ["shortlist_overlap_gap"],
        "margin": 0.1,
        "seed": 20260302,
        "delete_groups_on": date(2026, 12, 31),
        **changes,
    }


def test_toml_there_and_back() -> None:
    design = Design.model_validate(body()).locked(NOW)
    assert design_from_toml(design_to_toml(design), name="d.toml") == design


def test_toml_is_readable() -> None:
    text = design_to_toml(Design.model_validate(body()))
    assert "# Frågan som studien ska svara på." in text
    assert '[shortlist]\nrule = "fixed"\nlength = 12' in text


def test_hash_does_not_depend_on_the_lock() -> None:
    design = Design.model_validate(body())
    assert design.locked(NOW).hash() == design.hash()


def test_changed_word_after_the_lock_is_noticed() -> None:
    text = design_to_toml(Design.model_validate(body()).locked(NOW))
    with pytest.raises(FairscreenError, match="study-design-changed"):
        design_from_toml(text.replace("margin = 0.1", "margin = 0.2"), name="d.toml")


def test_design_is_locked_once() -> None:
    with pytest.raises(FairscreenError, match="study-design-locked"):
        Design.model_validate(body()).locked(NOW).locked(NOW)


def test_seed_has_no_default() -> None:
    without = body()
    del without["seed"]
    with pytest.raises(ValidationError, match="seed"):
        Design.model_validate(without)


def test_earlier_looks_are_paid_for() -> None:
    design = Design.model_validate(body(spent_alpha=[0.005, 0.01]))
    assert design.final_alpha == pytest.approx(0.035)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"shortlist": {"rule": "fixed"}}, "length"),
        ({"shortlist": {"rule": "fixed", "length": 60}}, "kortare"),
        ({"primary": {"estimate": "arm_by_group"}}, "attribute"),
        ({"primary": {"estimate": "arm_by_group", "attribute": "age", "level": "x"}}, "attribut"),
        (
            {"primary": {"estimate": "arm_by_group", "attribute": "gender", "level": "man"}},
            "referensnivån",
        ),
        ({"secondary": ["selection_rate_difference"]}, "noll"),
        ({"spent_alpha": [0.05]}, "alpha"),
        ({"spent_alpha": [0.0]}, "titt"),
        ({"attributes": [{"name": "gender", "reference": "okänd"}]}, "okänd"),
        ({"assignment": "crossover"}, "överlapp"),
        ({"colour": "red"}, "colour"),
        ({"readers": 1}, "readers"),
    ],
)
def test_impossible_plans_say_why(changes: dict[str, Any], word: str) -> None:
    with pytest.raises(ValidationError, match=word):
        Design.model_validate(body(**changes))


def test_broken_toml_names_the_key() -> None:
    with pytest.raises(FairscreenError) as caught:
        design_from_toml('title = "x"\n', name="d.toml")
    assert caught.value.code == "study-design-invalid"
    assert "question" in caught.value.why
