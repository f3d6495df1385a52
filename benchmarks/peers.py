"""The ad check beside other checkers that can be installed, in one run.

    python -m benchmarks.peers [--python PATH] [--node FOLDER] [--ads 40] [--turns 3]

``--python`` is the interpreter of an environment of their own with ``pip install proselint
genderdecoder3 textstat``; ``--node`` a folder where ``npm install alex write-good`` has been run.
What is not there is left out. Every checker reads the same Swedish ads in a process of its own,
after reading them once, and takes turns with the others; measured is processor time per 400 words
(alex and write-good: all threads of Node, its compiler's and collector's among them). Without the
reference data the ads are the invented examples. What each flags is told for the Swedish examples
alone, as words, so that anyone can judge it.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.data import ROOT, read_ads, shared_data

HERE = Path(__file__).resolve().parent
#: Rounds over all texts in one turn of a checker.
ROUNDS = 3


def examples() -> list[str]:
    """The invented Swedish ads that are plain text."""
    paths = (ROOT / "examples" / name for name in ("barnskotare.txt", "it-tekniker.md"))
    return [path.read_text("utf-8") for path in paths]


def fairscreen(texts: Sequence[str], rounds: int) -> dict[str, dict]:
    """Our own check, as the other checkers tell of theirs."""
    from fairscreen import __version__, ads

    def flagged(text: str) -> list[str]:
        review = ads.check(text, lang="sv", employer="municipality")
        return [text[finding.start : finding.end] for finding in review.findings]

    flags = [flagged(text) for text in texts]
    ms = []
    for _ in range(rounds):
        began = time.process_time()
        for text in texts:
            flagged(text)
        ms.append(1000 * (time.process_time() - began))
    return {"fairscreen": {"version": __version__, "ms": ms, "flags": flags}}


def outside(command: Sequence[str]) -> Callable[[Sequence[str], int], dict[str, dict]]:
    """The checkers behind a command that speaks as `peer_checkers.py` does."""

    def run(texts: Sequence[str], rounds: int) -> dict[str, dict]:
        asked = json.dumps({"texts": list(texts), "rounds": rounds})
        done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
        answer: dict[str, dict] = json.loads(done.stdout)
        return answer

    return run


def main(arguments: Sequence[str] = ()) -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", help="interpreter that has the Python checkers")
    parser.add_argument("--node", type=Path, help="folder whose node_modules has the others")
    parser.add_argument("--ads", type=int, default=40, help="real ads to time on")
    parser.add_argument("--turns", type=int, default=3)
    options = parser.parse_args(arguments)
    checkers = [fairscreen]
    if options.python:
        checkers.append(outside([options.python, str(HERE / "peer_checkers.py")]))
    node = shutil.which("node")
    if options.node and node:
        script = str(HERE / "peer_checkers.mjs")
        checkers.append(outside([node, script, str(options.node.resolve())]))

    texts = examples()
    data = shared_data()
    if data is not None:
        swedish = [ad["text"] for ad in read_ads(data) if ad["lang"] == "sv"]
        texts = random.Random(5).sample(swedish, options.ads)
    words = sum(len(text.split()) for text in texts)
    times: dict[str, list[float]] = {}
    versions: dict[str, str] = {}
    flags: dict[str, int] = {}
    for _ in range(options.turns):
        for checker in checkers:
            for name, told in checker(texts, ROUNDS).items():
                times.setdefault(name, []).extend(400 * ms / words for ms in told["ms"])
                versions[name] = told["version"]
                flags[name] = sum(map(len, told["flags"]))
    ours = median(times["fairscreen"])
    print(f"{len(texts)} Swedish ads, {words} words, {options.turns * ROUNDS} rounds in turns\n")
    print("| checker | CPU ms per 400 words (least–most) | ours takes | flags per ad |")
    print("| --- | ---: | ---: | ---: |")
    for name, spent in sorted(times.items(), key=lambda item: median(item[1])):
        ratio = "" if name == "fairscreen" else f"{ours / median(spent):.1f} times that"
        print(
            f"| {name} {versions[name]} | {median(spent):.2f} ({min(spent):.2f}–{max(spent):.2f}) "
            f"| {ratio} | {flags[name] / len(texts):.1f} |"
        )
    print("\nFlagged in the two invented Swedish ads:\n")
    for checker in checkers:
        for name, told in checker(examples(), 0).items():
            found = [" ".join(word.split()) for each in told["flags"] for word in each]
            print(f"- {name}: {len(found)}: {'; '.join(found) or 'nothing'}")


if __name__ == "__main__":
    main(sys.argv[1:])
