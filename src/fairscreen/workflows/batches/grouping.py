"""Whose is which file? Rules that can be seen, and corrected before a run.

In this order: the table of applicants says so; the file lies in somebody's folder; the file name
without the word for its kind (*cv*, *brev*, *intyg* …) is the same as another's. Where nothing but
the kind is in the name (*CV.pdf*, a scan, a mail) the rule is a guess, and is told as one. What the
rules made can be written as a table, corrected in Excel and read back.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fairscreen.errors import FairscreenError
from fairscreen.workflows.applications import Applicant
from fairscreen.workflows.batches.kinds import NUMBERED, ONE_EACH, kind_of, stem_of
from fairscreen.workflows.batches.sources import SourceFile

__all__ = [
    "Group", "group_files", "groups_from_table", "groups_to_table", "regrouped",
]  # fmt: skip

_COLUMNS = ("sökande", "fil", "regel")
_WORD = re.compile(r"[^\W_]+")


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
        ``table``, ``folder``, ``name``, ``manual``, or ``guess`` where no name says whose they are.
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
        ``persons-file-twice`` when two rows own the same file, ``persons-file-ambiguous`` when a
        row names a file that lies in several folders.
    """
    groups: dict[tuple[str, str], list[SourceFile]] = {}
    owners: dict[tuple[str, str], Applicant] = {}
    listed = [row for row in applicants if row.files]
    rows_by_name = _by_name(listed)
    one_export = _is_one_export(files)
    for file in files:
        rows = {n for name in _names(file) for n in rows_by_name.get(name, ())}
        if len(rows) > 1:
            raise FairscreenError("persons-file-twice", name=file.name)
        if rows:
            (n,) = rows
            key = ("table", f"{n:06}")
            owners[key] = listed[n]
            _need_one_place(file, [f for f in groups.get(key, ()) if f.name == file.name])
        elif file.folder and not one_export:
            key = ("folder", file.folder)
        else:
            key = ("name", stem_of(file.name))
        groups.setdefault(key, []).append(file)
    groups = _with_guesses(groups)
    made = [
        Group(key[1], tuple(members), key[0], owners.get(key)) for key, members in groups.items()
    ]
    return sorted(_with_rows(made, applicants), key=lambda group: (group.rule, group.key))


def _by_name(rows: Sequence[Applicant]) -> dict[str, list[int]]:
    """The rows that name a file, by the name folded: as :meth:`Applicant.owns`, for many rows."""
    found: dict[str, list[int]] = {}
    for n, row in enumerate(rows):
        for name in {file.casefold() for file in row.files}:
            found.setdefault(name, []).append(n)
    return found


def _names(file: SourceFile) -> set[str]:
    """What a row of the table may call the file."""
    return {
        part.casefold()
        for part in (file.place, file.name, Path(file.place).stem, Path(file.name).stem)
    }


def _need_one_place(file: SourceFile, earlier: Sequence[SourceFile]) -> None:
    if any(other.folder != file.folder for other in earlier):
        raise FairscreenError("persons-file-ambiguous", name=file.name)


def _with_guesses(
    groups: dict[tuple[str, str], list[SourceFile]],
) -> dict[tuple[str, str], list[SourceFile]]:
    """The groups, with those that no name vouches for told as guesses.

    Several files of a kind that an applicant has one of are several applicants'.
    """
    made: dict[tuple[str, str], list[SourceFile]] = {}
    for (rule, key), members in groups.items():
        kinds = Counter(kind_of(file.name) for file in members)
        if rule != "name" or not _is_guess(key, kinds):
            made[rule, key] = members
        elif any(kinds[kind] > 1 for kind in ONE_EACH):
            made.update({("guess", file.place): [file] for file in members})
        else:
            made["guess", key] = members
    return made


def _is_guess(key: str, kinds: Counter[str]) -> bool:
    if not key:
        return True
    return all(word.isdigit() for word in key.split()) and kinds.keys() <= set(NUMBERED)


def _is_one_export(files: Sequence[SourceFile]) -> bool:
    """Whether an archive has all files in one folder, named after different persons."""
    stems = {stem_of(file.name) for file in files}
    return (
        len({file.folder for file in files}) == 1
        and all(file.member is not None and file.place.count("/") == 1 for file in files)
        and len(stems) > 1
        and "" not in stems
    )


def _with_rows(groups: list[Group], applicants: Sequence[Applicant]) -> list[Group]:
    """Join rows that name no files to the one group whose names hold the person's."""
    rows = [row for row in applicants if not row.files]
    if not rows:
        return groups
    by_word: dict[str, set[int]] = {}
    for n, group in enumerate(groups):
        for word in _folded(" ".join([group.key, *(file.place for file in group.files)])):
            by_word.setdefault(word, set()).add(n)
    for row in rows:
        wanted = _folded(f"{row.known.given_name} {row.known.surname}")
        fitting = set.intersection(*(by_word.get(word, set()) for word in wanted or {""}))
        free = [n for n in fitting if groups[n].applicant is None]
        if len(free) == 1 or (len(groups) == 1 and len(applicants) == 1):
            n = free[0] if free else 0
            groups[n] = replace(groups[n], applicant=row)
    return groups


def regrouped(
    made: Sequence[Group], whose: Mapping[str, str], applicants: Sequence[Applicant] = ()
) -> list[Group]:
    """The files as a person sorted them.

    Parameters
    ----------
    made:
        What the rules made of them.
    whose:
        The applicant's number or word by the file's place; every file is there.

    A row of the table goes with most of the files that it had, and to one applicant only. A group
    that stayed as it was keeps its rule.
    """
    taken: dict[str, list[SourceFile]] = {}
    claims: list[tuple[int, str, int]] = []
    for n, group in enumerate(made):
        for file in group.files:
            taken.setdefault(whose[file.place], []).append(file)
        if group.applicant is not None:
            counts = Counter(whose[file.place] for file in group.files)
            claims += [(-count, who, n) for who, count in counts.items()]
    rows: dict[str, Applicant] = {}
    given: set[int] = set()
    for _, who, n in sorted(claims):
        owner = made[n].applicant
        if who not in rows and n not in given and owner is not None:
            rows[who] = owner
            given.add(n)
    rules = {frozenset(file.place for file in group.files): group.rule for group in made}
    groups = [
        Group(
            who,
            tuple(sorted(members, key=lambda file: file.place)),
            rules.get(frozenset(file.place for file in members), "manual"),
            rows.get(who),
        )
        for who, members in taken.items()
    ]
    used = {id(row) for row in rows.values()}
    return _with_rows(groups, [row for row in applicants if id(row) not in used])


def _folded(text: str) -> set[str]:
    from fairscreen.anonymise.people import folded

    return {folded(word) for word in _WORD.findall(text)}


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
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise FairscreenError("groups-columns", name=table.name) from error
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
    made = group_files(files, applicants)
    whose = {file.place: who for who, members in taken.items() for file in members}
    return sorted(regrouped(made, whose, applicants), key=lambda group: group.key)
