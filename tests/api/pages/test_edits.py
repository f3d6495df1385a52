"""Places through edits: what is moved keeps its words, and what is done can be undone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fairscreen_api.pages.ads.edits import Edit, Made, dumped, loaded, moved, replaced
from fairscreen_api.pages.ads.wording import differences

TEXT = st.text(alphabet="abå \n😀", max_size=40)


@given(TEXT, TEXT)
def test_the_edit_between_two_texts_makes_one_of_the_other(old: str, new: str) -> None:
    edit = Edit.between(old, new)
    assert old[: edit.start] + new[edit.start : edit.new_end] + old[edit.end :] == new


@given(TEXT, TEXT, st.data())
def test_a_place_that_is_moved_keeps_its_words(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    place = moved(start, end, Edit.between(old, new))
    assert place is None or new[slice(*place)] == old[start:end]


@given(TEXT, TEXT, st.data())
def test_a_change_taken_back_leaves_the_text_as_it_was(
    text: str, after: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    made = Made("rule", start, text[start:end], after)
    new, log = replaced(text, [], made)
    assert loaded(dumped(log), new) == [made]
    assert replaced(new, [], Made("rule", start, after, made.before))[0] == text


@given(TEXT, TEXT)
def test_differences_hold_both_versions(old: str, new: str) -> None:
    found = differences(old, new)
    assert "".join(s.text for s in found if s.kind in ("same", "old")) == old
    assert "".join(s.text for s in found if s.kind in ("same", "new")) == new
