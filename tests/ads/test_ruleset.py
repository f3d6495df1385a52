"""Rule files: what is refused, and how the author is told."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from fairscreen.ads.rulemodel import Rule
from fairscreen.ads.ruleset import compile_rules, load_rules
from fairscreen.errors import FairscreenError

GOOD = {
    "id": "test-rule", "title": "Prov", "category": "plain", "level": "hint",
    "message": "Fundera på det här.", "why": "Därför att det är ett prov.",
    "sources": ["spraklagen"], "hit": ["provord"], "miss": ["annat ord"],
    "match": [{"phrase": ["provord"]}],
}  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"hit": []}, {"miss": []}, {"sources": []}, {"match": []}, {"level": "fel"},
        {"category": "annat"}, {"okänd": 1}, {"id": "Prov"}, {"match": [{}]},
        {"match": [{"phrase": ["a"], "lemma": ["b"]}]},
        {"match": [{"lang": "en", "phrase": ["word"]}]},
    ],
)  # fmt: skip
def test_incomplete_rule_is_refused(change: dict[str, object]) -> None:
    Rule.model_validate(GOOD)
    with pytest.raises(ValidationError):
        Rule.model_validate(GOOD | change)


def test_slip_in_a_term_names_rule_and_term() -> None:
    rule = Rule.model_validate(GOOD | {"match": [{"phrase": ["(provord"]}]})
    with pytest.raises(FairscreenError) as caught:
        compile_rules((rule,), sources={}, lists={}, version="0")
    assert "test-rule" in str(caught.value)
    assert "(provord" in str(caught.value)


def test_all_groups_of_the_catalogue_have_rules() -> None:
    groups = {rule.id.split("-")[0] for rule in load_rules().rules}
    assert groups >= {
        "gender", "age", "lang", "eth", "rel", "look", "sex", "trans", "dis", "fam", "req", "ask",
        "plain",
    }  # fmt: skip


def test_every_source_is_used() -> None:
    rules = load_rules()
    used = {key for rule in rules.rules for key in rule.sources}
    assert set(rules.sources) - used == set()


def test_rules_that_find_nothing_say_why_they_are_kept(root: Path) -> None:
    silent = (root / "benchmarks" / "silent_rules.txt").read_text("utf-8").split()
    rules = load_rules()
    unexplained = [rule_id for rule_id in silent if len(rules.rule(rule_id).why_rare) < 40]
    assert unexplained == []


def test_suggestion_without_the_right_form_is_left_out() -> None:
    rule = Rule.model_validate(
        GOOD | {"match": [{"replace": {"provord~0": ["ersättning", "ord~0"]}}]}
    )
    compiled = compile_rules((rule,), sources={}, lists={}, version="0").matches[0]
    (replacement,) = compiled.replacements.values()
    assert replacement.for_words(["provord"]) == ("ersättning", "ord")
    assert replacement.for_words(["provordet"]) == ("ordet",)


def test_every_expression_of_the_rules_compiles() -> None:
    tried = [pattern.regex for match in load_rules().matches for pattern in match.patterns]
    assert tried


def test_expression_that_is_none_is_refused_where_it_is_tried() -> None:
    wrong = {"pattern": [{"regex": "(", "needs": ["a"]}]}
    rule = Rule.model_validate(GOOD | {"match": [wrong]})
    [match] = compile_rules((rule,), sources={}, lists={}, version="0").matches
    with pytest.raises(FairscreenError) as caught:
        _ = match.patterns[0].regex
    assert caught.value.code == "rules-invalid"
