"""The results of a study whose readers have read in their own pages."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from fairscreen.workflows.study_records import (
    assignment_of,
    collected_judgements,
    design_of,
    need,
    wrong_step,
)

if TYPE_CHECKING:
    from fairscreen.store import Studies, StudyRecord

__all__ = ["analyse_collected", "deviations"]


def deviations(studies: Studies, record: StudyRecord) -> list[tuple[datetime, str]]:
    """The deviations noted, with their times."""
    return [(e.time, e.text) for e in studies.events(record.id) if e.kind == "deviation"]


def analyse_collected(studies: Studies, record: StudyRecord, *, now: datetime) -> dict[str, Any]:
    """The analysis, made once, after the reading; later calls give the same one.

    Raises
    ------
    FairscreenError
        ``study-step`` before the reading is closed, and those of
        :func:`fairscreen.experiment.observe` and :func:`fairscreen.experiment.analyse`.
    """
    import json

    if record.analysis is not None:
        return json.loads(record.analysis)
    from fairscreen.experiment import (
        analyse,
        observe,
        read_groups,
        read_judgements,
        read_table,
        to_json,
        write_judgements,
    )

    need(record, "closed", "analysera", "Läsningen är inte avslutad.")
    design, drawn = design_of(record), assignment_of(record)
    rows = collected_judgements(studies, record)
    # By way of the table, so that an analysis of the exported file is the very same.
    judged = read_judgements(
        read_table(write_judgements(rows), name="bedömningarna"),
        score_range=(1, 5), crossover=design.assignment == "crossover",
    )  # fmt: skip
    table = studies.groups(record.id)
    if table is None and design.attributes:
        raise wrong_step("analysera", "Grupptabellen saknas eller är raderad.")
    groups = read_groups(read_table(table.encode(), name="grupperna")) if table else None
    study = observe(
        judged, name="bedömningarna", groups=groups, assignment=drawn,
        references={a.name.casefold(): a.reference for a in design.attributes},
    )  # fmt: skip
    result = analyse(study, design=design)
    studies.change(record.id, analysis=to_json(result), analysed_at=now)
    studies.note(record.id, "analysed", "", now=now)
    return result
