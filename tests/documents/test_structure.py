"""One structure for all formats, however sloppily they are used."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen.documents.structure import Builder, Flow, Line
from fairscreen.spans import Block

KINDS = st.sampled_from(["paragraph", "heading", "list_item", "table_cell"])
LINES = st.lists(st.builds(Line, st.text(max_size=20), st.booleans()), max_size=4)


def built(*paragraphs: str, bold: str = "") -> list[tuple[str, str]]:
    builder = Builder()
    for text in paragraphs:
        builder.add([Line(line, line == bold) for line in text.split("\n")])
    text, blocks = builder.finish()
    return [(block.kind, text[block.start : block.end]) for block in blocks]


@pytest.mark.parametrize("bullet", ["• ", "•\t", "·", "▪ ", "\uf0b7 ", "✓ "])
def test_a_typed_bullet_makes_a_list_item(bullet: str) -> None:
    assert built(f"{bullet}städa") == [("list_item", "städa")]


@pytest.mark.parametrize("dash", ["- ", "– ", "* ", "o\t"])
def test_typed_dashes_in_a_row_make_list_items(dash: str) -> None:
    assert built(f"{dash}städa\n{dash}tvätta") == [("list_item", "städa"), ("list_item", "tvätta")]


@pytest.mark.parametrize(
    "text", ["– Det är roligt, säger Anna.", "* gäller inte helger", "-5 grader"]
)
def test_a_lone_dash_is_left_as_it_is(text: str) -> None:
    assert built("Före.", text, "Efter.")[1] == ("paragraph", text)


def test_a_bold_first_line_is_a_heading_of_its_own() -> None:
    assert built("Om oss\nVi är tolv personer.", bold="Om oss") == [
        ("heading", "Om oss"),
        ("paragraph", "Vi är tolv personer."),
    ]


@pytest.mark.parametrize("text", ["Sök senast i dag.", "Lön, ort och tid,", "***", "x" * 81])
def test_bold_text_that_is_no_heading(text: str) -> None:
    assert built(text, "Vanlig text " * 20, bold=text)[0][0] == "paragraph"


def test_the_last_line_is_no_heading() -> None:
    assert built("Vanlig text här.", "Välkommen", bold="Välkommen")[-1][0] == "paragraph"


def test_bold_says_nothing_where_all_is_bold() -> None:
    builder = Builder()
    for text in ("Om oss", "Vi är tolv", "Kvalifikationer", "Du har ork"):
        builder.add([Line(text, bold=True)])
    assert {block.kind for block in builder.finish()[1]} == {"paragraph"}


def test_a_row_with_one_cell_is_no_table() -> None:
    builder = Builder()
    builder.start_row()
    builder.start_cell()
    builder.add([Line("text")])
    builder.end_cell()
    builder.end_row()
    assert builder.finish() == ("text", (Block(0, 4, "paragraph"),))


def test_calls_out_of_turn_do_no_harm() -> None:
    builder = Builder()
    builder.end_cell()
    builder.end_row()
    builder.start_cell()
    assert builder.finish() == ("", ())


def test_a_flow_is_bold_only_where_all_that_shows_is_bold() -> None:
    flow = Flow()
    flow.write("Om oss", bold=True)
    flow.write(" ")
    flow.break_line()
    flow.write("Vi ", bold=True)
    flow.write("är")
    assert flow.take() == [Line("Om oss ", bold=True), Line("Vi är", bold=False)]
    assert flow.take() == [Line("", bold=True)]


@settings(deadline=None)
@given(st.lists(st.tuples(LINES, KINDS, st.integers(0, 6), st.booleans())))
def test_blocks_are_ordered_apart_and_cover_all_that_shows(
    pieces: list[tuple[list[Line], str, int, bool]],
) -> None:
    builder = Builder()
    for lines, kind, level, in_row in pieces:
        if in_row:
            builder.start_row()
            builder.start_cell()
        builder.add(lines, kind, level)  # type: ignore[arg-type]
        if in_row:
            builder.end_cell()
            builder.start_cell()
            builder.end_cell()
            builder.end_row()
    text, blocks = builder.finish()
    position = 0
    for block in blocks:
        assert position <= block.start < block.end <= len(text)
        assert text[position : block.start].strip("\n\t") == ""
        position = block.end
    assert position == len(text)
