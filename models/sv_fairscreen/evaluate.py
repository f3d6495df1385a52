"""Prints the figures of sv_fairscreen and holds them against floors.toml.

python models/sv_fairscreen/evaluate.py DATA_DIR [--model FOLDER] [--json FILE]
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from syntax import conllu, report, swedish_text  # noqa: E402


def sets(data: Path) -> dict[str, list[conllu.Sentence]]:
    """The treebank parts that are measured; none was looked at while tuning."""
    return {
        "Talbanken test": conllu.read(data / swedish_text.TEST),
        "PUD": conllu.read(data / swedish_text.PUD),
    }


if __name__ == "__main__":
    sys.exit(report.run(HERE, "sv", sets))
