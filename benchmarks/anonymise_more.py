"""More measures of the anonymiser: parity, innocent text, speed.

``python benchmarks/anonymise_more.py parity FILE…`` puts two persons of each name group in every
text in place of the applicant. ``innocent ADS.jsonl.gz`` counts what is hidden in job ads, which
have no applicant. ``speed FILE…`` times the anonymiser beside plain Presidio with the same entity
model and the same texts, in turns, in one run. ``bait`` times inputs made to choke patterns.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/factories"))
sys.path.insert(0, str(Path(__file__).parents[1]))

from marked_applications import FOLDER, Application, Mark, read

from benchmarks.anonymise import AS_OF, found, places, wilson
from fairscreen.anonymise import anonymise_text, detect, engine, load_policy
from fairscreen.anonymise.people import folded
from fairscreen.language.entities import Annotations

PERSONS = {
    "swedish": (("Lovisa", "Hallgren"), ("Torsten", "Eklund")),
    "finnish": (("Päivi", "Lehtonen"), ("Tapio", "Rautio")),
    "sami": (("Elle", "Partapuoli"), ("Nils-Áslak", "Valkeapää")),
    "arabic": (("Huda", "Al-Khatib"), ("Mahmoud", "Barakat")),
    "somali": (("Ayaan", "Farah"), ("Liban", "Hersi")),
    "persian": (("Laleh", "Mohammadi"), ("Bahram", "Jafari")),
    "kurdish": (("Zilan", "Baran"), ("Serhat", "Botan")),
    "bcs": (("Mirela", "Kovačević"), ("Zoran", "Jovanović")),
    "polish": (("Katarzyna", "Nowicka"), ("Wojciech", "Zieliński")),
    "turkish": (("Gülsüm", "Şahin"), ("Emre", "Çelik")),
    "tigrinya": (("Mebrat", "Weldu"), ("Tekle", "Asfaha")),
    "thai": (("Wanida", "Suksai"), ("Somsak", "Phromma")),
    "chinese": (("Lihua", "Zhao"), ("Qiang", "Xu")),
    "tamil": (("Anjali", "Subramaniam"), ("Vignesh", "Nadarajah")),
    "spanish": (("Consuelo", "Mendoza"), ("Ignacio", "Salazar")),
    "english": (("Heather", "Ashcroft"), ("Nigel", "Pemberton")),
}


def swapped(application: Application, given: str, surname: str) -> Application | None:
    """The text with another applicant's name; ``None`` when its name has forms with no equal."""
    old_given = [folded(word) for word in application.given.split()]
    old_surname = [folded(word) for word in application.surname.split()]
    text, marks, at = "", [], 0
    for mark in application.marks:
        inner = application.text[mark.start : mark.end]
        text += application.text[at : mark.start]
        new = inner
        if mark.letter == "N":
            words, seen = [], set()
            for word in re.findall(r"[^\W\d_][\w'’\-]*|\W+", inner):
                key = folded(word)
                if key in old_given or key in old_surname:
                    part = given if key in old_given else surname
                    if part in seen:
                        words = words[:-1]
                        continue
                    seen.add(part)
                    words.append(part.upper() if word.isupper() else
                                 part.lower() if word.islower() else part)  # fmt: skip
                elif any(letter.isalpha() for letter in word):
                    return None
                else:
                    words.append(word)
            new = "".join(words)
        elif mark.letter == "C" and "@" in inner:
            new = f"{folded(given)}.{folded(surname)}@exempel.se".replace("'", "")
        marks.append(Mark(len(text), len(text) + len(new), mark.letter))
        text += new
        at = mark.end
    text += application.text[at:]
    return Application(application.id, application.lang, "", application.kind, given, surname,
                       text, tuple(marks))  # fmt: skip


def parity(applications: Sequence[Application]) -> None:
    """Whole documents and mentions by name group, the same texts under every name."""
    policy = load_policy("namn-alder-kon")
    rates = []
    for group, persons in PERSONS.items():
        docs = whole = marks = hits = 0
        for application in applications:
            for given, surname in persons:
                text = swapped(application, given, surname)
                if text is None:
                    continue
                hidden = places(anonymise_text(text.text, policy=policy, as_of=AS_OF).spans)
                own = [found(m, text.text, hidden) for m in text.marks if m.letter == "N"]
                docs, whole = docs + 1, whole + all(own)
                marks, hits = marks + len(own), hits + sum(own)
        rates.append(hits / marks)
        print(f"{group}: documents {wilson(whole, docs)}; mentions {wilson(hits, marks)}")
    print(f"mentions, best less worst: {100 * (max(rates) - min(rates)):.1f} points")


