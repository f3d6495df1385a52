"""Text pasted from other programs keeps its lists and headings as lines."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

# What Word puts on the clipboard, shortened: lists are paragraphs with a bullet to be ignored.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{color:red}</style>
</head><body><!--StartFragment-->
<h1 style='margin:0cm'><b>Undersköterska</b></h1>
<p class=MsoNormal style='margin-bottom:0cm'>Du ger
omvårdnad<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span>
utbildad undersköterska</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<span style='mso-list:Ignore'>·<span>&nbsp; </span></span>B-körkort</p>
<!--EndFragment--></body></html>"""
PAGE = (
    "<h2>Kvalifikationer</h2><ul><li><p>körkort</p></li><li>svenska<br>engelska</li></ul>"
    "<div>Välkommen <b>med</b> din ansökan</div>"
    "<script>alert(1)</script><img src=x onerror=alert(1)>"
)
CASES = {
    "word": (WORD, "Undersköterska\n\nDu ger omvårdnad\n- utbildad undersköterska\n- B-körkort"),
    "web page": (
        PAGE,
        "Kvalifikationer\n- körkort\n- svenska\nengelska\nVälkommen med din ansökan",
    ),
}


def _paste(page: Page, html: str, plain: str) -> None:
    page.locator("#text").focus()
    page.evaluate(
        """([html, plain]) => {
          const carried = new DataTransfer();
          carried.setData("text/plain", plain);
          if (html) carried.setData("text/html", html);
          const paste = new ClipboardEvent("paste",
            {clipboardData: carried, bubbles: true, cancelable: true});
          document.activeElement.dispatchEvent(paste);
        }""",
        [html, plain],
    )


@pytest.mark.parametrize("name", CASES)
def test_lists_and_headings_become_lines(page: Page, home: str, name: str) -> None:
    html, expected = CASES[name]
    page.goto(f"{home}/granska")
    _paste(page, html, "allt i en klump")
    expect(page.locator("#text")).to_have_value(expected)


def test_a_paste_can_be_undone(page: Page, home: str) -> None:
    page.goto(f"{home}/granska")
    page.locator("#text").fill("Min text. ")
    page.keyboard.press("Control+End")
    _paste(page, PAGE, "")
    expect(page.locator("#text")).not_to_have_value("Min text. ")
    page.keyboard.press("Control+z")
    expect(page.locator("#text")).to_have_value("Min text. ")


def test_a_paste_replaces_what_is_chosen(page: Page, home: str) -> None:
    page.goto(f"{home}/granska")
    page.locator("#text").fill("gammal text")
    page.keyboard.press("Control+a")
    _paste(page, "<p>ny text</p>", "ny text")
    expect(page.locator("#text")).to_have_value("ny text")
