"""Whether list and entity model together bear a name out.

The list alone takes "Linden" for a surname, and the model alone takes "Stratsys" for a person. A
finding that rests on one of them needs more of it: a list's finding that the model does not read as
a person needs names that are common and no words, and a doubtful one of the model needs a listed
name. Where somebody is told to be called so (a label, a cue, a signature) nothing more is asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fairscreen.anonymise.entities import has_model
from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.name_things import is_product, names_a_thing
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import NameDigits, names, ordinary, table, words

if TYPE_CHECKING:
    from fairscreen.language.entities import Entity

__all__ = ["borne_out", "reads_otherwise"]

_LIKELY = 0.85  # so sure of a person the model need no listed name
_CERTAIN = 0.97  # ... nor one that is more of a name than a word
_DOUBTED = 0.5  # the letters of a double name have no list
_OTHERWISE = 0.8  # so sure of something else it outweighs the list
_LONGER = 0.6  # ... where that is longer than the name
_ACRONYM = 5  # letters of the longest: VT ESW KAM, COREX
_PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BEFORE = re.compile(r"([^\W\d_]+)(?:\. |[ \-])$")
_NEXT = re.compile(r" ([^\W\d_]+)")
_DOUBLE = re.compile(r"[^\W\d_a-zåäö]\.?-[^\W\d_a-zåäö]\.?")
_INITIALS = re.compile(r"(?:[^\W\d_a-zåäö]\. ?){2,3}")
_INITIAL = re.compile(r"[^\W\d_a-zåäö]\. ?([^\W\d_]{2,})$")
_GREETED = re.compile(
    r"\b(?:hej|hejsan|hallå|hi|hello|dear|kära|käre|bästa|bäste|tack|tjena|tjenare|tja|goddag|"
    r"hi there|god (?:dag|morgon|kväll|afton)|good (?:day|morning|afternoon|evening))[ ,!]*$",
    re.IGNORECASE,
)
# What these claim rests on the list alone or on the model alone.
_CLAIMS = frozenset(
    {"name-row", "name-given", "name-cue-other", "name-turned", "name-with", "name-told", "model"}
)
_NONE: NameDigits = (0, 0, 0)


def borne_out(reading: Reading, finding: Finding) -> bool:
    """Whether ``finding``, a name, has enough on its side to stand."""
    text = reading.text[finding.start : finding.end]
    told = finding.rule not in _CLAIMS or (finding.rule == "name-cue-other" and finding.role)
    if told:
        return True
    if is_product(text) or names_a_thing(reading, finding.start, finding.end):
        return False
    parts = _parts(text)
    if finding.rule == "model":
        return _model(reading, finding, text, parts)
    if not has_model() or finding.rule in ("name-with", "name-told"):
        return True
    touching = [e for e in reading.entities if e.start < finding.end and finding.start < e.end]
    if any(entity.label == "PER" for entity in touching):
        return bool(parts)
    if not parts or any(_is_part(finding, entity, parts[0]) for entity in touching):
        return False
    line = reading.line_at(finding.start)
    if len(parts) > 1:
        # The model reads lists of persons and capitals less surely.
        unsure = not touching and (line.part == "referees" or line.text.isupper())
        return unsure or _common(parts)
    if finding.rule == "name-cue-other":
        return _GREETED.search(line.text[: finding.start - line.start]) is not None
    if _fills_a_cell(reading, finding):
        given, _, word = names().get(parts[0], _NONE)
        return given >= 4 and word == 0
    if _begins(reading, finding) and not _acts(reading, finding.end):
        return False
    return _common(parts)


def _model(reading: Reading, finding: Finding, text: str, parts: list[str]) -> bool:
    """Whether a person that the model sees is one: sure, or with a listed name in it."""
    said = _words(text)
    if _DOUBLE.fullmatch(text):
        return finding.score >= _DOUBTED
    if "." not in text and len(said) < 4 and all(len(word) == 1 for word in said):
        return False  # C V
    given = any(names().get(word, _NONE)[0] >= 4 for word in said)
    if text[0].islower() and not given and _writes_capitals(reading):
        return False  # "laga mopeder"
    if _is_acronym(reading, text, said) or _is_branch(said):
        return False
    if len(said) == 1:
        if not parts and said[0] in names() and _acts(reading, finding.end):
            return True
        if _is_word(said[0]) and _begins(reading, finding) and not _acts(reading, finding.end):
            return False  # "- Lugn, svarar kort"
    if finding.score >= _LIKELY:
        return bool(parts) or any(map(_is_frequent, said)) or _certain(finding, said)
    if _in_a_place(reading, finding.start):
        return False
    return (
        any(map(_is_name, parts)) or _after_initial(text) or _INITIALS.fullmatch(text) is not None
    )


def _certain(finding: Finding, said: list[str]) -> bool:
    """Whether the model is certain of a name that is also listed as a word: "Jag och Sol"."""
    given, _, word = names().get(said[0], _NONE)
    return len(said) == 1 and finding.score >= _CERTAIN and given >= 5 and word < 3


def reads_otherwise(reading: Reading, start: int, end: int) -> bool:
    """Whether the model is sure that the word there is, or is part of, something else's name."""
    return any(
        entity.label != "PER"
        and entity.score >= _OTHERWISE
        and entity.start <= start
        and end <= entity.end
        for entity in reading.entities
    )


