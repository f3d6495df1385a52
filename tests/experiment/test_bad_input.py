"""Every refused table says which row and which column."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fairscreen.errors import FairscreenError
from fairscreen.experiment import Study, draw_assignment, read_judgements, read_table
from fairscreen.experiment.groups import read_groups

HEAD = "reviewer;application;arm;shortlisted\n"
GOOD = HEAD + "L1;A1;open;1\nL1;A2;open;0\nL2;A1;anonymous;0\nL2;A2;anonymous;1\n"


def refusal(text: str) -> FairscreenError:
    with pytest.raises(FairscreenError) as caught:
        read_judgements(read_table(text.encode(), name="judgements.csv"))
    return caught.value


@pytest.mark.parametrize(
    ("code", "text", "row", "column"),
    [
        ("study-both-versions", GOOD + "L1;A1;anonymous;1\n", 6, "arm"),
        ("study-reader-both-arms", GOOD + "L1;A3;anonymous;1\n", 6, "arm"),
        ("study-duplicate", GOOD + "L1;A1;open;1\n", 6, "application"),
        ("study-arm-unknown", GOOD + "L3;A1;stängd;1\n", 6, "arm"),
        ("study-value-invalid", GOOD + "L3;A1;open;kanske\n", 6, "shortlisted"),
        ("study-value-invalid", GOOD + "L3;A1;open;2\n", 6, "shortlisted"),
        ("study-value-missing", GOOD + "L3;;open;1\n", 6, "application"),
        ("study-all-selected", HEAD + "L1;A1;open;1\nL2;A1;anonymous;1\n", 2, "shortlisted"),
        ("study-none-selected", HEAD + "L1;A1;open;0\nL2;A1;anonymous;0\n", 2, "shortlisted"),
    ],
)
def test_refused_judgement_names_row_and_column(
    code: str, text: str, row: int, column: str
) -> None:
    error = refusal(text)
    assert error.code == code
    said = f"{error.what} {error.why}"
    assert f"ad {row}" in said
    assert column in said
    assert "judgements.csv" in said


def test_unknown_column_is_named() -> None:
    error = refusal("reviewer;application;arm;shortlisted;lön\nL1;A1;open;1;2\n")
    assert error.code == "study-column-unknown"
    assert "lön" in error.what


def test_missing_column_is_named() -> None:
    error = refusal("reviewer;application;shortlisted\nL1;A1;1\n")
    assert (error.code, error.params["column"]) == ("study-column-missing", "arm")


def test_same_column_under_two_names() -> None:
    error = refusal("reviewer;läsare;application;arm;shortlisted\nL1;L1;A1;open;1\n")
    assert error.code == "study-column-double"


def test_score_outside_the_scale_is_refused() -> None:
    text = "reviewer;application;arm;shortlisted;score\nL1;A1;open;1;5,5\nL2;A1;anonymous;0;2\n"
    with pytest.raises(FairscreenError) as caught:
        read_judgements(read_table(text.encode(), name="j.csv"), score_range=(1, 5))
    assert caught.value.params["row"] == 2
    assert caught.value.params["column"] == "score"


def test_message_holds_no_cell_of_the_table() -> None:
    error = refusal(GOOD + "L3;Anna Andersson;stängd;1\n")
    assert "Anna" not in str(error)
    assert "stängd" not in str(error)


def test_judgement_without_assignment() -> None:
    drawn = draw_assignment(readers=["L1", "L2"], applications=["A1", "A2"], seed=3)
    arms = {reader: drawn.arm_of(reader, "A1") for reader in drawn.readers}
    text = HEAD + f"L1;A1;{arms['L1']};1\nL2;A1;{arms['L2']};0\nL2;A9;{arms['L2']};0\n"
    from fairscreen.experiment import observe

    rows = read_judgements(read_table(text.encode(), name="j.csv"))
    with pytest.raises(FairscreenError) as caught:
        observe(rows, name="j.csv", assignment=drawn)
    assert caught.value.code == "study-not-assigned"
    assert (caught.value.params["row"], caught.value.params["column"]) == (4, "application")


def test_judgement_in_the_other_arm_than_drawn() -> None:
    drawn = draw_assignment(readers=["L1", "L2"], applications=["A1", "A2"], seed=3)
    swapped = {"open": "anonymous", "anonymous": "open"}
    lines = [
        f"{reader};A1;{swapped[str(drawn.arm_of(reader, 'A1'))]};{place}"
        for place, reader in enumerate(drawn.readers)
    ]
    from fairscreen.experiment import observe

    rows = read_judgements(read_table((HEAD + "\n".join(lines)).encode(), name="j.csv"))
    with pytest.raises(FairscreenError) as caught:
        observe(rows, name="j.csv", assignment=drawn)
    assert (caught.value.code, caught.value.params["row"]) == ("study-arm-mismatch", 2)


def test_group_with_one_member(from_csv: Callable[..., Study]) -> None:
    with pytest.raises(FairscreenError) as caught:
        from_csv(GOOD, "application;gender\nA1;kvinna\nA2;man\n")
    assert caught.value.code == "study-group-single"
    assert (caught.value.params["row"], caught.value.params["column"]) == (2, "gender")


def test_groups_of_other_applications(from_csv: Callable[..., Study]) -> None:
    with pytest.raises(FairscreenError, match="study-groups-foreign"):
        from_csv(GOOD, "application;gender\nB1;kvinna\nB2;man\n")


def test_group_file_with_the_same_application_twice() -> None:
    table = read_table(b"application;gender\nA1;man\nA1;kvinna\n", name="groups.csv")
    with pytest.raises(FairscreenError) as caught:
        read_groups(table)
    assert (caught.value.code, caught.value.params["row"]) == ("study-duplicate", 3)


def test_group_file_without_an_attribute() -> None:
    with pytest.raises(FairscreenError, match="study-column-missing"):
        read_groups(read_table(b"application\nA1\n", name="groups.csv"))


def test_one_arm_alone_is_refused(from_csv: Callable[..., Study]) -> None:
    with pytest.raises(FairscreenError) as caught:
        from_csv(HEAD + "L1;A1;open;1\nL2;A1;open;0\n")
    assert (caught.value.code, caught.value.params["arm"]) == ("study-arm-empty", "anonymous")


def test_good_table_is_read(from_csv: Callable[..., Study]) -> None:
    assert from_csv(GOOD).observations.judged.sum() == 4
