"""From paste to a Word file with three findings handled: by mouse, by keyboard alone; and more."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def reviewed(page: Page, home: str, ad: str) -> Iterator[Page]:
    page.goto(f"{home}/granska")
    page.get_by_label("Annonsens text").fill(ad)
    page.get_by_role("button", name="Granska annonsen").click()
    page.get_by_role("heading", name="Annonsen är granskad").wait_for()
    page.wait_for_load_state("load")
    yield page
    for choice in page.request.get(f"{home}/v1/ads/choices").json()["choices"]:
        page.request.delete(f"{home}/v1/ads/choices/{choice['id']}")


def _number(page: Page, words: str) -> int:
    finding = page.locator(".finding", has=page.locator("h3", has_text=words)).first
    return int(finding.get_attribute("data-number") or 0)


def _comments(file: Path) -> str:
    with zipfile.ZipFile(file) as packed:
        return packed.read("word/comments.xml").decode()


def _handled(page: Page, file: Path) -> None:
    with zipfile.ZipFile(file) as packed:
        text = re.sub("<[^>]+>", "", packed.read("word/document.xml").decode())
    assert "svenska som modersmål" not in text
    assert "svenska så att du kan" in text
    comments = _comments(file)
    assert "personligt brev" in comments
    assert "B-körkort” är ett krav" not in comments
    assert "stresstålig" not in comments


def test_three_findings_by_mouse(reviewed: Page, tmp_path: Path) -> None:
    page = reviewed
    news = page.locator("[data-part=besked]")
    number = _number(page, "svenska som modersmål")
    page.get_by_role("button", name=f"Byt ut vid fynd {number}", exact=True).click()
    expect(news).to_contain_text("är bytt mot")
    expect(page.get_by_label("Annonsens text")).to_have_value(re.compile("svenska så att du kan"))

    number = _number(page, "B-körkort")
    page.get_by_role("button", name=f"Behåll vid fynd {number}", exact=True).click()
    expect(page.locator(".kept")).to_contain_text("B-körkort")

    number = _number(page, "stresstålig")
    finding = page.locator(f"#fynd-{number}")
    finding.locator("summary").click()
    finding.get_by_role("button", name="Fel träff vid fynd").click()
    field = finding.get_by_label("Varför är det fel träff?")
    expect(field).to_be_focused()
    field.fill("Det står i avtalet.")
    finding.get_by_role("button", name="Fel träff vid fynd").click()
    expect(news).to_contain_text("markeras inte längre")

    with page.expect_download() as download:
        page.get_by_role("button", name="Word med kommentarer").click()
    download.value.save_as(tmp_path / "annons.docx")
    _handled(page, tmp_path / "annons.docx")


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(250):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"the Tab key never reaches {selector}")


def test_three_findings_by_keyboard_alone(page: Page, home: str, ad: str, tmp_path: Path) -> None:
    page.goto(f"{home}/granska")
    _tab_to(page, "#text")
    page.keyboard.insert_text(ad)
    _tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Annonsen är granskad").wait_for()
    page.wait_for_load_state("load")
    news = page.locator("[data-part=besked]")

    number = _number(page, "svenska som modersmål")
    _tab_to(page, f"#fynd-{number} button[value^='byt:']")
    page.keyboard.press("Enter")
    expect(news).to_contain_text("är bytt mot")
    # The next finding has taken the place, and the focus.
    expect(page.locator(f"#fynd-{number}")).to_be_focused()

    number = _number(page, "B-körkort")
    _tab_to(page, f"#fynd-{number} button[value^='behall:']")
    page.keyboard.press("Space")
    expect(page.locator(".kept")).to_contain_text("B-körkort")

    number = _number(page, "stresstålig")
    _tab_to(page, f"#fynd-{number} summary")
    page.keyboard.press("Enter")
    _tab_to(page, f"#skal-{number}")
    page.keyboard.type("Det står i avtalet.")
    page.keyboard.press("Enter")
    expect(news).to_contain_text("markeras inte längre")

    _tab_to(page, "button[formaction='/granska/fil/docx']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(tmp_path / "annons.docx")
    _handled(page, tmp_path / "annons.docx")
    for choice in page.request.get(f"{home}/v1/ads/choices").json()["choices"]:
        page.request.delete(f"{home}/v1/ads/choices/{choice['id']}")


def test_findings_stay_at_their_words_while_one_types(reviewed: Page) -> None:
    page = reviewed
    marked = page.locator(".ad .mark")
    before = marked.all_inner_texts()
    with page.expect_request("**/granska") as sent:
        page.get_by_label("Annonsens text").press("Control+Home")
        page.keyboard.insert_text("Vi \U0001f600 söker en lärare.\n")
        assert marked.all_inner_texts() == before  # moved before any answer came
    sent.value.response()
    expect(page.locator("[data-draft-status]")).to_have_text("")
    assert marked.all_inner_texts() == before
    expect(page.locator(".ad p").first).to_have_text("Vi \U0001f600 söker en lärare.")


def test_new_words_are_checked_while_one_types(reviewed: Page) -> None:
    page = reviewed
    before = page.locator(".finding").count()
    page.get_by_label("Annonsens text").press("Control+End")
    page.keyboard.insert_text("Du har körkort B och egen bil.\n")
    expect(page.locator(".finding")).not_to_have_count(before)
    expect(page.get_by_label("Annonsens text")).to_be_focused()


def test_the_ad_is_copied_with_its_lists(reviewed: Page) -> None:
    page = reviewed
    page.evaluate("""() => document.addEventListener("copy", (event) => {
      setTimeout(() => { window.copied = event.clipboardData.getData("text/html"); });
      window.copied = event.clipboardData.getData("text/html");
    })""")
    page.get_by_role("button", name="Kopiera annonsen").click()
    expect(page.locator("[data-copy-status]")).to_contain_text("kopierad")
    page.get_by_label("Annonsens text").fill("")
    page.goto(page.url)
    area = page.get_by_label("Annonsens text")
    area.press("Control+V")
    assert "- utbildad undersköterska" in area.input_value()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_on_the_page_being_worked_on(
    reviewed: Page, width: int, scheme: str, accessible: Callable[[Page], None]
) -> None:
    page = reviewed
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.get_by_role("button", name="Behåll vid fynd 1", exact=True).click()
    page.locator(".kept").wait_for()
    page.get_by_role("button", name=re.compile("^Byt ut vid fynd")).last.click()
    page.locator(".back").first.wait_for()
    last = page.locator(".finding").last
    last.locator("summary").click()
    last.get_by_role("button", name="Fel träff vid fynd").click()
    page.locator("[aria-invalid]").wait_for()
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    accessible(page)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{wide} px run out at the side"


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_on_versions_and_on_ads_over_time(
    reviewed: Page, home: str, ad: str, width: int, accessible: Callable[[Page], None]
) -> None:
    page = reviewed
    page.set_viewport_size({"width": width, "height": 800})
    page.locator("summary", has_text="äldre version").click()
    page.get_by_label("Den äldre texten").fill(ad.replace("foto", "bild"))
    page.get_by_role("button", name="Visa skillnaden").click()
    page.get_by_role("heading", name="Texten, ord för ord").wait_for()
    accessible(page)
    page.get_by_role("button", name="Tillbaka till annonsen").click()
    expect(page.get_by_label("Annonsens text")).to_have_value(ad)

    page.goto(f"{home}/granska/over-tid")
    accessible(page)
    rows = "text;publicerad\n" + "".join(
        f"Vi söker en lärare. Bifoga brev.;202{5 + n % 2}-03-01\n" for n in range(24)
    )
    page.locator("#file").set_input_files(
        {"name": "a.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    page.get_by_role("button", name="Granska annonserna").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Ladda ner Excel").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    accessible(page)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{wide} px run out at the side"


def test_one_who_goes_on_to_a_finding_stays_there(reviewed: Page) -> None:
    page = reviewed
    page.get_by_label("Annonsens text").press("Control+End")
    with page.expect_response("**/granska") as answer:
        page.keyboard.insert_text("Tack.\n")
        own = page.locator("#egna-2")
        own.fill("mina ord")
    answer.value.finished()
    expect(page.locator("[data-draft-status]")).to_have_text("")
    expect(own).to_be_focused()
    expect(own).to_have_value("mina ord")
