"""The name of ``--out`` tells the form, and no file gets a name that promises another."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from fairscreen.cli.app import app
from fairscreen.cli.writing import form_of


class Form(StrEnum):
    text = "text"
    json = "json"
    docx = "docx"


@pytest.mark.parametrize(
    ("chosen", "out", "form"),
    [
        (None, None, Form.text),
        (None, "kvartal.docx", Form.docx),
        (None, "KVARTAL.DOCX", Form.docx),
        (None, "kvartal.txt", Form.text),
        (None, "kvartal", Form.text),
        (None, "mapp/kvartal.2026", Form.text),
        (Form.json, "kvartal.docx", Form.json),
    ],
)
def test_the_form_is_what_was_chosen_or_what_the_name_tells(
    chosen: Form | None, out: str | None, form: Form
) -> None:
    assert form_of(chosen, Path(out) if out else None, Form.text) is form


def test_a_name_that_promises_what_the_command_does_not_have_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(typer.Exit) as stopped:
        form_of(None, Path("kvartal.xlsx"), Form.text)
    assert stopped.value.exit_code == 2
    assert "text, json, docx" in capsys.readouterr().err


def test_a_portfolio_in_excel(tmp_path: Path) -> None:
    table = tmp_path / "annonser.csv"
    table.write_text("id;text\n1;Vi söker en kock till Linden. Du lagar mat.\n", "utf-8")
    out = tmp_path / "kvartal.xlsx"
    done = CliRunner().invoke(app, ["portfolio", str(table), "--out", str(out), "--jobs", "1"])
    assert done.exit_code == 0, done.output
    assert out.read_bytes().startswith(b"PK")
