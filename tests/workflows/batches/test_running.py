"""The run: blind copies, a key, a manifest; taken up after a stop with the same codes."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from fairscreen import documents
from fairscreen.anonymise import Known
from fairscreen.anonymise.key import new_pair, read_key, read_log, read_public, reveal
from fairscreen.errors import FairscreenError
from fairscreen.locks import locked
from fairscreen.settings import Settings
from fairscreen.workflows.applications import Applicant
from fairscreen.workflows.batches import BatchResult
from fairscreen.workflows.batches import running as running_module
from fairscreen.workflows.batches.manifest import read_manifest
from fairscreen.workflows.batches.review import read_review, write_review

PHRASE = "fyra gröna ugglor"  # as in conftest
SURNAMES = {"Åkerlind", "Farah", "Dahl"}
NAMES = ("ada", "åkerlind", "mohamed", "farah", "dahl", "ada.akerlind@example.se")
Run = Callable[..., BatchResult]


def copies(folder: Path) -> dict[str, str]:
    return {
        path.name: documents.read(path).text
        for path in sorted((folder / "ut").iterdir())
        if path.name != "manifest.json"
    }


def codes_by_person(folder: Path) -> dict[str, str]:
    key = read_key(folder / "nyckel")
    return {
        found.surname: found.code
        for found in reveal(key, key.codes, reason="prov", passphrases=[PHRASE])
    }


def test_no_name_is_left_in_any_copy_or_file_name(run: Run, tmp_path: Path) -> None:
    result = run()
    assert (result.released, result.review, result.refused) == (6, 0, 0)
    texts = copies(tmp_path)
    assert len(texts) == 6
    joined = json.dumps([*texts.items(), result.manifest], ensure_ascii=False).lower()
    assert [name for name in NAMES if name in joined] == []
    assert all(text.startswith(name[:3]) for name, text in texts.items())


def test_merit_stays(run: Run, tmp_path: Path) -> None:
    run()
    for text in copies(tmp_path).values():
        assert "Undersköterska, Solgårdens äldreboende" in text or "söker tjänsten" in text


def test_manifest_tells_each_file_and_no_person(run: Run, tmp_path: Path) -> None:
    manifest = run().manifest
    assert manifest == read_manifest(tmp_path / "ut")
    assert [entry["code"] for entry in manifest["applications"]] == ["K01", "K02", "K03"]
    file = manifest["applications"][0]["files"][1]
    assert (file["status"], file["verified"], file["reason"]) == ("released", True, None)
    assert file["counts"]["name"] >= 1


def test_key_opens_the_person_and_the_files(run: Run, tmp_path: Path) -> None:
    run()
    code = codes_by_person(tmp_path)["Farah"]
    (found,) = reveal(
        read_key(tmp_path / "nyckel"), [code], reason="intervju", passphrases=[PHRASE]
    )
    assert found.given_name == "Mohamed"
    assert found.source_files == ("Farah Mohamed/brev.txt", "Farah Mohamed/cv.docx")


def test_the_table_gives_codes_and_names(run: Run, tmp_path: Path) -> None:
    rows = [Applicant(Known("Bo", "Dahl", "bo.dahl@example.org"), code="K77")]
    run(persons=rows)
    assert codes_by_person(tmp_path)["Dahl"] == "K77"


def test_stopped_and_taken_up_with_the_same_codes(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = running_module.run_task
    calls = []

    def stopping(task):  # type: ignore[no-untyped-def]
        calls.append(task.code)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return made(task)

    monkeypatch.setattr(running_module, "run_task", stopping)
    with pytest.raises(KeyboardInterrupt):
        run()
    first = calls[0]
    assert (tmp_path / "ut" / f"{first}-cv.docx").exists()
    assert read_key(tmp_path / "nyckel").codes == ("K01", "K02", "K03")
    result = run()
    assert calls.count(first) == 1
    assert result.released == 6
    assert sorted(codes_by_person(tmp_path).values()) == ["K01", "K02", "K03"]


def test_killed_between_copy_and_key_the_name_is_sealed_after_all(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = running_module.Plan.candidate

    def killed(plan: running_module.Plan, code: str, names: Sequence[str] = ()) -> object:
        if names:
            raise KeyboardInterrupt
        return sealed(plan, code)

    with monkeypatch.context() as patch:
        patch.setattr(running_module.Plan, "candidate", killed)
        with pytest.raises(KeyboardInterrupt):
            run()
    run()
    assert set(codes_by_person(tmp_path)) == SURNAMES


def test_run_again_changes_nothing(run: Run, tmp_path: Path) -> None:
    run()
    before = {p.name: p.read_bytes() for p in (tmp_path / "ut").iterdir()}
    persons = codes_by_person(tmp_path)
    run()
    assert {p.name: p.read_bytes() for p in (tmp_path / "ut").iterdir()} == before
    assert codes_by_person(tmp_path) == persons


def test_later_applicants_get_new_codes(run: Run, applications: Path, tmp_path: Path) -> None:
    run()
    before = codes_by_person(tmp_path)
    (applications / "Ny Sökande").mkdir()
    (applications / "Ny Sökande" / "cv.txt").write_text("Meriter: truckkort.", "utf-8")
    run()
    after = codes_by_person(tmp_path)
    assert {name: after[name] for name in before} == before
    assert read_key(tmp_path / "nyckel").codes == ("K01", "K02", "K03", "K04")


def test_a_file_more_keeps_the_code_and_makes_the_copies_anew(
    run: Run, applications: Path, tmp_path: Path
) -> None:
    run()
    before = codes_by_person(tmp_path)
    (applications / "Dahl Bo" / "intyg.txt").write_text("Intyg för Bo Dahl, kock.\n", "utf-8")
    assert run().released == 7
    assert codes_by_person(tmp_path) == before
    assert (tmp_path / "ut" / f"{before['Dahl']}-intyg.txt").exists()


def test_a_changed_document_of_the_same_name_is_made_anew(
    run: Run, applications: Path, tmp_path: Path
) -> None:
    run()
    before = codes_by_person(tmp_path)
    others = {p: p.stat().st_ino for p in (tmp_path / "ut").glob(f"{before['Farah']}-*")}
    (applications / "Dahl Bo" / "brev.txt").write_text("Jag heter Bo Dahl och är kock.", "utf-8")
    assert run().released == 6
    assert codes_by_person(tmp_path) == before
    [copy] = (tmp_path / "ut").glob(f"{before['Dahl']}-brev*")
    assert "kock" in copy.read_text("utf-8")
    assert others == {p: p.stat().st_ino for p in others}


def test_a_changed_document_stays_changed_until_its_copy_is_made(
    run: Run, applications: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    code = codes_by_person(tmp_path)["Dahl"]
    (applications / "Dahl Bo" / "brev.txt").write_text("Jag heter Bo Dahl och är kock.", "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(running_module, "run_task", lambda task: (_ for _ in ()).throw(OSError))
        with pytest.raises(OSError):
            run()
    run()
    [copy] = (tmp_path / "ut").glob(f"{code}-brev*")
    assert "kock" in copy.read_text("utf-8")


def test_files_moved_to_another_applicant_leave_no_copy_behind(
    run: Run, applications: Path, tmp_path: Path
) -> None:
    run()
    before = codes_by_person(tmp_path)
    (applications / "Dahl Bo").rename(applications / "Farah Mohamed" / "mer")
    run()
    manifest = read_manifest(tmp_path / "ut")
    assert manifest is not None
    told = {file["file"] for entry in manifest["applications"] for file in entry["files"]}
    assert told == {p.name for p in (tmp_path / "ut").iterdir()} - {"manifest.json"}
    assert before["Farah"] in {entry["code"] for entry in manifest["applications"]}


def test_earlier_applicants_stay_in_the_manifest(
    run: Run, applications: Path, tmp_path: Path
) -> None:
    run()
    other = tmp_path / "sent"
    (other / "Ny Sökande").mkdir(parents=True)
    (other / "Ny Sökande" / "cv.txt").write_text("Meriter: truckkort.", "utf-8")
    assert len(run(other).manifest["applications"]) == 4


def test_two_runs_at_once_are_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ut" / ".fairscreen").mkdir(parents=True)
    for lock in (tmp_path / "ut" / ".fairscreen" / "lock", tmp_path / ".nyckel.lock"):
        with locked(lock, remove=True) as taken, pytest.raises(FairscreenError) as error:
            assert taken
            run()
        assert error.value.code == "batch-under-way"
    assert run().released == 6
    assert {p.name for p in tmp_path.iterdir() if p.name.startswith(".")} == set()


def test_taking_up_a_run_is_in_the_keys_log(run: Run, tmp_path: Path) -> None:
    run()
    run()
    with pytest.raises(FairscreenError):
        run(passphrases=("fel",))
    actions = [line.action for line in read_log(tmp_path / "nyckel")]
    assert actions == ["create", "resume", "refuse"]


def test_one_bad_file_stops_no_other(run: Run, applications: Path) -> None:
    (applications / "Dahl Bo" / "intyg.docx").write_bytes(b"PK\x03\x04 trasig")
    (applications / "Dahl Bo" / "tom.pdf").write_bytes(b"")
    result = run()
    assert (result.released, result.refused) == (6, 2)
    reasons = [
        file["reason"]
        for entry in result.manifest["applications"]
        for file in entry["files"]
        if file["status"] == "refused"
    ]
    assert all("[document-" in reason for reason in reasons)
    assert not any("intyg.docx" in reason or "tom.pdf" in reason for reason in reasons)


def test_what_was_refused_is_tried_again(run: Run, applications: Path) -> None:
    bad = applications / "Dahl Bo" / "intyg.txt"
    bad.write_bytes(b"")
    assert run().refused == 1
    bad.write_text("Intyg: har arbetat som kock.", "utf-8")
    assert (run().released, run().refused) == (7, 0)


def test_wrong_passphrase_takes_up_nothing(run: Run) -> None:
    run()
    with pytest.raises(FairscreenError) as error:
        run(passphrases=("fel",))
    assert error.value.code == "key-passphrase-wrong"


def test_key_among_the_copies_is_refused(run: Run, applications: Path, tmp_path: Path) -> None:
    from fairscreen.workflows.batches import BatchOptions, collect, group_files, run_batch

    groups = group_files(collect([applications]).files)
    with pytest.raises(FairscreenError) as error:
        run_batch(
            groups, tmp_path / "ut", tmp_path / "ut" / "nyckel", BatchOptions(passphrases=("x",))
        )
    assert error.value.code == "batch-key-inside"


def test_copies_among_the_originals_are_refused(applications: Path, tmp_path: Path) -> None:
    from fairscreen.workflows.batches import BatchOptions, collect, group_files, run_batch

    groups = group_files(collect([applications]).files)
    before = sorted(applications.rglob("*"))
    with pytest.raises(FairscreenError) as error:
        run_batch(groups, applications, tmp_path / "nyckel", BatchOptions(passphrases=("x",)))
    assert error.value.code == "batch-originals-inside"
    assert sorted(applications.rglob("*")) == before


def test_folder_of_another_recruitment_is_refused(run: Run, tmp_path: Path) -> None:
    run()
    for path in tmp_path.glob("nyckel*"):
        path.unlink()
    with pytest.raises(FairscreenError) as error:
        run()
    assert error.value.code == "batch-other-key"
    assert not (tmp_path / "nyckel").exists()


def test_registrar_can_be_sealed_to_and_the_run_taken_up(
    run: Run, applications: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private, public = new_pair("registrator")
    (tmp_path / "privat.pem").write_bytes(private)
    (tmp_path / "publik.pem").write_bytes(public)
    recipient = read_public(tmp_path / "publik.pem")
    made = running_module.run_task
    with monkeypatch.context() as patch:
        patch.setattr(running_module, "run_task", lambda task: (_ for _ in ()).throw(OSError))
        with pytest.raises(OSError):
            run(passphrases=(), recipient=recipient)
    assert made is running_module.run_task
    assert (tmp_path / "nyckel.run").stat().st_mode & 0o077 == 0
    assert run(passphrases=(), recipient=recipient).released == 6
    assert not (tmp_path / "nyckel.run").exists()
    key = read_key(tmp_path / "nyckel")
    found = reveal(
        key, key.codes, reason="prov", passphrases=["registrator"],
        private_key=tmp_path / "privat.pem",
    )  # fmt: skip
    assert {candidate.surname for candidate in found} == SURNAMES


def test_disk_full_stops_clearly_and_keeps_what_is_done(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    from fairscreen.workflows.batches import manifest as manifest_module

    real = manifest_module.os.fsync
    calls = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) > 12:
            raise OSError(errno.ENOSPC, "full")
        real(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(manifest_module.os, "fsync", full)
        with pytest.raises(FairscreenError) as error:
            run()
    assert error.value.code in ("batch-disk-full", "key-not-writable")
    assert not list((tmp_path / "ut").glob(".*.part"))
    assert run().released == 6


def test_workers_give_the_same_copies(run: Run, applications: Path, tmp_path: Path) -> None:
    result = run(workers=2)
    assert result.released == 6
    assert sorted(codes_by_person(tmp_path).values()) == ["K01", "K02", "K03"]


def test_review_holds_back_and_then_follows_the_person(run: Run, tmp_path: Path) -> None:
    rows: list = []
    held = run(review=True, on_rows=rows.extend)
    assert (held.released, held.review) == (0, 6)
    assert copies(tmp_path) == {}
    table = tmp_path / "granskning.xlsx"
    write_review(table, rows)
    _decide(table, keep="070-174 06 05", also=[("", "åtta personer", "annat")])
    with pytest.raises(FairscreenError) as error:
        read_review(table)
    assert error.value.code == "review-decision"
    write_review(table, rows)
    _decide(table, keep="070-174 06 05", also=[("", "Solgårdens", "namn")])
    done = run(edits=read_review(table))
    assert (done.released, done.review) == (6, 0)
    text = "\n".join(copies(tmp_path).values())
    assert text.count("070-174 06 05") == 3
    assert "Solgårdens" not in text
    actions = [line.action for line in read_log(tmp_path / "nyckel")]
    assert actions == ["create", "resume", "release"]


def _decide(table: Path, *, keep: str, also: list[tuple[str, str, str]]) -> None:
    from openpyxl import load_workbook

    book = load_workbook(table)
    for row in book["Maskningar"].iter_rows(min_row=2):
        if row[4].value == keep:
            row[3].value = "visa"
    for values in also:
        book["Dölj även"].append(values)
    book.save(table)


def test_review_of_a_changed_document_is_refused(
    run: Run, applications: Path, tmp_path: Path
) -> None:
    rows: list = []
    run(review=True, on_rows=rows.extend)
    write_review(tmp_path / "g.xlsx", rows)
    (applications / "Dahl Bo" / "brev.txt").write_text("Hej, jag heter Bo Dahl.", "utf-8")
    result = run(edits=read_review(tmp_path / "g.xlsx"))
    assert (result.released, result.refused) == (5, 1)


def test_a_hit_in_the_written_file_holds_it_back(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = documents.rewrite

    def leaky(document, replacements, **options):  # type: ignore[no-untyped-def]
        return real(document, [r for r in replacements if "NAMN" not in r.text], **options)

    monkeypatch.setattr(documents, "rewrite", leaky)
    result = run()
    assert (result.released, result.review) == (0, 6)
    assert copies(tmp_path) == {}


def test_too_slow_an_application_is_refused_by_the_limit(run: Run, applications: Path) -> None:
    result = run(settings=Settings(application_timeout_s=1e-6))
    assert result.refused == 6
