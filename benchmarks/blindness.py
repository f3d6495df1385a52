"""How blind generated applications become: swapped persons, the leak probe, merit kept."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.data import shared_data
from benchmarks.recruitments import make_applicants, write_applications
from fairscreen.anonymise import POLICIES, Known, load_policy
from fairscreen.workflows.applications import Applicant
from fairscreen.workflows.blindness import check_blindness, read_groups


def main() -> None:
    """Print the figures for each policy."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=240)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--policy", choices=POLICIES, default=None)
    options, _ = parser.parse_known_args()
    data = shared_data()
    if data is None:
        return
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        people = make_applicants(data, options.count, options.seed)
        write_applications(root / "in", people, options.seed)
        applicants = [
            Applicant(Known(p.given, p.surname), files=tuple(_files(root / "in", n)))
            for n, p in enumerate(people)
        ]
        for name in [options.policy] if options.policy else POLICIES:
            made = check_blindness(
                [root / "in"], applicants=applicants, groups=read_groups(root / "groups.csv"),
                policy=load_policy(name),
            )  # fmt: skip
            print(f"policy {name}: {made.applicants} applicants, {made.refused} files refused")
            print(f"  same copies after the swap: {100 * made.identical:.1f} %")
            for swap in made.swaps:
                if not swap.same:
                    print(f"    applicant {swap.number}: {', '.join(swap.differences)}")
            print(f"  merit words kept: {100 * made.merit:.1f} % of {made.merit_words}")
            for probe in made.probes:
                for arm in probe.arms:
                    print(
                        f"  {probe.attribute:16} {arm.arm:9} {arm.kind:10} "
                        f"AUC {arm.auc:.2f} ({arm.low:.2f}-{arm.high:.2f})"
                    )
                print("   words:", ", ".join(word for word, _ in probe.words[:10]))


def _files(folder: Path, number: int) -> list[str]:
    own = next(path for path in folder.iterdir() if path.name.endswith(f" {number:04}"))
    return [f"{own.name}/{path.name}" for path in own.iterdir()]


if __name__ == "__main__":
    main()
