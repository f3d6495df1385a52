"""Pairs of texts: from files named by code, zips, and an anonymised batch."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.workflows.study_batches import open_texts
from fairscreen.workflows.study_material import batch_codes, batch_texts, texts_by_code


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_files_of_one_application_are_joined_under_its_code() -> None:
    files = [("K07-cv.txt", b"Erfarenhet"), ("K07-brev.txt", b"Hej"), ("K02.txt", "Å".encode())]
    assert texts_by_code(files) == {"K02": "Å", "K07": "Hej\n\nErfarenhet"}


def test_a_zip_with_folders_is_read_and_its_hidden_files_are_not() -> None:
    data = packed({"alla/K01.txt": b"Ett", "__MACOSX/alla/._K01.txt": b"x", ".DS_Store": b"x"})
    assert texts_by_code([("alla.zip", data)]) == {"K01": "Ett"}


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    data = packed({"K01.txt": b"a" * 3_000_000})
    with pytest.raises(FairscreenError, match="study-material-zip"):
        texts_by_code([("a.zip", data)], settings=Settings(data=tmp_path, max_unpacked_mb=1))


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    (tmp_path / "K01-cv.txt").write_text("K01 – cv\n\n[NAMN] har lett projekt.", "utf-8")
    (tmp_path / "K02-cv.txt").write_text("K02 – cv\n\n[NAMN] nekades.", "utf-8")
    entries = [
        {"code": "K01", "files": [{"file": "K01-cv.txt", "status": "released"}]},
        {"code": "K02", "files": [{"file": "K02-cv.txt", "status": "refused"}]},
    ]
    body = {"schema": "fairscreen.manifest/1", "applications": entries}
    (tmp_path / "manifest.json").write_text(json.dumps(body), "utf-8")
    return tmp_path


def test_a_batch_gives_what_was_released_without_the_title_that_tells_the_code(
    batch: Path,
) -> None:
    assert batch_codes(batch) == ["K01"]
    assert batch_texts(batch) == {"K01": "[NAMN] har lett projekt."}


def test_a_listed_file_that_is_gone_is_named(batch: Path) -> None:
    (batch / "K01-cv.txt").unlink()
    with pytest.raises(FairscreenError, match="document-not-found"):
        batch_texts(batch)


def test_originals_are_found_by_what_the_key_tells(tmp_path: Path) -> None:
    (tmp_path / "kim").mkdir()
    (tmp_path / "kim" / "cv.txt").write_text("Kim Exempelsson", "utf-8")
    assert open_texts(tmp_path, source_files={"K01": ("kim/cv.txt",)}) == {"K01": "Kim Exempelsson"}


def test_nothing_outside_the_folder_of_originals_is_read(tmp_path: Path) -> None:
    (tmp_path / "hemlig.txt").write_text("hemligt", "utf-8")
    (tmp_path / "in").mkdir()
    with pytest.raises(FairscreenError, match="document-not-found"):
        open_texts(tmp_path / "in", source_files={"K01": ("../hemlig.txt",)})


@pytest.mark.parametrize("files", [[], [("tom.zip", packed({}))]])
def test_no_application_at_all_is_said(files: list[tuple[str, bytes]]) -> None:
    with pytest.raises(FairscreenError, match="study-material-empty"):
        texts_by_code(files)
