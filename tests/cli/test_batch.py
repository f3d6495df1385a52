"""``fairscreen anonymise --out``, ``reveal``, ``verify`` and their kin, as a person runs them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

PHRASE = "fyra gröna ugglor"
Run = Callable[..., Result]


@pytest.fixture
def applications(tmp_path: Path) -> Path:
    root = tmp_path / "in"
    for name in ("Ada Åkerlind", "Bo Dahl"):
        (root / name).mkdir(parents=True)
        (root / name / "brev.txt").write_text(
            f"Hej!\nJag heter {name} och söker jobbet.\n", "utf-8"
        )
    return root


def test_from_folder_to_reveal(run: Run, applications: Path, tmp_path: Path) -> None:
    made = run("anonymise", applications, "--out", "ut", "--workers", 1, "--format", "json")
    assert made.exit_code == 0, made.output
    manifest = json.loads(made.stdout)
    assert manifest == json.loads((tmp_path / "ut" / "manifest.json").read_text("utf-8"))
    assert sorted(p.name for p in (tmp_path / "ut").iterdir()) == [
        "K01-brev.txt", "K02-brev.txt", "manifest.json"
    ]  # fmt: skip
    told = run(
        "reveal", "--key", "ut.key", "K01", "K02", "--reason", "intervju", "--format", "json"
    )
    people = json.loads(told.stdout)["candidates"]
    assert {person["surname"] for person in people} == {"Åkerlind", "Dahl"}
    log = run("key-log", "--key", "ut.key")
    assert "reveal\tK01, K02\tintervju" in log.stdout


def test_a_wrong_passphrase_is_refused_clearly(
    run: Run, applications: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("anonymise", applications, "--out", "ut", "--workers", 1)
    monkeypatch.setenv("FAIRSCREEN_PASSPHRASE", "fel")
    told = run("reveal", "--key", "ut.key", "K01", "--reason", "intervju")
    assert told.exit_code == 1
    assert getattr(told.exception, "code", "") == "key-passphrase-wrong"


def test_grouping_is_written_first_when_asked_for(
    run: Run, applications: Path, tmp_path: Path
) -> None:
    words = ("anonymise", applications, "--out", "ut", "--groups", "grupper.csv", "--workers", 1)
    first = run(*words)
    assert first.exit_code == 0
    assert "2 filer, 2 sökande" in first.stdout
    assert not (tmp_path / "ut").exists()
    table = tmp_path / "grupper.csv"
    table.write_text(table.read_text("utf-8-sig").replace("\n2;", "\n1;"), "utf-8")
    assert run(*words).exit_code == 0
    assert {p.name for p in (tmp_path / "ut").glob("K*")} == {"K01-brev.txt", "K01-brev-2.txt"}


def test_verify_finds_what_is_left_and_nothing_in_a_copy(
    run: Run, applications: Path, tmp_path: Path
) -> None:
    run("anonymise", applications, "--out", "ut", "--workers", 1)
    clean = run("verify", *sorted((tmp_path / "ut").glob("K*")))
    assert (clean.exit_code, clean.stdout.count("inget hittat")) == (0, 2)
    left = run("verify", applications / "Bo Dahl" / "brev.txt", "--format", "json")
    assert left.exit_code == 1
    assert json.loads(left.stdout)["leaks"][0]["category"] == "name"


def test_blindness_of_originals(run: Run, applications: Path) -> None:
    made = run("blindness", applications, "--format", "json")
    body = json.loads(made.stdout)
    assert body["schema"] == "fairscreen.blindness/1"
    assert body["swap"] == {"tested": 2, "identical": 1.0, "different": []}
    assert made.exit_code == 0


def test_conflict_of_interest_tells_codes_alone(
    run: Run, applications: Path, tmp_path: Path
) -> None:
    run("anonymise", applications, "--out", "ut", "--workers", 1)
    (tmp_path / "namn.txt").write_text("Dahl, Bo\nEva Lund\n", "utf-8")
    told = run("conflict", "namn.txt", "--key", "ut.key", "--format", "json")
    assert len(json.loads(told.stdout)["codes"]) == 1
    (tmp_path / "namn.txt").write_text("Bo\n", "utf-8")
    refused = run("conflict", "namn.txt", "--key", "ut.key")
    assert getattr(refused.exception, "code", "") == "conflict-single-name"


def test_keys_are_destroyed_on_their_day_or_with_a_reason(
    run: Run, applications: Path, tmp_path: Path
) -> None:
    run("anonymise", applications, "--out", "ut", "--workers", 1, "--weed-on", "2999-01-01")
    early = run("purge", "ut.key")
    assert (early.exit_code, "sparas till 2999-01-01" in early.stdout) == (1, True)
    assert run("purge", "ut.key", "--now", "--reason", "avbruten").exit_code == 0
    assert not (tmp_path / "ut.key").exists()
    assert (tmp_path / "ut.key.log").exists()


def test_a_registrar_s_pair(run: Run, applications: Path, tmp_path: Path) -> None:
    assert run("keypair", "registrator").exit_code == 0
    words = ("anonymise", applications, "--out", "ut", "--workers", 1)
    assert run(*words, "--recipient", "registrator.publik.pem").exit_code == 0
    told = run(
        "reveal", "--key", "ut.key", "K01", "--reason", "intervju",
        "--private-key", "registrator.privat.pem",
    )  # fmt: skip
    assert told.exit_code == 0
    assert told.stdout.startswith("K01\t")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("anonymise", "finns-inte", "--out", "ut"), 2),
        (("anonymise", "in"), 2),
        (("anonymise", "in", "--out", "ut", "--spans"), 2),
    ],
)
def test_usage_errors(run: Run, applications: Path, words: tuple[str, ...], code: int) -> None:
    assert run(*words).exit_code == code


def test_what_is_held_is_listed_with_its_day(
    run: Run, applications: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    from fairscreen.settings import Settings
    from fairscreen.store import Recruitments, open_seal, open_store
    from fairscreen.workflows import recruitments as desk

    assert run("held", "--data", tmp_path / "data").stdout == "Ingenting sparas.\n"
    run("anonymise", applications, "--out", "ut", "--workers", 1, "--weed-on", "2999-01-01")
    settings = Settings(data=tmp_path / "data", key_cost=2)
    with open_store(settings.data) as store:
        desk.create_recruitment(
            Recruitments(store, open_seal(settings.data)), name="Kock 7", choices=desk.Choices(),
            passphrases=[PHRASE], settings=settings, now=datetime(2026, 1, 1, tzinfo=UTC),
        )  # fmt: skip
    told = run("held", "ut.key", "--data", tmp_path / "data", "--format", "json")
    things = [
        (thing["kind"], thing["name"], thing["until"]) for thing in json.loads(told.stdout)["held"]
    ]
    assert things == [("rekrytering", "Kock 7", "2028-01-01"), ("nyckel", "ut.key", "2999-01-01")]


def test_an_output_that_cannot_be_written_is_told(
    run: Run, applications: Path, tmp_path: Path
) -> None:
    (tmp_path / "ut").write_text("en fil, ingen mapp", "utf-8")
    made = run("anonymise", applications, "--out", "ut", "--workers", 1)
    assert made.exit_code == 1
    assert getattr(made.exception, "code", "") == "batch-not-writable"


def test_names_as_long_as_the_system_allows(run: Run, applications: Path, tmp_path: Path) -> None:
    long = "å" * 120 + "_cv.txt"
    (applications / "Bo Dahl" / long).write_text("Bo Dahl\nKock i fyra år.", "utf-8")
    assert run("anonymise", applications, "--out", "ut", "--workers", 1).exit_code == 0
    assert len(list((tmp_path / "ut").glob("K*-cv.txt"))) == 1


def test_copies_that_nobody_has_read_are_told_of(run: Run, applications: Path) -> None:
    assert "Ingen har läst kopiorna ännu" in run("anonymise", applications, "--out", "ut").stdout
