"""The quick pattern of a word list finds what the plain alternation of its items finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairscreen.ads.requirements.wordpatterns import any_of

ITEMS = (
    "*känsla för", "*ansvarskänsla", "*känsla", "*-kort", "*förmåga", "förmåga att", "noggrann",
    "driven", "van", "vana*", "ego-fri", "engagerad", "god syn", "*syn på", "*helhetssyn", "kan",
)  # fmt: skip
WORDS = (
    "ansvarskänsla", "känsla", "för", "id-kort", "-", "förmåga", "samarbetsförmåga", "att", "VAN",
    "vana", "Noggrannare", "ego-fri", "engagerat", "engagerade", "god", "syn", "på", "helhetssyn",
    "driven", "KAN", "kanske", "noggrann", "\u017fyn", "\n", "godsyn", ".",
)  # fmt: skip


def plain(items: tuple[str, ...]) -> re.Pattern[str]:
    forms = []
    for item in sorted(items, key=len, reverse=True):
        form = re.escape(item).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
        if item.isalpha():
            form = f"{form[:-1]}(?:d|de|t)" if item.endswith("ad") else f"{form}(?:a|t|are)?"
        forms.append(form)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


@given(st.permutations(ITEMS), st.lists(st.sampled_from(WORDS), max_size=12))
def test_the_longest_match_is_that_of_the_plain_alternation(
    items: list[str], words: list[str]
) -> None:
    text = " ".join(words)
    chosen = tuple(items[:8])
    spans = [match.span() for match in any_of(chosen).finditer(text)]
    assert spans == [match.span() for match in plain(chosen).finditer(text)]


@given(st.permutations(ITEMS), st.lists(st.sampled_from(WORDS), max_size=12))
def test_any_match_begins_where_that_of_the_plain_alternation_does(
    items: list[str], words: list[str]
) -> None:
    text = " ".join(words)
    chosen = tuple(items[:8])
    quick, slow = any_of(chosen, longest=False).search(text), plain(chosen).search(text)
    assert (quick and quick.start()) == (slow and slow.start())


@pytest.mark.parametrize("text", ["İ sikte", "SIKTE", "ſikte", "sıkte"])
def test_letter_case_is_ignored_as_the_engine_ignores_it(text: str) -> None:
    items = ("sikte", "isikte")
    assert bool(any_of(items).search(text)) == bool(plain(items).search(text))
