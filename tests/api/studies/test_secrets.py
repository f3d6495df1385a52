"""Tried and refused: the other arm, another reader, an original, an identity, a dead link."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from fairscreen.workflows.study_desk import hash_of


def arm_of(led, link: str) -> str:  # type: ignore[no-untyped-def]
    return "open" if "Exempelsson" in led.client.get(f"{link}/1").text else "anonymous"


@pytest.fixture(scope="module")
def blind_link(led) -> str:  # type: ignore[no-untyped-def]
    return next(link for link in led.links if arm_of(led, link) == "anonymous")


def test_a_blind_reader_meets_no_identity_and_no_code_on_any_page(led, blind_link: str) -> None:  # type: ignore[no-untyped-def]
    pages = [led.client.get(blind_link).text]
    pages += [led.client.get(f"{blind_link}/{number}").text for number in range(1, 13)]
    for page in pages:
        shown = page.replace(blind_link.rpartition("/")[2], "")
        assert "Exempelsson" not in shown
        assert "anonymous" not in shown
        assert re.search(r"\bL\d\d\b", shown) is None  # no reader's code
        # The invented text names its own code; no page tells it besides.
        assert all(f"lett {code}" in shown for code in re.findall(r"\bK\d\d\b", shown))


@pytest.mark.parametrize(
    "tail",
    ["/0", "/13", "/99", "/K01", "/-1", "/1/open", "/1?version=open", "/1?arm=open",
     "/1?application=K05", "/../1", "/%2e%2e/1", "/1%00", "/original/1", "/open/K01",
     "/fil/lottning.json", "/resultat", "/gissa"],
)  # fmt: skip
def test_nothing_else_opens_with_a_readers_link(led, blind_link: str, tail: str) -> None:  # type: ignore[no-untyped-def]
    answer = led.client.get(blind_link + tail)
    assert answer.status_code in (200, 404)
    assert "Exempelsson" not in answer.text
    if answer.status_code == 200:
        assert "Ansökan 1 av 12" in answer.text or "Dina ansökningar" in answer.text


def test_the_form_cannot_ask_for_another_reader_application_or_arm(led, blind_link: str) -> None:  # type: ignore[no-untyped-def]
    answer = led.client.post(
        f"{blind_link}/1",
        data={"shortlisted": "nej", "reviewer": "L01", "reader": "L01", "application": "K05",
              "arm": "open", "version": "open"},
    )  # fmt: skip
    assert "Exempelsson" not in answer.text
    totals = re.findall(
        r'<th scope="row">(L\d\d)</th>\s*<td>(\d+) av 12', led.client.get(led.home).text
    )
    assert sum(int(read) for _, read in totals) == 1


def test_a_readers_link_opens_no_page_of_the_leader(led, blind_link: str) -> None:  # type: ignore[no-untyped-def]
    token = blind_link.rpartition("/")[2]
    for path in ("", "/resultat", "/fil/plan.toml", "/fil/bedomningar.csv", "/fil/lottning.json"):
        assert led.client.get(f"/studera/s/{token}{path}").status_code == 404
    for step in ("avsluta", "analysera", "lotta", "gallra", "lank", "las-planen"):
        answer = led.client.post(f"/studera/s/{token}/{step}", data={"sure": "ja"})
        assert answer.status_code == 404
    answer = led.client.get("/v1/experiments/reading", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    assert "Exempelsson" not in answer.text


def test_the_leaders_key_reads_nothing(led) -> None:  # type: ignore[no-untyped-def]
    key = led.home.rpartition("/")[2]
    assert led.client.get(f"/las/{key}").status_code == 404
    assert led.client.get(f"/las/{key}/1").status_code == 404


@pytest.mark.parametrize("token", ["x", "A" * 32, "%2e", "å", "a" * 5000, "' OR 1=1 --"])
def test_a_guessed_link_is_refused(led, token: str) -> None:  # type: ignore[no-untyped-def]
    answer = led.client.get(f"/las/{token}")
    assert answer.status_code == 404
    assert led.client.post(f"/las/{token}/1", data={"shortlisted": "ja"}).status_code == 404


def test_a_revoked_and_a_replaced_link_are_refused(led) -> None:  # type: ignore[no-untyped-def]
    revoked, replaced = led.links[6], led.links[7]
    led.client.post(f"{led.home}/lank", data={"reader": "L07", "action": "revoke"})
    page = led.client.post(f"{led.home}/lank", data={"reader": "L08", "action": "renew"}).text
    for link in (revoked, replaced):
        assert led.client.get(link).status_code == 404
        assert led.client.post(f"{link}/1", data={"shortlisted": "ja"}).status_code == 404
    new = re.search(r"/las/[\w-]+", page)
    assert new is not None
    assert led.client.get(new[0]).status_code == 200


def test_an_expired_link_is_refused(
    make_study: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime, timedelta

    from fairscreen_api.pages.studies import reading

    led = make_study()
    assert led.client.get(led.links[0]).status_code == 200  # type: ignore[attr-defined]
    later = datetime.now(UTC) + timedelta(days=31)
    monkeypatch.setattr(reading, "now", lambda: later)
    assert led.client.get(led.links[0]).status_code == 404  # type: ignore[attr-defined]


def test_another_site_can_send_nothing(led, blind_link: str) -> None:  # type: ignore[no-untyped-def]
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        for path in (f"{blind_link}/1", f"{blind_link}/lamna-in", f"{led.home}/avsluta",
                     f"{led.home}/gallra", "/studera/planera"):  # fmt: skip
            answer = led.client.post(
                path, data={"shortlisted": "ja", "sure": "ja"}, headers=headers
            )
            assert answer.status_code == 403


def test_no_token_and_no_text_is_logged(
    led, blind_link: str, caplog: pytest.LogCaptureFixture
) -> None:  # type: ignore[no-untyped-def]
    caplog.set_level(logging.DEBUG)
    led.client.get(blind_link)
    led.client.get(f"{blind_link}/2")
    led.judge(blind_link, 2)
    led.client.get(led.home)
    led.client.get(f"{led.home}/resultat")
    led.client.get("/las/felaktig-kod-som-ingen-ska-se")
    mine = [r.getMessage() for r in caplog.records if not r.name.startswith(("httpx", "httpcore"))]
    assert any("/las/{token}" in line for line in mine)
    for secret in (blind_link, led.home, "felaktig-kod", "har lett", "Exempelsson"):
        assert secret.rpartition("/")[2] not in "\n".join(mine)


def test_no_address_with_a_key_is_sent_as_referrer(led, blind_link: str) -> None:  # type: ignore[no-untyped-def]
    for path in (led.home, blind_link, f"{blind_link}/1"):
        page = led.client.get(path)
        # strict-origin: nobody, not even our own style sheet, is told the path.
        assert '<meta name="referrer" content="strict-origin">' in page.text
        assert page.headers["cache-control"] == "no-store"
        assert "http" not in re.sub(r"http://127\.0\.0\.1:8640/\S+", "", page.text).replace(
            "http-equiv", ""
        ).replace("http://www.w3.org", "")


def test_only_hashes_of_the_tokens_are_stored(led, blind_link: str, data_folder) -> None:  # type: ignore[no-untyped-def]
    stored = b"".join(file.read_bytes() for file in data_folder.glob("fairscreen.sqlite3*"))
    token = blind_link.rpartition("/")[2]
    assert token.encode() not in stored
    assert led.home.rpartition("/")[2].encode() not in stored
    assert hash_of(token).encode() in stored
    assert b"Exempelsson" not in stored


def test_the_pages_of_two_studies_do_not_mix(
    make_study: Callable[..., object], web: TestClient
) -> None:
    first, second = make_study(), make_study()
    key = second.home.rpartition("/")[2]  # type: ignore[attr-defined]
    api = {"Authorization": f"Bearer {key}"}
    assert web.get("/v1/experiments/" + "0" * 32, headers=api).status_code == 404
    code = web.post(f"{first.home}/lank", data={"reader": "L01", "action": "revoke"})  # type: ignore[attr-defined]
    assert code.status_code == 200
    assert web.get(second.links[0]).status_code == 200  # type: ignore[attr-defined]
