"""Studies, from files to results: plan, assign, analyse, power, and one selection step.

Each function is one thing a person does. Files come in as paths; results go out as plain data with
a ``schema`` name.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fairscreen.errors import FairscreenError

if TYPE_CHECKING:
    from fairscreen.experiment import Assignment, Design, Groups, ReadingModel, Table
    from fairscreen.experiment.power import StudyKind

#: A file on disk, or a file's name and bytes.
Source = Path | tuple[str, bytes]

__all__ = [
    "Source",
    "analyse_study",
    "assign_study",
    "file_bytes",
    "fresh_seed",
    "plan_study",
    "power_table",
    "read_codes",
    "read_design",
    "screen_step",
]  # fmt: skip


def fresh_seed() -> int:
    """A seed nobody chose, for a draw that must not be the same as another study's."""
    return secrets.randbits(48)


def read_design(file: Source) -> Design:
    """A design from a TOML file; see :func:`fairscreen.experiment.design_from_toml`."""
    from fairscreen.experiment import design_from_toml

    name, data = _named(file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FairscreenError("document-encoding", name=name) from error
    return design_from_toml(text, name=name)


def plan_study(
    design: Design,
    *,
    lock_at: datetime | None = None,
    difference: float | None = None,
    model: ReadingModel | None = None,
    replicates: int = 400,
) -> tuple[Design, dict[str, Any]]:
    """What a design can show, and the design locked when ``lock_at`` is given.

    Parameters
    ----------
    difference:
        True difference to plan for, as a share; by default 0.15 or twice the margin.
    model:
        How readers are thought to choose; its shortlist is taken from the design.

    Returns
    -------
    The design and ``fairscreen.plan/1``.

    Raises
    ------
    FairscreenError
        ``study-cannot-conclude`` when a design to be locked can never reach its error rate.
    """
    from dataclasses import replace

    from fairscreen.experiment import ReadingModel, power_of, smallest_p
    from fairscreen.experiment.plan_texts import plan_notes

    # What the blocks will be is not known before the readers are; pairs are the least favourable.
    kinds: dict[str, StudyKind] = {
        "complete": "complete", "blocked": "pairs", "crossover": "crossover"
    }  # fmt: skip
    kind = kinds[design.assignment]
    smallest = smallest_p(kind, design.readers, draws=design.draws)
    result = power_of(
        readers=design.readers,
        applications=design.applications,
        difference=difference or max(0.15, 2 * (design.margin or 0.0)),
        seed=design.seed,
        kind=kind,
        model=replace(model or ReadingModel(), shortlist=design.shortlist.length),
        alpha=design.final_alpha,
        margin=design.margin,
        replicates=replicates,
    )
    feasible = smallest <= design.final_alpha
    if lock_at is not None and not feasible:
        from fairscreen.experiment.conclusion import decimal

        raise FairscreenError(
            "study-cannot-conclude", readers=design.readers,
            alpha=decimal(design.final_alpha, 3, "sv"), smallest=decimal(smallest, 3, "sv"),
        )  # fmt: skip
    if lock_at is not None:
        design = design.locked(lock_at)
    body = {
        "schema": "fairscreen.plan/1",
        "title": design.title,
        "hash": design.hash(),
        "locked": design.lock.time.isoformat() if design.lock else None,
        "feasible": feasible,
        "power": asdict(result) | {"smallest_p": smallest},
        "notes": plan_notes(result, smallest=smallest, alpha=design.final_alpha),
    }
    return design, body


def power_table(
    sizes: Sequence[tuple[StudyKind, int, int]],
    *,
    difference: float,
    seed: int = 1,
    model: ReadingModel | None = None,
    alpha: float = 0.05,
    margin: float | None = None,
    replicates: int = 400,
    detectable: bool = True,
) -> dict[str, Any]:
    """Power of several sizes, as ``fairscreen.power/1``.

    ``sizes`` holds kind, readers and applications of each. The seed only steers the simulation; a
    study draws with its own. Without ``detectable`` the smallest difference that would be found is
    left out, and so are the notes, which takes a tenth of the time.
    """
    from fairscreen.experiment import ReadingModel, power_of
    from fairscreen.experiment.plan_texts import plan_notes

    model = model or ReadingModel()
    rows = []
    for kind, readers, applications in sizes:
        result = power_of(
            readers=readers, applications=applications, difference=difference, seed=seed,
            kind=kind, model=model, alpha=alpha, margin=margin, replicates=replicates,
            detectable=detectable,
        )  # fmt: skip
        notes = plan_notes(result, smallest=result.smallest_p, alpha=alpha) if detectable else []
        rows.append({**asdict(result), "notes": notes})
    return {"schema": "fairscreen.power/1", "seed": seed, "model": asdict(model), "rows": rows}


def assign_study(
    *,
    readers: Sequence[str],
    applications: Sequence[str],
    design: Design | None = None,
    kind: str | None = None,
    seed: int | None = None,
    blocks: dict[str, str] | None = None,
    groups: Path | None = None,
    conflicts: Path | None = None,
) -> Assignment:
    """Draw who reads what.

    Parameters
    ----------
    kind, seed:
        Taken from the design where there is one; without a seed a fresh one is drawn and stored.
    groups:
        Group file; the first attribute (the primary's, with a design) makes a crossover's strata.
    conflicts:
        Table ``reviewer,application`` of pairs that must not meet.
    """
    from fairscreen.experiment import draw_assignment
    from fairscreen.experiment.cells import column_map, required

    pairs: list[tuple[str, str]] = []
    if conflicts is not None:
        table = _table(conflicts)
        found = column_map(table, needed=("reviewer", "application"), allowed=(), prefixes=())
        pairs = [
            (required(table, row, found["reviewer"]), required(table, row, found["application"]))
            for row in table.rows
        ]
    chosen = design.assignment if design else (kind or "complete")
    drawn_by = seed if seed is not None else design.seed if design else fresh_seed()
    return draw_assignment(
        readers=readers,
        applications=applications,
        seed=drawn_by,
        kind=chosen,  # type: ignore[arg-type]
        blocks=blocks,
        strata=_strata(groups, design) if groups is not None else None,
        conflicts=pairs,
        design_hash=design.hash() if design else None,
    )


def analyse_study(
    judgements: Source,
    *,
    groups: Source | None = None,
    design: Source | Design | None = None,
    assignment: Source | None = None,
    seed: int | None = None,
) -> dict[str, Any]:
    """The analysis of a study, as ``fairscreen.analysis/1``.

    A file is a path, or its name and bytes.

    Parameters
    ----------
    assignment:
        The stored ``assignment.json``, or ``assignment.csv``. Without it the arms are read out of
        the judgements, which only a complete draw allows.
    """
    from fairscreen.experiment import analyse, observe, read_groups, read_judgements

    plan = read_design(design) if isinstance(design, Path | tuple) else design
    drawn = _assignment(assignment, plan) if assignment is not None else None
    if drawn is None and plan is not None and plan.assignment != "complete":
        raise FairscreenError("study-assignment-needed")
    table = _table(judgements)
    rows = read_judgements(
        table,
        score_range=(1, 5) if plan and plan.competences else None,
        crossover=drawn is not None and drawn.kind == "crossover",
    )
    study = observe(
        rows,
        name=table.name,
        groups=read_groups(_table(groups)) if groups is not None else None,
        assignment=drawn,
        references={a.name.casefold(): a.reference for a in plan.attributes} if plan else None,
    )
    return analyse(study, design=plan, seed=seed)


def screen_step(
    selection: Path, groups: Path, *, references: dict[str, str] | None = None
) -> dict[str, Any]:
    """Adverse impact of one selection step, as ``fairscreen.screening/1``."""
    from fairscreen.experiment import read_groups, screen_selection
    from fairscreen.experiment.screening import read_selection

    return screen_selection(
        read_selection(_table(selection)), read_groups(_table(groups)), references=references
    )


def read_codes(source: Path, column: str) -> tuple[list[str], dict[str, str]]:
    """Codes of readers or applications, and each one's block where the table has that column.

    ``source`` is a table with the column (``reviewer`` or ``application``), or for applications the
    anonymiser's ``manifest.json`` or the folder it lies in: then the released ones, so that a study
    is made from a batch in one step.
    """
    if source.is_dir():
        return _released(source / "manifest.json"), {}
    if source.suffix.casefold() == ".json":
        return _released(source), {}
    from fairscreen.experiment.cells import column_map, required

    table = _table(source)
    found = column_map(table, needed=(column,), allowed=("block",), prefixes=())
    codes = [required(table, row, found[column]) for row in table.rows]
    if "block" not in found:
        return codes, {}
    blocks = [required(table, row, found["block"]) for row in table.rows]
    return codes, dict(zip(codes, blocks, strict=True))


def _released(manifest: Path) -> list[str]:
    try:
        body = json.loads(file_bytes(manifest))
        codes = [
            entry["code"]
            for entry in body["applications"]
            if any(file["status"] == "released" for file in entry["files"])
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise FairscreenError("study-manifest-invalid", name=manifest.name) from error
    if not codes:
        raise FairscreenError("study-manifest-invalid", name=manifest.name)
    return codes


def _strata(groups: Path, design: Design | None) -> dict[str, str]:
    read: Groups = _groups(groups)
    attribute = read.attributes[0]
    if design is not None and design.primary.attribute is not None:
        attribute = design.primary.attribute.casefold()
    return {code: levels.get(attribute, "") for code, levels in read.levels.items()}


def _groups(file: Path) -> Groups:
    from fairscreen.experiment import read_groups

    return read_groups(_table(file))


def _assignment(file: Source, design: Design | None) -> Assignment:
    from fairscreen.experiment import assignment_from_json, read_assignment

    name, data = _named(file)
    if data.lstrip()[:1] == b"{":
        return assignment_from_json(data.decode("utf-8", errors="replace"), name=name)
    return read_assignment(_table((name, data)), kind=design.assignment if design else None)


def _table(file: Source) -> Table:
    from fairscreen.experiment import read_table

    name, data = _named(file)
    return read_table(data, name=name)


def _named(file: Source) -> tuple[str, bytes]:
    return (file.name, file_bytes(file)) if isinstance(file, Path) else file


def file_bytes(file: Path) -> bytes:
    """The whole file; ``document-not-found`` or ``-not-permitted`` when it cannot be read."""
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise FairscreenError("document-not-found", name=file.name) from error
    except OSError as error:
        raise FairscreenError("document-not-permitted", name=file.name) from error
