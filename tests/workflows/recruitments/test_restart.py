"""A service that stops, in whatever state a recruitment is, finds it again as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from fairscreen.anonymise.key import lock_shortlist, read_key, read_log, reveal
from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.store import Recruitments, held_alone, open_seal, open_store
from fairscreen.workflows import recruitments as desk
from fairscreen.workflows.blinding import BlindApplication, BlindFile, Edit
from fairscreen.workflows.recruitments import jobs

PHRASE = "fyra gröna ugglor"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
STATES = (
    "empty", "files", "table", "regrouped", "started", "half", "done", "decided", "released",
    "shortlisted", "revealed",
)  # fmt: skip


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", key_cost=2, batch_workers=1)


@contextmanager
def service(settings: Settings) -> Iterator[Recruitments]:
    with open_store(settings.data) as opened:
        store = Recruitments(opened, open_seal(settings.data))
        store.take_up()
        yield store


def made(code: str) -> dict[str, Any]:
    file = BlindFile("brev.txt", "brev", "released", data=b"Kock.", suffix=".txt", verified=True)
    return BlindApplication(code, (file,), ("Ada Ek",)).to_dict()


def bring(store: Recruitments, settings: Settings, state: str) -> str:
    """A recruitment in ``state``, with copies that stand in for those of the workers."""
    link = desk.create_recruitment(
        store, name="Kock", choices=desk.Choices(), passphrases=[PHRASE], settings=settings, now=NOW
    )
    reached = STATES.index(state)

    def record():  # type: ignore[no-untyped-def]
        return desk.find_recruitment(store, link)

    def key():  # type: ignore[no-untyped-def]
        return read_key(desk.key_path(settings, record()))

    def finish(count: int) -> None:
        for _ in range(count):
            task = store.next_task()
            assert task is not None
            store.finish_task(task.recruitment_id, task.code, made(task.code))

    steps = (
        lambda: desk.add_files(
            store, record(), [(f"{who}/brev.txt", who.encode()) for who in ("Ada Ek", "Bo Al")],
            settings=settings,
        ),
        lambda: desk.set_applicants(
            store, record(), "t.csv", b"given_name;surname\nAda;Ek\nBo;Al\n"
        ),
        lambda: desk.regroup(store, record(), {}),
        lambda: desk.start(store, record(), settings=settings),
        lambda: (finish(1), store.next_task()),
        lambda: (store.take_up(), finish(1)),
        lambda: (
            desk.decide(store, record(), "K01", [Edit("all", phrase="Kock")]), finish(1),
        ),
        lambda: desk.release(store, record(), settings=settings, now=NOW),
        lambda: lock_shortlist(key(), ["K01"], reason="urval", passphrases=[PHRASE]),
        lambda: reveal(key(), ["K01"], reason="intervju", passphrases=[PHRASE]),
    )  # fmt: skip
    for step in steps[:reached]:
        step()
    return link


def told(store: Recruitments, settings: Settings, link: str) -> tuple[Any, ...]:
    """All that can be seen of a recruitment."""
    record = desk.find_recruitment(store, link)
    path = desk.key_path(settings, record)
    return (
        record,
        desk.overview(store, record),
        desk.grouped(store, record),
        [(task.code, task.source, task.edits, task.result) for task in store.tasks(record.id)],
        desk.manifest_of(store, record),
        read_key(path).codes,
        read_log(path),
    )


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_found_again(settings: Settings, state: str) -> None:
    with service(settings) as store:
        link = bring(store, settings, state)
        before = told(store, settings, link)
    with service(settings) as store:
        assert told(store, settings, link) == before


@pytest.mark.parametrize("state", STATES)
def test_from_every_state_it_goes_on_to_the_end(settings: Settings, state: str) -> None:
    with service(settings) as store:
        link = bring(store, settings, state)
    with service(settings) as store:
        if state == "empty":
            with pytest.raises(FairscreenError) as error:
                desk.start(store, desk.find_recruitment(store, link), settings=settings)
            assert error.value.code == "recruitment-empty"
            return
        if STATES.index(state) < STATES.index("started"):
            desk.start(store, desk.find_recruitment(store, link), settings=settings)
        while task := store.next_task():
            store.finish_task(task.recruitment_id, task.code, made(task.code))
        if STATES.index(state) < STATES.index("released"):
            record = desk.find_recruitment(store, link)
            desk.release(store, record, settings=settings, now=NOW)
        record = desk.find_recruitment(store, link)
        with zipfile.ZipFile(io.BytesIO(desk.copies(store, record))) as archive:
            assert archive.namelist() == ["K01-brev.txt", "K02-brev.txt", "manifest.json"]
        key = read_key(desk.key_path(settings, record))
        people = reveal(key, key.codes, reason="intervju", passphrases=[PHRASE])
        assert {person.source_files for person in people} == {
            ("Ada Ek/brev.txt",), ("Bo Al/brev.txt",)
        }  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_every_state_can_be_purged(settings: Settings, state: str) -> None:
    with service(settings) as store:
        link = bring(store, settings, state)
        path = desk.key_path(settings, desk.find_recruitment(store, link))
    with service(settings) as store:
        assert desk.purge_due(store, settings=settings, today=date(2031, 1, 1)) == 1
        assert store.all() == []
    assert not path.exists()
    assert read_log(path)[-1].action == "purge"


def test_a_purge_that_was_stopped_is_finished_at_the_next_start(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with service(settings) as store:
        link = bring(store, settings, "released")
        with monkeypatch.context() as patch:
            patch.setattr(store, "remove", lambda id: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                desk.purge(
                    store, desk.find_recruitment(store, link), settings=settings, reason="slut"
                )
    with service(settings) as store:
        assert desk.purge_due(store, settings=settings, today=NOW.date()) == 1
        assert store.all() == []


def test_one_damaged_key_does_not_keep_the_others(settings: Settings) -> None:
    with service(settings) as store:
        links = [bring(store, settings, "released") for _ in range(2)]
        path = desk.key_path(settings, desk.find_recruitment(store, links[0]))
        path.write_bytes(path.read_bytes().replace(b'"end":2', b'"end":3'))
        assert desk.purge_due(store, settings=settings, today=date(2031, 1, 1)) == 1
        assert len(store.all()) == 1


def test_what_was_sent_in_goes_in_the_same_step_as_the_release(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with service(settings) as store:
        link = bring(store, settings, "done")
        with monkeypatch.context() as patch:
            patch.setattr(store, "_wipe", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                desk.release(store, desk.find_recruitment(store, link), settings=settings, now=NOW)
    with service(settings) as store:
        record = desk.find_recruitment(store, link)
        assert (record.state, store.files(record.id)) == ("released", [])
        assert all(task.source is None for task in store.tasks(record.id))


def test_only_one_service_has_the_data(settings: Settings) -> None:
    with held_alone(settings.data):
        with pytest.raises(FairscreenError) as error, held_alone(settings.data):
            pass
        assert error.value.code == "store-in-use"
    with held_alone(settings.data):
        pass


def test_a_full_disk_is_told_and_takes_nothing_with_it(settings: Settings) -> None:
    with open_store(settings.data) as opened:
        store = Recruitments(opened, open_seal(settings.data))
        link = bring(store, settings, "files")
        before = told(store, settings, link)

        def full(connection: Any, *_: object) -> None:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count={pages + 2}")

        sa.event.listen(opened.engine, "checkout", full)
        with pytest.raises(FairscreenError) as error:
            desk.add_files(
                store, desk.find_recruitment(store, link), [("Cia/cv.txt", bytes(500_000))],
                settings=settings,
            )  # fmt: skip
        assert error.value.code == "store-full"
        assert told(store, settings, link) == before


def test_a_result_that_could_not_be_kept_is_made_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_LONG_PAUSE_S", 0.0)
    with service(settings) as store:
        link = bring(store, settings, "started")
        task = store.next_task()
        assert task is not None
        faults = iter([FairscreenError("store-full")] * 2)

        def failing(*values: Any, **named: Any) -> None:
            if fault := next(faults, None):
                raise fault
            Recruitments.requeue(store, *values, **named)

        with monkeypatch.context() as patch:
            patch.setattr(store, "requeue", failing)
            patch.setattr(store, "finish_task", lambda *_: (_ for _ in ()).throw(OSError))
            desk.Jobs(store, settings)._keep(task, made(task.code))
        again = store.task(task.recruitment_id, task.code)
        assert again is not None
        assert (again.state, again.attempts) == ("waiting", 0)
        assert read_key(desk.key_path(settings, desk.find_recruitment(store, link))).codes
