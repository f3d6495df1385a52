"""What the build of a text shows: long sentences, long words, passives, paragraphs, length.

Each function yields places whose measure is over the limit of the match, at most ``most`` of them,
longest first, so that an ordinary ad shows few. Limits are the rules' own data; units are told at
each function. Parts of speech are used where the pipeline has them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from fairscreen.ads.reading import Candidate, Reading
from fairscreen.ads.rulemodel import Shape
from fairscreen.spans import Span

if TYPE_CHECKING:
    from fairscreen.ads.ruleset import CompiledMatch

__all__ = ["shapes"]

#: A place, what it measures, and the facts that the message tells.
_Place = tuple[int, int, float, dict[str, str]]

_WORD = re.compile(r"[^\W_]+(?:[-'’:./&@][^\W_]+)*")
_COMPOUND = re.compile(r"(?<![\w@./-])[a-zåäöé]{15,}(?![\w@./-])")
#: Where a sentence can be cut in two: a conjunction before a clause with its own subject.
_CUT = re.compile(
    r"(?P<cut>[,;]?\s+(?:och|men|samt|så|medan|and|but|while)\s+)"
    r"(?P<subject>du|vi|det|hen|de|den|you|we|it|they)\b(?=\s+\w+)",
    re.I,
)
#: Endings of nouns that are made of verbs.
_OF_VERB = re.compile(r"(?:[nr]ing(?:en|ar)?|ande(?:t)?|else(?:n|r)?|tion(?:en|er)?)s?$")
_MARGIN = 5  # words that each half must have at least


def shapes(compiled: CompiledMatch, reading: Reading) -> Iterator[Candidate]:
    """Candidates of a match of kind ``shape``."""
    shape = compiled.match.shape
    assert shape is not None
    if reading.doc._.parsed.language != compiled.match.lang or not len(reading.doc):
        return
    found = [place for place in _KINDS[shape.kind](reading, shape) if place[2] > shape.over]
    for start, end, _, facts in sorted(found, key=lambda place: -place[2])[: shape.most]:
        cut = facts.pop("cut", None)
        yield Candidate(
            compiled, start, end,
            suggestions=None if cut is None else (cut,),
            facts=tuple(facts.items()),
        )  # fmt: skip


def _sentences(reading: Reading) -> Iterator[tuple[Span, str]]:
    for sentence in reading.doc._.parsed.sentences:
        last = reading.doc[sentence.end - 1]
        place = Span(reading.doc[sentence.start].idx, last.idx + len(last))
        yield place, reading.doc._.parsed.units[sentence.unit].kind


def long_sentences(reading: Reading, shape: Shape) -> Iterator[_Place]:
    """Words of a sentence. Shown is where it can be cut, else how it begins."""
    for place, _ in _sentences(reading):
        text = place.of(reading.text)
        if text.count(" ") < shape.over:
            continue
        words = list(_WORD.finditer(text))
        if len(words) <= shape.over:
            continue
        cuts = [
            cut
            for cut in _CUT.finditer(text)
            if _MARGIN <= sum(w.start() < cut.start() for w in words) <= len(words) - _MARGIN
        ]
        facts = {"words": str(len(words))}
        if cuts:
            middle = min(cuts, key=lambda cut: abs(cut.start() - len(text) / 2))
            subject = middle["subject"]
            facts["cut"] = f". {subject[0].upper()}{subject[1:]}"
            start, end = middle.start("cut"), middle.end("subject")
        else:
            start, end = 0, words[min(3, len(words) - 1)].end()
        yield place.start + start, place.start + end, len(words), facts


def long_compounds(reading: Reading, shape: Shape) -> Iterator[_Place]:
    """Letters of a word in lower case; names start with a capital. The first of each is shown."""
    seen: set[str] = set()
    for match in _COMPOUND.finditer(reading.text):
        word = match.group()
        if word in seen or any(word.startswith(stem) for stem in shape.skip):
            continue
        seen.add(word)
        yield match.start(), match.end(), len(word), {"letters": str(len(word))}


def noun_strings(reading: Reading, shape: Shape) -> Iterator[_Place]:
    """Nouns in a run that only prepositions, articles and adjectives hold together."""
    doc, kinds = reading.doc, reading.parts_of_speech
    for sentence in doc._.parsed.sentences if kinds else ():
        run: list[int] = []
        nouns = prepositions = 0
        for at in range(sentence.start, sentence.end + 1):
            pos = kinds[at] if at < sentence.end else "END"
            if pos == "NOUN" or (run and pos in ("ADP", "DET", "ADJ")):
                run.append(at)
                nouns += pos == "NOUN"
                prepositions += pos == "ADP"
                continue
            while run and kinds[run[-1]] != "NOUN":
                prepositions -= kinds[run.pop()] == "ADP"
            if nouns > shape.over and prepositions >= shape.over - 1:
                first, last = doc[run[0]], doc[run[-1]]
                yield first.idx, last.idx + len(last), nouns, {"nouns": str(nouns)}
            run, nouns, prepositions = [], 0, 0


def passives(reading: Reading, shape: Shape) -> Iterator[_Place]:
    """Passive verbs in a hundred words, each shown with that figure."""
    verbs = [
        token
        for token in (reading.doc[at] for at in reading.passives)
        if token.text[1:].islower() and token.lower_ not in shape.skip
    ]
    rate = 100 * len(verbs) / max(reading.size, 1)
    for token in verbs if len(verbs) >= 4 else ():
        yield token.idx, token.idx + len(token), rate, {"count": str(len(verbs))}


def nominals(reading: Reading, shape: Shape) -> Iterator[_Place]:
    """Nouns made of verbs (-ning, -ande, -else, -tion) in a hundred words."""
    words = reading.doc._.parsed.words
    nouns = [
        at
        for at, kind in enumerate(reading.parts_of_speech)
        if kind == "NOUN"
        and len(words[at]) > 7
        and _OF_VERB.search(words[at])
        and not any(stem in words[at] for stem in shape.skip)
    ]
    rate = 100 * len(nouns) / max(reading.size, 1)
    for at in nouns if len(nouns) >= 8 else ():
        token = reading.doc[at]
        yield token.idx, token.idx + len(token), rate, {"count": str(len(nouns))}


def long_paragraphs(reading: Reading, shape: Shape) -> Iterator[_Place]:
    """Words of a paragraph; its beginning is shown."""
    for start, end in reading.units:
        if end - start < 3 * shape.over:  # no such paragraph has so many words
            continue
        words = list(_WORD.finditer(reading.text, start, end))
        if words:
            shown = words[min(3, len(words) - 1)].end()
            yield start, shown, len(words), {"words": str(len(words))}


def few_headings(reading: Reading, shape: Shape) -> Iterator[_Place]:
    """Words between two headings; the place in the middle is shown."""
    doc = reading.doc
    run: list[int] = []
    total = 0
    for unit in (*doc._.parsed.units, None):
        if unit is not None and unit.kind != "heading":
            last = doc[unit.end - 1]
            start, end = doc[unit.start].idx, last.idx + len(last)
            total += len(_WORD.findall(reading.text, start, end))
            run.append(start)
            continue
        if len(run) > 1:
            place = run[len(run) // 2]
            word = _WORD.search(reading.text, place)
            if word:
                yield word.start(), word.end(), total, {"words": str(total)}
        run, total = [], 0


def long_lists(reading: Reading, shape: Shape) -> Iterator[_Place]:
    """Points of a list; the first beyond the limit is shown."""
    doc = reading.doc
    run: list[int] = []
    for unit in (*doc._.parsed.units, None):
        if unit is not None and unit.kind == "list_item":
            run.append(unit.start)
            continue
        if len(run) > shape.over:
            # A unit starts with its bullet; the word after it is shown.
            at = run[int(shape.over)]
            token = next((doc[i] for i in range(at, len(doc)) if doc[i].is_alpha), doc[at])
            yield token.idx, token.idx + len(token), len(run), {"points": str(len(run))}
        run = []


def _first_word(reading: Reading) -> tuple[int, int]:
    word = _WORD.search(reading.text)
    return word.span() if word else (0, 0)


def short_ads(reading: Reading, shape: Shape) -> Iterator[_Place]:
    """Share missing of ``share`` words, so that an ad of fewer words is over a limit of nought."""
    words = reading.size
    start, end = _first_word(reading)
    if 0 < words < shape.share:
        yield start, end, shape.share - words, {"words": str(words)}


def long_ads(reading: Reading, shape: Shape) -> Iterator[_Place]:
    """Words of the ad."""
    words = reading.size
    start, end = _first_word(reading)
    yield start, end, words, {"words": str(words)}


def first_sentences(reading: Reading, shape: Shape) -> Iterator[_Place]:
    """Sentences of running text before the first that speaks to the reader or names the job."""
    speaks = re.compile(
        r"\b(du|dig|din|ditt|dina|söker|sökes|anställer|rekryterar|you|your|seek|seeking"
        r"|looking for|hiring|recruiting)\b",
        re.I,
    )
    first: Span | None = None
    count = 0
    for place, kind in _sentences(reading):
        text = place.of(reading.text)
        if speaks.search(text):
            break
        if kind == "paragraph" and len(_WORD.findall(text)) >= 6:
            first = first or place
            count += 1
    if first is not None:
        words = list(_WORD.finditer(reading.text, first.start, first.end))
        yield first.start, words[min(4, len(words) - 1)].end(), count, {"count": str(count)}


_KINDS: dict[str, Callable[[Reading, Shape], Iterator[_Place]]] = {
    "long-sentence": long_sentences, "long-compound": long_compounds,
    "noun-string": noun_strings, "passive": passives, "nominal": nominals,
    "long-paragraph": long_paragraphs, "few-headings": few_headings, "long-list": long_lists,
    "short-ad": short_ads, "long-ad": long_ads, "first-sentence": first_sentences,
}  # fmt: skip
