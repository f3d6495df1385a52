"""``/v1/ads``: what goes in comes out again, with every place where it stands."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from starlette.testclient import TestClient

from fairscreen.ads import AdReview

TRICKY = [
    "Du är driven. 👩🏽‍💻 Svenska som modersmål krävs.",
    "Sa\u030akert \u00adö\u200bppet: vi so\u0308ker en ung person.",
    "Rad ett\r\nRad två\rB-körkort är ett krav\u2028slut",
    "\ufeffVi söker en lärarinna",
    "عربي и по-русски, och svenska utan brytning",
]


def _places(review: dict[str, Any]) -> list[dict[str, Any]]:
    listed = [*review["findings"], *review["dropped"], *review["requirements"]]
    reasons = [item["justification"] for item in listed if item.get("justification")]
    return listed + reasons


def test_an_ad_is_reviewed(check: Any, ad: str) -> None:
    answer = check(text=ad)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    review = AdReview.model_validate(answer.json())
    assert review.language == "sv"
    assert {"svenska som modersmål", "personligt brev"} <= {
        f.text.lower().removeprefix("ett ") for f in review.findings
    }


@pytest.mark.parametrize("text", TRICKY)
def test_every_place_holds_the_words_it_says(check: Any, text: str) -> None:
    review = check(text=text, lang="sv").json()
    assert review["text"] == text
    assert all(text[place["start"] : place["end"]] == place["text"] for place in _places(review))


def test_letters_outside_ascii_are_sent_as_they_are(check: Any, ad: str) -> None:
    assert "omvårdnad".encode() in check(text=ad).content


def test_the_same_text_gives_the_same_bytes(check: Any, ad: str) -> None:
    assert check(text=ad).content == check(text=ad).content


def test_a_language_can_be_forced(check: Any, ad: str) -> None:
    assert check(text=ad, lang="en").json()["language"] == "en"


def test_a_file_is_read(client: TestClient, ad: str) -> None:
    answer = client.post(
        "/v1/ads/check-file",
        files={"file": ("C:\\Mina dokument\\annons.txt", ad.encode("cp1252"))},
        data={"lang": "sv", "employer": "private"},
    )
    assert answer.status_code == 200
    review = answer.json()
    assert (review["file"], review["text"]) == ("annons.txt", ad)


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
_bodies = st.fixed_dictionaries(
    {},
    optional={
        "text": _values | st.text(max_size=300) | st.sampled_from(TRICKY),
        "lang": _values | st.sampled_from(["auto", "sv", "en"]),
        "employer": _values | st.sampled_from(["municipality", "state", "region", "private"]),
        "more": _values,
    },
)
_calm = effort(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@_calm
@given(body=_bodies | _values)
def test_any_json_gets_a_review_or_an_explained_error(client: TestClient, body: object) -> None:
    answer = client.post(
        "/v1/ads/check", content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code in (200, 400, 413, 422)
    if answer.status_code == 200:
        assert isinstance(body, dict)
        review = answer.json()
        assert review["text"] == body["text"]
        assert all(body["text"][p["start"] : p["end"]] == p["text"] for p in _places(review))
    else:
        error = answer.json()
        assert error["schema"] == "fairscreen.error/1"
        assert all(error["error"][part] for part in ("code", "what", "why", "action"))


@_calm
@given(body=st.binary(max_size=200))
def test_any_bytes_get_an_explained_error(client: TestClient, body: bytes) -> None:
    for kind in ("application/json", "multipart/form-data; boundary=x", "text/plain"):
        for path in ("/v1/ads/check", "/v1/ads/check-file"):
            answer = client.post(path, content=body, headers={"Content-Type": kind})
            assert answer.status_code in (400, 415, 422)
            assert answer.json()["schema"] == "fairscreen.error/1"
