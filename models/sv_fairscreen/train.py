"""Trains sv_fairscreen.

    python models/sv_fairscreen/train.py DATA_DIR OUT_DIR [--seed 1]

DATA_DIR holds the corpora named in DATA.md. Everything is seeded; two runs on the same machine
give the same pipeline. About ten minutes on one core.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from syntax import (  # noqa: E402
    clusters,
    conllu,
    lemma_table,
    pipeline,
    swedish_lemmas,
    swedish_text,
    training,
)

from fairscreen.language.syntax.features import normal_form  # noqa: E402

PLAIN_WORDS = 900_000  # for word classes
TAGGED_WORDS = 350_000  # of them, for base forms
PLAN = training.Plan(epochs=12, rate=0.002, gold_copies=1, silver=False, batch_words=700)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()

    gold = swedish_text.training_part(args.data)
    dev = conllu.read(args.data / swedish_text.DEV)
    plain = swedish_text.plain_text(args.data, words=PLAIN_WORDS, seed=args.seed)
    classes = clusters.make(
        ([normal_form(word.form) for word in sentence.words] for sentence in [*gold, *plain]),
        seed=args.seed,
    )
    print(f"{len(classes)} words have a class", flush=True)
    tags = sorted({word.tag for sentence in gold for word in sentence.words})
    nlp = pipeline.build(HERE / "config.cfg", tags, classes, [], args.seed)
    training.train(nlp, PLAN, gold, [], dev, args.seed)

    swedish_lemmas.modernise(gold)
    plain = conllu.first_words(plain, TAGGED_WORDS)
    training.tag(nlp, plain)
    table = lemma_table.make(
        (word for sentence in gold for word in sentence.words),
        (word for sentence in plain for word in sentence.words),
        "sv",
    )
    pipeline.save(nlp, HERE / "config.cfg", table, args.out)


if __name__ == "__main__":
    main()
