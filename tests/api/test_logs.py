"""The access log says what was asked for, never what was sent."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

SECRET = "Kvistforsbacken"


@pytest.fixture
def access_log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


def _lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [r.getMessage() for r in caplog.records if r.name == "fairscreen.access"]


def test_a_line_tells_method_route_status_and_time(
    client: TestClient, access_log: pytest.LogCaptureFixture
) -> None:
    client.post("/v1/ads/check", json={"text": "Vi söker en lärare."})
    (line,) = _lines(access_log)
    assert line.startswith("POST /v1/ads/check 200 ")
    assert line.endswith(" ms")


def test_nothing_that_was_sent_is_logged(
    client: TestClient, access_log: pytest.LogCaptureFixture
) -> None:
    client.get(f"/granska?text={SECRET}")
    client.get(f"/{SECRET}")
    client.get(f"/assets/{SECRET}/site.css")
    client.request(SECRET.upper(), "/granska")
    client.post("/v1/ads/check", json={"text": f"Vi söker {SECRET}.", SECRET: 1})
    client.post("/v1/ads/check", json={"text": f"Vi söker {SECRET}."})
    client.post("/granska", files={"text": (None, f"Vi söker {SECRET}.")})
    client.post("/granska", files={"file": (f"{SECRET}.txt", f"Vi söker {SECRET}.".encode())})
    assert len(_lines(access_log)) == 8
    mine = [r for r in access_log.records if not r.name.startswith(("httpx", "httpcore"))]
    assert SECRET.lower() not in "\n".join(r.getMessage() for r in mine).lower()


def test_a_file_never_touches_the_disk(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    text = "Vi söker en lärare. " * 900  # a file this size would be spooled to disk otherwise
    answer = client.post("/v1/ads/check-file", files={"file": ("a.txt", text.encode())})
    assert answer.status_code == 200
