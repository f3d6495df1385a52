"""Trains sv_fairscreen.

    python models/sv_fairscreen/prepare.py DATA_DIR WORK_DIR
    python models/syntax/teacher.py train WORK_DIR/gold.conllu DEV.conllu WORK_DIR/teacher.pt \\
        --layers 8 --epochs 6 --rate 2e-4 --seed 3
    python models/syntax/teacher.py tag WORK_DIR/plain.conllu WORK_DIR/silver.conllu \\
        WORK_DIR/teacher.pt
    python models/sv_fairscreen/train.py DATA_DIR WORK_DIR/silver.conllu OUT_DIR [--tune]

DATA_DIR holds the corpora named in DATA.md. Two stages: first on what the teacher says of plain
text, beside the treebank; then on the treebank alone. With ``--tune`` the development part is left
out, so that settings can be chosen by it; without, the second stage trains on it too. Everything is
seeded. About an hour on one core, most of it the first stage.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import prepare  # noqa: E402
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

TAGGED_WORDS = 350_000  # for base forms
LEAST_SEEN = 3  # a spelling met less often counts as rare
FIRST = training.Plan(epochs=4, rate=0.002, gold_copies=2, silver=True, batch_words=1500)
SECOND = training.Plan(
    epochs=4, rate=0.0007, gold_copies=1, silver=False, batch_words=700, dropout=0.2
)
DEV_COPIES = 2  # the treebank's own present annotation, which the training part only comes near


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("silver", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tune", action="store_true")
    args = parser.parse_args()

    gold = swedish_text.training_part(args.data)
    dev = conllu.read(args.data / swedish_text.DEV)
    silver = conllu.read(args.silver)
    swedish_text.passives_after_become(silver)
    plain = swedish_text.plain_text(args.data, words=prepare.PLAIN_WORDS, seed=args.seed)
    classes = clusters.make(
        ([normal_form(word.form) for word in sentence.words] for sentence in [*gold, *plain]),
        seed=args.seed,
    )
    print(f"{len(classes)} words have a class", flush=True)
    seen = pipeline.seen_spellings([*gold, *silver], LEAST_SEEN)
    tags = sorted({word.tag for sentence in [*gold, *dev] for word in sentence.words})
    nlp = pipeline.build(HERE / "config.cfg", tags, classes, seen, args.seed)
    training.train(nlp, FIRST, gold, silver, dev, args.seed)
    last = gold if args.tune else [*gold, *dev * DEV_COPIES]
    training.train(nlp, SECOND, last, [], dev, args.seed)

    swedish_lemmas.modernise(gold)
    silver = conllu.first_words(silver, TAGGED_WORDS)
    training.tag(nlp, silver)
    table = lemma_table.make(
        (word for sentence in gold for word in sentence.words),
        (word for sentence in silver for word in sentence.words),
        "sv",
    )
    pipeline.save(nlp, HERE / "config.cfg", table, args.out)


if __name__ == "__main__":
    main()
