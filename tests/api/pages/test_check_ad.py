"""*Granska en annons* as HTML: the parts are there, tied together, and nothing is lost."""

from __future__ import annotations

import html5lib
import pytest
from lxml import html
from starlette.testclient import TestClient

from fairscreen.settings import Settings
from fairscreen_api.pages.gallery import examples


def _send(client: TestClient, text: str = "", file: tuple[str, bytes] | None = None, **more: str):  # type: ignore[no-untyped-def]
    files = {"text": (None, text), **{k: (None, v) for k, v in more.items()}}
    # A browser sends the file part even when nobody chose a file.
    return client.post("/granska", files=files | {"file": file or ("", b"")})


def _typed(page: html.HtmlElement) -> str:
    # HTML leaves out one line break after the tag; libxml2's parser does not know.
    return page.cssselect("textarea")[0].text.removeprefix("\n")


@pytest.fixture(scope="module")
def result(client: TestClient, ad: str) -> html.HtmlElement:
    answer = _send(client, ad)
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def test_each_number_leads_to_the_list_and_back(result: html.HtmlElement) -> None:
    there = {a.get("href"): a.get("id") for a in result.cssselect(".ad a.number")}
    back = {a.get("href") for a in result.cssselect(".findings a.number")}
    items = {f"#{li.get('id')}" for li in result.cssselect(".findings > li")}
    assert there
    assert set(there) == items
    assert {f"#{id_}" for id_ in there.values()} == back


def test_the_ad_is_shown_word_for_word(result: html.HtmlElement, ad: str) -> None:
    for number in result.cssselect(".ad a.number"):
        number.drop_tree()
    shown = [p.text_content() for p in result.cssselect(".ad p")]
    assert shown == [line for line in ad.split("\n") if line.strip()]


def test_the_text_stays_ready_to_be_changed(result: html.HtmlElement, ad: str) -> None:
    assert _typed(result) == ad


def test_line_breaks_of_a_form_do_not_move_the_text(client: TestClient, ad: str) -> None:
    page = html.fromstring(_send(client, ad.replace("\n", "\r\n")).text)
    assert _typed(page) == ad


def test_why_suggestion_and_source_are_told(result: html.HtmlElement) -> None:
    words = result.cssselect(".reading-list")[0].text_content()
    for label in ("Förslag", "Källor", "Diskrimineringsgrund:"):
        assert label in words


def test_the_result_has_requirements_parts_and_readability(result: html.HtmlElement) -> None:
    assert len(result.cssselect("table.facts tbody tr")) >= 2
    assert result.cssselect(".check-absent")
    assert len(result.cssselect(".measure")) == 4


def test_there_is_no_score(result: html.HtmlElement) -> None:
    assert "poäng" not in result.text_content().lower()
    assert "betyg" not in result.cssselect("main")[0].text_content().lower()


def test_a_file_is_reviewed_under_its_name(client: TestClient, ad: str) -> None:
    page = html.fromstring(_send(client, file=("annons.txt", ad.encode())).text)
    assert "annons.txt" in page.cssselect("main")[0].text_content()
    assert _typed(page) == ad


def test_what_someone_wrote_is_never_markup(client: TestClient) -> None:
    text = 'Vi söker <script>alert(1)</script> & "du" </textarea><b>svenska som modersmål</b>'
    page = html.fromstring(_send(client, text).text)
    assert _typed(page) == text
    assert len(page.cssselect("script")) == 1
    assert not page.cssselect("main b")


@pytest.mark.parametrize(
    ("text", "file", "status", "field"),
    [
        ("", None, 422, "text"),
        (" \r\n ", None, 422, "text"),
        ("a" * 20_001, None, 413, "text"),
        ("Vi söker.", ("a.txt", b"Vi"), 422, "text"),
        ("", ("a.pdf", b"%PDF-1.7 broken"), 422, "file"),
    ],
    ids=["nothing", "blanks", "too long", "both", "broken file"],
)
def test_an_error_is_summed_up_with_a_link_to_its_field(
    client: TestClient, text: str, file: tuple[str, bytes] | None, status: int, field: str
) -> None:
    answer = _send(client, text, file)
    page = html.fromstring(answer.text)
    assert answer.status_code == status
    assert page.findtext(".//title").startswith("Fel:")
    (summary,) = page.cssselect(".error-summary")
    assert [a.get("href") for a in summary.cssselect("a")] == [f"#{field}"]
    wrong = page.get_element_by_id(field)
    assert wrong.get("aria-invalid") == "true"
    assert all(page.get_element_by_id(i) is not None for i in wrong.get("aria-describedby").split())


def test_a_text_with_an_error_is_kept_with_its_choices(client: TestClient) -> None:
    text = "a" * 20_001
    page = html.fromstring(_send(client, text, lang="en", employer="state").text)
    assert _typed(page) == text
    chosen = [option.get("value") for option in page.cssselect("option[selected]")]
    assert chosen == ["en", "state"]


def test_the_limits_are_told_before_anything_is_sent(
    client: TestClient, settings: Settings
) -> None:
    words = html.fromstring(client.get("/granska").text).text_content()
    assert "20\u00a0000 tecken" in words
    assert f"{settings.max_pages} sidor" in words


def test_the_start_page_has_three_doors_and_no_dead_link(client: TestClient) -> None:
    page = html.fromstring(client.get("/").text)
    assert len(page.cssselect(".door")) == 3
    assert [a.get("href") for a in page.cssselect(".door a")] == [
        "/granska",
        "/avidentifiera",
        "/studera",
    ]
    for link in page.cssselect("a[href^='/']"):
        assert client.get(link.get("href")).status_code == 200


def _pages(client: TestClient, ad: str) -> dict[str, str]:
    pages = {path: client.get(path).text for path in ("/", "/granska", "/nowhere", "/_komponenter")}
    for example in examples():
        path = f"/_komponenter/{example.component}/{example.name}"
        pages[path] = client.get(path).text
    return pages | {"error": _send(client).text, "result": _send(client, ad).text}


def test_every_page_is_valid_html(client: TestClient, ad: str) -> None:
    for name, page in _pages(client, ad).items():
        parser = html5lib.HTMLParser()
        parser.parse(page)
        assert [(place, code) for place, code, _ in parser.errors] == [], name
        ids = html.fromstring(page).xpath("//@id")
        assert len(ids) == len(set(ids)), name


def test_every_component_has_examples_that_can_be_shown(client: TestClient, root) -> None:  # type: ignore[no-untyped-def]
    folders = {p.name for p in (root / "api/fairscreen_api/components").iterdir() if p.is_dir()}
    assert {example.component for example in examples()} == folders - {"__pycache__"}
    for example in examples():
        path = f"/_komponenter/{example.component}/{example.name}"
        assert client.get(path).status_code == 200, path
