"""Every rule finds its own examples and leaves its own look-alikes alone."""

import pytest

from fairscreen.ads import find, load_rules
from fairscreen.ads.examples import plain_and_marks
from fairscreen.language import parse

RULES = load_rules()
HITS = [(r.id, lang, text) for r in RULES.rules for lang, text, hit in r.examples() if hit]
MISSES = [(r.id, lang, text) for r in RULES.rules for lang, text, hit in r.examples() if not hit]


def _found(rule_id: str, lang: str, text: str) -> list[tuple[int, int]]:
    hits, _ = find(parse(text, lang), RULES)
    return [(hit.start, hit.end) for hit in hits if hit.rule.id == rule_id]


@pytest.mark.parametrize(("rule_id", "lang", "example"), HITS)
def test_rule_finds_its_example(rule_id: str, lang: str, example: str) -> None:
    text, marks = plain_and_marks(example)
    found = _found(rule_id, lang, text)
    assert found
    assert set(marks) <= set(found), [text[start:end] for start, end in found]


@pytest.mark.parametrize(("rule_id", "lang", "example"), MISSES)
def test_rule_leaves_look_alike_alone(rule_id: str, lang: str, example: str) -> None:
    text, marks = plain_and_marks(example)
    assert not marks
    assert [text[start:end] for start, end in _found(rule_id, lang, text)] == []


def test_ids_are_unique() -> None:
    ids = [rule.id for rule in RULES.rules]
    assert len(ids) == len(set(ids))


def test_texts_hold_no_verdict_of_law() -> None:
    for rule in RULES.rules:
        said = f"{rule.message} {rule.why}".lower()
        assert not any(word in said for word in ("olaglig", "olagligt", "förbjudet", "fördomsfri"))


def test_suggestions_are_clean_text() -> None:
    for rule in RULES.rules:
        every = [*rule.suggestions]
        for match in rule.match:
            every += match.suggestions or ()
            every += [target for targets in match.replace.values() for target in targets]
        for suggestion in every:
            assert not suggestion.startswith(("byt ", "skriv ", "stryk "))
            assert suggestion == suggestion.strip()
            assert not set(suggestion) & set("()[]=→")
