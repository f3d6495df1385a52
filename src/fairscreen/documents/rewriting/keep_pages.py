"""A pdf of page pictures that look like the original, over an anonymised text.

Pages of a pdf are drawn without pictures (``page_drawing``). Of a scanned page only the pixels of
words that are kept are taken over, onto white. Hidden words are covered in the picture itself, so
that there is nothing under the cover. The text that can be searched and read aloud is written
invisibly over the picture, from the anonymised text alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fairscreen.documents.applications import ApplicationDocument
from fairscreen.documents.applications.draft import Draft
from fairscreen.documents.applications.image import SCALE, frames
from fairscreen.documents.applications.pdf_prepare import prepared
from fairscreen.documents.document import Source
from fairscreen.documents.pdf import ONE_AT_A_TIME
from fairscreen.documents.rewriting.loose_text import loose_pages
from fairscreen.documents.rewriting.page_drawing import without_pictures
from fairscreen.documents.rewriting.page_file import PagePicture, TextAt, letters_of_size, page_file
from fairscreen.documents.rewriting.replacing import Replacement, replaced_blocks
from fairscreen.errors import FairscreenError
from fairscreen.settings import Settings

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["keep_pages"]

_DPI = 150
_POINTS = 72
_COVER = (228, 228, 228)
_INK = (40, 40, 40)
_UNREADABLE = "\ufffd"
_Pixels = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(slots=True)
class _Letter:
    """A letter of the text, where it stands on its page in pixels, and what shows there."""

    page: int
    box: _Pixels
    shown: str
    hidden: bool
    first: bool  # of a hidden span


def keep_pages(
    document: ApplicationDocument,
    replacements: Sequence[Replacement],
    title: str,
    language: str,
    settings: Settings,
) -> bytes:
    """The pdf's bytes."""
    source = Source(document.source, document.name, document.format, settings)
    drawn = list(_drawn(document, source))
    letters = list(_letters(document, replacements, drawn))
    _whole_words(letters, {number for number, page in enumerate(drawn) if page.words_only})
    pages = []
    for number, page in enumerate(drawn):
        mine = [letter for letter in letters if letter.page == number]
        image = _only_words(page.image, mine) if page.words_only else page.image
        _cover(image, mine)
        texts = [_scaled(text, page) for text in _lines(mine)]
        pages.append(PagePicture(image, page.width, page.height, texts))
    pages += loose_pages(list(_loose(document, replacements)))
    return page_file(pages, title, language)


def _loose(document: ApplicationDocument, replacements: Sequence[Replacement]) -> Iterator[str]:
    """The blocks of which no letter stands on a page."""
    texts = replaced_blocks(document, replacements)
    for block, text in zip(document.blocks, texts, strict=True):
        if text.strip() and max(document.places[block.start : block.end], default=-1) < 0:
            yield text


@dataclass(slots=True)
class _Drawn:
    image: Image
    width: float  # points
    height: float
    words_only: bool  # a picture of a page, of which only words are taken over
    # From page coordinates in points to pixels: (a, b, c, d, e, f).
    matrix: tuple[float, float, float, float, float, float]

    def to_pixels(self, left: float, bottom: float, right: float, top: float) -> _Pixels:
        a, b, c, d, e, f = self.matrix
        xs = [a * x + c * y + e for x, y in ((left, bottom), (right, top))]
        ys = [b * x + d * y + f for x, y in ((left, bottom), (right, top))]
        return min(xs), min(ys), max(xs), max(ys)


