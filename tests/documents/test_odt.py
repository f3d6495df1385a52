"""OpenDocument texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fairscreen.documents import read

Make = Callable[..., bytes]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("Vi\n  söker <text:span>dig</text:span>", "Vi söker dig"),
        ("a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d", "a   b\tc\nd"),
        ("a<text:s text:c='999999999'/>b", "a b"),
        ("<text:a>länk</text:a>", "länk"),
        ("a<office:annotation><text:p>kommentar</text:p></office:annotation>b", "ab"),
        ("a<text:soft-page-break/>b<text:bookmark-start/>c", "abc"),
        ("före<draw:frame><draw:text-box><text:p>i rutan</text:p></draw:text-box>"
         "</draw:frame> efter",
         "före efter\n\ni rutan"),
        ("a<text:note><text:note-citation>1</text:note-citation><text:note-body>"
         "<text:p>noten</text:p></text:note-body></text:note>", "a\n\nnoten"),
    ],
)  # fmt: skip
def test_paragraphs_become_text(make_odt: Make, inside: str, text: str) -> None:
    assert read(make_odt(f"<text:p>{inside}</text:p>"), name="a.odt").text == text


def test_structure(make_odt: Make, blocks_of: Callable[..., object]) -> None:
    body = """<text:h text:outline-level="2">Rubrik</text:h>
    <text:list><text:list-item><text:p>ett</text:p><text:list><text:list-item><text:p>under</text:p>
    </text:list-item></text:list></text:list-item></text:list>
    <table:table><table:table-column/><table:table-row><table:table-cell><text:p>a</text:p>
    </table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>
    </table:table><text:section><text:p text:style-name="P1">Kvalifikationer</text:p></text:section>
    <text:p>Du har en lång rad egenskaper.</text:p>"""
    bold = (
        '<style:style style:name="P1"><style:text-properties fo:font-weight="bold"/></style:style>'
    )
    assert blocks_of(make_odt(body, bold), "a.odt") == [
        ("heading", 2, "Rubrik"),
        ("list_item", 0, "ett"),
        ("list_item", 1, "under"),
        ("table_cell", 0, "a"),
        ("table_cell", 0, "b"),
        ("heading", 3, "Kvalifikationer"),
        ("paragraph", 0, "Du har en lång rad egenskaper."),
    ]


def test_deleted_text_is_left_out_and_told(make_odt: Make) -> None:
    body = """<text:tracked-changes><text:changed-region><text:deletion><text:p>struket</text:p>
    </text:deletion></text:changed-region></text:tracked-changes><text:p>kvar</text:p>"""
    document = read(make_odt(body), name="a.odt")
    assert document.text == "kvar"
    assert any("spårade ändringar" in warning for warning in document.warnings)


def test_hidden_text_is_left_out_and_told(make_odt: Make) -> None:
    hidden = (
        '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    )
    body = '<text:p>syns<text:span text:style-name="T1">ej</text:span></text:p>'
    document = read(make_odt(body, hidden), name="a.odt")
    assert document.text == "syns"
    assert any("Dold text" in warning for warning in document.warnings)


def test_page_heads_are_left_out_and_told(make_odt: Make) -> None:
    head = "<style:header><text:p>Staden</text:p></style:header>"
    document = read(make_odt("<text:p>text</text:p>", styles=head), name="a.odt")
    assert document.text == "text"
    assert any("Sidhuvud" in warning for warning in document.warnings)
