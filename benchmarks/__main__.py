"""Run all measurements, or those named on the command line."""

from __future__ import annotations

import importlib
import sys

ALL = ("speed", "models", "corpus", "gold", "anonymise", "experiment_speed", "calibration")


def main() -> None:
    for name in sys.argv[1:] or ALL:
        print(f"\n## {name}\n", flush=True)
        importlib.import_module(f"benchmarks.{name}").main()


main()
