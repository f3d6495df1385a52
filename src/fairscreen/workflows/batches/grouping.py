"""Whose is which file? Rules that can be seen, and corrected before a run.

In this order: the table of applicants says so; the file lies in somebody's folder; the file name
without the word for its kind (*cv*, *brev*, *intyg* …) is the same as another's. What the rules
made can be written as a table, corrected in Excel and read back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files as resources
from pathlib import Path, PurePosixPath

from fairscreen.errors import FairscreenError
from fairscreen.workflows.applications import Applicant
from fairscreen.workflows.batches.sources import SourceFile

__all__ = ["Group", "group_files", "groups_from_table", "groups_to_table", "kind_of"]

_COLUMNS = ("sökande", "fil", "regel")
_WORD = re.compile(r"[^\W_]+")
_ONE_EACH = ("cv", "brev", "ansökan")  # an applicant has one of these


@dataclass(frozen=True, slots=True)
class Group:
    """One applicant's files.

    Attributes
    ----------
    key:
        What the files have in common; it may hold a name, and is never written to a blind copy.
    files:
        In order of place.
    rule:
        ``table``, ``folder``, ``name`` or ``manual``.
    applicant:
        The row of the table of applicants, where one fits.
    """

    key: str
    files: tuple[SourceFile, ...]
    rule: str
    applicant: Applicant | None = None


def group_files(files: Sequence[SourceFile], applicants: Sequence[Applicant] = ()) -> list[Group]:
    """The files by applicant, in order of key.

    A row of the table that names files owns them. A row that names none is joined to the one group
    whose folder or file names hold both the given name and the surname.

    Raises
    ------
    FairscreenError
        ``persons-file-twice`` when two rows own the same file.
    """
    groups: dict[tuple[str, str], list[SourceFile]] = {}
    owners: dict[tuple[str, str], Applicant] = {}
    listed = [row for row in applicants if row.files]
    one_export = _is_one_export(files)
    for file in files:
        rows = [
            (n, row) for n, row in enumerate(listed) if row.owns(file.name) or row.owns(file.place)
        ]
        if len(rows) > 1:
            raise FairscreenError("persons-file-twice", name=file.name)
        if rows:
            key = ("table", f"{rows[0][0]:06}")
            owners[key] = rows[0][1]
        elif file.folder and not one_export:
            key = ("folder", file.folder)
        else:
            key = ("name", _stem(file.name))
        groups.setdefault(key, []).append(file)
    made = [
        Group(key[1], tuple(members), key[0], owners.get(key)) for key, members in groups.items()
    ]
    return sorted(_with_rows(made, applicants), key=lambda group: (group.rule, group.key))


def _is_one_export(files: Sequence[SourceFile]) -> bool:
    """Whether an archive has all files in one folder, named after different persons."""
    stems = {_stem(file.name) for file in files}
    return (
        len({file.folder for file in files}) == 1
        and all(file.member is not None and file.place.count("/") == 1 for file in files)
        and len(stems) > 1
        and "" not in stems
    )


def _with_rows(groups: list[Group], applicants: Sequence[Applicant]) -> list[Group]:
    """Join rows that name no files to the one group whose names hold the person's."""
    for row in (row for row in applicants if not row.files):
        wanted = _folded(f"{row.known.given_name} {row.known.surname}")
        fitting = [
            n
            for n, group in enumerate(groups)
            if group.applicant is None
            and wanted
            and wanted <= _folded(" ".join([group.key, *(file.place for file in group.files)]))
        ]
        if len(fitting) == 1 or (len(groups) == 1 and len(applicants) == 1):
            n = fitting[0] if fitting else 0
            groups[n] = replace(groups[n], applicant=row)
    return groups


def _folded(text: str) -> set[str]:
    from fairscreen.anonymise.people import folded

    return {folded(word) for word in _WORD.findall(text)}


