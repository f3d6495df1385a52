"""Each entry of ``lexicon/*.toml`` finds what it says and leaves what speaks of others or work."""

import re

import pytest

from fairscreen.anonymise.reading import Reading
from fairscreen.anonymise.telling import Entry, entries
from fairscreen.spans import AlignedText

_MARKED = re.compile(r"\[\[(.*?)\]\]", re.S)


def _found(entry: Entry, text: str) -> list[str]:
    return [text[f.start : f.end] for f in entry.find(Reading(AlignedText.of(text), "sv"))]


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.id)
def test_an_entry_finds_its_hits_and_nothing_more(entry: Entry) -> None:
    for hit in entry.hits:
        assert _found(entry, _MARKED.sub(r"\1", hit)) == _MARKED.findall(hit)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.id)
def test_an_entry_leaves_its_misses(entry: Entry) -> None:
    for miss in entry.misses:
        assert _found(entry, miss) == []
