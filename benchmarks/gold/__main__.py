"""Score anew and rewrite the figures of ``docs/gold.md``."""

from __future__ import annotations

from benchmarks.gold.report import main

main(write=True)
