"""The one way in: format by content, names, limits, and light start-up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen.documents import read

EXAMPLES = {
    "underskoterska.docx": "docx",
    "bygglovshandlaggare.odt": "odt",
    "socialsekreterare.pdf": "pdf",
    "lokalvardare.html": "html",
    "it-tekniker.md": "md",
    "software-developer-en.md": "md",
    "barnskotare.txt": "txt",
}


@pytest.mark.parametrize(("name", "format_"), EXAMPLES.items())
def test_each_example_is_read_without_a_guess(root: Path, name: str, format_: str) -> None:
    document = read(root / "examples" / name)
    assert (document.name, document.format) == (name, format_)
    assert len(document.text.split()) > 250
    assert not any("tecken" in warning for warning in document.warnings)
    if format_ != "txt":
        kinds = [block.kind for block in document.blocks]
        assert kinds[0] == "heading"
        assert kinds.count("heading") >= 5
        if format_ != "pdf":
            assert "list_item" in kinds


@pytest.mark.parametrize(
    "name", ["underskoterska.docx", "bygglovshandlaggare.odt", "socialsekreterare.pdf"]
)
def test_a_made_example_says_what_its_source_says(root: Path, name: str) -> None:
    source = read(root / "examples" / "sources" / Path(name).with_suffix(".md"))
    made = read(root / "examples" / name)
    assert made.text.split() == source.text.split()
    assert [block.kind for block in made.blocks] == [block.kind for block in source.blocks]


@pytest.mark.parametrize(
    ("name", "claimed"),
    [
        ("underskoterska.docx", "annons.pdf"),
        ("socialsekreterare.pdf", "annons.docx"),
        ("lokalvardare.html", "annons.txt"),
        ("bygglovshandlaggare.odt", "annons.txt"),
        ("barnskotare.txt", "annons.html"),
        ("barnskotare.txt", "annons.pdf"),
    ],
)
def test_the_content_decides_and_a_wrong_name_is_told(root: Path, name: str, claimed: str) -> None:
    data = (root / "examples" / name).read_bytes()
    document = read(data, name=claimed)
    assert document.format == EXAMPLES[name]
    assert "i själva verket" in document.warnings[0]
    assert claimed in document.warnings[0]


@pytest.mark.parametrize("name", ["annons", "annons.docm", "annons.xyz", None])
def test_a_name_that_says_nothing_else_gives_no_warning(root: Path, name: str | None) -> None:
    data = (root / "examples" / "underskoterska.docx").read_bytes()
    assert read(data, name=name).warnings == ()


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("C:\\Users\\Anna\\annons.txt", "annons.txt"),
        ("/home/anna/annons.txt", "annons.txt"),
        ("ann\x1b[31mons\n.txt", "ann[31mons.txt"),
        ("/", "dokumentet"),
    ],
)
def test_a_name_is_shown_without_folders_and_control_characters(
    given_name: str, shown: str
) -> None:
    assert read(b"Hej", name=given_name).name == shown


def test_a_path_may_be_a_string(root: Path) -> None:
    assert read(str(root / "examples" / "barnskotare.txt")).format == "txt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_swedish_text_file_in_any_usual_encoding(root: Path, encoding: str) -> None:
    text = (root / "examples" / "barnskotare.txt").read_text("utf-8")
    document = read(text.encode(encoding), name="annons.txt")
    assert (document.text, document.warnings, document.blocks) == (text, (), ())


# A letter first, so that there is something to read and nothing that looks like another format.
_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))).map("Ad{}".format)


@settings(deadline=None)
@given(_TEXTS, st.sampled_from(["\n", "\r\n", "\t", "\n\n"]))
def test_any_text_file_comes_back_unchanged(text: str, break_: str) -> None:
    whole = f"{text}{break_}{text}"
    document = read(whole.encode(), name="fil.txt")
    assert (document.text, document.blocks) == (whole, ())


def test_importing_the_package_loads_no_reader() -> None:
    script = (
        "import sys, fairscreen.documents;"
        "print([m for m in ('lxml', 'docx', 'pypdfium2', 'markdown_it', 'charset_normalizer')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
