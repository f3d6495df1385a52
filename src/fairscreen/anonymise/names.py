"""Names of persons: after cues, by the lists, and by the entity model; then whose they are.

A name on a list is not enough: many names are words or places. A word counts as a name when a cue
leads to it (Jag heter, Namn:, Referens:, a signature, the head of a CV), when it stands in a row
of capitalised name words, or when it is a frequent given name that is rare as a word.
"""

from __future__ import annotations

from collections.abc import Iterator

from fairscreen.anonymise.evidence import borne_out
from fairscreen.anonymise.hits import Finding
from fairscreen.anonymise.name_beside import (
    beside_persons,
    called,
    in_families,
    in_subjects,
    on_devices,
    on_referee_lines,
    told_after,
)
from fairscreen.anonymise.name_bounds import bounded
from fairscreen.anonymise.name_cues import after_cues, header, signatures
from fairscreen.anonymise.name_files import in_file_names
from fairscreen.anonymise.name_letters import by_letters, with_letters, with_mc
from fairscreen.anonymise.name_rows import after_titles, rows, singles
from fairscreen.anonymise.name_told import told_of
from fairscreen.anonymise.people import is_wordlike
from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.roles import assign
from fairscreen.anonymise.wordlists import names as name_list

__all__ = ["find"]

_MODEL_SCORE = 0.5  # lower ones are kept only when the list knows one of the words
_MODEL_FLOOR = 0.25


def find(reading: Reading) -> Iterator[Finding]:
    """Names with their roles; overlapping ones joined to the longest."""
    found = [
        *after_cues(reading),
        *header(reading),
        *signatures(reading),
        *rows(reading),
        *after_titles(reading),
        *singles(reading),
        *told_after(reading),
        *with_letters(reading),
        *with_mc(reading),
        *in_subjects(reading),
        *by_letters(reading),
        *called(reading),
        *in_families(reading),
        *on_devices(reading),
        *told_of(reading),
        *in_file_names(reading),
        *on_referee_lines(reading),
        *beside_persons(reading),
        *_by_model(reading),
    ]
    sure = _joined([f for f in found if borne_out(reading, f)])
    yield from assign(reading, [bounded(reading, f) for f in sure])


def _by_model(reading: Reading) -> Iterator[Finding]:
    listed = name_list()
    for entity in reading.entities:
        if entity.label != "PER" or entity.score < _MODEL_FLOOR:
            continue
        for start, end in _lines_apart(reading.text, entity.start, entity.end):
            text = reading.text[start:end]
            parts = text.lower().replace("-", " ").split()
            known = any(part in listed and not is_wordlike(part) for part in parts)
            if entity.score < _MODEL_SCORE and not known:
                continue
            if text.endswith("s") and len(parts) > 1 and parts[-1] not in listed:
                end -= parts[-1][:-1] in listed
            yield Finding(
                start, end, "name", max(0.3, round(entity.score, 3)), "model",
                "Språkmodellen läser det som en person.", "person",
            )  # fmt: skip


def _lines_apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces of :func:`_apart`; lines are pieces, too, where a word of them is no name."""
    listed = name_list()
    parts = text[start:end].lower().split()
    whole = "\n" not in text[start:end] or all(part in listed for part in parts)
    for line in [text[start:end]] if whole else text[start:end].split("\n"):
        if line.strip():
            lead = len(line) - len(line.lstrip())
            yield from _apart(text, start + lead, start + len(line.rstrip()))
        start += len(line) + 1


def _apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces between commas, save of a surname and the given name after it."""
    pieces = text[start:end].split(", ")
    listed = name_list()
    turned = len(pieces) == 2 and listed.get(pieces[1].lower().split()[0], (0,))[0] > 0
    if len(pieces) == 1 or turned or not all(piece.strip() for piece in pieces):
        yield start, end
        return
    for piece in pieces:
        yield start, start + len(piece)
        start += len(piece) + 2


def _joined(found: list[Finding]) -> list[Finding]:
    """Of overlapping findings the longest; a role told by a cue passes on to it."""
    found.sort(key=lambda f: (-(f.end - f.start), -f.score))
    kept: list[Finding] = []
    for finding in found:
        clash = [
            k for k, old in enumerate(kept) if finding.start < old.end and old.start < finding.end
        ]
        if not clash:
            kept.append(finding)
            continue
        for index in clash:
            old = kept[index]
            if old.role is None and finding.role is not None:
                kept[index] = Finding(
                    old.start, old.end, old.category, max(old.score, finding.score),
                    finding.rule, finding.why, old.kind, old.replacement, finding.role,
                )  # fmt: skip
    return sorted(kept, key=lambda f: f.start)
