"""Each rule of ``rules/*.toml`` finds what it says and leaves what it says."""

import re

import pytest

from fairscreen.anonymise.cue_rules import CueRule, cue_rules
from fairscreen.anonymise.hits import CATEGORIES
from fairscreen.anonymise.policies import POLICIES, load_policy
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import table
from fairscreen.spans import AlignedText

_MARKED = re.compile(r"\[\[(.*?\]?)\]\]", re.S)


def _found(rule: CueRule, text: str) -> list[str]:
    return [text[f.start : f.end] for f in rule.find(Reading(AlignedText.of(text), "sv"))]


@pytest.mark.parametrize("rule", cue_rules(), ids=lambda rule: rule.id)
def test_a_rule_finds_its_hits_and_nothing_more(rule: CueRule) -> None:
    for hit in rule.hits:
        assert _found(rule, _MARKED.sub(r"\1", hit)) == _MARKED.findall(hit)


@pytest.mark.parametrize(
    "rule", [rule for rule in cue_rules() if rule.misses], ids=lambda rule: rule.id
)
def test_a_rule_leaves_its_misses(rule: CueRule) -> None:
    for miss in rule.misses:
        assert _found(rule, miss) == []


def test_every_kind_has_words_to_put_instead() -> None:
    assert {r.kind or r.category for r in cue_rules() if r.replace is None} <= set(
        table("tokens")["sv"]
    )


@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_treats_every_category_with_a_reason(name: str) -> None:
    policy = load_policy(name)
    assert set(policy.categories) == set(CATEGORIES)
    assert all(switch.reason.endswith(".") for switch in policy.categories.values())
