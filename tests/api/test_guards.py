"""Who may ask, from where, and how much."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from fairscreen.settings import Settings
from fairscreen_api.guards import HostGuard


@pytest.mark.parametrize("host", ["127.0.0.1:8640", "localhost", "LOCALHOST:1", "[::1]:8640"])
def test_its_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "",
     "a@localhost", "localhost:x", "localhost/x"],
)  # fmt: skip
def test_a_foreign_name_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/healthz", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.json()["error"]["code"] == "host-unknown"


@pytest.mark.parametrize(
    ("settings", "host", "own"),
    [
        ({"host": "10.0.0.7"}, "10.0.0.7:8640", True),
        ({"host": "10.0.0.7"}, "10.0.0.8", False),
        ({"hosts": ("annons.example.se",)}, "annons.example.se", True),
        ({"host": "0.0.0.0"}, "192.168.1.5", True),
        ({"host": "0.0.0.0"}, "evil.example", False),
    ],
)
def test_the_settings_add_names(
    tmp_path: Path, settings: dict[str, object], host: str, own: bool
) -> None:
    guard = HostGuard(_nothing, Settings(data=tmp_path, **settings))
    assert guard.answers_to(host) is own


async def _nothing(*_: object) -> None: ...


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),
        ({"Origin": "http://127.0.0.1:8640"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:8640"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[::1"}, 403),
        ({"Origin": "http://127.0.0.1:9999"}, 403),
        ({"Origin": "https://evil.example"}, 403),
    ],
)
def test_another_site_cannot_send(client: TestClient, headers: dict[str, str], status: int) -> None:
    answer = client.post("/v1/ads/check", json={"text": "Vi söker en lärare."}, headers=headers)
    assert answer.status_code == status
    page = client.post("/granska", files={"text": (None, "Vi söker en lärare.")}, headers=headers)
    assert page.status_code == status


def test_another_site_may_link_here(client: TestClient) -> None:
    assert client.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_a_body_over_the_limit_is_refused_by_its_length(client: TestClient) -> None:
    answer = client.post("/v1/ads/check", json={"text": "a" * 400_000})
    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "request-too-large"


@pytest.mark.parametrize("path", ["/v1/ads/check", "/v1/ads/check-file"])
def test_a_body_without_a_length_is_cut_off_at_the_limit(client: TestClient, path: str) -> None:
    form = "multipart/form-data; boundary=x" if path.endswith("file") else "application/json"
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
        for _ in range(10_000):
            taken += 10_000
            yield b"a" * 10_000

    answer = client.post(path, content=endless(), headers={"Content-Type": form})
    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "request-too-large"
