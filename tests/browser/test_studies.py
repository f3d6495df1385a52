"""The journey of a study in a real browser: plan, readers' links, report; axe on every page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from study_factory import groups, texts

Check = Callable[[Page], None]
WIDTHS = (1280, 320)


@pytest.fixture
def looked_at(accessible: Check) -> Check:
    """Axe finds nothing and nothing runs out at the side, wide and narrow."""

    def check(page: Page) -> None:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            accessible(page)
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0, f"{wide} px run out at the side of {page.title()}"
        page.set_viewport_size({"width": 1280, "height": 900})

    return check


def _files(some: dict[str, str], suffix: str = "") -> list[dict[str, object]]:
    return [
        {"name": f"{code}{suffix}.txt", "mimeType": "text/plain", "buffer": text.encode()}
        for code, text in some.items()
    ]


def _plan(page: Page, home: str) -> None:
    page.goto(home)
    page.get_by_role("link", name="Studera urvalet").last.click()
    page.get_by_role("link", name="Planera en studie").click()
    page.get_by_label("Studiens namn").fill("Urval till förskolan")
    page.get_by_label("Vad gäller grupperna?").fill("gender")
    page.get_by_label("Antal läsare").fill("8")
    page.get_by_label("Antal ansökningar").fill("12")
    page.get_by_label("Listans längd").fill("4")
    page.get_by_label("Största skillnad som saknar betydelse").fill("10")
    page.get_by_label("Kompetenser").fill("Samarbete\n1: Inget exempel.\n5: Konkret exempel.")
    page.get_by_label("Dag då").fill(f"{(datetime.now(UTC) + timedelta(days=60)).date()}")


def _read(page: Page, link: str, place: int, look: Check | None) -> None:
    """Reads everything in the reader's own pages and hands in the list."""
    wanted = sorted(range(1, 13), key=lambda n: (7 * n + 5 * place) % 13)[:4]
    page.goto(link)
    if look:
        look(page)
    page.get_by_role("link", name="Börja läsa").click()
    for number in range(1, 13):
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Ansökan {number} av 12")
        if look and number == 1:
            look(page)
            page.get_by_role("button", name="Spara och fortsätt").click()
            expect(page.get_by_role("alert")).to_contain_text("Svara ja eller nej")
            look(page)
        page.locator(f'input[name="poang-0"][value="{1 + number % 5}"]').check()
        choice = "ja" if number in wanted else "nej"
        page.locator(f'input[name="shortlisted"][value="{choice}"]').check()
        page.get_by_role("button", name="Spara och fortsätt").click()
    expect(page.get_by_text("12 av 12 klara")).to_be_visible()
    if look:
        look(page)
    page.get_by_role("button", name="Lämna in listan").click()
    expect(page.get_by_text("Din lista är inlämnad")).to_be_visible()
    if look:
        page.get_by_role("link", name="Svara på sista frågan").click()
        look(page)
        page.locator('input[name="gissning-0-1"][value="man"]').check()
        page.get_by_role("button", name="Spara gissningarna").click()
        expect(page.get_by_text("gissningar är sparade")).to_be_visible()


def test_from_plan_over_eight_links_to_the_report(page: Page, home: str, looked_at: Check) -> None:
    _plan(page, home)
    page.get_by_role("button", name="Pröva planen").click()
    expect(page.get_by_role("heading", name="Det här kan studien visa")).to_be_visible()
    looked_at(page)
    page.get_by_role("button", name="Skapa studien").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Urval till förskolan")
    study = page.url
    looked_at(page)

    opened, blind = texts()
    page.locator("#open").set_input_files(_files(opened))  # type: ignore[arg-type]
    page.locator("#blind").set_input_files(_files(blind, "-cv"))  # type: ignore[arg-type]
    page.get_by_role("button", name="Lägg till ansökningar").click()
    expect(page.get_by_text("12 ansökningar finns i båda versionerna.")).to_be_visible()
    page.locator("#groups").set_input_files(
        {"name": "grupper.csv", "mimeType": "text/csv", "buffer": groups()}
    )
    page.get_by_role("button", name="Lägg till grupptabellen").click()
    page.get_by_role("button", name="Lås planen").click()
    looked_at(page)
    page.get_by_role("button", name="Lotta och skapa länkar").click()
    links = page.locator("td.address").all_inner_texts()
    assert len(links) == 8
    looked_at(page)

    for place, link in enumerate(links):
        _read(page, link, place, looked_at if place == 0 else None)

    page.goto(study)
    expect(page.get_by_text("96 av 96 bedömningar")).to_be_visible()
    looked_at(page)
    page.get_by_role("button", name="Avsluta läsningen").click()
    page.get_by_role("button", name="Analysera studien").click()
    expect(page.get_by_role("heading", name="Svar:")).to_be_visible()
    looked_at(page)
    for name, suffix in [("Word", "docx"), ("Pdf", "pdf"), ("Excel", "xlsx")]:
        with page.expect_download() as download:
            page.get_by_role("link", name=name, exact=True).click()
        assert download.value.suggested_filename == f"rapport.{suffix}"


def test_a_plan_that_can_never_conclude_cannot_be_started(page: Page, home: str) -> None:
    _plan(page, home)
    page.get_by_label("Antal läsare").fill("6")
    page.get_by_role("button", name="Pröva planen").click()
    expect(page.get_by_role("heading", name="Studien kan inte ge något svar")).to_be_visible()
    expect(page.get_by_role("button", name="Skapa studien")).to_have_count(0)


@pytest.mark.parametrize("path", ["/studera", "/studera/planera", "/studera/urvalssteg"])
def test_the_first_pages(page: Page, home: str, path: str, looked_at: Check) -> None:
    page.goto(home + path)
    looked_at(page)


def test_a_wrong_plan_leads_to_its_field(page: Page, home: str, looked_at: Check) -> None:
    _plan(page, home)
    page.get_by_label("Antal läsare").fill("många")
    page.get_by_role("button", name="Pröva planen").click()
    expect(page.get_by_role("alert")).to_contain_text("Antalet läsare")
    looked_at(page)
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator("#readers")).to_be_focused()


def test_one_selection_step_without_scripts(browser: Browser, home: str) -> None:
    rows = ["ansökan;vald;kön"]
    rows += [f"K{i};{int(i % 3 == 0)};{'man' if i % 2 else 'kvinna'}" for i in range(60)]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}/studera/urvalssteg")
    page.locator("#table").set_input_files(
        {"name": "t.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()}
    )
    page.get_by_role("button", name="Gör rapporten").click()
    expect(page.get_by_text("20 av 60 sökande gick vidare")).to_be_visible()
    expect(page.get_by_role("img").first).to_be_visible()
    context.close()


def test_the_reader_can_do_it_by_keyboard_alone(page: Page, home: str) -> None:
    page.goto(f"{home}/_komponenter/yes-no/chosen")
    page.locator("#shortlisted").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator('input[value="nej"]')).to_be_checked()
    outline = page.locator(".answer:has(:focus-visible)").evaluate(
        "label => getComputedStyle(label).outlineStyle"
    )
    assert outline == "solid"
