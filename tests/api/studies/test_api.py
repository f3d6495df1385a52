"""A study over ``/v1/experiments``: create, design, draw, read, analyse, report."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient
from study_factory import groups, texts
from study_factory import plan as design

from fairscreen.experiment import read_table


class Api:
    """A client with a bearer token."""

    def __init__(self, web: TestClient, token: str = "") -> None:
        self.web, self.headers = web, {"Authorization": f"Bearer {token}"} if token else {}

    def __call__(self, method: str, path: str, body: Any = None) -> Any:
        return self.web.request(method, f"/v1/experiments{path}", json=body, headers=self.headers)


def body(**changes: object) -> dict[str, Any]:
    return design(delete_groups_on=None, **changes).model_dump(mode="json", exclude={"lock"})


def started(web: TestClient) -> tuple[Api, str, list[dict[str, str]]]:
    """A study up to the draw."""
    made = Api(web)("POST", "", body()).json()
    api, id = Api(web, made["key"]), made["id"]
    opened, blind = texts()
    for code in opened:
        sent = {"open": opened[code], "blind": blind[code]}
        assert api("PUT", f"/{id}/applications/{code}", sent).status_code == 204
    rows = [
        {"application": row["ansökan"], "groups": {"gender": row["gender"]}}
        for row in read_table(groups(), name="g").rows
    ]
    assert api("PUT", f"/{id}/groups", rows).status_code == 204
    assert api("POST", f"/{id}/design/lock").json()["state"] == "locked"
    links = api("POST", f"/{id}/assignment", {}).json()["links"]
    return api, id, links


def test_from_design_to_report(web: TestClient) -> None:
    api, id, links = started(web)
    assert [link["reader"] for link in links] == [f"L{n:02}" for n in range(1, 9)]
    for place, link in enumerate(links):
        reader = Api(web, link["token"])
        pile = reader("GET", "/reading").json()
        assert (pile["total"], pile["length"]) == (12, 4)
        assert "har lett" in reader("GET", "/reading/1").json()["text"]
        for number in range(1, 13):
            chosen = (number + place) % 3 == 0
            sent = {"shortlisted": chosen, "scores": {"samarbete": 3}}
            assert reader("POST", f"/reading/{number}", sent).status_code == 200
        assert reader("PUT", "/reading/handed-in").json()["handed_in"] is True
        guesses = {"guesses": {"1": {"gender": "man"}}}
        assert reader("PUT", "/reading/guesses", guesses).status_code == 204
    assert api("GET", f"/{id}").json()["readers"][0]["read"] == 12
    assert api("POST", f"/{id}/close").json()["state"] == "closed"
    assert api("POST", f"/{id}/deviations", {"text": "Inget."}).status_code == 204
    analysis = api("POST", f"/{id}/analysis").json()
    assert (analysis["schema"], analysis["n"]["judgements"]) == ("fairscreen.analysis/1", 96)
    assert len(api("GET", f"/{id}/judgements").json()["judgements"]) == 96
    assert api("GET", f"/{id}/assignment").json()["schema"] == "fairscreen.assignment/1"
    for format in ("html", "docx", "pdf", "xlsx", "json"):
        assert api("GET", f"/{id}/report?format={format}").status_code == 200
    assert api("DELETE", f"/{id}/material").status_code == 204
    assert Api(web, links[0]["token"])("GET", "/reading").status_code == 404
    assert api("DELETE", f"/{id}").status_code == 204
    assert api("GET", f"/{id}").status_code == 404


def test_the_stored_files_give_the_same_analysis(web: TestClient) -> None:
    api, id, links = started(web)
    for place, link in enumerate(links):
        for number in range(1, 13):
            chosen = {"shortlisted": (number * 5 + place * 3) % 7 < 3}
            Api(web, link["token"])("POST", f"/reading/{number}", chosen)
    api("POST", f"/{id}/close")
    stored = api("POST", f"/{id}/analysis").json()
    rows = ["reviewer,application,arm,shortlisted"]
    rows += [
        f"{j['reviewer']},{j['application']},{j['arm']},{int(j['shortlisted'])}"
        for j in api("GET", f"/{id}/judgements").json()["judgements"]
    ]
    answer = web.post(
        "/v1/experiments/analyse",
        files={
            "judgements": ("j.csv", "\n".join(rows).encode()), "groups": ("g.csv", groups()),
            "assignment": ("a.json", api("GET", f"/{id}/assignment").content),
        },
    )  # fmt: skip
    first = {e["name"]: e["estimate"] for e in stored["estimates"] if e["p_value"] is not None}
    again = {
        e["name"]: e["estimate"] for e in answer.json()["estimates"] if e["p_value"] is not None
    }
    assert first["arm_by_group"] == again["arm_by_group"]


def test_power_and_plan_need_no_study(web: TestClient) -> None:
    sent = {"readers": [6, 8], "applications": 20, "replicates": 60}
    table = Api(web)("POST", "/power", sent).json()
    assert [row["smallest_p"] <= 0.05 for row in table["rows"]] == [False, True]
    assert Api(web)("POST", "/plan", body()).json()["schema"] == "fairscreen.plan/1"


def test_one_selection_step(web: TestClient) -> None:
    rows = ["ansökan;vald;kön"]
    rows += [f"K{i};{int(i % 3 == 0)};{'man' if i % 2 else 'kvinna'}" for i in range(60)]
    answer = web.post(
        "/v1/experiments/screening", files={"table": ("t.csv", "\n".join(rows).encode())}
    )
    assert answer.json()["schema"] == "fairscreen.screening/1"


@pytest.mark.parametrize(
    ("method", "path", "sent", "code"),
    [
        ("POST", "", {"title": "x"}, "request-invalid"),
        ("POST", "/power", {"readers": [1]}, "request-invalid"),
        ("POST", "/power", {"readers": [8], "shortlist": 60}, "request-invalid"),
        ("GET", "/ingenstans", None, "study-key-invalid"),
        ("GET", "/reading", None, "study-link-invalid"),
        ("POST", "/screening", {"a": 1}, "media-type"),
    ],
)
def test_what_is_refused_is_told_in_the_one_shape(
    web: TestClient, method: str, path: str, sent: Any, code: str
) -> None:
    answer = Api(web)(method, path, sent)
    assert answer.status_code >= 400
    assert answer.json()["error"]["code"] == code


def test_a_hopeless_design_is_refused(web: TestClient) -> None:
    answer = Api(web)("POST", "", body(readers=6))
    assert answer.json()["error"]["code"] == "study-cannot-conclude"


def test_a_sent_lock_is_not_believed(web: TestClient) -> None:
    locked = design(delete_groups_on=None)
    from study_factory import NOW

    made = Api(web)("POST", "", locked.locked(NOW).model_dump(mode="json")).json()
    assert Api(web, made["key"])("GET", f"/{made['id']}").json()["state"] == "draft"


def test_every_route_is_described(web: TestClient) -> None:
    paths = web.get("/openapi.json").json()["paths"]
    mine = {path: entry for path, entry in paths.items() if path.startswith("/v1/experiments")}
    assert len(mine) >= 20
    assert all(op.get("summary") for entry in mine.values() for op in entry.values())
