"""Every failure has one shape for programs and one page for people."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from fairscreen import workflows

JSON = {"Content-Type": "application/json"}
SECRET = "Kvistforsbacken"


def _error(answer: Any, status: int) -> dict[str, str]:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json"
    body = answer.json()
    assert set(body) == {"schema", "error"}
    assert body["schema"] == "fairscreen.error/1"
    assert set(body["error"]) == {"code", "what", "why", "action"}
    return body["error"]


@pytest.mark.parametrize(
    ("body", "status", "code", "says"),
    [
        ({"text": "  \n"}, 422, "text-empty", "mellanslag"),
        ({"text": "a" * 20_001}, 413, "text-too-long", "20 000"),
        ({"text": "a\x00b"}, 422, "text-not-readable", "tecken"),
        ({}, 422, "request-invalid", "Fältet text saknas."),
        ({"text": 5}, 422, "request-invalid", "Fältet text ska vara text."),
        ({"text": "a", "lang": "fi"}, 422, "request-invalid", "'auto', 'sv'"),
        ({"text": "a", "employer": "x"}, 422, "request-invalid", "'municipality'"),
        ({"text": "a", "extra": 1}, 422, "request-invalid", "Fältet extra finns inte."),
        ([], 422, "request-invalid", "fel form"),
        (None, 422, "request-invalid", ""),
    ],
)
def test_a_wrong_body_is_explained(
    client: TestClient, body: Any, status: int, code: str, says: str
) -> None:
    error = _error(client.post("/v1/ads/check", json=body, headers=JSON), status)
    assert error["code"] == code
    assert says in error["why"]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"{", 422),
        (b"", 422),
        (b'{"text": "\\ud800"}', 422),
        ('{"text": "å"}'.encode("cp1252"), 400),
        (b"[" * 50_000, 400),
    ],
    ids=["cut off", "nothing", "lone surrogate", "wrong encoding", "nested without end"],
)
def test_what_is_not_json_is_refused(client: TestClient, content: bytes, status: int) -> None:
    _error(client.post("/v1/ads/check", content=content, headers=JSON), status)


def test_another_kind_of_body_is_refused(client: TestClient) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        answer = client.post(
            "/v1/ads/check", content=b'{"text":"a"}', headers={"Content-Type": kind}
        )
        assert _error(answer, 415)["code"] == "media-type"
    answer = client.post("/v1/ads/check-file", json={"text": "a"})
    assert _error(answer, 415)["code"] == "media-type"


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("tom.txt", b"", 422, "document-empty"),
        ("bild.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), 415, "document-binary"),
        ("annons.pdf", b"%PDF-1.7\nthis is no pdf", 422, "document-broken"),
        ("stor.txt", b"a" * 600_000, 413, "document-too-large"),
    ],
)
def test_a_file_that_cannot_be_read_is_explained(
    client: TestClient, name: str, content: bytes, status: int, code: str
) -> None:
    answer = client.post("/v1/ads/check-file", files={"file": (name, content)})
    error = _error(answer, status)
    assert error["code"] == code
    assert name in error["what"]


def test_a_form_without_a_file_is_explained(client: TestClient) -> None:
    answer = client.post("/v1/ads/check-file", files={"other": (None, "x")})
    assert "file" in _error(answer, 422)["why"]


def test_an_unknown_choice_in_a_form_is_explained(client: TestClient) -> None:
    answer = client.post(
        "/v1/ads/check-file", files={"file": ("a.txt", b"Hej")}, data={"lang": SECRET}
    )
    error = _error(answer, 422)
    assert error["code"] == "option-invalid"
    assert SECRET not in str(error)


def test_an_unknown_address_is_told_to_programs_and_people(client: TestClient) -> None:
    assert _error(client.get("/v1/nowhere"), 404)["code"] == "page-not-found"
    answer = client.get("/ingenstans", headers={"Accept": "application/json"})
    assert _error(answer, 404)["code"] == "page-not-found"
    page = client.get("/ingenstans", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert html.fromstring(page.text).find(".//h1").text == "Sidan finns inte."


def test_a_wrong_method_says_which_are_right(client: TestClient) -> None:
    answer = client.get("/v1/ads/check")
    assert _error(answer, 405)["code"] == "method-not-allowed"
    assert answer.headers["allow"] == "POST"
    assert client.put("/granska").status_code == 405


class _BrokenError(Exception):
    pass


def _break(*_: object, **__: object) -> None:
    raise _BrokenError(f"could not read {SECRET}")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflows, "check_text", _break)


@pytest.mark.usefixtures("broken")
def test_a_fault_of_ours_gets_an_incident_id_that_is_in_the_log(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    error = _error(client.post("/v1/ads/check", json={"text": SECRET}), 500)
    assert error["code"] == "internal"
    (record,) = [r for r in caplog.records if r.name == "fairscreen.incidents"]
    incident = record.args[0]  # type: ignore[index]
    assert str(incident) in error["action"]
    assert "_BrokenError" in record.getMessage()
    assert "checking.py" in record.getMessage()


@pytest.mark.usefixtures("broken")
def test_a_fault_of_ours_tells_nothing_of_the_text(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answers = [
            client.post("/v1/ads/check", json={"text": SECRET}),
            client.post("/granska", files={"text": (None, SECRET)}),
        ]
    assert [answer.status_code for answer in answers] == [500, 500]
    assert SECRET not in caplog.text
    assert not any(SECRET in answer.text for answer in answers)
    assert "Felkod" in answers[1].text
