"""One sentence, one or more demands: where each begins and ends.

A row is cut before a word that opens a demand of its own: a verb ("är noggrann och *trivs* med
…"), a trait, or a noun phrase with a head like *erfarenhet* or *körkort*. Alternatives ("eller")
are one demand, and so is a list under one head ("förmåga att planera och dokumentera").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fairscreen.ads.requirements.vocabulary import CueMatch, Vocabulary

__all__ = ["segments", "trimmed"]

_JOINT = re.compile(
    r"\s*[,;]\s+(?:(?:och|samt|men|and|but)\s+)?"
    r"|\s+(?:och|samt|men|såväl\s+som|liksom|and|as\s+well\s+as|but)\s+"
    r"|\s+[*•·]\s*|\s+[–-]\s+",
    re.IGNORECASE,
)
# What may stand between a joint and the word that opens a demand.
_BEFORE_VERB = re.compile(
    r"(?:(?:som|att|du|även|också|dessutom|gärna|helst|därmed|samtidigt|that|you|also|who|to)\s+)*",
    re.IGNORECASE,
)
_BEFORE_TRAIT = re.compile(
    r"(?:(?:en|ett|är|vara|mycket|väl|bra|både|samt|även|också|gärna|a|an|very|highly|are|being)"
    r"\s+)*",
    re.IGNORECASE,
)
# A noun phrase up to its head: no preposition, infinitive mark or relative word may come between.
_PHRASE_STOP = re.compile(
    r"(?<!\w)(?:av|att|för|med|inom|i|på|till|från|om|som|där|när|eller|hos|mot|of|to|in|with|for|"
    r"from|that|within|on|or)(?!\w)|[,;:.()]",
    re.IGNORECASE,
)
_BARE = re.compile(r"^(?:(?:är|vara|en|ett|du|som|har|med|a|an|are|be)\s+)*\w+(?:t|a|d)?$", re.I)
_MAX_PHRASE_WORDS = 6


def _opens(rest: str, before: str, words: Vocabulary, *, languages: bool) -> bool:
    """Whether ``rest`` begins with a demand of its own."""
    start = _BEFORE_VERB.match(rest)
    after = rest[start.end() :] if start else rest
    if words.verbs.match(after):
        return True
    start = _BEFORE_TRAIT.match(rest)
    after = rest[start.end() :] if start else rest
    if (trait := words.types["trait"].match(after)) and not _shares_noun(before, after, trait):
        return True
    if languages and words.types["language"].match(re.sub(r"^(?:god\w*|bra|i|in)\s+", "", rest)):
        return True
    stop = _PHRASE_STOP.search(rest)
    phrase = " ".join((rest[: stop.start()] if stop else rest).split()[:_MAX_PHRASE_WORDS])
    if words.nouns.search(phrase):
        return not _shares_noun_phrase(before)
    return any(
        words.types[kind].match(after) for kind in ("licence", "education", "experience", "other")
    )


def _shares_noun(before: str, after: str, trait: re.Match[str]) -> bool:
    # "ett flexibelt och strukturerat arbetssätt": two words for one thing.
    tail = after[trait.end() :].split()
    return trait.group().endswith("t") and _ends_bare(before) and bool(tail)


def _shares_noun_phrase(before: str) -> bool:
    # "god social och kommunikativ förmåga", "samarbets- och initiativförmåga"
    return before.rstrip().endswith("-")


def _ends_bare(before: str) -> bool:
    last = before.split()
    return bool(last) and last[-1].endswith("t")


def segments(
    sentence: str, start: int, end: int, cues: Sequence[CueMatch], words: Vocabulary
) -> Iterator[tuple[int, int]]:
    """Places in ``sentence[start:end]``, each one demand with its cue words still on."""
    languages = len(words.types["language"].findall(sentence, start, end)) > 1
    left = start
    depth_at = _bracketed(sentence)
    for joint in _JOINT.finditer(sentence, start, end):
        if depth_at(joint.start()):
            continue
        rest = sentence[joint.end() : end]
        starts_cue = any(cue.start == joint.end() and cue.scope != "before" for cue in cues)
        if starts_cue or _opens(rest, sentence[left : joint.start()], words, languages=languages):
            yield left, joint.start()
            left = joint.end()
    yield left, end


def _bracketed(sentence: str) -> object:
    inside = [match.span() for match in re.finditer(r"\([^()]*\)", sentence)]
    return lambda place: any(a < place < b for a, b in inside)


def trimmed(
    sentence: str, start: int, end: int, cues: Sequence[CueMatch], words: Vocabulary
) -> tuple[int, int] | None:
    """The demand itself, without cue words and openings; ``None`` when nothing is left."""
    for cue in cues:
        if cue.scope == "after" and start <= cue.start and cue.end <= end:
            start = max(start, cue.end)
    for cue in cues:
        if cue.scope == "before" and start < cue.start < end:
            end = cue.start
            break
    while True:
        piece = sentence[start:end]
        body = piece.strip(" \t\n.,;:!*•·–-”\"'✓✔→>")
        start += piece.find(body) if body else 0
        end = start + len(body)
        if opening := words.trim_start.match(sentence, start, end):
            start = opening.end()
            continue
        if closing := words.trim_end.search(sentence, start, end):
            end = closing.start()
            continue
        break
    return (start, end) if end - start > 1 else None
