"""Does the experiment's analysis keep its promises when nothing happened?

Null studies are simulated with the model of ``fairscreen.experiment.simulation`` and analysed by
the same functions as a real study. Every p value must reject at most 6 % at a nominal 5 % and 11 %
at 10 %, and every 95 % interval must hold the truth in at least 93 %. The naive methods are run on
the same studies, to show that they fail.

    python -m benchmarks.calibration [--studies 2000] [--seed 7] [--write docs/…md]
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from fairscreen.experiment.assignment_set import AssignmentSet, pair_set, reader_set
from fairscreen.experiment.impact_ratio import clustered_ratio
from fairscreen.experiment.naive import pooled_chi_square, pooled_difference_in_differences
from fairscreen.experiment.observations import Attribute, Observations
from fairscreen.experiment.outcomes import Outcome, all_outcomes
from fairscreen.experiment.overlap import jaccard_distances
from fairscreen.experiment.randomisation import (
    equivalence_p,
    interval,
    p_greater,
    p_two_sided,
)
from fairscreen.experiment.simulation import ReadingModel, effect_for, simulate

APPLICATIONS = 60
MARGIN = 0.10
#: What is asked of every p value and interval.
REJECT_05, REJECT_10, COVER = 0.06, 0.11, 0.93


@dataclass(frozen=True)
class Scenario:
    """One kind of null study."""

    name: str
    model: ReadingModel
    readers: int = 10
    kind: str = "complete"
    missing: bool = False
    #: Part of the bar, or an extra.
    required: bool = True


SCENARIOS = (
    Scenario("free lists, taste 0", ReadingModel(taste=0.0)),
    Scenario("free lists, taste 0.5", ReadingModel(taste=0.5)),
    Scenario("free lists, taste 1", ReadingModel(taste=1.0)),
    Scenario("fixed list of 12, taste 0", ReadingModel(taste=0.0, shortlist=12)),
    Scenario("fixed list of 12, taste 1", ReadingModel(taste=1.0, shortlist=12)),
    Scenario("one dropout, a tenth unread", ReadingModel(), missing=True, required=False),
    Scenario("12 readers in pairs", ReadingModel(), readers=12, kind="pairs", required=False),
    Scenario("crossover (499 draws)", ReadingModel(), kind="crossover", required=False),
)


class Tally:
    """Counts over studies: rejections and coverages by name."""

    def __init__(self) -> None:
        self.p_values: dict[str, list[float]] = defaultdict(list)
        self.covered: dict[str, list[bool]] = defaultdict(list)

    def rejected(self, name: str, level: float) -> float:
        """Share of studies with p at most ``level``."""
        return float(np.mean(np.array(self.p_values[name]) <= level + 1e-12))

    def coverage(self, name: str) -> float:
        """Share of studies whose interval held the truth; nan without intervals."""
        return float(np.mean(self.covered[name])) if self.covered[name] else math.nan

    def fails(self, name: str) -> bool:
        """Whether the method misses the bar."""
        too_often = self.p_values[name] and (
            self.rejected(name, 0.05) > REJECT_05 or self.rejected(name, 0.10) > REJECT_10
        )
        return bool(too_often) or self.coverage(name) < COVER


def run(scenario: Scenario, *, studies: int, seed: int) -> tuple[Tally, Tally]:
    """Honest and naive figures of one scenario."""
    rng = np.random.default_rng([seed, *scenario.name.encode()])
    honest, naive = Tally(), Tally()
    truth = true_ratio(scenario.model, rng)
    for data, assignments in null_studies(scenario, studies, rng):
        quota = scenario.model.shortlist is not None
        for outcome in all_outcomes(
            data, assignments, shown={"group": ("no", "yes")}, quota=quota, length=12
        ):
            _add(honest, outcome)
        group = data.attributes[0].members(1)
        for arm in (0, 1):
            chosen = np.where(data.arm == arm, data.chosen, np.nan)
            ratio = clustered_ratio(chosen, group, ~group)
            honest.covered["impact_ratio"].append(ratio.low <= truth <= ratio.high)
            naive.covered["Katz interval of the impact ratio"].append(_katz(ratio, truth))
        if not quota:
            naive.p_values["pooled chi-square, arm"].append(
                pooled_chi_square(data.chosen, data.arm)
            )
        naive.p_values["pooled difference in differences"].append(
            pooled_difference_in_differences(data.chosen, data.arm, group, ~group)
        )
        if not assignments.by_pair:
            naive.p_values["t-test on pairs of readers"].append(_pair_test(data))
    return honest, naive


def null_studies(
    scenario: Scenario, studies: int, rng: np.random.Generator
) -> Iterator[tuple[Observations, AssignmentSet]]:
    """Studies where the version read made no difference."""
    readers = scenario.readers
    blocks = np.arange(readers) // 2 if scenario.kind == "pairs" else np.zeros(readers, dtype=int)
    group = scenario.model.group_of(APPLICATIONS)
    attribute = Attribute("group", ("no", "yes"), group.astype(int))
    whole = np.tile([0, 1], readers // 2).astype(np.uint8)
    listed = reader_set(whole, blocks, draws=1999, rng=rng)
    nothing = np.zeros((readers, APPLICATIONS), dtype=np.uint8)
    for start in range(0, studies, 100):
        count = min(100, studies - start)
        for chosen in simulate(scenario.model, nothing, replicates=count, rng=rng):
            if scenario.kind == "crossover":
                drawn = pair_set(
                    nothing, np.ones_like(nothing, dtype=bool), group.astype(int),
                    draws=500, rng=rng,
                )  # fmt: skip
                assignments = AssignmentSet(drawn.z[1:], exact=False)
                arm = assignments.z[0].astype(np.int8)
            else:
                assignments = _relisted(listed, rng)
                arm = np.repeat(assignments.z[0][:, None], APPLICATIONS, axis=1).astype(np.int8)
            if scenario.missing:
                chosen[rng.random(chosen.shape) < 0.1] = np.nan
                chosen[rng.integers(readers)] = np.nan
            names = tuple(f"R{i}" for i in range(readers))
            codes = tuple(f"A{i}" for i in range(APPLICATIONS))
            yield Observations(names, codes, chosen, arm, (attribute,)), assignments


def true_ratio(model: ReadingModel, rng: np.random.Generator) -> float:
    """Impact ratio over very many readers and applications."""
    nothing = np.zeros((40, APPLICATIONS), dtype=np.uint8)
    group = model.group_of(APPLICATIONS)
    rates = np.zeros(2)
    for _ in range(20):
        chosen = simulate(model, nothing, replicates=100, rng=rng)
        rates += chosen[:, :, group].mean(), chosen[:, :, ~group].mean()
    return float(rates[0] / rates[1])


def equivalence_claims(*, studies: int, seed: int) -> float:
    """Share of studies that claim "no relevant difference" when it equals the margin."""
    rng = np.random.default_rng([seed, 99])
    model = ReadingModel(taste=0.0, leniency=0.2, quality=0.4)
    effect = effect_for(model, MARGIN, applications=APPLICATIONS)
    scenario = Scenario("at the margin", replace(model, effect=effect), readers=16)
    group = model.group_of(APPLICATIONS)
    whole = np.tile([0, 1], 8).astype(np.uint8)
    assignments = reader_set(whole, np.zeros(16, dtype=int), draws=1999, rng=rng)
    arm = np.repeat(whole[:, None], APPLICATIONS, axis=1)
    attribute = Attribute("group", ("no", "yes"), group.astype(int))
    claims = []
    for chosen in simulate(scenario.model, arm, replicates=studies, rng=rng):
        data = Observations(
            tuple(map(str, range(16))), tuple(map(str, range(APPLICATIONS))), chosen,
            arm.astype(np.int8), (attribute,),
        )  # fmt: skip
        gap = data.chosen[:, group].mean(axis=1) - data.chosen[:, ~group].mean(axis=1)
        z = assignments.z.astype(float)
        stats = (2 * z - 1) @ gap / 8
        shift = (2 * z - 1) @ whole / 8
        claims.append(equivalence_p(stats, shift, MARGIN) <= 0.05)
    return float(np.mean(claims))


def _relisted(listed: AssignmentSet, rng: np.random.Generator) -> AssignmentSet:
    """The same set with a random member as the observed one."""
    z = listed.z.copy()
    first = int(rng.integers(len(z)))
    z[[0, first]] = z[[first, 0]]
    return AssignmentSet(z, exact=True)


def _add(tally: Tally, outcome: Outcome) -> None:
    test = p_greater if outcome.one_sided else p_two_sided
    tally.p_values[outcome.name].append(test(outcome.stats))
    if outcome.shift is not None:
        low, high = interval(outcome.stats, outcome.shift)
        tally.covered[outcome.name].append(low <= 1e-9 and high >= -1e-9)


def _katz(ratio, truth: float) -> bool:  # type: ignore[no-untyped-def]
    if min(ratio.selected, ratio.reference_selected) == 0:
        return True
    error = math.sqrt(
        1 / ratio.selected - 1 / ratio.total
        + 1 / ratio.reference_selected - 1 / ratio.reference_total
    )  # fmt: skip
    return abs(math.log(ratio.estimate / truth)) <= 1.959964 * error


def _pair_test(data: Observations) -> float:
    """Welch's t of pairs in one arm against pairs across, as if pairs were independent."""
    from scipy.special import stdtr

    active = data.judged.any(axis=1)
    arm = data.arm.max(axis=1)[active]
    similarity = 1 - jaccard_distances(data.chosen[active])
    upper = np.triu_indices(len(arm), 1)
    same = (arm[:, None] == arm[None, :])[upper]
    one, two = similarity[upper][same], similarity[upper][~same]
    v1, v2 = one.var(ddof=1) / len(one), two.var(ddof=1) / len(two)
    freedom = (v1 + v2) ** 2 / (v1**2 / (len(one) - 1) + v2**2 / (len(two) - 1))
    return float(2 * stdtr(freedom, -abs(one.mean() - two.mean()) / math.sqrt(v1 + v2)))


