"""Marked-up sentences: what the words around a phrase make of it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from fairscreen.language import SpanContext, context, parse

FOLDER = Path(__file__).parent / "sentences"
MARKS = re.compile(r"\[\[|\]\]|\{\{|\}\}")


def _read(kind: str) -> list[pytest.param]:
    cases = []
    for file in sorted(FOLDER.glob("*.toml")):
        lang = file.stem.rsplit("_", 1)[-1]
        groups = tomllib.loads(file.read_text("utf-8"))
        for expected, sentences in groups.get(kind, {}).items():
            for sentence in sentences:
                cases.append(pytest.param(lang, expected, sentence, id=f"{file.stem}-{sentence}"))
    assert cases, kind
    return cases


def _context(marked: str, lang: str) -> tuple[str, SpanContext, str | None]:
    """The text without marks, the context of its phrase, and the marked reason."""
    text = MARKS.sub("", marked)
    start = MARKS.sub("", marked[: marked.index("[[")])
    phrase = MARKS.sub("", marked[marked.index("[[") : marked.index("]]")])
    because = re.search(r"\{\{(.*?)\}\}", marked)
    doc = parse(text, lang)
    span = doc.char_span(len(start), len(start) + len(phrase))
    assert span is not None, "the phrase does not begin and end with words"
    return text, context(doc, span.start, span.end), because.group(1) if because else None


@pytest.mark.parametrize("attribute", ["negated", "softened", "quoted", "inclusion"])
def test_every_attribute_has_sentences_of_both_kinds(attribute: str) -> None:
    assert {case.values[1] for case in _read(attribute)} == {"yes", "no"}


@pytest.mark.parametrize(("lang", "expected", "sentence"), _read("negated"))
def test_negation(lang: str, expected: str, sentence: str) -> None:
    _, found, _ = _context(sentence, lang)
    assert (found.negation is not None) == (expected == "yes")


@pytest.mark.parametrize(("lang", "expected", "sentence"), _read("softened"))
def test_softening(lang: str, expected: str, sentence: str) -> None:
    _, found, _ = _context(sentence, lang)
    assert (found.softened is not None) == (expected == "yes")


@pytest.mark.parametrize(("lang", "expected", "sentence"), _read("reason"))
def test_reason(lang: str, expected: str, sentence: str) -> None:
    text, found, because = _context(sentence, lang)
    assert (found.reason is not None) == (expected == "yes")
    if found.reason is not None and because is not None:
        assert found.reason.of(text).strip(" .") == because.strip(" .")


@pytest.mark.parametrize(("lang", "expected", "sentence"), _read("quoted"))
def test_quotation(lang: str, expected: str, sentence: str) -> None:
    _, found, _ = _context(sentence, lang)
    assert found.quoted == (expected == "yes")


@pytest.mark.parametrize(("lang", "expected", "sentence"), _read("inclusion"))
def test_inclusion_list(lang: str, expected: str, sentence: str) -> None:
    _, found, _ = _context(sentence, lang)
    assert (found.inclusion is not None) == (expected == "yes")


@pytest.mark.parametrize(("lang", "expected", "sentence"), _read("described"))
def test_who_is_described(lang: str, expected: str, sentence: str) -> None:
    _, found, _ = _context(sentence, lang)
    assert found.described == expected
