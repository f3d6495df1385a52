"""Each pattern of ``sentences.toml`` does what its examples say, and no more."""

from __future__ import annotations

import pytest

from fairscreen import language
from fairscreen.ads.rewriting.model import Pattern, english_file, sentence_file
from fairscreen.ads.rewriting.reading import Reading
from fairscreen.ads.rewriting.result import Rewrite
from fairscreen.ads.rewriting.sentences import sentences

PATTERNS = (*sentence_file().pattern, *english_file().pattern)


def _found(text: str, pattern: Pattern) -> list[Rewrite]:
    reading = Reading(language.parse(text, pattern.lang))
    return [rewrite for rewrite in sentences(reading) if rewrite.rule == pattern.id]


@pytest.mark.parametrize(
    ("pattern", "before", "after"),
    [(pattern, *hit) for pattern in PATTERNS for hit in pattern.hit],
    ids=lambda value: value if isinstance(value, str) else value.id,
)
def test_a_hit_becomes_what_the_file_says(pattern: Pattern, before: str, after: str) -> None:
    (rewrite,) = _found(before, pattern)
    assert before[: rewrite.start] + rewrite.after + before[rewrite.end :] == after


@pytest.mark.parametrize(
    ("pattern", "text"),
    [(pattern, miss) for pattern in PATTERNS for miss in pattern.miss],
    ids=lambda value: value if isinstance(value, str) else value.id,
)
def test_a_miss_is_left_alone(pattern: Pattern, text: str) -> None:
    assert not _found(text, pattern)
