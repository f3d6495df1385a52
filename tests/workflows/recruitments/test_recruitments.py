"""A recruitment in the service: upload, grouping, copies, review, release, reveal, purge."""

from __future__ import annotations

import io
import os
import signal
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fairscreen import documents
from fairscreen.anonymise.key import read_key, read_log, reveal
from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.store import RecruitmentRecord, Recruitments, open_seal, open_store
from fairscreen.workflows import recruitments as desk
from fairscreen.workflows.blinding import BlindApplication, Edit

PHRASE = "fyra gröna ugglor"
NOW = datetime(2026, 11, 22, tzinfo=UTC)
FILES = [
    ("Ada Åkerlind/brev.txt", "Hej!\nJag heter Ada Åkerlind och är kock.\nRing 070-174 06 05.\n"),
    ("Ada Åkerlind/cv.txt", "Ada Åkerlind\n\nErfarenhet\nKock, Stora Köket, fyra år.\n"),
    ("Bo Dahl/brev.txt", "Hej!\nJag heter Bo Dahl och är kock.\nVänliga hälsningar\nBo\n"),
]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", key_cost=2, batch_workers=1)


@pytest.fixture
def store(settings: Settings) -> Iterator[Recruitments]:
    with open_store(settings.data) as opened:
        yield Recruitments(opened, open_seal(settings.data))


@pytest.fixture
def link(store: Recruitments, settings: Settings) -> str:
    link = desk.create_recruitment(
        store, name="Kock 2026/17", choices=desk.Choices(), passphrases=[PHRASE],
        settings=settings, now=NOW,
    )  # fmt: skip
    files = [(place, text.encode()) for place, text in FILES]
    desk.add_files(store, desk.find_recruitment(store, link), files, settings=settings)
    return link


def run(store: Recruitments, settings: Settings, record: RecruitmentRecord) -> None:
    jobs = desk.Jobs(store, settings)
    jobs.start()
    try:
        wait(store, record)
    finally:
        jobs.stop()


