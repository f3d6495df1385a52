"""Headers that keep a page to itself."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

PATHS = ["/", "/granska", "/healthz", "/openapi.json", "/v1/nowhere", "/nowhere"]
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
    "font-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
    "frame-ancestors 'none'",
}  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_them(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert set(headers["content-security-policy"].split("; ")) == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "set-cookie" not in headers


def test_a_refusal_carries_them_too(client: TestClient) -> None:
    answer = client.get("/", headers={"Host": "evil.example"})
    assert "content-security-policy" in answer.headers


def test_what_someone_sent_is_not_cached(client: TestClient) -> None:
    pages = [
        client.post("/v1/ads/check", json={"text": "Vi söker en lärare."}),
        client.post("/granska", files={"text": (None, "Vi söker en lärare.")}),
        client.post("/granska", files={"text": (None, " ")}),
    ]
    assert [page.headers["cache-control"] for page in pages] == ["no-store"] * 3


def test_the_empty_form_may_be_kept_so_that_back_finds_the_text(client: TestClient) -> None:
    assert client.get("/granska").headers["cache-control"] == "no-cache"


def test_the_server_does_not_say_what_it_is(client: TestClient) -> None:
    assert "x-powered-by" not in client.get("/").headers
