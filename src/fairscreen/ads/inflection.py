"""Inflecting the words of a rule, so that its author writes one form and a class.

``inflect("tjej", "er")`` gives tjej, tjejen, tjejer, tjejerna and their genitives. Lemma tables are
imperfect and differ between pipelines; a class written beside the word gives the same forms
everywhere. Classes are named after the plural ending (nouns), and after the conjugation (verbs),
as in *Svenska Akademiens grammatik*.

====== =========================== =====================================================
class  example                     forms
====== =========================== =====================================================
or     flicka                      flickan, flickor, flickorna, + genitives
ar     kille, pojke, bil, nyckel   killen, killar, killarna, + genitives
er     tjej, strategi              tjejen, tjejer, tjejerna, + genitives
n      arbete, värde               arbetet, arbeten, arbetena, + genitives
0      brev, nummer                brevet, brev, breven, + genitives
are    läkare                      läkaren, läkare, läkarna, + genitives
ande   sökande                     sökanden, sökande, sökandena, + genitives
sg     musik                       a noun without plural: musiken, + genitives
nsg    ansvar                      the same, neuter: ansvaret
a      frisk, stressad, mogen      friskt, friska, friske
A      stark                       the same, and starkare, starkast, starkaste
v1     jobba                       jobbar, jobbade, jobbat, and the -s forms
v2     söka, köra, använda         söker, sökte, sökt, and the -s forms
v3     bo                          bor, bodde, bott
vi     ge, bedriva, tillhandahålla irregular verbs of a list, also with what stands before them
man    talesman                    talesmannen, talesmän, talesmännen, + genitives
x      cv, rätt, löpande           a word that does not change
en     English noun: photo         photos, photo's
ev     English verb: drive, apply  drives, applied, applying
====== =========================== =====================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["CLASSES", "inflect"]

_VOWELS = "aeiouyåäöé"


def inflect(word: str, kind: str) -> dict[str, str]:
    """The forms of ``word`` by feature, the form as written first (key ``base``).

    Raises
    ------
    ValueError
        When ``kind`` is not one of :data:`CLASSES`, or ``word`` cannot be of that class.
    """
    if kind not in CLASSES:
        raise ValueError(f"unknown inflection class: {kind}")
    return CLASSES[kind](word)


def _noun(word: str, definite: str, plural: str, plural_definite: str) -> dict[str, str]:
    forms = {"base": word, "def": definite, "pl": plural, "pl-def": plural_definite}
    genitives = {f"{key}-gen": _genitive(form) for key, form in forms.items() if form}
    return {key: form for key, form in (forms | genitives).items() if form}


def _genitive(form: str) -> str:
    return form if form[-1] in "sxz" else form + "s"


def _or(word: str) -> dict[str, str]:
    if not word.endswith("a"):
        raise ValueError(f"a noun of class or ends in -a: {word}")
    return _noun(word, word + "n", word[:-1] + "or", word[:-1] + "orna")


def _drops_vowel(word: str) -> bool:
    return len(word) > 4 and word[-2:] in ("el", "er", "en") and word[-3] not in _VOWELS


def _ar(word: str) -> dict[str, str]:
    if word[-1] == "e":
        return _noun(word, word + "n", word[:-1] + "ar", word[:-1] + "arna")
    if _drops_vowel(word):
        stem = word[:-2] + word[-1]
        return _noun(word, word + "n", stem + "ar", stem + "arna")
    ending = "n" if word[-1] in _VOWELS else "en"
    return _noun(word, word + ending, word + "ar", word + "arna")


def _er(word: str) -> dict[str, str]:
    if word[-1] == "e":
        return _noun(word, word + "n", word + "r", word + "rna")
    ending = "n" if word[-1] in _VOWELS else "en"
    return _noun(word, word + ending, word + "er", word + "erna")


def _n(word: str) -> dict[str, str]:
    return _noun(word, word + "t", word + "n", word + "na")


def _zero(word: str) -> dict[str, str]:
    if _drops_vowel(word):
        stem = re.sub(r"(m|n)\1$", r"\1", word[:-2]) + word[-1]
        return _noun(word, stem + "et", word, stem + "en")
    return _noun(word, word + "et", word, word + "en")


def _are(word: str) -> dict[str, str]:
    return _noun(word, word + "n", word, word[:-1] + "na")


def _ande(word: str) -> dict[str, str]:
    return _noun(word, word + "n", word, word + "na")


def _sg(word: str) -> dict[str, str]:
    ending = "n" if word[-1] in _VOWELS else "en"
    return _noun(word, word + ending, "", "")


def _nsg(word: str) -> dict[str, str]:
    return _noun(word, word + ("t" if word[-1] in _VOWELS else "et"), "", "")


def _adjective(word: str) -> dict[str, str]:
    if word.endswith("ad") and len(word) > 4:
        neuter, weak = word[:-1] + "t", word + "e"
    elif word.endswith("en") and len(word) > 3:
        neuter, weak = word[:-1] + "t", word[:-2] + "na"
    elif word.endswith(("el", "er")) and len(word) > 3:
        neuter, weak = word + "t", word[:-2] + word[-1] + "a"
    elif word.endswith(("nn", "mm")):
        neuter, weak = word[:-1] + "t", word + "a"
    elif word.endswith("d") and word[-2] in _VOWELS:
        neuter, weak = word[:-1] + "tt", word + "a"
    elif word.endswith("dd"):
        neuter, weak = word[:-2] + "tt", word + "a"
    elif word.endswith("d"):
        neuter, weak = word[:-1] + "t", word + "a"
    elif word.endswith("t"):
        neuter, weak = word if word[-2] not in _VOWELS else word + "t", word + "a"
    elif word[-1] in _VOWELS:
        neuter, weak = word + "tt", word + "a"
    elif word.endswith("sam"):
        neuter, weak = word + "t", word + "ma"
    elif word.endswith("män"):
        neuter, weak = word[:-1] + "nt", word + "na"
    else:
        neuter, weak = word + "t", word + "a"
    return {"base": word, "neuter": neuter, "pl": weak, "weak": weak[:-1] + "e"}


def _compared(word: str) -> dict[str, str]:
    forms = _adjective(word)
    stem = forms["pl"].removesuffix("a")
    return forms | {"more": stem + "are", "most": stem + "ast", "most-def": stem + "aste"}


def _verb(word: str, present: str, past: str, supine: str, passive: str) -> dict[str, str]:
    return {
        "base": word, "pres": present, "past": past, "sup": supine,
        "pres-s": passive, "base-s": word + "s", "past-s": past + "s", "sup-s": supine + "s",
    }  # fmt: skip


def _v1(word: str) -> dict[str, str]:
    if not word.endswith("a"):
        raise ValueError(f"a verb of class v1 ends in -a: {word}")
    return _verb(word, word + "r", word + "de", word + "t", word + "s")


def _v2(word: str) -> dict[str, str]:
    if not word.endswith("a"):
        raise ValueError(f"a verb of class v2 ends in -a: {word}")
    stem = word[:-1]
    present = stem if stem[-1] == "r" or stem.endswith("ål") else stem + "er"
    if stem[-1] == "d" and stem[-2] in _VOWELS:
        past, supine = stem + "de", stem[:-1] + "tt"
    elif stem[-1] == "d":
        past, supine = stem + "e", stem[:-1] + "t"
    elif stem[-1] == "t":
        past, supine = stem + "te", stem + "t"
    elif stem.endswith(("nn", "mm")):
        past, supine = stem[:-1] + "de", stem[:-1] + "t"
    else:
        past = stem + ("te" if stem[-1] in "kpsx" else "de")
        supine = stem + "t"
    return _verb(word, present, past, supine, stem + "s")


def _v3(word: str) -> dict[str, str]:
    return _verb(word, word + "r", word + "dde", word + "tt", word + "s")


#: Infinitive: present, past, supine, present passive. Compounds (be-, till-, före-) follow these.
_IRREGULAR = {
    "be": ("ber", "bad", "bett", "bes"),
    "bjuda": ("bjuder", "bjöd", "bjudit", "bjuds"),
    "bli": ("blir", "blev", "blivit", "blivs"),
    "bära": ("bär", "bar", "burit", "bärs"),
    "dra": ("drar", "drog", "dragit", "dras"),
    "driva": ("driver", "drev", "drivit", "drivs"),
    "falla": ("faller", "föll", "fallit", "falls"),
    "finna": ("finner", "fann", "funnit", "finns"),
    "få": ("får", "fick", "fått", "fås"),
    "ge": ("ger", "gav", "gett", "ges"),
    "giva": ("giver", "gav", "givit", "givs"),
    "gripa": ("griper", "grep", "gripit", "grips"),
    "gå": ("går", "gick", "gått", "gås"),
    "göra": ("gör", "gjorde", "gjort", "görs"),
    "ha": ("har", "hade", "haft", "has"),
    "hålla": ("håller", "höll", "hållit", "hålls"),
    "komma": ("kommer", "kom", "kommit", "koms"),
    "kunna": ("kan", "kunde", "kunnat", "kans"),
    "ligga": ("ligger", "låg", "legat", "liggs"),
    "lägga": ("lägger", "lade", "lagt", "läggs"),
    "se": ("ser", "såg", "sett", "ses"),
    "sitta": ("sitter", "satt", "suttit", "sitts"),
    "skriva": ("skriver", "skrev", "skrivit", "skrivs"),
    "slå": ("slår", "slog", "slagit", "slås"),
    "njuta": ("njuter", "njöt", "njutit", "njuts"),
    "stå": ("står", "stod", "stått", "stås"),
    "sätta": ("sätter", "satte", "satt", "sätts"),
    "ta": ("tar", "tog", "tagit", "tas"),
    "vara": ("är", "var", "varit", "är"),
    "veta": ("vet", "visste", "vetat", "vets"),
    "välja": ("väljer", "valde", "valt", "väljs"),
}


def _vi(word: str) -> dict[str, str]:
    for ending in sorted(_IRREGULAR, key=len, reverse=True):
        if word.endswith(ending):
            front = word[: len(word) - len(ending)]
            present, past, supine, passive = (front + form for form in _IRREGULAR[ending])
            return _verb(word, present, past, supine, passive)
    raise ValueError(f"not an irregular verb of the list: {word}")


def _man(word: str) -> dict[str, str]:
    if not word.endswith("man"):
        raise ValueError(f"a noun of class man ends in -man: {word}")
    front = word[:-3]
    return _noun(word, front + "mannen", front + "män", front + "männen")


def _fixed(word: str) -> dict[str, str]:
    return {"base": word}


def _english_plural(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _english_noun(word: str) -> dict[str, str]:
    return {"base": word, "pl": _english_plural(word)}


def _english_verb(word: str) -> dict[str, str]:
    stem = word[:-1] if word.endswith("e") and not word.endswith("ee") else word
    past = word[:-1] + "ied" if word.endswith("y") and word[-2] not in "aeiou" else stem + "ed"
    return {"base": word, "pres": _english_plural(word), "past": past, "prog": stem + "ing"}


CLASSES: dict[str, Callable[[str], dict[str, str]]] = {
    "or": _or, "ar": _ar, "er": _er, "n": _n, "0": _zero, "are": _are, "ande": _ande,
    "sg": _sg, "nsg": _nsg, "a": _adjective, "A": _compared,
    "v1": _v1, "v2": _v2, "v3": _v3, "vi": _vi, "x": _fixed, "man": _man,
    "en": _english_noun, "ev": _english_verb,
}  # fmt: skip
