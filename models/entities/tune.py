"""Compare trained pipelines on text that neither trained them nor stands in the report.

    python tune.py DATA_DIR FOLDER [FOLDER ...] [--bias B ...] [--quick]

Danish test part of DaNE and the development part of Talbanken, as written and in lower case; the
texts and sentences of `tuning/`; application texts of the generator from a seed of its own. Several
values of `--bias` are added in turn to the logits of persons, to choose by.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

from evaluate import CASES, same_length
from evaluation.scoring import Counts, compare, f1, total
from evaluation.sets import marked
from generator.documents import Generator
from recipe.corpora import Document, universal_ner

from fairscreen.language.entities.decoding import entities
from fairscreen.language.entities.recogniser import EntityRecogniser

TUNING = Path(__file__).resolve().parent / "tuning"
_HEAD = re.compile(r"(?m)^=== .*\n")


def sentences(name: str) -> list[Document]:
    lines = (TUNING / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [marked(line) for line in lines if line and not line.startswith("#")]


def applications() -> list[Document]:
    """Whole texts of which the persons alone are marked; figures and artists, marked in small, may
    be said to be persons or not."""
    text = (TUNING / "applications.txt").read_text(encoding="utf-8")
    result = []
    for part in _HEAD.split(text)[1:]:
        document = marked(part.strip().replace("[p:", "[S:"))
        document.unsure = [(s, e) for s, e, kind in document.spans if kind != "PER"]
        result.append(document)
    return result


def development(data: Path) -> dict[str, list[Document]]:
    """Texts by source; none of them trained the model or stands in the report."""
    ner = data / "ner"
    talbanken = ner / "uner-swedish-talbanken" / "sv_talbanken-ud-dev.iob2"
    generator, rng = Generator(data), random.Random(2027)
    return {
        "DaNE test": universal_ner(ner / "dane" / "da_ddt-ud-test.iob2.gz", mark_schools=False),
        "Talbanken dev": universal_ner(talbanken, mark_schools=False),
        "generated": [generator.document(rng) for _ in range(250)],
        "applications": applications(),
    }


def persons(
    model: EntityRecogniser, documents: list[Document], case: str, biases: list[float]
) -> Iterator[Counts]:
    """Counts of persons for each bias."""
    column = [number for number, label in enumerate(model.labels) if label.endswith("-PER")]
    texts = [same_length(document.text, CASES[case]) for document in documents]
    read = [[*model.read(text)] for text in texts]
    for bias in biases:
        counts = []
        for document, text, windows in zip(documents, texts, read, strict=True):
            said = []
            for window, logits in windows:
                shifted = logits.copy()
                shifted[:, column] += bias
                said += entities(text, window.spans, shifted, model.labels)
            spans = [
                (item.start, item.end, item.label)
                for item in said
                if not any(s < item.end and e > item.start for s, e in document.unsure)
            ]
            counts.append(compare(document.spans, spans, "PER"))
        yield total(counts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("--bias", type=float, nargs="+", default=[0.0])
    parser.add_argument("--quick", action="store_true", help="every third text of the corpora")
    options = parser.parse_args()
    sets = development(options.data)
    if options.quick:
        sets = {name: texts[::3] if len(texts) > 300 else texts for name, texts in sets.items()}
    sets["names like words"] = sentences("names_like_words")
    sets["words like names"] = sentences("words_like_names")
    for folder in options.models:
        model = EntityRecogniser(folder)
        print(f"\n{folder}", flush=True)
        for name, documents in sets.items():
            for case in ("", " lower"):
                if case and name not in ("DaNE test", "Talbanken dev"):
                    continue
                found = persons(model, documents, case, options.bias)
                for bias, whole in zip(options.bias, found, strict=True):
                    print(
                        f"  {name + case:20} {f'+{bias}' if bias else '':5} F1 {f1(whole):.1f}  "
                        f"missed {whole.missed} of {whole.there} = "
                        f"{100 * whole.missed / max(1, whole.there):.1f} %, in part "
                        f"{whole.partly}; false {whole.false}",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
