"""Rows of capitalised words that the name list makes a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading, Word
from fairscreen.anonymise.wordlists import names, table, words

__all__ = ["after_titles", "row_at", "rows", "singles"]

_ROLE = re.compile(r"^[ \t•*\-]*(?:kontakt|chef|referens|handledare|contact|reference)\w*:", re.I)
_JOINED = re.compile(r"^(?: |[ ]?\.[ ]|\.| {2})$")
_GIVEN = 3  # half the binary logarithm of the bearers: 64 bearers
_FREQUENT = 4  # 256 bearers
_STREET = re.compile(
    r"(?:gatan|vägen|gränd|torget|skolan|gymnasiet|gården|sjukhus|kyrkan|förskola|hemmet|stiftelsen|föreningen|universitet|bolaget|förvaltningen|nämnden|huset|centrum)s?$",
    re.I,
)


def rows(reading: Reading) -> Iterator[Finding]:
    """Given name and surname side by side."""
    at = 0
    words_ = reading.words
    while at < len(words_):
        end = row_at(reading, at)
        if end:
            yield Finding(
                words_[at].start, _closing(reading, words_[end - 1]), "name", 0.9, "name-row",
                "Förnamn och efternamn intill varandra.", "person",
            )  # fmt: skip
            at = end
        else:
            at += 1
    yield from _turned(reading)


def row_at(reading: Reading, at: int) -> int:
    """The index after the last word of the full name that begins at word ``at``, or 0."""
    words_ = reading.words
    first = words_[at]
    if (
        not first.capital
        or not _may_begin(reading, at)
        or first.lower in table("names")["place_before"]
        # "S:t Göran" is a saint, and what is called so a church, school or hospital.
        or (first.lower == "t" and reading.text[: first.start].endswith(("S:", "s:")))
    ):
        return 0
    listed = names()
    given = listed.get(_plain(first.lower), (0, 0, 0))
    initial = len(first.text) == 1 and first.text.isupper()
    parts = first.lower.split("-")
    compound = len(parts) > 1 and all(listed.get(part, (0,))[0] >= _GIVEN for part in parts)
    rare = given[0] >= 1 and given[2] == 0
    if not (given[0] >= _GIVEN or compound or initial or given[1] >= 5 or rare):
        return 0
    if _organisation_before(reading, at):
        return 0
    stop = words("not_names")
    particles = table("names")["particles"]
    end = at + 1
    last = at
    surnames = 0
    while end < len(words_) and end - at < 6 and _follows(reading, end):
        word = words_[end]
        if word.lower in particles and not word.capital:
            end += 1
            continue
        if not word.capital:
            break
        if (
            first.text.isupper() != word.text.isupper()
            and len(word.text) > 2
            and len(first.text) > 2
        ):
            break
        digits = listed.get(_plain(word.lower)) or listed.get(_plain(word.lower).removesuffix("s"))
        strong = digits is not None and (digits[1] >= 5 or digits[0] >= 5)
        if word.lower in stop and not (
            strong and digits and max(digits[:2]) >= 7 and digits[2] < 8
        ):
            break
        if _STREET.search(word.text) or word.lower in table("names")["organisation_next"]:
            return 0 if end == at + 1 else (last + 1 if surnames else 0)
        if digits is None and (not _unknown_surname(word, given[0], first) or _apart(reading, end)):
            break
        last = end
        surnames += len(word.text) > 1 or initial is False
        end += 1
    if not surnames or _organisation_after(reading, last):
        return 0
    if last > at and _weak(reading, at, last, given, initial):
        return 0
    return last + 1


def _weak(reading: Reading, at: int, last: int, given: tuple[int, int, int], initial: bool) -> bool:
    """Whether every word is more of a word than a name."""
    words_ = reading.words[at : last + 1]
    listed = names()
    best = max((listed.get(_plain(w.lower), (0, 0, 0))[1] for w in words_[1:]), default=0)
    wordy = all(
        listed.get(_plain(w.lower), (0, 0, 0))[2] >= 3 or w.lower in words("not_names")
        for w in words_
    )
    if initial:
        return best < 4 or listed.get(_plain(words_[-1].lower), (0, 0, 0))[2] >= 4
    if 1 <= given[0] < _GIVEN and given[2] == 0 and given[1] < 5:  # rare: both must be listed
        return best < 1 or any(
            listed.get(_plain(w.lower), (0, 0, 9))[2] > 0 or w.text.isupper() for w in words_
        )
    if given[0] < _GIVEN:  # a surname first: only with a given name after it
        return not any(listed.get(_plain(w.lower), (0, 0, 0))[0] >= 5 for w in words_[1:])
    if words_[0].lower in words("not_names"):
        particle = any(w.lower in table("names")["particles"] for w in words_[1:])
        clear = given[0] >= 8 and best >= 3 and not _title_case_line(reading, words_[0].start)
        return best < 6 and not particle and not clear
    if given[2] >= 6 and best < 5:
        return wordy or best == 0
    return wordy and (best < 5 or given[2] >= 8) and _title_case_line(reading, words_[0].start)


def _title_case_line(reading: Reading, place: int) -> bool:
    line = reading.line_at(place)
    letters = [w for w in reading.words if line.start <= w.start < line.end]
    return len(letters) > 1 and all(w.capital for w in letters)


def _plain(lower: str) -> str:
    return lower.replace("‑", "-").replace("‐", "-").replace("’", "'")


def _unknown_surname(word: Word, given: int, first: Word) -> bool:
    """An unlisted capitalised word after a clear given name is a surname more often than not."""
    return (
        given >= _FREQUENT
        and len(word.text) > 2
        and names().get(first.lower, (0, 0, 9))[2] < 5
        and not word.text[1:].isupper()
    )


def _apart(reading: Reading, at: int) -> bool:
    """Whether a wide gap or a colon makes the word another column or a label: "Ada Ek  Panel:"."""
    previous, word = reading.words[at - 1], reading.words[at]
    return reading.text[word.end : word.end + 1] == ":" or word.start - previous.end > 1


def _may_begin(reading: Reading, at: int) -> bool:
    start = reading.words[at].start
    before = reading.text[max(0, start - 2) : start]
    return not before.endswith(("@", "/", "_", "#")) and not (
        before.endswith(".") and before[:1].isalnum() and len(before) > 1
    )


def _follows(reading: Reading, at: int) -> bool:
    previous, word = reading.words[at - 1], reading.words[at]
    gap = reading.text[previous.end : word.start]
    if gap == " " or gap == "  ":
        return True
    return gap in (". ", ".") and len(previous.text) == 1 and previous.text.isupper()


def _organisation_after(reading: Reading, last: int) -> bool:
    if last + 1 >= len(reading.words):
        return False
    word, after = reading.words[last], reading.words[last + 1]
    gap = reading.text[word.end : after.start]
    return (
        gap in (" ", " & ", "-")
        and (after.lower in table("names")["organisation_next"] or gap == " & ")
        and not (
            after.lower in ("as", "el", "data", "hem", "bar", "mat", "test", "last")
            and not after.capital
        )
    )


def _organisation_before(reading: Reading, at: int) -> bool:
    """``Hotell Birger Jarl``: the word before makes the row something else's name."""
    if not at:
        return False
    before, word = reading.words[at - 1], reading.words[at]
    return (
        before.capital
        and reading.text[before.end : word.start] == " "
        and before.lower in table("names")["organisation_next"]
    )


