"""Runs other checkers of text; started by ``benchmarks/peers.py`` under their own Python.

Reads ``{"texts": [...], "rounds": N}`` from standard input and writes, for each checker that is
installed, its version, CPU milliseconds of each round over all texts, and the words it flags in
each text. Stands alone: fairscreen need not be installed here.
"""

from __future__ import annotations

import importlib.metadata
import itertools
import json
import sys
import time
from collections.abc import Callable

Flagger = Callable[[str], list[str]]


def proselint() -> Flagger:
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    CheckRegistry().register_many(__register__)

    def flagged(text: str) -> list[str]:
        file = LintFile("ad", text)
        spans = [result.check_result.span for result in file.lint()]
        return [file.content[start:end].strip() for start, end in spans]

    return flagged


def genderdecoder3() -> Flagger:
    from genderdecoder3 import assess

    def flagged(text: str) -> list[str]:
        found = assess(text)
        return [*found["masculine_coded_words"], *found["feminine_coded_words"]]

    return flagged


def textstat() -> Flagger:
    import textstat

    fresh = itertools.count()

    def flagged(text: str) -> list[str]:
        textstat.lix(f"{text}\n{next(fresh)}")  # it remembers the very same text
        return []

    return flagged


def main() -> None:
    asked = json.load(sys.stdin)
    result = {}
    for make in (proselint, genderdecoder3, textstat):
        try:
            flagged = make()
        except ImportError:
            continue
        flags = [flagged(text) for text in asked["texts"]]
        rounds = []
        for _ in range(asked["rounds"]):
            began = time.process_time()
            for text in asked["texts"]:
                flagged(text)
            rounds.append(1000 * (time.process_time() - began))
        version = importlib.metadata.version(make.__name__)
        result[make.__name__] = {"version": version, "ms": rounds, "flags": flags}
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
