"""Checking many ads in several processes, or on a cluster that is there already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args

from fairscreen.errors import FairscreenError
from fairscreen.settings import Employer, Settings
from fairscreen.workflows.clusters import Backend, in_parallel, joined
from fairscreen.workflows.portfolio.rows import AdRow

if TYPE_CHECKING:
    from fairscreen.ads import AdFigures, Portfolio, Profile

__all__ = ["BACKENDS", "Backend", "check_portfolio", "check_rows"]

BACKENDS: tuple[Backend, ...] = get_args(Backend)
#: Ads that one worker takes at a time: enough to hide the way there, few enough to see it move.
_BATCH = 16


def check_portfolio(
    rows: Sequence[AdRow],
    *,
    employer: Employer | None = None,
    profile: Profile | None = None,
    jobs: int = 2,
    backend: Backend = "loky",
    cluster: str | None = None,
    progress: Callable[[int], None] | None = None,
    settings: Settings | None = None,
) -> tuple[Portfolio, list[AdFigures]]:
    """Check all ``rows`` and add up.

    Parameters
    ----------
    jobs:
        Processes (``loky``); a cluster decides itself. 1 checks in this process.
    backend:
        ``loky`` is this machine. ``dask`` and ``ray`` send the same batches to a cluster, which
        must have fairscreen installed; they need their own packages.
    cluster:
        Address of the cluster's scheduler; ``None`` starts one on this machine.
    progress:
        Called with how many more ads are done.

    Returns
    -------
    The portfolio, and the figures of each ad in the order of ``rows``. One bad ad stops no other:
    it is among :attr:`Portfolio.refused` with the code of why.

    Raises
    ------
    FairscreenError
        ``backend-missing`` when the backend's package is not installed, ``backend-unreachable``.
    """
    from fairscreen.ads import aggregate

    settings = settings or Settings()
    options = {
        "employer": employer or settings.employer,
        "profile": profile.model_dump_json() if profile is not None else None,
        "settings": settings.model_dump(mode="json"),
    }
    batches = [rows[at : at + _BATCH] for at in range(0, len(rows), _BATCH)]
    figures: list[AdFigures] = []
    versions: dict[str, str] = {}
    with joined(backend, cluster):
        for done, used in in_parallel(
            check_rows, [(batch, options) for batch in batches],
            backend=backend, jobs=jobs, pre_dispatch="3*n_jobs",
        ):  # fmt: skip
            figures += done
            versions |= used
            if progress is not None:
                progress(len(done))
    return aggregate(figures, versions=versions), figures


def check_rows(
    rows: Sequence[AdRow], options: dict[str, Any]
) -> tuple[list[AdFigures], dict[str, str]]:
    """The figures of some ads; runs in a worker. Also the versions that made them."""
    from fairscreen.ads import AdFigures, figures_of
    from fairscreen.workflows.ads import check_file, check_text

    settings = Settings(**options["settings"])
    common = {
        "employer": options["employer"],
        "profile": _profile(options["profile"]),
        "settings": settings,
    }
    figures: list[AdFigures] = []
    versions: dict[str, str] = {}
    for row in rows:
        known = {
            "name": row.name, "published": row.published, "department": row.department,
            "occupation": row.occupation,
        }  # fmt: skip
        try:
            if row.file is not None:
                review = check_file(row.file, published=row.published, **common)
            else:
                review = check_text(row.text, published=row.published, **common)
        except FairscreenError as error:
            figures.append(AdFigures(**known, error=error.code))
        else:
            figures.append(figures_of(review, **known))
            versions = review.versions.model_dump()
    return figures, versions


@lru_cache(maxsize=2)
def _profile(body: str | None) -> Profile | None:
    from fairscreen.ads import Profile

    return None if body is None else Profile.model_validate_json(body)
