"""Word comments: each at its very words, in the user's own file or in a new one."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen import documents
from fairscreen.ads import AdReview, check
from fairscreen.report.commented import ad_review_docx
from fairscreen.report.comments import Comment, add_comments

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def commented_words(document: WordDocument) -> dict[str, str]:
    """What the document's own marks say: the words under each comment, by its id."""
    under: dict[str, list[str]] = {}
    closed: dict[str, str] = {}
    for element in document.element.body.iter():
        if element.tag == f"{W}commentRangeStart":
            under[element.get(f"{W}id")] = []
        elif element.tag == f"{W}commentRangeEnd":
            closed[element.get(f"{W}id")] = "".join(under.pop(element.get(f"{W}id")))
        elif element.tag == f"{W}t":
            for words in under.values():
                words.append(element.text or "")
    return closed


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def reopened(data: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(data))


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_a_new_document_has_a_comment_at_each_finding(review: AdReview) -> None:
    words = commented_words(reopened(ad_review_docx(review)))
    for finding in review.findings:
        assert finding.text in words.values()


def test_a_comment_tells_what_why_and_what_instead(review: AdReview) -> None:
    comments = [c.text for c in reopened(ad_review_docx(review)).comments]
    letter = next(text for text in comments if "personligt brev" in text)
    assert "Varför: " in letter
    assert "Förslag: " in letter
    assert "Källa: " in letter


def test_the_first_comment_lists_what_was_not_found(review: AdReview) -> None:
    first = next(iter(reopened(ad_review_docx(review)).comments))
    assert "Lön" in first.text


def own_file() -> bytes:
    made = docx.Document()
    made.add_heading("Undersköterska till Tallbacken", 1)
    line = made.add_paragraph("Vi är ett ")
    line.add_run("un").bold = True
    line.add_run("gt te").italic = True
    line.add_run("am och söker dig.")
    table = made.add_table(1, 2)
    table.cell(0, 0).text = "Krav"
    table.cell(0, 1).text = "svenska som modersmål"
    made.add_paragraph("Skicka personligt brev.", style="List Bullet")
    return saved(made)


@pytest.fixture(scope="module")
def own() -> tuple[bytes, AdReview, WordDocument]:
    source = own_file()
    read = documents.read(source, name="annons.docx")
    review = check(read.text, lang="sv", blocks=read.blocks)
    return source, review, reopened(ad_review_docx(review, source))


def test_comments_go_into_the_users_own_file(own: tuple[bytes, AdReview, WordDocument]) -> None:
    _, review, made = own
    words = set(commented_words(made).values())
    assert {f.text for f in review.findings} <= words
    assert "ungt team" in words  # over three runs of different looks


def test_the_users_own_words_and_looks_are_kept(own: tuple[bytes, AdReview, WordDocument]) -> None:
    source, _, made = own
    before = reopened(source)
    assert [p.text for p in made.paragraphs] == [p.text for p in before.paragraphs]
    assert [p.style.name for p in made.paragraphs] == [p.style.name for p in before.paragraphs]
    looks = {r.text: (r.bold, r.italic) for r in made.paragraphs[1].runs}
    assert looks["un"] == (True, None)
    assert looks["gt te"] == (None, True)


def test_no_date_is_left_in_a_comment(own: tuple[bytes, AdReview, WordDocument]) -> None:
    assert all(comment.timestamp is None for comment in own[2].comments)


@pytest.mark.parametrize("source", [b"", b"%PDF-1.7", b"PK\x03\x04broken", None])
def test_another_kind_of_file_gives_a_new_document(review: AdReview, source: bytes | None) -> None:
    made = reopened(ad_review_docx(review, source))
    assert "Arbetsuppgifter" in [p.text for p in made.paragraphs]


def test_deleted_words_and_text_boxes_do_not_move_a_comment() -> None:
    made = docx.Document()
    line = made.add_paragraph("Vi är ")
    deleted = line.add_run("ungt team")
    mark = line._p.makeelement(f"{W}del", {})
    deleted._r.addprevious(mark)
    mark.append(deleted._r)
    line.add_run("ett ungt team.")
    again = reopened(saved(made))
    text = "Vi är ett ungt team."
    assert add_comments(again, text, [Comment(10, 19, "x")]) == 1
    (words,) = commented_words(again).values()
    assert words == "ungt team"
    assert again.paragraphs[0]._p.find(f".//{W}del//{W}t").text == "ungt team"


def test_words_that_are_not_there_are_quoted_at_the_start() -> None:
    made = docx.Document()
    made.add_paragraph("Något helt annat.")
    assert add_comments(made, "Vi är ett ungt team.", [Comment(10, 19, "Fundera.")]) == 0
    (comment,) = made.comments
    assert comment.text.startswith("Om ”ungt team”:")


WORDS = st.lists(st.text("abcå 🙂", min_size=1, max_size=6), min_size=1, max_size=6)


@given(st.lists(WORDS, min_size=1, max_size=4), st.data())
@settings(max_examples=60, deadline=None)
def test_any_place_in_any_runs_gets_its_comment(lines: list[list[str]], data: Any) -> None:
    made = docx.Document()
    for runs in lines:
        paragraph = made.add_paragraph()
        for run in runs:
            paragraph.add_run(run)
    text = "\n".join("".join(runs) for runs in lines)
    if not text.strip():
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    before = [p.text for p in made.paragraphs]
    add_comments(made, text, [Comment(start, end, "x")])
    assert [p.text for p in made.paragraphs] == before
    assert len(list(made.comments)) == 1
    if bare(text[start:end]) and text.count(text[start:end].strip()) == 1:
        (words,) = commented_words(made).values()
        assert bare(text[start:end]) == bare(words)
