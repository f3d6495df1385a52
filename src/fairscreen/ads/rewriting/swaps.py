"""Words and abbreviations with a plainer equivalent, form for form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fairscreen.ads.rewriting.model import Abbreviation, Swap, swap_file
from fairscreen.ads.rewriting.reading import Place, Reading, as_written
from fairscreen.ads.rewriting.result import Rewrite

__all__ = ["swaps"]

_GENDERED = frozenset(
    {"en", "ett", "den", "det", "denna", "detta", "min", "mitt", "din", "ditt", "vår", "vårt",
     "sin", "sitt", "er", "ert", "någon", "något", "ingen", "inget", "varje", "vilken", "vilket"}
)  # fmt: skip


def swaps(reading: Reading) -> Iterator[Rewrite]:
    """The safe word swaps of an ad."""
    words, abbreviations = _compiled()
    for place in reading.sentences:
        for match in words[0].finditer(reading.text, place.start, place.end):
            swap = words[1][match.group().lower()]
            if not reading.is_others(*match.span()) and _fits(swap, match, place, reading):
                new = swap.forms[match.group().lower()]
                yield _rewrite(swap.id, swap.why, match, as_written(match.group(), new))
        for match in abbreviations[0].finditer(reading.text, place.start, place.end):
            short = abbreviations[1][match.group().lower()]
            if reading.is_others(*match.span()) or not _is_running(match, place, reading, short):
                continue
            new = as_written(match.group()[:1], short.full)
            stop = short.ends and match.group().endswith(".")
            if stop and _ends(match.end(), place, reading):
                new += "."
            yield _rewrite("swap-abbreviation", _WHY_SHORT, match, new)


_WHY_SHORT = "Utskrivna ord är lättare att läsa än förkortningar."


@cache
def _compiled() -> tuple[
    tuple[re.Pattern[str], dict[str, Swap]], tuple[re.Pattern[str], dict[str, Abbreviation]]
]:
    file = swap_file()
    words = {form: swap for swap in file.swap for form in swap.forms}
    short = {form: item for item in file.abbreviation for form in item.written}
    return (_either(words), words), (_either(short), short)


def _either(forms: dict[str, Swap] | dict[str, Abbreviation]) -> re.Pattern[str]:
    longest = sorted(forms, key=len, reverse=True)
    listed = "|".join(map(re.escape, longest))
    return re.compile(rf"(?<![\w./@-])(?:{listed})(?![\w@])(?!-\w)(?!\.\w)", re.IGNORECASE)


def _rewrite(rule: str, why: str, match: re.Match[str], new: str) -> Rewrite:
    start, end = match.span()
    return Rewrite(
        rule=rule, start=start, end=end, before=match.group(), options=(new,), safe=True, why=why
    )


def _fits(swap: Swap, match: re.Match[str], place: Place, reading: Reading) -> bool:
    start, end = match.span()
    word = match.group()
    # A capital inside the sentence is a name ("Enheten för Ej verkställda beslut").
    if not word.islower() and (start > place.start or not word[1:].islower()):
        return False
    if swap.not_first and start == place.start:
        return False
    following = reading.word_after(end, place.end)
    before = reading.word_before(start, place.start)
    if (swap.next and following not in swap.next) or following in swap.not_next:
        return False
    if before in swap.not_before:
        return False
    if any(later in reading.text[end : place.end].lower() for later in swap.not_later):
        return False
    if swap.not_before_gender and _gender_shows(start, place, reading):
        return False
    if swap.next_pos:
        token = reading.token_after(end)
        if token is None or token.idx >= place.end or token.pos_ not in swap.next_pos:
            return False
    others = [other.lower() for other in re.findall(r"\w+|&", place.text)]
    if swap.once and others.count(word.lower()) > 1:
        return False
    return not any(other in swap.not_words for other in others)


def _gender_shows(start: int, place: Place, reading: Reading) -> bool:
    tokens = [t for t in reading.tokens(place.start, start) if not t.is_space][-3:]
    near = any(t.lower_ in _GENDERED for t in tokens)
    return near or (bool(tokens) and tokens[-1].pos_ in ("ADJ", "DET", "NUM", "PRON"))


def _is_running(match: re.Match[str], place: Place, reading: Reading, short: Abbreviation) -> bool:
    word = match.group()
    opens = match.start() == place.start and word[0].isupper() and word[1:].islower()
    if not (word.islower() or opens):
        return False
    if reading.word_before(match.start(), place.start) in short.not_before:
        return False
    # Forms without stops (m m, t ex) only where they stand as words of their own.
    around = reading.text[max(match.start() - 1, 0) : match.start()]
    return around in ("", " ", "(", "\n", "\t", "/", ",")


def _ends(end: int, place: Place, reading: Reading) -> bool:
    """Whether the abbreviation's stop also ends the sentence."""
    if end >= place.end:
        return True
    following = reading.text[end : end + 2]
    capital = following[:1] == " " and following[1:2].isupper()
    return following[:1] == "\n" or (capital and _new(end, reading))


def _new(end: int, reading: Reading) -> bool:
    token = reading.token_after(end)
    return token is not None and token.pos_ != "PROPN"
