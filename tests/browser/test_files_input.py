"""A choice of files that is too large is told of before anything is sent."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize(("size", "told"), [(400_000, ""), (620_000, "0,6 MB tillsammans")])
def test_only_a_choice_over_the_limit_is_told_of(
    page: Page, home: str, size: int, told: str
) -> None:
    page.goto(f"{home}/studera/urvalssteg")
    page.get_by_label("Tabell", exact=True).set_input_files(
        {"name": "urval.csv", "mimeType": "text/csv", "buffer": b"x" * size}
    )
    note = page.locator("#table-note")
    expect(note).to_contain_text(told) if told else expect(note).to_be_empty()
