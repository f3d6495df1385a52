"""A study from files to results."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fairscreen.errors import FairscreenError
from fairscreen.experiment import (
    Design,
    design_to_toml,
    draw_assignment,
    to_json,
    write_assignment,
)
from fairscreen.workflows.studies import (
    analyse_study,
    assign_study,
    plan_study,
    power_table,
    read_codes,
    read_design,
    screen_step,
)

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def plan(**changes: object) -> Design:
    return Design.model_validate(
        {
            "title": "Prov", "question": "Ändras urvalet?", "readers": 8, "applications": 20,
            "shortlist": {"rule": "free"},
            "attributes": [{"name": "Gender", "reference": "man"}],
            "primary": {"estimate": "arm_by_group", "attribute": "Gender", "level": "Kvinna"},
            "seed": 77, **changes,
        }
    )  # fmt: skip


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A folder with design, assignment, judgements and groups of one invented study."""
    design = plan().locked(NOW)
    readers = [f"L{i}" for i in range(8)]
    codes = [f"K{i:02}" for i in range(20)]
    drawn = assign_study(readers=readers, applications=codes, design=design)
    rows = ["Läsare;Ansökan;Version;Vald;Poäng"]
    for r, reader in enumerate(readers[:7]):  # the last one drops out
        for i, code in enumerate(codes):
            chosen = int((3 * r + 7 * i + r * i) % 10 < 4)
            rows.append(f"{reader};{code};{drawn.arm_of(reader, code)};{chosen};{1 + i % 5},5")
    (tmp_path / "design.toml").write_text(design_to_toml(design), "utf-8")
    (tmp_path / "assignment.json").write_text(drawn.to_json(), "utf-8")
    (tmp_path / "assignment.csv").write_bytes(write_assignment(drawn))
    (tmp_path / "judgements.csv").write_text("\n".join(rows), "windows-1252")
    groups = [f"{code};{'kvinna' if i % 2 else 'man'}" for i, code in enumerate(codes)]
    (tmp_path / "groups.csv").write_text("\n".join(["ansökan;gender", *groups]), "utf-8-sig")
    return tmp_path


def test_planned_study_with_a_dropout(study: Path) -> None:
    result = analyse_study(
        study / "judgements.csv", groups=study / "groups.csv", design=study / "design.toml",
        assignment=study / "assignment.json",
    )  # fmt: skip
    assert result["n"] | {"reviewers": 7, "dropouts": 1, "assigned_reviewers": 8} == result["n"]
    assert result["assignment"]["possible"] == 70
    primary = next(row for row in result["estimates"] if row["role"] == "primary")
    assert (primary["attribute"], primary["level"], primary["reference"]) == (
        "gender", "kvinna", "man",
    )  # fmt: skip
    assert any(row["name"] == "score_difference" for row in result["estimates"])


def test_table_of_the_assignment_gives_the_same_figures(study: Path) -> None:
    results = [
        analyse_study(
            study / "judgements.csv", groups=study / "groups.csv",
            assignment=study / f"assignment.{suffix}",
        )["estimates"]
        for suffix in ("json", "csv")
    ]  # fmt: skip
    assert results[0] == results[1]


def test_same_files_give_the_same_bytes(study: Path) -> None:
    first, second = (
        to_json(analyse_study(study / "judgements.csv", groups=study / "groups.csv"))
        for _ in range(2)
    )
    assert first == second


def test_without_the_assignment_the_analysis_says_what_it_assumes(study: Path) -> None:
    result = analyse_study(study / "judgements.csv", groups=study / "groups.csv")
    assert result["assignment"]["known"] is False
    assert "assignment-unknown" in {note["code"] for note in result["notes"]}


def test_crossover_needs_its_assignment(study: Path) -> None:
    with pytest.raises(FairscreenError, match="study-assignment-needed"):
        analyse_study(study / "judgements.csv", design=plan(assignment="crossover"))


def test_missing_file_is_named(study: Path) -> None:
    with pytest.raises(FairscreenError) as caught:
        analyse_study(study / "nothing.csv")
    assert caught.value.params == {"name": "nothing.csv"}


