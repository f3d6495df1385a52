"""Measure a trained pipeline and print every figure of the model card.

    python evaluate.py DATA_DIR [--model FOLDER] [--quick] [--threads N] [--json FILE]

Intervals are 95 %: bootstrap over texts for F1, Wilson for shares. `--quick` takes parts of the
large sets, as the floor test does.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path

from evaluate_grounds import application_texts, hand_written, measure, report
from evaluation import sets
from evaluation.scoring import Counts, compare, f1, f1_interval, total, wilson
from generator.names import held_out
from recipe.corpora import Document

from fairscreen.language.entities.recogniser import EntityRecogniser
from fairscreen.language.pipelines import find

# Marked applications that have been looked at, so that they are no longer blind.
MARKED = Path(__file__).resolve().parents[2] / "tests" / "anonymise" / "applications"
SPENT = ("tuning", "tuning_b", *(f"heldout_{letter}" for letter in "abcde"))
CASES = {"": lambda t: t, " lower": str.lower, " CAPS": str.upper}


def same_length(text: str, change) -> str:
    """A change of case letter by letter, so that spans stay."""
    return "".join(change(c) if len(change(c)) == 1 else c for c in text)


def predicted(
    model: EntityRecogniser, texts: list[str], *, schools: bool
) -> list[list[tuple[int, int, str]]]:
    result = []
    for found in model.pipe(texts):
        spans = [(item.start, item.end, item.label) for item in found]
        if not schools:
            spans = [(s, e, "ORG" if kind == "SCHOOL" else kind) for s, e, kind in spans]
        result.append(spans)
    return result


def score(
    model: EntityRecogniser, documents: list[Document], change=str, *, schools: bool = False
) -> dict[str, list[Counts]]:
    """Counts per label and text."""
    texts = [same_length(d.text, change) for d in documents]
    found = predicted(model, texts, schools=schools)
    labels = ("PER", "LOC", "ORG", "SCHOOL") if schools else ("PER", "LOC", "ORG")
    return {
        label: [compare(d.spans, said, label) for d, said in zip(documents, found, strict=True)]
        for label in labels
    }


def share(part: int, whole: int) -> str:
    low, high = wilson(part, whole)
    return f"{100 * part / max(1, whole):.1f} % [{low:.1f}–{high:.1f}] ({part} of {whole})"


def corpora(model: EntityRecogniser, data: Path, figures: dict, every: int) -> None:
    for name, documents in sets.corpora(data).items():
        documents = documents[::every]
        for case, change in CASES.items():
            if case and every > 1 and name != "swedish-ner-corpus test":
                continue
            counts = score(model, documents, change)
            persons = counts["PER"]
            whole = total(persons)
            low, high = f1_interval(persons)
            key = name + case
            figures[key] = {
                "per_f1": f1(whole),
                "per_missed": 100 * whole.missed / max(1, whole.there),
                "loc_f1": f1(total(counts["LOC"])),
                "org_f1": f1(total(counts["ORG"])),
            }
            print(
                f"{key}: PER F1 {f1(whole):.1f} [{low:.1f}–{high:.1f}], P "
                f"{100 * whole.right / max(1, whole.said):.1f}, R "
                f"{100 * whole.right / max(1, whole.there):.1f}, wholly missed "
                f"{share(whole.missed, whole.there)}; LOC F1 {figures[key]['loc_f1']:.1f}, "
                f"ORG F1 {figures[key]['org_f1']:.1f}",
                flush=True,
            )


def words_and_names(model: EntityRecogniser, figures: dict) -> None:
    names = sets.word_sentences("names_like_words")
    whole = total(score(model, names)["PER"])
    figures["word-like names found"] = 100 * (whole.there - whole.missed) / whole.there
    print(
        "word-like names in context, found:",
        share(whole.there - whole.missed, whole.there),
        "whole:",
        share(whole.there - whole.missed - whole.partly, whole.there),
    )
    words = sets.word_sentences("words_like_names")
    whole = total(score(model, words)["PER"])
    figures["words taken for names"] = 100 * whole.said / len(words)
    print(
        "sentences with such words as words:",
        len(words),
        "; taken for names:",
        share(whole.said, len(words)),
    )


def applications(model: EntityRecogniser, figures: dict) -> None:
    items = sets.applications()
    counts = score(model, [item.document for item in items], schools=True)
    for label, each in counts.items():
        whole = total(each)
        touched = whole.there - whole.missed
        print(
            f"applications {label}: found {share(touched, whole.there)}, in full "
            f"{share(touched - whole.partly, whole.there)}, exact F1 {f1(whole):.1f}, precision "
            f"(touching a true one) {share(whole.said - whole.false, whole.said)}"
        )
        figures[f"applications {label}"] = {
            "found": 100 * touched / max(1, whole.there),
            "f1": f1(whole),
            "precision": 100 * (whole.said - whole.false) / max(1, whole.said),
        }
    for by in ("group", "kind", "language"):
        for value in sorted({getattr(item, by) for item in items}):
            part = total(
                c for c, i in zip(counts["PER"], items, strict=True) if getattr(i, by) == value
            )
            print(
                f"  {by} {value}: found {share(part.there - part.missed, part.there)}, "
                f"false {part.false}"
            )


def applications_with_rules(figures: dict) -> None:
    """The same texts through `fairscreen.anonymise`: rules, lists and the model together.

    Found: some character is hidden as a name; precision over all that is hidden as a name.
    """
    from fairscreen.anonymise import detect

    items = sets.applications()
    counts = []
    for item in items:
        hits = detect(item.document.text)
        names = [(hit.start, hit.end, "PER") for hit in hits if hit.category == "name"]
        other = [(hit.start, hit.end, "PER") for hit in hits if hit.category != "name"]
        # A name inside an address or a mail address is hidden as part of that.
        inside = [
            span
            for span in item.document.spans
            if any(s < span[1] and e > span[0] for s, e, _ in other)
        ]
        gold = [s for s in item.document.spans if s not in inside]
        counts.append(compare(gold, names, "PER"))
    whole = total(counts)
    found = whole.there - whole.missed
    print(
        f"applications PER, rules and model: found {share(found, whole.there)}, in full "
        f"{share(found - whole.partly, whole.there)}, precision (touching a true one) "
        f"{share(whole.said - whole.false, whole.said)}"
    )
    figures["applications with rules"] = {
        "found": 100 * found / max(1, whole.there),
        "precision": 100 * (whole.said - whole.false) / max(1, whole.said),
    }
    for group in sorted({item.group for item in items}):
        part = total(c for c, i in zip(counts, items, strict=True) if i.group == group)
        print(f"  {group}: found {share(part.there - part.missed, part.there)}, false {part.false}")


def snippets(model: EntityRecogniser, data: Path, figures: dict, every: int) -> None:
    items = sets.snippets(data)[::every]
    for case, change in CASES.items():
        counts = score(model, [d for _, d in items], change)["PER"]
        whole = total(counts)
        print(
            f"made-up snippets{case}: PER F1 {f1(whole):.1f}, whole name "
            f"{share(whole.right, whole.there)}, missed {share(whole.missed, whole.there)}"
        )
        figures["snippets" + case] = {"recall": 100 * whole.right / whole.there}
        if case:
            continue
        for group in sorted({g for g, _ in items}):
            part = total(c for c, (g, _) in zip(counts, items, strict=True) if g == group)
            print(f"  {group}: whole name {share(part.right, part.there)}, missed {part.missed}")
    unseen = [
        Document(
            d.text,
            [
                s
                for s in d.spans
                if s[2] == "PER" and all(held_out(word) for word in d.text[s[0] : s[1]].split())
            ],
        )
        for _, d in items
    ]
    whole = total(score(model, unseen)["PER"])
    print(
        "persons all of whose names were kept out of training, found:",
        share(whole.there - whole.missed, whole.there),
    )


def grounds(model: EntityRecogniser, data: Path, figures: dict) -> None:
    """What is told of the grounds, on items that trained nothing and on marked applications that
    are no longer blind."""
    kept: dict = {}
    texts = {
        f"grounds, own test, {name}": [(document, set()) for document in documents]
        for name, documents in hand_written(data, "test").items()
    }
    for name in SPENT:
        path = MARKED / f"{name}.txt"
        texts[f"grounds, marked applications {name}"] = application_texts(path)
    for name, documents in texts.items():
        report(name, measure(model, documents, (0.0,))[0.0], kept, 0)
    figures.update(kept)


def ads(model: EntityRecogniser, data: Path, figures: dict, every: int, show: int) -> None:
    texts = sets.ads(data, every=every)
    words = hits = masks = 0
    shown = 0
    for text, found in zip(texts, model.pipe(texts), strict=True):
        words += len(text.split())
        for item in found:
            if item.label != "PER":
                continue
            if "NAME" in text[item.start : item.end]:
                masks += 1
                continue
            hits += 1
            if shown < show:
                shown += 1
                print("   hit:", repr(text[max(0, item.start - 30) : item.end + 20]), item.score)
    figures["ads"] = {"per_10000": 10_000 * hits / words}
    print(
        f"name-masked ads of unseen employers: {words} words, person hits {hits} = "
        f"{10_000 * hits / words:.1f} per 10,000 words ({masks} more on the masks themselves)"
    )


def speed(folder: Path, data: Path, figures: dict, threads: int) -> None:
    began = time.perf_counter()
    model = EntityRecogniser(folder, threads=threads)
    load = time.perf_counter() - began
    texts = sets.ads(data, every=40)
    list(model.pipe(texts[:5]))
    began = time.perf_counter()
    list(model.pipe(texts))
    spent = time.perf_counter() - began
    words = sum(len(text.split()) for text in texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures["speed"] = {"words_per_second": words / spent, "load_seconds": load}
    print(
        f"speed: {words / spent:.0f} words/s on {threads} thread(s), load {load:.2f} s, "
        f"peak memory of this process {peak:.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--show-ads", type=int, default=0, help="print so many hits in ads")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    folder = options.model or find("entities")
    if folder is None:
        raise SystemExit("no trained pipeline: train and package one first")
    every = 4 if options.quick else 1
    figures: dict = {}
    model = EntityRecogniser(folder, threads=options.threads)
    words_and_names(model, figures)
    applications(model, figures)
    if not options.model:
        applications_with_rules(figures)
    corpora(model, options.data, figures, every)
    snippets(model, options.data, figures, every)
    if model.ground_labels:
        grounds(model, options.data, figures)
    ads(model, options.data, figures, 16 * every if options.quick else 4, options.show_ads)
    speed(folder, options.data, figures, 1)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
