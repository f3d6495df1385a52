"""What a task is about is told apart from what is asked of the applicant."""

import pytest

from fairscreen.language import context, parse


def task(text: str, phrase: str) -> str | None:
    doc = parse(text, "sv")
    start = text.index(phrase)
    tokens = [t.i for t in doc if start <= t.idx < start + len(phrase)]
    found = context(doc, tokens[0], tokens[-1] + 1).task
    return None if found is None else found.of(text)


@pytest.mark.parametrize(
    ("text", "phrase", "verb"),
    [
        ("Du handlägger ärenden om medborgarskap.", "medborgarskap", "handlägger"),
        ("Du hjälper deltagare att skriva personligt brev.", "personligt brev", "hjälper"),
        ("Du möter klienter som finns i belastningsregistret.", "belastningsregistret", "möter"),
        ("Du ska granska ärenden om läkarintyg.", "läkarintyg", "granska"),
    ],
)  # fmt: skip
def test_object_of_a_task_verb(text: str, phrase: str, verb: str) -> None:
    assert task(text, phrase) == verb


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Du är svensk medborgare.", "svensk medborgare"),
        ("Du handlägger ärenden och är svensk medborgare.", "svensk medborgare"),
        ("Vi bedömer personlig lämplighet.", "personlig lämplighet"),
        ("Du som hjälper oss har körkort.", "körkort"),
        ("Du handlägger ärenden: svenskt medborgarskap krävs.", "svenskt medborgarskap"),
    ],
)
def test_demand_on_the_applicant(text: str, phrase: str) -> None:
    assert task(text, phrase) is None
