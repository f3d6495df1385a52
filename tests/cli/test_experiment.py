"""``fairscreen experiment …``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fairscreen.cli.experiment import app

run = CliRunner().invoke


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    rows = ["reviewer,application,arm,shortlisted"]
    for r in range(8):
        arm = "anonymous" if r % 2 else "open"
        rows += [f"L{r},K{i:02},{arm},{int((3 * r + 7 * i) % 10 < 4)}" for i in range(20)]
    (tmp_path / "j.csv").write_text("\n".join(rows), "utf-8")
    groups = [f"K{i:02},{'kvinna' if i % 2 else 'man'}" for i in range(20)]
    (tmp_path / "g.csv").write_text("\n".join(["application,gender", *groups]), "utf-8")
    return tmp_path


DESIGN = """\
title = "Prov"
question = "Ändras urvalet?"
readers = {readers}
applications = 20
seed = 5
[shortlist]
rule = "free"
[[attributes]]
name = "gender"
reference = "man"
[primary]
estimate = "arm_by_group"
attribute = "gender"
level = "kvinna"
"""


def test_analyse_prints_json_only(tables: Path) -> None:
    result = run(
        app,
        ["analyse", "--judgements", str(tables / "j.csv"), "--groups", str(tables / "g.csv"),
         "--format", "json"],
    )  # fmt: skip
    assert result.exit_code == 0
    assert json.loads(result.stdout)["schema"] == "fairscreen.analysis/1"
    assert result.stderr == ""


def test_analyse_in_swedish(tables: Path) -> None:
    result = run(
        app,
        ["analyse", "--judgements", str(tables / "j.csv"), "--groups", str(tables / "g.csv")],
    )
    assert result.exit_code == 0
    assert "8 läsare, 20 ansökningar, 160 bedömningar." in result.stdout
    assert "Att tänka på:" in result.stdout


def test_refused_input_is_exit_code_one(tables: Path) -> None:
    file = tables / "j.csv"
    file.write_text(file.read_text("utf-8") + "\nL0,K00,anonymous,1\n", "utf-8")
    result = run(app, ["analyse", "--judgements", str(file), "--format", "json"])
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["code"] == "study-both-versions"
    assert "båda versionerna" in result.stderr


def test_missing_file_is_exit_code_two(tmp_path: Path) -> None:
    result = run(app, ["analyse", "--judgements", str(tmp_path / "nej.csv")])
    assert result.exit_code == 2
    assert "nej.csv" in result.stderr


def test_unknown_option_is_exit_code_two() -> None:
    assert run(app, ["analyse", "--colour", "red"]).exit_code == 2


def test_assign_is_reproducible(tmp_path: Path) -> None:
    options = ["assign", "--readers", "10", "--applications", "12", "--seed", "4"]
    first = run(app, [*options, "--out", str(tmp_path / "a"), "--forms"])
    assert first.exit_code == 0
    run(app, [*options, "--out", str(tmp_path / "b")])
    for name in ("assignment.json", "assignment.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    assert len(list((tmp_path / "a").glob("form-*.xlsx"))) == 10


def test_assign_to_standard_output_has_the_promised_columns() -> None:
    result = run(app, ["assign", "--readers", "4", "--applications", "3", "--seed", "1"])
    header, first, *_ = result.stdout.splitlines()
    assert header.startswith("reviewer,application,arm")
    assert first.split(",")[2] in {"open", "anonymous"}


def test_power_names_what_six_readers_cannot_do() -> None:
    result = run(app, ["power", "--readers", "6", "--applications", "20", "--replicates", "60"])
    assert result.exit_code == 0
    assert "6 läsare kan aldrig visa en skillnad på 5 procents nivå" in result.stdout


def test_plan_locks_the_file_once(tmp_path: Path) -> None:
    file = tmp_path / "design.toml"
    file.write_text(DESIGN.format(readers=8), "utf-8")
    assert run(app, ["plan", str(file), "--lock"]).exit_code == 0
    assert "[lock]" in file.read_text("utf-8")
    again = run(app, ["plan", str(file), "--lock"])
    assert again.exit_code == 1
    assert "redan låst" in again.stderr


def test_plan_that_cannot_conclude_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "design.toml"
    file.write_text(DESIGN.format(readers=6), "utf-8")
    result = run(app, ["plan", str(file), "--format", "json"])
    assert result.exit_code == 1
    assert json.loads(result.stdout)["feasible"] is False
    assert run(app, ["plan", str(file), "--lock"]).exit_code == 1
    assert "[lock]" not in file.read_text("utf-8")


def test_screening(tables: Path) -> None:
    rows = [f"K{i:02};{int(i % 3 == 0 or i % 2)}" for i in range(20)]
    (tables / "s.csv").write_text("\n".join(["application;shortlisted", *rows]), "utf-8")
    result = run(
        app,
        ["screening", "--selection", str(tables / "s.csv"), "--groups", str(tables / "g.csv"),
         "--reference", "gender=kvinna", "--format", "json"],
    )  # fmt: skip
    assert result.exit_code == 0
    assert json.loads(result.stdout)["attributes"][0]["reference"] == "kvinna"


def test_help_stays_light() -> None:
    code = (
        "import sys, fairscreen.cli.experiment\n"
        "heavy = {'numpy', 'scipy', 'openpyxl', 'tomlkit', 'pydantic'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("format", ["html", "docx", "pdf", "xlsx", "json", "text"])
def test_report_in_every_format(tables: Path, format: str) -> None:
    out = tables / f"rapport.{format}"
    done = run(
        app,
        [
            "report",
            "--judgements",
            f"{tables}/j.csv",
            "--groups",
            f"{tables}/g.csv",
            "--format",
            format,
            "--out",
            str(out),
        ],
    )
    assert done.exit_code == 0, done.output
    assert out.stat().st_size > 1000


def test_report_from_a_stored_analysis_with_deviations(tables: Path) -> None:
    analysis = tables / "analys.json"
    run(
        app,
        [
            "analyse",
            "--judgements",
            f"{tables}/j.csv",
            "--groups",
            f"{tables}/g.csv",
            "--format",
            "json",
            "--out",
            str(analysis),
        ],
    )
    notes = tables / "avvikelser.csv"
    notes.write_text("tid;avvikelse\n2026-03-02;En läsare blev sjuk.\n", "utf-8-sig")
    done = run(app, ["report", "--analysis", str(analysis), "--deviations", str(notes)])
    assert done.exit_code == 0
    assert "2026-03-02: En läsare blev sjuk." in done.stdout


def test_a_format_that_no_terminal_shows_needs_a_file(tables: Path) -> None:
    done = run(app, ["report", "--judgements", f"{tables}/j.csv", "--format", "pdf"])
    assert done.exit_code == 2
    assert "--out" in done.stderr


def test_a_study_is_drawn_from_a_batch_in_one_step(tmp_path: Path) -> None:
    batch = tmp_path / "avidentifierat"
    batch.mkdir()
    files = [{"code": f"K{i:02}", "files": [{"file": f"K{i:02}-cv.txt", "status": "released"}]}
             for i in range(1, 13)]  # fmt: skip
    body = {"schema": "fairscreen.manifest/1", "applications": files}
    (batch / "manifest.json").write_text(json.dumps(body), "utf-8")
    done = run(
        app, ["assign", "--batch", str(batch), "--readers", "8", "--seed", "7", "--format", "json"]
    )
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["applications"] == [f"K{i:02}" for i in range(1, 13)]
