"""Sentence starts that the layout decides, beside those that another component has set."""

from __future__ import annotations

import numpy as np

from fairscreen.language.syntax import blank_pipeline
from fairscreen.language.syntax.layout import LayoutSentences


def test_marks_of_words_inside_a_line_are_kept() -> None:
    doc = blank_pipeline("sv").make_doc("Hej du där\n\nNy rad här")
    marks = np.array([1, 0, 1, -1, -1, -1, 0], dtype=np.int64)
    doc.from_array(["SENT_START"], marks.astype(np.uint64).reshape(-1, 1))
    LayoutSentences("sv", punctuation=False)(doc)
    assert [token.is_sent_start for token in doc] == [True, None, True, False, True, False, None]


def test_a_stop_is_found_before_brackets_and_quotation_marks() -> None:
    doc = blank_pipeline("sv")("(Vi hjälps åt.”) ) Du trivs.")
    assert [sentence.text for sentence in doc.sents][-1].endswith("Du trivs.")
    assert [token.text for token in doc if token.is_sent_start][-1] == "Du"


def test_an_empty_document_is_left_alone() -> None:
    doc = blank_pipeline("sv").make_doc("")
    assert len(LayoutSentences("sv", punctuation=True)(doc)) == 0
