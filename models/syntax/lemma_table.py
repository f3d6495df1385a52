"""Makes the lemma table of a pipeline from words with their tags and base forms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import simplemma

from fairscreen.language.syntax.tagged_lemmas import LONGEST_END, TaggedLemmas

from .conllu import Word

OPEN = ("NOUN", "VERB", "ADJ", "ADV", "AUX")
LONGEST_CUT = 5  # more is another word (var → vara, bättre → bra): left to the list of words
Triple = tuple[str, str, str]  # word in lower case, tag, base form


def upos_of(tag: str) -> str:
    return tag.split("|")[0]


def edit(word: str, base: str) -> tuple[int, str]:
    """How many letters to cut from the end of the word, and what to add."""
    same = 0
    while same < min(len(word), len(base)) and word[same] == base[same]:
        same += 1
    return len(word) - same, base[same:]


def make(
    gold: Iterable[Word], silver: Iterable[Word], lang: str, *, least: int = 1
) -> dict[str, Any]:
    """The table, from treebank words and from tagged words whose base form a dictionary gives."""
    counts: Counter[Triple] = Counter()
    for word in gold:
        form, base = word.form, word.lemma
        if word.upos != "PROPN":
            form, base = form.lower(), base.lower()
        counts[form, word.tag, base] += 1
    ways = _ways(counts)
    weights: Counter[Triple] = Counter({k: 3 * v for k, v in counts.items()})
    for (form, tag), number in _seen(silver).items():
        base = dictionary_base(form, tag, lang, ways)
        if base is not None and number >= least:
            weights[form, tag, base] += min(number, 3)
    endings = _endings(weights)
    bases: dict[str, set[str]] = {upos: set() for upos in OPEN}
    for (_, tag, base), number in weights.items():
        upos = upos_of(tag)
        if upos in bases and number > 1 and len(base) > 1:
            bases[upos].add(base)
    table: dict[str, Any] = {"words": {}, "endings": endings, "bases": bases}
    table["words"] = _exceptions(weights, TaggedLemmas(table))
    return {**table, "bases": {upos: sorted(found) for upos, found in bases.items()}}


def _seen(words: Iterable[Word]) -> Counter[tuple[str, str]]:
    return Counter((w.form.lower(), w.tag) for w in words if w.upos in OPEN and w.form.isalpha())


def _ways(counts: Counter[Triple]) -> dict[str, Counter[tuple[int, str]]]:
    ways: dict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    for (form, tag, base), _ in counts.items():
        ways[tag][edit(form, base)] += 1
    return ways


def dictionary_base(
    form: str, tag: str, lang: str, ways: dict[str, Counter[tuple[int, str]]]
) -> str | None:
    """simplemma's base form, where it changes the word in a way met with this tag before.

    Participles are left out: the dictionary gives the verb.
    """
    if "VerbForm=Part" in tag or not simplemma.is_known(form, lang=lang):
        return None
    base = simplemma.lemmatize(form, lang=lang)
    if "_" in base or ways[tag][edit(form, base)] < 2:
        return None
    return base


def _endings(weights: Counter[Triple]) -> dict[str, dict[str, list[list[Any]]]]:
    """For each tag and ending the ways to the base form; only where they differ from shorter."""
    votes: dict[str, dict[str, Counter[tuple[int, str]]]] = defaultdict(
        lambda: defaultdict(Counter)
    )
    for (form, tag, base), number in weights.items():
        # The first part of a hyphenated word says nothing about how the last part inflects.
        head, _, form = form.rpartition("-")
        base = base[len(head) + 1 :] if head else base
        way = edit(form, base)
        if not form or way[0] > LONGEST_CUT or "_" in base or (upos_of(tag) in OPEN and not base):
            continue
        for length in range(min(LONGEST_END, len(form)) + 1):
            votes[tag][form[len(form) - length :]][way] += min(number, 6)
    out: dict[str, dict[str, list[list[Any]]]] = {}
    for tag, by_ending in votes.items():
        kept: dict[str, list[list[Any]]] = {}
        for ending in sorted(by_ending, key=len):
            ranked = by_ending[ending].most_common(4)
            total = sum(by_ending[ending].values())
            ways = [[*way, round(n / total, 3)] for way, n in ranked if n / total > 0.04]
            if not ways or (ending and total < 2):
                continue
            shorter = next(
                (kept[ending[i:]] for i in range(1, len(ending) + 1) if ending[i:] in kept), None
            )
            if shorter is None or [w[:2] for w in shorter] != [w[:2] for w in ways]:
                kept[ending] = ways
        out[tag] = kept
    return out


def _exceptions(weights: Counter[Triple], rules: TaggedLemmas) -> dict[str, dict[str, str]]:
    """The words that the endings get wrong: by part of speech, or by whole tag where it matters."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    fine: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (form, tag, base), number in weights.items():
        votes[form.lower(), upos_of(tag)][base] += number
        fine[form.lower(), tag][base] += number
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for (form, upos), bases in sorted(votes.items()):
        tags = (
            {tag: c for (f, tag), c in fine.items() if f == form and upos_of(tag) == upos}
            if len(bases) > 1
            else {}
        )
        best = bases.most_common(1)[0][0]
        if upos not in {"PUNCT", "SYM", "SPACE"}:
            words[upos][form] = best
        for tag, counter in tags.items():
            if "|" in tag and counter.most_common(1)[0][0] != best:
                words[tag][form] = counter.most_common(1)[0][0]
    return dict(words)