@cache
def _kinds() -> dict[str, str]:
    """Words in file names that tell what a document is, and the kind to show."""
    text = resources("fairscreen.workflows.batches").joinpath("kinds.txt").read_text("utf-8")
    kinds: dict[str, str] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, _, words = line.partition(":")
            kinds.update(dict.fromkeys(words.split(), kind.strip()))
    return kinds


def kind_of(name: str) -> str:
    """What a document is by its file name: ``cv``, ``brev``, ``intyg`` …, else ``dokument``."""
    for word in _WORD.findall(PurePosixPath(name).stem.lower()):
        for known in (word, word.rstrip("0123456789")):
            if kind := _kinds().get(known):
                return kind
    return "dokument"


def _stem(name: str) -> str:
    """The file name without its kind: what documents of one person have in common."""
    words = [word.lower() for word in _WORD.findall(PurePosixPath(name).stem)]
    kept = [word for word in words if not {word, word.rstrip("0123456789")} & _kinds().keys()]
    letters = [word for word in kept if not word.isdigit()]
    # A trailing number counts copies, unless it is all there is.
    while len(kept) > 1 and letters and kept[-1].isdigit() and len(kept[-1]) <= 2:
        kept.pop()
    if not kept:
        # "cv1" and "cv2" are two persons'; "intyg1" and "intyg2" may well be one's.
        single = [w for w in words if _kinds().get(w.rstrip("0123456789")) in _ONE_EACH]
        return "".join(c for word in single for c in word if c.isdigit())
    # "Åkerlind Ada" and "ada-åkerlind" are one; order does not matter.
    return " ".join(sorted(kept))


def groups_to_table(groups: Iterable[Group]) -> str:
    """The grouping as CSV with semicolons and a byte-order mark, as Swedish Excel opens it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for number, group in enumerate(groups, 1):
        for file in group.files:
            writer.writerow([number, _cell(file.place), group.rule])
    return "\ufeff" + out.getvalue()


def _cell(text: str) -> str:
    # Excel takes a cell that begins so for a formula.
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def groups_from_table(
    table: Path, files: Sequence[SourceFile], applicants: Sequence[Applicant] = ()
) -> list[Group]:
    """The grouping as corrected by a person: column ``sökande`` says which files are one's.

    Every file must be in the table once; an empty ``sökande`` leaves a file out is not allowed,
    since a document would be lost unseen.

    Raises
    ------
    FairscreenError
        ``groups-columns``, ``groups-file-unknown``, ``groups-file-missing``, ``groups-row-empty``.
    """
    try:
        text = table.read_text("utf-8-sig")
    except UnicodeDecodeError:
        text = table.read_text("cp1252", errors="replace")
    except OSError as error:
        raise FairscreenError("document-not-found", name=table.name) from error
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    rows = list(csv.DictReader(io.StringIO(text), delimiter=delimiter))
    if not rows or not {"sökande", "fil"} <= set(rows[0]):
        raise FairscreenError("groups-columns", name=table.name)
    by_place = {file.place: file for file in files}
    taken: dict[str, list[SourceFile]] = {}
    seen: set[str] = set()
    for number, row in enumerate(rows, 2):
        place = (row["fil"] or "").strip().removeprefix("'")
        who = (row["sökande"] or "").strip()
        if place not in by_place or place in seen:
            raise FairscreenError("groups-file-unknown", name=table.name, row=number)
        if not who:
            raise FairscreenError("groups-row-empty", name=table.name, row=number)
        seen.add(place)
        taken.setdefault(who, []).append(by_place[place])
    if len(seen) < len(by_place):
        raise FairscreenError(
            "groups-file-missing", name=table.name, count=len(by_place) - len(seen)
        )
    groups = []
    for who, members in taken.items():
        owner = next(
            (row for row in applicants if row.files and any(row.owns(m.name) for m in members)),
            None,
        )
        groups.append(Group(who, tuple(members), "manual", owner))
    return sorted(_with_rows(groups, applicants), key=lambda group: group.key)
