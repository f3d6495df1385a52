"""Choices about findings: remembered, exported, counted."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from fairscreen.ads import profile_from_toml
from fairscreen.errors import FairscreenError
from fairscreen.store import AdNotes, open_store
from fairscreen.workflows import check_text
from fairscreen.workflows.choices import (
    choice_statistics,
    choices_toml,
    forget_choice,
    remember_choice,
    remembered,
    stored_choices,
)

AD = "Kock till Linden\n\nVi är ett ungt team. Skicka personligt brev."


@pytest.fixture
def notes(tmp_path: Path) -> Iterator[AdNotes]:
    with open_store(tmp_path) as store:
        yield AdNotes(store)


def test_a_remembered_choice_is_heeded_later(notes: AdNotes) -> None:
    remember_choice(notes, "age-team", reason="Prövat av HR.", words="ungt team")
    review = check_text(AD, choices=remembered(notes))
    assert "age-team" not in {f.rule for f in review.findings}
    assert [d.note for d in review.dropped if d.reason == "suppressed"] == ["Prövat av HR."]


def test_what_was_replaced_is_only_counted(notes: AdNotes) -> None:
    remember_choice(notes, "age-team", kind="replaced")
    assert remembered(notes) == ()
    assert choice_statistics(notes) == {"age-team": {"keep": 0, "false-alarm": 0, "replaced": 1}}


def test_dismissals_are_counted_per_rule(notes: AdNotes) -> None:
    remember_choice(notes, "age-team", reason="Prövat av HR.")
    remember_choice(notes, "age-team", kind="false-alarm", reason="Det är ett namn.")
    remember_choice(notes, "ask-letter", kind="false-alarm", reason="Det är ett namn.")
    counted = choice_statistics(notes)
    assert counted["age-team"] == {"keep": 1, "false-alarm": 1, "replaced": 0}
    assert counted["ask-letter"]["false-alarm"] == 1


def test_choices_are_exported_as_part_of_a_profile(notes: AdNotes) -> None:
    remember_choice(notes, "age-team", reason='Prövat av "HR".', words="ungt team")
    body = choices_toml(notes)
    assert tomllib.loads(body)["suppression"][0]["words"] == "ungt team"
    assert profile_from_toml(f'name = "Test"\n{body}').suppression[0].rule == "age-team"


def test_a_choice_can_be_forgotten(notes: AdNotes) -> None:
    number = remember_choice(notes, "age-team", reason="Prövat av HR.")
    forget_choice(notes, number)
    assert stored_choices(notes) == []
    with pytest.raises(FairscreenError, match="choice-unknown"):
        forget_choice(notes, number)


@pytest.mark.parametrize(
    ("rule", "reason"), [("no-such-rule", "Prövat av HR."), ("age-team", None), ("age-team", " ")]
)
def test_a_choice_needs_a_rule_and_a_reason(notes: AdNotes, rule: str, reason: str | None) -> None:
    with pytest.raises(FairscreenError, match="choice-invalid"):
        remember_choice(notes, rule, reason=reason)
