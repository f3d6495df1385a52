"""Whether list and entity model together bear a name out.

The list alone takes "Linden" for a surname, and the model alone takes "Stratsys" for a person. A
finding that rests on one of them needs more of it: a list's finding that the model does not read as
a person needs names that are common and no words, and a doubtful one of the model needs a listed
name. Where somebody is told to be called so (a label, a cue, a signature) nothing more is asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.wordlists import NameDigits, names, ordinary, words

if TYPE_CHECKING:
    from fairscreen.language.entities import Entity

__all__ = ["borne_out", "reads_otherwise"]

_LIKELY = 0.85  # so sure of a person the model need no listed name
_OTHERWISE = 0.8  # so sure of something else it outweighs the list
_LONGER = 0.6  # ... where that is longer than the name
_PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LISTS = frozenset({"name-row", "name-given", "name-cue-other", "name-turned"})
_NONE: NameDigits = (0, 0, 0)


def borne_out(reading: Reading, finding: Finding) -> bool:
    """Whether ``finding``, a name, has enough on its side to stand."""
    parts = _parts(reading.text[finding.start : finding.end])
    if finding.rule == "model":
        return bool(parts) and (finding.score >= _LIKELY or any(map(_is_name, parts)))
    if finding.rule not in _LISTS or (finding.rule == "name-cue-other" and finding.role):
        return True
    touching = [e for e in reading.entities if e.start < finding.end and finding.start < e.end]
    if any(entity.label == "PER" for entity in touching):
        return bool(parts)
    if not parts or any(_is_part(finding, entity) for entity in touching):
        return False
    line = reading.line_at(finding.start)
    if not touching and (line.part == "referees" or line.text.isupper()):
        return True  # the model reads lists of persons and capitals less surely
    return _common(parts)


def reads_otherwise(reading: Reading, start: int, end: int) -> bool:
    """Whether the model is sure that the word there is, or is part of, something else's name."""
    return any(
        entity.label != "PER"
        and entity.score >= _OTHERWISE
        and entity.start <= start
        and end <= entity.end
        for entity in reading.entities
    )


def _parts(text: str) -> list[str]:
    """Words of a name in lower case, without those that are never names."""
    parts = [part.lower() for part in _PART.findall(text)]
    stop, listed = words("not_names"), names()
    return [
        part for part in parts if part not in stop and (part not in ordinary() or part in listed)
    ]


def _is_part(finding: Finding, entity: Entity) -> bool:
    """Whether the model sees something else there: the same, and is sure, or something longer."""
    inside = entity.start <= finding.start and finding.end <= entity.end
    longer = (entity.end - entity.start) > (finding.end - finding.start) + 1
    return inside and entity.score >= (_LONGER if longer else _OTHERWISE)


def _common(parts: list[str]) -> bool:
    """A frequent given name that is no word; with others, one of the two that is listed first."""
    digits = [names().get(part, _NONE) for part in parts]
    given, surname, word = digits[0]
    if len(digits) == 1:
        return given >= 5 and given > surname and word <= 1
    turned = surname >= 3 and any(digit[0] >= 4 and digit[2] == 0 for digit in digits[1:])
    return (given >= 3 or turned) and word < 5 and all(max(d[:2]) >= 2 for d in digits[1:])


def _is_name(part: str) -> bool:
    given, surname, word = names().get(part, _NONE)
    return (given >= 2 or surname >= 3) and word < 3
