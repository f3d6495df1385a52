"""The pages of *Studera* over HTTP: every step, and what is said when one cannot be taken."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient
from study_factory import groups

from fairscreen.experiment import to_json
from fairscreen.workflows.studies import analyse_study
from fairscreen_api.pages.studies.plan_form import PlanFields, design_of_form


def test_from_plan_to_report(make_study: Callable[..., object]) -> None:
    led = make_study()
    web = led.client
    assert len(set(led.links)) == 8
    for place, link in enumerate(led.links):
        led.read_all(link, place)
    assert "96 av 96 bedömningar" in web.get(led.home).text
    guess = {f"gissning-0-{n}": "man" for n in range(1, 13)}
    assert "gissningar är sparade" in web.post(f"{led.links[0]}/gissa", data=guess).text
    web.post(f"{led.home}/avvikelse", data={"deviation": "En läsare bytte dator."})
    assert "Analysera studien" in web.post(f"{led.home}/avsluta").text
    result = web.post(f"{led.home}/analysera")
    assert result.url.path.endswith("/resultat")
    assert "Svar: " in result.text
    assert "En läsare bytte dator." in result.text
    for name, start in [
        ("rapport.html", b"<!doctype"), ("rapport.docx", b"PK"), ("rapport.pdf", b"%PDF"),
        ("rapport.xlsx", b"PK"), ("rapport.json", b"{"), ("plan.toml", b"#"),
        ("lottning.json", b"{"), ("bedomningar.csv", b"\xef\xbb\xbf"),
    ]:  # fmt: skip
        file = web.get(f"{led.home}/fil/{name}")
        assert file.status_code == 200
        assert file.content[:9].lower().startswith(start.lower())
        assert file.headers["content-disposition"].startswith("attachment")


def test_the_plan_is_tried_before_anything_is_kept(web: TestClient, plan: dict[str, str]) -> None:
    page = web.post("/studera/planera", data={**plan, "action": "try"}).text
    assert "Det här kan studien visa" in page
    assert "<svg" in page
    assert "Skapa studien med den här planen" in page


def test_six_readers_are_told_that_they_never_can(web: TestClient, plan: dict[str, str]) -> None:
    page = web.post("/studera/planera", data={**plan, "readers": "6", "action": "try"}).text
    assert "Studien kan inte ge något svar" in page
    assert "6 läsare kan aldrig visa en skillnad" in page
    assert "Skapa studien med den här planen" not in page
    refused = web.post("/studera/planera", data={**plan, "readers": "6", "action": "create"})
    assert refused.status_code == 422


def test_the_files_to_fetch_give_the_very_same_analysis(make_study: Callable[..., object]) -> None:
    led = make_study()
    for place, link in enumerate(led.links):
        led.read_all(link, place)
    led.client.post(f"{led.home}/avsluta")
    led.client.post(f"{led.home}/analysera")
    fetched = {
        name: led.client.get(f"{led.home}/fil/{name}").content
        for name in ("rapport.json", "plan.toml", "bedomningar.csv", "lottning.json")
    }
    again = analyse_study(
        ("bedomningar.csv", fetched["bedomningar.csv"]), groups=("g.csv", groups()),
        design=("plan.toml", fetched["plan.toml"]),
        assignment=("lottning.json", fetched["lottning.json"]),
    )  # fmt: skip
    assert json.loads(to_json(again)) == json.loads(fetched["rapport.json"])["analysis"]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("readers", "många", "Antalet läsare"),
        ("readers", "1", "från 2 till 60"),
        ("applications", "-3", "Antalet ansökningar"),
        ("length", "12", "från 1 till 11"),
        ("level", "man", "samma som den ni jämför med"),
        ("title", "", "Studiens namn är tomt"),
        ("margin", "0", "från 1 till 60"),
        ("difference", "x", "Skillnaden att upptäcka"),
        ("delete_on", "i maj", "2026-12-31"),
        ("delete_on", "2001-01-01", "närmaste två åren"),
        ("competences", "1: ankare utan namn", "namn på raden före"),
        ("competences", "Lugn\nlugn", "står två gånger"),
        ("reference", "okänd", "Okänd kan inte vara"),
        ("assignment", "annat", "Välj ett av alternativen"),
    ],
)
def test_a_wrong_field_is_told_where_it_stands(
    web: TestClient, plan: dict[str, str], field: str, value: str, told: str
) -> None:
    answer = web.post("/studera/planera", data={**plan, field: value, "action": "try"})
    assert answer.status_code == 422
    assert told in answer.text
    assert f'href="#{field}"' in answer.text
    assert "Urval till förskolan" in answer.text or field == "title"  # nothing typed is lost


def test_competences_and_anchors_are_read_from_lines() -> None:
    fields = PlanFields(
        title="Prov", competences="- Samarbete\n1: Inget.\n 5 = Konkret.\n\nStruktur",
        delete_on=PlanFields.fresh().delete_on, margin="7,5",
    )  # fmt: skip
    design, difference = design_of_form(fields)
    assert [c.name for c in design.competences] == ["Samarbete", "Struktur"]
    assert design.competences[0].anchors == {"1": "Inget.", "5": "Konkret."}
    assert (design.margin, difference) == (0.075, 0.15)


def test_two_studies_never_share_a_seed() -> None:
    fields = PlanFields(title="Prov", delete_on=PlanFields.fresh().delete_on)
    assert design_of_form(fields)[0].seed != design_of_form(fields)[0].seed


def _new(web: TestClient, plan: dict[str, str]) -> str:
    made = web.post("/studera/planera", data={**plan, "action": "create"}, follow_redirects=False)
    return made.headers["location"]


def test_a_zip_from_the_anonymiser_gives_the_released_ones(
    web: TestClient, plan: dict[str, str]
) -> None:
    home = _new(web, plan)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("batch/K07-cv.txt", "[NAMN] har lett projekt.")
        archive.writestr("batch/K08-cv.txt", "[NAMN] har undervisat.")
        archive.writestr("__MACOSX/batch/._K07-cv.txt", "x")
        archive.writestr(
            "batch/manifest.json",
            '{"schema": "fairscreen.manifest/1", "applications": ['
            '{"code": "K07", "files": [{"file": "K07-cv.txt", "status": "released"}]},'
            '{"code": "K08", "files": [{"file": "K08-cv.txt", "status": "refused"}]}]}',
        )
    page = web.post(f"{home}/ansokningar", files={"blind": ("batch.zip", stream.getvalue())}).text
    assert "Öppen version saknas för K07." in page
    assert "K08" not in page


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.zip", b"PK\x03\x04 broken", "går inte att läsa"),
        ("---.txt", b"text", "vilken ansökan filen"),
        ("K07.txt", b"", "ingen text"),
        ("K07.exe", b"MZ\x00\x01" * 40, "inte ett dokument"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(
    web: TestClient, plan: dict[str, str], name: str, content: bytes, told: str
) -> None:
    answer = web.post(f"{_new(web, plan)}/ansokningar", files={"open": (name, content)})
    assert answer.status_code >= 400
    assert told in answer.text


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("application;gender\nK01;man\nK01;kvinna\n", "Rad 3 i g.csv upprepar rad 2"),
        ("application;gender\n;man\n", "rad 2 i kolumnen application"),
        ("application;age\nK01;ung\n", "Kolumnen gender saknas"),
        ("", "Det finns inga rader"),
        ("\ufeffansökan;gender\n", "Det finns inga rader"),
    ],
)
def test_a_wrong_group_table_is_told_with_row_and_column(
    web: TestClient, plan: dict[str, str], table: str, told: str
) -> None:
    answer = web.post(
        f"{_new(web, plan)}/grupper", files={"groups": ("g.csv", table.encode("utf-8"))}
    )
    assert answer.status_code == 422
    assert told in answer.text


def test_steps_out_of_order_are_told_and_nothing_happens(
    web: TestClient, plan: dict[str, str]
) -> None:
    home = _new(web, plan)
    for step in ("lotta", "avsluta", "analysera"):
        answer = web.post(f"{home}/{step}", data={"days": "30"})
        assert answer.status_code == 409
        assert "Det går inte att göra just nu" in answer.text
    assert web.get(f"{home}/resultat").status_code == 409


def test_nothing_is_removed_without_the_box(make_study: Callable[..., object]) -> None:
    led = make_study()
    web = led.client
    assert web.post(f"{led.home}/gallra", data={"what": "study"}).status_code == 422
    assert "12 ansökningar finns" in web.get(led.home).text
    gone = web.post(f"{led.home}/gallra", data={"what": "study", "sure": "ja"})
    assert "Studien är raderad" in gone.text
    assert web.get(led.home).status_code == 404
    assert web.get(led.links[0]).status_code == 404


def test_the_reader_comes_back_to_what_was_answered(led: object) -> None:
    link = led.links[3]
    led.judge(link, 2, shortlisted="ja", recognised="ja", **{"poang-0": "4"})
    page = led.client.get(f"{link}/2").text
    assert re.search(r'name="poang-0" value="4" checked', page)
    assert re.search(r'name="shortlisted" value="ja"[^>]* checked', page)
    assert re.search(r'name="recognised" value="ja"[^>]* checked', page)
    assert "1 av 12 klara" in led.client.get(link).text


def test_a_missing_choice_keeps_the_scores_that_were_given(led: object) -> None:
    answer = led.client.post(f"{led.links[4]}/1", data={"poang-0": "5"})
    assert answer.status_code == 422
    assert re.search(r'name="poang-0" value="5" checked', answer.text)


TABLE = "ansökan;vald;kön\n" + "\n".join(
    f"K{i};{int(i % 3 == 0)};{'man' if i % 2 else 'kvinna'}" for i in range(60)
)


def test_one_selection_step_in_and_a_short_report_out(web: TestClient) -> None:
    page = web.post("/studera/urvalssteg", files={"table": ("t.csv", TABLE.encode())})
    assert page.status_code == 200
    assert "20 av 60 sökande gick vidare" in page.text
    assert "<svg" in page.text
    file = web.post(
        "/studera/urvalssteg", files={"table": ("t.csv", TABLE.encode("cp1252"))},
        data={"format": "docx", "reference": "kvinna"},
    )  # fmt: skip
    assert file.content.startswith(b"PK")


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("ansökan;vald;kön\nA;kanske;man\n", "rad 2 i kolumnen vald"),
        ("ansökan;vald;kön\nA;1;man\nB;1;man\n", "Alla ansökningar är utvalda"),
        ("ansökan;vald;kön\nA;0;man\nB;0;man\n", "Ingen ansökan är utvald"),
        ("ansökan;vald;kön\nA;1;man\nB;0;man\nC;0;kvinna\n", "Rad 4 i t.csv är ensam"),
        ("ansökan;kön\nA;man\n", "Kolumnen shortlisted saknas"),
        ("vald;kön\n1;man\n", "Kolumnen ansökan saknas"),
    ],
)
def test_a_wrong_table_of_a_step_is_told_with_row_and_column(
    web: TestClient, table: str, told: str
) -> None:
    answer = web.post("/studera/urvalssteg", files={"table": ("t.csv", table.encode())})
    assert answer.status_code == 422
    assert told in answer.text
