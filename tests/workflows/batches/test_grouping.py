"""Whose is which file, and that a person can correct it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fairscreen.anonymise import Known
from fairscreen.errors import FairscreenError
from fairscreen.workflows.applications import Applicant, read_persons
from fairscreen.workflows.batches import (
    SourceFile,
    group_files,
    groups_from_table,
    groups_to_table,
    kind_of,
    regrouped,
)


def file(place: str) -> SourceFile:
    parts = place.split("/")
    return SourceFile(Path(place), place, folder=parts[0] if len(parts) > 1 else "")


def grouped(*places: str, applicants: tuple[Applicant, ...] = ()) -> list[set[str]]:
    groups = group_files([file(place) for place in places], applicants)
    return sorted(({f.place for f in group.files} for group in groups), key=sorted)


def test_a_folder_is_one_applicant() -> None:
    assert grouped("Ada/cv.pdf", "Ada/intyg/skola.pdf", "Bo/cv.pdf") == [
        {"Ada/cv.pdf", "Ada/intyg/skola.pdf"},
        {"Bo/cv.pdf"},
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("Åkerlind_Ada_CV.pdf", "Åkerlind_Ada_Personligt brev.docx"),
        ("cv-ada-akerlind.pdf", "ada_akerlind_brev2.pdf"),
        ("1234 Ada CV.pdf", "1234 Ada Intyg 2.pdf"),
        ("ada.pdf", "ada.docx"),
        ("cv.txt", "brev.txt"),
    ],
)
def test_file_names_that_differ_only_in_kind_are_one_applicants(names: tuple[str, ...]) -> None:
    assert grouped(*names) == [set(names)]


def test_an_archive_with_one_folder_for_all_goes_by_name() -> None:
    path = Path("export.zip")
    files = [
        SourceFile(path, f"Export/{name}", f"Export/{name}", "Export")
        for name in ("Ada_cv.pdf", "Ada_brev.pdf", "Bo_cv.pdf")
    ]
    assert sorted(len(group.files) for group in group_files(files)) == [1, 2]


def test_other_names_are_other_applicants() -> None:
    assert len(grouped("ada_cv.pdf", "bo_cv.pdf", "cv1.pdf", "cv2.pdf")) == 4


def test_the_table_decides_before_folders_and_names() -> None:
    row = Applicant(Known("Ada", "Åkerlind"), files=("a.pdf", "brev.txt"))
    assert grouped("a.pdf", "brev.txt", "b.pdf", applicants=(row,)) == [
        {"a.pdf", "brev.txt"},
        {"b.pdf"},
    ]


def test_a_row_without_files_is_joined_by_name() -> None:
    row = Applicant(Known("Ada", "Åkerlind"))
    groups = group_files([file("Akerlind Ada/cv.pdf"), file("Dahl Bo/cv.pdf")], [row])
    assert [group.applicant for group in groups] == [row, None]


def test_a_name_that_fits_two_is_joined_to_none() -> None:
    row = Applicant(Known("Ada", "Åkerlind"))
    groups = group_files([file("Ada Åkerlind/cv.pdf"), file("Ada Åkerlind 2/cv.pdf")], [row])
    assert [group.applicant for group in groups] == [None, None]


def test_a_file_on_two_rows_is_refused() -> None:
    rows = [Applicant(Known(name), files=("cv.pdf",)) for name in ("Ada", "Bo")]
    with pytest.raises(FairscreenError) as error:
        group_files([file("cv.pdf")], rows)
    assert error.value.code == "persons-file-twice"


def test_the_table_of_groups_can_be_corrected(tmp_path: Path) -> None:
    files = [file("x.pdf"), file("y.pdf"), file("=z.pdf")]
    table = tmp_path / "grupper.csv"
    text = groups_to_table(group_files(files))
    rows = text.splitlines()
    assert "'=z.pdf" in text
    table.write_text("\n".join([rows[0], *(f"7;{r.split(';', 1)[1]}" for r in rows[1:])]), "utf-8")
    (group,) = groups_from_table(table, files)
    assert set(group.files) == set(files)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("vem;vad\n1;x.pdf\n", "groups-columns"),
        ("sökande;fil\n1;x.pdf\n1;x.pdf\n", "groups-file-unknown"),
        ("sökande;fil\n1;q.pdf\n", "groups-file-unknown"),
        ("sökande;fil\n1;x.pdf\n", "groups-file-missing"),
        ("sökande;fil\n;x.pdf\n1;y.pdf\n", "groups-row-empty"),
    ],
)
def test_a_table_that_would_lose_a_file_is_refused(tmp_path: Path, rows: str, code: str) -> None:
    table = tmp_path / "grupper.csv"
    table.write_text(rows, "utf-8")
    with pytest.raises(FairscreenError) as error:
        groups_from_table(table, [file("x.pdf"), file("y.pdf")])
    assert error.value.code == code


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Ada_CV.pdf", "cv"), ("Personligt brev.docx", "brev"), ("tjänstgöringsintyg2.pdf", "intyg"),
     ("skannad003.pdf", "bilaga"), ("Ada.pdf", "dokument")],
)  # fmt: skip
def test_kind_of_document_by_name(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def rules(*places: str) -> dict[str, str]:
    return {
        f.place: group.rule for group in group_files([file(p) for p in places]) for f in group.files
    }


@pytest.mark.parametrize(
    "places",
    [
        ("CV.pdf", "Personligt brev.docx"),
        ("scan001.pdf",),
        ("IMG_20260101_1234.jpg",),
        ("Meddelande.eml",),
        ("Re Ansökan.eml", "Bilaga 1.pdf"),
    ],
)
def test_files_whose_names_tell_only_their_kind_are_told_as_a_guess(
    places: tuple[str, ...],
) -> None:
    assert set(rules(*places).values()) == {"guess"}


@pytest.mark.parametrize("places", [("10023_cv.pdf", "10023_brev.pdf"), ("cv1.pdf", "cv2.pdf")])
def test_an_applicants_number_is_no_guess(places: tuple[str, ...]) -> None:
    assert set(rules(*places).values()) == {"name"}


def test_two_cvs_without_names_are_two_applicants() -> None:
    assert grouped("CV.pdf", "cv.docx", "Åkerlind Ada cv.pdf") == [
        {"CV.pdf"}, {"cv.docx"}, {"Åkerlind Ada cv.pdf"},
    ]  # fmt: skip


def test_a_listed_file_that_lies_in_several_folders_is_refused() -> None:
    row = Applicant(Known("Ada", "Åkerlind"), files=("cv.pdf",))
    with pytest.raises(FairscreenError) as error:
        grouped("Ada/cv.pdf", "Bo/cv.pdf", applicants=(row,))
    assert error.value.code == "persons-file-ambiguous"
    row = Applicant(Known("Ada", "Åkerlind"), files=("Ada/cv.pdf",))
    assert grouped("Ada/cv.pdf", "Bo/cv.pdf", applicants=(row,)) == [{"Ada/cv.pdf"}, {"Bo/cv.pdf"}]


def test_a_moved_file_takes_nobodys_row_with_it() -> None:
    ada, bo = Applicant(Known("Ada", "Åkerlind")), Applicant(Known("Bo", "Dahl"))
    files = [file(p) for p in ("Ada Åkerlind/brev.pdf", "Ada Åkerlind/cv.pdf", "Bo Dahl/cv.pdf")]
    made = group_files(files, [ada, bo])
    groups = regrouped(
        made,
        {"Ada Åkerlind/brev.pdf": "2", "Ada Åkerlind/cv.pdf": "1", "Bo Dahl/cv.pdf": "2"},
        [ada, bo],
    )
    owners = {group.key: group.applicant for group in groups}
    assert (owners["1"], owners["2"]) == (ada, bo)


def test_a_row_is_given_to_one_applicant_only() -> None:
    row = Applicant(Known("Ada", "Åkerlind"), code="K9", files=("a.pdf", "b.pdf"))
    made = group_files([file("a.pdf"), file("b.pdf")], [row])
    groups = regrouped(made, {"a.pdf": "1", "b.pdf": "2"}, [row])
    assert [group.applicant for group in groups].count(row) == 1


def test_what_a_person_left_as_it_was_keeps_its_rule() -> None:
    made = group_files([file("Ada/cv.pdf"), file("Bo/cv.pdf"), file("Bo/brev.pdf")])
    whose = {"Ada/cv.pdf": "1", "Bo/cv.pdf": "2", "Bo/brev.pdf": "1"}
    assert {g.key: g.rule for g in regrouped(made, whose)} == {"1": "manual", "2": "manual"}
    whose["Bo/brev.pdf"] = "2"
    assert {g.key: g.rule for g in regrouped(made, whose)} == {"1": "folder", "2": "folder"}


@pytest.mark.parametrize("body", ["1;cv.txt\r", "1;cv.txt\r\n", "1;cv.txt\n"])
def test_a_corrected_table_may_have_any_line_breaks(tmp_path: Path, body: str) -> None:
    table = tmp_path / "g.csv"
    table.write_bytes(("sökande;fil" + body[8:] + body).encode())
    (group,) = groups_from_table(table, [file("cv.txt")])
    assert group.key == "1"


@pytest.mark.parametrize("data", [b"s\xc3\xb6kande;fil\n" + b"x" * 200_000, b"PK\x03\x04\r\n\x00;"])
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes) -> None:
    table = tmp_path / "g.csv"
    table.write_bytes(data)
    with pytest.raises(FairscreenError) as error:
        groups_from_table(table, [file("cv.txt")])
    assert error.value.code == "groups-columns"
    with pytest.raises(FairscreenError) as error:
        read_persons(data.replace("sökande;fil".encode(), b"surname;files"))
    assert error.value.code == "persons-broken"
