"""A blind copy has no leaks, ordinary text has none, and whatever is left in any form is told."""

from dataclasses import dataclass

import pytest
from marked_applications import FOLDER, Application, read

from fairscreen.anonymise import Leak, anonymise_text, load_policy, verify_layers

KNOWN = ["Åsa Öberg", "asa.oberg@exempel.se", "070-174 06 11", "19811218-9876", "Storgatan 12"]


@dataclass
class Layer:
    name: str
    text: str


def leaks(text: str, layer: str = "page 1: text", known: list[str] = KNOWN) -> list[Leak]:
    return verify_layers([Layer(layer, text)], identifiers=known)


@pytest.mark.parametrize(
    "left",
    ["Åsa", "ÖBERG", "Öbergs", "asa", "oberg_cv", "asaoberg", "Asa.Oberg@exempel.se", "070 174 06 11",  # noqa: E501
     "+46701740611", "811218-9876", "8112189876", "19811218", "storgatan  12", "Öb-\nerg"],
)  # fmt: skip
def test_what_is_known_is_found_in_every_form(left: str) -> None:
    assert leaks(f"Jag har lett projekt.\n{left}\nHar B-körkort.")


@pytest.mark.parametrize("layer", ["docProps/core.xml: text", "metadata (XMP): text", "file name",
                                   "word/comments.xml: text", "annotations", "raw strings"])  # fmt: skip  # noqa: E501
def test_a_known_name_is_found_in_every_layer(layer: str) -> None:
    leak = leaks("Åsa Öberg", layer)[0]
    assert (leak.layer, leak.category) == (layer, "name")
    assert "berg" not in leak.reason


def test_something_new_that_the_policy_hides_is_a_leak() -> None:
    assert [leak.category for leak in leaks("Ring 08-465 004 17.", known=[])] == ["contact"]


@pytest.mark.parametrize(
    "text",
    [
        "[NAMN]\n[ADRESS], [ORT]\n[PERSONNUMMER]\nJag heter [NAMN] och [REFERENT A] var min chef.",
        "4 år 2 månader, pågående\nför 5 år sedan\nmer än 10 års erfarenhet",
        "My name is [NAME]. [REFEREE B] supervised me. The applicant’s reports were clear.",
        "Lunds universitet, SFS 2010:800, dnr 2023-0415-1187, org.nr 556016-0680",
    ],
)
def test_our_own_words_and_ordinary_text_are_no_leaks(text: str) -> None:
    assert leaks(text) == []


@pytest.mark.parametrize("layer", ["word/fontTable.xml: attributes", "names", "fonts"])
def test_a_font_is_no_person(layer: str) -> None:
    assert leaks("name: Times New Roman\nname: Georgia", layer, ["Roman Berg", "Georgia"]) == []


def test_what_a_person_chose_to_keep_is_no_leak() -> None:
    found = verify_layers(
        [Layer("text", "Ring 08-465 004 17.")], identifiers=["08-465 004 17"],
        allowed=["08-465 004 17"],
    )  # fmt: skip
    assert found == []


@pytest.mark.parametrize(
    ("read_off", "leaks"),
    [
        ("Tel [KONTAKT]\nMin chef Auer var nöjd.", False),  # [ÅLDER], misread
        ("Min chef [PERSON Evelina var nöjd.", False),
        ("Min chef Eva Lindstrom var nöjd.", True),  # the scan itself was misread at first
    ],
)
def test_our_own_words_misread_off_a_picture_are_no_leaks(read_off: str, leaks: bool) -> None:
    layer = Layer("picture 1: text in the picture", read_off)
    source = "Tel 070-174 06 11\nMin chef född 1964 var nöjd. Kassasystemet Evelina. Eva L1ndström"
    assert bool(verify_layers([layer], identifiers=[], lang="sv", source=source)) is leaks
    assert verify_layers([layer], identifiers=[], lang="sv")


@pytest.mark.parametrize("application", list(read(FOLDER / "tuning.txt")), ids=lambda a: a.id)
def test_blind_copies_pass_and_originals_do_not(application: Application) -> None:
    chosen = load_policy("alla-grunder")
    result = anonymise_text(application.text, policy=chosen)
    known = [
        span.text for span in result.spans
        if span.category in ("name", "contact", "id") and span.kind != "town"
    ]  # fmt: skip
    for text, blind in ((result.anonymised, True), (application.text, False)):
        found = verify_layers([Layer("text", text)], identifiers=known, policy=chosen)
        assert (found == []) is blind


def test_a_token_of_the_other_language_is_no_new_hit() -> None:
    text = "Övrigt: Kör truck. [FAMILY], [FAMILY]. [DETAIL]."
    assert not verify_layers(
        [Layer("text", text)], identifiers=(), policy=load_policy("alla-grunder")
    )
