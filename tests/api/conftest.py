"""The service under test: one application for all tests, with the real rules behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from fairscreen.settings import Settings
from fairscreen_api import create_app

HOME = "http://127.0.0.1:8640"
AD = """\
Undersköterska till Tallbackens vård- och omsorgsboende

Arbetsuppgifter
Du ger omvårdnad och dokumenterar i journal. Vi är ett ungt team.

Kvalifikationer
- utbildad undersköterska
- svenska som modersmål
- B-körkort är ett krav

Ansökan
Bifoga ett personligt brev. Du behöver inte skicka foto.
"""


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data=tmp_path_factory.mktemp("service"), max_text_chars=20_000, max_file_mb=0.5)


@pytest.fixture(scope="session")
def app(settings: Settings) -> FastAPI:
    return create_app(settings, gallery=True)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=HOME) as client:
        yield client


@pytest.fixture(scope="session")
def ad() -> str:
    """An invented ad with several things to find."""
    return AD


@pytest.fixture
def check(client: TestClient) -> Any:
    """POST a JSON body to ``/v1/ads/check``."""

    def post(**body: Any) -> Any:
        return client.post("/v1/ads/check", json=body)

    return post
