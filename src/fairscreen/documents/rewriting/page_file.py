"""A pdf of pictures with invisible text over them, as scanners write it."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

__all__ = ["PagePicture", "TextAt", "letters_of_size", "page_file"]

_USUAL_WIDTH = 0.5  # of the size of letters, on average in Helvetica
_GREY = 10  # difference of colours that nobody sees
_MARKS = {"☒": "[x]", "☐": "[ ]", "☑": "[x]", "→": "->", "✓": "v", "✔": "v", "−": "-"}


@dataclass(frozen=True, slots=True)
class TextAt:
    """A line of text and its box in points, origin at the lower left."""

    text: str
    left: float
    bottom: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page: its picture, its size in points, and the text over it in reading order."""

    image: Image
    width: float
    height: float
    texts: Sequence[TextAt] = field(default=())


def page_file(pages: Sequence[PagePicture], title: str, language: str) -> bytes:
    """The pdf's bytes: the same for the same pages."""
    import pikepdf
    from pikepdf import Dictionary, Name, String

    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
    )  # fmt: skip
    for page in pages:
        picture = _picture(pdf, page.image)
        content = (
            b"q %.2f 0 0 %.2f 0 0 cm /Page Do Q\n" % (page.width, page.height)
            + b"BT 3 Tr\n" + b"".join(_written(text) for text in page.texts) + b"ET\n"
        )  # fmt: skip
        pdf.pages.append(
            pikepdf.Page(
                Dictionary(
                    Type=Name.Page, MediaBox=[0, 0, round(page.width, 2), round(page.height, 2)],
                    Resources=Dictionary(
                        XObject=Dictionary(Page=picture), Font=Dictionary(F=font)
                    ),
                    Contents=pdf.make_stream(content),
                )
            )
        )  # fmt: skip
    pdf.Root.Lang = String(language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.docinfo["/Title"] = String(title)
    written = io.BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


@cache
def letters_of_size(size: int) -> FreeTypeFont:
    """The package's own font for writing on pictures, by its size in pixels."""
    from importlib.resources import files

    from PIL import ImageFont

    font = files("fairscreen.documents.writing").joinpath("fonts/NotoSans_400Regular.ttf")
    return ImageFont.truetype(io.BytesIO(font.read_bytes()), size)


def _picture(pdf: Any, image: Image) -> Any:
    from pikepdf import Dictionary, Name

    shown = image if _has_colour(image) else image.convert("L")
    stream = pdf.make_stream(shown.tobytes())
    stream.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=shown.width, Height=shown.height,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB if shown.mode == "RGB" else Name.DeviceGray,
    )  # fmt: skip
    return stream


def _has_colour(image: Image) -> bool:
    from PIL import ImageChops

    red, green, blue = image.split()
    differences = (ImageChops.difference(red, other).getextrema()[1] for other in (green, blue))
    return any(int(most) > _GREY for most in differences)  # type: ignore[arg-type]


def _written(text: TextAt) -> bytes:
    """The operators that write a line so wide and high as its box."""
    letters = _encoded(text.text)
    if not letters or text.width <= 0 or text.height <= 0:
        return b""
    size = text.height * 0.85
    stretch = 100 * text.width / (_USUAL_WIDTH * size * len(letters))
    literal = letters.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"/F %.2f Tf %.1f Tz 1 0 0 1 %.2f %.2f Tm (%s) Tj\n" % (
        size, min(max(stretch, 10), 500), text.left, text.bottom + 0.2 * size, literal,
    )  # fmt: skip


def _encoded(text: str) -> bytes:
    """The text in the letters of the standard fonts; others by their nearest kin."""
    result = bytearray()
    for letter in text:
        try:
            result += letter.encode("cp1252")
        except UnicodeEncodeError:
            plain = _MARKS.get(letter) or unicodedata.normalize("NFKD", letter)
            result += plain.encode("cp1252", "ignore") or b"?"
    return bytes(result)