def wait(store: Recruitments, record: RecruitmentRecord, seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, total = store.progress(record.id)
        if total and done == total:
            return
        time.sleep(0.1)
    raise AssertionError("the copies were not made in time")


def started(store: Recruitments, settings: Settings, link: str) -> RecruitmentRecord:
    desk.start(store, desk.find_recruitment(store, link), settings=settings)
    return desk.find_recruitment(store, link)


def test_from_upload_to_reveal(store: Recruitments, settings: Settings, link: str) -> None:
    record = started(store, settings, link)
    run(store, settings, record)
    seen = desk.overview(store, record)
    assert (seen.applicants, seen.done, seen.total, seen.released) == (2, 2, 2, 3)
    desk.release(store, record, settings=settings, now=NOW)
    record = desk.find_recruitment(store, link)
    with zipfile.ZipFile(io.BytesIO(desk.copies(store, record))) as archive:
        names = archive.namelist()
        texts = "\n".join(
            documents.read(archive.read(name), name=name).text
            for name in names
            if name.endswith(".txt")
        )
    assert len(names) == 4
    assert not [w for w in ("Ada", "Åkerlind", "Dahl", "070-174") if w in texts]
    assert "Kock, Stora Köket, fyra år." in texts
    key = read_key(desk.key_path(settings, record))
    found = reveal(key, key.codes, reason="intervju", passphrases=[PHRASE])
    assert {candidate.surname for candidate in found} == {"Åkerlind", "Dahl"}
    assert [line.action for line in read_log(key.path)] == ["create", "release", "reveal"]


def test_nothing_lies_in_clear_in_the_data_folder(
    store: Recruitments, settings: Settings, link: str
) -> None:
    record = started(store, settings, link)
    run(store, settings, record)
    for path in settings.data.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not [w for w in ("Åkerlind", "070-174", "Stora Köket") if w.encode() in data]


def test_after_release_only_the_key_links_code_and_person(
    store: Recruitments, settings: Settings, link: str
) -> None:
    record = started(store, settings, link)
    run(store, settings, record)
    desk.release(store, record, settings=settings, now=NOW)
    assert store.files(record.id) == []
    assert store.persons(record.id) is None
    for task in store.tasks(record.id):
        assert (task.source, task.edits) == (None, None)
        made = BlindApplication.from_dict(task.result or {})
        assert made.names == ()
        assert [(f.source, f.text, f.masks) for f in made.files] == [("", "", ())] * len(made.files)


def test_grouping_can_be_corrected_before_the_start(
    store: Recruitments, settings: Settings, link: str
) -> None:
    record = desk.find_recruitment(store, link)
    files = desk.grouped(store, record)
    assert [file.applicant for file in files] == [1, 1, 2]
    desk.regroup(store, record, {files[0].id: 2})
    after = desk.grouped(store, desk.find_recruitment(store, link))
    assert sorted(file.applicant for file in after) == [1, 2, 2]
    started(store, settings, link)
    with pytest.raises(FairscreenError) as error:
        desk.regroup(store, desk.find_recruitment(store, link), {files[0].id: 1})
    assert error.value.code == "recruitment-step"


def test_a_decision_makes_the_copies_anew(
    store: Recruitments, settings: Settings, link: str
) -> None:
    record = started(store, settings, link)
    jobs = desk.Jobs(store, settings)
    jobs.start()
    try:
        wait(store, record)
        task = next(t for t in store.tasks(record.id) if "070-174" in str(t.result))
        made = BlindApplication.from_dict(task.result or {})
        number, mask = next(
            (n, mask) for n, f in enumerate(made.files) for mask in f.masks if "070" in mask.text
        )
        edits = [
            Edit("keep", number, mask.start, mask.end),
            Edit("all", phrase="Stora Köket", category="employer"),
        ]
        desk.decide(store, record, task.code, edits)
        jobs.wake()
        wait(store, record)
    finally:
        jobs.stop()
    task = store.task(record.id, task.code)
    assert task is not None
    text = "\n".join(f.blind for f in BlindApplication.from_dict(task.result or {}).files)
    assert "070-174 06 05" in text
    assert "Stora Köket" not in text


def test_killed_in_the_middle_the_rest_is_made_after_the_restart(
    store: Recruitments, settings: Settings, link: str
) -> None:
    record = started(store, settings, link)
    assert store.next_task() is not None  # taken by a service that was then killed
    assert store.progress(record.id) == (0, 2)
    run(store, settings, record)
    assert store.progress(record.id) == (2, 2)


def test_a_worker_that_is_killed_loses_no_task(
    store: Recruitments, settings: Settings, link: str
) -> None:
    record = started(store, settings, link)
    jobs = desk.Jobs(store, settings)
    jobs.start()
    try:
        for _ in range(600):
            if jobs._pool is not None and jobs._pool._processes:
                os.kill(next(iter(jobs._pool._processes)), signal.SIGKILL)
                break
            time.sleep(0.05)
        wait(store, record)
    finally:
        jobs.stop()
    assert desk.overview(store, record).released == 3


def test_zip_and_table_of_applicants(store: Recruitments, settings: Settings) -> None:
    link = desk.create_recruitment(
        store, name="Kock", choices=desk.Choices(), passphrases=[PHRASE], settings=settings, now=NOW
    )
    record = desk.find_recruitment(store, link)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", "Hej, jag är kock.")
        archive.writestr("../ut.txt", "x")
    refused = desk.add_files(store, record, [("alla.zip", packed.getvalue())], settings=settings)
    assert [error.code for _, error in refused] == ["archive-path"]
    table = "code;given_name;surname;files\nK09;Ada;Åkerlind;a.txt\n"
    assert desk.set_applicants(store, record, "tabell.csv", table.encode()) == 1
    started(store, settings, link)
    assert [task.code for task in store.tasks(record.id)] == ["K09"]


def test_release_waits_for_all_copies(store: Recruitments, settings: Settings, link: str) -> None:
    record = started(store, settings, link)
    with pytest.raises(FairscreenError) as error:
        desk.release(store, record, settings=settings, now=NOW)
    assert error.value.code == "recruitment-step"


def test_purge_takes_everything_but_the_log(
    store: Recruitments, settings: Settings, link: str
) -> None:
    record = started(store, settings, link)
    desk.purge(store, record, settings=settings, reason="avbruten")
    with pytest.raises(FairscreenError):
        desk.find_recruitment(store, link)
    path = desk.key_path(settings, record)
    assert not path.exists()
    assert [line.action for line in read_log(path)] == ["create", "purge"]


def test_weeding_on_its_day(store: Recruitments, settings: Settings, link: str) -> None:
    assert desk.purge_due(store, settings=settings, today=date(2026, 12, 1)) == 0
    assert desk.purge_due(store, settings=settings, today=date(2029, 1, 1)) == 1
    assert store.all() == []


def test_a_guessed_address_opens_nothing(store: Recruitments, link: str) -> None:
    with pytest.raises(FairscreenError) as error:
        desk.find_recruitment(store, link[:-1] + ("a" if link[-1] != "a" else "b"))
    assert error.value.code == "recruitment-link-invalid"


def test_a_recruitment_needs_a_name_and_a_passphrase(
    store: Recruitments, settings: Settings
) -> None:
    for name, phrase, code in ((" ", PHRASE, "recruitment-name-missing"),
                               ("Kock", " ", "key-passphrase-empty")):  # fmt: skip
        with pytest.raises(FairscreenError) as error:
            desk.create_recruitment(
                store, name=name, choices=desk.Choices(), passphrases=[phrase],
                settings=settings, now=NOW,
            )  # fmt: skip
        assert error.value.code == code
    assert store.all() == []


def test_two_presses_on_the_button_draw_the_codes_once(
    store: Recruitments, settings: Settings, link: str
) -> None:
    record = desk.find_recruitment(store, link)

    def press(_: int) -> str:
        try:
            desk.start(store, record, settings=settings)
        except FairscreenError as error:
            return error.code
        return "started"

    with ThreadPoolExecutor(4) as presses:
        answers = sorted(presses.map(press, range(4)))
    assert answers == ["recruitment-step"] * 3 + ["started"]
    key = read_key(desk.key_path(settings, record))
    key.finish()
    assert [line.action for line in read_log(key.path)] == ["create"]
    found = reveal(key, key.codes, reason="prov", passphrases=[PHRASE])
    for candidate in found:
        task = store.task(record.id, candidate.code)
        assert task is not None and task.source is not None
        assert list(candidate.source_files) == [place for _, place in task.source["files"]]


def test_a_step_after_removal_is_told(store: Recruitments, settings: Settings, link: str) -> None:
    record = desk.find_recruitment(store, link)
    desk.purge(store, record, settings=settings, reason="prov")
    with pytest.raises(FairscreenError) as raised:
        desk.start(store, record, settings=settings)
    assert raised.value.code == "recruitment-link-invalid"
