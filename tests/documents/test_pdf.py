"""Lines on a page become paragraphs again."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from fairscreen.documents import read

Make = Callable[..., bytes]
Blocks = Callable[[bytes, str], list[tuple[str, int, str]]]

LONG = (
    "Vi söker en undersköterska som vill arbeta med äldre på vårt boende. Du får arbeta i ett lag "
    "med elva kollegor och en samordnare. Boendet ligger nära tunnelbanan och har en egen "
    "trädgård, där vi odlar tillsammans med de boende."
)
OTHER = (
    "Du har utbildning för arbetet, eller så har du arbetat länge med omsorg. Du skriver korta "
    "anteckningar på svenska efter varje pass, och talar med anhöriga nästan varje dag."
)


def draw_lines(*lines: tuple[float, float, str] | tuple[float, float, str, str, float]) -> Any:
    """A drawing of lines: x, y, text and optionally font and size."""

    def draw(canvas: Any) -> None:
        for x, y, text, *font in lines:
            canvas.setFont(*(font or ("Helvetica", 11)))
            canvas.drawString(x, y, text)

    return draw


def set_in_type(*flow: Any, columns: int = 1, foot: str | None = None) -> bytes:
    """A pdf set by reportlab: paragraphs flow over lines, columns and pages."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    def add_foot(canvas: Any, document: Any) -> None:
        if foot:
            canvas.drawString(60, 30, foot.format(page=document.page))

    width, height = (A4[0] - 100) / columns, A4[1] - 130
    frames = [Frame(50 + number * width, 70, width, height) for number in range(columns)]
    written = io.BytesIO()
    document = BaseDocTemplate(written, invariant=1)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=add_foot))
    document.build(list(flow))
    return written.getvalue()


def paragraph(text: str, size: float = 11, **options: Any) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    bullet = options.pop("bulletText", None)
    look = ParagraphStyle("x", fontSize=size, leading=1.3 * size, spaceAfter=6, **options)
    return Paragraph(text, look, bulletText=bullet)


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("alignment", [0, 4], ids=["ragged", "justified"])
def test_paragraphs_come_back_whole(blocks_of: Blocks, columns: int, alignment: int) -> None:
    flow = [paragraph(text, alignment=alignment) for text in (LONG, OTHER)]
    data = set_in_type(*flow, columns=columns)
    assert blocks_of(data, "a.pdf") == [("paragraph", 0, LONG), ("paragraph", 0, OTHER)]


def test_paragraphs_without_space_between_part_where_a_line_is_short(blocks_of: Blocks) -> None:
    texts = [LONG, "Kort stycke.", OTHER, "Lön efter avtal", "Start i maj"]
    data = set_in_type(*(paragraph(text, spaceBefore=-6) for text in texts))
    assert [text for _, _, text in blocks_of(data, "a.pdf")] == texts


def test_headings_by_size(blocks_of: Blocks) -> None:
    data = set_in_type(
        paragraph("Undersköterska", 20),
        paragraph(LONG),
        paragraph("Kvalifikationer", 14),
        paragraph(OTHER),
    )
    assert blocks_of(data, "a.pdf") == [
        ("heading", 1, "Undersköterska"),
        ("paragraph", 0, LONG),
        ("heading", 2, "Kvalifikationer"),
        ("paragraph", 0, OTHER),
    ]


def test_a_bold_line_is_a_heading(blocks_of: Blocks) -> None:
    data = set_in_type(paragraph("<b>Om oss</b>"), paragraph(LONG))
    assert blocks_of(data, "a.pdf")[0] == ("heading", 1, "Om oss")


def test_list_items_with_hanging_and_flush_lines(blocks_of: Blocks) -> None:
    hanging = {"leftIndent": 16, "bulletText": "•"}
    data = set_in_type(
        paragraph("I arbetet ingår att:"),
        paragraph(LONG, **hanging),
        paragraph("städa", **hanging),
        paragraph("- " + OTHER),
        paragraph("- tvätta"),
        paragraph("Välkommen!"),
    )
    assert blocks_of(data, "a.pdf") == [
        ("paragraph", 0, "I arbetet ingår att:"),
        ("list_item", 0, LONG),
        ("list_item", 0, "städa"),
        ("list_item", 0, OTHER),
        ("list_item", 0, "tvätta"),
        ("paragraph", 0, "Välkommen!"),
    ]


def test_bullets_that_are_drawn(make_pdf: Make, blocks_of: Blocks) -> None:
    def draw(canvas: Any) -> None:
        for y, x, text in ((700, 90, "städa"), (684, 120, "också fönster"), (668, 90, "tvätta")):
            canvas.circle(x - 10, y + 4, 2, stroke=0, fill=1)
            canvas.drawString(x, y, text)

    assert blocks_of(make_pdf(draw), "a.pdf") == [
        ("list_item", 0, "städa"),
        ("list_item", 1, "också fönster"),
        ("list_item", 0, "tvätta"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("Du som är under-", "sköterska", "Du som är undersköterska"),
        ("Du som är under\u00ad", "sköterska", "Du som är undersköterska"),
        ("Du arbetar dag-", "och kvällstid", "Du arbetar dag- och kvällstid"),
        ("Du ansvarar för IT-", "miljön här", "Du ansvarar för IT-miljön här"),
        ("Du svarar på e-", "post varje dag", "Du svarar på e-post varje dag"),
        ("Du bor i Upplands-", "Bro kommun nu", "Du bor i Upplands-Bro kommun nu"),
    ],
)
def test_words_parted_at_the_end_of_a_line(
    make_pdf: Make, first: str, second: str, text: str
) -> None:
    data = make_pdf(draw_lines((72, 700, first), (72, 686, second)))
    assert read(data, name="a.pdf").text == text