def table(tally: Tally) -> list[str]:
    """Rows of a Markdown table."""
    rows = []
    for name in dict.fromkeys([*tally.p_values, *tally.covered]):
        cells = ["–", "–"]
        if tally.p_values[name]:
            cells = [f"{tally.rejected(name, level):.3f}" for level in (0.05, 0.10)]
        cover = tally.coverage(name)
        cells.append("–" if math.isnan(cover) else f"{cover:.3f}")
        rows.append(f"| {name} | {' | '.join(cells)} | {'no' if tally.fails(name) else 'yes'} |")
    return rows


def report(studies: int, seed: int) -> tuple[str, bool]:
    """The whole report, and whether the bar is held in the required scenarios."""
    head = ["| method | p ≤ .05 | p ≤ .10 | coverage | holds |", "|---|---|---|---|---|"]
    lines: list[str] = []
    held = True
    for scenario in SCENARIOS:
        number = studies // 4 if scenario.kind == "crossover" else studies
        honest, naive = run(scenario, studies=number, seed=seed)
        names = {**honest.p_values, **honest.covered}
        if scenario.required:
            held = held and not any(honest.fails(name) for name in names)
        extra = "" if scenario.required else ", extra"
        lines += [f"### {scenario.name} ({number} studies{extra})", ""]
        lines += [*head, *table(honest), ""]
        lines += ["Naive methods on the same studies:", "", *head, *table(naive), ""]
        print("\n".join(lines[-len(table(honest)) - len(table(naive)) - 9 :]), flush=True)
    claims = equivalence_claims(studies=studies, seed=seed)
    lines += [
        "### Equivalence",
        "",
        f"16 readers, true difference equal to the margin of {MARGIN:g}: "
        f'"no relevant difference" claimed in {claims:.3f} of the studies (nominal at most .05).',
        "",
    ]
    print(lines[-2], flush=True)
    return "\n".join(lines), held


def main() -> None:
    """Run and show; exit status 1 when the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--studies", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--write", type=Path, help="Replace the figures of this Markdown file.")
    # Run with others (python -m benchmarks …) the command line is not ours.
    own = sys.argv[1:] if "calibration" in sys.argv[0] else []
    options = parser.parse_args(own)
    text, held = report(options.studies, options.seed)
    if options.write:
        marker = "<!-- figures -->\n"
        before = options.write.read_text("utf-8").split(marker)[0]
        options.write.write_text(before + marker + "\n" + text, "utf-8")
    if not held:
        sys.exit(1)


if __name__ == "__main__":
    main()
