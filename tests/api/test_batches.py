"""``/v1/batches`` and ``/v1/applications``: from upload to reveal, and what is refused."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from fairscreen.settings import Settings
from fairscreen_api import create_app

PHRASE = "fyra gröna ugglor"
FILES = [
    ("files", ("Ada Akerlind/brev.txt", b"Hej!\nJag heter Ada Akerlind och jag soker tjansten.\n")),
    ("files", ("Bo Dahl/brev.txt", b"Hej!\nJag heter Bo Dahl och jag soker tjansten.\n")),
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(data=tmp_path_factory.mktemp("data"), key_cost=2, batch_workers=1)
    with TestClient(create_app(settings), base_url="http://127.0.0.1:8640") as client:
        yield client


def made(client: TestClient, files: Any = FILES, **fields: str) -> dict[str, Any]:
    answer = client.post("/v1/batches", files=files, data={"passphrase": PHRASE, **fields})
    assert answer.status_code == 202, answer.text
    return answer.json()  # type: ignore[no-any-return]


def finished(client: TestClient, id: str, state: str) -> dict[str, Any]:
    for _ in range(600):
        body = client.get(f"/v1/batches/{id}").json()
        if body["state"] == state:
            return body  # type: ignore[no-any-return]
        time.sleep(0.1)
    raise AssertionError(f"never {state}: {body}")


def test_from_upload_to_reveal(client: TestClient) -> None:
    id = made(client)["id"]
    body = finished(client, id, "released")
    assert [entry["code"] for entry in body["manifest"]["applications"]] == ["K01", "K02"]
    packed = client.get(f"/v1/batches/{id}/copies")
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        assert archive.namelist() == ["K01-brev.txt", "K02-brev.txt", "manifest.json"]
        texts = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Ada" not in texts
    assert b"Dahl" not in texts
    asked = {"codes": ["K01", "K02"], "reason": "intervju", "passphrases": [PHRASE]}
    people = client.post(f"/v1/batches/{id}/reveal", json=asked).json()["candidates"]
    assert {person["source_files"][0] for person in people} == {
        "Ada Akerlind/brev.txt", "Bo Dahl/brev.txt"
    }  # fmt: skip


def test_review_holds_the_copies(client: TestClient) -> None:
    id = made(client, review="true")["id"]
    finished(client, id, "review")
    assert client.get(f"/v1/batches/{id}/copies").status_code == 409
    assert client.post(f"/v1/batches/{id}/release").json()["state"] == "released"
    assert client.get(f"/v1/batches/{id}/copies").status_code == 200


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"codes": ["K01"], "reason": "intervju", "passphrases": ["fel"]}, 403,
         "key-passphrase-wrong"),
        ({"codes": ["K01"], "reason": " ", "passphrases": [PHRASE]}, 422, "key-reason-missing"),
        ({"codes": ["K99"], "reason": "intervju", "passphrases": [PHRASE]}, 404,
         "key-code-unknown"),
    ],
)  # fmt: skip
def test_reveal_refused(client: TestClient, asked: Any, status: int, code: str) -> None:
    id = made(client)["id"]
    finished(client, id, "released")
    answer = client.post(f"/v1/batches/{id}/reveal", json=asked)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


@pytest.mark.parametrize(
    ("files", "fields", "code"),
    [
        ([("other", ("x.txt", b"x"))], {}, "recruitment-empty"),
        (FILES, {"passphrase": ""}, "key-passphrase-empty"),
        (FILES, {"policy": "/etc/passwd"}, "option-invalid"),
        (FILES, {"weed_on": "nyss"}, "day-invalid"),
    ],
)
def test_a_batch_that_cannot_start_leaves_nothing(
    client: TestClient, files: Any, fields: dict[str, str], code: str
) -> None:
    answer = client.post("/v1/batches", files=files, data={"passphrase": PHRASE, **fields})
    assert answer.json()["error"]["code"] == code


def test_unknown_batch(client: TestClient) -> None:
    answer = client.get("/v1/batches/gissad")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "recruitment-link-invalid")


def test_delete_destroys(client: TestClient) -> None:
    id = made(client)["id"]
    assert client.delete(f"/v1/batches/{id}", params={"reason": "avbruten"}).status_code == 204
    assert client.get(f"/v1/batches/{id}").status_code == 404


def test_a_file_that_cannot_be_read_is_told(client: TestClient) -> None:
    id = made(client, files=[*FILES, ("files", ("Bo Dahl/cv.docx", b"PK\x03\x04 nej"))])["id"]
    manifest = finished(client, id, "released")["manifest"]
    states = sorted(f["status"] for entry in manifest["applications"] for f in entry["files"])
    assert states == ["refused", "released", "released"]


def test_text_made_blind(client: TestClient) -> None:
    text = "Hej! Jag heter Ada Åkerlind, ring 070-174 06 05."
    body = client.post("/v1/applications/anonymise", json={"text": text}).json()
    assert body["schema"] == "fairscreen.spans/1"
    assert body["text"] == text
    assert "Åkerlind" not in body["anonymised"]
    for span in body["spans"]:
        assert text[span["start"] : span["end"]] == span["text"]


def test_file_made_blind(client: TestClient, tmp_path: Path) -> None:
    files = {"file": ("brev.txt", "Jag heter Ada Åkerlind.".encode())}
    body = client.post("/v1/applications/anonymise-file", files=files).json()
    assert body["file"] == "brev.txt"
    assert "Åkerlind" not in body["anonymised"]


def test_a_policy_is_never_a_path(client: TestClient) -> None:
    body = {"text": "Hej", "policy": "../../hemlig.toml"}
    answer = client.post("/v1/applications/anonymise", json=body)
    assert answer.json()["error"]["code"] == "policy-unknown"
