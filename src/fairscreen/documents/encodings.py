"""Bytes to letters.

Order: a byte-order mark, UTF-16 without one, UTF-8, Windows-1252, and only when the result reads
like nothing a person wrote, the guess of charset-normalizer. Swedish files come in the first four;
a guesser asked first takes short Swedish texts for Turkish, Greek or Cyrillic.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

__all__ = ["Decoded", "UnknownEncodingError", "decode", "is_binary"]

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 64 * 1024
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOJIBAKE = re.compile("Ã[¥¤¶…„–©]|â€[™œ“”¦]|Â\u00a0")
# In Windows-1252, letters and signs that Swedish and English office texts hold beyond ASCII.
_EXPECTED = set("åäöÅÄÖéÉèüÜáàëïôøæØÆñç§´°·«»–—‘’‚“”„…•€£½¼¾²³×\u00a0\u00ad®©™±µ¨")
_UNDEFINED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


class UnknownEncodingError(ValueError):
    """The bytes are text in no encoding that can be told."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and the key of a warning when that was not plain to see."""

    text: str
    encoding: str
    warning: str | None = None


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """The text in ``data``, without a byte-order mark and otherwise unchanged.

    Parameters
    ----------
    declared:
        The encoding that the file itself names (HTML does); believed when the bytes allow it and
        they are not valid UTF-8.

    Raises
    ------
    UnknownEncodingError
        When no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                return _salvaged(data[len(mark) :], encoding, error)
    wide = _wide(data)
    if wide:
        try:
            return Decoded(data.decode(wide), wide)
        except UnicodeDecodeError as error:
            return _salvaged(data, wide, error)
    try:
        text = data.decode("utf-8")
        return Decoded(text, "utf-8", "encoding-double" if _MOJIBAKE.search(text) else None)
    except UnicodeDecodeError as error:
        failure = error
    if declared:
        named = _declared(data, declared)
        if named:
            return named
    if _mostly_utf8(data):
        return _salvaged(data, "utf-8", failure)
    return _one_byte(data)


def is_binary(data: bytes) -> bool:
    """Whether the bytes hold control codes that no text file holds; UTF-16 and UTF-32 are text."""
    sample = data[:_SAMPLE]
    if any(sample.startswith(mark) for mark, _ in _MARKS) or _wide(sample):
        return False
    # NUL ends the matter anywhere in the file; other control codes may stray into a text.
    return b"\x00" in data or len(_CONTROLS.findall(sample)) * 20 > len(sample)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: Western letters leave every other byte zero."""
    sample = data[: _SAMPLE & ~1]
    sample = sample[: len(sample) & ~1]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros * 10 >= half * 7 and others * 100 <= half:
            text = sample.decode(encoding, "ignore")
            shown = sum(c.isprintable() or c in "\t\n\r\f" for c in text)
            if shown * 100 >= len(text) * 97:
                return encoding
    return None


def _declared(data: bytes, declared: str) -> Decoded | None:
    try:
        codec = codecs.lookup(declared)
        if codec.name in ("iso8859-1", "ascii"):  # what the web means by Latin-1
            codec = codecs.lookup("cp1252")
        if not getattr(codec, "_is_text_encoding", True) or codec.name.startswith("utf-16"):
            return None
        return Decoded(data.decode(codec.name), codec.name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _mostly_utf8(data: bytes) -> bool:
    """Many well-formed letters of two to four bytes and few stray bytes: damaged UTF-8."""
    good = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]{1,3}", data))
    high = len(re.findall(rb"[\x80-\xff]", data))
    return good >= 1 and good * 2 * 5 >= high * 4


def _salvaged(data: bytes, encoding: str, error: UnicodeDecodeError) -> Decoded:
    """A text with a letter cut off at its end, or with single letters in another encoding."""
    if error.start >= len(data) - 3:
        cut = data[: error.start]
        try:
            return Decoded(cut.decode(encoding), encoding, "encoding-cut")
        except UnicodeDecodeError:
            pass
    if encoding != "utf-8":
        raise UnknownEncodingError(encoding)
    return Decoded(data.decode("utf-8", "fairscreen-1252"), encoding, "encoding-mixed")


def _as_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", "replace"), error.end


codecs.register_error("fairscreen-1252", _as_1252)


def _one_byte(data: bytes) -> Decoded:
    if not _UNDEFINED_1252.search(data):
        text = data.decode("cp1252")
        high = [c for c in text if c > "\x7f"]
        if sum(c in _EXPECTED for c in high) * 10 >= len(high) * 9:
            return Decoded(text, "cp1252")
    from charset_normalizer import from_bytes

    # Encodings that Swedish and English files have been saved in, before the whole world's.
    for candidates in (["cp850", "mac_roman", "cp1252", "cp437"], None):
        best = _plausible(data, candidates) if candidates else None
        if best:
            return best
    match = from_bytes(data[:_SAMPLE]).best()
    if match is None:
        raise UnknownEncodingError("unknown")
    try:
        return Decoded(data.decode(match.encoding), match.encoding, "encoding-guessed")
    except (UnicodeDecodeError, LookupError) as error:
        raise UnknownEncodingError(match.encoding) from error


def _plausible(data: bytes, encodings: list[str]) -> Decoded | None:
    """The first encoding in which nearly all letters beyond ASCII are expected ones."""
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        high = [c for c in text if c > "\x7f"]
        if high and sum(c in _EXPECTED for c in high) * 10 >= len(high) * 9:
            return Decoded(text, encoding, "encoding-guessed")
    return None
