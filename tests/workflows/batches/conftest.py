"""A recruitment of invented applicants in a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fairscreen.documents.writing import Heading, Layout, ListItem, Paragraph, write
from fairscreen.workflows.batches import BatchOptions, BatchResult, collect, group_files, run_batch

PHRASE = "fyra gröna ugglor"
PEOPLE = (
    ("Ada", "Åkerlind", "ada.akerlind@example.se"),
    ("Mohamed", "Farah", "m.farah@example.com"),
    ("Bo", "Dahl", "bo.dahl@example.org"),
)


def cv(given: str, surname: str, email: str) -> Layout:
    return Layout(
        f"{given} {surname}",
        (
            Paragraph(f"{email} | 070-174 06 05"),
            Heading("Erfarenhet"),
            ListItem("2019–2023 Undersköterska, Solgårdens äldreboende"),
            Heading("Om mig"),
            Paragraph(f"Jag heter {given} och har lett en grupp på åtta personer."),
        ),
    )


def letter(given: str, surname: str) -> str:
    return f"Hej!\nJag heter {given} {surname} och söker tjänsten.\nVänliga hälsningar\n{given}\n"


@pytest.fixture
def applications(tmp_path: Path) -> Path:
    root = tmp_path / "ansökningar"
    for given, surname, email in PEOPLE:
        folder = root / f"{surname} {given}"
        folder.mkdir(parents=True)
        (folder / "cv.docx").write_bytes(write(cv(given, surname, email), "docx"))
        (folder / "brev.txt").write_text(letter(given, surname), "utf-8")
    return root


Run = Callable[..., BatchResult]


@pytest.fixture
def run(applications: Path, tmp_path: Path) -> Run:
    """Run the batch in ``applications`` (or another folder) with a cheap key."""

    def run(source: Path = applications, **options: Any) -> BatchResult:
        extra = {name: options.pop(name) for name in ("edits", "on_rows", "settings", "persons")
                 if name in options}  # fmt: skip
        found = collect([source])
        groups = group_files(found.files, extra.pop("persons", ()))
        return run_batch(
            groups, tmp_path / "ut", tmp_path / "nyckel",
            BatchOptions(**{"passphrases": (PHRASE,), **options}),
            refused=found.refused, key_cost=2, **extra,
        )  # fmt: skip

    return run