def _drawn(document: ApplicationDocument, source: Source) -> Iterator[_Drawn]:
    turns = dict(document.scanned)
    if document.format == "image":
        for number, frame in enumerate(frames(source)):
            image = frame.convert("RGB").rotate(90 * turns.get(number, 0), expand=True)
            size = (image.width / SCALE, image.height / SCALE)
            yield _Drawn(image, *size, True, (SCALE, 0, 0, -SCALE, 0, image.height))
        return
    import pypdfium2

    shown = prepared(source, Draft()).data
    simple = without_pictures(shown)
    if simple is None:
        raise source.broken()
    with ONE_AT_A_TIME:
        try:
            original, plain = pypdfium2.PdfDocument(shown), pypdfium2.PdfDocument(simple)
        except pypdfium2.PdfiumError as error:
            raise source.broken() from error
        try:
            for number in range(len(original)):
                scanned = number in turns
                page = original[number]
                words_only = scanned or _is_searchable_scan(page)
                if not words_only:
                    page.close()
                    page = plain[number]
                width, height = page.get_size()
                scale = _DPI / _POINTS
                limit = source.settings.max_image_megapixels * 1_000_000
                if width * height * scale**2 > limit:
                    scale = (limit / (width * height)) ** 0.5
                image = page.render(scale=scale).to_pil().convert("RGB")
                image = image.rotate(90 * turns.get(number, 0), expand=True)
                width, height = image.width / scale, image.height / scale
                matrix = (
                    (scale, 0.0, 0.0, -scale, 0.0, float(image.height))
                    if scanned
                    else _page_to_pixels(page, image)
                )
                yield _Drawn(image, width, height, words_only, matrix)
                page.close()
        except pypdfium2.PdfiumError as error:
            raise source.broken() from error
        finally:
            original.close()
            plain.close()


def _is_searchable_scan(page: Any) -> bool:
    """Whether all text lies invisible over a picture, as scanners write it."""
    from pypdfium2 import raw

    modes = [
        raw.FPDFTextObj_GetTextRenderMode(item.raw)
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=5)
    ]
    return bool(modes) and all(mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE for mode in modes)


