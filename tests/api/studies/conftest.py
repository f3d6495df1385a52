"""A service of its own with studies in it, and what a test does over HTTP."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from study_factory import groups, texts

from fairscreen.settings import Settings
from fairscreen_api import create_app

HOME = "http://127.0.0.1:8640"
PLAN = {
    "title": "Urval till förskolan", "question": "Ändras urvalet?", "readers": "8",
    "applications": "12", "assignment": "complete", "rule": "fixed", "length": "4",
    "attribute": "gender", "reference": "man", "level": "kvinna", "difference": "15",
    "margin": "10", "competences": "Samarbete\n1: Inget exempel.\n5: Konkret exempel.",
    "delete_on": "", "seed": "428115",
}  # fmt: skip


@dataclass
class Led:
    """A study as its leader and its readers hold it."""

    client: TestClient
    home: str
    links: list[str]

    def judge(self, link: str, number: int, **answer: str):  # type: ignore[no-untyped-def]
        return self.client.post(f"{link}/{number}", data={"shortlisted": "nej", **answer})

    def read_all(self, link: str, place: int) -> None:
        wanted = sorted(range(1, 13), key=lambda n: (7 * n + 5 * place) % 13)[:4]
        for number in range(1, 13):
            choice = "ja" if number in wanted else "nej"
            answer = self.judge(
                link, number, shortlisted=choice, **{"poang-0": str(1 + number % 5)}
            )
            assert answer.status_code == 200
        assert "inlämnad" in self.client.post(f"{link}/lamna-in").text


@pytest.fixture(scope="module")
def plan() -> dict[str, str]:
    from datetime import UTC, datetime, timedelta

    return PLAN | {"delete_on": f"{(datetime.now(UTC) + timedelta(days=90)).date()}"}


@pytest.fixture(scope="module")
def study_app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return create_app(Settings(data=tmp_path_factory.mktemp("studies"), max_file_mb=0.5))


@pytest.fixture(scope="module")
def web(study_app: FastAPI) -> Iterator[TestClient]:
    with TestClient(study_app, base_url=HOME) as client:
        yield client


@pytest.fixture(scope="module")
def make_study(web: TestClient, plan: dict[str, str]) -> Callable[..., Led]:
    """A study up to the draw, all over HTTP."""

    def make(**changes: str) -> Led:
        made = web.post(
            "/studera/planera", data={**plan, **changes, "action": "create"}, follow_redirects=False
        )
        assert made.status_code == 303, made.text
        home = made.headers["location"]
        opened, blind = texts()
        files = [("open", (f"{c}.txt", t.encode())) for c, t in opened.items()]
        files += [("blind", (f"{c}-cv.txt", t.encode())) for c, t in blind.items()]
        assert web.post(f"{home}/ansokningar", files=files).status_code == 200
        assert web.post(f"{home}/grupper", files={"groups": ("g.csv", groups())}).status_code == 200
        assert web.post(f"{home}/las-planen").status_code == 200
        shown = web.post(f"{home}/lotta", data={"days": "30"})
        assert shown.status_code == 200, shown.text
        return Led(web, home, re.findall(r"/las/[\w-]+", shown.text))

    return make


@pytest.fixture(scope="module")
def led(make_study: Callable[..., Led]) -> Led:
    """One study that is being read."""
    return make_study()


@pytest.fixture
def data_folder(study_app: FastAPI) -> Path:
    return study_app.state.settings.data
