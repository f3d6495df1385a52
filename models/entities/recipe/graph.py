"""The trained encoder as one ONNX graph: int8 matrix products and fused operators.

The graph is written out rather than traced and optimised, because each choice was measured on one
thread of a processor with VNNI:

- Weights are int8 per column, activations are quantised anew for every product
  (``DynamicQuantizeMatMul``). Weights keep to 7 bits: processors without VNNI add pairs of
  products in 16 bits and would overflow.
- ``Add`` and ``LayerNormalization`` apart: joined to ``SkipLayerNormalization`` they take five
  times as long. The run time must therefore not join them again.
- ``MultiHeadAttention`` without a mask, since every window is read alone.
- After layer `narrow_after` only the pieces that a label is read from go on, with the begin, end
  and line marks: a third of the pieces are the rest of a word, whose meaning has reached its first
  piece by then (Goyal et al., 2020, "PoWER-BERT").
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from .base import HEADS, HIDDEN

LARGEST = 63  # of 7 bits with sign
_EPSILON = 1e-12
_FUSED = "com.microsoft"
_OPSETS = (("", 18), (_FUSED, 1))


class _Graph:
    """Nodes and constants as they are added, in order."""

    def __init__(self, state: Mapping[str, Tensor]) -> None:
        self.state = state
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def trained(self, name: str) -> np.ndarray:
        return self.state[name].float().numpy()

    def add(self, kind: str, inputs: list[str], *outputs: str, fused: bool = False, **more) -> str:
        domain = _FUSED if fused else ""
        node = helper.make_node(kind, inputs, list(outputs), f"{outputs[0]}", domain=domain, **more)
        self.nodes.append(node)
        return outputs[0]

    def product(self, x: str, trained: str, output: str) -> str:
        """``x`` times a linear layer's int8 weights, its bias added."""
        weights = self.trained(f"{trained}.weight").T
        scale = (np.abs(weights).max(0) / LARGEST).clip(1e-12).astype(np.float32)
        whole = np.round(weights / scale).astype(np.int8)
        inputs = [
            x,
            self.constant(f"{output}.weight", whole),
            self.constant(f"{output}.scale", scale),
            self.constant(f"{output}.zero", np.zeros(scale.shape, np.int8)),
            self.constant(f"{output}.bias", self.trained(f"{trained}.bias")),
        ]
        return self.add("DynamicQuantizeMatMul", inputs, output, fused=True)

    def exact(self, x: str, trained: str, output: str) -> str:
        """``x`` times a small linear layer in full precision."""
        weights = self.constant(f"{output}.weight", self.trained(f"{trained}.weight").T)
        bias = self.constant(f"{output}.bias", self.trained(f"{trained}.bias"))
        return self.add("Add", [self.add("MatMul", [x, weights], f"{output}.dot"), bias], output)

    def normal(self, x: str, trained: str, output: str) -> str:
        weight = self.constant(f"{output}.weight", self.trained(f"{trained}.weight"))
        bias = self.constant(f"{output}.bias", self.trained(f"{trained}.bias"))
        return self.add("LayerNormalization", [x, weight, bias], output, axis=-1, epsilon=_EPSILON)

    def layer(self, x: str, name: str) -> str:
        parts = [f"{name}.{part}" for part in ("query", "key", "value")]
        joined = self.product(x, f"{name}.query_key_value", f"{name}.joined")
        self.add("Split", [joined], *parts, axis=-1, num_outputs=3)
        mixed = self.add("MultiHeadAttention", parts, f"{name}.mixed", fused=True, num_heads=HEADS)
        mixed = self.product(mixed, f"{name}.attention_out", f"{name}.attended")
        x = self.add("Add", [x, mixed], f"{name}.attention_sum")
        x = self.normal(x, f"{name}.attention_norm", f"{name}.between")
        inner = self.product(x, f"{name}.inner", f"{name}.wide")
        inner = self.add("Gelu", [inner], f"{name}.active", fused=True)
        inner = self.product(inner, f"{name}.outer", f"{name}.narrow")
        x = self.add("Add", [x, inner], f"{name}.out_sum")
        return self.normal(x, f"{name}.out_norm", f"{name}.out")


def graph(state: Mapping[str, Tensor], layers: int, narrow_after: int) -> onnx.ModelProto:
    """The graph of a trained :class:`~.encoder.Tagger`.

    Parameters
    ----------
    state:
        Its weights. With a second head (``grounds.*``) the graph has a second output.
    layers:
        How many there are.
    narrow_after:
        Number of the layers that see every piece.

    Returns
    -------
    onnx.ModelProto
        Inputs ``embedded``, float32 (1, length, 384), and ``kept``, int64 (kept,), the places of
        the pieces that go on; outputs ``logits`` and maybe ``grounds``, float32 (1, kept, labels).
    """
    g = _Graph(state)
    start = g.constant("start", np.zeros(1, np.int64))
    positions = g.constant("positions", g.trained("positions.weight"))
    g.add("Shape", ["embedded"], "length", start=1, end=2)
    places = g.add("Slice", [positions, start, "length", start], "places")
    x = g.normal(g.add("Add", ["embedded", places], "placed"), "norm", "begin")
    for number in range(layers + 1):
        if number == narrow_after:
            x = g.add("Gather", [x, "kept"], "narrowed", axis=1)
        if number < layers:
            x = g.layer(x, f"layers.{number}")
    outputs = {g.exact(x, "head", "logits"): "head"}
    if "grounds.0.weight" in state:
        hidden = g.exact(x, "grounds.0", "grounds_hidden")
        hidden = g.add("Gelu", [hidden], "grounds_active", fused=True)
        outputs[g.exact(hidden, "grounds.2", "grounds")] = "grounds.2"
    number = TensorProto.FLOAT
    inputs = [
        helper.make_tensor_value_info("embedded", number, [1, "length", HIDDEN]),
        helper.make_tensor_value_info("kept", TensorProto.INT64, ["kept"]),
    ]
    results = [
        helper.make_tensor_value_info(name, number, [1, "kept", len(g.trained(f"{head}.bias"))])
        for name, head in outputs.items()
    ]
    whole = helper.make_graph(g.nodes, "encoder", inputs, results, g.constants)
    opsets = [helper.make_opsetid(domain, version) for domain, version in _OPSETS]
    return helper.make_model(whole, opset_imports=opsets, ir_version=9)
