"""What the pages of a pdf show, and what they hold without showing it.

A letter is hidden when it is off the page, too small, drawn as nothing, under a later shape or
picture, or in the colour of what lies behind it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fairscreen.documents.applications.ocr import has_ocr
from fairscreen.documents.applications.plain import joined_words
from fairscreen.documents.layers.layer import Layer, Task
from fairscreen.documents.layers.pictures import text_in
from fairscreen.documents.pdf import LINE_END_HYPHENS, ONE_AT_A_TIME, letter_of
from fairscreen.errors import FairscreenError

__all__ = ["page_layers"]

_DEEPEST = 8
_TINY = 2.0  # points
_SOLID = 160  # of 255
_NEAR = 40  # sum of differences of red, green and blue between colours nobody tells apart
_MOST_SHAPES = 5_000
_DRAWN_TEXT = 60  # shapes with curves: so many may be letters
_MOST_DRAWN_PAGES = 10
_WHITE = (255, 255, 255)
_Rect = tuple[float, float, float, float]
_Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Shape:
    """Something drawn that hides what lies under it; ``colour`` is unknown for pictures."""

    order: int
    box: _Rect
    colour: _Colour | None

    def holds(self, x: float, y: float) -> bool:
        left, bottom, right, top = self.box
        return left <= x <= right and bottom <= y <= top


def page_layers(data: bytes, task: Task) -> Iterator[Layer]:
    """The layers of the pages."""
    import pypdfium2

    drawn_pages = 0
    with ONE_AT_A_TIME:
        try:
            pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise FairscreenError("document-protected", name=task.name) from error
            raise FairscreenError("document-broken", name=task.name, format="pdf") from error
        try:
            if len(pdf) > task.settings.max_pages:
                raise FairscreenError(
                    "document-too-many-pages", name=task.name, pages=len(pdf),
                    limit=task.settings.max_pages,
                )  # fmt: skip
            for number in range(len(pdf)):
                page = pdf[number]
                shapes, order, curved = _drawing(page)
                for name, text in _texts(page, shapes, order).items():
                    yield Layer(f"page {number + 1}: {name}", text)
                if curved >= _DRAWN_TEXT and has_ocr() and drawn_pages < _MOST_DRAWN_PAGES:
                    drawn_pages += 1
                    image = page.render(scale=200 / 72, grayscale=True).to_pil()
                    yield from text_in(image, f"page {number + 1}: text as drawn", task.name)
                page.close()
        except pypdfium2.PdfiumError as error:
            raise FairscreenError("document-broken", name=task.name, format="pdf") from error
        finally:
            pdf.close()


def _drawing(page: Any) -> tuple[list[_Shape], dict[int, int], int]:
    """What covers, the order in which text is drawn by address, and the number of curved shapes."""
    from pypdfium2 import raw

    shapes: list[_Shape] = []
    order: dict[int, int] = {}
    curved = 0
    for place, item in enumerate(page.get_objects(max_depth=_DEEPEST)):
        if item.type == raw.FPDF_PAGEOBJ_TEXT:
            order[_address(item.raw)] = place
            continue
        if len(shapes) >= _MOST_SHAPES:
            continue
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            shapes.append(_Shape(place, _box(item), None))
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            curved += raw.FPDFPath_CountSegments(item.raw) > 8
            colour = _filled(item.raw, raw)
            if colour is not None:
                shapes.append(_Shape(place, _box(item), colour))
    return shapes, order, curved


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _box(item: Any) -> _Rect:
    """The place on the page, through the forms that the shape stands in."""
    left, bottom, right, top = item.get_bounds()
    corners = [(left, bottom), (left, top), (right, bottom), (right, top)]
    holder = getattr(item, "container", None)
    while holder is not None:
        matrix = holder.get_matrix()
        corners = [matrix.on_point(x, y) for x, y in corners]
        holder = getattr(holder, "container", None)
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _filled(handle: Any, raw: Any) -> _Colour | None:
    """The colour a path is filled with, when nothing shows through."""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(handle, mode, stroked) or not mode.value:
        return None
    colour = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(handle, *colour) or colour[3].value < _SOLID:
        return None
    red, green, blue = (part.value for part in colour[:3])
    return red, green, blue


def _texts(page: Any, shapes: list[_Shape], order: dict[int, int]) -> dict[str, str]:
    """The page's text, and again what of it does not show, by the reason."""
    from pypdfium2 import raw

    text_page = page.get_textpage()
    try:
        handle = text_page.raw
        count = text_page.count_chars()
        crop = page.get_cropbox()
        whole: list[str] = []
        hidden: dict[str, list[str]] = {}
        last: dict[str, int] = {}
        box = raw.FS_RECTF()
        for index in range(count):
            letter = letter_of(raw.FPDFText_GetUnicode(handle, index))
            whole.append("-\n" if letter in LINE_END_HYPHENS else letter)
            if letter.isspace() or not raw.FPDFText_GetLooseCharBox(handle, index, box):
                continue
            place = (box.left, box.bottom, box.right, box.top)
            reason = _why_hidden(handle, index, place, crop, shapes, order, raw)
            if reason is None:
                continue
            into = hidden.setdefault(reason, [])
            gap = index - last.get(reason, index)
            into.append(("" if gap <= 1 else " " if gap == 2 else "\n") + letter)
            last[reason] = index
        text = "".join(whole).replace("\r\n", "\n")
        joined = joined_words(text)
        return {"text": text, "text with parted words joined": joined if joined != text else ""} | {
            reason: "".join(letters) for reason, letters in hidden.items()
        }
    finally:
        text_page.close()


def _why_hidden(
    handle: Any, index: int, place: _Rect, crop: _Rect, shapes: list[_Shape],
    order: dict[int, int], raw: Any,
) -> str | None:  # fmt: skip
    left, bottom, right, top = place
    x, y = (left + right) / 2, (bottom + top) / 2
    if not (crop[0] <= x <= crop[2] and crop[1] <= y <= crop[3]):
        return "text outside the page"
    if max(abs(top - bottom), abs(right - left)) < _TINY:
        return "tiny text"
    item = raw.FPDFText_GetTextObject(handle, index)
    if not item:
        return None
    if raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
        return "invisible text"
    drawn = order.get(_address(item), -1)
    under: _Shape | None = None
    for shape in shapes:
        if shape.holds(x, y):
            if shape.order > drawn >= 0:
                return "text under a shape or picture"
            under = shape
    colour = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFText_GetFillColor(handle, index, *colour):
        return None
    if colour[3].value < 20:
        return "text in the colour of its background"
    behind = _WHITE if under is None else under.colour
    if behind is None:
        return None
    distance = sum(abs(part.value - other) for part, other in zip(colour[:3], behind, strict=True))
    return "text in the colour of its background" if distance < _NEAR else None
