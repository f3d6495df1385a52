"""Before the copies: no file is lost or given to another, whatever is sent in and in what order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fairscreen.anonymise.key import read_key, reveal
from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.store import Recruitments, open_seal, open_store
from fairscreen.workflows import recruitments as desk

PHRASE = "fyra gröna ugglor"
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", key_cost=2, batch_workers=1)


@pytest.fixture
def store(settings: Settings) -> Iterator[Recruitments]:
    with open_store(settings.data) as opened:
        yield Recruitments(opened, open_seal(settings.data))


class Desk:
    """One recruitment with its store, found anew at each step."""

    def __init__(self, store: Recruitments, settings: Settings) -> None:
        self.store, self.settings = store, settings
        self.link = desk.create_recruitment(
            store, name="Kock", choices=desk.Choices(), passphrases=[PHRASE],
            settings=settings, now=NOW,
        )  # fmt: skip

    @property
    def record(self):  # type: ignore[no-untyped-def]
        return desk.find_recruitment(self.store, self.link)

    def send(self, *files: tuple[str, bytes]) -> list[str]:
        refused = desk.add_files(self.store, self.record, files, settings=self.settings)
        return [error.code for _, error in refused]

    def numbers(self) -> dict[str, int]:
        return {f.place: f.applicant for f in desk.grouped(self.store, self.record)}

    def rules(self) -> dict[str, str]:
        return {f.place: f.rule for f in desk.grouped(self.store, self.record)}

    def say(self, **numbers: int) -> None:
        ids = {f.place: f.id for f in desk.grouped(self.store, self.record)}
        said = {ids[place.replace("__", "/") + ".txt"]: n for place, n in numbers.items()}
        desk.regroup(self.store, self.record, said)


@pytest.fixture
def one(store: Recruitments, settings: Settings) -> Desk:
    return Desk(store, settings)


def packed(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/") + ".txt", data)
    return made.getvalue()


def test_two_files_of_one_name_are_both_kept(one: Desk) -> None:
    one.send(("CV.txt", b"Ada"))
    one.send(("CV.txt", b"Bo"), ("CV.txt", b"Cecilia"))
    assert set(one.numbers()) == {"CV.txt", "CV (2).txt", "CV (3).txt"}
    assert len(set(one.numbers().values())) == 3
    assert set(one.rules().values()) == {"guess"}
    held = {file.place: one.store.file(one.record.id, file.id) for file in
            one.store.files(one.record.id)}  # fmt: skip
    assert set(held.values()) == {b"Ada", b"Bo", b"Cecilia"}


def test_the_same_file_again_is_not_doubled(one: Desk) -> None:
    one.send(("Ada/cv.txt", b"Ada"))
    one.send(("Ada/cv.txt", b"Ada"))
    assert list(one.numbers()) == ["Ada/cv.txt"]


def test_archives_of_one_applicant_each_stay_apart(one: Desk) -> None:
    one.send(("ada.zip", packed(cv=b"a", brev=b"b")), ("bo.zip", packed(cv=b"c", brev=b"d")))
    numbers = one.numbers()
    assert len(numbers) == 4
    assert numbers["ada.zip/cv.txt"] == numbers["ada.zip/brev.txt"]
    assert numbers["bo.zip/cv.txt"] == numbers["bo.zip/brev.txt"] != numbers["ada.zip/cv.txt"]


def test_an_export_with_all_in_one_folder_goes_by_name(one: Desk) -> None:
    one.send(("e.zip", packed(Export__Ada_cv=b"a", Export__Bo_cv=b"b", Export__Bo_brev=b"c")))
    assert len(set(one.numbers().values())) == 2


def test_what_a_person_said_holds_when_more_comes_in(one: Desk) -> None:
    one.send(("Bo/cv.txt", b"1"), ("Cia/cv.txt", b"2"), ("Cia/brev.txt", b"3"))
    one.say(Cia__brev=1)
    before = one.numbers()
    assert before == {"Bo/cv.txt": 1, "Cia/brev.txt": 1, "Cia/cv.txt": 2}
    one.send(("Ada/cv.txt", b"4"), ("Bo/intyg.txt", b"5"))
    after = one.numbers()
    assert {place: after[place] for place in before} == before
    assert after["Bo/intyg.txt"] == 1
    assert after["Ada/cv.txt"] not in before.values()


def test_a_saved_page_changes_nothing_on_the_others(one: Desk) -> None:
    one.send(("Ada/cv.txt", b"1"), ("Bo/cv.txt", b"2"), ("Cia/cv.txt", b"3"))
    one.say(Ada__cv=3)
    assert one.numbers() == {"Ada/cv.txt": 3, "Bo/cv.txt": 2, "Cia/cv.txt": 3}


def test_zero_takes_a_file_away(one: Desk) -> None:
    one.send(("Ada/cv.txt", b"1"), ("Bo/cv.txt", b"2"))
    one.say(Ada__cv=0)
    assert one.numbers() == {"Bo/cv.txt": 2}
    assert [file.place for file in one.store.files(one.record.id)] == ["Bo/cv.txt"]


def test_a_moved_file_does_not_move_the_person(one: Desk) -> None:
    one.send(("Ada Ek/cv.txt", b"1"), ("Ada Ek/brev.txt", b"2"), ("Bo Al/cv.txt", b"3"))
    table = "given_name;surname\nAda;Ek\nBo;Al\n"
    desk.set_applicants(one.store, one.record, "t.csv", table.encode())
    ids = {f.place: f.id for f in desk.grouped(one.store, one.record)}
    desk.regroup(one.store, one.record, {ids["Ada Ek/brev.txt"]: 2})
    desk.start(one.store, one.record, settings=one.settings)
    key = read_key(desk.key_path(one.settings, one.record))
    key.finish()
    people = reveal(key, key.codes, reason="prov", passphrases=[PHRASE])
    assert {(p.surname, len(p.source_files)) for p in people} == {("Ek", 1), ("Al", 2)}


@pytest.mark.parametrize("rows", [3, 3000])
def test_the_table_is_kept_as_it_was_read(one: Desk, rows: int) -> None:
    one.send(*[(f"F{n} E{n}/cv.txt", b"x") for n in range(3)])
    table = "förnamn;efternamn;e-post;filer\n" + "".join(
        f"F{n};E{n};f{n}@example.se;\n" for n in range(rows)
    )
    assert desk.set_applicants(one.store, one.record, "t.csv", table.encode("cp1252")) == rows
    desk.start(one.store, one.record, settings=one.settings)
    known = [task.source["known"] for task in one.store.tasks(one.record.id) if task.source]
    assert {row["email"] for row in known} == {f"f{n}@example.se" for n in range(3)}


def test_stopped_while_the_codes_were_drawn_it_can_be_started_again(
    one: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one.send(("Ada/cv.txt", b"1"), ("Bo/cv.txt", b"2"))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(one.store, "start_tasks", killed)
        with pytest.raises(KeyboardInterrupt):
            desk.start(one.store, one.record, settings=one.settings)
    assert (one.record.state, one.store.codes(one.record.id)) == ("draft", [])
    assert desk.start(one.store, one.record, settings=one.settings) == 2
    key = read_key(desk.key_path(one.settings, one.record))
    key.finish()
    for person in reveal(key, key.codes, reason="prov", passphrases=[PHRASE]):
        task = one.store.task(one.record.id, person.code)
        assert task is not None and task.source is not None
        assert [place for _, place in task.source["files"]] == list(person.source_files)


def test_codes_of_a_start_that_was_stopped_do_not_linger(
    one: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one.send(("Ada/cv.txt", b"1"), ("Bo/cv.txt", b"2"))
    with monkeypatch.context() as patch:
        patch.setattr(one.store, "start_tasks", lambda *_: (_ for _ in ()).throw(OSError))
        with pytest.raises(OSError):
            desk.start(one.store, one.record, settings=one.settings)
    one.say(Bo__cv=0)
    desk.start(one.store, one.record, settings=one.settings)
    assert read_key(desk.key_path(one.settings, one.record)).codes == ("K01",)


def test_a_file_that_goes_by_no_name_is_in_the_key_under_its_place(one: Desk) -> None:
    name = "å" * 200 + ".txt"
    one.send((name, b"x"))
    assert list(one.numbers()) == [name]


def test_too_many_files_are_refused_and_none_is_kept(one: Desk) -> None:
    one.settings = one.settings.model_copy(update={"max_batch_files": 2})
    with pytest.raises(FairscreenError) as error:
        one.send(*[(f"{n}/cv.txt", b"x") for n in range(3)])
    assert error.value.code == "batch-too-many"
    assert one.numbers() == {}
