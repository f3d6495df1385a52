"""The trained models: size, load, speed, memory, and every figure of their cards.

Speed is CPU time on one thread, so that a busy machine changes little. Memory is that of one
process which reads many different texts, each with a few words that no text before it had. The
figures of the cards need the reference data; the rest does not.

    python -m benchmarks.models [--documents 10000] [--without-figures]
"""

from __future__ import annotations

import argparse
import platform
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.data import ROOT, shared_data

NAMES = ("sv_fairscreen", "en_fairscreen", "entities")
LARGEST_MB = 80
#: What loads a model, as a fresh process runs it.
_LOAD = """
import sys, time
sys.path.insert(0, {root!r})
import numpy, spacy, onnxruntime
began = time.perf_counter(), time.process_time()
{call}
print(time.perf_counter() - began[0], time.process_time() - began[1])
"""
_CALLS = {
    "sv_fairscreen": "from fairscreen.language.syntax import load_pipeline; load_pipeline('sv')",
    "en_fairscreen": "from fairscreen.language.syntax import load_pipeline; load_pipeline('en')",
    "entities": "from fairscreen.language.entities import load_recogniser; load_recogniser()",
}


def processor() -> str:
    """Its name and whether it has the int8 instructions (VNNI)."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    fields = dict(line.split(":", 1) for line in lines if ":" in line)
    values = {key.strip(): value.strip() for key, value in fields.items()}
    flags = values.get("flags", "").split()
    vnni = "with VNNI" if {"avx512_vnni", "avx_vnni"} & set(flags) else "without VNNI"
    return f"{values.get('model name', platform.machine())}, {vnni}"


def texts() -> list[str]:
    """Invented application texts and ads that lie in the checkout."""
    held_out = (ROOT / "models" / "entities" / "heldout").glob("applications_*.txt")
    applications = [part for path in held_out for part in path.read_text("utf-8").split("\n=== ")]
    plain = [text.replace("[P:", "").replace("[L:", "").replace("]", "") for text in applications]
    ads = [path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    return [*plain, *ads]


def varied(count: int, seed: int = 1) -> list[str]:
    """So many texts of five lines each, with three words that were never seen before."""
    rng = random.Random(seed)
    lines = [line for text in texts() for line in text.splitlines() if len(line.split()) > 4]
    made = []
    for _ in range(count):
        new = [
            "".join(rng.choice("bdfgklmnrstv") + rng.choice("aeiouyåäö") for _ in range(4))
            for _ in range(3)
        ]
        made.append("\n".join([*rng.choices(lines, k=5), "Jag arbetar med " + " ".join(new) + "."]))
    return made


def sizes() -> None:
    from fairscreen.language.pipelines import find

    total = 0.0
    for name in NAMES:
        folder = find(name)
        if folder is None:
            print(f"{name}: not trained")
            continue
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
        total += size
        print(f"{name}: {size:.1f} MB")
    print(f"together {total:.1f} MB (at most {LARGEST_MB})")


def loads() -> None:
    whole = [0.0, 0.0]
    for name, call in _CALLS.items():
        code = _LOAD.format(root=str(ROOT / "src"), call=call)
        done = subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        )
        wall, cpu = map(float, done.stdout.split())
        whole = [whole[0] + wall, whole[1] + cpu]
        print(f"load {name}: {wall:.2f} s, {cpu:.2f} s of processor")
    print(f"load, all: {whole[0]:.2f} s, {whole[1]:.2f} s of processor (libraries not counted)")


def news(data: Path, count: int = 250) -> list[str]:
    """Swedish news (swedish-ner-corpus, test part) in paragraphs of five sentences."""
    sys.path.insert(0, str(ROOT / "models" / "entities"))
    from recipe.corpora import swedish_ner_corpus

    path = data / "ner" / "swedish-ner-corpus" / "test_corpus.txt"
    lines = [document.text for document in swedish_ner_corpus(path)]
    return [" ".join(lines[at : at + 5]) for at in range(0, len(lines), 5)][:count]


def speeds(data: Path | None) -> None:
    """Words (between blanks) and tokens (words and signs) a second of processor, by kind of text.

    The models take turns, so that what else the machine does touches all alike.
    """
    from fairscreen.language.entities import load_recogniser
    from fairscreen.language.entities.windows import words as tokens
    from fairscreen.language.loading import read

    model = load_recogniser("entities")
    samples = {"application text": varied(150, seed=2)}
    if data is not None:
        samples["news"] = news(data, 150)
    readers: dict[str, Callable[[str], object]] = {
        "syntax (Swedish)": lambda text: read(text, "sv"),
        "syntax (English)": lambda text: read(text, "en"),
        "entities": model,
        "entities and grounds": model.annotate,
    }
    for kind, sample in samples.items():
        size = sum(len(text.split()) for text in sample)
        finer = sum(sum(1 for _ in tokens(text)) for text in sample)
        spent: dict[str, list[float]] = {name: [] for name in readers}
        for reader in readers.values():
            for text in sample[:20]:
                reader(text)
        for _ in range(3):
            for name, reader in readers.items():
                began = time.process_time()
                for text in sample:
                    reader(text)
                spent[name].append(time.process_time() - began)
        for name, times in spent.items():
            print(
                f"{name}, {kind}: {size / median(times):,.0f} words, "
                f"{finer / median(times):,.0f} tokens a second of processor, one thread"
            )


def memory(documents: int) -> None:
    """Prints the process's memory as it reads on."""
    from fairscreen import language
    from fairscreen.language.entities import load_recogniser

    model = load_recogniser("entities")
    marks = {round(documents * part / 10) for part in range(1, 11)}
    figures = []
    for number, text in enumerate(varied(documents, seed=3), start=1):
        language.parse(text)
        model.annotate(text)
        if number in marks:
            figures.append(_resident_mb())
            print(f"memory after {number} texts: {figures[-1]:.0f} MB", flush=True)
    if len(figures) > 1:
        grown = figures[-1] - figures[0]
        print(f"grown by {grown:.0f} MB since the first tenth")


def _resident_mb() -> float:
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * 4096 / 1e6


def cards(data: Path) -> None:
    """What each model's own ``evaluate.py`` prints."""
    for name in (*NAMES, "requirements"):
        print(f"\n### {name}", flush=True)
        script = ROOT / "models" / name / "evaluate.py"
        subprocess.run([sys.executable, str(script), str(data)], check=False, cwd=script.parent)


def main(arguments: Sequence[str] = ()) -> None:
    """Print it all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--without-figures", action="store_true")
    options = parser.parse_args(arguments)
    print(processor())
    sizes()
    loads()
    data = shared_data()
    speeds(data)
    memory(options.documents)
    if data is not None and not options.without_figures:
        cards(data)


if __name__ == "__main__":
    main(sys.argv[1:])
