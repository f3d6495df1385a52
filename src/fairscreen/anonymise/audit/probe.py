"""Can a machine still tell? Classifiers before and after, beside a control with shuffled answers.

The design follows the audits of Bias in Bios (De-Arteaga et al. 2019) and of obfuscated résumés
(Parasurama & Sedoc 2022): the same classifier, cross-validated by applicant, on the originals and
on the blind copies. A linear one (words, word pairs and letter sequences) shows which words tell; a
non-linear one (boosted trees on a projection of the same counts) shows whether combinations do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np

__all__ = ["ARMS", "MIN_PER_CLASS", "ArmResult", "ProbeResult", "leak_probe"]

Arm = Literal["original", "blind", "control"]
ARMS: tuple[Arm, ...] = ("original", "blind", "control")
MIN_PER_CLASS = 20
_FOLDS = 5
_RESAMPLES = 400


@dataclass(frozen=True, slots=True)
class ArmResult:
    """How well one classifier tells in one arm: AUC with a 95 % interval; 0.5 is guessing."""

    arm: Arm
    kind: Literal["linear", "non-linear"]
    auc: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """What could be told of one attribute.

    ``too_small`` is set, and ``arms`` empty, where a group has fewer than :data:`MIN_PER_CLASS`
    applicants: any figure would then be chance. ``words`` are the words of the blind copies that
    the linear classifier leans on, with the level that they point to, the strongest first.
    """

    attribute: str
    counts: dict[str, int]
    arms: tuple[ArmResult, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    too_small: bool = False


def leak_probe(
    originals: Sequence[str],
    blind: Sequence[str],
    labels: Sequence[str],
    *,
    attribute: str,
    seed: int = 1,
) -> ProbeResult:
    """Train and cross-validate on each arm.

    Parameters
    ----------
    originals, blind:
        All texts of one applicant joined, one string an applicant, in the same order.
    labels:
        The level of the attribute for each; an empty string leaves the applicant out.
    seed:
        Of folds, shuffles and resampling.

    With more than two levels the AUC is the mean over levels of one against the rest.
    """
    import numpy as np

    if not len(originals) == len(blind) == len(labels):
        raise ValueError("one text before, one after and one label for each applicant")
    rows = [n for n, label in enumerate(labels) if label]
    answers = np.array([labels[n] for n in rows])
    counts = dict(sorted(Counter(answers.tolist()).items()))
    if len(counts) < 2 or min(counts.values()) < MIN_PER_CLASS:
        return ProbeResult(attribute, counts, too_small=True)
    shuffled = np.random.default_rng(seed).permutation(answers)
    texts: dict[Arm, tuple[list[str], Any]] = {
        "original": ([originals[n] for n in rows], answers),
        "blind": ([blind[n] for n in rows], answers),
        "control": ([blind[n] for n in rows], shuffled),
    }
    arms = tuple(
        _arm(arm, kind, *texts[arm], seed=seed) for kind in ("linear", "non-linear") for arm in ARMS
    )
    return ProbeResult(attribute, counts, arms, _telling(*texts["blind"]))


def _arm(
    arm: Arm, kind: Literal["linear", "non-linear"], texts: list[str], answers: Any, *, seed: int
) -> ArmResult:
    import numpy as np
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=seed)
    model = _model(kind, texts, seed)
    scores = cross_val_predict(model, texts, answers, cv=folds, method="predict_proba")
    levels = np.unique(answers)
    rng = np.random.default_rng(seed)
    draws = [
        _auc(answers[pick], scores[pick], levels)
        for pick in (rng.integers(0, len(answers), len(answers)) for _ in range(_RESAMPLES))
        if len(np.unique(answers[pick])) == len(levels)
    ]
    low, high = np.quantile(draws, (0.025, 0.975))
    return ArmResult(
        arm, kind, round(float(_auc(answers, scores, levels)), 4), round(float(low), 4),
        round(float(high), 4),
    )  # fmt: skip


def _auc(answers: Any, scores: Any, levels: Any) -> float:
    import numpy as np
    from sklearn.metrics import roc_auc_score

    if len(levels) == 2:
        return float(roc_auc_score(answers == levels[1], scores[:, 1]))
    each = [roc_auc_score(answers == level, scores[:, n]) for n, level in enumerate(levels)]
    return float(np.mean(each))


def _features(*, letters: bool = True) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_union

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, max_features=40_000)
    if not letters:
        return words
    parts = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True, max_features=40_000
    )
    return make_union(words, parts)


def _model(kind: str, texts: list[str], seed: int) -> Any:
    from sklearn.decomposition import TruncatedSVD
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    if kind == "linear":
        return make_pipeline(_features(), LogisticRegression(C=10.0, max_iter=2000))
    # The projection cannot have more directions than there are words in the smallest fold.
    width = len(
        _features(letters=False).fit(texts[: len(texts) * (_FOLDS - 1) // _FOLDS]).vocabulary_
    )
    return make_pipeline(
        _features(letters=False),
        TruncatedSVD(max(1, min(50, width // 2)), random_state=seed),
        HistGradientBoostingClassifier(max_iter=80, max_leaf_nodes=8, random_state=seed),
    )


def _telling(texts: list[str], answers: Any, *, most: int = 15) -> tuple[tuple[str, str], ...]:
    """The words with the largest weights, each with the level it points to."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    features = _features(letters=False)
    matrix = features.fit_transform(texts)
    model = LogisticRegression(C=1.0, max_iter=2000).fit(matrix, answers)
    names = features.get_feature_names_out()
    weights: np.ndarray = model.coef_
    if weights.shape[0] == 1:
        weights = np.vstack([-weights, weights])
    order = np.dstack(np.unravel_index(np.argsort(-weights, axis=None), weights.shape))[0]
    found: dict[str, str] = {}
    for level, word in order:
        found.setdefault(str(names[word]), str(model.classes_[level]))
        if len(found) == most:
            break
    return tuple(found.items())
