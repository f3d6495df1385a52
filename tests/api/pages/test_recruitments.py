"""The pages of a recruitment where much is sent in, and where something is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings
from fairscreen.workflows import recruitments as desk
from fairscreen.workflows.recruitments import sending
from fairscreen_api import create_app

PHRASE = "fyra gröna ugglor"
HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data=tmp_path_factory.mktemp("data"), key_cost=2, max_batch_mb=0.2)


@pytest.fixture(scope="module")
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings), base_url="http://127.0.0.1:8640", headers=HTML) as client:
        yield client


@pytest.fixture
def home(client: TestClient) -> str:
    form = {"name": "Kock", "passphrase": PHRASE, "passphrase-again": PHRASE}
    answer = client.post("/avidentifiera", data=form, follow_redirects=False)
    assert answer.status_code == 303
    return answer.headers["location"]


def key_of(client: TestClient, settings: Settings, home: str) -> Path:
    store = client.app.state.recruitments  # type: ignore[attr-defined]
    return desk.key_path(settings, desk.find_recruitment(store, home.rpartition("/")[2]))


def send(client: TestClient, home: str, *names: str) -> None:
    files = [("files", (name, name.encode())) for name in names]
    assert client.post(f"{home}/filer", files=files).status_code == 200


def rows(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(fil-\d+)" value="(\d+)"', page))


@pytest.mark.parametrize("path", ["{home}/filer", "/v1/batches"])
def test_too_large_an_upload_is_refused_by_its_length(
    client: TestClient, home: str, path: str
) -> None:
    answer = client.post(path.format(home=home), files=[("files", ("a.txt", b"a" * 300_000))])
    assert answer.status_code == 413
    assert "Skicka in dem i flera omgångar" in answer.text


def test_too_large_an_upload_without_a_length_is_cut_off(client: TestClient, home: str) -> None:
    def endless() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n'
        for _ in range(100):
            yield b"a" * 10_000

    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = client.post(f"{home}/filer", content=endless(), headers=kind)
    assert answer.status_code == 413
    assert "Skicka in dem i flera omgångar" in answer.text


def test_a_long_list_of_files_is_shown_in_parts(client: TestClient, home: str) -> None:
    send(client, home, *[f"Person {n:03}/cv.txt" for n in range(230)])
    first, second = client.get(home).text, client.get(f"{home}?sida=2").text
    assert (len(rows(first)), len(rows(second))) == (200, 30)
    assert "230 filer, 230 sökande" in first
    assert "Sida 1 av 2." in first
    assert f'href="{home}?sida=1#gruppering"' in second
    saved = client.post(
        f"{home}/gruppering", files=[("sida", (None, "2")), (next(iter(rows(second))), (None, "1"))]
    )
    assert "Sida 2 av 2." in saved.text
    assert "230 filer, 229 sökande" in saved.text
    after = {**rows(client.get(home).text), **rows(client.get(f"{home}?sida=2").text)}
    moved = next(iter(rows(second)))
    assert after == {**rows(first), **rows(second), moved: "1"}


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", "9" * 30])
def test_a_part_that_is_not_there_is_no_error(client: TestClient, home: str, number: str) -> None:
    assert client.get(home, params={"sida": number}).status_code == 200


def test_files_that_no_name_vouches_for_are_pointed_out(client: TestClient, home: str) -> None:
    send(client, home, "CV.txt", "Ada Ek/cv.txt")
    page = client.get(home).text
    assert "Kontrollera en fil extra noga." in page
    assert page.count(">gissning<") == 1


def test_the_grouping_is_made_once_for_a_page(
    client: TestClient, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(client, home, "Ada Ek/cv.txt")
    calls = []
    made = sending._grouping
    monkeypatch.setattr(sending, "_grouping", lambda *a: calls.append(1) or made(*a))
    send(client, home, "Bo Al/cv.txt")
    client.get(home)
    assert len(calls) == 1


def test_a_damaged_key_does_not_take_the_page_with_it(
    client: TestClient, home: str, settings: Settings
) -> None:
    key_of(client, settings, home).write_bytes(b"trasig\n")
    page = client.get(home)
    assert page.status_code == 200
    assert "Ta bort rekryteringen" in page.text
    assert client.get(f"{home}/nyckel").status_code == 422


def test_no_message_tells_the_number_of_a_recruitment(
    client: TestClient, home: str, settings: Settings
) -> None:
    path = key_of(client, settings, home)
    form = {"oppna-codes": "K99", "oppna-reason": "prov", "oppna-passphrase": PHRASE}
    page = client.post(f"{home}/oppna", data=form).text
    assert "nyckel.key" in page
    assert path.parent.name not in page


def test_a_second_service_on_the_same_data_is_refused(
    client: TestClient, settings: Settings
) -> None:
    with pytest.raises(FairscreenError) as error, TestClient(create_app(settings)):
        pass
    assert error.value.code == "store-in-use"


def test_files_with_names_that_begin_alike_are_all_kept(client: TestClient, home: str) -> None:
    long = "a" * 240
    send(client, home, f"{long}1.txt", f"{long}2.txt")
    page = client.get(home).text
    assert "2 filer, 2 sökande" in page
    assert page.count(".txt</th>") == 2
