"""The difference between two versions of an ad."""

from __future__ import annotations

import pytest

from fairscreen.ads import AdDiff, check, compare

OLD = """\
Undersköterska till Tallbacken

Vi är ett ungt team.

Krav
- utbildad undersköterska
- svenska som modersmål
- B-körkort

Skicka personligt brev.
"""


def diff(old: str, new: str) -> AdDiff:
    return compare(check(old, lang="sv"), check(new, lang="sv"))


def test_the_same_ad_has_no_difference() -> None:
    found = diff(OLD, OLD)
    assert found.gone == found.new == ()
    assert found.left
    assert found.levels_changed == ()
    assert all(not pair.changed for pair in found.requirements_left)


def test_what_was_rewritten_is_gone() -> None:
    found = diff(OLD, OLD.replace("Vi är ett ungt team.", "Vi är sex kollegor."))
    assert [f.text for f in found.gone] == ["ungt team"]
    assert found.new == ()


def test_what_came_in_is_new() -> None:
    found = diff(OLD, OLD + "\nVi söker en driven tjej.\n")
    assert any("tjej" in f.text for f in found.new)
    assert found.gone == ()


def test_moved_words_are_left() -> None:
    new = OLD.replace("Vi är ett ungt team.\n", "") + "\nVi är ett ungt team.\n"
    found = diff(OLD, new)
    assert "ungt team" in [pair.new.text for pair in found.left]
    assert found.gone == found.new == ()


def test_of_two_equal_findings_the_removed_one_is_gone() -> None:
    twice = OLD + "\nVi är ett ungt team.\n"
    found = diff(twice, OLD)
    assert [f.start for f in found.gone] == [twice.rindex("ungt team")]


def test_a_demand_made_a_merit_is_told() -> None:
    new = OLD.replace("- B-körkort\n", "").replace(
        "\nSkicka", "\nMeriterande\n- B-körkort\n\nSkicka"
    )
    found = diff(OLD, new)
    (pair,) = found.levels_changed
    assert (pair.old.level, pair.new.level) == ("must", "merit")
    assert "B-körkort" in pair.new.text


def test_a_removed_demand_is_told() -> None:
    found = diff(OLD, OLD.replace("- B-körkort\n", ""))
    assert [r.text for r in found.requirements_gone] == ["B-körkort"]
    assert found.requirements_new == ()


def test_parts_that_came_are_told() -> None:
    found = diff(OLD, OLD + "\nFacklig kontakt: Vision, 08-508 00 001.\n")
    assert "union" in found.parts_gained


@pytest.mark.parametrize("order", [1, -1])
def test_gone_and_new_trade_places_when_the_versions_do(order: int) -> None:
    texts = (OLD, OLD.replace("ungt team", "gäng"))[::order]
    found, back = diff(*texts), diff(*texts[::-1])
    assert [f.text for f in found.gone] == [f.text for f in back.new]
    assert [f.text for f in found.new] == [f.text for f in back.gone]
