"""``fairscreen rewrite`` from the outside: real processes, real files."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

AD = "Om jobbet\nDu skall planera arbetet, t.ex. scheman.\n\nKrav\nB-körkort krävs.\n"
NEW = "Om jobbet\nDu ska planera arbetet, till exempel scheman.\n\nKrav\nDu behöver ha B-körkort.\n"


def run(*arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "fairscreen.cli", "rewrite", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
    )


@pytest.fixture
def ad(tmp_path: Path) -> Path:
    file = tmp_path / "annons.txt"
    file.write_text(AD, "utf-8")
    return file


def test_the_text_alone_is_printed_and_the_rest_told_beside(ad: Path) -> None:
    done = run(str(ad))
    assert done.returncode == 0
    assert done.stdout.decode() == NEW
    assert "Ändrat: ”skall” → ”ska”" in done.stderr.decode()
    assert "Kontroll:" in done.stderr.decode()


def test_json_holds_both_texts_the_changes_and_the_check(ad: Path) -> None:
    body = json.loads(run(str(ad), "--format", "json").stdout)
    assert body["schema"] == "fairscreen.ad-rewrite/1"
    assert (body["text"], body["rewritten"]) == (AD, NEW)
    assert body["check"]["levels_kept"] is True
    for change in body["changes"]:
        assert AD[change["start"] : change["end"]] == change["before"]


def test_standard_input_and_out(tmp_path: Path) -> None:
    out = tmp_path / "ny.txt"
    done = run("-", "--out", str(out), stdin=AD.encode())
    assert done.returncode == 0
    assert out.read_text("utf-8") == NEW


def test_a_word_file_gives_text(tmp_path: Path) -> None:
    from docx import Document

    file = tmp_path / "annons.docx"
    document = Document()
    document.add_heading("Om jobbet", level=1)
    document.add_paragraph("Du skall planera arbetet.")
    document.save(str(file))
    assert "Du ska planera arbetet." in run(str(file)).stdout.decode()


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    done = run(str(tmp_path / "finns-inte.txt"))
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_an_empty_file_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "tom.txt"
    file.write_text("  \n", "utf-8")
    done = run(str(file), "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["schema"] == "fairscreen.error/1"
    assert b"Traceback" not in done.stderr
