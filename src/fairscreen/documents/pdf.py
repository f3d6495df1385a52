"""Pdf files with a text layer, through PDFium.

A pdf says where each letter stands, not what is a word, a line or a paragraph. This module gathers
the letters to lines; ``pdf_order`` puts them in reading order and
``pdf_layout`` makes paragraphs, headings and lists of them.
"""

from __future__ import annotations

import ctypes
import math
import statistics
import threading
from collections.abc import Iterator
from typing import Any

from fairscreen.documents.document import Content, Source, warning
from fairscreen.documents.pdf_layout import arrange
from fairscreen.documents.pdf_order import TextLine, with_drawn_bullets
from fairscreen.documents.structure import Builder
from fairscreen.errors import FairscreenError

__all__ = [
    "LINE_END_HYPHENS",
    "ONE_AT_A_TIME",
    "LettersOfLine",
    "dots",
    "letter_of",
    "read",
    "turned",
]

# PDFium keeps global state and is not made for threads.
ONE_AT_A_TIME = threading.Lock()
LINE_END_HYPHENS = "\x02\ufffe"  # how PDFium marks a hyphen at the end of a line
_MOST_SHAPES = 20_000
_WIDE_GAP = 2.0  # in font sizes: wider than any blank, also of justified text


def read(source: Source) -> Content:
    """The text layer, in reading order.

    Raises
    ------
    FairscreenError
        ``document-protected``, ``document-broken``, ``document-too-many-pages``,
        ``document-no-text-layer`` or ``text-too-long``.
    """
    with ONE_AT_A_TIME:
        pages, has_form = _pages(source)
    if sum(_letters(line.text) for page in pages for line in page) == 0:
        raise FairscreenError("document-no-text-layer", name=source.name)
    builder = Builder()
    notes = arrange(pages, builder)
    text, blocks = builder.finish()
    warnings = [warning(key) for key in sorted(notes)]
    bare = [str(number) for number, page in enumerate(pages, 1) if not page]
    if bare:
        warnings.append(warning("pages-without-text", pages=", ".join(bare)))
    if has_form:
        warnings.append(warning("form-fields"))
    return Content(text, blocks, tuple(warnings))


def _letters(text: str) -> int:
    """Letters and digits that mean something; a font without a map gives private code points."""
    return sum(letter.isalnum() for letter in text)


def _pages(source: Source) -> tuple[list[list[TextLine]], bool]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == pypdfium2.raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise FairscreenError("document-protected", name=source.name) from error
        raise source.broken() from error
    try:
        count = len(pdf)
        limit = source.settings.max_pages
        if count > limit:
            raise FairscreenError(
                "document-too-many-pages", name=source.name, pages=count, limit=limit
            )
        if count == 0:
            raise source.broken()
        has_form = pdf.get_formtype() != pypdfium2.raw.FORMTYPE_NONE
        pages: list[list[TextLine]] = []
        size = 0
        for number in range(count):
            page = pdf[number]
            text_page = page.get_textpage()
            try:
                size += text_page.count_chars()
                source.refuse_long(size, so_far=True)
                lines = list(_lines(text_page, number))
                pages.append(with_drawn_bullets(lines, dots(page)))
            finally:
                text_page.close()
                page.close()
        return pages, has_form
    except pypdfium2.PdfiumError as error:
        raise source.broken() from error
    finally:
        pdf.close()


def _lines(text_page: Any, number: int) -> Iterator[TextLine]:
    """The page's lines in the order of its content, cut where a wide gap parts columns."""
    from pypdfium2 import raw

    handle = text_page.raw
    count = text_page.count_chars()
    turn = _turn(raw, handle, count)
    box = raw.FS_RECTF()
    line = LettersOfLine()
    for index in range(count):
        letter = letter_of(raw.FPDFText_GetUnicode(handle, index))
        if letter in "\r\n":
            yield from line.end(raw, handle, number)
            continue
        if raw.FPDFText_IsGenerated(handle, index) == 1 and letter == " ":
            line.blank()
            continue
        if not raw.FPDFText_GetLooseCharBox(handle, index, box):
            continue
        left, bottom, right, top = turned(turn, box.left, box.bottom, box.right, box.top)
        if line.is_parted(left, bottom, top):
            yield from line.end(raw, handle, number)
        line.put(letter, index, left, right, bottom, top)
    yield from line.end(raw, handle, number)


