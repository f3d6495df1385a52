"""Lines of pasted text become headings, paragraphs, list items and table cells."""

from __future__ import annotations

import pytest

from fairscreen.language import parse
from fairscreen.spans import Block


def _units(text: str, **options: object) -> list[tuple[str, str]]:
    doc = parse(text, "sv", **options)  # type: ignore[arg-type]
    return [(unit.kind, doc[unit.start : unit.end].text) for unit in doc._.parsed.units]


@pytest.mark.parametrize("mark", ["- ", "• ", "* ", "· ", "– ", "-", "o ", "→ ", "\uf0b7 ", "✅ "])
def test_every_bullet_makes_list_items(mark: str) -> None:
    kinds = [kind for kind, _ in _units(f"Du:\n{mark}Kör bil\n{mark}Talar svenska")]
    assert kinds == ["paragraph", "list_item", "list_item"]


def test_a_bullet_alone_on_its_line_belongs_to_the_next_line() -> None:
    assert _units("Krav:\n•\nKörkort B\n•\nEgen bil")[1:] == [
        ("list_item", "•\nKörkort B"),
        ("list_item", "•\nEgen bil"),
    ]


def test_numbers_make_a_list() -> None:
    assert [kind for kind, _ in _units("Bifoga:\n1. Cv\n2. Betyg")][1:] == ["list_item"] * 2


def test_a_list_without_bullets_is_a_list() -> None:
    kinds = [kind for kind, _ in _units("Vi söker dig som\nhar körkort\när noggrann\nkan svenska")]
    assert kinds == ["heading", "list_item", "list_item", "list_item"]


def test_lines_that_a_mail_program_broke_are_one_paragraph() -> None:
    text = (
        "Du arbetar med barn och unga i en trygg miljö där vi tillsammans\n"
        "planerar verksamheten. Hos oss får du tid för reflektion och en\n"
        "erfaren handledare som ger stöd i vardagen."
    )
    doc = parse(text, "sv")
    assert len(doc._.parsed.units) == 1
    assert [sentence.text.split()[-1] for sentence in doc.sents] == ["verksamheten.", "vardagen."]


def test_a_wrapped_list_item_is_one_item() -> None:
    text = "Krav:\n- van att arbeta med barn som behöver särskilt\nstöd i skolan\n- körkort"
    assert [kind for kind, _ in _units(text)] == ["heading", "list_item", "list_item"]


def test_sentences_on_lines_of_their_own_stay_apart() -> None:
    assert len(_units("Du har körkort\nDu talar svenska\nVälkommen")) == 3


@pytest.mark.parametrize(
    "line",
    [
        "ARBETSUPPGIFTER",
        "Arbetsuppgifter",
        "Dina arbetsuppgifter:",
        "**Om tjänsten**",
        "# Om jobbet",
    ],
)
def test_headings_are_found(line: str) -> None:
    assert _units(f"{line}\nDu planerar och leder arbetet i gruppen.")[0][0] == "heading"


def test_a_heading_no_list_knows_is_found_by_its_place() -> None:
    text = (
        "Vi är en skola.\n\nEn vardag full av möten\n"
        "Du planerar och leder arbetet i gruppen varje dag i veckan."
    )
    assert [kind for kind, _ in _units(text)] == ["paragraph", "heading", "paragraph"]


def test_contact_lines_are_no_headings() -> None:
    text = "Kontakt\nAnna Ek, enhetschef\n08-508 00 000\nanna.ek@exempel.se"
    assert [kind for kind, _ in _units(text)][1:] != ["heading"] * 3


def test_headings_inside_text_without_line_breaks_are_taken_out() -> None:
    text = (
        "Vi är en kommun med många invånare och stora planer för framtiden. ARBETSUPPGIFTER Som "
        "lärare planerar du undervisningen. Kvalifikationer Du har lärarlegitimation och har "
        "arbetat några år. Ansökan Välkommen med din ansökan."
    )
    assert [words for kind, words in _units(text) if kind == "heading"] == [
        "ARBETSUPPGIFTER", "Kvalifikationer", "Ansökan",
    ]  # fmt: skip


def test_tabs_part_table_cells() -> None:
    assert _units("Omfattning\tHeltid") == [("table_cell", "Omfattning"), ("table_cell", "Heltid")]


def test_blocks_of_the_file_decide() -> None:
    text = "Rubrik\nEn rad till"
    blocks = [Block(0, 6, "heading", 1), Block(7, len(text), "list_item", 2)]
    doc = parse(text, "sv", blocks=blocks)
    assert [(u.kind, u.level) for u in doc._.parsed.units] == [("heading", 1), ("list_item", 2)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Vi öppnar kl. 08.00. Du börjar då.", 2),
        ("Du arbetar t.ex. med barn, ungdomar m.m. i staden.", 1),
        ("Tjänsten är på ca. 75 procent.", 1),
        ("Kom och jobba hos oss! Vill du veta mer? Ring.", 3),
        ("Du får hjälp av bl.a. Anna Ek.", 1),
        ("Det är ... spännande.", 1),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(list(parse(text, "sv").sents)) == count
