"""Small invented studies."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from fairscreen.experiment import Assignment, Attribute, Observations, Study, observe, read_table
from fairscreen.experiment.groups import read_groups
from fairscreen.experiment.judgements import read_judgements


def fixture_choices() -> np.ndarray:
    """The deterministic fixture, readers 0-9 and applications 0-23: ``(10, 24)``, no randomness."""
    r, j = np.arange(10)[:, None], np.arange(24)[None, :]
    arm, group = r % 2 == 0, j % 2 == 0
    value = ((37 * r + 53 * j + 11 * ((r * j) % 17)) % 101) / 101
    return (value < 0.30 + 0.10 * (j % 5 == 0) - 0.08 * group + 0.10 * arm * group).astype(float)


def study_of(
    chosen: np.ndarray,
    arm: np.ndarray,
    group: np.ndarray,
    *,
    readers: tuple[str, ...] | None = None,
    applications: tuple[str, ...] | None = None,
    **extra: object,
) -> Study:
    """A study from arrays: ``arm`` is ``(R,)``, ``group`` is ``(A,)`` of 0 (reference) and 1."""
    count, size = chosen.shape
    readers = readers or tuple(f"R{i:02}" for i in range(count))
    applications = applications or tuple(f"A{i:03}" for i in range(size))
    attribute = Attribute("gender", ("man", "kvinna"), group.astype(int))
    data = Observations(
        readers, applications, chosen, np.repeat(arm[:, None], size, axis=1).astype(np.int8),
        (attribute,), **extra,  # type: ignore[arg-type]
    )  # fmt: skip
    assignment = Assignment(
        schema="fairscreen.assignment/1", kind="complete", seed=4, readers=readers,
        applications=applications, blocks=(0,) * count, strata=(0,) * size,
        arms=tuple(str(int(sign)) * size for sign in arm),
        orders=tuple(tuple(range(size)) for _ in range(count)),
    )  # fmt: skip
    silent = np.isnan(chosen).all(axis=1)
    return Study(data, assignment, int(silent.sum()), int(np.isnan(chosen[~silent]).sum()))


@pytest.fixture(scope="session")
def make_study() -> Callable[..., Study]:
    """:func:`study_of`."""
    return study_of


@pytest.fixture(scope="session")
def fixture_study() -> Study:
    """The deterministic fixture as a study; even readers are anonymous, even applications women."""
    return study_of(fixture_choices(), (np.arange(10) % 2 == 0).astype(int), np.arange(24) % 2 == 0)


@pytest.fixture
def from_csv() -> Callable[..., Study]:
    """A study from the text of its tables."""

    def build(judgements: str, groups: str | None = None, **options: object) -> Study:
        rows = read_judgements(read_table(judgements.encode(), name="judgements.csv"))
        labels = read_groups(read_table(groups.encode(), name="groups.csv")) if groups else None
        return observe(rows, name="judgements.csv", groups=labels, **options)  # type: ignore[arg-type]

    return build


@pytest.fixture(scope="session")
def fixture_tables() -> tuple[str, str]:
    """The deterministic fixture as the text of ``judgements.csv`` and ``groups.csv``."""
    chosen = fixture_choices()
    rows = ["reviewer,application,arm,shortlisted"]
    for r in range(10):
        arm = "anonymous" if r % 2 == 0 else "open"
        rows += [f"R{r:02},A{j:02},{arm},{chosen[r, j]:.0f}" for j in range(24)]
    groups = [f"A{j:02},{'kvinna' if j % 2 == 0 else 'man'}" for j in range(24)]
    return "\n".join(rows), "\n".join(["application,gender", *groups])