def innocent(file: Path, count: int, seed: int) -> None:
    """Hits per 1,000 words of job ads, by category."""
    with gzip.open(file, "rt") as lines:
        ads = [json.loads(line)["text"] for line in lines]
    chosen = random.Random(seed).sample(ads, count)
    policy = load_policy("alla-grunder")
    words = sum(len(text.split()) for text in chosen)
    hits = Counter(hit.category for text in chosen for hit in detect(text) if policy.hides(hit))
    print(f"{count} ads, {words} words; hits per 1,000 words:")
    print(", ".join(f"{name} {1000 * n / words:.2f}" for name, n in hits.most_common()))


def plain_presidio(*, model: bool) -> Callable[[str], object]:
    """Presidio as its documentation sets it up, with our entity model in a blank pipeline."""
    import spacy
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine
    from presidio_analyzer.predefined_recognizers import (
        CreditCardRecognizer,
        DateRecognizer,
        EmailRecognizer,
        IbanRecognizer,
        IpRecognizer,
        PhoneRecognizer,
        SpacyRecognizer,
        UrlRecognizer,
    )
    from presidio_anonymizer import AnonymizerEngine

    from fairscreen.language.entities import add_to
    from fairscreen.settings import Settings

    nlp = spacy.blank("sv")
    if model:  # the one that the setting names for us, too
        add_to(nlp, model=Settings().entities or "entities")

    class Loaded(SpacyNlpEngine):
        def __init__(self) -> None:
            super().__init__(ner_model_configuration=NerModelConfiguration(
                labels_to_ignore=[], model_to_presidio_entity_mapping={
                    "PER": "PERSON", "LOC": "LOCATION", "ORG": "ORGANIZATION",
                    "SCHOOL": "ORGANIZATION"}))  # fmt: skip
            self.nlp = {"sv": nlp}

    registry = RecognizerRegistry(supported_languages=["sv"])
    for kind in (CreditCardRecognizer, DateRecognizer, EmailRecognizer, IbanRecognizer,
                 IpRecognizer, UrlRecognizer, SpacyRecognizer):  # fmt: skip
        registry.add_recognizer(kind(supported_language="sv"))
    registry.add_recognizer(PhoneRecognizer(supported_language="sv", supported_regions=("SE",)))
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=Loaded(), supported_languages=["sv"])
    anonymizer = AnonymizerEngine()
    return lambda text: anonymizer.anonymize(text, analyzer.analyze(text, "sv"))


def speed(applications: Sequence[Application], rounds: int, *, model: bool) -> None:
    """CPU milliseconds per 500 words, ours and plain Presidio's in turns."""
    texts = [application.text for application in applications]
    words = sum(len(text.split()) for text in texts)
    policy = load_policy("alla-grunder")
    if not model:
        engine.model_reads = lambda text: Annotations([], [])
    print(f"{len(texts)} texts, {words} words, entity model: {model}")
    runs: dict[str, Callable[[str], object]] = {
        "fairscreen": lambda text: anonymise_text(text, policy=policy, as_of=AS_OF),
        "plain Presidio": plain_presidio(model=model),
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        for text in texts[:3]:
            run(text)
    for _ in range(rounds):
        for name, run in runs.items():
            start = time.process_time()
            for text in texts:
                run(text)
            times[name].append(500_000 * (time.process_time() - start) / words)
    for name, values in times.items():
        print(f"{name}: {median(values):.1f} ms CPU per 500 words "
              f"({min(values):.1f}–{max(values):.1f})")  # fmt: skip
    print(f"throughput: {median(times['plain Presidio']) / median(times['fairscreen']):.2f} times")


def bait() -> None:
    """Inputs made to choke patterns: the time must grow as the text does."""
    pieces = ["a" * 50, "1 ", "2015–", "@a.", "www.", "Aa ", "jag är ", "(((", "8112 ", "ö-", "f. ",
              "från ", "1-1-", "Namn: ", "son till ", "[[", "till Sverige ", "med min "]  # fmt: skip  # noqa: E501
    for piece in pieces:
        taken = []
        for size in (10_000, 20_000):
            text = (piece * (size // len(piece) + 1))[:size]
            start = time.process_time()
            detect(text)
            taken.append(time.process_time() - start)
        print(f"{piece!r}: {taken[0]:.2f} s, doubled {taken[1]:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["parity", "innocent", "speed", "bait"])
    parser.add_argument("files", type=Path, nargs="*", default=[FOLDER / "tuning.txt"])
    parser.add_argument("--count", type=int, default=120)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-model", action="store_true")
    options = parser.parse_args()
    if options.what == "innocent":
        innocent(options.files[0], options.count, options.seed)
    elif options.what == "bait":
        bait()
    elif options.what == "parity":
        parity(list(read(*options.files)))
    else:
        speed(list(read(*options.files)), options.rounds, model=not options.no_model)


if __name__ == "__main__":
    main()
