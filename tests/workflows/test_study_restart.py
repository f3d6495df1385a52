"""A service that stops, in whatever state a study is, finds it again as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from study_factory import NOW, drawn, opened_studies, plan, prepared, read_all

from fairscreen.errors import FairscreenError
from fairscreen.store import Studies
from fairscreen.workflows import study_desk as desk
from fairscreen.workflows.reading_room import open_reading
from fairscreen.workflows.study_results import analyse_collected
from fairscreen.workflows.study_status import status_of

STATES = ("draft", "locked", "drawn", "half read", "read", "closed", "analysed", "purged")


def bring(studies: Studies, state: str) -> tuple[str, Any]:
    """The leader's key of a study in ``state``, and the readers' links."""
    reached = STATES.index(state)
    if reached == 0:
        return desk.create_study(studies, plan(), now=NOW).key, []
    if reached == 1:
        return prepared(studies)[0], []
    key, links = drawn(studies)
    if reached >= STATES.index("half read"):
        for place, link in enumerate(links if reached > STATES.index("half read") else links[:3]):
            read_all(studies, link, place)
    if reached >= STATES.index("closed"):
        desk.close_reading(studies, desk.find_study(studies, key), now=NOW)
    if reached >= STATES.index("analysed"):
        analyse_collected(studies, desk.find_study(studies, key), now=NOW)
    if reached >= STATES.index("purged"):
        studies.purge(desk.find_study(studies, key).id, now=NOW)
    return key, links


def told(studies: Studies, key: str) -> tuple[Any, ...]:
    """All that can be seen of a study."""
    record = desk.find_study(studies, key)
    return (
        record,
        status_of(studies, record),
        studies.readers(record.id),
        studies.lines(record.id),
        studies.events(record.id),
        studies.groups(record.id),
        studies.material_codes(record.id),
    )


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_found_again(tmp_path: Path, state: str) -> None:
    with opened_studies(tmp_path) as studies:
        key, _ = bring(studies, state)
        before = told(studies, key)
    with opened_studies(tmp_path) as studies:
        assert told(studies, key) == before


@pytest.mark.parametrize("state", ["drawn", "half read", "read", "closed", "analysed"])
def test_from_every_state_it_goes_on_to_the_same_results(tmp_path: Path, state: str) -> None:
    with opened_studies(tmp_path) as studies:
        key, links = bring(studies, state)
    with opened_studies(tmp_path) as studies:
        done = {"drawn": 0, "half read": 3}.get(state, len(links))
        for place, link in list(enumerate(links))[done:]:
            read_all(studies, link, place)
        if desk.find_study(studies, key).state == "reading":
            desk.close_reading(studies, desk.find_study(studies, key), now=NOW)
        result = analyse_collected(studies, desk.find_study(studies, key), now=NOW)
    assert result["n"]["judgements"] == 96


def test_a_readers_link_opens_after_a_restart_as_long_as_the_reading_goes_on(
    tmp_path: Path,
) -> None:
    with opened_studies(tmp_path) as studies:
        _, links = bring(studies, "half read")
    with opened_studies(tmp_path) as studies:
        assert open_reading(studies, links[0].token, now=NOW)
    with opened_studies(tmp_path / "2") as studies:
        _, links = bring(studies, "purged")
    with opened_studies(tmp_path / "2") as studies, pytest.raises(FairscreenError):
        open_reading(studies, links[0].token, now=NOW)
