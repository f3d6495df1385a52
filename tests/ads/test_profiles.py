"""An organisation's own voice: levels, terms, facts, welcome and choices."""

from __future__ import annotations

from pathlib import Path

import pytest

from fairscreen.ads import AdReview, check
from fairscreen.ads.profiles import load_profile, profile_from_toml
from fairscreen.errors import FairscreenError

AD = """\
Fritidsledare till lägergården

Vi är ett ungt team. Våra kunder bor i Tensta.

Krav
- B-körkort är ett krav
- svenska som modersmål

Skicka personligt brev.
"""


def with_profile(toml: str, text: str = AD, file: str | None = None) -> AdReview:
    return check(text, lang="sv", file=file, profile=profile_from_toml(f'name = "Test"\n{toml}'))


def rules(review: AdReview) -> dict[str, str]:
    return {finding.rule: finding.level for finding in review.findings}


def test_a_level_is_the_organisations() -> None:
    assert rules(with_profile('[levels]\nage-team = "hint"'))["age-team"] == "hint"


def test_a_level_may_be_raised() -> None:
    review = with_profile(
        '[levels]\nplain-word = "should"', "Kock\n\nDu ska tillse att det går bra."
    )
    assert rules(review)["plain-word"] == "should"


def test_a_rule_that_is_off_is_dropped_with_the_reason() -> None:
    review = with_profile('[levels]\nage-team = "off"')
    assert "age-team" not in rules(review)
    (dropped,) = [d for d in review.dropped if d.rule == "age-team"]
    assert dropped.reason == "off in profile"
    assert "Test" in (dropped.note or "")


OWN = '[[term]]\nmatch = ["kund~er"]\nmessage = "Vi säger brukare här."\nsuggestions = ["brukare"]'


def test_own_words_are_found_in_their_forms() -> None:
    (finding,) = [f for f in with_profile(OWN).findings if f.rule == "own-term"]
    assert finding.text == "kunder"
    assert finding.suggestions == ("brukare",)


def test_own_words_in_quotation_are_left() -> None:
    review = with_profile(OWN, "Kock\n\nVi säger inte ”kund” hos oss.")
    assert "own-term" not in rules(review)


FACT = """
[[fact]]
rules = ["req-licence"]
when = ["lägergård~ar"]
reason = "Till lägergården går ingen buss."
"""


def test_a_fact_justifies_a_demand_and_shows_where_it_hangs() -> None:
    review = with_profile(FACT)
    (finding,) = [f for f in review.findings if f.rule == "req-licence"]
    assert finding.level == "hint"
    assert finding.justification is not None
    assert finding.justification.text == "lägergården"
    assert finding.note == "Till lägergården går ingen buss."


def test_a_fact_says_nothing_of_other_workplaces() -> None:
    review = with_profile(FACT, AD.replace("lägergården", "biblioteket"))
    assert rules(review)["req-licence"] == "should"


def test_a_fact_does_not_lower_what_needs_a_legal_ground() -> None:
    review = with_profile(
        '[[fact]]\nrules = ["lang-native"]\nreason = "Vi behöver svenska i arbetet."'
    )
    (finding,) = [f for f in review.findings if f.rule == "lang-native"]
    assert finding.level == "must"
    assert finding.note


WELCOME = '[inclusion]\nstatement = "Vi bedömer alla utifrån samma krav."'


def test_the_own_welcome_counts_when_it_is_there() -> None:
    review = with_profile(WELCOME, AD + "\nVi bedömer alla\nutifrån samma krav.\n")
    (part,) = [p for p in review.missing if p.item == "inclusion"]
    assert part.present
    assert review.text[part.start : part.end].startswith("Vi bedömer")


def test_the_own_welcome_is_suggested_when_it_is_not() -> None:
    (part,) = [p for p in with_profile(WELCOME).missing if p.item == "inclusion"]
    assert not part.present
    assert "Vi bedömer alla utifrån samma krav." in (part.suggestion or "")


def choice(**keys: str) -> str:
    return "[[suppression]]\n" + "\n".join(f'{key} = "{value}"' for key, value in keys.items())


def test_a_choice_sets_aside_and_keeps_the_reason() -> None:
    review = with_profile(choice(rule="age-team", reason="Prövat av HR."))
    assert "age-team" not in rules(review)
    (dropped,) = [d for d in review.dropped if d.reason == "suppressed"]
    assert dropped.note == "Prövat av HR."


@pytest.mark.parametrize(
    ("words", "kept"), [("UNGT  team", False), ("ungt gäng", True)], ids=["same", "other"]
)
def test_a_choice_may_be_for_some_words_only(words: str, kept: bool) -> None:
    review = with_profile(choice(rule="age-team", words=words, reason="Prövat av HR."))
    assert ("age-team" in rules(review)) is kept


@pytest.mark.parametrize(("file", "kept"), [("a.txt", False), ("b.txt", True)])
def test_a_choice_may_be_for_one_ad_only(file: str, kept: bool) -> None:
    review = with_profile(
        choice(rule="age-team", document="a.txt", reason="Prövat av HR."), file=file
    )
    assert ("age-team" in rules(review)) is kept


def test_the_review_names_its_profile() -> None:
    assert with_profile("").profile == "Test"


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('name = "A"', "name"),
        ('name = "Test"\n[levels]\nno-such-rule = "hint"', "no-such-rule"),
        ('name = "Test"\n[levels]\nage-team = "stark"', "levels.age-team"),
        ('name = "Test"\ncolour = "röd"', "colour"),
        ("name = ", "TOML"),
        ('name = "Test"\nx = = 1', "Rad 2"),
        ('name = "Test"\n[[fact]]\nrules = ["finns-ej"]\nreason = "Ett gott skäl."', "finns-ej"),
        ('name = "Test"\n[[suppression]]\nrule = "age-team"', "suppression.0.reason"),
        ('name = "Test"\n[[term]]\nmatch = ["(kund"]\nmessage = "Vi säger brukare."', "(kund"),
        ("", "name"),
    ],
)
def test_a_bad_profile_says_what_is_wrong(toml: str, told: str) -> None:
    with pytest.raises(FairscreenError) as caught:
        profile_from_toml(toml, name="egen.toml")
    assert caught.value.code == "profile-invalid"
    assert told in caught.value.why
    assert "egen.toml" in caught.value.what


def test_a_profile_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FairscreenError, match="document-not-found"):
        load_profile(tmp_path / "ingen.toml")
