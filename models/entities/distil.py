"""Train the fast variant: six layers that learn from the twelve.

    python distil.py DATA_DIR WORK_DIR TEACHER [--start WEIGHTS] [--minutes M] [--threads N]
                     [--config config_fast.toml]

The student begins as every second layer of the teacher, under the teacher's own heads, and learns
the teacher's logits of both heads on every word, its hidden states, and the gold labels where they
are known (Hinton et al., 2015; Sanh et al., 2019; Sun et al., 2019). The texts are those of the
mixture, job ads among them, whose entities nobody has marked. WORK_DIR/pipeline holds the tokeniser
files of the teacher's.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from recipe import encoder
from recipe.course import Course, until_done
from recipe.mixture import Mixture
from recipe.targets import Example, batches, examples, padded
from torch import Tensor
from torch.nn import functional
from train import HERE, ground_loss, partial_loss

from fairscreen.language.entities.unigram import UnigramTokenizer

LOSSES = ("entities", "grounds", "hidden", "gold_entities", "gold_grounds")


def thinned(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """Weights of the student's layers out of the teacher's."""
    result = {name: value for name, value in state.items() if not name.startswith("layers.")}
    for new, old in enumerate(encoder.FAST_LAYERS):
        for name, value in state.items():
            if name.startswith(f"layers.{old}."):
                result[f"layers.{new}." + name.split(".", 2)[2]] = value
    return result


def apart(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """Kullback-Leibler divergence of softened logits (words, labels), mean over words."""
    return temperature**2 * functional.kl_div(
        (student / temperature).log_softmax(-1),
        (teacher / temperature).log_softmax(-1),
        reduction="batchmean",
        log_target=True,
    )


def unlike(student: list[Tensor], teacher: list[Tensor], pieces: Tensor) -> Tensor:
    """Mean squared distance of the hidden states, in shares of the teacher's variance."""
    parts = []
    for ours, old in zip(student, encoder.FAST_LAYERS, strict=True):
        theirs = teacher[old].float()[pieces]
        parts.append(functional.mse_loss(ours.float()[pieces], theirs) / theirs.var())
    return torch.stack(parts).mean()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("--start", type=Path, help="weights of a student to go on from")
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--config", type=Path, default=HERE / "config_fast.toml")
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    settings = config["training"]
    torch.set_num_threads(options.threads)
    torch.manual_seed(settings["seed"])
    rng = random.Random(settings["seed"])
    folder = options.work / "pipeline"
    tokenizer = UnigramTokenizer.load(folder)
    table = encoder.embeddings(np.load(folder / "embeddings.q4.npy"))
    state = torch.load(options.teacher, weights_only=True)
    teacher = encoder.Tagger(12, narrow_after=settings["teacher_narrow_after"])
    # A teacher of before the second head can teach the first (weight 0 for `grounds`).
    has_grounds = any(name.startswith("grounds.") for name in state)
    teacher.load_state_dict(state, strict=has_grounds)
    teacher.eval()
    model = encoder.Tagger(len(encoder.FAST_LAYERS), settings["dropout"], settings["narrow_after"])
    started = torch.load(options.start, weights_only=True) if options.start else thinned(state)
    model.load_state_dict(started, strict=has_grounds)
    mixture = Mixture(options.data, config["mixture"])

    def one_pass() -> list[Example]:
        return [e for d in mixture.one_pass(rng) for e in examples(d, tokenizer)]

    first = one_pass()
    total = settings["passes"] * sum(1 for _ in batches(first, settings["pieces"], None))
    print("steps", total, flush=True)
    course = Course(model, settings, total, options.minutes, options.work)
    weights = [settings["weights"][name] for name in LOSSES]

    def passes_of_batches() -> Iterator[Iterator[list[Example]]]:
        yield batches(first, settings["pieces"], rng)
        for _ in range(settings["passes"] - 1):
            yield batches(one_pass(), settings["pieces"], rng)

    for batch in until_done(course, passes_of_batches()):
        arrays = padded(batch)
        inputs = table[arrays.ids], arrays.mask, arrays.kept, arrays.kept_mask
        words = arrays.allowed >= 0
        with torch.autocast("cpu", dtype=torch.bfloat16):
            with torch.no_grad():
                shown = teacher.states(*inputs)
                aims = [part.float()[words] for part in teacher.heads(shown[-1])]
            model.train()
            states = model.states(*inputs)
            said = [part.float()[words] for part in model.heads(states[-1])]
        gold = (
            partial_loss(said[0], arrays.allowed[words]),
            ground_loss(said[1], arrays.grounds[words]),
        )
        distances = [apart(a, b, settings["temperature"]) for a, b in zip(said, aims, strict=True)]
        course.take((*distances, unlike(states, shown, arrays.kept_mask > 0), *gold), weights)
    course.finish()


if __name__ == "__main__":
    main()
