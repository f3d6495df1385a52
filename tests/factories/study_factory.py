"""Invented studies for tests: a plan, pairs of texts, a group table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from fairscreen.experiment import Design
from fairscreen.store import Studies, StudyRecord, open_seal, open_store
from fairscreen.workflows.reading_room import Answer, Reading, open_reading
from fairscreen.workflows.study_desk import (
    ReaderLink,
    add_applications,
    create_study,
    draw_readers,
    find_study,
    lock_plan,
    set_groups,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def plan(**changes: object) -> Design:
    return Design.model_validate(
        {
            "title": "Urval till förskolan", "question": "Ändras urvalet?", "readers": 8,
            "applications": 12, "shortlist": {"rule": "fixed", "length": 4},
            "attributes": [{"name": "gender", "reference": "man", "levels": ["man", "kvinna"]}],
            "competences": [{"name": "samarbete", "anchors": {"1": "Inget.", "5": "Konkret."}}],
            "primary": {"estimate": "arm_by_group", "attribute": "gender", "level": "kvinna"},
            "secondary": ["shortlist_overlap_gap"], "margin": 0.1,
            "seed": 428115, "delete_groups_on": "2026-12-31", **changes,
        }
    )  # fmt: skip


def texts(number: int = 12) -> tuple[dict[str, str], dict[str, str]]:
    """Open and blind texts; the open ones carry an invented name."""
    codes = [f"K{i:02}" for i in range(1, number + 1)]
    opened = {c: f"Kim Exempelsson{c} söker jobbet.\nJag har lett {c} projekt." for c in codes}
    blind = {c: f"[NAMN] söker jobbet.\nJag har lett {c} projekt." for c in codes}
    return opened, blind


def groups(number: int = 12) -> bytes:
    rows = [f"K{i:02};{'kvinna' if i % 2 else 'man'}" for i in range(1, number + 1)]
    return "\n".join(["ansökan;gender", *rows]).encode("utf-8-sig")


@contextmanager
def opened_studies(folder: Path) -> Iterator[Studies]:
    with open_store(folder) as store:
        yield Studies(store, open_seal(folder))


def prepared(studies: Studies, **changes: object) -> tuple[str, StudyRecord]:
    """A study with locked plan and all material; its leader's key and record."""
    new = create_study(studies, plan(**changes), now=NOW)
    record = find_study(studies, new.key)
    opened, blind = texts()
    add_applications(studies, record, "open", opened)
    add_applications(studies, record, "anonymous", blind)
    set_groups(studies, record, groups(), name="grupper.csv")
    lock_plan(studies, record, now=NOW)
    return new.key, find_study(studies, new.key)


def drawn(studies: Studies, **changes: object) -> tuple[str, list[ReaderLink]]:
    key, record = prepared(studies, **changes)
    return key, draw_readers(studies, record, now=NOW)


def read_all(studies: Studies, link: ReaderLink, place: int) -> Reading:
    """The reader judges everything in a way of their own and hands in the list."""
    reading = open_reading(studies, link.token, now=NOW)
    length = reading.length or 4
    wanted = sorted(range(1, reading.total + 1), key=lambda n: (7 * n + 5 * place) % 13)[:length]
    for number in range(1, reading.total + 1):
        answer = Answer(number in wanted, {"samarbete": 1 + (number + place) % 5})
        reading.judge(number, answer, now=NOW)
    reading.hand_in(now=NOW)
    return reading
