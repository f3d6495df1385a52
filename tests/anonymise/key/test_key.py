"""The key: entries open one by one, for the right person, with a reason, and it leaves a trace."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen.anonymise.key import (
    Candidate,
    KeyFile,
    check_ends,
    create_key,
    lock_shortlist,
    new_pair,
    read_key,
    read_log,
    read_public,
    reveal,
)
from fairscreen.anonymise.key.log import append
from fairscreen.errors import FairscreenError
from fairscreen.workflows.retention import logged, purge_keys

PHRASE = "fyra gröna ugglor"
ADA = Candidate("K1", "Ada", "Åkerlind", source_files=("ada-cv.pdf",))
BO = Candidate("K2", "Bo", "Dal", source_files=("bo.docx", "brev.txt"))


def made(folder: Path, *, phrases: tuple[str, ...] = (PHRASE,), shortlist: bool = False) -> KeyFile:
    key, _ = create_key(
        folder / "nyckel",
        passphrases=phrases,
        created=date(2026, 1, 2),
        needs_shortlist=shortlist,
        cost=2,
    )
    key.add([ADA, BO])
    key.finish()
    return read_key(folder / "nyckel")


def code_of(error: pytest.ExceptionInfo[FairscreenError]) -> str:
    return error.value.code


def test_reveal_gives_the_person_behind_the_code(tmp_path: Path) -> None:
    assert reveal(made(tmp_path), ["k2"], reason="intervju", passphrases=[PHRASE]) == [BO]


def test_revealing_one_touches_no_other_entry(tmp_path: Path) -> None:
    key = made(tmp_path)
    other = key.boxes["K2"]
    key.boxes["K2"] = type(other)(other.sender, other.nonce, b"\0" * len(other.sealed))
    assert reveal(key, ["K1"], reason="intervju", passphrases=[PHRASE]) == [ADA]


def test_file_holds_no_name_in_clear(tmp_path: Path) -> None:
    made(tmp_path)
    data = (tmp_path / "nyckel").read_bytes()
    assert [word for word in (b"Ada", "Åkerlind".encode(), b"ada-cv", b"Dal") if word in data] == []


def test_entries_are_of_one_length(tmp_path: Path) -> None:
    key = made(tmp_path)
    assert len({len(box.sealed) for box in key.boxes.values()}) == 1


def test_wrong_passphrase_is_refused_and_logged(tmp_path: Path) -> None:
    key = made(tmp_path)
    with pytest.raises(FairscreenError) as error:
        reveal(key, ["K1"], reason="intervju", passphrases=["fel"])
    assert code_of(error) == "key-passphrase-wrong"
    assert [(line.action, line.codes) for line in read_log(key.path)] == [("refuse", ("K1",))]


def test_reason_is_needed(tmp_path: Path) -> None:
    with pytest.raises(FairscreenError) as error:
        reveal(made(tmp_path), ["K1"], reason="  ", passphrases=[PHRASE])
    assert code_of(error) == "key-reason-missing"


def test_unknown_code_opens_nothing(tmp_path: Path) -> None:
    key = made(tmp_path)
    with pytest.raises(FairscreenError) as error:
        reveal(key, ["K1", "K9"], reason="intervju", passphrases=[PHRASE])
    assert code_of(error) == "key-code-unknown"
    assert read_log(key.path) == []


def test_entry_moved_to_another_code_is_refused(tmp_path: Path) -> None:
    key = made(tmp_path)
    key.boxes["K1"] = key.boxes["K2"]
    with pytest.raises(FairscreenError) as error:
        reveal(key, ["K1"], reason="intervju", passphrases=[PHRASE])
    assert code_of(error) == "key-damaged"


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_flipped_bit_is_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("key")
    raw = bytearray(made(folder).path.read_bytes())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= 1 << data.draw(st.integers(0, 7))
    (folder / "nyckel").write_bytes(raw)
    with pytest.raises(FairscreenError):
        reveal(read_key(folder / "nyckel"), ["K1"], reason="intervju", passphrases=[PHRASE])


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_cut_file_is_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("key")
    raw = made(folder).path.read_bytes()
    (folder / "nyckel").write_bytes(raw[: data.draw(st.integers(0, len(raw) - 1))])
    with pytest.raises(FairscreenError):
        reveal(read_key(folder / "nyckel"), ["K1"], reason="intervju", passphrases=[PHRASE])


def test_killed_in_the_middle_of_a_line_the_key_goes_on(tmp_path: Path) -> None:
    key, _ = create_key(tmp_path / "n", passphrases=[PHRASE], created=date(2026, 1, 2), cost=2)
    key.add([ADA, BO])
    raw = key.path.read_bytes()
    key.path.write_bytes(raw[:-9])
    again = read_key(key.path)
    assert again.codes == ("K1",)
    assert not again.finished
    again.add([BO])
    again.finish()
    assert reveal(read_key(key.path), ["K2"], reason="intervju", passphrases=[PHRASE]) == [BO]


def test_unfinished_key_opens_no_identity(tmp_path: Path) -> None:
    key, _ = create_key(tmp_path / "n", passphrases=[PHRASE], created=date(2026, 1, 2), cost=2)
    key.add([ADA])
    with pytest.raises(FairscreenError) as error:
        reveal(read_key(key.path), ["K1"], reason="intervju", passphrases=[PHRASE])
    assert code_of(error) == "key-unfinished"


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    made(tmp_path)
    with pytest.raises(FairscreenError) as error:
        create_key(tmp_path / "nyckel", passphrases=["annan"], created=date(2026, 1, 2), cost=2)
    assert code_of(error) == "key-exists"


def test_two_persons_are_both_needed_in_any_order(tmp_path: Path) -> None:
    key = made(tmp_path, phrases=("ett", "två"))
    assert reveal(key, ["K1"], reason="intervju", passphrases=["två", "ett"]) == [ADA]
    for given_, code in (
        (["ett"], "key-passphrase-missing"),
        (["ett", "ett"], "key-passphrase-wrong"),
    ):
        with pytest.raises(FairscreenError) as error:
            reveal(key, ["K1"], reason="intervju", passphrases=given_)
        assert code_of(error) == code


def test_shortlist_must_be_locked_first_and_binds(tmp_path: Path) -> None:
    key = made(tmp_path, shortlist=True)
    with pytest.raises(FairscreenError) as error:
        reveal(key, ["K1"], reason="intervju", passphrases=[PHRASE])
    assert code_of(error) == "key-not-shortlisted"
    lock_shortlist(key, ["K1"], reason="urval klart", passphrases=[PHRASE])
    key = read_key(key.path)
    assert reveal(key, ["K1"], reason="intervju", passphrases=[PHRASE]) == [ADA]
    with pytest.raises(FairscreenError):
        reveal(key, ["K2"], reason="intervju", passphrases=[PHRASE])
    with pytest.raises(FairscreenError) as error:
        lock_shortlist(key, ["K2"], reason="ångrade oss", passphrases=[PHRASE])
    assert code_of(error) == "key-shortlist-locked"


def test_registrars_pair_seals_without_a_passphrase(tmp_path: Path) -> None:
    private, public = new_pair("registratorns fras")
    (tmp_path / "privat.pem").write_bytes(private)
    (tmp_path / "publik.pem").write_bytes(public)
    key, opened = create_key(
        tmp_path / "n", recipient=read_public(tmp_path / "publik.pem"), created=date(2026, 1, 2)
    )
    assert opened is None
    key.add([ADA])
    key.finish()
    with pytest.raises(FairscreenError) as error:
        reveal(key, ["K1"], reason="intervju", passphrases=["registratorns fras"])
    assert code_of(error) == "key-private-needed"
    found = reveal(
        key, ["K1"], reason="intervju", passphrases=["registratorns fras"],
        private_key=tmp_path / "privat.pem",
    )  # fmt: skip
    assert found == [ADA]


def test_log_tells_who_when_which_and_why(tmp_path: Path) -> None:
    key = made(tmp_path)
    reveal(key, ["K1", "K2"], reason="kallas till intervju", passphrases=[PHRASE], who="Kim")
    (line,) = read_log(key.path)
    assert (line.who, line.action, line.codes, line.reason) == (
        "Kim", "reveal", ("K1", "K2"), "kallas till intervju"
    )  # fmt: skip
    assert line.when.endswith("+00:00")


@pytest.mark.parametrize("harm", ["change", "drop", "cut", "forge"])
def test_changed_log_stops_revealing(tmp_path: Path, harm: str) -> None:
    key = made(tmp_path)
    for code in ("K1", "K2"):
        key = read_key(key.path)
        reveal(key, [code], reason="intervju", passphrases=[PHRASE])
    path = key.path.with_name("nyckel.log")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    if harm == "change":
        path.write_text("".join(lines).replace("intervju", "misstag"), "utf-8")
    elif harm == "drop":
        path.write_text(lines[1], "utf-8")
    elif harm == "cut":
        path.write_text(lines[0], "utf-8")
    else:  # written anew by somebody who can count hashes but has not the key
        path.unlink()
        other = made_elsewhere(tmp_path)
        path.write_text(other.read_text("utf-8"), "utf-8")
    with pytest.raises(FairscreenError) as error:
        reveal(read_key(key.path), ["K1"], reason="intervju", passphrases=[PHRASE])
    assert code_of(error) == "key-log-changed"


def made_elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "annan"
    folder.mkdir()
    key = made(folder)
    for code in ("K1", "K1"):
        reveal(read_key(key.path), [code], reason="intervju", passphrases=[PHRASE])
    return key.path.with_name("nyckel.log")


def test_a_shortlist_is_not_locked_after_a_reveal(tmp_path: Path) -> None:
    key = made(tmp_path)
    reveal(key, ["K1"], reason="intervju", passphrases=[PHRASE])
    with pytest.raises(FairscreenError) as error:
        lock_shortlist(read_key(key.path), ["K1"], reason="urval", passphrases=[PHRASE])
    assert code_of(error) == "key-shortlist-late"
    assert [line.action for line in read_log(key.path)] == ["reveal"]


def test_a_cut_end_of_the_log_is_seen_without_the_passphrase(tmp_path: Path) -> None:
    key = made(tmp_path)
    reveal(key, ["K1"], reason="intervju", passphrases=[PHRASE])
    with pytest.raises(FairscreenError):
        reveal(key, ["K1"], reason="intervju", passphrases=["fel"])
    assert [line.action for line in check_ends(read_key(key.path))] == ["reveal", "refuse"]
    log = key.path.with_name("nyckel.log")
    for left in (1, 0):
        log.write_text("".join(log.read_text("utf-8").splitlines(keepends=True)[:left]), "utf-8")
        with pytest.raises(FairscreenError) as error:
            check_ends(read_key(key.path))
        assert code_of(error) == "key-log-changed"
    log.unlink()
    with pytest.raises(FairscreenError):
        check_ends(read_key(key.path))


def test_a_log_line_cut_by_a_kill_is_left_out_and_written_over(tmp_path: Path) -> None:
    key = made(tmp_path)
    reveal(key, ["K1"], reason="intervju", passphrases=[PHRASE])
    with key.path.with_name("nyckel.log").open("a") as log:
        log.write('{"number": 2, "when": "20')
    reveal(read_key(key.path), ["K2"], reason="intervju", passphrases=[PHRASE])
    assert [line.codes for line in check_ends(read_key(key.path))] == [("K1",), ("K2",)]


def test_many_openings_at_once_are_all_in_one_unbroken_log(tmp_path: Path) -> None:
    key = made(tmp_path)

    def one(number: int) -> None:
        reveal(
            read_key(key.path), ["K1"], reason=f"nummer {number}", passphrases=[PHRASE], who="Kim"
        )

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(24)))
    lines = check_ends(read_key(key.path))
    assert {line.reason for line in lines} == {f"nummer {n}" for n in range(24)}
    reveal(read_key(key.path), ["K2"], reason="efteråt", passphrases=[PHRASE])


def test_only_one_of_two_shortlists_is_locked(tmp_path: Path) -> None:
    key = made(tmp_path)

    def lock(code: str) -> bool:
        try:
            lock_shortlist(read_key(key.path), [code], reason="urval", passphrases=[PHRASE])
        except FairscreenError as error:
            return error.code != "key-shortlist-locked"
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lock, ["K1", "K2"] * 4)) == 1


def test_a_purged_key_says_when_by_whom_and_why(tmp_path: Path) -> None:
    key = made(tmp_path)
    list(purge_keys([key.path], reason="tjänsten drogs in", early=True, who="Kim"))
    with pytest.raises(FairscreenError) as error:
        read_key(key.path)
    assert code_of(error) == "key-purged"
    assert error.value.params["who"] == "Kim"
    assert "tjänsten drogs in" in error.value.why


def test_a_purge_that_was_stopped_is_brought_to_its_end(tmp_path: Path) -> None:
    key = made(tmp_path)
    append(key, "purge", reason="gallring", who="Kim")
    key.path.write_bytes(b"\xff\xfe noise")
    (state,) = purge_keys([key.path])
    assert state.destroyed
    assert not key.path.exists()


def test_a_damaged_key_is_not_destroyed_by_a_purge(tmp_path: Path) -> None:
    key = made(tmp_path)
    key.path.write_bytes(key.path.read_bytes().replace(b'"end":2', b'"end":3'))
    with pytest.raises(FairscreenError):
        list(purge_keys([key.path], reason="slut", early=True))
    assert key.path.exists()


@pytest.mark.parametrize(("open_it", "checked"), [(False, "end"), (True, "key")])
def test_the_log_tells_how_far_it_was_checked(tmp_path: Path, open_it: bool, checked: str) -> None:
    key = made(tmp_path)
    reveal(key, ["K1"], reason="intervju", passphrases=[PHRASE])
    seen = logged(key.path, passphrases=(lambda persons: [PHRASE] * persons) if open_it else None)
    assert (seen.checked, [line.action for line in seen.lines]) == (checked, ["reveal"])


def test_the_log_of_a_destroyed_key_can_be_read(tmp_path: Path) -> None:
    key = made(tmp_path)
    list(purge_keys([key.path], reason="slut", early=True))
    seen = logged(key.path)
    assert (seen.checked, seen.lines[-1].action) == ("chain", "purge")


def test_a_purged_key_is_not_written_anew_by_an_opening_under_way(tmp_path: Path) -> None:
    key = made(tmp_path)
    list(purge_keys([key.path], reason="slut", early=True))
    with pytest.raises(FairscreenError) as error:
        reveal(key, ["K1"], reason="intervju", passphrases=[PHRASE])
    assert code_of(error) == "key-purged"
    assert not key.path.exists()


def test_a_new_key_may_follow_a_destroyed_one(tmp_path: Path) -> None:
    old = made(tmp_path)
    reveal(old, ["K1"], reason="intervju", passphrases=[PHRASE])
    list(purge_keys([old.path], reason="slut", early=True))
    new = made(tmp_path)
    lock_shortlist(new, ["K2"], reason="urval", passphrases=[PHRASE])
    assert reveal(read_key(new.path), ["K2"], reason="intervju", passphrases=[PHRASE]) == [BO]


def test_a_key_is_not_made_beside_the_log_of_a_lost_one(tmp_path: Path) -> None:
    key = made(tmp_path)
    reveal(key, ["K1"], reason="intervju", passphrases=[PHRASE])
    key.path.unlink()
    with pytest.raises(FairscreenError) as error:
        made(tmp_path)
    assert code_of(error) == "key-log-other"
