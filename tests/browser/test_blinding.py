"""*Avidentifiera*: twelve mixed applications from upload over one correction to reveal."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from fairscreen.documents.writing import Heading, Layout, ListItem, Paragraph, write

PHRASE = "fyra gröna ugglor"
PEOPLE = [
    "Ada Åkerlind", "Mohamed Farah", "Bo Dahl", "Aino Lehtinen", "Zeynep Demirci",
    "Piotr Zielinski", "Amina Warsame", "Sara Granlund", "Nooshin Karimi", "Elif Kaya",
    "Ingrid Berglind", "Yonas Tesfay",
]  # fmt: skip


def files() -> list[dict[str, object]]:
    """A document of each of twelve invented persons, in turn Word, pdf, text and web page."""
    made: list[dict[str, object]] = []
    for number, name in enumerate(PEOPLE):
        given = name.split()[0]
        layout = Layout(
            name,
            (
                Paragraph(f"{given.lower()}@example.se | 070-174 06 05"),
                Heading("Erfarenhet"),
                ListItem("2019–2023 Undersköterska, Solgårdens äldreboende"),
                Paragraph(f"Jag heter {name} och har lett en grupp på åtta personer."),
            ),
        )
        form = ("docx", "pdf", "txt", "html")[number % 4]
        made.append({
            "name": f"{name.replace(' ', '_')}_cv.{form}",
            "mimeType": "application/octet-stream",
            "buffer": write(layout, form),  # type: ignore[arg-type]
        })  # fmt: skip
    return made


def click(page: Page, target: Locator) -> None:
    target.click()


def press(page: Page, target: Locator) -> None:
    """Go to the target with the tab key alone, as somebody without a mouse, and act on it."""
    page.evaluate("document.activeElement.blur()")
    handle = target.element_handle()
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("e => e === document.activeElement", handle):
            kind = target.get_attribute("type")
            page.keyboard.press("Space" if kind in ("checkbox", "radio") else "Enter")
            return
    raise AssertionError("the tab key does not lead there")


def started(page: Page, home: str, act: Callable[[Page, Locator], None] = click) -> None:
    """A recruitment with all files in it, and the copies on their way."""
    page.goto(f"{home}/avidentifiera")
    page.get_by_label("Rekryteringens namn").fill("STHLM 2026/117")
    page.get_by_label("Lösenfras", exact=True).fill(PHRASE)
    page.get_by_label("Lösenfrasen en gång till").fill(PHRASE)
    act(page, page.get_by_role("button", name="Skapa rekryteringen"))
    page.locator("#files").wait_for()
    page.locator("#files").set_input_files(files())  # type: ignore[arg-type]
    act(page, page.get_by_role("button", name="Lägg in"))
    page.get_by_text("12 filer, 12 sökande").wait_for()
    act(page, page.get_by_role("button", name="Dela ut koder och gör kopiorna"))
    page.get_by_role("heading", name="3. Granska kopiorna").wait_for()


@pytest.mark.parametrize("act", [click, press], ids=["mouse", "keyboard"])
def test_from_upload_over_a_correction_to_reveal(
    page: Page, home: str, act: Callable[[Page, Locator], None]
) -> None:
    started(page, home, act)
    page.get_by_text("12 av 12 klara").wait_for(timeout=180_000)
    act(page, page.get_by_role("link", name="K05"))
    copy = page.get_by_role("region", name="Kopia, dokument 1")
    assert "Solgårdens" in copy.inner_text()
    page.get_by_label("Ord som ska döljas").fill("Solgårdens")
    act(page, page.get_by_role("checkbox", name="Visa 070-174 06 05"))
    act(page, page.get_by_role("button", name="Spara och gör om kopiorna"))
    page.get_by_text("Du har valt att visa:").wait_for()
    text = page.get_by_role("region", name="Kopia, dokument 1").inner_text()
    assert "Solgårdens" not in text
    assert "070-174 06 05" in text
    act(page, page.get_by_role("link", name="Till alla koder"))
    page.get_by_text("12 av 12 klara").wait_for(timeout=60_000)
    act(page, page.get_by_label("Jag har granskat maskningarna"))
    act(page, page.get_by_role("button", name="Släpp kopiorna"))
    page.get_by_role("heading", name="Hämta").wait_for()
    with page.expect_download() as download:
        act(page, page.get_by_role("link", name="Avidentifierade kopior (zip)"))
    assert download.value.suggested_filename == "kopior.zip"
    page.locator("#oppna-codes").fill("K07")
    page.locator("#oppna-reason").fill("kallas till intervju")
    page.locator("#oppna-passphrase").fill(PHRASE)
    act(page, page.get_by_role("button", name="Öppna", exact=True))
    page.get_by_role("heading", name="Öppnade identiteter").wait_for()
    shown = page.locator("main").inner_text()
    assert sum(name.replace(" ", "_") in shown for name in PEOPLE) == 1


def test_the_wrong_passphrase_opens_nothing_and_leads_to_its_field(page: Page, home: str) -> None:
    started(page, home)
    page.get_by_text("12 av 12 klara").wait_for(timeout=180_000)
    page.get_by_label("Jag har granskat maskningarna").check()
    page.get_by_role("button", name="Släpp kopiorna").click()
    page.locator("#oppna-codes").fill("K01")
    page.locator("#oppna-reason").fill("kallas till intervju")
    page.locator("#oppna-passphrase").fill("fel")
    page.get_by_role("button", name="Öppna", exact=True).click()
    alert = page.get_by_role("alert")
    assert "Lösenfrasen stämmer inte." in alert.inner_text()
    alert.get_by_role("link").click()
    assert page.evaluate("document.activeElement.id") == "oppna-passphrase"


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_accessible(
    page: Page, home: str, width: int, accessible: Callable[[Page], None]
) -> None:
    page.set_viewport_size({"width": width, "height": 800})

    def looked_at() -> None:
        accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{wide} px run out at the side"

    page.goto(f"{home}/avidentifiera")
    looked_at()
    page.get_by_label("Rekryteringens namn").fill("STHLM 2026/117")
    page.get_by_label("Lösenfras", exact=True).fill(PHRASE)
    page.get_by_label("Lösenfrasen en gång till").fill("en annan")
    page.get_by_role("button", name="Skapa rekryteringen").click()
    page.get_by_role("alert").wait_for()
    looked_at()
    page.get_by_label("Lösenfras", exact=True).fill(PHRASE)
    page.get_by_label("Lösenfrasen en gång till").fill(PHRASE)
    page.get_by_role("button", name="Skapa rekryteringen").click()
    page.locator("#files").set_input_files(files()[:2])  # type: ignore[arg-type]
    page.get_by_role("button", name="Lägg in").click()
    page.get_by_text("2 filer, 2 sökande").wait_for()
    looked_at()
    page.get_by_role("button", name="Dela ut koder och gör kopiorna").click()
    page.get_by_text("2 av 2 klara").wait_for(timeout=120_000)
    looked_at()
    page.get_by_role("link", name="K01").click()
    page.get_by_role("heading", name="Dölj mer").wait_for()
    looked_at()
    page.get_by_role("link", name="Till alla koder").click()
    page.get_by_label("Jag har granskat maskningarna").check()
    page.get_by_role("button", name="Släpp kopiorna").click()
    page.get_by_role("heading", name="Hämta").wait_for()
    looked_at()


def test_killed_in_the_middle_nothing_is_lost(context: BrowserContext, tmp_path: Path) -> None:
    """The service is killed while copies are made, and started again."""
    page = context.new_page()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    home = f"http://127.0.0.1:{port}"
    service = serve(tmp_path, port)
    try:
        started(page, home)
        address = page.url.partition("#")[0]
        service.send_signal(signal.SIGKILL)
        service.wait()
        service = serve(tmp_path, port)
        page.goto(address)
        page.get_by_text("12 av 12 klara").wait_for(timeout=180_000)
        rows = page.get_by_role("row").filter(has_text="klar att släppa")
        assert rows.count() == 12
    finally:
        service.kill()
        service.wait()


def serve(folder: Path, port: int) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ, "FAIRSCREEN_DATA": str(folder / "data"), "FAIRSCREEN_PORT": str(port),
        "FAIRSCREEN_KEY_COST": "2",
    }  # fmt: skip
    program = [sys.executable, "-m", "fairscreen.cli", "serve", "--port", str(port)]
    service = subprocess.Popen(
        program, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
                return service
        except OSError:
            time.sleep(0.1)
    service.kill()
    service.wait()
    raise AssertionError("the service did not start")