def _closing(reading: Reading, word: Word) -> int:
    """Where the name ends: a genitive s stays outside, the full stop of an initial inside."""
    text = reading.text
    if len(word.text) == 1 and text[word.end : word.end + 1] == ".":
        return word.end + 1
    listed = names()
    plain = _plain(word.lower)
    if plain.endswith("s") and not plain.endswith("ss") and listed.get(plain, (0, 0))[1] < 4:
        bare = listed.get(plain[:-1], (0, 0, 0))
        if max(bare[0], bare[1]) > max(listed.get(plain, (0, 0, 0))[:2]) + 1:
            return word.end - 1
    return word.end


def _turned(reading: Reading) -> Iterator[Finding]:
    """``Andersson, Maria`` alone on a line or in a table."""
    listed = names()
    for left, right in zip(reading.words, reading.words[1:], strict=False):
        if reading.text[left.end : right.start] != ", " or not (left.capital and right.capital):
            continue
        line = reading.line_at(left.start)
        opening = _ROLE.sub("", reading.text[line.start : left.start])
        alone = opening.strip(" \t•-*") == "" and (
            reading.text[right.end : right.end + 1] in ("", "\n", "\t", ",", ";")
        )
        surname = listed.get(_plain(left.lower), (0, 0, 0))
        given = listed.get(_plain(right.lower), (0, 0, 0))
        if (
            alone
            and surname[1] >= 3
            and given[0] >= 4
            and left.lower not in words("not_names")
            and (surname[2] < 5 or given[2] < 3)
            and surname[1] > surname[0] - 3
        ):
            yield Finding(
                left.start, right.end, "name", 0.8, "name-turned",
                "Efternamn och förnamn med komma.", "person",
            )  # fmt: skip