def test_plan_is_locked_and_tells_what_it_can_show() -> None:
    design, body = plan_study(plan(margin=0.1), lock_at=NOW, replicates=100)
    assert design.lock is not None
    assert body["feasible"] is True
    assert body["locked"] == NOW.isoformat()
    assert body["power"]["smallest_p"] == pytest.approx(2 / 70)


def test_plan_that_can_never_conclude_is_not_locked() -> None:
    with pytest.raises(FairscreenError) as caught:
        plan_study(plan(readers=6), lock_at=NOW, replicates=100)
    assert caught.value.code == "study-cannot-conclude"
    assert "6 läsare" in caught.value.what
    assert "0,100" in caught.value.why


def test_design_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "d.toml"
    file.write_bytes('title = "Förskola"'.encode("windows-1252"))
    with pytest.raises(FairscreenError, match="document-encoding"):
        read_design(file)


def test_applications_come_from_an_anonymised_batch(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.json"
    files = [("K1", "released"), ("K2", "refused"), ("K3", "released")]
    body = {
        "schema": "fairscreen.manifest/1",
        "applications": [
            {"code": code, "files": [{"file": "x", "status": status}]} for code, status in files
        ],
    }
    manifest.write_text(json.dumps(body), "utf-8")
    assert read_codes(manifest, "application") == (["K1", "K3"], {})


@pytest.mark.parametrize("text", ["", "{}", '{"applications": []}', "[1]"])
def test_other_json_is_no_manifest(tmp_path: Path, text: str) -> None:
    manifest = tmp_path / "manifest.json"
    manifest.write_text(text, "utf-8")
    with pytest.raises(FairscreenError, match="study-manifest-invalid"):
        read_codes(manifest, "application")


def test_conflicts_are_read_from_a_table(tmp_path: Path) -> None:
    table = tmp_path / "conflicts.csv"
    table.write_text("läsare;ansökan\nL1;K2\n", "utf-8")
    drawn = assign_study(readers=["L1", "L2"], applications=["K1", "K2"], seed=1, conflicts=table)
    assert drawn.arm_of("L1", "K2") is None


def test_crossover_takes_its_strata_from_the_groups(study: Path) -> None:
    codes = [f"K{i:02}" for i in range(20)]
    drawn = assign_study(
        readers=["L1", "L2", "L3"], applications=codes, kind="crossover", seed=3,
        groups=study / "groups.csv",
    )  # fmt: skip
    assert sorted(set(drawn.strata)) == [0, 1]
    assert (drawn.arm_matrix()[:, ::2].sum(axis=1) == 5).all()


def test_power_table_has_a_row_per_size() -> None:
    body = power_table([("complete", 8, 20), ("crossover", 8, 20)], difference=0.2, replicates=60)
    assert [row["kind"] for row in body["rows"]] == ["complete", "crossover"]
    assert all(row["notes"] for row in body["rows"])


def test_selection_step_from_files(tmp_path: Path) -> None:
    rows = [f"K{i};{int(i % 3 == 0)}" for i in range(60)]
    (tmp_path / "s.csv").write_text("\n".join(["ansökan;vald", *rows]), "utf-8")
    groups = [f"K{i};{'kvinna' if i % 2 else 'man'}" for i in range(60)]
    (tmp_path / "g.csv").write_text("\n".join(["ansökan;kön", *groups]), "utf-8")
    result = screen_step(tmp_path / "s.csv", tmp_path / "g.csv")
    assert result["schema"] == "fairscreen.screening/1"
    assert result["attributes"][0]["attribute"] == "kön"


def test_stored_assignment_and_draw_are_one_object() -> None:
    readers, codes = ["L1", "L2", "L3", "L4"], ["K1", "K2"]
    drawn = draw_assignment(readers=readers, applications=codes, seed=9)
    assert (drawn.possible().z[0] == (drawn.arm_matrix()[:, 0] == 1)).all()