def _is_acronym(reading: Reading, text: str, said: list[str]) -> bool:
    """``VT ESW KAM`` in a text that is not written in capitals: short, and not all of it listed."""
    return (
        text.isupper()
        and 1 < max(map(len, said), default=0) <= _ACRONYM
        and _INITIALS.fullmatch(text) is None
        and any(word not in names() for word in said)
        and sum(map(str.isupper, reading.text)) < sum(map(str.islower, reading.text))
    )


def _is_branch(said: list[str]) -> bool:
    """``Almi Mälardalen``: a rare name before a town or an ordinary word is a firm's."""
    return (
        len(said) > 1
        and said[-1] in ordinary()
        and max(names().get(word, _NONE)[0] for word in said) < 5
    )


def _writes_capitals(reading: Reading) -> bool:
    """Whether most lines that open with a letter open with a capital."""
    first = [line.text.lstrip(" \t•*-–|")[:1] for line in reading.lines]
    letters = [letter for letter in first if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) * 2 > len(letters)


def _words(text: str) -> list[str]:
    return [part.lower() for part in _PART.findall(text)]


def _parts(text: str) -> list[str]:
    """Words of a name in lower case, without those that are seldom or never names."""
    stop, no_names = words("not_names"), ordinary()
    if text.lower() in stop:
        return []
    said = _words(text)
    return [
        part
        for part in said
        if part not in no_names
        and (part not in stop or (len(said) > 1 and names().get(part, _NONE)[0] >= 8))
    ]


def _in_a_place(reading: Reading, start: int) -> bool:
    """``kv. Adam``, ``Hus Gunnar``."""
    before = _BEFORE.search(reading.text[max(0, start - 16) : start])
    return before is not None and before.group(1).lower() in table("names")["place_before"]


def _begins(reading: Reading, finding: Finding) -> bool:
    """Whether a single name opens a sentence or a line and does not fill it: "Tore in tyget"."""
    line = reading.line_at(finding.start)
    opening = reading.text[line.start : finding.start].rstrip(" \t\"”“'(")
    alone = line.text.strip(" \t.,!•-*") == reading.text[finding.start : finding.end]
    return not alone and (not opening or opening[-1] in ".!?:•-–*|")


def _fills_a_cell(reading: Reading, finding: Finding) -> bool:
    """Whether a name is all there is between tabs: "Javad" in a list of who works when."""
    line = reading.line_at(finding.start)
    at = finding.start - line.start
    cells = line.text[:at].rsplit("\t", 1)[-1] + line.text[at:].split("\t", 1)[0]
    return "\t" in line.text and cells.strip() == reading.text[finding.start : finding.end]


def _acts(reading: Reading, end: int) -> bool:
    """Whether a verb that people are said to do follows: "Maj bor granne", "Hans ledde"."""
    after = _NEXT.match(reading.text, end)
    return after is not None and after.group(1) in table("names")["person_verbs"]


def _is_word(part: str) -> bool:
    given, surname, word = names().get(part, _NONE)
    return word >= 7 and given < 3 and surname < 6


def _is_part(finding: Finding, entity: Entity, part: str) -> bool:
    """Whether the model sees something else there: the same, and is sure, or something longer."""
    inside = entity.start <= finding.start and finding.end <= entity.end
    longer = (entity.end - entity.start) > (finding.end - finding.start) + 1
    if longer or finding.rule != "name-given":
        return inside and entity.score >= (_LONGER if longer else _OTHERWISE)
    # A frequent given name that is no word: the model must be certain that it is a place or firm.
    given, _, word = names().get(part, _NONE)
    return inside and entity.score >= (_CERTAIN if given >= 6 and word == 0 else _OTHERWISE)


def _common(parts: list[str]) -> bool:
    """A frequent given name that is no word; with others, one of the two that is listed first.

    Rare names, of which there are many among those born elsewhere, count where all are listed.
    """
    digits = [names().get(part, _NONE) for part in parts]
    given, surname, word = digits[0]
    if len(digits) == 1:
        return given >= 5 and given > surname and word <= 1
    if all(max(d[:2]) >= 1 and d[2] == 0 for d in digits):
        return any(d[0] for d in digits)
    if given >= 8 and any(d[1] >= 3 and d[2] == 0 for d in digits[1:]):
        return True  # Per Hirsi
    turned = surname >= 3 and any(d[0] >= 4 and d[2] == 0 for d in digits[1:])
    return (given >= 3 or turned) and word < 5 and all(max(d[:2]) >= 2 for d in digits[1:])


def _is_frequent(part: str) -> bool:
    """A given name that more bear than it means: Julia and Max, though not August."""
    return dict.get(names(), part, _NONE)[0] >= 6  # as it is written: Sami, not Sámi


def _after_initial(text: str) -> bool:
    """``Ö. Svart``: an initial makes a surname of a word."""
    found = _INITIAL.match(text)
    return found is not None and names().get(found.group(1).lower(), _NONE)[1] >= 3


def _is_name(part: str) -> bool:
    given, surname, word = names().get(part, _NONE)
    return (given >= 1 and word == 0) or ((given >= 2 or surname >= 3) and word < 3)
