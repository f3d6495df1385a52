"""Reviews as files, versions compared, and tables of ads over the API."""

from __future__ import annotations

import io
import json
from typing import Any

import docx
import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    ("output", "start", "kind"),
    [
        ("text", "Undersköterska".encode(), "text/plain"),
        ("json", b"{", "application/json"),
        ("sarif", b"{", "application/sarif+json"),
        ("html", b"<!doctype html>", "text/html"),
        ("docx", b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml"),
        ("xlsx", b"PK", "application/vnd.openxmlformats-officedocument.spreadsheetml"),
        ("memo", b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml"),
    ],
)
def test_a_text_becomes_each_form(
    client: TestClient, ad: str, output: str, start: bytes, kind: str
) -> None:
    answer = client.post(f"/v1/ads/output/{output}", json={"text": ad})
    assert answer.status_code == 200
    assert answer.content.lstrip().startswith(start)
    assert answer.headers["content-type"].startswith(kind)


def test_a_word_file_gets_its_comments_in_itself(client: TestClient) -> None:
    made = docx.Document()
    made.add_heading("Kock till Linden", 1)
    made.add_paragraph("Vi är ett ungt team.", style="Intense Quote")
    stream = io.BytesIO()
    made.save(stream)
    files = {"file": ("annons å.docx", stream.getvalue())}
    answer = client.post("/v1/ads/output/docx", files=files)
    back = docx.Document(io.BytesIO(answer.content))
    assert [p.style.name for p in back.paragraphs] == ["Heading 1", "Intense Quote"]
    assert any("ungt team" in comment.text for comment in back.comments)
    assert "annons%20%C3%A5-kommentarer.docx" in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    ("form", "start"), [("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!"), ("txt", b"Inf")]
)
def test_the_memo_has_four_forms(client: TestClient, ad: str, form: str, start: bytes) -> None:
    answer = client.post(f"/v1/ads/output/memo?form={form}", json={"text": ad})
    assert answer.content.startswith(start)


@pytest.mark.parametrize(
    "request_",
    [
        {"json": {"txt": "x"}},
        {"content": b"{", "headers": {"content-type": "application/json"}},
        {"content": b"x", "headers": {"content-type": "text/plain"}},
        {"json": {"text": "  "}},
        {"files": {"file": ("", b"")}},
    ],
)
def test_a_broken_request_is_told(client: TestClient, request_: dict[str, Any]) -> None:
    answer = client.post("/v1/ads/output/docx", **request_)
    assert 400 <= answer.status_code < 500
    assert answer.json()["schema"] == "fairscreen.error/1"


def test_an_unknown_form_is_told(client: TestClient, ad: str) -> None:
    assert client.post("/v1/ads/output/odt", json={"text": ad}).status_code == 422


def test_versions_are_compared(client: TestClient, ad: str) -> None:
    body = {"old": ad, "new": ad.replace("ungt team", "litet team")}
    found = client.post("/v1/ads/diff", json=body).json()
    assert found["schema"] == "fairscreen.ad-diff/1"
    assert [f["text"] for f in found["gone"]] == ["ungt team"]
    assert client.post("/v1/ads/diff?format=docx", json=body).content.startswith(b"PK")


TABLE = (
    "rubrik;text;publicerad;förvaltning\n"
    "Kock;Du lagar mat. Skicka personligt brev.;2026-01-05;Skola\n"
    "Kock;Du lagar mat.;2026-06-05;Skola\n"
    "Tom;;2026-06-05;Skola\n"
)


def table(text: str = TABLE, name: str = "annonser.csv") -> dict[str, Any]:
    return {"files": {"file": (name, text.encode())}}


def test_a_table_becomes_figures(client: TestClient) -> None:
    found = client.post("/v1/ads/portfolio", **table()).json()
    assert found["ads"] == 3
    assert [group["group"] for group in found["by_tertial"]] == ["2026 T1", "2026 T2"]
    assert found["by_tertial"][0]["letter"] == 1


def test_a_table_becomes_a_workbook(client: TestClient) -> None:
    answer = client.post("/v1/ads/portfolio?format=xlsx", **table())
    assert load_workbook(io.BytesIO(answer.content))["Per tertial"]["A2"].value == "2026 T1"


def test_figures_are_kept_only_when_asked_and_can_be_forgotten(client: TestClient) -> None:
    client.post("/v1/ads/portfolio", **table())
    assert client.get("/v1/ads/portfolios").json()["portfolios"] == []
    client.post("/v1/ads/portfolio?keep_as=V%C3%A5ren", **table())
    (kept,) = client.get("/v1/ads/portfolios").json()["portfolios"]
    assert kept["name"] == "Våren"
    assert kept["portfolio"]["ads"] == 3
    assert kept["portfolio"]["refused"] == []
    assert client.delete(f"/v1/ads/portfolios/{kept['id']}").status_code == 204
    assert client.delete(f"/v1/ads/portfolios/{kept['id']}").status_code == 404


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("a;b\n1;2\n", "x.csv", "portfolio-columns"),
        ("{", "x.jsonl", "portfolio-table"),
        ("", "x.csv", "portfolio-empty"),
    ],
)
def test_a_bad_table_is_told(client: TestClient, text: str, name: str, code: str) -> None:
    assert client.post("/v1/ads/portfolio", **table(text, name)).json()["error"]["code"] == code


def test_choices_are_kept_heeded_counted_exported_and_forgotten(
    client: TestClient, ad: str
) -> None:
    def rules() -> set[str]:
        found = client.post("/v1/ads/check", json={"text": ad}).json()
        return {finding["rule"] for finding in found["findings"]}

    assert "age-team" in rules()
    body = {"rule": "age-team", "words": "ungt team", "reason": "Prövat av HR."}
    kept = client.post("/v1/ads/choices", json=body)
    assert kept.status_code == 201
    number = kept.json()["id"]
    try:
        assert "age-team" not in rules()
        (choice,) = client.get("/v1/ads/choices").json()["choices"]
        assert choice["reason"] == "Prövat av HR."
        counted = client.get("/v1/ads/choices/statistics").json()["rules"]
        assert counted["age-team"]["keep"] == 1
        assert 'rule = "age-team"' in client.get("/v1/ads/choices/export.toml").text
    finally:
        assert client.delete(f"/v1/ads/choices/{number}").status_code == 204
    assert "age-team" in rules()
    assert client.delete(f"/v1/ads/choices/{number}").status_code == 404


@pytest.mark.parametrize("body", [{"rule": "age-team"}, {"rule": "x", "reason": "Prövat."}])
def test_a_choice_without_reason_or_rule_is_told(client: TestClient, body: dict[str, str]) -> None:
    assert client.post("/v1/ads/choices", json=body).status_code == 422


def test_the_day_of_publication_is_heeded(client: TestClient) -> None:
    body = {"text": "Kock\n\nSök senast den 5 mars.", "published": "2026-03-01"}
    parts = json.loads(client.post("/v1/ads/check", json=body).text)["missing"]
    period = next(p for p in parts if p["item"] == "application-period")
    assert "4 dagar" in period["message"]
