"""A study from a batch in one step, and a new address for its leader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from study_factory import groups, opened_studies, plan, texts
from typer.testing import CliRunner

from fairscreen.cli.experiment import app
from fairscreen.experiment import design_to_toml
from fairscreen.workflows.reading_room import open_reading
from fairscreen.workflows.study_desk import find_study


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A design, a batch's folder, originals named by code, and groups."""
    design = plan(delete_groups_on=None, applications=99)
    (tmp_path / "plan.toml").write_text(design_to_toml(design), "utf-8")
    (tmp_path / "g.csv").write_bytes(groups())
    opened, blind = texts()
    for folder, some, tail in (("blind", blind, "-cv"), ("open", opened, "")):
        (tmp_path / folder).mkdir()
        for code, text in some.items():
            (tmp_path / folder / f"{code}{tail}.txt").write_text(text, "utf-8")
    entries = [
        {"code": code, "files": [{"file": f"{code}-cv.txt", "status": "released"}]}
        for code in blind
    ]
    manifest = {"schema": "fairscreen.manifest/1", "applications": entries}
    (tmp_path / "blind" / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return tmp_path


def _start(files: Path, *more: str):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(
        app,
        ["start", str(files / "plan.toml"), "--batch", str(files / "blind"), "--originals",
         str(files / "open"), "--groups", str(files / "g.csv"), "--data", str(files / "data"),
         "--address", "https://studie.example", *more],
    )  # fmt: skip


def test_a_study_is_started_in_one_step(files: Path) -> None:
    from datetime import UTC, datetime

    done = _start(files, "--format", "json")
    assert done.exit_code == 0, done.output
    body = json.loads(done.stdout)
    assert len(body["links"]) == 8
    with opened_studies(files / "data") as studies:
        token = body["links"][0]["address"].rpartition("/")[2]
        assert open_reading(studies, token, now=datetime.now(UTC)).total == 12
        record = find_study(studies, body["study"].rpartition("/")[2])
        assert record.state == "reading"


def test_a_missing_original_is_named_and_no_study_is_left(files: Path) -> None:
    (files / "open" / "K05.txt").unlink()
    done = _start(files)
    assert done.exit_code == 1
    assert "Öppen version saknas för K05." in done.stderr
    with opened_studies(files / "data") as studies:
        assert studies.all() == []


def test_a_lost_address_is_replaced(files: Path) -> None:
    id = json.loads(_start(files, "--format", "json").stdout)["id"]
    data = str(files / "data")
    assert id in CliRunner().invoke(app, ["link", "--data", data]).stdout
    made = CliRunner().invoke(app, ["link", id, "--data", data]).stdout.strip()
    with opened_studies(files / "data") as studies:
        assert find_study(studies, made.rpartition("/")[2]).id == id
    unknown = CliRunner().invoke(app, ["link", "0" * 32, "--data", data])
    assert unknown.exit_code == 1
