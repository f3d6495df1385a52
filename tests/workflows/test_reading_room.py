"""A reader's pile: own order, own version, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from study_factory import NOW, drawn, opened_studies, read_all

from fairscreen.errors import FairscreenError
from fairscreen.experiment import assignment_from_json
from fairscreen.store import Studies
from fairscreen.workflows import study_desk as desk
from fairscreen.workflows.reading_room import Answer, open_reading
from fairscreen.workflows.study_records import collected_judgements


@pytest.fixture
def studies(tmp_path: Path) -> Iterator[Studies]:
    with opened_studies(tmp_path) as studies:
        yield studies


def test_every_reader_sees_one_version_in_the_order_drawn(studies: Studies) -> None:
    key, links = drawn(studies)
    record = desk.find_study(studies, key)
    assignment = assignment_from_json(record.assignment or "", name="x")
    orders = set()
    for link in links:
        reading = open_reading(studies, link.token, now=NOW)
        blind = {"[NAMN]" in reading.text(number) for number in range(1, 13)}
        assert blind == {assignment.arm_of(link.code, "K01") == "anonymous"}
        orders.add(tuple(reading.text(number).split()[-2] for number in range(1, 13)))
    assert len(orders) == 8


@pytest.mark.parametrize("number", [0, -1, 13, 10**9])
def test_a_number_outside_the_pile_leads_nowhere(studies: Studies, number: int) -> None:
    _, links = drawn(studies)
    reading = open_reading(studies, links[0].token, now=NOW)
    with pytest.raises(FairscreenError, match="page-not-found"):
        reading.text(number)
    with pytest.raises(FairscreenError, match="page-not-found"):
        reading.judge(number, Answer(True, {}), now=NOW)


def test_what_was_answered_is_there_when_one_comes_back(studies: Studies) -> None:
    _, links = drawn(studies)
    open_reading(studies, links[0].token, now=NOW).judge(
        2, Answer(True, {"samarbete": 4}, recognised=True), now=NOW
    )
    again = open_reading(studies, links[0].token, now=NOW)
    assert again.item(2).answer == Answer(True, {"samarbete": 4}, recognised=True)
    assert (again.done, again.chosen, again.next_number) == (1, 1, 1)


def test_a_changed_mind_is_a_new_line_and_the_last_one_counts(studies: Studies) -> None:
    key, links = drawn(studies)
    reading = open_reading(studies, links[0].token, now=NOW)
    for choice in (True, False):
        reading.judge(1, Answer(choice, {}), now=NOW)
    record = desk.find_study(studies, key)
    assert len(studies.lines(record.id)) == 2
    (judgement,) = collected_judgements(studies, record)
    assert judgement.shortlisted is False


def test_a_choice_is_needed(studies: Studies) -> None:
    _, links = drawn(studies)
    with pytest.raises(FairscreenError, match="study-choice-missing"):
        open_reading(studies, links[0].token, now=NOW).judge(1, Answer(None, {}), now=NOW)


def test_a_list_of_another_length_or_with_unread_ones_is_not_taken(studies: Studies) -> None:
    _, links = drawn(studies)
    reading = open_reading(studies, links[0].token, now=NOW)
    with pytest.raises(FairscreenError, match="study-list-unread"):
        reading.hand_in(now=NOW)
    for number in range(1, 13):
        reading.judge(number, Answer(number <= 5, {}), now=NOW)
    with pytest.raises(FairscreenError, match="Listan har 5 ansökningar, men ska ha 4"):
        reading.hand_in(now=NOW)


def test_a_handed_in_list_is_changed_only_when_it_is_opened_again(studies: Studies) -> None:
    key, links = drawn(studies)
    read_all(studies, links[0], 0)
    reading = open_reading(studies, links[0].token, now=NOW)
    with pytest.raises(FairscreenError, match="study-reading-closed"):
        reading.judge(1, Answer(True, {}), now=NOW)
    desk.reopen_list(studies, desk.find_study(studies, key), links[0].code, now=NOW)
    open_reading(studies, links[0].token, now=NOW).judge(1, Answer(True, {}), now=NOW)


def test_guesses_come_after_the_list_and_only_among_the_groups(studies: Studies) -> None:
    key, links = drawn(studies)
    early = open_reading(studies, links[0].token, now=NOW)
    early.judge(1, Answer(True, {}), now=NOW)
    with pytest.raises(FairscreenError, match="study-reading-closed"):
        early.guess({1: {"gender": "man"}}, now=NOW)
    reading = read_all(studies, links[1], 1)
    assert reading.guess_choices() == {"gender": ("kvinna", "man")}
    reading.guess({1: {"gender": "man"}, 2: {"gender": "katt"}, 3: {"age": "man"}}, now=NOW)
    record = desk.find_study(studies, key)
    mine = [j for j in collected_judgements(studies, record) if j.reviewer == links[1].code]
    assert [j.guesses for j in mine if j.guesses] == [{"gender": "man"}]


@pytest.mark.parametrize("token", ["", "x", "a" * 32, "../etc", "å"])
def test_a_guessed_link_opens_nothing(studies: Studies, token: str) -> None:
    drawn(studies)
    with pytest.raises(FairscreenError, match="study-link-invalid"):
        open_reading(studies, token, now=NOW)


def test_a_revoked_or_replaced_link_opens_nothing(studies: Studies) -> None:
    key, links = drawn(studies)
    record = desk.find_study(studies, key)
    desk.revoke_link(studies, record, links[0].code, now=NOW)
    new = desk.renew_link(studies, record, links[1].code, now=NOW)
    for token in (links[0].token, links[1].token):
        with pytest.raises(FairscreenError, match="study-link-invalid"):
            open_reading(studies, token, now=NOW)
    assert open_reading(studies, new.token, now=NOW).total == 12


def test_the_leaders_key_is_no_readers_link_and_the_other_way_round(studies: Studies) -> None:
    key, links = drawn(studies)
    with pytest.raises(FairscreenError, match="study-link-invalid"):
        open_reading(studies, key, now=NOW)
    with pytest.raises(FairscreenError, match="study-key-invalid"):
        desk.find_study(studies, links[0].token)


def test_nothing_is_judged_after_the_reading_is_closed(studies: Studies) -> None:
    key, links = drawn(studies)
    reading = open_reading(studies, links[0].token, now=NOW)
    desk.close_reading(studies, desk.find_study(studies, key), now=NOW)
    with pytest.raises(FairscreenError, match="study-reading-closed"):
        reading.judge(1, Answer(True, {}), now=NOW)
