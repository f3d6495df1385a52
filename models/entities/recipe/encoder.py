"""The encoder (a BERT with post-layer normalisation) and the two heads on top of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .base import FEED_FORWARD, HEADS, HIDDEN, POSITIONS, Base, dequantise

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-SCHOOL", "I-SCHOOL")
GROUNDS = ("HEALTH", "FAMILY", "RELIGION", "ORIGIN", "POLITICS", "SEXUALITY", "GENDER", "AGE")
GROUND_LABELS = ("O", *(f"{prefix}-{ground}" for ground in GROUNDS for prefix in "BI"))
GROUND_HIDDEN = 256
HEADS_OF_TAGGER = ("head.", "grounds.")
# Six of the twelve layers for the fast variant: spread out, the last one kept.
FAST_LAYERS = (0, 2, 4, 6, 8, 11)


_POOL = 1 << 22  # random keep-or-drop values made once and cut anew for every use
_keep: dict[float, Tensor] = {}


def drop(x: Tensor, share: float, training: bool) -> Tensor:
    """Dropout that cuts its mask out of a fixed random pool at a random place.

    Drawing fresh random numbers takes a tenth of a training step on two cores.
    """
    if not training or share == 0:
        return x
    if share not in _keep:
        _keep[share] = (torch.rand(_POOL) >= share).to(torch.bfloat16) / (1 - share)
    size = x.numel()
    if size >= _POOL:
        return functional.dropout(x, share, training)
    start = int(torch.randint(0, _POOL - size, (1,)))
    mask = _keep[share][start : start + size]
    return x * mask.view_as(x).to(x.dtype)


class Layer(nn.Module):
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.attention_out = nn.Linear(HIDDEN, HIDDEN)
        self.attention_norm = nn.LayerNorm(HIDDEN, 1e-12)
        self.inner = nn.Linear(HIDDEN, FEED_FORWARD)
        self.outer = nn.Linear(FEED_FORWARD, HIDDEN)
        self.out_norm = nn.LayerNorm(HIDDEN, 1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        heads = self.query_key_value(x).view(batch, length, 3, HEADS, HIDDEN // HEADS)
        query, key, value = heads.permute(2, 0, 3, 1, 4).unbind(0)
        # Written out: twice as fast on a processor as the fused form at these lengths.
        weights = (query * (HIDDEN // HEADS) ** -0.5) @ key.transpose(-1, -2) + bias
        mixed = weights.softmax(-1).to(value.dtype) @ value
        mixed = self.attention_out(mixed.transpose(1, 2).reshape(batch, length, HIDDEN))
        x = self.attention_norm(x + drop(mixed, self.dropout, self.training))
        inner = self.outer(functional.gelu(self.inner(x)))
        return self.out_norm(x + drop(inner, self.dropout, self.training))


class Tagger(nn.Module):
    """Embedded pieces (batch, length, 384) and mask (batch, length) to logits of the entity labels
    and of the ground labels, (batch, kept, labels).

    After layer `narrow_after` only the pieces at `kept` (batch, kept), of which `kept_mask` tells
    the real ones, go on: the first pieces of words and the marks. The rest of a word has told its
    first piece what it has to by then (Goyal et al., 2020, "PoWER-BERT").

    The word embeddings stay outside: they are frozen, and the run time reads them in 4 bits.
    """

    def __init__(self, layers: int = 12, dropout: float = 0.1, narrow_after: int = 12) -> None:
        super().__init__()
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, 1e-12)
        self.layers = nn.ModuleList([Layer(dropout) for _ in range(layers)])
        self.head = nn.Linear(HIDDEN, len(LABELS))
        self.grounds = nn.Sequential(
            nn.Linear(HIDDEN, GROUND_HIDDEN),
            nn.GELU(),
            nn.Linear(GROUND_HIDDEN, len(GROUND_LABELS)),
        )
        self.dropout = dropout
        self.narrow_after = narrow_after

    def forward(
        self, embedded: Tensor, mask: Tensor, kept: Tensor, kept_mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        *_, x = self.states(embedded, mask, kept, kept_mask)
        return self.heads(x)

    def states(
        self, embedded: Tensor, mask: Tensor, kept: Tensor, kept_mask: Tensor
    ) -> list[Tensor]:
        """What each layer gives of the pieces at `kept`, (batch, kept, 384)."""
        x = embedded + self.positions.weight[: embedded.shape[1]]
        x = drop(self.norm(x), self.dropout, self.training)
        bias = _bias(mask, x)
        places = kept[..., None].expand(-1, -1, HIDDEN)
        result = []
        for number, layer in enumerate(self.layers):
            if number == self.narrow_after:
                x, bias = x.gather(1, places), _bias(kept_mask, x)
            x = layer(x, bias)
            result.append(x if number >= self.narrow_after else x.gather(1, places))
        return result

    def freeze(self, layers: int) -> None:
        """Keep what lies below layer `layers` as it is: a later stage need not learn it anew."""
        if layers:
            for part in (self.positions, self.norm, *self.layers[:layers]):
                part.requires_grad_(False)

    def heads(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of both heads from what the last layer gives."""
        x = drop(x, self.dropout, self.training)
        return self.head(x), self.grounds(x)


