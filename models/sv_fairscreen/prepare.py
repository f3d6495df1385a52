"""Writes what the teacher learns from and what it is to tag.

    python models/sv_fairscreen/prepare.py DATA_DIR WORK_DIR

WORK_DIR gets `gold.conllu`, the treebank's training part as it is trained on, and `plain.conllu`,
words of ads and corpora without tags.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from syntax import conllu, swedish_text  # noqa: E402

PLAIN_WORDS = 900_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    conllu.write(swedish_text.training_part(args.data), args.work / "gold.conllu")
    plain = swedish_text.plain_text(args.data, words=PLAIN_WORDS, seed=args.seed)
    conllu.write(plain, args.work / "plain.conllu")


if __name__ == "__main__":
    main()
