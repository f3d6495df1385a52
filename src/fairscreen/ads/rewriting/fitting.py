"""Which suggestions of the rules fit the place of the words found.

A suggestion is one word's plainer equivalent; whether it can stand there depends on the words
around it. What cannot be told to fit is left out: no proposal is better than a broken sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from fairscreen.ads.rewriting.reading import Reading, raised

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["fitting"]

_ELLIPTIC = re.compile(r"\w-,?\s+(?:och|eller|samt|and|or)\s+$")
_LABEL = re.compile(r"^[\W_]*[^\W\d_][\w -]{0,25}:\s*$")
_OPENS_LINE = re.compile(r"(?:^|[\n.!?])[\s•*·●▪■✓–—-]*$")
_NEAR = 40
_NAMELESS = re.compile(r"[:/•*–(\"”-]\s*$")
_MODAL = re.compile(r"(?<!\w)(?:to|must|should|will|can|may)\s+$", re.IGNORECASE)
_AHEAD = 90
_BESIDE = 30
_OF = re.compile(r"\s+av(?!\w)")
_INFINITIVE = re.compile(r"[a-zåäö]+a")
_ALSO_TO = re.compile(r"^[^.\n]*(?:och|men)\s+(?:också |även )?till(?!\w)")
_COMMON = re.compile(r"\s+(?:är|blir|kan bli|kommer att bli)\s+(?:\w+\s+)?\w+(?:ad|en|d|ig)(?!\w)")
_PERSON = re.compile(r"\s+(?:och\s+\w+\s+)?(?:person|medarbetare|kolleg|lagspelare)")
_NOUN_NEXT = re.compile(r"\s+(?!och|samt|men|som|i|med|person)\w{4,}")
_DIGITS = re.compile(r"\d+")
_SHARED = frozenset({"och", "samt", "eller", "som", "såväl", "både"})
_LANGUAGES = frozenset({"svenska", "engelska", "svenskan", "engelskan"})
#: What one speaks, asks or decides "om".
_ABOUT = frozenset(
    {"frågor", "fråga", "information", "upplysningar", "råd", "beslut", "uppgifter", "kunskap",
     "kunskaper", "avtal", "regler", "besked", "dialog", "samtal", "funderingar"}
)  # fmt: skip
_OF_A_THING = frozenset({"NOUN", "PROPN"})


def fitting(
    words: str, suggestions: Iterable[str], start: int, end: int, reading: Reading
) -> tuple[str, ...]:
    """Those of ``suggestions`` that may stand at ``start``-``end`` of the tidied text.

    Capitals follow the place. Left out: all where the words are the last part of a shortened pair
    ("uppföljnings- och utvärderingsarbete"); one that repeats the word beside it; several words, or
    an adverb, before the noun that an adjective or a participle describes; one thing for many.
    """
    text = reading.text
    before = text[max(0, start - _NEAR) : start]
    if _ELLIPTIC.search(before) or text[end : end + 1] == "-":
        return ()
    tokens = [token for token in reading.tokens(start, end) if not token.is_space]
    after = reading.token_after(end)
    following = after if after is not None and "\n" not in text[end : after.idx] else None
    beside = {reading.word_before(start, max(0, start - _NEAR)), reading.word_after(end, len(text))}
    line = before.rpartition("\n")[2]
    raises = words[:1].isupper() and (_OPENS_LINE.search(before) or _LABEL.match(line))
    if words[:1].isupper() and not raises and not _NAMELESS.search(before):
        return ()  # a capital inside the sentence: a name
    if reading.word_after(end, len(text)) in _SHARED and _is_thing(reading, end):
        return ()  # "göra utredningar och utvecklingsarbete": the verb would lose one of the two
    kept = []
    for option in suggestions:
        if not option or option == words or option.split()[-1].lower() in beside:
            continue
        if _DIGITS.findall(words) != _DIGITS.findall(option):
            continue
        if _breaks(words, option, text[max(0, start - _NEAR) : start], text[end : end + _AHEAD]):
            continue
        if option.startswith("can") and _MODAL.search(before):
            continue  # "you have to can"
        if option == "om" and reading.word_before(start, max(0, start - _NEAR)) not in _ABOUT:
            continue
        if " till" in option and following is not None and following.pos_ == "PRON":
            continue  # "möjliggör vi tillväxt"
        if not _may_stand(option, tokens, following):
            continue
        if raises or (words.isupper() and len(words) > 1 and _OPENS_LINE.search(before)):
            option = raised(option)
        kept.append(option)
    return tuple(dict.fromkeys(kept))


def _is_thing(reading: Reading, end: int) -> bool:
    """Whether what is joined to the words by "och", or told by "som", is a thing."""
    joint = reading.token_after(end)
    if joint is None or joint.i + 1 >= len(joint.doc):
        return False
    if joint.text.lower() in ("som", "såväl", "både"):
        return True
    second = joint.nbor()
    third = second.nbor() if second.i + 1 < len(second.doc) else second
    return second.pos_ in _OF_A_THING or (second.pos_ == "ADJ" and third.pos_ in _OF_A_THING)


def _breaks(words: str, option: str, before: str, after: str) -> bool:
    """Whether the words beside ``words`` were said of them and do not go with ``option``."""
    # "driva utveckling av" → "utveckla av", "säkerställande av" → "att se till av".
    if _OF.match(after) and (option.startswith("att ") or _INFINITIVE.fullmatch(option)):
        return True
    # "ge service till kunder, men också till kollegor" → "hjälpa kunder, men också till".
    if words.endswith(" till") and _ALSO_TO.search(after):
        return True
    # "befattningen är placerad" → "jobbet är placerad".
    if words.endswith("en") and option.endswith("et") and _COMMON.match(after):
        return True
    # "proaktiva åtgärder": of a thing.
    if option.lower().startswith("initiativrik") and not _PERSON.match(after):
        return _NOUN_NEXT.match(after) is not None
    return option.lower() in re.findall(r"\w+", before[-_BESIDE:].lower().rpartition(" ")[2])


def _may_stand(option: str, tokens: list[Token], following: Token | None) -> bool:
    if not tokens or following is None:
        return True
    last = tokens[-1]
    if " who " in option and following.pos_ in _OF_A_THING:
        return False  # "a go-getter attitude"
    describes = following.pos_ in _OF_A_THING and (
        last.pos_ == "ADJ"
        or (last.pos_ == "VERB" and "VerbForm=Part" in last.morph)
        or last.text.lower() in ("hands-on", "on")
    )
    if not describes:
        return True
    if following.text.lower() in _LANGUAGES:
        return False
    # Before a noun an adjective agrees with it; "väl tagit fram teamarbete" and
    # "praktiskt design" do not.
    neuter = "Gender=Neut" in following.morph and "Number=Sing" in following.morph
    return " " not in option and (neuter or not option.endswith("t"))
