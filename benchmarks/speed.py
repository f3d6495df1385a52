"""CPU time for one ad: per stage in one process after loading, and for a cold command.

The ad is the invented example whose length is nearest 400 words. CPU time, not wall time, so that
a busy machine changes little; medians over many runs.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from fairscreen import ads, language
from fairscreen.ads.engine import find
from fairscreen.language.loading import read
from fairscreen.spans import AlignedText

_EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def main() -> None:
    """Print the table."""
    path = min(_EXAMPLES.glob("*.txt"), key=lambda p: abs(len(p.read_text("utf-8").split()) - 400))
    text = path.read_text("utf-8")
    tidy = AlignedText.of(text).text
    doc = language.parse(tidy, "sv")
    asked = ads.extract(doc)
    rules = ads.load_rules()
    print(f"{path.name}, {len(text.split())} words; model {language.model_version()}\n")
    stages: dict[str, Callable[[], object]] = {
        "spaCy pipeline": lambda: read(tidy, "sv"),
        "parse (pipeline, units, sections, sentences)": lambda: language.parse(tidy, "sv"),
        "all rules, on a parsed ad": lambda: find(
            language.parse(tidy, "sv"), rules, employer="municipality", requirements=asked
        ),
        "requirements": lambda: ads.extract(language.parse(tidy, "sv")),
        "missing parts": lambda: ads.missing_parts(
            language.parse(tidy, "sv"), employer="municipality", asked=asked
        ),
        "measures": lambda: ads.measure(doc),
        "the whole check": lambda: ads.check(text, lang="sv", employer="municipality"),
    }
    print("| stage | CPU ms, median | CPU ms, worst of 40 |")
    print("| --- | ---: | ---: |")
    parsed = _timed(stages["parse (pipeline, units, sections, sentences)"])
    fresh = {"all rules, on a parsed ad", "requirements", "missing parts"}
    for name, stage in stages.items():
        times = _timed(stage)
        # These cache what they learn on the parsed ad, so each run gets its own; less the parsing.
        less = statistics.median(parsed) if name in fresh else 0.0
        median, worst = statistics.median(times) - less, max(times) - less
        print(f"| {name} | {max(median, 0):.1f} | {max(worst, 0):.1f} |")
    _cold(path)


def _timed(call: Callable[[], object], runs: int = 40) -> list[float]:
    for _ in range(3):
        call()
    times = []
    for _ in range(runs):
        started = time.process_time()
        call()
        times.append(1000 * (time.process_time() - started))
    return times


def _cold(path: Path) -> None:
    command = [sys.executable, "-m", "fairscreen.cli", "check", str(path), "--fail-on", "never"]
    spent = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    print(
        f"\nCold `fairscreen check` of the ad: {statistics.median(spent):.2f} s CPU (median of 5)"
    )


if __name__ == "__main__":
    main()
