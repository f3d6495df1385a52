"""Candidates that more than one place makes: pairs, densities and absences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from fairscreen.ads.reading import Candidate, Reading
from fairscreen.ads.reference import reference_for
from fairscreen.ads.review import Requirement
from fairscreen.ads.rulemodel import Count
from fairscreen.ads.ruleset import CompiledMatch
from fairscreen.ads.words import Word

__all__ = ["absences", "clusters", "pairs", "too_many"]


def pairs(compiled: CompiledMatch, reading: Reading) -> Iterator[Candidate]:
    """Two things close together in one sentence."""
    pair = compiled.match.pair
    assert pair is not None
    firsts = reading.matches.get(compiled.first or 0, ()) if compiled.first is not None else ()
    seconds = reading.matches.get(compiled.second or 0, ()) if compiled.second is not None else ()
    if not firsts or not seconds:
        return
    for first in firsts:
        for second in seconds:
            if first[0] < second[1] and second[0] < first[1]:
                continue
            if pair.ordered and second[0] < first[0]:
                continue
            gap = max(first[0], second[0]) - min(first[1], second[1])
            if gap > pair.within:
                continue
            low, high = min(first[0], second[0]), max(first[1], second[1])
            start, end = reading.words[low].start, reading.words[high - 1].end
            sentence = reading.sentence(start, start + 1)
            if not sentence.start <= start < end <= sentence.end:
                continue
            shown = {"first": first, "second": second, "both": (low, high)}[pair.marks]
            yield Candidate(
                compiled, reading.words[shown[0]].start, reading.words[shown[1] - 1].end
            )


def clusters(compiled: CompiledMatch, reading: Reading) -> Iterator[Candidate]:
    """Many words of one list, close together or in the whole ad."""
    density = compiled.match.density
    assert density is not None
    places = sorted(reading.matches.get(compiled.first, ())) if compiled.first is not None else []
    if density.of_person:
        places = [
            place
            for place in places
            if not _of_thing(reading.words, *place) and not _explained(reading.words, place[1])
        ]
    if len(places) < density.least:
        return
    forms = [reading.words[first].form[:6] for first, _ in places]
    if density.window is None:
        against = len(reading.matches.get(compiled.against, ())) if compiled.against else 0
        enough = len(set(forms)) >= density.least and len(places) >= density.ratio * against
        groups = [(0, len(places))] if enough else []
    else:
        counts = list(accumulate(int(word.form[:1].isalnum()) for word in reading.words))
        at = [counts[first] for first, _ in places]
        groups = _windows(at, forms, density.window, density.least)
    for low, high in groups:
        if density.marks == "each":
            shown = places[low:high]
        else:
            shown = [(places[low][0], places[high - 1][1])]
        for first, last in shown:
            yield Candidate(compiled, reading.words[first].start, reading.words[last - 1].end)


#: Types of demands that are no list to tick off: how one is, and what is shown when hired.
_NO_QUALIFICATION = frozenset({"trait", "register", "other"})
#: After an adjective these open a new phrase, so that it stands alone: "du är noggrann och ...".
_OPENERS = frozenset(
    {
        "och", "samt", "men", "eller", "i", "på", "med", "som", "för", "till", "av", "vid", "att",
        "när", "då", "både", "såväl", "även", "också", "inom", "mot", "utan", "nog", "under", "hos",
        "om", "så", "gentemot", "tillsammans", "inför", "över", "kring", "mellan", "är", "du",
        "din", "ditt", "dina", "har", "kan", "vi", "gärna", "alltid", "genom", "dessutom",
        "gällande", "beträffande",
        "and", "but", "or", "as", "with", "who", "in", "to", "you", "at", "while", "when", "by",
        "both", "also", "are", "have", "can", "we", "is", "of", "about",
    }
)  # fmt: skip
_AND = frozenset({"och", "samt", "&", "and"})
_ADDRESSED = frozenset({"du", "vi", "you"})
#: Before a word of the list these make a noun of it: "behålla ditt lugn".
_OWNERS = frozenset({"ett", "ditt", "sitt", "din", "sin"})
_ARTICLES = frozenset({"en", "ett", "a", "an"})
#: What is made, given or got is no person.
_MAKING = frozenset({"skapa", "skapar", "erbjuder", "erbjuda", "får", "få", "ger", "ge", "create",
                     "offer", "get", "provide"})  # fmt: skip
_PEOPLE = ("person", "are", "kollega", "ör", "ist", "människa", "tekniker", "själ", "natur",
           "sköterska", "terapeut", "pedagog", "assistent", "chef", "konsult",
           "individual", "player", "candidate", "colleague", "engineer", "developer", "leader",
           "professional", "communicator", "worker", "mindset")  # fmt: skip


def _of_thing(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the adjective at words ``first`` to ``last`` belongs to a noun that is no person."""
    if [word.form for word in words[max(first - 2, 0) : first]] == ["det", "är"]:
        return True  # "det är inspirerande att ...": the work, not the one who does it
    if first > 1 and words[first - 1].form in _ARTICLES and words[first - 2].form in _MAKING:
        return True  # "skapa en trygg, rolig och tillåtande verksamhet"
    following = [word.form for word in words[last : last + 2]]
    if not following or not following[0].isalpha() or following[0] in _OPENERS:
        return first > 0 and words[first - 1].form in _OWNERS
    return not any(form.endswith(_PEOPLE) for form in following)


