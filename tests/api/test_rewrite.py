"""``/v1/ads/rewrite``: the same as the command line gives."""

from __future__ import annotations

from starlette.testclient import TestClient

from fairscreen.ads import AdRewrite

AD = "Om jobbet\nDu skall planera arbetet.\n\nKrav\nB-körkort krävs.\n"


def test_an_ad_is_rewritten(client: TestClient) -> None:
    answer = client.post("/v1/ads/rewrite", json={"text": AD, "lang": "sv"})
    assert answer.status_code == 200
    result = AdRewrite.model_validate(answer.json())
    assert "Du ska planera arbetet." in result.rewritten
    assert result.check.ok


def test_a_file_is_rewritten(client: TestClient) -> None:
    answer = client.post("/v1/ads/rewrite-file", files={"file": ("annons.txt", AD.encode())})
    assert answer.status_code == 200
    assert answer.json()["file"] == "annons.txt"
    assert "Du behöver ha B-körkort." in answer.json()["rewritten"]


def test_an_empty_text_is_refused(client: TestClient) -> None:
    answer = client.post("/v1/ads/rewrite", json={"text": "   "})
    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]["code"] == "text-empty"


def test_a_form_without_a_file_is_refused(client: TestClient) -> None:
    answer = client.post("/v1/ads/rewrite-file", data={"lang": "sv"}, files={})
    assert 400 <= answer.status_code < 500


def test_competences_are_drafted(client: TestClient) -> None:
    answer = client.post("/v1/ads/competences", json={"text": "Krav\nDu är noggrann."})
    assert answer.status_code == 200
    assert answer.json()["schema"] == "fairscreen.competences/1"
    assert [c["name"] for c in answer.json()["competences"]] == ["Noggrannhet"]
