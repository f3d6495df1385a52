"""One sentence, one or more demands: where each begins and ends.

A row is cut before a word that opens a demand of its own: a verb ("är noggrann och *trivs* med
…"), a trait, or a noun phrase with a head like *erfarenhet* or *körkort*. Alternatives ("eller")
are one demand, and so is a list under one head ("förmåga att planera och dokumentera").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from fairscreen.ads.requirements.forms import Forms
from fairscreen.ads.requirements.openings import (
    ATTRIBUTE,
    BEFORE_TRAIT,
    BEFORE_VERB,
    BOTH,
    COMBINED,
    HELPERS,
    INSTEAD,
    MODAL,
    OPEN_END,
    SIDE_CLAUSE,
    one_is_enough,
    opens,
    other_language,
    words_alone,
)
from fairscreen.ads.requirements.vocabulary import CueMatch, Vocabulary

__all__ = ["inverted", "segments", "trimmed"]

_JOINT = re.compile(
    r"\s*[,;]\s+(?:(?:och|samt|men|and|but|med|with|vilket|samtidigt\s+som)\s+)?"
    r"|\s+samtidigt\s+som\s+"
    r"|,?\s+där\s+(?=du\s+är\s)"
    r"|,?\s+som\s+"
    r"|,?\s+i\s+kombination\s+med\s+att\s+(?=du\s+(?:är|har|kan)\s)"
    r"|\s+(?:och|samt|men|såväl\s+som|liksom|and|as\s+well\s+as|but|med|with|&)\s+"
    r"|\s+(?:gärna|helst|företrädesvis|preferably|ideally)\s+(?:med|with)\s+"
    r"|,?\s+(?=(?:gärna|helst|företrädesvis|preferably|ideally)\s+(?:som|inom|från|i|av|inriktad|"
    r"as|in|from|within)\s)"
    r"|\s+[*•·]\s*|\s+[–-]\s+",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"[,;]?\s+(?:(gärna|helst|företrädesvis|preferably|ideally)\s+)?(?:med|with)\s+", re.IGNORECASE
)
_SOFT = re.compile(r"(?:gärna|helst|företrädesvis|preferably|ideally)", re.IGNORECASE)
# "… och om du har gått utbildningen är det en merit"
_OPENS_CLAUSE = re.compile(rf"{_SOFT.pattern}|om du (?:har|är|kan)(?!\w)", re.IGNORECASE)
# "Det är viktigt att vara noggrann och att arbeta säkert"
_TO_DO = re.compile(r"att \w+[aå]\b", re.IGNORECASE)
# What the second cue speaks of: a word or more, none of them a pronoun for the first.
_SUBJECT = re.compile(
    r"(?!(?:det|detta|inte|då|ses|är|är det|också|även) )[\w-]{3,}(?: [\w-]+)* $", re.I
)
# What stands first in a sentence without being its subject, and a cue without a verb of its own.
_FRONTED = re.compile(r"\W*(?:för|då|eftersom|i|på|vid|inom|som)\s", re.IGNORECASE)
_BEFORE_ASKED = re.compile(r"\s(?:är|varav)\s", re.IGNORECASE)
_NOUN_CUE = re.compile(r"\s*(?:ett|en)\s", re.IGNORECASE)
# Letters of "framför allt".
_A_FEW = 16
# "till strukturerade, prioriterade och testbara krav": adjectives that wait for their noun.
_WAITING = re.compile(
    r"(?<!\w)(?:till|av|i|på|för|om|inom)\s+((?:[\w-]+(?:\s*,|\s+och)\s+)*[\w-]+)$", re.IGNORECASE
)
# After "med": only a head that is a demand beside the one before ("lärare med erfarenhet av").
_WITH_HEAD = re.compile(
    r"(?:(?:en|ett|a|an|the)\s+)?(?:[\w-]+\s+){0,4}?(?:\w*erfarenhet\w*|driv|engagemang|"
    r"\w*intresse|\w*känsla|\w*(?:hållnings|gångs|arbets)sätt|bemötande|ambition(?:er)?|omhändertagande|attityd|inställning|"
    r"\w*förmåga|\w*egenskaper|vilja|kompetens|experience|ability|mindset|interest|passion|drive)\b",
    re.IGNORECASE,
)
# Who is told of, with a word for how: "en positiv lagspelare".
_PERSON = re.compile(
    r"(?<!\w)(?!(?:en|ett|den|dig|som|är|någon|vi|söker|med|för|till|av|hos|mot|åt|om)\s)\w+\s+(?:person(?:er)?|människ(?:a|or)|"
    r"individ(?:er)?|vuxen|förebild|kolleg(?:a|or)|\w*(?:spelare|medarbetare|ledare|lyssnare|lösare)|"
    r"kommunikatör|analytiker|pedagog)$",
    re.IGNORECASE,
)
# "arbete som förändras och utvecklas": the verbs tell of the thing, not of the applicant.
_OF_WHAT = re.compile(r"\w\s+(?:som|hur|vad|om|that|which|how)\s+\w", re.IGNORECASE)


def segments(
    sentence: str,
    start: int,
    end: int,
    cues: Sequence[CueMatch],
    words: Vocabulary,
    forms: Forms,
) -> Iterator[tuple[int, int]]:
    """Places in ``sentence[start:end]``, each one demand with its cue words still on."""
    languages = len(words.types["language"].findall(sentence, start, end)) > 1
    inside_brackets = _brackets(sentence)
    left = start
    for joint in _JOINT.finditer(sentence, start, end):
        told = [cue.end for cue in cues if left <= cue.start and cue.end < joint.start()]
        before = sentence[max(told, default=left) : joint.start()]
        rest = sentence[joint.end() : end]
        if (
            joint.start() < left
            or inside_brackets(joint.start())
            or _in_cue(joint.start(), joint.end(), cues)
        ):
            continue
        with_ = _WITH.fullmatch(joint.group())
        if joint.group().strip(" ,").lower() == "som":
            cut = _tells_more(before, sentence, joint.end(), words) or (
                languages and other_language(before, rest, words)
            )
        elif with_:
            # "delar med dig av din kompetens": the verb takes it.
            last = left + sentence[left : joint.start()].rfind(" ") + 1
            alone = before.strip() and not (_SOFT.fullmatch(before.strip()) or forms.finite(last))
            cut = (
                bool(alone)
                and not (rest.startswith("fördel") or COMBINED.search(before))
                and _WITH_HEAD.match(rest) is not None
            )
        else:
            last = left + sentence[left : joint.start()].rfind(" ") + 1
            bare_verbs = words_alone(before) and forms.finite(last)
            asked = sentence[max(told, default=0) - 3 : max(told, default=0)] == "att"
            opens_cue = (
                _told_twice(sentence, left, joint, end, cues)
                or (asked and _TO_DO.match(rest) is not None)
                or _OPENS_CLAUSE.match(sentence, joint.end()) is not None
                or any(_soon(cue, joint.end(), told) for cue in cues)
            )
            if not opens_cue and (
                INSTEAD.match(rest)
                or (bare_verbs and MODAL.match(rest))
                or (joint.group().strip() == "," and one_is_enough(before, rest, words))
            ):
                continue
            waiting = _WAITING.search(before)
            if waiting and not opens_cue and _all_adjectives(sentence, joint, waiting, forms):
                continue
            cut = (
                opens_cue
                or _with_one_more(before, rest)
                or opens(rest, before, words, languages=languages, bare_verbs=bare_verbs)
                or _goes_on(sentence, left, joint, words, forms)
            )
        if cut:
            yield left, joint.start()
            # "gärna med erfarenhet": the softening word belongs to what follows it.
            left = joint.start() if with_ and with_.group(1) else joint.end()
    yield left, end


def _with_one_more(before: str, rest: str) -> bool:
    """Whether "och med" tells one thing more: "är positiv och med förmåga att …".

    Not after an adverb ("som målmedvetet och med stort intresse vill …").
    """
    return (
        rest.startswith("med ")
        and not before.endswith("t")
        and _WITH_HEAD.match(rest, len("med ")) is not None
    )


def _told_twice(
    sentence: str, left: int, joint: re.Match[str], end: int, cues: Sequence[CueMatch]
) -> bool:
    """Whether both sides of a joint end in a cue: "B-körkort är ett krav och bil är en fördel"."""
    told = [cue for cue in cues if cue.scope == "before" and left < cue.start < end]
    first = any(0 <= joint.start() - cue.end <= 1 for cue in told)
    after = [cue.start for cue in told if cue.start > joint.end()]
    return first and bool(after) and bool(_SUBJECT.match(sentence, joint.end(), min(after)))


def _soon(cue: CueMatch, place: int, told: Sequence[int]) -> bool:
    """Whether a cue that governs what follows opens the clause at ``place``.

    After another cue a few words may come before it: "…, men framför allt vill vi att du …".
    """
    if cue.scope == "before":
        return False
    words = _A_FEW if told and cue.scope == "after" else 0
    return 0 <= cue.start - place <= words


def _brackets(sentence: str) -> Callable[[int], bool]:
    inside = [match.span() for match in re.finditer(r"\([^()]*\)", sentence)]
    return lambda place: any(a < place < b for a, b in inside)


def _in_cue(start: int, end: int, cues: Sequence[CueMatch]) -> bool:
    # "vi söker dig med …" is one cue; in "erfarenhet krävs inte men är ett plus" the second cue
    # speaks of the same demand.
    return any(
        cue.start < start < cue.end or (cue.scope == "before" and 0 <= cue.start - end <= 3)
        for cue in cues
    )


def _all_adjectives(
    sentence: str, joint: re.Match[str], waiting: re.Match[str], forms: Forms
) -> bool:
    """Whether the words after a preposition, up to the joint, are adjectives all."""
    first = joint.start() - len(waiting.group(1))
    words = re.finditer(r"[\w-]+", sentence[first : joint.start()])
    return all(word.group() == "och" or forms.adjective(first + word.start()) for word in words)


def _tells_more(before: str, sentence: str, place: int, words: Vocabulary) -> bool:
    """Whether "som" tells one thing more of a person: "en trygg vuxen som gillar att leka"."""
    if not _PERSON.search(before):
        return False
    opening = BEFORE_VERB.match(sentence, place)
    return words.verbs.match(sentence, opening.end() if opening else place) is not None


def _goes_on(
    sentence: str, left: int, joint: re.Match[str], words: Vocabulary, forms: Forms
) -> bool:
    """Whether the forms of the words tell that a row goes on, where no list knows them."""
    before = sentence[left : joint.start()].rstrip()
    if not before or OPEN_END.search(before) or BOTH.search(before):
        return False
    last = left + (before.rfind(" ") + 1)
    opening = BEFORE_VERB.match(sentence, joint.end())
    verb = forms.past_adverb(opening.end() if opening else joint.end())
    if forms.finite(verb):
        inside = _OF_WHAT.search(before) or SIDE_CLAUSE.search(before)
        helper = sentence[verb:].split()[0] in HELPERS
        return not inside and (helper or not forms.finite(last))
    opening = BEFORE_TRAIT.match(sentence, joint.end())
    if ATTRIBUTE.search(before) or not forms.alone(opening.end() if opening else joint.end()):
        return False
    known = words.types["trait"].match(sentence, last) is not None
    return known or forms.alone(last)


def inverted(sentence: str, cues: Sequence[CueMatch]) -> int:
    """Where what is asked begins: "För att nå dit är god svenska en förutsättning"."""
    for cue in cues:
        if cue.scope == "before" and _NOUN_CUE.match(sentence, cue.start):
            after = [m.end() for m in _BEFORE_ASKED.finditer(sentence, 0, cue.start)]
            fronted = _FRONTED.match(sentence) or " varav " in sentence
            return after[-1] if after and fronted else 0
    return 0


def trimmed(
    sentence: str, start: int, end: int, cues: Sequence[CueMatch], words: Vocabulary
) -> tuple[int, int] | None:
    """The demand itself, without cue words and openings; ``None`` when nothing is left."""
    for cue in cues:
        if cue.scope == "after" and start <= cue.start and cue.end <= end:
            if sentence[cue.end : end].strip(" .,;:!\n"):
                start = max(start, cue.end)
            else:  # "B-körkort krävs."
                end = cue.start
    for cue in cues:
        if cue.scope == "before" and start < cue.start < end:
            end = cue.start
            break
    while True:
        piece = sentence[start:end]
        body = piece.strip(" \t\n.,;:!*•·–-”\"'✓✔→>").rstrip(" (")
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
