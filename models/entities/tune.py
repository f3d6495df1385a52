"""Compare trained pipelines on text that neither trained them nor stands in the report.

    python tune.py DATA_DIR FOLDER [FOLDER ...]

Danish test part of DaNE and the development part of Talbanken, as written and in lower case; the
sentences of `tuning/`; application texts of the generator from a seed of its own.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from evaluate import CASES, score
from evaluation.scoring import f1, total
from evaluation.sets import marked
from generator.documents import Generator
from recipe.corpora import Document, universal_ner

from fairscreen.language.entities.recogniser import EntityRecogniser

TUNING = Path(__file__).resolve().parent / "tuning"


def sentences(name: str) -> list[Document]:
    lines = (TUNING / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [marked(line) for line in lines if line and not line.startswith("#")]


def development(data: Path) -> dict[str, list[Document]]:
    """Texts by source; none of them trained the model or stands in the report."""
    ner = data / "ner"
    talbanken = ner / "uner-swedish-talbanken" / "sv_talbanken-ud-dev.iob2"
    generator, rng = Generator(data), random.Random(2027)
    return {
        "DaNE test": universal_ner(ner / "dane" / "da_ddt-ud-test.iob2.gz", mark_schools=False),
        "Talbanken dev": universal_ner(talbanken, mark_schools=False),
        "generated": [generator.document(rng) for _ in range(250)],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("models", type=Path, nargs="+")
    options = parser.parse_args()
    corpora = development(options.data)
    words, names = sentences("words_like_names"), sentences("names_like_words")
    for folder in options.models:
        model = EntityRecogniser(folder)
        print(f"\n{folder}", flush=True)
        for name, documents in corpora.items():
            for case in ("", " lower"):
                if case and name == "generated":
                    continue
                whole = total(score(model, documents, CASES[case], schools=True)["PER"])
                print(
                    f"  {name + case:20} F1 {f1(whole):.1f}  missed "
                    f"{100 * whole.missed / whole.there:.1f} % of {whole.there}  "
                    f"false {whole.false}",
                    flush=True,
                )
        found = total(score(model, names)["PER"])
        said = total(score(model, words)["PER"]).said
        print(
            f"  names like words missed {found.missed} of {found.there}; words taken for names ",
            end="",
        )
        print(f"{said} in {len(words)} sentences", flush=True)


if __name__ == "__main__":
    main()