def _page_to_pixels(page: object, image: Image) -> tuple[float, float, float, float, float, float]:
    """How the page's own coordinates land in its picture, turned and cropped pages too."""
    import ctypes

    from pypdfium2 import raw

    far = 1000
    width, height = image.size

    def at(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        # Whole pixels come back, so they are asked for on a finer grid.
        raw.FPDF_PageToDevice(
            page.raw,
            0,
            0,
            width * 16,
            height * 16,
            0,
            x,
            y,
            across,
            down,  # type: ignore[attr-defined]
        )
        return across.value / 16, down.value / 16

    (x0, y0), (x1, y1), (x2, y2) = at(0, 0), at(far, 0), at(0, far)
    return (
        (x1 - x0) / far, (y1 - y0) / far, (x2 - x0) / far, (y2 - y0) / far, x0, y0,
    )  # fmt: skip


def _letters(
    document: ApplicationDocument, replacements: Sequence[Replacement], pages: Sequence[_Drawn]
) -> Iterator[_Letter]:
    """The letters in reading order; blanks between words stand alone in ``shown``."""
    left = list(reversed(replacements))
    end = -1
    waiting = ""
    for position, (letter, place) in enumerate(zip(document.text, document.places, strict=True)):
        while left and left[-1].start <= position:
            replacement = left.pop()
            waiting += replacement.text
            end = max(end, replacement.end)
        hidden = position < end
        if place < 0:
            if not hidden and letter.isspace():
                yield _Letter(-1, (0, 0, 0, 0), " ", False, False)
            continue
        page, *box = document.boxes[place]
        if page >= len(pages):
            raise FairscreenError("replacements-invalid", name=document.name)
        hidden = hidden or letter == _UNREADABLE or "\ue000" <= letter <= "\uf8ff"
        shown = waiting + ("" if hidden else letter)
        yield _Letter(page, pages[page].to_pixels(*box), shown, hidden, bool(waiting))
        waiting = ""


def _whole_words(letters: Sequence[_Letter], pages: Collection[int]) -> None:
    """On a picture of a page, hide the whole of a word of which a part is hidden.

    Where one letter ends and the next begins is a guess there. What is kept of the word, such as
    a comma, is written anew beside what stands for the hidden part.
    """
    word: list[_Letter] = []
    for letter in [*letters, _Letter(-1, (0, 0, 0, 0), " ", False, False)]:
        if letter.page >= 0:
            word.append(letter)
            continue
        if any(one.hidden for one in word) and word[0].page in pages:
            word[0].first |= not word[0].hidden
            for one in word:
                one.hidden = True
        word = []


def _only_words(image: Image, letters: Sequence[_Letter]) -> Image:
    """White paper with the pixels of the words that are kept."""
    from PIL import Image as Pictures

    paper = Pictures.new("RGB", image.size, "white")
    for letter in letters:
        if not letter.hidden:
            left, top, right, bottom = (round(edge) for edge in letter.box)
            place = (max(left - 1, 0), max(top - 1, 0), right + 1, bottom + 1)
            paper.paste(image.crop(place), place[:2])
    return paper


def _cover(image: Image, letters: Sequence[_Letter]) -> None:
    """Cover hidden words and write what stands for them."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(image)
    spans: list[tuple[list[float], str]] = []
    before: _Letter | None = None
    for letter in letters:
        if letter.hidden:
            left, top, right, bottom = letter.box
            if before is not None and not letter.first and _on_one_line(before, letter):
                box = spans[-1][0]
                box[:] = [min(box[0], left), min(box[1], top), max(box[2], right),
                          max(box[3], bottom)]  # fmt: skip
                spans[-1] = (box, spans[-1][1] + letter.shown)
            else:
                spans.append(([left, top, right, bottom], letter.shown))
            before = letter
        else:
            before = None
    for box, _ in spans:
        left, top, right, bottom = box
        pen.rectangle((left - 1.5, top, right + 1.5, bottom), fill=_COVER)
    for box, text in spans:
        if text.strip():
            _write(image, box, text.strip())


def _on_one_line(before: _Letter, letter: _Letter) -> bool:
    overlap = min(before.box[3], letter.box[3]) - max(before.box[1], letter.box[1])
    height = letter.box[3] - letter.box[1]
    return overlap > 0.4 * height and abs(letter.box[0] - before.box[2]) < 2 * height


def _write(image: Image, box: Sequence[float], text: str) -> None:
    """The words in a box, as large as they fit."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(image)
    width, height = box[2] - box[0], box[3] - box[1]
    size = round(max(0.75 * height, 6.0))
    while size > 6 and pen.textlength(text, letters_of_size(size)) > width:
        size -= 1
    while len(text) > 1 and pen.textlength(text, letters_of_size(size)) > width + 4:
        text = text[:-1]
    middle = (box[1] + box[3]) / 2
    pen.text((box[0] + 1, middle), text, fill=_INK, font=letters_of_size(size), anchor="lm")


def _lines(letters: Sequence[_Letter]) -> Iterator[tuple[str, _Pixels]]:
    """Letters on one line gathered, with the box they fill."""
    text = ""
    box: list[float] = []
    before: _Letter | None = None
    for letter in letters:
        left, top, right, bottom = letter.box
        if before is not None and not _on_one_line(before, letter):
            yield text, (box[0], box[1], box[2], box[3])
            text, before = "", None
        if before is None:
            box = [left, top, right, bottom]
        elif left - before.box[2] > 0.15 * (bottom - top):
            text += " "
        text += letter.shown
        box = [min(box[0], left), min(box[1], top), max(box[2], right), max(box[3], bottom)]
        before = letter
    if before is not None:
        yield text, (box[0], box[1], box[2], box[3])


def _scaled(line: tuple[str, _Pixels], page: _Drawn) -> TextAt:
    text, (left, top, right, bottom) = line
    across, down = page.width / page.image.width, page.height / page.image.height
    return TextAt(
        " ".join(text.split()), left * across, page.height - bottom * down,
        (right - left) * across, (bottom - top) * down,
    )  # fmt: skip
