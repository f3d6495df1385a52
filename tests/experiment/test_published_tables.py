"""Published tables, reproduced to the printed digits. Only counts are written here."""

from __future__ import annotations

import pytest
from scipy.stats import binomtest, fisher_exact

from fairscreen.experiment import mantel_haenszel, score_ratio

# Bertrand & Mullainathan (2004), American Economic Review 94(4): callbacks.
BLACK, WHITE = (157, 2435), (235, 2435)
# Rosen & Jerdee (1974), Journal of Applied Psychology 59(1): promoted.
WOMEN, MEN = (14, 24), (21, 24)
# Berkeley 1973 (Bickel, Hammel & O'Connell 1975, Science 187): men admitted and rejected, women
# admitted and rejected, by department.
BERKELEY = [
    (512, 313, 89, 19), (353, 207, 17, 8), (120, 205, 202, 391),
    (138, 279, 131, 244), (53, 138, 94, 299), (22, 351, 24, 317),
]  # fmt: skip


def test_bertrand_mullainathan_ratio() -> None:
    ratio = score_ratio(*BLACK, *WHITE)
    assert (round(ratio.estimate, 3), round(ratio.low, 3), round(ratio.high, 3)) == (
        0.668, 0.550, 0.811,
    )  # fmt: skip


def test_bertrand_mullainathan_rates_and_p() -> None:
    ratio = score_ratio(*BLACK, *WHITE)
    assert round(100 * ratio.selected / ratio.total, 2) == 6.45
    assert round(100 * ratio.reference_selected / ratio.reference_total, 2) == 9.65
    assert round(1 / ratio.estimate, 2) == 1.50
    assert ratio.p_value == pytest.approx(3.98e-5, rel=1e-3)


def test_bertrand_mullainathan_by_advertisement() -> None:
    assert 1323 - 1166 == 111 + 46
    assert binomtest(46, 157).pvalue == pytest.approx(2.2e-7, rel=0.03)


def test_rosen_jerdee_fisher() -> None:
    table = [[WOMEN[0], WOMEN[1] - WOMEN[0]], [MEN[0], MEN[1] - MEN[0]]]
    assert round(fisher_exact(table).pvalue, 4) == 0.0490


def test_rosen_jerdee_our_test_also_finds_it() -> None:
    ratio = score_ratio(*WOMEN, *MEN)
    assert ratio.p_value < 0.05
    assert ratio.high < 1


def test_berkeley_common_odds_ratio() -> None:
    result = mantel_haenszel(BERKELEY)
    assert round(result.odds_ratio, 4) == 0.9047
    assert round(result.p_value, 4) == 0.2323


def test_berkeley_interval_equals_r() -> None:
    # mantelhaen.test(UCBAdmissions) of R 4.2.
    result = mantel_haenszel(BERKELEY)
    assert result.low == pytest.approx(0.77190736, abs=1e-8)
    assert result.high == pytest.approx(1.06032976, abs=1e-8)


@pytest.mark.parametrize(
    ("counts", "limits"),
    [
        ((157, 2435, 235, 2435), (0.55030244788, 0.81080423832)),
        ((14, 24, 21, 24), (0.43352826418, 0.94612090199)),
        ((3, 30, 9, 40), (0.13607544251, 1.37155248388)),
        ((0, 12, 5, 20), (0.0, 1.10395934496)),
    ],
)
def test_score_interval_equals_statsmodels(
    counts: tuple[int, int, int, int], limits: tuple[float, float]
) -> None:
    # confint_proportions_2indep(..., compare="ratio", method="score") of statsmodels 0.15.
    ratio = score_ratio(*counts)
    assert (ratio.low, ratio.high) == pytest.approx(limits, abs=1e-9)
