"""All real ads through the checker, one process: errors, findings per rule, time."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.progress import track

from benchmarks.data import PUBLIC_SECTORS, read_ads, shared_data
from fairscreen.workflows import check_text

#: Ids of the rules without a finding in any ad; each says in the rule file why it is kept.
SILENT = Path(__file__).resolve().parent / "silent_rules.txt"
_EMPLOYERS = {"municipality": "municipality", "region": "region", "state": "state",
              "municipal_association": "municipality"}  # fmt: skip


@dataclass
class _Tally:
    ads: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    ads_with: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    levels: dict[str, Counter[str]] = field(default_factory=dict)


def main() -> None:
    """Print the tables."""
    folder = shared_data()
    if folder is None:
        return
    ads = [ad for ad in read_ads(folder) if ad["lang"] in ("sv", "en")]
    errors: list[str] = []
    public, everything = _Tally(), _Tally()
    started = time.process_time()
    words = 0
    for ad in track(ads, "Checking", console=Console(stderr=True)):
        try:
            review = check_text(
                ad["text"], lang=ad["lang"], employer=_EMPLOYERS.get(ad.get("sector"), "private")
            )
        except Exception as error:  # noqa: BLE001 the point is to count them
            errors.append(f"{ad['id']}: {type(error).__name__}")
            continue
        words += review.measures.words
        _count(everything, review)
        if ad["lang"] == "sv" and ad.get("sector") in PUBLIC_SECTORS:
            _count(public, review)
    spent = time.process_time() - started
    print(f"{len(ads)} ads, {words} words, {len(errors)} errors, {spent:.0f} s CPU, "
          f"{1000 * spent / len(ads):.1f} ms an ad")  # fmt: skip
    for line in errors[:20]:
        print("  ", line)
    _table("Swedish public-sector ads", public)
    _silent(everything)


def _count(tally: _Tally, review) -> None:  # type: ignore[no-untyped-def]
    tally.ads += 1
    tally.findings.update(f.rule for f in review.findings)
    tally.dropped.update(d.rule for d in review.dropped)
    tally.ads_with.update({f.rule for f in review.findings})
    for finding in review.findings:
        tally.levels.setdefault(finding.rule, Counter())[finding.level] += 1


def _table(title: str, tally: _Tally) -> None:
    print(f"\n{title}: {tally.ads}\n")
    print("| rule | findings | ads | share of ads | must / should / hint | set aside |")
    print("| --- | ---: | ---: | ---: | --- | ---: |")
    for rule, count in tally.findings.most_common():
        levels = " / ".join(str(tally.levels[rule][level]) for level in ("must", "should", "hint"))
        share = f"{100 * tally.ads_with[rule] / tally.ads:.1f} %"
        cells = (rule, count, tally.ads_with[rule], share, levels, tally.dropped[rule])
        print(f"| {' | '.join(map(str, cells))} |")


def _silent(tally: _Tally) -> None:
    from fairscreen.ads import load_rules

    silent = sorted({rule.id for rule in load_rules().rules} - set(tally.findings))
    SILENT.write_text("".join(f"{rule}\n" for rule in silent), "utf-8")
    print(f"\nRules without a finding in any ad: {', '.join(silent) or 'none'}")


if __name__ == "__main__":
    main()
