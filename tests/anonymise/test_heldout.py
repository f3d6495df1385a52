"""Floors on invented applications: those the rules were tuned on, and those they were not."""

import json
from pathlib import Path

import pytest

from fairscreen.anonymise import Known, detect

FOLDER = Path(__file__).parent / "heldout"


def items(name: str) -> list[dict]:
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


def hidden(text: str, **options: object) -> set[int]:
    return {p for h in detect(text, **options) for p in range(h.start, h.end)}  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["development.jsonl", "heldout.jsonl"])
def test_contact_details_and_numbers_are_hidden(name: str) -> None:
    missed = [
        item["text"][span["start"] : span["end"]]
        for item in items(name)
        for places in [hidden(item["text"])]
        for span in item["spans"]
        if span["category"] in ("contact", "id")
        and not all(
            p in places for p in range(span["start"], span["end"]) if item["text"][p].isalnum()
        )
    ]
    assert missed == []


@pytest.mark.parametrize(
    "item", items("heldout.jsonl") + items("development.jsonl"), ids=lambda i: i["id"]
)
def test_with_the_table_the_applicants_name_is_hidden_at_every_mention(item: dict) -> None:
    text = item["text"]
    own = [text[s["start"] : s["end"]] for s in item["spans"] if s.get("applicant")]
    full = max(own, key=len).split()
    places = hidden(text, known=Known(given_name=" ".join(full[:-1]) or full[0], surname=full[-1]))
    left = [
        text[s["start"] : s["end"]]
        for s in item["spans"]
        if s.get("applicant")
        and not all(p in places for p in range(s["start"], s["end"]) if text[p].isalnum())
    ]
    assert left == []
