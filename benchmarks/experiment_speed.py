"""Speed of the experiment: an exact analysis, and a table of power.

CPU time, not wall time, so that a busy machine changes little. Bars: 2 s and 60 s on two cores.

    python -m benchmarks.experiment_speed
"""

from __future__ import annotations

import time

import numpy as np

from fairscreen.experiment import Assignment, Attribute, Observations, Study, analyse, power_of
from fairscreen.experiment.assignment_set import reader_set
from fairscreen.experiment.contrasts import arm_contrast

READERS, APPLICATIONS = 10, 60
#: Kind, readers and applications of the table of power.
SIZES = (
    ("complete", 6, 60), ("complete", 8, 60), ("complete", 10, 60), ("complete", 16, 60),
    ("pairs", 10, 60), ("crossover", 6, 60), ("crossover", 10, 60), ("crossover", 16, 60),
)  # fmt: skip


def study() -> Study:
    """Ten readers, 60 applications, scores and two groups: eight outcomes on 252 assignments."""
    rng = np.random.default_rng(1)
    chosen = (rng.random((READERS, APPLICATIONS)) < 0.25).astype(float)
    arm = np.tile([0, 1], READERS // 2)
    names = tuple(f"L{i}" for i in range(READERS))
    codes = tuple(f"K{i:02}" for i in range(APPLICATIONS))
    data = Observations(
        names, codes, chosen, np.repeat(arm[:, None], APPLICATIONS, axis=1).astype(np.int8),
        (Attribute("gender", ("man", "kvinna"), np.arange(APPLICATIONS) % 2),),
        score=rng.integers(1, 6, chosen.shape).astype(float),
    )  # fmt: skip
    assignment = Assignment(
        schema="fairscreen.assignment/1", kind="complete", seed=1, readers=names,
        applications=codes, blocks=(0,) * READERS, strata=(0,) * APPLICATIONS,
        arms=tuple(str(side) * APPLICATIONS for side in arm),
        orders=(tuple(range(APPLICATIONS)),) * READERS,
    )  # fmt: skip
    return Study(data, assignment, 0, 0)


def main() -> None:
    """Print the times."""
    print("| task | CPU seconds | bar |\n|---|---|---|")
    made = study()
    start = time.process_time()
    result = analyse(made)
    cold = time.process_time() - start
    adjusted = sum(row["p_adjusted"] is not None for row in result["estimates"])
    start = time.process_time()
    analyse(made)
    warm = time.process_time() - start
    print(f"| whole analysis 10 × 60, maxT over {adjusted}, first (loads scipy) | {cold:.2f} | 2 |")
    print(f"| the same, again | {warm:.2f} | 2 |")
    start = time.process_time()
    for kind, readers, applications in SIZES:
        power_of(
            readers=readers, applications=applications, difference=0.15, seed=1, kind=kind,  # type: ignore[arg-type]
            margin=0.1, replicates=400,
        )  # fmt: skip
    spent = time.process_time() - start
    print(f"| power, detectable difference and equivalence, 8 × 400 | {spent:.1f} | 60 |")
    start = time.process_time()
    arm = np.tile([0, 1], 9).astype(np.uint8)
    rng = np.random.default_rng(1)
    members = reader_set(arm, np.zeros(18, dtype=int), draws=0, rng=rng)
    arm_contrast(members, rng.random((18, 60)), np.arange(60) % 2 == 0)
    spent = time.process_time() - start
    task = f"listing all {len(members):,} assignments of 18 readers, and E1 on each"
    print(f"| {task} | {spent:.2f} | – |")


if __name__ == "__main__":
    main()