def _bias(mask: Tensor, like: Tensor) -> Tensor:
    return (1.0 - mask[:, None, None, :].to(like.dtype)) * -1e4


def build(
    base: Base, layers: Sequence[int], dropout: float = 0.1, narrow_after: int = 12
) -> Tagger:
    """A tagger whose encoder starts from the base's weights; the heads are new."""
    model = Tagger(len(layers), dropout, narrow_after)

    def tensor(name: str, *shape: int) -> Tensor:
        return torch.from_numpy(base.tensors[name].reshape(shape)).clone()

    state = {
        "positions.weight": tensor("emb.pos", POSITIONS, HIDDEN) + tensor("emb.type", 2, HIDDEN)[0],
        "norm.weight": tensor("emb.ln.w", HIDDEN),
        "norm.bias": tensor("emb.ln.b", HIDDEN),
    }
    for new, old in enumerate(layers):
        to, source = f"layers.{new}.", f"l{old}."
        state[to + "query_key_value.weight"] = torch.cat(
            [tensor(f"{source}{part}.w", HIDDEN, HIDDEN) for part in "qkv"]
        )
        state[to + "query_key_value.bias"] = torch.cat(
            [tensor(f"{source}{part}.b", HIDDEN) for part in "qkv"]
        )
        state[to + "attention_out.weight"] = tensor(source + "ao.w", HIDDEN, HIDDEN)
        state[to + "attention_out.bias"] = tensor(source + "ao.b", HIDDEN)
        state[to + "inner.weight"] = tensor(source + "fi.w", FEED_FORWARD, HIDDEN)
        state[to + "inner.bias"] = tensor(source + "fi.b", FEED_FORWARD)
        state[to + "outer.weight"] = tensor(source + "fo.w", HIDDEN, FEED_FORWARD)
        state[to + "outer.bias"] = tensor(source + "fo.b", HIDDEN)
        for name, short in (("attention_norm", "aln"), ("out_norm", "oln")):
            state[to + name + ".weight"] = tensor(f"{source}{short}.w", HIDDEN)
            state[to + name + ".bias"] = tensor(f"{source}{short}.b", HIDDEN)
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or not all(name.startswith(HEADS_OF_TAGGER) for name in missing):
        raise ValueError(f"base does not fit: {missing} {unexpected}")
    return model


def embeddings(blocks: np.ndarray) -> Tensor:
    """The frozen word embeddings, float32 (rows, 384), from 4-bit blocks (rows, 12, 18)."""
    return torch.from_numpy(dequantise(blocks).reshape(len(blocks), HIDDEN))