def after_titles(reading: Reading) -> Iterator[Finding]:
    """``herr Berg``, ``Dr. Khan``."""
    titles = set(table("names")["titles"])
    listed = names()
    for at in range(len(reading.words) - 1):
        title, word = reading.words[at], reading.words[at + 1]
        gap = reading.text[title.end : word.start]
        if title.lower not in titles or gap not in (" ", ". ") or not word.capital:
            continue
        digits = listed.get(_plain(word.lower)) or listed.get(_plain(word.lower).removesuffix("s"))
        if digits and max(digits[:2]) >= 3 and word.lower not in words("not_names"):
            if _organisation_after(reading, at + 1) or row_at(reading, at + 1):
                continue
            yield Finding(
                word.start, _closing(reading, word), "name", 0.85, "name-title",
                "Namn efter en titel.", "person",
            )  # fmt: skip


def singles(reading: Reading) -> Iterator[Finding]:
    """A frequent given name that is rare as a word, alone."""
    listed = names()
    stop = words("not_names") | words("place_names")
    for at, word in enumerate(reading.words):
        if not word.capital or len(word.text) < 3 or word.lower in stop:
            continue
        plain = _plain(word.lower)
        digits = listed.get(plain, (0, 0, 0))
        if digits[0] < _FREQUENT and plain.endswith("s") and not plain.endswith("ss"):
            digits = listed.get(plain[:-1], (0, 0, 0))
            if plain[:-1] in stop:
                continue
        if digits[0] < _FREQUENT or digits[2] > 1 or (digits[0] < 6 and digits[1] > digits[0]):
            continue
        if word.text.isupper() and len(word.text) < 5:
            continue
        if (
            not _may_begin(reading, at)
            or _organisation_after(reading, at)
            or _inside_row(reading, at)
        ):
            continue
        yield Finding(
            word.start, _closing(reading, word), "name", 0.7, "name-given",
            "Vanligt förnamn som sällan är ett annat ord.", "person",
        )  # fmt: skip


def _inside_row(reading: Reading, at: int) -> bool:
    """Whether it is part of a longer name of something else: ``Restaurang Fatima``, ``SAP Hana``."""  # noqa: E501
    word = reading.words[at]
    before = reading.words[at - 1] if at else None
    if (
        before
        and before.lower in table("names")["place_before"]
        and reading.text[before.end : word.start] in (" ", "-", ". ")
    ):
        return True
    if (
        before
        and reading.text[before.end : word.start] in (" ", "-")
        and before.lower in table("names")["organisation_next"]
        and before.capital
    ):
        return True
    if word.text.isupper() and not reading.line_at(word.start).text.isupper():
        return len(word.text) < 6
    after = reading.words[at + 1] if at + 1 < len(reading.words) else None
    return bool(
        after
        and reading.text[word.end : after.start] in (" ", "-")
        and after.capital
        and (after.lower in words("not_names") or _STREET.search(after.text))
        and not word.lower.endswith("s")
        and _STREET.search(after.text)
    )
