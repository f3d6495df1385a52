"""Turn trained weights into the pipeline that the package ships.

    python package.py WORK_DIR OUT_DIR [--weights model.pt] [--layers 12|6]
                      [--first FIRST/model.pt --config config_second.toml] [--keep mean.pt]
                      [--grounds FIFTH/model.pt] [--bare]

With `--first` the weights are a mean with those that the stage started from; the config says how
much of each (Wortsman et al., 2022, "Robust fine-tuning of zero-shot models"). `--keep` writes the
mean into WORK_DIR, for the next stage to start from. With `--grounds` the weights of the last
stage become a second encoder, `grounds.onnx`, that is asked for the grounds alone. With `--bare`
only the encoder and the settings are written; the rest is then read from the built-in pipeline.

The layers become one ONNX graph with int8 weights (`recipe/graph.py`); the word embeddings keep the
4 bits of the base. OUT_DIR gets everything the run time needs. `narrow_after` in the config's
training is the number of layers that see every piece (two thirds of them where it is not given).
"""

from __future__ import annotations

import argparse
import json
import shutil
import tomllib
from pathlib import Path

import numpy as np
import onnx
import torch
from recipe.base import SHA256
from recipe.encoder import GROUND_LABELS, LABELS, Tagger, embeddings
from recipe.graph import graph
from recipe.targets import Example, padded
from torch import Tensor

from fairscreen.language.entities.recogniser import EntityRecogniser

HERE = Path(__file__).resolve().parent
FILES = ("vocabulary.tsv.gz", "normalisation.json", "embeddings.q4.npy")
# Pieces in a window at run time. Attention grows with its square, and longer ones find no more.
LONGEST = 128


def agreement(model: Tagger, packed: EntityRecogniser, table: Tensor) -> float:
    """Share of the words of `tuning/` that are labelled as in full precision, 0 to 1."""
    same, lines = [], (HERE / "tuning").glob("*_*.txt")
    for line in (line for path in sorted(lines) for line in path.read_text("utf-8").splitlines()):
        for window, logits in packed.read(line):
            blank = [0] * len(window.first)
            arrays = padded([Example(window.ids, window.first, blank, blank)])
            with torch.no_grad():
                whole, _ = model(table[arrays.ids], arrays.mask, arrays.kept, arrays.kept_mask)
            labels = whole[arrays.allowed >= 0].argmax(-1).numpy()
            same += (labels == logits.argmax(-1)).tolist()
    return float(np.mean(same))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--weights", default="model.pt")
    parser.add_argument("--layers", type=int, choices=(12, 6), default=12)
    parser.add_argument("--first", type=Path, help="weights of the first stage")
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    parser.add_argument("--keep", help="name of the file that the mean is written to")
    parser.add_argument("--share", type=float, help="instead of the config's, to compare")
    parser.add_argument("--grounds", type=Path, help="weights of the last stage")
    parser.add_argument("--bare", action="store_true")
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    options.out.mkdir(parents=True, exist_ok=True)
    narrow_after = config["training"].get("narrow_after", 2 * options.layers // 3)
    model = Tagger(options.layers, narrow_after=narrow_after)
    weights = torch.load(options.work / options.weights, weights_only=True)
    if options.first:
        share = config["package"]["share"] if options.share is None else options.share
        first = torch.load(options.first, weights_only=True)
        weights = {  # a head that the stage before did not have is taken as it is
            name: share * w + (1 - share) * first[name] if name in first else w
            for name, w in weights.items()
        }
    if options.keep:
        torch.save(weights, options.work / options.keep)
    told = any(name.startswith("grounds.") for name in weights)
    model.load_state_dict(weights, strict=told)
    model.eval()
    packed = graph(weights, options.layers, narrow_after)
    onnx.checker.check_model(packed)
    onnx.save(packed, options.out / "encoder.onnx")
    for name in () if options.bare else FILES:
        shutil.copyfile(options.work / "pipeline" / name, options.out / name)
    settings = {
        "version": config["package"]["version"],
        "labels": list(LABELS),
        "max_length": LONGEST,
        "layers": options.layers,
        "bias": {"PER": config["package"]["person_bias"]},
        "bias_lower": {"PER": config["package"]["person_bias_lower"]},
        "temperature": config["package"]["temperature"],
        "base_sha256": SHA256,
    }
    if told:
        settings["ground_labels"] = list(GROUND_LABELS)
        settings["ground_bias"] = config["package"]["ground_bias"]
    settings["narrow_after"] = narrow_after
    if options.grounds:
        last = tomllib.loads((HERE / "config_sixth.toml").read_text(encoding="utf-8"))
        settings["ground_labels"] = list(GROUND_LABELS)
        settings["ground_bias"] = last["package"]["ground_bias"]
        settings["grounds_narrow_after"] = last["training"]["narrow_after"]
        weights = torch.load(options.grounds, weights_only=True)
        packed = graph(weights, options.layers, settings["grounds_narrow_after"])
        onnx.checker.check_model(packed)
        onnx.save(packed, options.out / "grounds.onnx")
    text = json.dumps(settings, indent=2, ensure_ascii=False) + "\n"
    (options.out / "settings.json").write_text(text, encoding="utf-8")
    table = embeddings(np.load(options.work / "pipeline" / "embeddings.q4.npy"))
    share = agreement(model, EntityRecogniser(options.out), table)
    print(f"words labelled as in full precision: {100 * share:.2f} %")
    for path in sorted(options.out.iterdir()):
        print(f"{path.name}\t{path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