def test_columns_written_row_by_row_are_read_column_by_column(make_pdf: Make) -> None:
    left = [f"Vänster spalt har rad nummer {n} med ord" for n in "123456"]
    right = [f"Höger spalt har också sin rad nummer {n}" for n in "123456"]
    rows = [
        (x, 700 - 14 * number, text)
        for number, pair in enumerate(zip(left, right, strict=True))
        for x, text in zip((50, 320), pair, strict=True)
    ]
    text = read(make_pdf(draw_lines(*rows)), name="a.pdf").text
    assert text.replace("\n\n", " ") == " ".join([*left, *right])


def test_a_table_is_read_row_by_row(make_pdf: Make) -> None:
    rows = [
        (x, 700 - 20 * number, text)
        for number, row in enumerate((("Lön", "31 000 kr"), ("Ort", "Farsta"), ("Start", "maj")))
        for x, text in zip((50, 320), row, strict=True)
    ]
    words = read(make_pdf(draw_lines(*rows)), name="a.pdf").text.split()
    assert words == ["Lön", "31", "000", "kr", "Ort", "Farsta", "Start", "maj"]


def test_lines_written_from_the_bottom_up_are_turned_right(make_pdf: Make) -> None:
    texts = [f"Rad nummer {n} på sidan." for n in range(1, 8)]
    lines = [(72, 700 - 30 * n, text) for n, text in enumerate(texts)]
    text = read(make_pdf(draw_lines(*reversed(lines))), name="a.pdf").text
    assert text.split("\n\n") == texts


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_like_an_upright_one(make_pdf: Make, turn: int) -> None:
    def draw(canvas: Any) -> None:
        canvas.translate(300, 400)
        canvas.rotate(turn)
        canvas.drawString(-200, 20, "Vi söker en lärare till vår skola i")
        canvas.drawString(-200, 6, "Farsta.")

    assert read(make_pdf(draw), name="a.pdf").text == "Vi söker en lärare till vår skola i Farsta."


def test_a_paragraph_goes_on_over_the_page_break_and_the_foot_is_left_out() -> None:
    texts = [f"Stycke {n}. {LONG}" for n in range(30)]
    data = set_in_type(*map(paragraph, texts), foot="Stockholms stad sida {page}")
    document = read(data, name="a.pdf")
    assert document.text == "\n\n".join(texts)
    assert any("sidfot" in warning for warning in document.warnings)


def test_a_page_number_alone_is_left_out_without_a_word() -> None:
    data = set_in_type(paragraph(LONG), foot="{page} (1)")
    document = read(data, name="a.pdf")
    assert (document.text, document.warnings) == (LONG, ())


def test_pages_without_text_are_told(make_pdf: Make) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, 700, "Annons")
        canvas.showPage()
        canvas.rect(10, 10, 500, 500)
        canvas.showPage()

    document = read(make_pdf(draw), name="a.pdf")
    assert ["2" in warning for warning in document.warnings] == [True]


def test_form_fields_are_told(make_pdf: Make) -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, 700, "Annons")
        canvas.acroForm.textfield(name="x", value="ifyllt", x=72, y=600)

    document = read(make_pdf(draw), name="a.pdf")
    assert any("Ifyllbara fält" in warning for warning in document.warnings)


def test_stray_bytes_before_the_header_do_no_harm(make_pdf: Make) -> None:
    data = make_pdf(draw_lines((72, 700, "Annons")))
    assert read(b"\r\n" + data, name="a.pdf").format == "pdf"


def test_many_threads_may_read_at_once(make_pdf: Make) -> None:
    data = [make_pdf(draw_lines((72, 700, f"Annons nummer {n}"))) for n in range(8)]
    with ThreadPoolExecutor(4) as pool:
        texts = [document.text for document in pool.map(lambda d: read(d, name="a.pdf"), data)]
    assert texts == [f"Annons nummer {n}" for n in range(8)]


def test_rows_of_a_cv_stay_apart_and_running_text_with_years_does_not(
    make_pdf: Make, blocks_of: Blocks
) -> None:
    rows = [
        "Jag har arbetat med mat i storkök och på restaurang under åren",
        "2001–2024 och sedan dess lärt upp andra som vill laga mat till",
        "2012-2024 Kock vid sjukhuset i Solna, med ansvar för dietkosten",
        "2001–2012 Kock på restaurangen vid torget, med ansvar för såser",
        "Utbildning: Restaurangskolan, med inriktning på kallkök och deg",
    ]
    data = make_pdf(draw_lines(*((72, 700 - 14 * n, row) for n, row in enumerate(rows))))
    assert [text for *_, text in blocks_of(data, "a.pdf")] == [" ".join(rows[:2]), *rows[2:]]
