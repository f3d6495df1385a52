"""Work for a congregation, a team or a club is merit; belonging there tells of the applicant."""

import pytest

from fairscreen.anonymise.about import is_workplace
from fairscreen.anonymise.reading import Reading
from fairscreen.spans import AlignedText


def _works_there(text: str) -> bool:
    start, end = text.index("[["), text.index("]]") - 2
    plain = text.replace("[[", "").replace("]]", "")
    return is_workplace(Reading(AlignedText.of(plain), "sv"), start, end)


@pytest.mark.parametrize(
    "text",
    [
        "Vaktmästare, [[Svenska kyrkan]]",
        "Coachade [[damlaget]] till uppflyttning.",
        "Byggde scenen till [[Pride]] åt en firma.",
        "Caseworker at a [[women's refuge]]",
        "ERFARENHET\n2019–2021 Katarina [[församling]], Stockholm",
    ],
)
def test_work_is_seen(text: str) -> None:
    assert _works_there(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sjunger i [[kyrkokören]] på söndagar.",
        "Medlem i [[moskéns]] styrelse, elektriker till yrket",
        "Jag är volontär på [[Pride]].",
        "I play in the [[women's team]].",
        "ERFARENHET\nIdeellt arbete i [[församlingen]]",
    ],
)
def test_belonging_is_seen(text: str) -> None:
    assert not _works_there(text)
