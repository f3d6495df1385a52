"""Sentences written anew by the patterns of ``sentences.toml`` and ``sentences_en.toml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from fairscreen.ads.rewriting.model import Pattern, SentenceFile, english_file, sentence_file
from fairscreen.ads.rewriting.reading import Place, Reading, as_written, raised
from fairscreen.ads.rewriting.result import Rewrite

__all__ = ["sentences"]

_FIELD = re.compile(r"\{(\w+)(?::(\w+))?\}")
_STOP = re.compile(r"\s*[.!]?\s*$")
_CAN = {"talar": "kan", "behärskar": "kan", "tala": "kunna", "behärska": "kunna"}


def sentences(reading: Reading) -> Iterator[Rewrite]:
    """The whole-sentence rewrites of an ad, safe ones and others."""
    for place in reading.places:
        for pattern, regex in _compiled():
            if place.lang != pattern.lang or place.kind not in pattern.kinds:
                continue
            match = _found(pattern, regex, place)
            if match is None or not _fits(pattern, match, place, reading):
                continue
            start, end = place.start + match.start(), place.start + match.end()
            options = [_written(text, match, place, reading) for text in pattern.write]
            options = _preferred(options, pattern, reading)
            yield Rewrite(
                rule=pattern.id,
                start=start,
                end=end,
                before=reading.text[start:end],
                options=tuple(dict.fromkeys(options)),
                safe=pattern.safe,
                why=pattern.why,
            )


@cache
def _compiled() -> tuple[tuple[Pattern, re.Pattern[str]], ...]:
    return (*_of(sentence_file()), *_of(english_file()))


def _of(file: SentenceFile) -> Iterator[tuple[Pattern, re.Pattern[str]]]:
    for pattern in file.pattern:
        expression = pattern.find
        for name, value in file.let.items():
            expression = expression.replace(f"{{{name}}}", value)
        yield pattern, re.compile(expression)


def _found(pattern: Pattern, regex: re.Pattern[str], place: Place) -> re.Match[str] | None:
    if not pattern.whole:
        return regex.search(place.text)
    stop = _STOP.search(place.text)
    return regex.fullmatch(place.text, 0, stop.start() if stop else len(place.text))


def _fits(pattern: Pattern, match: re.Match[str], place: Place, reading: Reading) -> bool:
    start, end = place.start + match.start(), place.start + match.end()
    if reading.is_others(start, end) or (pattern.must and not reading.is_must(start, end)):
        return False
    words = re.findall(r"\w+", place.text.lower())
    if pattern.safe:  # the words that are rewritten do not stand in their own way
        rest = place.text[: match.start()] + " " + place.text[match.end() :]
        words = re.findall(r"\w+", rest.lower())
    if set(words) & set(pattern.not_words):
        return False
    for group in pattern.phrase:
        if match[group] and reading.has_finite_verb(
            place.start + match.start(group), place.start + match.end(group)
        ):
            return False
    return True


def _preferred(options: list[str], pattern: Pattern, reading: Reading) -> list[str]:
    """The option that the ad's own words speak for first."""
    for looked_for, word in pattern.prefer:
        if re.search(looked_for, reading.text, re.IGNORECASE):
            return sorted(options, key=lambda option: word not in option)
    return options


def _written(text: str, match: re.Match[str], place: Place, reading: Reading) -> str:
    def fill(field: re.Match[str]) -> str:
        name, form = field.groups()
        value = match[name] or ""
        if form is None:
            return value
        if form == "low":
            return reading.lowered(value, place.start + match.start(name)) if value else ""
        return _FORMS[form](value, match)

    new = _FIELD.sub(fill, text)
    # An English line that opens with a figure ("5+ years of ...") has shown no capital to keep.
    figure = place.lang == "en" and place.text[:1].isdigit()
    opens = match.start() == 0 and (place.text[:1].isupper() or figure)
    return raised(new) if opens else new


def _act(value: str, _: re.Match[str]) -> str:
    """The passive as an active verb: kommer att läggas → kommer att lägga."""
    active = sentence_file().active
    *first, verb = value.split()
    if first and (infinitive := active.get(f"{first[-1]} {verb}")):
        return " ".join([*first[:-1], infinitive])  # "tillämpas" is both present and infinitive
    return " ".join([*first, active[verb]])


def _verb(value: str, _: re.Match[str]) -> str:
    """The verb of a noun or of another verb form: development → developing."""
    return english_file().verb[value.lower()]


def _we(value: str, match: re.Match[str]) -> str:
    """What *we* do, for what is done: intervjuer kommer att ske → kommer att intervjua."""
    *first, _ = match["v"].split()
    interview, select = ("intervjua", "göra urval") if first else ("intervjuar", "gör urval")
    kinds = value.lower()
    verbs = [select] * ("urval" in kinds) + [interview] * ("intervju" in kinds)
    return " ".join([*first, " och ".join(verbs)])


#: Forms of single words, by the name of the form and the word as it stands.
_WORDS = {
    "secure": {"säkerställa": "säkra", "säkerställer": "säkrar", "säkerställs": "säkras"},
    "tell": {"redogör": "berättar", "redogöra": "berätta"},
    "describe": {"redogör": "beskriver", "redogöra": "beskriva"},
}


def _word(form: str) -> Callable[[str, re.Match[str]], str]:
    return lambda value, _: as_written(value, _WORDS[form].get(value.lower(), value))


_FORMS: dict[str, Callable[[str, re.Match[str]], str]] = {
    "act": _act,
    "verb": _verb,
    "we": _we,
    "get": lambda value, _: f"{value} får " if value else "får du ",
    **{form: _word(form) for form in _WORDS},
    "can": lambda value, match: _CAN[value],
}
