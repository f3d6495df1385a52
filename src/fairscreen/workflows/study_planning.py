"""Before the start: what a plan can show, beside other sizes and the other way of drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fairscreen.workflows.studies import plan_study, power_table

if TYPE_CHECKING:
    from fairscreen.experiment import Design
    from fairscreen.experiment.power import StudyKind

__all__ = ["plan_outlook"]


def plan_outlook(
    design: Design, *, difference: float | None = None, replicates: int = 200
) -> dict[str, Any]:
    """What a plan can show, beside studies of other sizes and the other way of drawing.

    Returns
    -------
    ``plan`` (``fairscreen.plan/1``) and ``table`` (``fairscreen.power/1``).
    """
    from fairscreen.experiment import ReadingModel

    _, plan = plan_study(design, difference=difference, replicates=replicates)
    own = design.readers
    sizes = sorted({own, max(4, own - own // 3), own + max(2, own // 3), own * 2})
    sizes = [size for size in sizes if size <= 60]
    usual: StudyKind = "pairs" if design.assignment == "blocked" else "complete"
    table = power_table(
        [(kind, size, design.applications) for kind in (usual, "crossover") for size in sizes],
        difference=plan["power"]["difference"],
        seed=design.seed,
        model=ReadingModel(shortlist=design.shortlist.length),
        alpha=design.final_alpha,
        margin=design.margin,
        replicates=replicates,
        detectable=False,
    )
    return {"plan": plan, "table": table}
