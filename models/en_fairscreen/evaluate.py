"""Prints the figures of en_fairscreen and holds them against floors.toml.

    python models/en_fairscreen/evaluate.py DATA_DIR [--model FOLDER] [--json FILE]

Features are compared after the reduction that the pipeline is trained with.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from syntax import conllu, english_text, report  # noqa: E402


def sets(data: Path) -> dict[str, list[conllu.Sentence]]:
    """The treebank parts that are measured; only the first was looked at while tuning."""
    return {
        "EWT dev": english_text.lighter(conllu.read(data / english_text.DEV)),
        "EWT test": english_text.lighter(conllu.read(data / english_text.TEST)),
    }


if __name__ == "__main__":
    sys.exit(report.run(HERE, "en", sets))
