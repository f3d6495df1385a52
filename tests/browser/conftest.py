"""A real Chromium, a real server on a free port, and a watch over everything a page does."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from fairscreen.settings import Settings
from fairscreen_api import create_app

# Chromium's sandbox needs rights that a container's root lacks; the rest keeps it from calling
# home.
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
_AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium not found: install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running service."""
    settings = Settings(data=tmp_path_factory.mktemp("service"), max_file_mb=0.5)
    config = uvicorn.Config(
        create_app(settings, gallery=True), log_level="warning", access_log=False
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the service did not start"
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@dataclass
class Watch:
    """What pages did that no page may do."""

    home: str
    complaints: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        page.on("request", lambda request: self._request(request.url))
        page.on("console", lambda message: self._console(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))

    def _request(self, url: str) -> None:
        if not url.startswith((self.home, "data:", "blob:")):
            self.complaints.append(f"request to {url}")

    def _console(self, kind: str, text: str) -> None:
        # Chromium reports an answer with an error status as an error; ours are shown as pages.
        if kind in ("error", "warning") and "responded with a status of" not in text:
            self.complaints.append(f"console: {text}")  # a breach of the security policy too


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="sv-SE")
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, home: str) -> Iterator[Page]:
    """A page that fails the test if it breaks the policy, its script, or calls another machine."""
    watch = Watch(home)
    context.on("page", watch.over)
    yield context.new_page()
    assert watch.complaints == []


@pytest.fixture(scope="session")
def accessible() -> Callable[[Page], None]:
    """Fails with axe's report when it finds anything."""
    axe = Axe()

    def check(page: Page) -> None:
        options = {"runOnly": {"type": "tag", "values": _AXE_TAGS}}
        results = axe.run(page, options=options)
        assert results.violations_count == 0, results.generate_report()

    return check


@pytest.fixture(scope="session")
def ad() -> str:
    """An invented ad with several things to find, some of them on each other."""
    return """\
Undersköterska till Tallbackens vård- och omsorgsboende

Om oss
Vi är ett ungt och härligt gäng. You will join a team that works with older people every day.

Arbetsuppgifter
Du ger omvårdnad och dokumenterar i journal.

Kvalifikationer
- utbildad undersköterska
- svenska som modersmål
- B-körkort är ett krav
- stresstålig, flexibel och social

Meriterande
- erfarenhet av demensvård

Ansökan
Bifoga ett personligt brev och foto. Sista ansökningsdag är den 31 maj.
"""
