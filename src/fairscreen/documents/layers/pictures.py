"""Pictures: their properties (EXIF, XMP, text chunks), what is appended, and the text in them."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fairscreen.documents.applications.image import quiet
from fairscreen.documents.applications.ocr import has_ocr, ocr
from fairscreen.documents.layers.layer import Layer, Task
from fairscreen.documents.layers.strings import strings
from fairscreen.errors import FairscreenError

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["layers", "text_in"]

_MILLION = 1_000_000
_SMALLEST = 40  # pixels; text needs more
_MOST_FRAMES = 20
_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)
# What a camera sets that names nobody.
_PLAIN = frozenset((
    "ImageWidth", "ImageLength", "BitsPerSample", "Compression", "Orientation", "XResolution",
    "YResolution", "ResolutionUnit", "ExifOffset",
))  # fmt: skip


def layers(task: Task) -> Iterator[Layer]:
    """The layers of a picture."""
    from PIL import Image

    limit = task.settings.max_image_megapixels * _MILLION
    try:
        with quiet():
            image = Image.open(io.BytesIO(task.data))
            if image.width * image.height > limit:
                raise Image.DecompressionBombError
            properties = list(_properties(image))
        yield Layer("properties", "\n".join(properties))
        for number in range(getattr(image, "n_frames", 1)):
            if number >= _MOST_FRAMES:
                yield Layer("unknown: more frames", "")
                break
            with quiet():
                image.seek(number)
                frame = image.copy()
            yield from text_in(frame, "text in the picture", task.name)
    except Image.DecompressionBombError:
        yield Layer("unknown: picture too large to open", "")
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, IndexError,
            struct.error, ZeroDivisionError):  # fmt: skip
        yield Layer("unknown: picture", "")
    # Comments, colour profiles, blocks of editing programs, bytes after the end.
    words = [line for line in strings(task.data).split("\n") if _like_words(line)]
    yield Layer("raw strings", "\n".join(words))


def text_in(image: Image, name: str, file: str) -> Iterator[Layer]:
    """The text that Tesseract finds; a picture that was not read is told."""
    if min(image.size) < _SMALLEST:
        return
    if not has_ocr():
        yield Layer(f"unknown: {name}, tesseract is not installed", "")
        return
    import PIL.Image
    from PIL import ImageOps

    shown = image.convert("RGBA")
    white = PIL.Image.new("RGBA", shown.size, "white")
    white.alpha_composite(shown)
    grey = ImageOps.autocontrast(white.convert("L"))
    try:
        found = ocr(grey, file, thorough=False)
    except FairscreenError:
        yield Layer(f"unknown: {name}, tesseract failed", "")
        return
    yield Layer(name, "\n".join(" ".join(word.text for word in line.words) for line in found.lines))


def _properties(image: Image) -> Iterator[str]:
    from PIL import ExifTags

    exif = image.getexif()
    tables = [exif, *(exif.get_ifd(key) for key in (0x8769, 0x8825, 0xA005))]
    for table in tables:
        for tag, value in table.items():
            name = ExifTags.TAGS.get(tag) or ExifTags.GPSTAGS.get(tag) or str(tag)
            if name not in _PLAIN:
                yield f"{name}: {_shown(value)}"
    for key, value in image.info.items():
        if key not in ("exif", "icc_profile", "dpi", "jfif", "gamma", "compression"):
            yield f"{key}: {_shown(value)}"


def _shown(value: object) -> str:
    if not isinstance(value, bytes):
        return str(value)
    wide = value.decode("utf-16-le", "replace").rstrip("\x00") if value[1:2] == b"\x00" else ""
    return wide or strings(value)


def _like_words(line: str) -> bool:
    """Whether a run of bytes reads like words: in pixels runs of odd signs are common."""
    letters = sum(c.isalpha() and c.isascii() for c in line)
    return (
        len(line) >= 6 and letters >= 0.7 * len(line) and bool(re.search(r"[aeiouyAEIOUY]", line))
    )
