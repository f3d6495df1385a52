"""Words in place of others: nothing else changes, whatever blocks a replacement runs over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairscreen.documents import (
    ApplicationBlock,
    ApplicationDocument,
    Replacement,
    read_application,
    rewrite,
)
from fairscreen.documents.rewriting.replacing import (
    letters_after,
    replaced_blocks,
    replaced_text,
    with_misread,
)
from fairscreen.errors import FairscreenError


def document(*blocks: str, **more: object) -> ApplicationDocument:
    text = "\n\n".join(blocks)
    places, found = 0, []
    for block in blocks:
        found.append(ApplicationBlock(places, places + len(block)))
        places += len(block) + 2
    return ApplicationDocument("cv.txt", "txt", text, tuple(found), **more)  # type: ignore[arg-type]


@st.composite
def replaced(draw: st.DrawFn) -> tuple[ApplicationDocument, list[Replacement]]:
    blocks = draw(st.lists(st.text("abc åÅ", min_size=1, max_size=12), min_size=1, max_size=5))
    whole = document(*blocks)
    ends = sorted(draw(st.sets(st.integers(0, len(whole.text)), max_size=8)))
    pairs = zip(ends[0::2], ends[1::2], strict=False)
    return whole, [Replacement(start, end, "[X]") for start, end in pairs]


@given(replaced())
def test_blocks_lose_what_was_hidden_and_nothing_else(
    given_: tuple[ApplicationDocument, list[Replacement]],
) -> None:
    whole, replacements = given_
    kept = "".join(
        letter
        for block in whole.blocks
        for place, letter in enumerate(whole.text[block.start : block.end], block.start)
        if not any(r.start <= place < r.end for r in replacements)
    )
    assert "".join(replaced_blocks(whole, replacements)).replace("[X]", "") == kept


@given(replaced())
def test_each_replacement_in_a_block_stands_once(
    given_: tuple[ApplicationDocument, list[Replacement]],
) -> None:
    whole, replacements = given_
    touching = [
        r for r in replacements if any(r.start < b.end and b.start < r.end for b in whole.blocks)
    ]
    assert "".join(replaced_blocks(whole, replacements)).count("[X]") == len(touching)


@given(replaced())
def test_letters_by_place_tell_the_same(
    given_: tuple[ApplicationDocument, list[Replacement]],
) -> None:
    whole, replacements = given_
    traced = document(
        *(whole.text[b.start : b.end] for b in whole.blocks), places=range(len(whole.text))
    )
    inside = [r for r in replacements if r.start < len(whole.text)]
    after = letters_after(traced, inside)
    assert "".join(after[place] for place in sorted(after)) == replaced_text(whole.text, inside)


@pytest.mark.parametrize(
    "replacements",
    [
        [Replacement(3, 2, "x")],
        [Replacement(0, 99, "x")],
        [Replacement(0, 2, "x"), Replacement(1, 3, "y")],
        [Replacement(2, 3, "x"), Replacement(0, 1, "y")],
    ],
)
def test_replacements_that_do_not_fit_are_refused(replacements: list[Replacement]) -> None:
    with pytest.raises(FairscreenError) as caught:
        rewrite(document("Anna är här"), replacements)
    assert caught.value.code == "replacements-invalid"


def test_a_name_that_was_misread_once_is_hidden_too() -> None:
    scanned = document("Astrid Provlund", "Mvh Astrid Proviund, Proven", scanned=((0, 0),))
    hidden = with_misread(scanned, [Replacement(0, 15, "[NAMN]")])
    assert replaced_text(scanned.text, hidden) == "[NAMN]\n\nMvh [NAMN] [NAMN], Proven"


def test_text_that_was_not_read_from_a_picture_is_taken_at_its_word() -> None:
    typed = document("Astrid Provlund", "Astrid Proviund")
    assert with_misread(typed, [Replacement(0, 15, "[NAMN]")]) == (Replacement(0, 15, "[NAMN]"),)


def test_a_kept_look_cannot_be_written_in_another_format(make_docx: object) -> None:
    data = make_docx("<w:p><w:r><w:t>Hej</w:t></w:r></w:p>")  # type: ignore[operator]
    with pytest.raises(FairscreenError) as caught:
        rewrite(read_application(data, name="a.docx"), [], layout="keep", format="pdf")
    assert caught.value.code == "rewrite-form"
