"""Applying: nothing beside the changes, nothing twice, and nothing that the check refuses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen import ads
from fairscreen.ads import Rewrite
from fairscreen.ads.rewriting.model import Pattern, sentence_file

AD = """Undersköterska till hemtjänsten

Vi söker en person som är noggrann. Den sökande ska ha god samarbetsförmåga.

Kvalifikationer
B-körkort krävs. Du skall inneha utbildning som undersköterska samt kunna planera, t.ex. scheman.
- minst 5 års erfarenhet av hemtjänst

Meriterande
- erfarenhet av demens

Ansökan
Ansökan görs via vår hemsida senast den 3 maj 2026. Intervjuer sker löpande. Frågor: Anna Ek, 08-508 00 000.
"""  # noqa: E501
PIECES = [
    "Du skall ha B-körkort.", "B-körkort krävs.", "Den sökande ska ha körvana.", "Kvalifikationer",
    "Meriterande", "- skall ej röka", "Stor vikt läggs vid personlig lämplighet.", "m.m.", "t.ex.",
    "Intervjuer sker löpande.", "Erfarenhet av vård är meriterande.", "så\u200b här", "å\u030a",
    "Vi söker en person som är lugn.", "Du innehar examen samt bil.", "Ansökan görs via Varbi.",
    "Du genomför planering av insatser.", "👩🏽‍💻", "\r\n", "\n\n",
]  # fmt: skip


def _safe(text: str) -> list[Rewrite]:
    return [r for r in ads.rewrites(ads.check(text, lang="sv")) if r.safe]


def _rewrite(text: str, old: str, new: str) -> Rewrite:
    start = text.index(old)
    return Rewrite(
        rule="test", start=start, end=start + len(old), before=old, options=(new,), safe=True,
        why="for the test",
    )  # fmt: skip


def test_an_ad_is_written_to_the_reader() -> None:
    result = ads.rewrite(ads.check(AD))
    assert "Vi söker dig som är noggrann. Du ska ha god samarbetsförmåga." in result.rewritten
    assert "Du behöver ha B-körkort. Du ska ha utbildning" in result.rewritten
    assert "och kunna planera, till exempel scheman." in result.rewritten
    assert "Du ansöker via vår hemsida senast den 3 maj 2026. Vi intervjuar" in result.rewritten
    assert result.check.ok
    assert result.check.requirements_before == result.check.requirements_after


def test_what_a_person_must_decide_is_proposed_and_not_applied() -> None:
    waiting = {c.rule for c in ads.rewrite(ads.check(AD)).changes if not c.safe and not c.applied}
    assert {"experience-level", "licence-need"} <= waiting


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("B-körkort krävs. ", "", "finns inte kvar"),
        ("- erfarenhet av demens", "- du måste ha erfarenhet av demens", "bytt nivå"),
        ("3 maj 2026", "4 maj 2026", "3"),
        ("Anna Ek", "Anna", "Ek"),
        ("08-508 00 000", "telefon", "508"),
        ("Kvalifikationer\n", "Kompetens\n", "rubrik"),
        ("planera", "planera och ha truckkort", "nytt krav"),
    ],
)
def test_a_rewrite_that_changes_what_is_asked_or_told_is_refused(
    old: str, new: str, says: str
) -> None:
    result = ads.apply(AD, [_rewrite(AD, old, new)], lang="sv")
    assert result.rewritten == AD
    (left,) = result.not_applied
    assert says in left.reason
    assert result.check.ok


def test_fewer_du_are_refused() -> None:
    text = "Du planerar arbetet och du leder möten."
    result = ads.apply(text, [_rewrite(text, "du leder", "leder")], lang="sv")
    assert result.rewritten == text


def test_one_bad_rewrite_does_not_stop_the_others() -> None:
    rewrites = [_rewrite(AD, "3 maj", "4 maj"), *_safe(AD)]
    result = ads.apply(AD, rewrites, lang="sv")
    assert [left.rule for left in result.not_applied] == ["test"]
    assert result.rewritten == ads.rewrite(ads.check(AD)).rewritten


def test_of_two_for_the_same_words_the_first_and_widest_is_applied() -> None:
    wide, narrow = _rewrite(AD, "Intervjuer sker", "Samtal sker"), _rewrite(AD, "sker löpande", "x")
    result = ads.apply(AD, [narrow, wide], lang="sv")
    assert result.applied == (wide,)
    assert len(result.not_applied) == 1


def test_words_that_are_not_there_are_an_error() -> None:
    wrong = _rewrite(AD, "Intervjuer", "Samtal").model_copy(update={"before": "Intervjun"})
    with pytest.raises(ValueError, match="no such words"):
        ads.apply(AD, [wrong])


def test_a_chosen_option_comes_first() -> None:
    (years,) = [r for r in ads.rewrites(ads.check(AD)) if r.rule == "experience-level"]
    chosen = years.choosing(years.options[-1])
    result = ads.apply(AD, [chosen], lang="sv")
    assert "\n- erfarenhet av hemtjänst\n" in result.rewritten
    assert set(chosen.options) == set(years.options)
    assert result.check.facts_chosen == ("5",)


@pytest.mark.parametrize("pattern", sentence_file().pattern, ids=lambda pattern: pattern.id)
def test_every_option_of_every_pattern_keeps_the_levels(pattern: Pattern) -> None:
    for example, _ in pattern.hit:
        text = f"Jobb\n\nKvalifikationer\n{example}\n"
        for found in ads.rewrites(ads.check(text, lang="sv")):
            for option in found.options if found.rule == pattern.id else ():
                result = ads.apply(text, [found.choosing(option)], lang="sv")
                assert result.applied, (example, option, result.not_applied)


def test_traits_become_things_to_do() -> None:
    text = "Jobb\n\nKvalifikationer\nDu är noggrann och lyhörd.\n"
    (found,) = [
        r for r in ads.rewrites(ads.check(text, lang="sv")) if r.rule == "traits-as-behaviour"
    ]
    result = ads.apply(text, [found], lang="sv")
    assert not found.safe
    assert "Du kontrollerar ditt arbete" in result.rewritten
    assert "Du lyssnar" in result.rewritten
    assert result.check.levels_kept


def test_a_row_becomes_a_list_of_its_own_verbs() -> None:
    text = "Jobb\n\nKvalifikationer\nVi söker dig som är flexibel, lugn, lyhörd och gillar djur.\n"
    (found,) = [r for r in ads.rewrites(ads.check(text, lang="sv")) if r.rule == "row-as-list"]
    assert found.after == (
        "Vi söker dig som:\n- är flexibel\n- är lugn\n- är lyhörd\n- gillar djur"
    )
    assert ads.apply(text, [found], lang="sv").applied


def test_a_list_inside_a_paragraph_ends_before_the_next_sentence() -> None:
    row = "Du är engagerad, lugn, positiv och noggrann."
    text = f"Jobb\n\nKvalifikationer\n{row} Du har erfarenhet av vård.\n"
    (found,) = [r for r in ads.rewrites(ads.check(text, lang="sv")) if r.rule == "row-as-list"]
    result = ads.apply(text, [found], lang="sv")
    assert "- noggrann\n\nDu har erfarenhet av vård.\n" in result.rewritten


def test_a_row_with_a_trait_that_fits_no_competence_is_not_told_as_things_to_do() -> None:
    text = "Jobb\n\nKvalifikationer\nDu är snygg och noggrann.\n"
    rules = {r.rule for r in ads.rewrites(ads.check(text, lang="sv"))}
    assert "traits-as-behaviour" not in rules


def test_an_english_ad_is_left_alone() -> None:
    text = "About the job\nYou will plan the work.\n\nRequirements\nA driving licence is required."
    assert ads.rewrite(ads.check(text)).rewritten == text


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9), st.sampled_from([" ", "\n"]))
def test_the_changes_alone_make_the_new_text(pieces: list[str], joint: str) -> None:
    text = joint.join(["Om jobbet", *pieces])
    result = ads.rewrite(ads.check(text, lang="sv"))
    rebuilt = text
    for change in sorted((c for c in result.changes if c.applied), key=lambda c: -c.start):
        assert text[change.start : change.end] == change.before
        rebuilt = rebuilt[: change.start] + change.after + rebuilt[change.end :]
    assert rebuilt == result.rewritten
    assert result.text == text
    assert result.check.ok


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=7))
def test_a_second_time_changes_nothing_more(pieces: list[str]) -> None:
    first = ads.rewrite(ads.check("\n".join(["Om jobbet", *pieces]), lang="sv"))
    second = ads.rewrite(ads.check(first.rewritten, lang="sv"))
    left = {n.before for n in first.not_applied}
    again = [c for c in second.changes if c.applied and c.before not in left]
    assert not again
