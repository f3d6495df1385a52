"""The guards: what turns a candidate into innocent text, and what is kept of it."""

import pytest

from fairscreen.ads import find, load_rules
from fairscreen.language import parse


def levels(text: str, rule: str) -> list[str]:
    hits, _ = find(parse(text, "sv"), load_rules())
    return [hit.level for hit in hits if hit.rule.id == rule]


def reasons(text: str, rule: str) -> list[str]:
    _, dropped = find(parse(text, "sv"), load_rules())
    return [hit.reason for hit in dropped if hit.rule == rule]


def test_negated_is_dropped_and_kept_with_the_reason() -> None:
    text = "Du behöver inte vara stresstålig."
    assert levels(text, "dis-stress") == []
    assert reasons(text, "dis-stress") == ["negated"]


def test_inclusion_list_is_dropped() -> None:
    text = "Vi välkomnar alla oavsett kön, ålder, religion och sexuell läggning."
    assert find(parse(text, "sv"), load_rules())[0] == []


def test_softened_lowers_one_level() -> None:
    assert levels("Det är meriterande om du är stresstålig.", "dis-stress") == ["hint"]


def test_softened_does_not_lower_what_names_sex() -> None:
    assert levels("Vi ser gärna manliga sökande.", "gender-seek") == ["must"]


def test_reason_lowers_to_hint_and_is_shown() -> None:
    text = "Du är fysiskt stark, eftersom du bär utrustning i skogen varje dag."
    hits, _ = find(parse(text, "sv"), load_rules())
    (hit,) = [h for h in hits if h.rule.id == "dis-strong"]
    assert hit.level == "hint"
    assert hit.reason is not None
    assert hit.reason.of(text).startswith("eftersom")


def test_reason_never_lowers_age() -> None:
    text = "Du är mellan 25 och 40 år, eftersom gruppen är i den åldern."
    assert levels(text, "age-range") == ["must"]


def test_fixed_name_is_another_sense() -> None:
    assert reasons("Du arbetar enligt lagen om stöd och service till vissa funktionshindrade.",
                   "dis-term") == ["named body"]  # fmt: skip


def test_legal_ground_nearby_drops() -> None:
    text = "Svenskt medborgarskap krävs. Tjänsten är placerad i säkerhetsklass 2."
    assert reasons(text, "eth-citizen") == ["legal ground"]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Du nyttjar våra system.", "använder"),
        ("Målsättningen är tydlig.", "Målet"),
        ("Vi söker två servitriser.", "servitörer"),
    ],
)
def test_replacement_keeps_form_and_capital(text: str, suggestion: str) -> None:
    hits, _ = find(parse(text, "sv"), load_rules())
    assert any(suggestion in hit.suggestions for hit in hits)


def test_same_text_gives_same_findings() -> None:
    text = "Vi söker en tjej. Du har B-körkort och är stresstålig."
    first, second = (find(parse(text, "sv"), load_rules()) for _ in range(2))
    assert first == second


def test_whole_list_of_traits_is_one_finding() -> None:
    text = "Du är flexibel, noggrann, kreativ, engagerad, prestigelös och ansvarsfull."
    assert levels(text, "req-traits") == ["should"]


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Meriterande är erfarenhet av TAKK.", True),
        ("Meriterande är TAKK (tecken som alternativ och kompletterande kommunikation).", False),
        ("Meriterande är tecken som alternativ kommunikation (TAKK).", False),
    ],
)
def test_letters_that_the_ad_explains_beside_them(text: str, flagged: bool) -> None:
    from fairscreen.ads import check

    assert ("plain-acronym" in {finding.rule for finding in check(text).findings}) is flagged
