"""Health, the API's own description, and what is joined at start."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

import fairscreen
from fairscreen_api import create_app


def test_health_tells_versions_and_database(client: TestClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    body = answer.json()
    assert (body["schema"], body["status"], body["database"]) == ("fairscreen.health/1", "ok", "ok")
    assert body["versions"]["fairscreen"] == fairscreen.__version__
    assert set(body["versions"]) == {"fairscreen", "rules", "model"}


def test_health_tells_when_the_database_is_gone(
    client: TestClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.state.store, "healthy", lambda: False)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert (answer.json()["status"], answer.json()["database"]) == ("degraded", "unreachable")


@pytest.fixture(scope="module")
def description(client: TestClient) -> dict[str, Any]:
    return client.get("/openapi.json").json()


def test_the_description_lists_the_api_and_no_pages(description: dict[str, Any]) -> None:
    paths = set(description["paths"])
    assert paths >= {"/v1/ads/check", "/v1/ads/check-file", "/v1/experiments", "/healthz"}
    assert [path for path in paths if not path.startswith(("/v1/", "/v2/", "/healthz"))] == []


def test_every_failure_is_described_in_the_one_shape(description: dict[str, Any]) -> None:
    for path in ("/v1/ads/check", "/v1/ads/check-file"):
        responses = description["paths"][path]["post"]["responses"]
        assert set(responses) >= {"200", "400", "403", "413", "415", "421", "422", "500"}
        for status, response in responses.items():
            wanted = "AdReview" if status == "200" else "ErrorBody"
            schema = response["content"]["application/json"]["schema"]
            assert schema == {"$ref": f"#/components/schemas/{wanted}"}


def test_what_is_refused_and_what_is_needed_is_described(description: dict[str, Any]) -> None:
    request = description["components"]["schemas"]["CheckRequest"]
    assert request["required"] == ["text"]
    assert request["additionalProperties"] is False
    body = description["paths"]["/v1/ads/check-file"]["post"]["requestBody"]["content"]
    assert body["multipart/form-data"]["schema"]["required"] == ["file"]


def test_every_reference_leads_somewhere(description: dict[str, Any]) -> None:
    named = set(re.findall(r"#/components/schemas/([\w-]+)", str(description)))
    assert named == set(description["components"]["schemas"])


def test_no_viewer_is_served_from_elsewhere(client: TestClient) -> None:
    assert client.get("/docs").status_code == client.get("/redoc").status_code == 404


def test_style_and_script_are_joined_and_kept_by_their_digest(client: TestClient) -> None:
    page = client.get("/").text
    for address in re.findall(r'(?:href|src)="(/assets/[^"]+)"', page):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert client.get("/assets/000000000000/site.css").status_code == 404
    assert client.get(re.search(r"/assets/\w+", page)[0] + "/../app.py").status_code == 404  # type: ignore[index]


def test_nothing_in_the_page_comes_from_elsewhere(root: Path) -> None:
    # Links that a person may follow are fine; what a browser fetches by itself is not.
    for path in (root / "api" / "fairscreen_api").rglob("*"):
        if path.suffix in (".html", ".css", ".js"):
            text = path.read_text("utf-8")
            assert not re.search(
                r"""(?:src|srcset|@import|url\()\s*=?\s*["']?(?:https?:)?//""", text
            )
            assert " style=" not in text.replace("\\sstyle", ""), f"inline style in {path.name}"


def test_the_gallery_is_for_development_only(client: TestClient) -> None:
    assert client.get("/_komponenter").status_code == 200
    routes = {getattr(route, "path", "") for route in create_app().routes}
    assert not any("komponenter" in route for route in routes)
