"""The trained encoder at run time: 4-bit embeddings, int8 layers through onnxruntime."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from fairscreen.errors import FairscreenError
from fairscreen.language.entities.decoding import Annotations, Entity, entities
from fairscreen.language.entities.outside import OutsideRecogniser
from fairscreen.language.entities.telling import FAINT, told
from fairscreen.language.entities.unigram import BOS, EOS, UnigramTokenizer
from fairscreen.language.entities.windows import Window, windows, without_capitals
from fairscreen.language.pipelines import find
from fairscreen.settings import Settings

if TYPE_CHECKING:
    import onnxruntime

__all__ = ["EntityRecogniser", "load_recogniser"]

BUILT_IN = "entities"


class EntityRecogniser:
    """Finds persons, places, organisations and schools in Swedish and English text, and where it
    tells of health, family, religion, origin, politics, sexuality, gender or age.

    Parameters
    ----------
    folder:
        A trained pipeline: `settings.json`, `encoder.onnx`, `embeddings.q4.npy`,
        `vocabulary.tsv.gz`, `normalisation.json`. The last three may be missing: the built-in
        pipeline's are then used. `grounds.onnx` beside them is an encoder of the grounds alone;
        without it they are the second output of `encoder.onnx`, where that has one.
    threads:
        Processor threads that one call may use.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        self.labels: tuple[str, ...] = tuple(settings["labels"])
        self.version: str = settings["version"]
        self._max_length: int = settings["max_length"]
        self._temperature: float = settings.get("temperature", 1.0)
        self._bias = _biases(self.labels, settings["bias"])
        self._bias_lower = _biases(self.labels, settings.get("bias_lower", settings["bias"]))
        # A pipeline of before the second head has no grounds.
        self.ground_labels: tuple[str, ...] = tuple(settings.get("ground_labels", ()))
        self._ground_bias = _biases(self.ground_labels, settings.get("ground_bias", {}))
        own = (folder / "embeddings.q4.npy").is_file()
        shared = folder if own else _found(BUILT_IN)
        self._tokenizer = UnigramTokenizer.load(shared)
        # Read, not mapped: a mapped file keeps the installed package locked on Windows.
        self._blocks = np.load(shared / "embeddings.q4.npy", allow_pickle=False)
        self._encoder = _session(folder / "encoder.onnx", threads)
        alone = folder / "grounds.onnx"
        self._grounds = _session(alone, threads) if alone.is_file() else None

    def __call__(self, text: str) -> list[Entity]:
        """Entities of one text, in order, not overlapping."""
        found: list[Entity] = []
        for window, logits in self.read(text):
            found += entities(text, window.spans, logits, self.labels, self._temperature)
        return found

    def annotate(self, text: str) -> Annotations:
        """Entities and grounds of one text from one reading.

        Windows never share a call of the encoder: int8 activations are scaled over a whole call,
        and what is found in one window must not depend on the others. Nothing is gained by it
        either, since larger arrays leave the processor's cache.
        """
        found = Annotations([], [])
        for window, logits, grounds in self._read(text, ("logits", "grounds")):
            found.entities.extend(
                entities(text, window.spans, logits, self.labels, self._temperature)
            )
            if grounds is not None:
                found.grounds.extend(told(text, window.spans, grounds, self.ground_labels, FAINT))
        return found

    def read(self, text: str) -> Iterator[tuple[Window, np.ndarray]]:
        """Each window of the text with (words, labels) logits of the entities, the bias added."""
        for window, logits, _ in self._read(text, ("logits",)):
            yield window, logits

    def read_grounds(self, text: str) -> Iterator[tuple[Window, np.ndarray]]:
        """The same of the grounds; nothing where the pipeline has no such head."""
        for window, _, grounds in self._read(text, ("logits", "grounds")):
            if grounds is not None:
                yield window, grounds

    def _read(
        self, text: str, wanted: tuple[str, ...]
    ) -> Iterator[tuple[Window, np.ndarray, np.ndarray | None]]:
        # Where capitals tell nothing, more names are missed than elsewhere; the bias evens it out.
        capitals = any(map(str.isupper, without_capitals(text)))
        bias = self._bias if capitals else self._bias_lower
        for window in windows(text, self._tokenizer, max_length=self._max_length):
            logits, *more = self._logits(window, wanted)
            yield window, logits + bias, more[0] + self._ground_bias if more else None

    def pipe(self, texts: Iterable[str]) -> Iterator[list[Entity]]:
        """Entities of every text, in order."""
        return map(self, texts)

    def _logits(self, window: Window, wanted: tuple[str, ...]) -> list[np.ndarray]:
        """(words, labels) of one window, for the entities and then for the grounds."""
        ids = np.array(window.ids)
        first = np.array(window.first)
        embedded = self._embed(ids)[None]
        # What is left in the upper layers: the first piece of each word, and all marks.
        stays = (ids == BOS) | (ids == EOS)
        stays[first] = True
        kept = np.flatnonzero(stays)
        if not self.ground_labels:
            wanted = ("logits",)
        if self._grounds is None:
            runs = [(self._encoder, list(wanted))]
        else:
            runs = [(self._encoder, ["logits"])]
            runs += [(self._grounds, ["grounds"])] if "grounds" in wanted else []
        result = []
        for session, outputs in runs:
            narrows = "kept" in {item.name for item in session.get_inputs()}
            inputs = {"embedded": embedded}
            inputs |= {"kept": kept} if narrows else {"mask": np.ones((1, len(ids)), np.float32)}
            places = np.searchsorted(kept, first) if narrows else first
            result += [array[0][places] for array in session.run(outputs, inputs)]
        return result

    def _embed(self, ids: np.ndarray) -> np.ndarray:
        """float32 (pieces, 384) from 4-bit blocks: number = scale x (nibble - 8)."""
        blocks = self._blocks[ids]
        scale = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
        packed = blocks[..., 2:]
        numbers = np.concatenate([packed & 15, packed >> 4], -1).astype(np.float32) - 8.0
        return (numbers * scale).reshape(len(ids), -1)


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # With it, memory grows with every new shape of input.
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(
        str(path),
        options,
        providers=["CPUExecutionProvider"],
        # The joined operator takes five times as long as the sum and the normalisation apart.
        disabled_optimizers=["SkipLayerNormFusion"],
    )


def _biases(labels: tuple[str, ...], of_label: dict[str, float]) -> np.ndarray:
    return np.array([of_label.get(label[2:], 0.0) for label in labels], np.float32)


def load_recogniser(
    model: str | None = None, threads: int = 1
) -> EntityRecogniser | OutsideRecogniser:
    """The recogniser that texts are read with, loaded once.

    Parameters
    ----------
    model:
        A built-in pipeline's name, a folder of one, or a spaCy package or folder whose
        ``doc.ents`` are used. None takes what the setting ``entities`` names, else the built-in
        model.
    threads:
        Processor threads that one call may use.

    Raises
    ------
    FairscreenError
        ``pipeline-missing`` when there is no such model.
    """
    return _loaded(model or Settings().entities or BUILT_IN, threads)


@cache
def _loaded(model: str, threads: int) -> EntityRecogniser | OutsideRecogniser:
    if model == BUILT_IN:
        return EntityRecogniser(_found(model), threads=threads)
    folder = find(model) or Path(model)
    if (folder / "settings.json").is_file():
        return EntityRecogniser(folder, threads=threads)
    return OutsideRecogniser(model)


def _found(model: str) -> Path:
    folder = find(model)
    if folder is None or not (folder / "settings.json").is_file():
        raise FairscreenError("pipeline-missing", name=model)
    return folder