def letter_of(code: int) -> str:
    """The letter that PDFium tells; what is none stands as the replacement sign."""
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def dots(page: Any) -> list[tuple[float, float]]:
    """Centres of small drawn shapes: browsers draw the bullets of lists."""
    from pypdfium2 import raw

    dots = []
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), _MOST_SHAPES)):
        shape = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(shape) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if raw.FPDFPageObj_GetBounds(shape, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            width, height = right - left, top - bottom
            if 1.5 <= width <= 8 and 0.7 < width / max(height, 0.1) < 1.4:
                dots.append(((left + right) / 2, (bottom + top) / 2))
    return dots


def _turn(raw: Any, handle: Any, count: int) -> int:
    """How the page's text is turned, in quarter turns anticlockwise."""
    step = max(count // 50, 1)
    angles = [raw.FPDFText_GetCharAngle(handle, index) for index in range(0, count, step)]
    turns = [round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0]
    return statistics.mode(turns) if turns else 0


def turned(
    turn: int, left: float, bottom: float, right: float, top: float
) -> tuple[float, float, float, float]:
    """A box in the coordinates of someone who reads the text upright."""
    if turn == 1:
        return -top, left, -bottom, right
    if turn == 2:
        return -right, -top, -left, -bottom
    if turn == 3:
        return bottom, -right, top, -left
    return left, bottom, right, top


class LettersOfLine:
    """Letters of one line as they come."""

    def __init__(self) -> None:
        self._letters: list[str] = []
        self._places: list[int] = []  # index of each letter on its page, -1 for a blank
        self._shown: list[int] = []  # indices of letters that are no blanks
        self._left = self._right = self._bottom = self._top = 0.0

    def blank(self) -> None:
        if self._letters and self._letters[-1] != " ":
            self._letters.append(" ")
            self._places.append(-1)

    def is_parted(self, left: float, bottom: float, top: float) -> bool:
        """Whether a letter there belongs to another line or column."""
        if not self._shown:
            return False
        height = max(self._top - self._bottom, 0.1)
        gap = left - self._right
        overlap = min(top, self._top) - max(bottom, self._bottom)
        return gap > _WIDE_GAP * height or gap < -1.5 * height or overlap < 0.25 * (top - bottom)

    def put(
        self, letter: str, index: int, left: float, right: float, bottom: float, top: float
    ) -> None:
        if letter in LINE_END_HYPHENS:
            letter = "-"
        if letter.isspace():
            self.blank()
            return
        if not self._shown:
            self._left, self._right, self._bottom, self._top = left, right, bottom, top
        self._right = max(self._right, right)
        self._bottom, self._top = min(self._bottom, bottom), max(self._top, top)
        self._letters.append(letter)
        self._places.append(index)
        self._shown.append(index)

    def end(self, raw: Any, handle: Any, page: int) -> Iterator[TextLine]:
        """The line, when anything shows in it; begins the next one."""
        whole = "".join(self._letters)
        text = whole.strip()
        shown, places = self._shown, self._places
        line = self._left, self._right, self._bottom, self._top
        self._letters, self._shown, self._places = [], [], []
        if not text:
            return
        first = len(whole) - len(whole.lstrip())
        origins = tuple(places[first : first + len(text)])
        sample = {shown[0], shown[len(shown) // 2], shown[-1]}
        sizes = [_size(raw, handle, index) for index in sample]
        bold = all(_is_bold(raw, handle, index) for index in sample)
        size = statistics.median(sizes)
        yield TextLine(text, *line, size=size, bold=bold, page=page, origins=origins)


def _size(raw: Any, handle: Any, index: int) -> float:
    """Font size in points on the page; some writers set size 1 and scale by the matrix."""
    matrix = raw.FS_MATRIX()
    scale = 1.0
    if raw.FPDFText_GetMatrix(handle, index, matrix):
        scale = math.hypot(matrix.c, matrix.d) or 1.0
    return round(raw.FPDFText_GetFontSize(handle, index) * scale * 2) / 2 or 1.0


def _is_bold(raw: Any, handle: Any, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(handle, index, name, len(name), flags)
    font = name.value.decode("latin-1").lower() if 0 < length <= len(name) else ""
    return any(word in font for word in ("bold", "black", "heavy", "demi"))
