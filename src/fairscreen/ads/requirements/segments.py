"""One sentence, one or more demands: where each begins and ends.

A row is cut before a word that opens a demand of its own: a verb ("är noggrann och *trivs* med
…"), a trait, or a noun phrase with a head like *erfarenhet* or *körkort*. Alternatives ("eller")
are one demand, and so is a list under one head ("förmåga att planera och dokumentera").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from fairscreen.ads.requirements.vocabulary import CueMatch, Vocabulary

__all__ = ["segments", "trimmed"]

_JOINT = re.compile(
    r"\s*[,;]\s+(?:(?:och|samt|men|and|but)\s+)?"
    r"|\s+(?:och|samt|men|såväl\s+som|liksom|and|as\s+well\s+as|but)\s+"
    r"|\s+[*•·]\s*|\s+[–-]\s+"
    r"|,?\s+(?:med|with)\s+",
    re.IGNORECASE,
)
_WITH = re.compile(r",?\s+(?:med|with)\s+", re.IGNORECASE)
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
_MAX_PHRASE_WORDS = 6
# What a demand cannot end in, so that a joint after it joins inside the demand.
_OPEN_END = re.compile(
    r"(?:-|(?<!\w)(?:av|att|för|med|inom|i|på|till|från|om|mot|både|såväl|of|to|in|with|for|from|"
    r"both))$",
    re.IGNORECASE,
)
# Adjectives before one noun: "i en utåtriktad och självständig roll", "god social och …".
_ATTRIBUTE = re.compile(
    r"(?<!\w)(?:i|på|till|av|in|for|of)\s+(?:en|ett|a|an|the)\s+[\w\s,-]*$", re.IGNORECASE
)
_SHARED_NOUN = re.compile(
    r"\s+(?:\w+\s+)?(?:skills?|abilit(?:y|ies)|mindset|approach|environment|way|"
    r"förmåga\w*|arbetssätt\w*|förhållningssätt\w*|roll|miljö|sätt|bemötande|attityd|inställning)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<!\w)(?:där|när|vilket|eftersom|where|when|which)(?!\w)", re.IGNORECASE)
_NEW_CLAUSE = re.compile(r"(?:samt|du|att du|det|you|that you|we|vi)(?!\w)", re.IGNORECASE)
_YEARS = re.compile(r"(?:[\w+–-]+\s+){0,3}(?:års?|years?)(?!\w)", re.IGNORECASE)
_PAPER = re.compile(r"(?:\w+\s+)?(?:legitimerad\w*|certifierad\w*|utbildad\w*|diplomerad\w*)\b")
# After "med": only a head that is a demand beside the one before ("lärare med erfarenhet av").
_WITH_HEAD = re.compile(
    r"(?:(?:en|ett|a|an|the)\s+)?(?:[\w-]+\s+){0,3}?(?:\w*erfarenhet\w*|driv|engagemang|\w*intresse|"
    r"\w*känsla|vilja|experience|ability|mindset|interest|passion|drive)\b",
    re.IGNORECASE,
)


def _opens(rest: str, before: str, words: Vocabulary, *, languages: bool) -> bool:
    """Whether ``rest`` begins with a demand of its own."""
    if _OPEN_END.search(before) or len(before.split()) < 1:
        return False
    if _CLAUSE.search(before) and not _NEW_CLAUSE.match(rest):
        return False
    start = _BEFORE_VERB.match(rest)
    after = rest[start.end() :] if start else rest
    if words.verbs.match(after):
        return words.verbs.fullmatch(before.split()[-1]) is None or before.split()[-1] in _HELPERS
    start = _BEFORE_TRAIT.match(rest)
    after = rest[start.end() :] if start else rest
    if trait := words.types["trait"].match(after):
        attributes = _ATTRIBUTE.search(before) or _SHARED_NOUN.match(after, trait.end())
        return attributes is None or _ends_in_noun(before, words)
    if languages and words.types["language"].match(re.sub(r"^(?:god\w*|bra|i|in)\s+", "", rest)):
        return True
    stop = _PHRASE_STOP.search(rest)
    phrase = " ".join((rest[: stop.start()] if stop else rest).split()[:_MAX_PHRASE_WORDS])
    if words.nouns.search(phrase):
        return True
    return _YEARS.match(rest) is not None or _PAPER.match(after) is not None


_HELPERS = frozenset({"är", "har", "kan", "vill"})


def _ends_in_noun(before: str, words: Vocabulary) -> bool:
    return words.nouns.search(before) is not None


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
        if _WITH.fullmatch(joint.group()):
            if not _WITH_HEAD.match(rest) or not sentence[left : joint.start()].strip():
                continue
            yield left, joint.start()
            left = joint.end()
            continue
        starts_cue = any(cue.start == joint.end() and cue.scope != "before" for cue in cues)
        if starts_cue or _opens(rest, sentence[left : joint.start()], words, languages=languages):
            yield left, joint.start()
            left = joint.end()
    yield left, end


def _bracketed(sentence: str) -> Callable[[int], bool]:
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
