"""Numbered underlines: the text comes out whole, and every number stands at its place."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairscreen.ads import Finding
from fairscreen.report.marking import Line, mark

_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def finding(start: int, end: int, level: Any = "hint") -> Finding:
    return Finding(
        rule="r",
        category="plain",
        level=level,
        start=start,
        end=end,
        text="t",
        message="m",
        why="w",
    )


def shown(lines: list[Line]) -> str:
    """The lines as text, ``[words](1)`` for what is under finding 1."""
    return "\n".join("".join(map(_shown, line.pieces)) for line in lines)


def _shown(piece: Any) -> str:
    ends = "".join(f"({end.number})" for end in piece.ends)
    return f"[{piece.text}]{ends}" if piece.level else f"{piece.text}{ends}"


def test_a_number_stands_where_its_finding_ends() -> None:
    assert shown(mark("ett två tre", [finding(4, 7)], main="sv")) == "ett [två](1) tre"


def test_overlapping_findings_are_cut_at_every_edge() -> None:
    lines = mark("abcdef", [finding(0, 4), finding(2, 6)], main="sv")
    assert shown(lines) == "[ab][cd](1)[ef](2)"


def test_nested_findings_take_the_weightiest_line() -> None:
    (line,) = mark("abc", [finding(0, 3, "hint"), finding(1, 2, "must")], main="sv")
    assert [piece.level for piece in line.pieces] == ["hint", "must", "hint"]
    assert line.pieces[1].numbers == (1, 2)


def test_two_findings_on_the_same_words_both_get_their_number() -> None:
    assert shown(mark("abc", [finding(0, 3), finding(0, 3)], main="sv")) == "[abc](1)(2)"


def test_a_finding_over_a_line_break_is_underlined_on_both_lines() -> None:
    assert shown(mark("ab\ncd", [finding(1, 4)], main="sv")) == "a[b]\n[c](1)d"


def test_a_finding_that_ends_in_blanks_is_numbered_after_its_last_word() -> None:
    assert shown(mark("ab \ncd", [finding(0, 4)], main="sv")) == "[ab](1) \ncd"


@pytest.mark.parametrize(
    ("start", "expected"), [(0, "ab(1)\ncd"), (3, "ab\n(1)cd"), (5, "ab\ncd(1)")]
)
def test_a_finding_without_words_still_gets_its_number(start: int, expected: str) -> None:
    text = shown(mark("ab\ncd", [finding(start, start)], main="sv"))
    assert text.replace("cd(1)", "(1)cd" if start == 3 else "cd(1)") == expected


def test_a_blank_line_becomes_a_gap() -> None:
    lines = mark("\na\n\n \nb\nc", [], main="sv")
    assert [(line.pieces[0].text, line.gap) for line in lines] == [
        ("a", False), ("b", True), ("c", False),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["- körkort", "• körkort", "2. körkort", "  – körkort"])
def test_a_list_mark_makes_an_item(text: str) -> None:
    assert mark(text, [], main="sv")[0].item
    assert not mark(text.strip("-•–2. "), [], main="sv")[0].item


def test_a_line_in_the_other_language_says_so() -> None:
    swedish = "Vi söker en lärare som vill arbeta hos oss."
    english = "You will work with the children and their families."
    lines = mark(f"{swedish}\n{english}", [], main="sv")
    assert [line.lang for line in lines] == [None, "en"]


_texts = st.text(st.sampled_from("aå \n\r\u2028\u00ad👩.-"), max_size=40)


@given(data=st.data(), text=_texts)
def test_every_word_and_every_number_comes_out_once(data: st.DataObject, text: str) -> None:
    place = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(place, place), max_size=6))
    findings = [finding(min(pair), max(pair)) for pair in pairs]
    lines = mark(text, findings, main="sv")
    kept = [line for line in _BREAK.split(text) if line.strip()]
    assert ["".join(piece.text for piece in line.pieces) for line in lines] == kept
    numbers = [end.number for line in lines for piece in line.pieces for end in piece.ends]
    assert sorted(numbers) == (list(range(1, len(findings) + 1)) if kept else [])
