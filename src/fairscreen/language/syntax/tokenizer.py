"""The tokeniser settings for ads and applications, in Swedish and English.

Swedish words follow the Universal Dependencies treebanks: ``u-länderna``, ``60-talet``,
``10-15``, ``FN:s`` and ``t.ex.`` are one word each. English keeps spaCy's own settings, which
follow the English Web Treebank, with our additions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import spacy
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.lang.tokenizer_exceptions import BASE_EXCEPTIONS
from spacy.symbols import NORM, ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from fairscreen.language.syntax.wordlists import read_words

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["TOKENIZER", "build_tokenizer", "create_tokenizer"]

TOKENIZER = "fairscreen.tokenizer.v1"

# What masking leaves behind: <NAME> in public ads, [NAMN] or [PERSON 2] in our own output.
_PLACEHOLDER = rf"(?:<[{ALPHA_UPPER}][{ALPHA_UPPER}0-9_]*>|\[[{ALPHA_UPPER}][{ALPHA_UPPER}0-9_]*\])"

# Leader dots, ruled lines and fill-in blanks of forms: one word, however long.
_RUNS = [r"_{2,}", r"\.{2,}", r"-{2,}", r"={2,}", r"\*{2,}"]

# List marks that spaCy's symbol classes lack; the private-use area is where Word's Symbol and
# Wingdings bullets end up when text is taken out of docx and pdf.
_BULLETS = r"[•·\u2023\u2043\u2192\u21d2\u2794\uf020-\uf0ff]"

_SCHEME = r"(?:(?:https?|ftp)://|www\.)\S+"
_MAIL = r"(?:mailto:)?[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+"
# Only well-known top domains: "arbete.vi" is a missing blank, not an address.
_TOP = (
    "se|nu|com|org|net|eu|edu|gov|info|io|dev|app|biz|jobs|no|dk|fi|de|uk|nl|fr|es|it|pl|ie|be"
    "|ch|at|us|ca|me|tv|ai|tech|online"
)
_HOST = rf"(?:[\w\-]+\.)+(?:{_TOP})(?::\d+)?(?:[/?#]\S*)?"
# The flag stands inside: a saved tokeniser keeps the pattern alone.
_URL = re.compile(rf"(?i)(?:{_SCHEME}|{_MAIL}|{_HOST})$")


def _prefixes(standard: tuple[str, ...]) -> list[str]:
    return [
        _PLACEHOLDER,
        *_RUNS,
        _BULLETS,
        *standard,
        # "-Du har", "-god vana", "-B-körkort": a bullet; "-67" and the ending "-n" stay whole.
        rf"-(?=[{ALPHA_UPPER}][{ALPHA}\-]|[{ALPHA}]{{3}})",
        rf"/(?=[{ALPHA}])",
    ]


def _suffixes(standard: tuple[str, ...]) -> list[str]:
    return [
        _PLACEHOLDER,
        *_RUNS,
        _BULLETS,
        *standard,
        rf"(?<=[{ALPHA}\-])/",
        # "körkort B." ends a sentence; other single capitals are initials and keep their stop.
        r"(?<=(?<![\w.])[A-E])\.",
    ]


def _infixes(standard: tuple[str, ...]) -> list[str]:
    return [
        _PLACEHOLDER,
        _BULLETS,
        *standard,
        rf"(?<=[{ALPHA}0-9)\-])/(?=[{ALPHA}(\-])",  # HR-/ekonomiassistent, medarbetare/-n
        rf"(?<=[{ALPHA}][{ALPHA}]):(?=[0-9+])",  # Tel:08-123
        rf"(?<=[{ALPHA_LOWER}][{ALPHA_LOWER}]):(?=[{ALPHA_UPPER}])",  # Namn:Anna, not FN:s
        rf"(?<=[{ALPHA_LOWER}][{ALPHA_LOWER}])\.(?=[0-9])",  # tel.08-123
        rf"(?<=[{ALPHA}])[–—](?=[{ALPHA}])",
        rf"(?<=[{ALPHA_LOWER}])[;!?](?=[{ALPHA}])",
    ]


def _rules(lang: str, standard: dict[str, Any]) -> dict[str, list[dict[int, str]]]:
    """Words that are never split; for English also spaCy's contractions."""
    rules: dict[str, list[dict[int, str]]] = {}
    if lang == "en":
        # spaCy's emoticons ("8)", "XD", ":3") are list numbers and codes in CVs: left out.
        rules.update({key: value for key, value in standard.items() if key not in BASE_EXCEPTIONS})
    for word in (*read_words(f"abbreviations_{lang}"), *read_words("unsplit")):
        for form in {word, word[:1].upper() + word[1:]}:
            rules[form] = [{ORTH: form}]
    initials = "FGHIJKLMNOPQRSTUVWXYZÅÄÖÉ" if lang == "sv" else "FGHJKLMNOPQRSTUVWXYZ"
    for letter in initials:
        rules[f"{letter}."] = [{ORTH: f"{letter}."}]
    for smile in (":)", ":-)", ";)", ";-)", ":(", ":D", "<3"):
        rules[smile] = [{ORTH: smile}]
    for space in (" ", "\t", "\n", "\xa0"):
        rules[space] = [{ORTH: space}]
    return rules


def _norm(text: str) -> str:
    """Lower case without soft hyphens, which Word leaves inside words."""
    return text.replace("\u00ad", "").lower()


def build_tokenizer(nlp: Language) -> Tokenizer:
    """The tokeniser for ``nlp``, whose language is ``sv`` or ``en``; other languages get ``sv``'s.

    Also sets the vocabulary's ``NORM`` to the lower-cased word without soft hyphens, the form
    that tables and the trained models look at.
    """
    lang = "en" if nlp.lang == "en" else "sv"
    defaults = nlp.Defaults
    suffixes = tuple(defaults.suffixes or ())
    nlp.vocab.lex_attr_getters[NORM] = _norm
    url_match: Callable[[str], Any] = _URL.match
    return Tokenizer(
        nlp.vocab,
        rules=_rules(lang, dict(defaults.tokenizer_exceptions or {})),
        prefix_search=compile_prefix_regex(_prefixes(tuple(defaults.prefixes or ()))).search,
        suffix_search=compile_suffix_regex(_suffixes(suffixes)).search,
        infix_finditer=compile_infix_regex(_infixes(tuple(defaults.infixes or ()))).finditer,
        url_match=url_match,
    )


@spacy.registry.tokenizers(TOKENIZER)
def create_tokenizer() -> Callable[[Language], Tokenizer]:
    """The factory that a pipeline's config names: ``@tokenizers = "fairscreen.tokenizer.v1"``."""
    return build_tokenizer
