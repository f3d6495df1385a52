"""One selection step without a study: a test's cut-off, or the shortlist of one recruitment.

Counts, the impact ratio with its interval, and how many more of a group would have to be selected
to reach four fifths. It describes *what* happened, not why: a low ratio is a reason to look at what
the step measures, and a high one proves nothing.

Several steps (one per recruitment) are never simply added up, since groups apply to different jobs;
:func:`mantel_haenszel` compares within each.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from fairscreen.errors import FairscreenError
from fairscreen.experiment.cells import column_map, flag, required
from fairscreen.experiment.groups import Groups, attributes_of
from fairscreen.experiment.impact_ratio import Ratio, score_ratio
from fairscreen.experiment.observations import Attribute
from fairscreen.experiment.screening_texts import screening_conclusion, screening_note
from fairscreen.experiment.spreadsheets import Table
from fairscreen.experiment.suppression import SMALLEST_CELL, suppressed

__all__ = ["MantelHaenszel", "mantel_haenszel", "read_selection", "screen_selection"]

SCHEMA = "fairscreen.screening/1"


@dataclass(frozen=True, slots=True)
class MantelHaenszel:
    """Common odds ratio of several steps; 1 = the same chances in both groups."""

    odds_ratio: float
    low: float
    high: float
    p_value: float


def read_selection(table: Table) -> dict[str, bool]:
    """``application,shortlisted`` as a mapping.

    Raises
    ------
    FairscreenError
        With row and column, as for judgements.
    """
    found = column_map(
        table, needed=("application", "shortlisted"), allowed=("score", "rank"), prefixes=()
    )
    out: dict[str, bool] = {}
    rows: dict[str, int] = {}
    for row in table.rows:
        application = required(table, row, found["application"])
        if application in rows:
            raise FairscreenError(
                "study-duplicate", name=table.name, row=row.number, first_row=rows[application],
                column=found["application"],
            )  # fmt: skip
        rows[application] = row.number
        out[application] = flag(table, row, found["shortlisted"])
    if len(set(out.values())) == 1:
        code = "study-all-selected" if next(iter(out.values())) else "study-none-selected"
        raise FairscreenError(
            code, name=table.name, column=found["shortlisted"], row=table.rows[0].number,
            last_row=table.rows[-1].number,
        )  # fmt: skip
    return out


def screen_selection(
    selected: dict[str, bool],
    groups: Groups,
    *,
    references: dict[str, str] | None = None,
    level: float = 0.95,
) -> dict[str, Any]:
    """Adverse impact of one selection step, as ``fairscreen.screening/1``.

    Parameters
    ----------
    selected:
        For each applicant whether they went on.
    references:
        Reference level by attribute; see :func:`fairscreen.experiment.groups.attributes_of`.

    Returns
    -------
    Plain data. A suppressed figure is ``None`` and ``suppressed`` is true: it has not passed.
    """
    applications = sorted(selected)
    chosen = np.array([selected[code] for code in applications])
    attributes = attributes_of(groups, applications, references=references)
    blocks = [_attribute_block(attribute, chosen, level) for attribute in attributes]
    return {
        "schema": SCHEMA,
        "n": {"applications": len(applications), "selected": int(chosen.sum())},
        "attributes": blocks,
        "conclusion": screening_conclusion(blocks),
        "notes": [screening_note()],
    }


def mantel_haenszel(
    tables: Sequence[tuple[int, int, int, int]], *, level: float = 0.95
) -> MantelHaenszel:
    """Compare a group with its reference within each of several selection steps.

    Parameters
    ----------
    tables:
        For each step the group's selected and rejected, then the reference's selected and rejected.

    Notes
    -----
    Mantel & Haenszel (1959) with continuity correction; the interval is that of Robins, Breslow &
    Greenland (1986). The same as R's ``mantelhaen.test``.
    """
    from scipy.special import chdtrc, ndtri

    counts = np.array(tables, dtype=float)
    if counts.ndim != 2 or counts.shape[1] != 4 or (counts < 0).any():
        raise FairscreenError(
            "study-counts-invalid", detail="Varje steg behöver fyra antal som inte är negativa."
        )
    counts = counts[counts.sum(axis=1) > 1]
    a, b, c, d = counts.T
    n = counts.sum(axis=1)
    r, s = (a * d / n).sum(), (b * c / n).sum()
    expected = (a + b) * (a + c) / n
    variance = ((a + b) * (c + d) * (a + c) * (b + d) / (n**2 * (n - 1))).sum()
    if variance == 0:
        return MantelHaenszel(math.nan, 0.0, math.inf, 1.0)
    gap = max(abs((a - expected).sum()) - 0.5, 0.0)
    p_value = float(chdtrc(1, gap**2 / variance))
    if r == 0 or s == 0:
        return MantelHaenszel(0.0 if r == 0 else math.inf, 0.0, math.inf, p_value)
    p, q = (a + d) / n, (b + c) / n
    rs, ss = a * d / n, b * c / n
    log_variance = (
        (p * rs).sum() / (2 * r**2)
        + (p * ss + q * rs).sum() / (2 * r * s)
        + (q * ss).sum() / (2 * s**2)
    )
    reach = math.exp(float(ndtri(0.5 + level / 2)) * sqrt(log_variance))
    return MantelHaenszel(r / s, r / s / reach, r / s * reach, p_value)


def _attribute_block(attribute: Attribute, chosen: np.ndarray, level: float) -> dict[str, Any]:
    sizes = dict(zip(attribute.levels, attribute.sizes().tolist(), strict=True))
    picked = {
        name: int(chosen[attribute.members(code)].sum())
        for code, name in enumerate(attribute.levels)
    }
    unknown = attribute.codes < 0
    # Both the groups and those selected in them add up to totals that are shown.
    hidden = suppressed({**sizes, "\0": int(unknown.sum())}) | suppressed(
        {**picked, "\0": int(chosen[unknown].sum())}
    )
    reference = attribute.levels[0] if attribute.levels else None
    rows = []
    for name in attribute.levels:
        ratio = None
        if name != reference and not {name, reference} & hidden:
            ratio = score_ratio(
                picked[name], sizes[name], picked[reference], sizes[reference], level=level
            )  # type: ignore[index]
        rows.append(_row(name, sizes[name], picked[name], name in hidden, ratio))
    return {
        "attribute": attribute.name,
        "reference": reference,
        "smallest_cell": SMALLEST_CELL,
        "levels": rows,
        "unknown": None if "\0" in hidden else int(unknown.sum()),
    }


def _row(name: str, size: int, picked: int, hidden: bool, ratio: Ratio | None) -> dict[str, Any]:
    return {
        "level": name,
        "suppressed": hidden,
        "applications": None if hidden else size,
        "selected": None if hidden else picked,
        "rate": None if hidden else round(picked / size, 10),
        "impact_ratio": _finite(ratio.estimate) if ratio else None,
        "ci_low": _finite(ratio.low) if ratio else None,
        "ci_high": _finite(ratio.high) if ratio else None,
        "p_value": _finite(ratio.p_value) if ratio else None,
        "method": ratio.method if ratio else None,
        "to_four_fifths": ratio.to_four_fifths if ratio else None,
    }


def _finite(value: float) -> float | None:
    return round(value, 10) if math.isfinite(value) else None
