"""What was seen but not marked is told in Swedish, grouped by reason."""

from __future__ import annotations

from fairscreen.ads import Dropped, load_rules
from fairscreen.report import words
from fairscreen_api.pages.dropped import DroppedGroup, grouped


def dropped(text: str, reason: str) -> Dropped:
    return Dropped(rule="r", start=0, end=len(text), text=text, reason=reason)


def test_the_same_words_for_the_same_reason_are_told_once() -> None:
    groups = grouped(
        [dropped("personligt\nbrev", "negated"), dropped("foto", "quoted"),
         dropped("personligt brev", "negated")]
    )  # fmt: skip
    assert groups == [
        DroppedGroup("Annonsen säger att det inte behövs.", ("personligt brev",)),
        DroppedGroup("Det är ett citat.", ("foto",)),
    ]


def test_what_only_the_spelling_decided_is_not_told() -> None:
    assert grouped([dropped("Max", "other case")]) == []


def test_every_reason_that_a_rule_gives_has_its_own_words() -> None:
    reasons = {
        nearby.reason
        for rule in load_rules().rules
        for context in _contexts(rule)
        for nearby in context.unless
    }
    general = words.dropped_reason("a reason nobody knows")
    assert {reason for reason in reasons if words.dropped_reason(reason) == general} == set()


def _contexts(rule):  # type: ignore[no-untyped-def]
    yield rule.context
    yield from (match.context for match in rule.match if match.context is not None)
