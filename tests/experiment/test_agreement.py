"""Agreement between readers."""

from __future__ import annotations

import numpy as np
import pytest

from fairscreen.experiment.agreement import gwet_ac1, krippendorff_alpha

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, example C: 4 observers, 12 units.
NAN = np.nan
EXAMPLE_C = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
        [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
    ]
)
# Example B of the same: 2 observers, 10 binary units.
EXAMPLE_B = np.array([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]], dtype=float)


def alpha(values: np.ndarray) -> float:
    filled = np.nan_to_num(values)
    return float(
        krippendorff_alpha(
            (~np.isnan(values)).sum(axis=0).astype(float), filled.sum(axis=0),
            (filled**2).sum(axis=0),
        )
    )  # fmt: skip


def test_krippendorffs_own_interval_example() -> None:
    assert alpha(EXAMPLE_C) == pytest.approx(0.849, abs=5e-4)


def test_krippendorffs_own_binary_example() -> None:
    assert alpha(EXAMPLE_B) == pytest.approx(0.095, abs=5e-4)


def test_full_agreement_is_one() -> None:
    assert alpha(np.tile([0.0, 1.0, 1.0], (3, 1))) == 1


def test_without_variation_alpha_does_not_exist() -> None:
    assert np.isnan(alpha(np.ones((3, 4))))


def test_ac1_of_two_readers_by_hand() -> None:
    # Agreement 6 of 10; share chosen (2 + 4) / 20 = .3, chance 2 * .3 * .7 = .42.
    count, total = np.full(10, 2.0), EXAMPLE_B.sum(axis=0)
    assert float(gwet_ac1(count, total)) == pytest.approx((0.6 - 0.42) / 0.58)


def test_ac1_stays_high_when_nearly_everyone_is_rejected() -> None:
    values = np.zeros((2, 50))
    values[0, 0] = values[1, 1] = 1
    assert alpha(values) < 0.05
    assert float(gwet_ac1(np.full(50, 2.0), values.sum(axis=0))) > 0.9
