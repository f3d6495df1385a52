"""Folders and archives: everything found or told, nothing unpacked, nothing led out of."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.workflows.batches import collect


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_archive_reads_like_a_folder(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"Export/Ada/cv.txt": b"hej", "Export/Bo/cv.txt": b"hopp"})
    found = collect([path]).files
    assert [(f.place, f.folder) for f in found] == [("Ada/cv.txt", "Ada"), ("Bo/cv.txt", "Bo")]
    assert found[1].read(Settings()) == b"hopp"


def test_archive_inside_a_folder_is_one_applicants(tmp_path: Path) -> None:
    packed(tmp_path / "Ada.zip", {"cv.txt": b"hej", "brev.txt": b"x"})
    assert {f.folder for f in collect([tmp_path]).files} == {"Ada.zip"}


@pytest.mark.parametrize("name", ["../ut.txt", "/etc/x.txt", "C:\\x.txt", "a/../../x.txt", "..\\x"])
def test_path_out_of_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    found = collect([packed(tmp_path / "a.zip", {name: b"x", "cv.txt": b"hej"})])
    assert [error.code for _, error in found.refused] == ["archive-path"]
    assert [f.place for f in found.files] == ["cv.txt"]


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {f"{n}.txt": b"" for n in range(12)})
    found = collect([path], settings=Settings(max_batch_files=10))
    assert [error.code for _, error in found.refused] == ["archive-too-many"]


def test_member_larger_than_the_limit_stops_at_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("cv.txt", b"0" * 3_000_000)
    (file,) = collect([path]).files
    with pytest.raises(FairscreenError) as error:
        file.read(Settings(max_file_mb=1))
    assert error.value.code == "document-too-large"


def test_names_packed_by_swedish_windows(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("Xkerlind/cv.txt"), b"hej")
    path.write_bytes(path.read_bytes().replace(b"Xkerlind", b"\x8fkerlind"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("Bo/cv.txt", b"hej")
    assert {f.folder for f in collect([path]).files} == {"Åkerlind", "Bo"}


def test_what_systems_leave_behind_is_no_document(tmp_path: Path) -> None:
    for name in ("Thumbs.db", ".DS_Store", "~$cv.docx", "cv.txt"):
        (tmp_path / name).write_text("x", "utf-8")
    assert [f.place for f in collect([tmp_path]).files] == ["cv.txt"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    inner = tmp_path / "in"
    inner.mkdir()
    (inner / "cv.txt").write_text("x", "utf-8")
    (tmp_path / "hemlig.txt").write_text("x", "utf-8")
    (inner / "länk.txt").symlink_to(tmp_path / "hemlig.txt")
    assert [f.place for f in collect([inner]).files] == ["cv.txt"]


def test_a_link_is_told(tmp_path: Path) -> None:
    (tmp_path / "cv.txt").write_text("Kock.")
    (tmp_path / "länk.txt").symlink_to(tmp_path / "cv.txt")
    refused = collect([tmp_path]).refused
    assert [(place, error.code) for place, error in refused] == [("länk.txt", "document-link")]


@pytest.mark.parametrize(("make", "code"), [(False, "document-not-found"), (True, "batch-empty")])
def test_nothing_there(tmp_path: Path, make: bool, code: str) -> None:
    folder = tmp_path / "in"
    if make:
        folder.mkdir()
    with pytest.raises(FairscreenError) as error:
        collect([folder])
    assert error.value.code == code


def test_broken_archive_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 nej")
    (tmp_path / "cv.txt").write_text("x", "utf-8")
    found = collect([tmp_path])
    assert [error.code for _, error in found.refused] == ["archive-broken"]
    assert len(found.files) == 1


def test_a_file_that_vanishes_is_told(tmp_path: Path) -> None:
    (tmp_path / "cv.txt").write_text("x", "utf-8")
    (file,) = collect([tmp_path]).files
    (tmp_path / "cv.txt").unlink()
    with pytest.raises(FairscreenError) as error:
        file.read(Settings())
    assert error.value.code == "document-vanished"


def placed(*inputs: Path) -> list[tuple[str, str]]:
    return [(f.place, f.folder) for f in collect(list(inputs)).files]


def filled(root: Path, *names: str) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"hej")
    return root


def test_folders_given_one_by_one_are_one_applicant_each(tmp_path: Path) -> None:
    ada = filled(tmp_path / "Ada", "cv.txt", "intyg/skola.txt")
    bo = filled(tmp_path / "Bo", "cv.txt")
    assert placed(ada, bo) == [
        ("Ada/cv.txt", "Ada"), ("Ada/intyg/skola.txt", "Ada"), ("Bo/cv.txt", "Bo"),
    ]  # fmt: skip


def test_deliveries_given_one_by_one_keep_their_applicants_apart(tmp_path: Path) -> None:
    first = filled(tmp_path / "1", "Ada/cv.txt", "Bo/cv.txt")
    second = filled(tmp_path / "2", "Ada/cv.txt")
    assert placed(first, second) == [
        ("1/Ada/cv.txt", "1/Ada"), ("1/Bo/cv.txt", "1/Bo"), ("2/Ada/cv.txt", "2/Ada"),
    ]  # fmt: skip
    loose = filled(tmp_path / "3", "ada_cv.txt", "bo_cv.txt")
    assert placed(first, loose)[-2:] == [("3/ada_cv.txt", ""), ("3/bo_cv.txt", "")]


def test_files_of_the_same_name_given_one_by_one_stay_apart(tmp_path: Path) -> None:
    filled(tmp_path, "Ada/cv.txt", "Bo/cv.txt")
    given = placed(tmp_path / "Ada" / "cv.txt", tmp_path / "Bo" / "cv.txt")
    assert len(given) == len({place for place, _ in given}) == 2
    assert len({folder for _, folder in given}) == 2


def test_archives_given_one_by_one_stay_apart(tmp_path: Path) -> None:
    first = packed(tmp_path / "a.zip", {"Ada/cv.txt": b"hej", "Bo/cv.txt": b"hej"})
    second = packed(tmp_path / "b.zip", {"cv.txt": b"hej", "brev.txt": b"hej"})
    assert placed(first, second) == [
        ("a.zip/Ada/cv.txt", "a.zip/Ada"), ("a.zip/Bo/cv.txt", "a.zip/Bo"),
        ("b.zip/brev.txt", "b.zip"), ("b.zip/cv.txt", "b.zip"),
    ]  # fmt: skip


def test_the_same_input_twice_is_taken_once(tmp_path: Path) -> None:
    root = filled(tmp_path / "in", "Ada/cv.txt")
    assert placed(root, root) == [("Ada/cv.txt", "Ada")]


@pytest.mark.parametrize("owner", ["~$kument.docx", "~$annan.docx", ".~lock.dokument.docx#"])
def test_a_document_that_is_open_in_an_office_program_is_told(tmp_path: Path, owner: str) -> None:
    root = filled(tmp_path / "in", "Ada/dokument.docx", f"Ada/{owner}", "Bo/dokument.docx")
    owner_of_another = owner == "~$annan.docx"
    found = collect([root])
    assert [f.place for f in found.files] == ["Ada/dokument.docx", "Bo/dokument.docx"]
    assert found.open_elsewhere == (() if owner_of_another else ("Ada/dokument.docx",))


def test_a_name_of_255_characters_is_taken(tmp_path: Path) -> None:
    name = "å" * 125 + "x.txt"
    assert placed(filled(tmp_path / "in", f"Ada/{name}")) == [(f"Ada/{name}", "Ada")]
