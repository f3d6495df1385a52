"""One selection step without a study."""

from __future__ import annotations

import pytest

from fairscreen.errors import FairscreenError
from fairscreen.experiment import mantel_haenszel, read_table, screen_selection
from fairscreen.experiment.groups import Groups, read_groups
from fairscreen.experiment.screening import read_selection


def step(**levels: tuple[int, int]) -> tuple[dict[str, bool], Groups]:
    """``man=(21, 24)``: 21 of 24 went on."""
    selected: dict[str, bool] = {}
    rows = ["application;gender"]
    for level, (picked, size) in levels.items():
        for place in range(size):
            code = f"{level}{place}"
            selected[code] = place < picked
            rows.append(f"{code};{level}")
    return selected, read_groups(read_table("\n".join(rows).encode(), name="groups.csv"))


def test_counts_ratio_and_people() -> None:
    result = screen_selection(*step(kvinna=(14, 24), man=(21, 24)))
    row = next(r for r in result["attributes"][0]["levels"] if r["level"] == "kvinna")
    assert row["impact_ratio"] == pytest.approx(2 / 3)
    assert row["to_four_fifths"] == 3
    assert row["ci_high"] < 1
    assert "svårt att förklara med slumpen" in result["conclusion"]["sv"]
    assert "3 till" in result["conclusion"]["sv"]


def test_reference_can_be_chosen() -> None:
    result = screen_selection(*step(kvinna=(14, 24), man=(21, 24)), references={"gender": "kvinna"})
    assert result["attributes"][0]["reference"] == "kvinna"


def test_largest_group_is_the_reference_without_a_usual_one() -> None:
    result = screen_selection(*step(a=(10, 20), b=(10, 30), c=(10, 25)))
    assert result["attributes"][0]["reference"] == "b"


def test_few_selected_are_suppressed_with_their_complement() -> None:
    result = screen_selection(*step(kvinna=(2, 24), man=(21, 24)))
    rows = result["attributes"][0]["levels"]
    assert all(row["suppressed"] and row["selected"] is None for row in rows)
    assert all(row["impact_ratio"] is None for row in rows)
    assert "Det betyder inte att grupperna behandlades lika" in result["conclusion"]["sv"]


def test_none_selected_of_a_group_is_shown() -> None:
    result = screen_selection(*step(kvinna=(0, 24), man=(21, 24)))
    row = next(r for r in result["attributes"][0]["levels"] if r["level"] == "kvinna")
    assert row["impact_ratio"] == 0
    assert row["to_four_fifths"] == 17


def test_little_data_is_called_unsettled() -> None:
    result = screen_selection(*step(kvinna=(9, 20), man=(10, 20)))
    assert "underlaget avgör inte" in result["conclusion"]["sv"]


def test_the_same_applicant_twice_is_refused() -> None:
    table = read_table(b"application;shortlisted\nA;1\nA;0\n", name="s.csv")
    with pytest.raises(FairscreenError) as caught:
        read_selection(table)
    assert (caught.value.code, caught.value.params["row"]) == ("study-duplicate", 3)


def test_all_selected_is_refused() -> None:
    with pytest.raises(FairscreenError, match="study-all-selected"):
        read_selection(read_table(b"application;shortlisted\nA;1\nB;1\n", name="s.csv"))


def test_several_steps_need_four_counts_each() -> None:
    with pytest.raises(FairscreenError, match="study-counts-invalid"):
        mantel_haenszel([(1, 2, 3)])  # type: ignore[list-item]
