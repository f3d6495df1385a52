"""The memo: one page, what excludes first, nothing about mere wording."""

from __future__ import annotations

import io

import docx
import pytest

from fairscreen.ads import AdReview, check
from fairscreen.report.memo import ad_memo


@pytest.fixture(scope="module")
def memo(review: AdReview) -> str:
    return ad_memo(review, "txt").decode()


def test_the_weightiest_stands_first(memo: str) -> None:
    assert memo.index("svenska som modersmål") < memo.index("ungt team")


def test_it_asks_for_decisions(memo: str) -> None:
    assert "Krav som tas bort eller blir meriter:" in memo


def test_it_says_what_to_keep(memo: str) -> None:
    assert "Behåll det här" in memo


def test_plain_language_is_left_out() -> None:
    review = check("Kock\n\nDu ska tillse att erforderliga åtgärder vidtas.", lang="sv")
    assert any(f.category == "plain" for f in review.findings)
    assert "erforderliga" not in ad_memo(review, "txt").decode()


def test_a_long_ad_still_makes_one_page(review: AdReview) -> None:
    import pypdfium2

    text = "\n".join(
        f"- Du har svenska som modersmål, god fysik, B-körkort och är en social tjej nr {n}"
        for n in range(40)
    )
    data = ad_memo(check(f"Kock\n\nKrav\n{text}", lang="sv"), "pdf")
    with pypdfium2.PdfDocument(data) as pdf:
        assert len(pdf) == 1


def test_the_word_form_opens(review: AdReview) -> None:
    made = docx.Document(io.BytesIO(ad_memo(review, "docx")))
    assert "Inför annonsen" in made.paragraphs[0].text
