"""What a browser shows, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fairscreen.documents import read

Blocks = Callable[[bytes, str], list[tuple[str, int, str]]]


def text_of(body: str) -> str:
    return read(f"<!doctype html><body>{body}".encode(), name="annons.html").text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Vi  s&ouml;ker\n en <b>l&#228;r</b>are</p>", "Vi söker en lärare"),
        ("<p>tak &amp; golv &lt;5 m</p>", "tak & golv <5 m"),
        ("<p>en<br>två<br/>tre</p>", "en\ntvå\ntre"),
        ("<p>en<br><br>två</p>", "en\n\ntvå"),
        ("<p>ett</p>löst<p>två</p>", "ett\n\nlöst\n\ntvå"),
        ("<p>ett<p>två", "ett\n\ntvå"),
        ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc"),
        ("<p><b> a </b> <i>b</i></p>", "a b"),
        ("<pre>rad ett\n  rad två</pre>", "rad ett\nrad två"),
        ("<p>a<script>x()</script><style>p{}</style><!-- dold -->b</p>", "ab"),
        ("<p>a</p><template><p>dold</p></template><noscript>n</noscript>", "a"),
        ("<p>syns<span hidden>ej</span></p>", "syns"),
        ("<p>syns<span style='display: none'>ej</span></p>", "syns"),
        ("<p>syns<span style='VISIBILITY:hidden'>ej</span></p>", "syns"),
        ("<p style='mso-hide:all'>ej</p><p>syns</p>", "syns"),
        ("<p><a href='mailto:x'>skriv</a> till oss</p>", "skriv till oss"),
        ("<p>Vi <o:p></o:p>söker</p>", "Vi söker"),
        ("<p>mjukt&shy;bindestreck&nbsp;här</p>", "mjukt\u00adbindestreck\u00a0här"),
    ],
)
def test_the_visible_text(body: str, text: str) -> None:
    assert text_of(body) == text


def test_headings_lists_and_nested_lists(blocks_of: Blocks) -> None:
    page = b"""<html><h1>Titel</h1><ul><li>ett<li>tv&aring;<ol><li>under</ol><li><p>tre</p></ul>
    <h3>Mer</h3><div role=heading aria-level=4>Minst</div><p>slut"""
    assert blocks_of(page, "a.html") == [
        ("heading", 1, "Titel"),
        ("list_item", 0, "ett"),
        ("list_item", 0, "två"),
        ("list_item", 1, "under"),
        ("list_item", 0, "tre"),
        ("heading", 3, "Mer"),
        ("heading", 4, "Minst"),
        ("paragraph", 0, "slut"),
    ]


def test_cells_of_a_table_stand_by_themselves(blocks_of: Blocks) -> None:
    page = b"<html><table><tr><th>Lon</th><td>30 000 kr</td></tr><tr><td>Ort</td><td>Farsta</table>"
    assert blocks_of(page, "a.html") == [
        ("table_cell", 0, "Lon"),
        ("table_cell", 0, "30 000 kr"),
        ("table_cell", 0, "Ort"),
        ("table_cell", 0, "Farsta"),
    ]
    assert read(page).text == "Lon\t30 000 kr\nOrt\tFarsta"


def test_a_table_that_only_lays_out_the_page_has_no_cells(blocks_of: Blocks) -> None:
    page = b"<html><table><tr><td><h2>Om oss</h2><p>Vi</p></td></tr></table>"
    assert blocks_of(page, "a.html") == [("heading", 2, "Om oss"), ("paragraph", 0, "Vi")]


def test_lists_pasted_from_word(blocks_of: Blocks) -> None:
    page = """<html><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>
    <span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>ledsagning<o:p>
    </o:p></p>
    <p class=MsoListParagraph style='margin:0;mso-list:l0 level2 lfo1'><span
    style='mso-list:Ignore'>o</span>inköp</p><p class=MsoNormal>Sedan</p>""".encode()
    assert blocks_of(page, "a.html") == [
        ("list_item", 0, "ledsagning"),
        ("list_item", 1, "inköp"),
        ("paragraph", 0, "Sedan"),
    ]


def test_menus_are_left_out_and_told() -> None:
    document = read(b"<html><nav><a>Start</a></nav><p>Annons</p><button>Logga in</button>")
    assert document.text == "Annons"
    assert any("menyer" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ("", "utf-8"),
        ('<meta charset="iso-8859-1">', "utf-8"),  # says one thing and is another
        ('<meta charset="utf-8">', "utf-16"),
    ],
)
def test_the_encoding_that_the_page_declares(head: str, encoding: str) -> None:
    page = f"<!doctype html><html><head>{head}</head><body><p>Lön på Öland – nu".encode(encoding)
    assert read(page, name="a.html").text == "Lön på Öland – nu"


def test_a_page_with_an_xml_declaration() -> None:
    page = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html><html><body><p>på</p></body></html>'
    )
    assert read(page.encode()).text == "på"


@pytest.mark.parametrize(
    "page", ["<html><<<>>p>a</p>", "<html><p>a</div></p></b>", "<html>a<p", "<html>a&#x0;&#xD800;"]
)
def test_bad_markup_is_read_as_far_as_it_goes(page: str) -> None:
    assert "a" in read(page.encode(), name="a.html").text
