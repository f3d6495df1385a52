"""Distil the name list of the anonymiser, and the words that are no names. See README.md."""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from math import log2
from pathlib import Path

TARGET = Path(__file__).parents[2] / "src/fairscreen/anonymise/data/names.tsv.gz"
ORDINARY = TARGET.with_name("ordinary_words.txt.gz")
_ADDRESS = re.compile(r"\S*[@/]\S*|\bwww\S+|\S+\.(?:se|com|nu|org)\b")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_COLUMNS = {
    "lexicon/skills": ("label",),
    "lexicon/occupations": ("label",),
    "places/municipalities": ("name",),
    "places/localities": ("name",),
    "places/districts": ("name",),
    "places/other_group_terms": ("singular", "plural", "adjective"),
    "places/languages": ("name",),
}
# Where a table says whence its rows come, those under CC0.
_SOURCES = frozenset({None, "jobtech", "stockholm-stadsdelar", "hand-compiled"})


def rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter="\t")


def number(value: str) -> int:
    return int(float(value or 0))


def bearers(data: Path) -> tuple[Counter[str], Counter[str]]:
    given: Counter[str] = Counter()
    surnames: Counter[str] = Counter()
    for row in rows(data / "names/given_names.tsv"):
        count = max(
            sum(number(row[f"{kind}_{sex}_{year}"]) for sex in ("women", "men"))
            for kind, year in (("called", 2022), ("called", 2020), ("any_given", 2020))
        )
        given[row["name"].lower()] += count
    for row in rows(data / "names/surnames.tsv"):
        surnames[row["name"].lower()] += number(row["persons_2020"])
    return (
        Counter({name: count for name, count in given.items() if count >= 5}),
        Counter({name: count for name, count in surnames.items() if count >= 10}),
    )


def texts(data: Path) -> Iterator[str]:
    with gzip.open(data / "ads/ads.jsonl.gz", "rt", encoding="utf-8") as stream:
        for line in stream:
            yield _ADDRESS.sub(" ", json.loads(line)["text"])
    corpus = data / "ner/swedish-ner-corpus/train_corpus.txt"
    with corpus.open(encoding="utf-8") as stream:
        yield " ".join(line.split()[0] for line in stream if line.strip())


def lower_case(data: Path) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in texts(data):
        counts.update(word for word in _WORD.findall(text) if word.islower())
    return counts


def digit(count: int, *, per: float = 1.0) -> int:
    return min(9, max(1, round(log2(count) * per))) if count else 0


def of_employers(data: Path) -> set[str]:
    """Words with a capital in the ads of three employers or more: systems, firms, places.

    A contact person is named by one employer, a system or a town by many.
    """
    employers: dict[str, set[str]] = defaultdict(set)
    with gzip.open(data / "ads/ads.jsonl.gz", "rt", encoding="utf-8") as stream:
        for ad in map(json.loads, stream):
            for word in _WORD.findall(_ADDRESS.sub(" ", ad["text"])):
                if not word.islower():
                    employers[word.lower()].add(ad.get("employer") or ad["id"])
    return {word for word, seen in employers.items() if len(seen) >= 3}


def of_columns(data: Path) -> set[str]:
    """The words of skills, occupations, places in Sweden, countries and languages."""
    return {
        word.lower()
        for name, columns in _COLUMNS.items()
        for row in rows(data / f"{name}.tsv")
        if row.get("source") in _SOURCES
        for column in columns
        for word in _WORD.findall(row[column] or "")
    }


def ordinary(data: Path, words: Counter[str], listed: set[str]) -> list[str]:
    """What is no name: of those columns, of many employers, or written small five times."""
    often = {word for word, count in words.items() if count >= 5}
    firms = {word for word in of_employers(data) if word.removesuffix("s") not in listed}
    return sorted(word for word in (often | of_columns(data) | firms) - listed if len(word) > 2)


def write(target: Path, lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def main(data: Path) -> None:
    given, surnames = bearers(data)
    words = lower_case(data)
    head = (
        "# Words of job ads and of the skills of JobTech (CC0) that are no names: see models/names"
    )
    write(ORDINARY, [head, *ordinary(data, words, set(given | surnames))])
    lines = ["# Källa: SCB, CC0 1.0. name, given name, surname, ordinary word: see models/names"]
    for name in sorted(given | surnames):
        seen = words[name]
        digits = (digit(given[name], per=0.5), digit(surnames[name], per=0.5),
                  digit(seen + 1) if seen >= 2 else 0)  # fmt: skip
        lines.append(f"{name}\t{''.join(map(str, digits))}")
    write(TARGET, lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
