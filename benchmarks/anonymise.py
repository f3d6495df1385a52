"""Measure the anonymiser: ``python benchmarks/anonymise.py FILE.jsonl [--misses]``.

A file holds one invented application a line: ``text`` and ``spans`` (start, end, category). A
marked name, contact or number is found when every letter and digit of it is hidden, any other place
when more than half of them are, under whatever category. Merit is kept when a word outside all
marked places is not hidden or stands in the replacement. Intervals: Wilson, 95 %.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from math import sqrt
from pathlib import Path

from fairscreen.anonymise import anonymise_text, has_model, load_policy


def wilson(hits: int, total: int) -> str:
    """Share in percent with its interval."""
    if not total:
        return "–"
    z, share = 1.96, hits / total
    centre = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return (
        f"{100 * share:.1f} ({100 * max(0, centre - half):.1f}–{100 * min(1, centre + half):.1f})"
        f" {hits}/{total}"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    policy = load_policy("alla-grunder")
    words = kept = names = false_names = blind = docs = 0
    for line in options.file.read_text("utf-8").splitlines():
        item = json.loads(line)
        text = item["text"]
        hits = anonymise_text(text, policy=policy).spans
        hidden = {place for hit in hits for place in range(hit.start, hit.end)}
        marked: set[int] = set()
        whole = True
        for span in item["spans"]:
            places = range(span["start"], span["end"])
            marked.update(places)
            total[span["category"]] += 1
            letters = [p in hidden for p in places if text[p].isalnum()]
            whole_place = span["category"] in ("name", "contact", "id")
            ok = all(letters) if whole_place else sum(letters) * 2 > len(letters)
            found[span["category"]] += ok
            if span.get("applicant"):
                whole &= ok
            if not ok and options.misses:
                print("MISS", item["id"], span["category"], repr(text[span["start"] : span["end"]]))
        docs += 1
        blind += whole
        for match in re.finditer(r"\w+", text):
            if marked.isdisjoint(range(*match.span())):
                words += 1
                over = [h for h in hits if h.start < match.end() and match.start() < h.end]
                lost = any(match.group().lower() not in h.replacement.lower() for h in over)
                kept += not lost
                if lost and options.misses:
                    print("LOST", item["id"], match.group(), over[0].rule)
        for hit in hits:
            if hit.category == "name":
                names += 1
                false_names += marked.isdisjoint(range(hit.start, hit.end))
    print(f"model: {'yes' if has_model() else 'no (rules alone)'}; texts: {docs}")
    for category in sorted(total):
        print(f"recall {category}: {wilson(found[category], total[category])}")
    print(f"applicant's name hidden at every mention: {wilson(blind, docs)}")
    print(f"name precision: {wilson(names - false_names, names)}")
    print(f"words of merit kept: {wilson(kept, words)}")


if __name__ == "__main__":
    main()
