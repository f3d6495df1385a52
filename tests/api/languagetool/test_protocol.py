"""``/v2``: the messages themselves, and a real client package against the running server."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

TEXT = "Kock 🙂 till Linden\n\nVi är ett ungt team. Skicka personligt brev.\n"


def post(client: TestClient, **fields: str) -> Any:
    return client.post("/v2/check", data=fields)


def words(text: str, match: dict[str, Any]) -> str:
    data = text.encode("utf-16-le")
    start, length = match["offset"], match["length"]
    return data[2 * start : 2 * (start + length)].decode("utf-16-le")


def test_matches_are_the_findings(client: TestClient) -> None:
    body = post(client, text=TEXT, language="sv").json()
    found = {words(TEXT, m): m for m in body["matches"]}
    assert found["ungt team"]["rule"]["id"] == "age-team"
    assert found["ungt team"]["rule"]["category"] == {"id": "AGE", "name": "Ålder"}
    assert found["personligt brev"]["replacements"][0]["value"]


def test_the_context_cuts_the_same_words(client: TestClient) -> None:
    for match in post(client, text=TEXT, language="sv").json()["matches"]:
        context = match["context"]
        assert words(context["text"], context) == words(TEXT, match)


def test_annotated_text_keeps_the_clients_places(client: TestClient) -> None:
    parts = [{"text": "Kock\n\nVi är ett "}, {"markup": "<b>"}, {"text": "ungt"},
             {"markup": "</b>"}, {"text": " team."}]  # fmt: skip
    whole = "".join(next(iter(part.values())) for part in parts)
    body = post(client, data=json.dumps({"annotation": parts}), language="sv-SE").json()
    assert "ungt</b> team" in [words(whole, m) for m in body["matches"]]


@pytest.mark.parametrize(
    ("asked", "code"), [("sv", "sv"), ("sv-SE", "sv-SE"), ("en-US", "en-US"), ("auto", "sv-SE")]
)
def test_the_language_is_answered_as_it_was_asked(
    client: TestClient, asked: str, code: str
) -> None:
    assert post(client, text=TEXT, language=asked).json()["language"]["code"] == code


@pytest.mark.parametrize(
    "fields",
    [
        {"language": "sv"},
        {"text": "Hej"},
        {"text": "Hej", "language": "de-DE"},
        {"data": "{", "language": "sv"},
    ],
)
def test_a_broken_request_is_told_in_our_shape(client: TestClient, fields: dict[str, str]) -> None:
    answer = post(client, **fields)
    assert 400 <= answer.status_code < 500
    assert answer.json()["schema"] == "fairscreen.error/1"


@pytest.mark.parametrize("text", ["", " \n", "–", "…"])
def test_a_text_without_words_has_no_faults(client: TestClient, text: str) -> None:
    answer = post(client, text=text, language="sv")
    assert answer.status_code == 200
    assert answer.json()["matches"] == []


@pytest.mark.parametrize(
    ("fields", "left"),
    [
        ({"disabledRules": "age-team"}, {"ask-letter"}),
        ({"disabledCategories": "AGE"}, {"ask-letter"}),
        ({"enabledRules": "age-team", "enabledOnly": "true"}, {"age-team"}),
        ({"enabledCategories": "LETTER", "enabledOnly": "true"}, {"ask-letter"}),
    ],
)
def test_rules_can_be_chosen(client: TestClient, fields: dict[str, str], left: set[str]) -> None:
    body = post(client, text=TEXT, language="sv", **fields).json()
    assert {m["rule"]["id"] for m in body["matches"]} == left


def test_languages_are_listed(client: TestClient) -> None:
    assert {"sv-SE", "en-GB"} <= {e["longCode"] for e in client.get("/v2/languages").json()}


def test_an_add_on_may_ask_and_another_site_may_not(client: TestClient) -> None:
    fields = {"text": TEXT, "language": "sv"}
    site = {"origin": "https://example.org", "sec-fetch-site": "cross-site"}
    assert client.post("/v2/check", data=fields, headers=site).status_code == 403
    add_on = {"origin": "moz-extension://3f", "sec-fetch-site": "cross-site"}
    answer = client.post("/v2/check", data=fields, headers=add_on)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "moz-extension://3f"
    assert client.post("/v1/ads/check", json={"text": TEXT}, headers=add_on).status_code == 403


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The service as a user starts it, on a free port."""
    data: Path = tmp_path_factory.mktemp("service")
    server = subprocess.Popen(
        [sys.executable, "-m", "fairscreen.cli", "serve", "--port", "0", "--data", str(data)],
        stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        assert server.stderr is not None
        found = re.search(r"http://[\d.]+:\d+", server.stderr.readline())
        assert found
        yield found[0]
    finally:
        server.terminate()
        server.communicate(timeout=30)


def test_a_real_client_understands_the_running_server(address: str) -> None:
    from language_tool_python import LanguageTool

    with LanguageTool("sv-SE", remote_server=address) as tool:
        matches = tool.check(TEXT)
    found = {TEXT[m.offset : m.offset + m.error_length]: m for m in matches}
    assert found["ungt team"].rule_id == "age-team"
    assert found["personligt brev"].replacements
