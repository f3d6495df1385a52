"""Batches on the command line where something is in the way: each with its clear outcome."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from fairscreen.anonymise.key import read_log
from fairscreen.locks import locked

Run = Callable[..., Result]


@pytest.fixture
def applications(tmp_path: Path) -> Path:
    root = tmp_path / "in"
    (root / "Ada Åkerlind").mkdir(parents=True)
    (root / "Ada Åkerlind" / "brev.txt").write_text("Jag heter Ada Åkerlind.\n", "utf-8")
    return root


def code_of(made: Result) -> str:
    assert made.exit_code == 1, made.output
    return getattr(made.exception, "code", repr(made.exception))


def batch(run: Run, source: Path, *more: object) -> Result:
    return run("anonymise", source, "--out", "ut", "--workers", 1, *more)


@pytest.mark.usefixtures("rights")
def test_a_file_that_may_not_be_read_stops_no_other(run: Run, applications: Path) -> None:
    shut = applications / "Bo Dahl"
    shut.mkdir()
    (shut / "cv.txt").write_text("Bo Dahl", "utf-8")
    (shut / "cv.txt").chmod(0)
    made = batch(run, applications)
    assert made.exit_code == 1
    assert made.stdout.startswith("1 kopia släppt, 0 väntar, 1 nekad.")
    assert "[document-not-permitted]" in made.stdout
    assert "Dahl" not in made.stdout.replace(str(applications), "")


@pytest.mark.usefixtures("rights")
def test_a_folder_that_may_not_be_read_is_told(run: Run, applications: Path) -> None:
    (applications / "Bo Dahl").mkdir()
    (applications / "Bo Dahl").chmod(0)
    try:
        made = batch(run, applications)
        assert made.exit_code == 1
        assert "document-not-permitted" in made.stdout + repr(getattr(made.exception, "code", ""))
    finally:
        (applications / "Bo Dahl").chmod(0o700)


@pytest.mark.usefixtures("rights")
def test_a_place_that_may_not_be_written_is_told(run: Run, applications: Path) -> None:
    Path("ut").mkdir()
    Path("ut").chmod(0o500)
    try:
        assert code_of(batch(run, applications)) == "batch-not-writable"
    finally:
        Path("ut").chmod(0o700)
    assert not Path("ut.key").exists()


@pytest.mark.usefixtures("rights")
def test_a_key_where_none_may_be_written_is_told(run: Run, applications: Path) -> None:
    Path("nyckel").mkdir()
    Path("nyckel").chmod(0o500)
    made = batch(run, applications, "--key", "nyckel/ut.key")
    Path("nyckel").chmod(0o700)
    assert code_of(made) == "key-not-writable"
    assert not list(Path("ut").glob("K*"))


@pytest.mark.usefixtures("rights")
def test_no_identity_is_opened_where_the_log_cannot_be_written(
    run: Run, applications: Path
) -> None:
    batch(run, applications)
    Path("ut.key.log").chmod(0o400)
    told = run("reveal", "--key", "ut.key", "K01", "--reason", "intervju")
    Path("ut.key.log").chmod(0o600)
    assert code_of(told) == "key-not-writable"
    assert "Åkerlind" not in told.output
    assert [line.action for line in read_log(Path("ut.key"))] == ["create"]


def test_a_second_run_at_the_same_time_is_refused(run: Run, applications: Path) -> None:
    with locked(Path(".ut.key.lock")):
        assert code_of(batch(run, applications)) == "batch-under-way"
    assert batch(run, applications).exit_code == 0


def test_files_that_no_name_vouches_for_are_told(run: Run, applications: Path) -> None:
    for name in ("CV.txt", "Brev.txt"):
        (applications / name).write_text("Kock i fyra år.", "utf-8")
    made = batch(run, applications, "--groups", "grupper.csv")
    assert "Inget i filnamnet säger vems 2 filer är: Brev.txt, CV.txt." in made.stderr
    assert "guess" in Path("grupper.csv").read_text("utf-8-sig")


def test_a_document_open_in_word_is_told(run: Run, applications: Path) -> None:
    (applications / "Ada Åkerlind" / "~$brev.txt").write_bytes(b"ada")
    made = batch(run, applications)
    assert "Ada Åkerlind/brev.txt är öppen i ett annat program." in made.stderr
    assert made.exit_code == 0


def test_a_destroyed_key_says_so(run: Run, applications: Path) -> None:
    batch(run, applications)
    run("purge", "ut.key", "--now", "--reason", "tjänsten drogs in", "--who", "Kim")
    told = run("reveal", "--key", "ut.key", "K01", "--reason", "intervju")
    assert code_of(told) == "key-purged"
    assert "Kim: tjänsten drogs in" in getattr(told.exception, "why", "")
    log = run("key-log", "--key", "ut.key")
    assert log.exit_code == 0
    assert "Nyckeln är gallrad." in log.stderr


def test_the_log_says_how_far_it_was_checked(run: Run, applications: Path) -> None:
    batch(run, applications)
    run("reveal", "--key", "ut.key", "K01", "--reason", "intervju")
    assert "det syns bara med --check" in run("key-log", "--key", "ut.key").stderr
    assert "Prövad med nyckeln" in run("key-log", "--key", "ut.key", "--check").stderr
    log = Path("ut.key.log")
    log.write_text(log.read_text("utf-8").splitlines(keepends=True)[0], "utf-8")
    assert code_of(run("key-log", "--key", "ut.key")) == "key-log-changed"


def test_a_shortlist_comes_before_the_identities(run: Run, applications: Path) -> None:
    batch(run, applications)
    run("reveal", "--key", "ut.key", "K01", "--reason", "intervju")
    told = run("shortlist", "--key", "ut.key", "K01", "--reason", "urval")
    assert code_of(told) == "key-shortlist-late"
