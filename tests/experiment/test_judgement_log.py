"""Judgements as they come in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fairscreen.errors import FairscreenError
from fairscreen.experiment import (
    ARMS,
    Assignment,
    Judgement,
    JudgementLog,
    draw_assignment,
    judgement_form,
    read_judgements,
    read_table,
    write_judgements,
)

TIME = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def drawn() -> Assignment:
    return draw_assignment(readers=["L1", "L2"], applications=["K1", "K2"], seed=2)


@pytest.fixture
def log(drawn: Assignment, tmp_path: Path) -> JudgementLog:
    log = JudgementLog(tmp_path / "log.jsonl", drawn)
    for reader in drawn.readers:
        arm = ARMS.index(str(drawn.arm_of(reader, "K1")))
        for code in drawn.applications:
            log.append(
                Judgement(reader, code, arm, code == "K1", score=3.5, recognised=False), time=TIME
            )
    return log


def test_correction_is_a_new_line(log: JudgementLog) -> None:
    first = log.current()[0]
    changed = Judgement(first.reviewer, first.application, first.arm, not first.shortlisted)
    log.append(changed, time=TIME)
    assert log.current()[0].shortlisted is not first.shortlisted
    assert len(list(log.history())) == 5
    assert len(log.current()) == 4


def test_judgement_in_the_other_arm_is_refused(log: JudgementLog) -> None:
    first = log.current()[0]
    with pytest.raises(FairscreenError, match="study-judgement-refused"):
        log.append(Judgement("L1", "K1", 1 - first.arm, True), time=TIME)


def test_judgement_of_a_stranger_is_refused(log: JudgementLog) -> None:
    with pytest.raises(FairscreenError, match="study-judgement-refused"):
        log.append(Judgement("L9", "K1", 0, True), time=TIME)


@pytest.mark.parametrize("spoil", [lambda lines: lines[1:], lambda lines: [lines[0], *lines[2:]]])
def test_removed_line_is_noticed(log: JudgementLog, spoil) -> None:  # type: ignore[no-untyped-def]
    lines = log.file.read_text("utf-8").splitlines()
    log.file.write_text("\n".join(spoil(lines)) + "\n", "utf-8")
    with pytest.raises(FairscreenError, match="study-log-broken"):
        log.current()


def test_changed_line_is_noticed(log: JudgementLog) -> None:
    text = log.file.read_text("utf-8")
    log.file.write_text(text.replace("3.5", "4.5", 1), "utf-8")
    with pytest.raises(FairscreenError) as caught:
        log.current()
    assert caught.value.params["row"] == 2


def test_log_goes_to_a_table_and_back(log: JudgementLog) -> None:
    for format in ("csv", "excel-csv", "xlsx"):
        table = read_table(write_judgements(log.current(), format=format), name="j")  # type: ignore[arg-type]
        rows = read_judgements(table)
        assert [(r.reviewer, r.application, r.arm, r.score, r.recognised) for r in rows] == [
            (r.reviewer, r.application, r.arm, r.score, r.recognised) for r in log.current()
        ]


def test_form_holds_one_readers_applications_in_their_order(drawn: Assignment) -> None:
    table = read_table(judgement_form(drawn, "L2", competences=["samarbete"]), name="form.xlsx")
    assert {row["reviewer"] for row in table.rows} == {"L2"}
    assert [row["application"] for row in table.rows] == [
        drawn.applications[place] for place in drawn.orders[1]
    ]
    assert "score_samarbete" in table.columns
