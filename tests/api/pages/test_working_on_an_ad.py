"""Working on the review without a script: each button sends the whole page's form."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from fairscreen.documents.writing import Heading, Layout, Paragraph, write


def _page(answer: Any) -> html.HtmlElement:
    return html.fromstring(answer.text)


def fields(page: html.HtmlElement) -> dict[str, str]:
    """What a browser would send of the form, without a button."""
    sent: dict[str, str] = {}
    for field in page.xpath("//*[@name and (@form='arbete' or ancestor::form[@id='arbete'])]"):
        kind = field.get("type")
        if field.tag == "button" or kind == "file":
            continue
        if kind in ("radio", "checkbox") and field.get("checked") is None:
            continue
        if field.tag == "textarea":
            sent[field.get("name")] = (field.text or "").removeprefix("\n")
        elif field.tag == "select":
            chosen = field.cssselect("option[selected]")
            sent[field.get("name")] = chosen[0].get("value")
        else:
            sent[field.get("name")] = field.get("value", "")
    return sent


def post(client: TestClient, sent: dict[str, str], to: str = "/granska", **more: Any) -> Any:
    # A browser sends line breaks of fields as CR LF.
    parts: dict[str, Any] = {k: (None, v.replace("\n", "\r\n")) for k, v in sent.items()}
    return client.post(to, files=parts | {"file": ("", b"")} | more)


def button(page: html.HtmlElement, verb: str, words: str) -> str:
    """The value of the button ``verb`` at the finding about ``words``."""
    for finding in page.cssselect(".finding"):
        if words in finding.cssselect("h3")[0].text_content():
            return finding.cssselect(f"button[value^='{verb}:']")[0].get("value")
    raise AssertionError(f"no finding about {words}")


def found(page: html.HtmlElement) -> list[str]:
    return [q.text_content() for q in page.cssselect(".finding h3 q")]


@pytest.fixture
def page(client: TestClient, ad: str) -> Iterator[html.HtmlElement]:
    yield _page(post(client, {"text": ad}))
    # Choices for all ads would reach other tests.
    for choice in client.get("/v1/ads/choices").json()["choices"]:
        client.delete(f"/v1/ads/choices/{choice['id']}")


def test_byt_ut_puts_the_chosen_words_in_the_text(
    client: TestClient, page: html.HtmlElement
) -> None:
    sent = fields(page) | {"gor": button(page, "byt", "personligt brev")}
    after = _page(post(client, sent))
    assert "personligt brev" not in fields(after)["text"]
    assert "Sök med cv och svara på urvalsfrågorna." in fields(after)["text"]
    assert "personligt brev" not in " ".join(found(after))
    assert "är bytt mot" in after.cssselect("[data-part=besked]")[0].text_content()


def test_byt_ut_takes_words_of_ones_own(client: TestClient, page: html.HtmlElement) -> None:
    value = button(page, "byt", "personligt brev")
    number = value.split(":")[1]
    sent = fields(page) | {"gor": value, f"egna-{number}": "svar på tre frågor"}
    after = _page(post(client, sent))
    assert "Bifoga ett svar på tre frågor." in fields(after)["text"]


def test_byt_ut_finds_its_place_after_more_was_typed(
    client: TestClient, page: html.HtmlElement, ad: str
) -> None:
    sent = fields(page) | {
        "gor": button(page, "byt", "personligt brev"), "text": "En ny rad först.\n" + ad,
    }  # fmt: skip
    text = fields(_page(post(client, sent)))["text"]
    assert text.startswith("En ny rad först.\n")
    assert "Sök med cv" in text


def test_words_that_were_retyped_are_not_replaced(
    client: TestClient, page: html.HtmlElement, ad: str
) -> None:
    typed = ad.replace("personligt brev", "långt brev")
    sent = fields(page) | {"gor": button(page, "byt", "personligt brev"), "text": typed}
    after = _page(post(client, sent))
    assert fields(after)["text"] == typed
    assert "har ändrats" in after.cssselect("[data-part=besked]")[0].text_content()


def test_a_change_can_be_taken_back(client: TestClient, page: html.HtmlElement, ad: str) -> None:
    changed = _page(post(client, fields(page) | {"gor": button(page, "byt", "personligt brev")}))
    changed = _page(post(client, fields(changed) | {"gor": button(changed, "byt", "B-körkort")}))
    first = changed.cssselect("button[value^='tillbaka:']")
    assert len(first) == 2
    after = _page(post(client, fields(changed) | {"gor": "tillbaka:0"}))
    after = _page(post(client, fields(after) | {"gor": "tillbaka:0"}))
    assert fields(after)["text"] == ad
    assert not after.cssselect("button[value^='tillbaka:']")


def test_behall_holds_in_this_ad_alone(client: TestClient, page: html.HtmlElement, ad: str) -> None:
    sent = fields(page) | {"gor": button(page, "behall", "B-körkort")}
    after = _page(post(client, sent))
    assert "B-körkort" not in found(after)
    assert "B-körkort" in after.cssselect(".kept")[0].text_content()
    again = _page(post(client, fields(after)))
    assert "B-körkort" not in found(again)
    other = _page(post(client, {"text": ad}))
    assert "B-körkort" in found(other)


def test_what_is_kept_can_be_shown_again(client: TestClient, page: html.HtmlElement) -> None:
    kept = _page(post(client, fields(page) | {"gor": button(page, "behall", "B-körkort")}))
    (back,) = kept.cssselect("button[value^='angra-val:']")
    after = _page(post(client, fields(kept) | {"gor": back.get("value")}))
    assert "B-körkort" in found(after)


def test_fel_traff_asks_why(client: TestClient, page: html.HtmlElement) -> None:
    value = button(page, "fel", "B-körkort")
    answer = post(client, fields(page) | {"gor": value})
    after = _page(answer)
    assert answer.status_code == 422
    assert "B-körkort" in found(after)
    (link,) = after.cssselect(".error-summary a")
    assert after.cssselect(link.get("href"))[0].get("aria-invalid") == "true"


def test_fel_traff_is_remembered_with_its_reason(
    client: TestClient, page: html.HtmlElement, ad: str
) -> None:
    value = button(page, "fel", "B-körkort")
    number = value.split(":")[1]
    sent = fields(page) | {"gor": value, f"skal-{number}": "Vi kör varje dag."}
    after = _page(post(client, sent | {f"alla-{number}": "ja"}))
    assert "B-körkort" not in found(after)
    (choice,) = client.get("/v1/ads/choices").json()["choices"]
    assert (choice["kind"], choice["reason"]) == ("false-alarm", "Vi kör varje dag.")
    assert choice["document"] is None
    assert "B-körkort" not in found(_page(post(client, {"text": ad})))


def test_all_safe_rewrites_are_applied_and_the_check_is_told(client: TestClient) -> None:
    ad = "Lärare\n\nDu skall undervisa i årskurs 3.\n\nKrav\n- lärarexamen"
    page = _page(post(client, {"text": ad}))
    after = _page(post(client, fields(page) | {"gor": "saker"}))
    assert "Du ska undervisa i årskurs 3." in fields(after)["text"]
    words = after.cssselect("[data-part=omskrivning]")[0].text_content()
    assert "samma nivå" in words
    assert after.cssselect(".check-present")
    assert after.cssselect(".text-diff ins")


def test_an_unknown_button_is_refused(client: TestClient, page: html.HtmlElement) -> None:
    for value in ("spräng", "byt:1", "tillbaka:99", "byt:1:x:a:b"):
        assert post(client, fields(page) | {"gor": value}).status_code == 422


def test_a_false_rule_is_refused(client: TestClient, page: html.HtmlElement) -> None:
    assert post(client, fields(page) | {"gor": "behall:1:no-such:0:4"}).status_code < 500


@pytest.mark.parametrize("kind", ["docx", "xlsx", "memo"])
def test_the_review_as_a_file(client: TestClient, page: html.HtmlElement, kind: str) -> None:
    answer = post(client, fields(page), to=f"/granska/fil/{kind}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert zipfile.is_zipfile(io.BytesIO(answer.content))


def test_the_word_file_leaves_out_what_was_kept(client: TestClient, page: html.HtmlElement) -> None:
    def comments(of: html.HtmlElement) -> str:
        data = post(client, fields(of), to="/granska/fil/docx").content
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            return file.read("word/comments.xml").decode()

    before = comments(page).count("<w:comment ")
    after = _page(post(client, fields(page) | {"gor": button(page, "behall", "B-körkort")}))
    assert comments(after).count("<w:comment ") == before - 1


def test_comments_go_into_ones_own_word_file(client: TestClient) -> None:
    words = (Heading("Lärare", level=1), Paragraph("Du har svenska som modersmål."))
    own = write(Layout(title="Min egen", language="sv", parts=words), "docx")
    page = _page(client.post("/granska", files={"text": (None, ""), "file": ("min.docx", own)}))
    data = post(client, fields(page), to="/granska/fil/docx").content
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert "word/comments.xml" in file.namelist()
        assert "Min egen" in file.read("docProps/core.xml").decode()


def test_two_versions_are_compared(client: TestClient, page: html.HtmlElement, ad: str) -> None:
    old = ad.replace("B-körkort är ett krav", "taxilegitimation är ett krav")
    after = _page(post(client, fields(page) | {"aldre": old}, to="/granska/skillnad"))
    assert "taxilegitimation" in after.cssselect("del")[0].text_content()
    assert "körkort" in after.cssselect("ins")[0].text_content()


def test_a_comparison_without_an_older_text_is_told(
    client: TestClient, page: html.HtmlElement
) -> None:
    assert post(client, fields(page), to="/granska/skillnad").status_code == 422


def test_ads_over_time(client: TestClient) -> None:
    rows = "id;text;publicerad;förvaltning\n" + "".join(
        f"a{n};Vi söker en lärare. Bifoga personligt brev.;2026-0{1 + n % 6}-03;Skola\n"
        for n in range(6)
    )
    answer = client.post("/granska/over-tid", files={"file": ("a.csv", rows.encode())})
    page = _page(answer)
    assert answer.status_code == 200
    assert "2026" in page.cssselect("main")[0].text_content()
    figures = page.cssselect("input[name=siffror]")[0].get("value")
    book = client.post("/granska/over-tid/excel", files={"siffror": (None, figures)})
    assert zipfile.is_zipfile(io.BytesIO(book.content))


def test_a_table_without_texts_is_told(client: TestClient) -> None:
    answer = client.post("/granska/over-tid", files={"file": ("a.csv", b"x;y\n1;2\n")})
    assert answer.status_code == 422
    assert _page(answer).cssselect(".error-summary")


@pytest.mark.parametrize("older", ["", "Vi söker en lärare."])
def test_the_comparison_leads_back_to_the_ad_as_it_is(
    client: TestClient, page: html.HtmlElement, older: str
) -> None:
    changed = _page(post(client, fields(page) | {"gor": button(page, "byt", "personligt brev")}))
    answer = post(client, fields(changed) | {"aldre": older}, to="/granska/skillnad")
    form = _page(answer).cssselect("main form")[0]
    carried = {field.get("name"): field.get("value") for field in form.cssselect("input")}
    back = _page(post(client, carried))
    assert fields(back)["text"] == fields(changed)["text"]
    assert back.cssselect("button[value='tillbaka:0']")


def test_byt_ut_tells_what_the_check_says(client: TestClient) -> None:
    ad = "Lärare\n\nKrav\n- lärarexamen\n- minst tre års erfarenhet av undervisning\n"
    page = _page(post(client, {"text": ad}))
    value = button(page, "byt", "års erfarenhet")
    after = _page(post(client, fields(page) | {"gor": value}))
    assert after.cssselect("[data-part=omskrivning] .check-present")
    struck = fields(page) | {"gor": value, f"egna-{value.split(':')[1]}": "meriterande med vana"}
    told = _page(post(client, struck)).cssselect("[data-part=besked]")[0].text_content()
    assert "är bytt mot" in told


def test_a_proposal_is_applied_when_the_check_holds(client: TestClient) -> None:
    ad = "Lärare\n\nKrav\n- lärarexamen\n- B-körkort\n"
    page = _page(post(client, {"text": ad}))
    at = ad.index("B-körkort")
    proposal = f"{at}:{at + 9}:licence-task:B-körkort, eftersom du kör bil i arbetet"
    sent = fields(page) | {"gor": "forslag:1", "forslag-1": proposal}
    after = _page(post(client, sent))
    assert "- B-körkort, eftersom du kör bil i arbetet\n" in fields(after)["text"]
    assert after.cssselect("button[value='tillbaka:0']")


def test_what_is_kept_is_not_proposed_again(client: TestClient, page: html.HtmlElement) -> None:
    after = _page(post(client, fields(page) | {"gor": button(page, "behall", "B-körkort")}))
    assert "B-körkort" not in " ".join(
        item.text_content() for item in after.cssselect(".proposals legend")
    )
