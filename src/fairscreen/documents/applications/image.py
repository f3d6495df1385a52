"""Photographed and scanned pages: png, jpeg, tiff and their like, read by Tesseract."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fairscreen.documents.applications.draft import Draft
from fairscreen.documents.applications.ocr import lines_of, ocr
from fairscreen.documents.applications.pages import add_pages
from fairscreen.documents.document import Source
from fairscreen.errors import FairscreenError

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["SCALE", "frames", "quiet", "read"]

_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")
_MILLION = 1_000_000
_EXIF_SEEDS = (0x013B, 0x010E, 0x8298, 0x9C9D, 0x9C9B)  # artist, description, copyright, XP fields
SCALE = 300 / 72  # pixels per point, as if scanned at 300 to the inch


def read(source: Source, draft: Draft) -> None:
    """Read the picture into ``draft``."""
    letters = draft.letters
    pages = []
    for number, frame in enumerate(frames(source)):
        if number >= source.settings.max_ocr_pages:
            raise FairscreenError(
                "document-too-many-pages", name=source.name, pages=f"mer än {number}",
                limit=source.settings.max_ocr_pages,
            )  # fmt: skip
        if number == 0:
            draft.know(*_seeds(frame))
        found = ocr(frame, source.name)
        draft.scanned.append((number, found.turns))
        if found.doubtful:
            draft.warn("ocr-weak")
        pages.append(lines_of(found, number, SCALE, letters))
    draft.warn("ocr-image")
    add_pages(pages, draft)


def frames(source: Source) -> Iterator[Image]:
    """The pictures of the file, turned upright as its own metadata says.

    Raises
    ------
    FairscreenError
        ``document-image-too-large`` or ``document-broken``.
    """
    from PIL import Image, UnidentifiedImageError

    limit = f"{source.settings.max_image_megapixels:g}"
    try:
        with quiet():
            image = Image.open(io.BytesIO(source.data), formats=_FORMATS)
        with image:
            for number in range(getattr(image, "n_frames", 1)):
                with quiet():
                    frame = _frame(image, number, source)
                yield frame
    except Image.DecompressionBombError as error:
        raise FairscreenError(
            "document-image-too-large", name=source.name, pixels="mer än 170", limit=limit
        ) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError,
            KeyError, IndexError, struct.error, ZeroDivisionError) as error:  # fmt: skip
        raise source.broken() from error


def _frame(image: Image, number: int, source: Source) -> Image:
    from PIL import ImageOps

    image.seek(number)
    size = image.width * image.height / _MILLION
    if size > source.settings.max_image_megapixels:
        raise FairscreenError(
            "document-image-too-large", name=source.name,
            pixels=f"{size:.0f}", limit=f"{source.settings.max_image_megapixels:g}",
        )  # fmt: skip
    return ImageOps.exif_transpose(_flat(image))


@contextmanager
def quiet() -> Iterator[None]:
    """Pillow's warnings about odd files are ours to tell, in Swedish."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _flat(image: Image) -> Image:
    """The picture on white, in grey or colour; a transparent page must not turn black."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        shown = image.convert("RGBA")
        white = Image.new("RGBA", shown.size, "white")
        white.alpha_composite(shown)
        flat = white.convert("RGB")
    else:
        flat = image.convert("L" if image.mode in ("1", "L", "I;16") else "RGB")
    exif = image.getexif()
    if exif:
        flat.info["exif"] = exif.tobytes()
    return flat


def _seeds(image: Image) -> list[str]:
    exif = image.getexif()
    values = [exif.get(tag) for tag in _EXIF_SEEDS]
    values += [image.info.get(key) for key in ("Author", "Title", "Artist")]
    return [value for value in values if isinstance(value, str)]
