"""Turn trained weights into the pipeline that the package ships.

    python package.py WORK_DIR OUT_DIR [--weights model.pt] [--layers 12|6]
                      [--first FIRST/model.pt --config config_second.toml]

With `--first` the weights are a mean with those that the second stage started from; the config says
how much of each (Wortsman et al., 2022, "Robust fine-tuning of zero-shot models").

The layers become ONNX (opset 17) with int8 weights per channel (dynamic quantisation); the word
embeddings keep the 4 bits of the base. OUT_DIR gets everything the run time needs.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tomllib
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from recipe.base import HIDDEN, SHA256
from recipe.encoder import LABELS, Tagger

from fairscreen.language.entities.windows import MAX_LENGTH

HERE = Path(__file__).resolve().parent
FILES = ("vocabulary.tsv.gz", "normalisation.json", "embeddings.q4.npy")


def export(model: Tagger, path: Path) -> None:
    """Full-precision ONNX with free batch and length."""
    example = (torch.randn(2, 40, HIDDEN), torch.ones(2, 40))
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        model,
        example,
        str(path),
        input_names=["embedded", "mask"],
        output_names=["logits"],
        dynamic_axes={"embedded": axes, "mask": axes, "logits": axes},
        opset_version=17,
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    """int8 weights, activations quantised at run time.

    `reduce_range` keeps weights within 7 bits: processors without VNNI would otherwise overflow.
    """
    quantize_dynamic(
        str(source),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gemm"],
        extra_options={"MatMulConstBOnly": True},
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--weights", default="model.pt")
    parser.add_argument("--layers", type=int, choices=(12, 6), default=12)
    parser.add_argument("--first", type=Path, help="weights of the first stage")
    parser.add_argument("--config", type=Path, default=HERE / "config.toml")
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    options.out.mkdir(parents=True, exist_ok=True)
    model = Tagger(options.layers)
    weights = torch.load(options.work / options.weights, weights_only=True)
    if options.first:
        share = config["package"]["second_share"]
        first = torch.load(options.first, weights_only=True)
        weights = {name: share * w + (1 - share) * first[name] for name, w in weights.items()}
    model.load_state_dict(weights)
    model.eval()
    full = options.work / "encoder.full.onnx"
    export(model, full)
    quantise(full, options.out / "encoder.onnx")
    onnx.checker.check_model(str(options.out / "encoder.onnx"))
    for name in FILES:
        shutil.copyfile(options.work / "pipeline" / name, options.out / name)
    settings = {
        "version": config["package"]["version"],
        "labels": list(LABELS),
        "max_length": MAX_LENGTH,
        "layers": options.layers,
        "bias": {"PER": config["package"]["person_bias"]},
        "bias_lower": {"PER": config["package"]["person_bias_lower"]},
        "temperature": config["package"]["temperature"],
        "base_sha256": SHA256,
    }
    text = json.dumps(settings, indent=2, ensure_ascii=False) + "\n"
    (options.out / "settings.json").write_text(text, encoding="utf-8")
    for path in sorted(options.out.iterdir()):
        print(f"{path.name}\t{path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
