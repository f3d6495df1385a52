"""``fairscreen diff`` from the outside."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

AD = "Kock till Linden\n\nVi är ett ungt team.\n\nKrav\n- utbildad kock\n- B-körkort\n"


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "gammal.txt", tmp_path / "ny.txt"
    old.write_text(AD, "utf-8")
    new.write_text(AD.replace("ungt team", "litet team"), "utf-8")
    return old, new


def run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "fairscreen.cli", "diff", *map(str, arguments)],
        capture_output=True, check=False,
    )  # fmt: skip


def test_json_tells_what_is_gone(versions: tuple[Path, Path]) -> None:
    done = run(*versions, "--format", "json")
    body = json.loads(done.stdout)
    assert body["schema"] == "fairscreen.ad-diff/1"
    assert [f["text"] for f in body["gone"]] == ["ungt team"]
    assert done.returncode == 0


def test_a_finding_is_told_with_its_words_once(versions: tuple[Path, Path]) -> None:
    text = run(*versions).stdout.decode()
    assert "Kan stänga ute: ”ungt team” kan uppfattas" in text
    assert text.count("ungt team") == 1


def test_something_new_gives_exit_code_one(versions: tuple[Path, Path]) -> None:
    old, new = versions
    assert run(new, old).returncode == 1


def test_text_is_swedish(versions: tuple[Path, Path]) -> None:
    assert "Vad som ändrats i annonsen" in run(*versions).stdout.decode()


def test_a_word_file_is_written(versions: tuple[Path, Path], tmp_path: Path) -> None:
    run(*versions, "--format", "docx", "--out", tmp_path / "skillnad.docx")
    assert (tmp_path / "skillnad.docx").read_bytes().startswith(b"PK")


def test_a_missing_file_is_a_usage_error(versions: tuple[Path, Path]) -> None:
    assert run(versions[0], "ingen.txt").returncode == 2
