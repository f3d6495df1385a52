"""Makes ``compound_parts_sv.txt``: the words that open and close Swedish compounds in job ads.

    python models/compounds/build.py DATA OUT

``DATA`` is the reference data folder (public job ads and occupation taxonomy, both CC0). A word of
the ads is taken apart at every place where both sides are words themselves (simplemma's list,
MIT, tells); a side counts once for each different word it was found in. What opens or closes few
words is dropped. Only single words and counts leave the ads, no running text.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from simplemma import is_known

from fairscreen.rulefiles import read_words

HERE = Path(__file__).parent
LISTS = HERE.parents[1] / "src" / "fairscreen" / "language" / "data"
WORD = re.compile(r"[a-zåäöéü]+(?:-[a-zåäöéü]+)*")
MIN_OPEN, MIN_CLOSE = 2, 2
MIN_SHORT = 4  # of a part of three letters, which turn up by chance
OFTEN = 25  # a word that is this frequent may open and close compounds not yet seen
SHORT_CLOSERS = frozenset(
    [
        "man",
        "tid",
        "bil",
        "lön",
        "hus",
        "dag",
        "lag",
        "rum",
        "mål",
        "råd",
        "bok",
        "ort",
        "fri",
        "kök",
    ]
)
HEADER = """\
# Words that open (first column) and close compounds in Swedish job ads, with the base form of the
# opening word and the number of different compounds they were found in. A line with one word
# closes compounds. Made by models/compounds/build.py from public job ads and the occupation
# taxonomy of Arbetsförmedlingen (JobTech), both CC0; checked against simplemma's word list (MIT).
# Licence: CC0.
"""


def vocabulary(data: Path) -> Counter[str]:
    """Lower-case words of the Swedish ads and of the taxonomy, with their counts.

    A word that is written with a capital in the middle of sentences more often than not is taken
    for a name.
    """
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    with gzip.open(data / "ads" / "ads.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            ad = json.loads(line)
            if ad["lang"] != "sv":
                continue
            lower.update(WORD.findall(re.sub(r"\w*[A-ZÅÄÖ]\w*", " ", ad["text"])))
            upper.update(
                word.lower() for word in re.findall(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][a-zåäö]+", ad["text"])
            )
    counts = Counter({word: n for word, n in lower.items() if n > upper[word] / 2})
    counts.update(_taxonomy(data / "lexicon"))
    return counts


def _taxonomy(folder: Path) -> Iterator[str]:
    for name in ("occupations.tsv", "skills.tsv", "education_terms.tsv", "occupation_keywords.tsv"):
        with (folder / name).open(encoding="utf-8") as lines:
            for row in csv.reader(lines, delimiter="\t"):
                yield from WORD.findall(" ".join(row[:3]).lower())


def bases(form: str) -> list[str]:
    """The words that ``form`` may be the opening form of, besides itself."""
    found: list[str] = []
    if form.endswith("s"):
        found += [form[:-1], form[:-1] + "e"]
    if form.endswith(("o", "u", "e")):
        found += [form[:-1] + "a", form[:-1]]
    return [*found, form + "a", form + "e"]


def build(counts: Counter[str]) -> tuple[dict[str, tuple[str, int]], Counter[str]]:
    """Opening forms with base and productivity; closing words with productivity."""
    rules = list(read_words(HERE / "not_parts_sv.txt"))
    function_words = {
        word for word in read_words(LISTS / "function_words_sv.txt") if word not in ("jobb", "lön")
    }
    no_open = function_words | {rule[:-1] for rule in rules if rule.endswith("|")}
    no_close = {rule[1:] for rule in rules if rule.startswith("|")}

    def base_of(form: str) -> str | None:
        if len(form) < 3 or form in no_open:
            return None
        known = [b for b in (form, *bases(form)) if len(b) >= 3 and is_known(b, lang="sv")]
        best = max(known, key=counts.__getitem__, default=form)
        # "arbets-" and "högskole-" stand alone in ads ("arbets- och ...") and are no base forms.
        bound = form[-1] in "seou" and counts[best] > 3 * counts[form]
        if form in known and counts[form] >= 5 and not bound:
            return form
        return best if counts[best] >= 2 else None

    def closes(form: str) -> bool:
        if form in no_close or (len(form) < 4 and form not in SHORT_CLOSERS):
            return False
        return is_known(form, lang="sv") and counts[form] >= 1

    opened: defaultdict[str, set[str]] = defaultdict(set)
    closed: defaultdict[str, set[str]] = defaultdict(set)
    base: dict[str, str] = {}
    for word in {part for joined in counts for part in joined.split("-")}:
        for at in range(3, len(word) - 2):
            form, rest = word[:at], word[at:]
            if not closes(rest):
                continue
            stem = base_of(form)
            if stem:
                base[form] = stem
                opened[form].add(rest)
                closed[rest].add(stem)
    openers = {
        form: (base[form], len(closers))
        for form, closers in opened.items()
        if len(closers) >= (MIN_SHORT if len(form) == 3 else MIN_OPEN)
    }
    for form, count in counts.items():
        if count >= OFTEN and len(form) >= 4 and form not in openers and base_of(form) == form:
            openers[form] = (form, 1)
    closers = Counter(
        {
            form: len(stems)
            for form, stems in closed.items()
            if len(stems) >= (MIN_SHORT if len(form) == 3 else MIN_CLOSE)
        }
    )
    for word, count in counts.items():
        if count >= OFTEN and len(word) >= 5 and word not in closers and closes(word):
            closers[word] = 1
    return openers, closers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    openers, closers = build(vocabulary(arguments.data))
    lines = [f"{form} {base} {n}" for form, (base, n) in sorted(openers.items())]
    lines += [f"{form} {n}" for form, n in sorted(closers.items())]
    arguments.out.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
