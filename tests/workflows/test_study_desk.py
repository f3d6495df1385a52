"""A study from plan over readers' links to results, without pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from study_factory import NOW, drawn, groups, opened_studies, plan, prepared, read_all, texts

from fairscreen.errors import FairscreenError
from fairscreen.store import Studies
from fairscreen.workflows import study_desk as desk
from fairscreen.workflows.reading_room import Answer, open_reading
from fairscreen.workflows.study_records import collected_judgements
from fairscreen.workflows.study_results import analyse_collected, deviations
from fairscreen.workflows.study_status import status_of


@pytest.fixture
def studies(tmp_path: Path) -> Iterator[Studies]:
    with opened_studies(tmp_path) as studies:
        yield studies


def test_from_plan_to_results(studies: Studies) -> None:
    key, links = drawn(studies)
    for place, link in enumerate(links):
        read_all(studies, link, place)
    record = desk.find_study(studies, key)
    assert status_of(studies, record).read == 8 * 12
    desk.close_reading(studies, record, now=NOW)
    result = analyse_collected(studies, desk.find_study(studies, key), now=NOW)
    assert result["n"]["judgements"] == 96
    assert next(e for e in result["estimates"] if e["role"] == "primary")["planned"] is True
    again = analyse_collected(studies, desk.find_study(studies, key), now=NOW)
    assert again == json.loads(json.dumps(result))


def test_a_plan_that_can_never_conclude_is_refused_at_once(studies: Studies) -> None:
    with pytest.raises(FairscreenError, match="study-cannot-conclude"):
        desk.create_study(studies, plan(readers=6), now=NOW)


def test_too_few_readers_at_the_draw_are_refused(studies: Studies) -> None:
    _, record = prepared(studies)
    with pytest.raises(FairscreenError, match="study-cannot-conclude"):
        desk.draw_readers(studies, record, now=NOW, readers=["L1", "L2", "L3", "L4"])


def test_a_locked_plan_cannot_be_changed(studies: Studies) -> None:
    _, record = prepared(studies)
    with pytest.raises(FairscreenError, match="study-step"):
        desk.set_plan(studies, record, plan(seed=2), now=NOW)


def test_nothing_is_drawn_before_the_plan_is_locked(studies: Studies) -> None:
    new = desk.create_study(studies, plan(), now=NOW)
    with pytest.raises(FairscreenError, match="study-step"):
        desk.draw_readers(studies, desk.find_study(studies, new.key), now=NOW)


def test_a_missing_version_is_named(studies: Studies) -> None:
    new = desk.create_study(studies, plan(), now=NOW)
    record = desk.find_study(studies, new.key)
    opened, blind = texts()
    del blind["K03"]
    desk.add_applications(studies, record, "open", opened)
    desk.add_applications(studies, record, "anonymous", blind)
    desk.lock_plan(studies, record, now=NOW)
    with pytest.raises(FairscreenError) as caught:
        desk.draw_readers(studies, desk.find_study(studies, new.key), now=NOW)
    assert caught.value.why == "Avidentifierad saknas för K03."


def test_an_application_outside_the_group_table_is_named(studies: Studies) -> None:
    new = desk.create_study(studies, plan(), now=NOW)
    record = desk.find_study(studies, new.key)
    for version, some in zip(("open", "anonymous"), texts(), strict=True):
        desk.add_applications(studies, record, version, some)  # type: ignore[arg-type]
    desk.set_groups(studies, record, groups(10), name="g.csv")
    desk.lock_plan(studies, record, now=NOW)
    with pytest.raises(FairscreenError, match="K11, K12"):
        desk.draw_readers(studies, desk.find_study(studies, new.key), now=NOW)


def test_the_group_table_needs_the_plans_column(studies: Studies) -> None:
    new = desk.create_study(studies, plan(), now=NOW)
    record = desk.find_study(studies, new.key)
    with pytest.raises(FairscreenError, match="study-column-missing"):
        desk.set_groups(studies, record, b"application;age\nK01;ung\n", name="g.csv")


def test_the_analysis_waits_for_the_end_of_the_reading(studies: Studies) -> None:
    key, _ = drawn(studies)
    with pytest.raises(FairscreenError, match="study-step"):
        analyse_collected(studies, desk.find_study(studies, key), now=NOW)


def test_only_hashes_of_keys_and_sealed_texts_are_in_the_file(tmp_path: Path) -> None:
    with opened_studies(tmp_path) as studies:
        key, links = drawn(studies)
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("fairscreen.sqlite3*"))
    assert b"K01" in stored  # codes are there
    for secret in (key, links[0].token, "Exempelsson", "kvinna;", "K01,kvinna", "lett K01"):
        assert secret.encode() not in stored


def test_a_judgement_can_be_neither_changed_nor_removed(studies: Studies) -> None:
    _, links = drawn(studies)
    read_all(studies, links[0], 0)
    for statement in ("UPDATE study_judgement SET line = '{}'", "DELETE FROM study_judgement"):
        with (
            pytest.raises(sa.exc.IntegrityError, match="only ever added"),
            studies._store.engine.begin() as connection,
        ):
            connection.execute(sa.text(statement))


def test_a_changed_line_is_noticed(studies: Studies) -> None:
    key, links = drawn(studies)
    read_all(studies, links[0], 0)
    with studies._store.engine.begin() as connection:
        connection.execute(sa.text("DROP TRIGGER study_judgement_unchanged"))
        connection.execute(
            sa.text("UPDATE study_judgement SET line = replace(line, 'false', 'true') WHERE id = 2")
        )
    with pytest.raises(FairscreenError, match="study-log-broken"):
        collected_judgements(studies, desk.find_study(studies, key))


def test_purging_removes_texts_groups_and_links_and_keeps_the_results(studies: Studies) -> None:
    key, links = drawn(studies)
    record = desk.find_study(studies, key)
    assert studies.purge_due(now=NOW) == 0
    assert studies.purge_due(now=NOW.replace(year=2027)) == 1
    assert studies.purge_due(now=NOW.replace(year=2027)) == 0
    assert studies.material_codes(record.id) == {}
    assert studies.groups(record.id) is None
    with pytest.raises(FairscreenError, match="study-link-invalid"):
        open_reading(studies, links[0].token, now=NOW)
    assert desk.find_study(studies, key).purged_at is not None


def test_a_removed_study_is_gone(studies: Studies) -> None:
    key, links = drawn(studies)
    read_all(studies, links[0], 0)
    studies.remove(desk.find_study(studies, key).id)
    with pytest.raises(FairscreenError, match="study-key-invalid"):
        desk.find_study(studies, key)


def test_deviations_are_kept_with_their_time(studies: Studies) -> None:
    key, _ = drawn(studies)
    record = desk.find_study(studies, key)
    desk.note_deviation(studies, record, "En läsare blev\nsjuk.", now=NOW)
    assert deviations(studies, record) == [(NOW, "En läsare blev sjuk.")]


def test_links_end_when_the_material_does(studies: Studies) -> None:
    _, record = prepared(studies, delete_groups_on="2026-03-10")
    links = desk.draw_readers(studies, record, now=NOW, days=30)
    open_reading(studies, links[0].token, now=NOW + timedelta(days=7))
    with pytest.raises(FairscreenError, match="study-link-invalid"):
        open_reading(studies, links[0].token, now=NOW + timedelta(days=8))


def test_a_lost_address_can_be_replaced(studies: Studies) -> None:
    key, record = prepared(studies)
    new = desk.new_leader_key(studies, record.id)
    assert desk.find_study(studies, new).id == record.id
    with pytest.raises(FairscreenError, match="study-key-invalid"):
        desk.find_study(studies, key)


def test_a_conflict_of_interest_is_never_read(studies: Studies) -> None:
    _, record = prepared(studies)
    links = desk.draw_readers(studies, record, now=NOW, conflicts=[("L01", "K05")])
    reading = open_reading(studies, links[0].token, now=NOW)
    assert reading.total == 11
    assert all("K05" not in reading.text(n) for n in range(1, 12))


def test_a_crossover_reads_each_application_in_one_version(studies: Studies) -> None:
    _, links = drawn(studies, assignment="crossover", readers=5, secondary=[])
    reading = open_reading(studies, links[0].token, now=NOW)
    blind = ["[NAMN]" in reading.text(number) for number in range(1, 13)]
    assert sum(blind) == 6


def test_answers_outside_the_scale_are_not_kept(studies: Studies) -> None:
    _, links = drawn(studies)
    reading = open_reading(studies, links[0].token, now=NOW)
    reading.judge(1, Answer(True, {"samarbete": 9, "annat": 3}), now=NOW)
    answer = open_reading(studies, links[0].token, now=NOW).item(1).answer
    assert answer is not None
    assert answer.scores == {}
