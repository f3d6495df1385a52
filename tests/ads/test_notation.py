"""The notation of rule terms, and the inflection of their words."""

import pytest

from fairscreen.ads.automaton import Automaton
from fairscreen.ads.inflection import inflect
from fairscreen.ads.notation import expand
from fairscreen.ads.words import words_of

PARTS = {"säljteam": ("sälj", "team"), "kvinnojour": ("kvinno", "jour")}


def found(term: str, text: str, lists: dict[str, list[str]] | None = None) -> list[str]:
    """What ``term`` finds in ``text``."""
    automaton = Automaton(lambda word: PARTS.get(word, (word,)))
    automaton.add(0, expand(term, lists or {}))
    words = words_of(text, [(0, len(text))])
    return [text[words[m.start].start : words[m.end - 1].end] for m in automaton.scan(words)]


@pytest.mark.parametrize(
    ("word", "kind", "some"),
    [
        ("tjej", "er", {"tjejen", "tjejer", "tjejernas"}),
        ("kille", "ar", {"killen", "killar", "killarna"}),
        ("kvinna", "or", {"kvinnan", "kvinnor", "kvinnornas"}),
        ("nummer", "0", {"numret", "numren"}),
        ("arbete", "n", {"arbetet", "arbeten", "arbetena"}),
        ("lärare", "are", {"läraren", "lärarna"}),
        ("mogen", "a", {"moget", "mogna"}),
        ("stressad", "a", {"stressat", "stressade"}),
        ("glad", "a", {"glatt", "glada"}),
        ("noggrann", "a", {"noggrant", "noggranna"}),
        ("långsam", "a", {"långsamt", "långsamma"}),
        ("söka", "v2", {"söker", "sökte", "sökt", "söks"}),
        ("använda", "v2", {"använder", "använde", "använt"}),
        ("köra", "v2", {"kör", "körde", "kört"}),
        ("leda", "v2", {"leder", "ledde", "lett"}),
        ("jobba", "v1", {"jobbar", "jobbade", "jobbat"}),
        ("bo", "v3", {"bor", "bodde", "bott"}),
        ("apply", "ev", {"applies", "applied", "applying"}),
    ],
)
def test_inflection(word: str, kind: str, some: set[str]) -> None:
    assert some <= set(inflect(word, kind).values())


def test_word_is_not_a_prefix() -> None:
    assert found("ung", "ungefär tio") == []


def test_signs_are_words() -> None:
    assert found("b - körkort", "Du har B-körkort.") == ["B-körkort"]


def test_alternatives_and_options() -> None:
    assert found("(god|mycket bra)? svenska", "mycket bra svenska")[-1] == "svenska"
    assert "mycket bra svenska" in found("(god|mycket bra)? svenska", "mycket bra svenska")


def test_gap_stays_in_its_sentence() -> None:
    assert found("söker _3 tjej", "söker en glad tjej") == ["söker en glad tjej"]
    assert found("söker _3 tjej", "söker. En tjej") == []


def test_end_of_a_line() -> None:
    assert found("svenska $", "truckkort och svenska") == ["svenska"]
    assert found("svenska $", "svenska kunder") == []


def test_number_in_range() -> None:
    assert found("#18-40 år", "25 år") == ["25 år"]
    assert found("#18-40 år", "50 år") == []


def test_brackets_narrow_what_is_shown() -> None:
    assert found("du är [kille]", "om du är kille") == ["kille"]


def test_compound_by_its_parts_only() -> None:
    assert found("+team~0", "vårt säljteam") == ["säljteam"]
    assert found("kvinno+", "en kvinnojour") == ["kvinnojour"]
    assert found("+team~0", "en systeamordning") == []


def test_named_list() -> None:
    assert found("@seek en", "söker en", {"seek": ["söka~v2"]}) == ["söker en"]


@pytest.mark.parametrize("term", ["(a", "a)", "@okänd", "ord~xyz", "_3 a", "a _3", "a?"])
def test_slips_are_told(term: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        expand(term, {})