def _explained(words: Sequence[Word], last: int) -> bool:
    """Whether what the trait means follows: "Strukturerad och noggrann: du planerar ..."."""
    following = [word.form for word in words[last : last + 4]]
    if not following or (following[0] not in _AND and following[0] != ":"):
        return False
    colon = following.index(":") if ":" in following else len(following)
    return colon <= 2 and len(following) > colon + 1 and following[colon + 1] in _ADDRESSED


def _windows(places: list[int], forms: list[str], window: int, least: int) -> list[tuple[int, int]]:
    """Index ranges of ``places`` that hold at least ``least`` different words in ``window``."""
    found: list[tuple[int, int]] = []
    low = 0
    while low < len(places):
        high = low
        while high < len(places) and places[high] - places[low] < window:
            high += 1
        if len(set(forms[low:high])) >= least:
            found.append((low, high))
            low = high
        else:
            low += 1
    return found


def absences(compiled: CompiledMatch, reading: Reading) -> Iterator[Candidate]:
    """None of the words in an ad that is long enough to need them; its first sentence is shown."""
    absence = compiled.match.absence
    assert absence is not None
    if len(reading.words) < absence.words or reading.matches.get(compiled.first):
        return
    if reading.doc._.parsed.language != compiled.match.lang or not len(reading.doc):
        return
    for start, end in reading.units:
        if end - start > 40 or (start, end) == reading.units[-1]:
            sentence = reading.sentence(start, start + 1)
            yield Candidate(compiled, sentence.start, sentence.end)
            return


def too_many(
    compiled: CompiledMatch, requirements: Sequence[Requirement], reading: Reading
) -> Iterator[Candidate]:
    """More demands than the advice, or than most ads; the heading they stand under is shown."""
    count = compiled.match.count
    assert count is not None
    counted = [item for item in requirements if count.what == "all" or item.level == "must"]
    if count.what == "qualification":
        counted = [item for item in counted if item.type not in _NO_QUALIFICATION]
    if len(counted) > _limit(count):
        start, end = _heading_of(counted[0].start, reading)
        yield Candidate(compiled, start, end, facts=(("count", str(len(counted))),))


def _limit(count: Count) -> float:
    if count.more_than is not None:
        return count.more_than
    assert count.over_percentile is not None
    return reference_for(employer="").at("demands", count.over_percentile)


def _heading_of(offset: int, reading: Reading) -> tuple[int, int]:
    """The heading that the demands stand under, or the first words of the first demand."""
    doc = reading.doc
    first, _ = reading.tokens_of(offset, offset + 1)
    index = doc._.parsed.unit_index(first)
    for unit in reversed(doc._.parsed.units[: index + 1]):
        if unit.kind == "heading":
            last = doc[unit.end - 1]
            return doc[unit.start].idx, last.idx + len(last)
    unit = doc._.parsed.units[index]
    last = doc[min(unit.start + 3, unit.end - 1)]
    return doc[unit.start].idx, last.idx + len(last)
