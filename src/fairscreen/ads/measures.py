"""Readability measures of an ad.

Definitions
-----------
word
    A run of letters and digits, with hyphens, apostrophes, colons, slashes and full stops inside
    it ("e-post", "kl.", "24/7" are one word each). Signs alone are no words.
sentence
    A sentence of :func:`fairscreen.language.parse`; a heading, a list item and a table cell count
    as sentences of their own, so that a list is not read as one endless sentence.
LIX
    Words per sentence plus the percentage of words longer than six letters (Björnsson 1968,
    *Läsbarhet*; lix.se). Below 30 very easy, 30-40 easy, 40-50 medium, 50-60 hard, over 60 very
    hard. 0 is the least; there is no upper end.
OVIX
    Word variation index, ln N / ln(2 - ln V / ln N) for N words and V different words, letter
    case ignored (Hultman & Westman 1977, *Gymnasistsvenska*). Not defined when no word is
    repeated, nor below two words. Higher means more varied; usual prose lies around 60-70.
nominal ratio
    (nouns + prepositions + participles) / (pronouns + adverbs + verbs), Hultman & Westman's full
    quotient. 1.0 is about the level of news text; higher is denser. Needs parts of speech.
long sentence
    More than 30 words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from fairscreen.ads.reference import percentile, whole
from fairscreen.ads.review import Measures

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["LONG_SENTENCE", "LONG_WORD", "lix", "measure", "nominal_ratio", "ovix", "words_of"]

#: Words with more letters than this are long (Björnsson 1968).
LONG_WORD = 6
#: Sentences with more words than this are long.
LONG_SENTENCE = 30

_WORD = re.compile(r"[^\W_]+(?:[-'’:./&@+][^\W_]+)*")
_LETTER = re.compile(r"[^\W_]")
_SUC_NOMINAL, _SUC_VERBAL = frozenset({"NN", "PP", "PC"}), frozenset({"PN", "AB", "VB"})
_UD_NOMINAL, _UD_VERBAL = frozenset({"NOUN", "ADP"}), frozenset({"PRON", "ADV", "VERB", "AUX"})


def measure(doc: Doc) -> Measures:
    """The measures of an ad, with its percentiles among published ads.

    Parameters
    ----------
    doc:
        An ad as :func:`fairscreen.language.parse` gives it.

    Returns
    -------
    Measures
        A measure that is not defined for the text is ``None``. ``percentiles`` gives, per
        measure, the share in per cent (0-100) of Swedish reference ads with a lower value; empty
        for ads in other languages, which have no reference.
    """
    text = doc._.parsed.text
    sentences = [found for place in _sentences(doc) if (found := _WORD.findall(text, *place))]
    words = [word for sentence in sentences for word in sentence]
    lengths = [len(sentence) for sentence in sentences]
    values: dict[str, float | None] = {
        "lix": lix(words, len(sentences)),
        "ovix": ovix(words),
        "nominal_ratio": nominal_ratio(doc),
        "mean_sentence_length": len(words) / len(lengths) if lengths else None,
    }
    swedish = doc._.parsed.language == "sv"
    return Measures(
        words=len(words),
        sentences=len(sentences),
        lix=_rounded(values["lix"], 1),
        ovix=_rounded(values["ovix"], 1),
        nominal_ratio=_rounded(values["nominal_ratio"], 2),
        mean_sentence_length=_rounded(values["mean_sentence_length"], 1),
        longest_sentence=max(lengths, default=0),
        long_sentences=sum(length > LONG_SENTENCE for length in lengths),
        percentiles=_percentiles(values | {"words": float(len(words))}) if swedish else {},
    )


def _sentences(doc: Doc) -> list[tuple[int, int]]:
    """Where each of ``doc.sents`` begins and ends, as code points."""
    if not len(doc):
        return []
    marks = doc.to_array(["LENGTH", "SPACY", "SENT_START"]).reshape(-1, 3)
    ends = (marks[:, 0] + marks[:, 1]).cumsum().tolist()
    marked = enumerate(marks[:, 2].tolist())
    starts = [ends[at - 1] if at else 0 for at, mark in marked if mark == 1 or at == 0]
    return list(pairwise([*starts, ends[-1]]))


def words_of(text: str) -> list[str]:
    """The words of a text, as the definitions above count them."""
    return _WORD.findall(text)


def lix(words: Sequence[str], sentences: int) -> float | None:
    """LIX of ``words`` in so many ``sentences``; ``None`` without words."""
    if not words or sentences < 1:
        return None
    # A word no longer than that needs no counting, and one of letters alone has its length.
    long = sum(
        len(word) > LONG_WORD and (word.isalnum() or len(_LETTER.findall(word)) > LONG_WORD)
        for word in words
    )
    return len(words) / sentences + 100 * long / len(words)


def ovix(words: Sequence[str]) -> float | None:
    """OVIX of ``words``; ``None`` when no word is repeated or there are fewer than two."""
    total, different = len(words), len({word.casefold() for word in words})
    if total < 2 or different == total:
        return None
    return math.log(total) / math.log(2 - math.log(different) / math.log(total))


def nominal_ratio(doc: Doc) -> float | None:
    """The full nominal quotient of a tagged text; ``None`` without tags or without a divisor."""
    if not doc.has_annotation("POS") and not doc.has_annotation("TAG"):
        return None
    nominal = verbal = 0
    names = doc.vocab.strings
    rows = Counter(map(tuple, doc.to_array(["TAG", "POS", "MORPH"]).tolist()))
    for (tag_key, pos_key, morph_key), count in rows.items():
        tag, pos = (names[key] if key else "" for key in (tag_key, pos_key))
        suc = tag.partition("|")[0]
        if suc in _SUC_NOMINAL or suc in _SUC_VERBAL:
            nominal += count * (suc in _SUC_NOMINAL)
            verbal += count * (suc in _SUC_VERBAL)
        elif not tag or not suc.isupper():
            # No SUC tag: the universal parts of speech, with participles by their form.
            feats = names[morph_key] if morph_key else ""
            participle = "VerbForm=Part" in feats.split("|")
            nominal += count * (participle or pos in _UD_NOMINAL)
            verbal += count * (not participle and pos in _UD_VERBAL)
    return nominal / verbal if verbal else None


def _percentiles(values: dict[str, float | None]) -> dict[str, int]:
    """Percentile of each value among all reference ads."""
    return {
        name: percentile(row, value)
        for name, row in whole().items()
        if (value := values.get(name)) is not None
    }


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
