"""The web page stands alone: no script, nothing fetched, valid, and escaped."""

from __future__ import annotations

import re

import html5lib
import pytest

from fairscreen.ads import AdReview, check
from fairscreen.report.web import ad_review_html


@pytest.fixture(scope="module")
def page(review: AdReview) -> str:
    return ad_review_html(review)


def test_it_is_valid_html(page: str) -> None:
    html5lib.HTMLParser(strict=True).parse(page)


def test_it_fetches_nothing_and_runs_nothing(page: str) -> None:
    assert "<script" not in page
    assert not re.search(r"(?:src|srcset)=|url\(|@import|<link|<img|<iframe", page)


def test_every_link_within_leads_somewhere(page: str) -> None:
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_numbers_lead_to_the_findings_and_back(page: str, review: AdReview) -> None:
    for number in range(1, len(review.findings) + 1):
        assert f'href="#fynd-{number}"' in page
        assert f'href="#plats-{number}"' in page


def test_it_says_its_language_and_has_one_heading_of_the_first_level(page: str) -> None:
    assert '<html lang="sv">' in page
    assert page.count("<h1") == 1


def test_markup_in_an_ad_is_shown_not_run() -> None:
    ad = "Kock <script>alert(1)</script>\n\nVi är ett ungt team."
    page = ad_review_html(check(ad, lang="sv"))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_an_ad_without_findings_is_told_so() -> None:
    assert "Reglerna hittar inget" in ad_review_html(check("Kock\n\nDu lagar mat.", lang="sv"))
