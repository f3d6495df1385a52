"""From the start page to a changed ad: by mouse, by keyboard alone, and without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

DOCX = "examples/underskoterska.docx"


def test_by_mouse(page: Page, home: str, ad: str) -> None:
    page.goto(home)
    page.get_by_role("link", name="Granska en annons").last.click()
    page.get_by_label("Annonsens text").fill(ad)
    page.get_by_role("button", name="Granska annonsen").click()

    in_text = page.locator("#plats-2")
    in_text.click()
    finding = page.locator("#fynd-2")
    expect(finding).to_be_focused()
    expect(finding).to_be_in_viewport()
    finding.get_by_role("link", name="Visa fynd").click()
    expect(in_text).to_be_focused()
    expect(in_text).to_be_in_viewport()

    page.get_by_role("link", name="Ändra texten").click()
    text = page.get_by_label("Annonsens text")
    expect(text).to_have_value(ad)
    before = page.locator(".findings > li").count()
    text.fill(ad.replace("- svenska som modersmål\n", ""))
    page.get_by_role("button", name="Granska igen").click()
    expect(page.locator(".findings > li")).not_to_have_count(before)


def test_by_keyboard_alone(page: Page, home: str, ad: str) -> None:
    page.goto(home)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".door a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/granska", wait_until="load")

    _tab_to(page, "#text")
    page.keyboard.insert_text(ad)
    _tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Annonsen är granskad").wait_for()
    page.wait_for_load_state("load")

    _tab_to(page, "#plats-1")
    page.keyboard.press("Enter")
    expect(page.locator("#fynd-1")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#plats-1")).to_be_focused()

    _tab_to(page, "#text")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("Vi ser fram emot din ansökan.")
    _tab_to(page, "button[type=submit]")
    page.keyboard.press("Space")
    page.get_by_text("Vi ser fram emot din ansökan.").first.wait_for()


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"the Tab key never reaches {selector}")


def test_focus_can_always_be_seen(page: Page, home: str, ad: str) -> None:
    page.goto(f"{home}/granska")
    page.get_by_label("Annonsens text").fill(ad)
    page.get_by_role("button", name="Granska annonsen").click()
    page.get_by_role("heading", name="Annonsen är granskad").wait_for()
    seen = 0
    while True:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break  # past the last one
        seen += 1
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", page.evaluate("document.activeElement.outerHTML")
    assert seen > 15


def test_without_scripts(browser: Browser, home: str, ad: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}/granska")
    page.get_by_role("button", name="Granska annonsen").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Annonsens text").fill(ad)
    page.get_by_role("button", name="Granska annonsen").click()
    page.locator("#plats-1").click()
    expect(page.locator("#fynd-1")).to_be_in_viewport()
    assert page.url.endswith("/granska#fynd-1")
    expect(page.get_by_label("Annonsens text")).to_have_value(ad)
    context.close()


def test_a_word_file(page: Page, home: str, root: Path) -> None:
    page.goto(f"{home}/granska")
    page.get_by_label("Eller välj en fil").set_input_files(root / DOCX)
    page.get_by_role("button", name="Granska annonsen").click()
    expect(page.get_by_text(f"Fil: {Path(DOCX).name}")).to_be_visible()
    expect(page.locator(".ad")).to_contain_text("undersköterska")


def test_a_file_that_is_too_large_is_told_before_it_is_sent(page: Page, home: str) -> None:
    page.goto(f"{home}/granska")
    page.get_by_label("Eller välj en fil").set_input_files(
        {"name": "stor.txt", "mimeType": "text/plain", "buffer": b"a" * 700_000}
    )
    expect(page.get_by_role("status").first).to_contain_text("0,7 MB")


def test_a_file_that_is_far_too_large_gets_a_page_and_not_a_broken_line(
    page: Page, home: str
) -> None:
    page.goto(f"{home}/granska")
    page.get_by_label("Eller välj en fil").set_input_files(
        {"name": "stor.txt", "mimeType": "text/plain", "buffer": b"a" * 5_000_000}
    )
    page.get_by_role("button", name="Granska annonsen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Det du skickade är för stort.")


def test_a_dropped_file_is_chosen(page: Page, home: str) -> None:
    page.goto(f"{home}/granska")
    page.evaluate("""() => {
      const carried = new DataTransfer();
      carried.items.add(new File(["Vi söker en lärare."], "annons.txt"));
      const drop = new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true});
      document.body.dispatchEvent(drop);
    }""")
    assert page.locator("#file").evaluate("input => input.files[0].name") == "annons.txt"


def test_back_brings_the_text_back(page: Page, home: str, ad: str) -> None:
    page.goto(f"{home}/granska")
    page.get_by_label("Annonsens text").fill(ad)
    page.get_by_role("button", name="Granska annonsen").click()
    page.get_by_role("heading", name="Annonsen är granskad").wait_for()
    page.go_back()
    expect(page.get_by_label("Annonsens text")).to_have_value(ad)


def test_on_a_narrow_screen_the_finding_comes_to_the_top(page: Page, home: str, ad: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{home}/granska")
    page.get_by_label("Annonsens text").fill(ad)
    page.get_by_role("button", name="Granska annonsen").click()
    page.locator("#plats-2").click()
    box = page.locator("#fynd-2").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 100


def test_clicking_marked_words_opens_their_finding(page: Page, home: str, ad: str) -> None:
    page.goto(f"{home}/granska")
    page.get_by_label("Annonsens text").fill(ad)
    page.get_by_role("button", name="Granska annonsen").click()
    mark = page.locator(".ad .mark").first
    number = mark.get_attribute("data-numbers").split()[0]  # type: ignore[union-attr]
    mark.click()
    expect(page.locator(f"#fynd-{number}")).to_be_focused()
    expect(mark).to_have_class(r"mark mark-should current")


def test_the_printed_page_has_ad_and_list_but_no_form(page: Page, home: str, ad: str) -> None:
    page.goto(f"{home}/granska")
    page.get_by_label("Annonsens text").fill(ad)
    page.get_by_role("button", name="Granska annonsen").click()
    page.get_by_role("heading", name="Annonsen är granskad").wait_for()
    page.emulate_media(media="print")
    expect(page.locator(".ad")).to_be_visible()
    expect(page.locator(".findings > li").last).to_be_visible()
    for aside in ("form", ".jumps", ".masthead"):
        expect(page.locator(aside)).to_be_hidden()
    list_ = page.locator(".reading-list")
    assert list_.evaluate("e => e.scrollHeight - e.clientHeight") <= 1  # nothing is cut off
