"""Pdf files as applications: text layer, form fields, and scanned pages by Tesseract.

Letters are read as for ads, but with their boxes, in every direction they are turned, and with
page heads and feet. Pages that are only pictures of text are read by Tesseract where it is
installed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from fairscreen.documents.applications.draft import Box, Draft, tidy
from fairscreen.documents.applications.ocr import has_ocr, lines_of, ocr
from fairscreen.documents.applications.pages import add_pages
from fairscreen.documents.applications.pdf_prepare import prepared
from fairscreen.documents.document import Source
from fairscreen.documents.pdf import ONE_AT_A_TIME, LettersOfLine, dots, letter_of, turned
from fairscreen.documents.pdf_order import TextLine, with_drawn_bullets
from fairscreen.documents.structure import Line
from fairscreen.errors import FairscreenError

__all__ = ["read"]

_OCR_DPI = 300
_POINTS = 72
_FEW_LETTERS = 25  # a page with a large picture and fewer letters than this is a scan
_LARGE = 0.5  # share of the page that a picture of a whole page covers at least
_TINY = 2.0  # points; nobody reads smaller letters
_MOST_PIXELS = 40_000_000
_MANY_SHAPES = 30
_UNKNOWN = "\ufffd"


def read(source: Source, draft: Draft) -> None:
    """Read the pages into ``draft``."""
    ready = prepared(source, draft)
    with ONE_AT_A_TIME:
        pages = _pages(source, ready.data, draft)
    add_pages(pages, draft)
    shown = "".join(tidy(line.text) for page in pages for line in page)
    shown = "".join(shown.split())
    draft.builder.part = "form field"
    for value in ready.fields:  # a field without an appearance of its own
        if "".join(tidy(value).split()) not in shown:
            draft.builder.add([Line(line) for line in value.splitlines()])
    draft.builder.part = ""


def _pages(source: Source, data: bytes, draft: Draft) -> list[list[TextLine]]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise FairscreenError("document-protected", name=source.name) from error
        raise source.broken() from error
    try:
        count = len(pdf)
        if count == 0:
            raise source.broken()
        if count > source.settings.max_pages:
            raise FairscreenError(
                "document-too-many-pages", name=source.name, pages=count,
                limit=source.settings.max_pages,
            )  # fmt: skip
        return list(_read_pages(pdf, source, draft))
    except pypdfium2.PdfiumError as error:
        raise source.broken() from error
    finally:
        pdf.close()


def _read_pages(pdf: Any, source: Source, draft: Draft) -> Iterator[list[TextLine]]:
    scanned: list[int] = []
    blank: list[int] = []
    size = 0
    for number in range(len(pdf)):
        page = pdf[number]
        try:
            large, pictures = _pictures(page)
            groups = _page_lines(page, number, draft)
            text = "".join(line.text for group in groups for line in group)
            size += len(text)
            source.refuse_long(size, so_far=True)
            letters = sum(map(str.isalnum, text))
            strange = sum(c == _UNKNOWN or "\ue000" <= c <= "\uf8ff" for c in text)
            if strange > max(letters // 3, 10):
                draft.warn("letters-unknown")
            drawn = (large and letters < _FEW_LETTERS) or (letters == 0 and _is_drawn_on(page))
            is_scan = drawn or strange > max(letters, 20)
            if is_scan:
                scanned.append(number + 1)
                found = _scanned(page, number, source, draft, len(scanned)) if has_ocr() else []
                if found or not letters:
                    groups = [found]
                elif has_ocr():  # better the little that the file says than nothing
                    draft.scanned.pop()
            draft.images += pictures - (1 if is_scan and large else 0)
            if not any(groups) and (pictures or drawn):
                blank.append(number + 1)
            yield from groups
        finally:
            page.close()
    if scanned and has_ocr():
        draft.warn("ocr", pages=_listed(scanned))
    elif scanned:
        if len(blank) == len(pdf):
            raise FairscreenError("ocr-missing", name=source.name)
        draft.warn("pages-unread", pages=_listed(scanned))
    unread = [number for number in blank if number not in scanned]
    if unread and len(unread) < len(pdf):
        draft.warn("pages-blank", pages=_listed(unread))


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:20]))
    return shown + (" …" if len(numbers) > 20 else "")


def _pictures(page: Any) -> tuple[bool, int]:
    """Whether a picture covers most of the page, and the number of pictures."""
    from pypdfium2 import raw

    width, height = page.get_size()
    count, large = 0, False
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=5):
        count += 1
        left, bottom, right, top = shape.get_bounds()
        large = large or abs((right - left) * (top - bottom)) > _LARGE * width * height
    return large, count


def _is_drawn_on(page: Any) -> bool:
    """Whether so many shapes are drawn that they may be letters."""
    from pypdfium2 import raw

    shapes = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=5)
    return sum(1 for _ in shapes) > _MANY_SHAPES


def _page_lines(page: Any, number: int, draft: Draft) -> list[list[TextLine]]:
    """The lines of a page, those of each direction by themselves, the usual direction first."""
    from pypdfium2 import raw

    text_page = page.get_textpage()
    try:
        handle = text_page.raw
        visible = _visible(page)
        invisible = _has_invisible(page, raw)
        by_turn: dict[int, list[TextLine]] = {}
        gathering: dict[int, LettersOfLine] = {}
        numbers: dict[int, int] = {}
        box = raw.FS_RECTF()
        turn = 0
        for index in range(text_page.count_chars()):
            letter = letter_of(raw.FPDFText_GetUnicode(handle, index))
            if letter in "\r\n" or (letter == " " and raw.FPDFText_IsGenerated(handle, index) == 1):
                line = gathering.setdefault(turn, LettersOfLine())
                if letter == " ":
                    line.blank()
                else:
                    by_turn.setdefault(turn, []).extend(line.end(raw, handle, number))
                continue
            if not raw.FPDFText_GetLooseCharBox(handle, index, box):
                continue
            place: Box = number, box.left, box.bottom, box.right, box.top
            if not letter.isspace() and (
                not _shows(place, visible) or (invisible and _is_invisible(raw, handle, index))
            ):
                draft.warn("markup-hidden")
                continue
            angle = raw.FPDFText_GetCharAngle(handle, index)
            now = round(angle / (math.pi / 2)) % 4 if angle >= 0 else turn
            if now != turn:
                by_turn.setdefault(turn, []).extend(
                    gathering.setdefault(turn, LettersOfLine()).end(raw, handle, number)
                )
                turn = now
            line = gathering.setdefault(turn, LettersOfLine())
            left, bottom, right, top = turned(turn, *place[1:])
            if line.is_parted(left, bottom, top):
                by_turn.setdefault(turn, []).extend(line.end(raw, handle, number))
            numbers[index] = draft.letters.number(place)
            line.put(letter, index, left, right, bottom, top)
        by_turn.setdefault(turn, []).extend(
            gathering.setdefault(turn, LettersOfLine()).end(raw, handle, number)
        )
        groups = [
            [_numbered(line, numbers) for line in lines]
            for lines in sorted(by_turn.values(), key=len, reverse=True)
            if lines
        ]
        if groups and 0 in by_turn:
            groups[0] = with_drawn_bullets(groups[0], dots(page))
        return groups
    finally:
        text_page.close()


def _numbered(line: TextLine, numbers: dict[int, int]) -> TextLine:
    from dataclasses import replace

    return replace(line, origins=tuple(numbers.get(place, -1) for place in line.origins or ()))


def _visible(page: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = page.get_cropbox()
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _shows(box: Box, visible: tuple[float, float, float, float]) -> bool:
    """Whether a letter lies on the page and is large enough to read."""
    _, left, bottom, right, top = box
    x, y = (left + right) / 2, (bottom + top) / 2
    on_page = visible[0] <= x <= visible[2] and visible[1] <= y <= visible[3]
    return on_page and max(abs(top - bottom), abs(right - left)) >= _TINY


def _has_invisible(page: Any, raw: Any) -> bool:
    """Whether the page has text drawn as nothing that lies over no scan."""
    if _pictures(page)[0]:
        return False  # the text of a scanned page lies invisible over the picture
    shapes = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=5)
    return any(
        raw.FPDFTextObj_GetTextRenderMode(shape.raw) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        for shape in shapes
    )


def _is_invisible(raw: Any, handle: Any, index: int) -> bool:
    shape = raw.FPDFText_GetTextObject(handle, index)
    return bool(shape) and (
        raw.FPDFTextObj_GetTextRenderMode(shape) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
    )


def _scanned(page: Any, number: int, source: Source, draft: Draft, count: int) -> list[TextLine]:
    if count > source.settings.max_ocr_pages:
        raise FairscreenError(
            "document-too-many-pages", name=source.name, pages=f"mer än {count - 1} inskannade",
            limit=source.settings.max_ocr_pages,
        )  # fmt: skip
    width, height = page.get_size()
    dpi = min(_OCR_DPI, math.sqrt(_MOST_PIXELS / (width * height / _POINTS**2)))
    scale = dpi / _POINTS
    image = page.render(scale=scale, grayscale=True).to_pil()
    found = ocr(image, source.name)
    draft.scanned.append((number, found.turns))
    if found.doubtful:
        draft.warn("ocr-weak")
    return lines_of(found, number, scale, draft.letters)
