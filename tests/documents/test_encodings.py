"""Bytes become the letters that were meant."""

from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairscreen.documents.encodings import UnknownEncodingError, decode, is_binary

SWEDISH = "Vi söker en förskollärare på Öland – lön 31 000 kr, ”nära” ån. Ärlig och lugn.\r\n"
# Letters only: what a one-byte encoding of the eighties can hold.
PLAIN_SWEDISH = "Vi söker en förskollärare på Öland. Hon är både ärlig och lugn, säger chefen."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SWEDISH.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + SWEDISH.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF16_LE + SWEDISH.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + SWEDISH.encode("utf-16-be"), "utf-16-be"),
        (SWEDISH.encode("utf-16-le"), "utf-16-le"),
        (SWEDISH.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + SWEDISH.encode("utf-32-le"), "utf-32-le"),
        (SWEDISH.encode("cp1252"), "cp1252"),
        ("Å".encode("cp1252"), "cp1252"),
        (b"plain ASCII", "utf-8"),
    ],
)  # fmt: skip
def test_an_encoding_is_told_and_nothing_is_lost(data: bytes, encoding: str) -> None:
    found = decode(data)
    assert found.encoding == encoding
    assert found.warning is None
    assert found.text in (SWEDISH, "Å", "plain ASCII")


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_an_old_encoding_is_guessed_with_a_warning(encoding: str) -> None:
    found = decode(PLAIN_SWEDISH.encode(encoding))
    assert (found.text, found.warning) == (PLAIN_SWEDISH, "encoding-guessed")


def test_another_alphabet_falls_to_the_guesser() -> None:
    russian = "Мы ищем воспитателя для работы с детьми в нашем детском саду. " * 4
    found = decode(russian.encode("koi8-r"))
    assert (found.text, found.warning) == (russian, "encoding-guessed")


def test_a_letter_cut_off_at_the_end_costs_only_itself() -> None:
    found = decode("Lön efter överenskommelse på".encode()[:-1])
    assert (found.text, found.warning) == ("Lön efter överenskommelse p", "encoding-cut")


def test_utf16_cut_in_the_middle_of_a_letter_is_read() -> None:
    found = decode(codecs.BOM_UTF16_LE + "Lön på".encode("utf-16-le")[:-1])
    assert (found.text, found.warning) == ("Lön p", "encoding-cut")


def test_single_letters_in_another_encoding_are_read_as_meant() -> None:
    found = decode("Både å, ä och ö, ".encode() + "även här".encode("cp1252") + b" till sist")
    assert found.text == "Både å, ä och ö, även här till sist"
    assert found.warning == "encoding-mixed"


def test_text_miscoded_before_it_was_saved_is_told() -> None:
    found = decode("Vi sÃ¶ker".encode())
    assert (found.text, found.warning) == ("Vi sÃ¶ker", "encoding-double")


def test_the_declared_encoding_is_believed_when_it_fits() -> None:
    assert decode("Łódź".encode("iso-8859-2"), declared="iso-8859-2").text == "Łódź"


@pytest.mark.parametrize("declared", ["no-such-encoding", "base64", "utf-16", "rot13"])
def test_a_senseless_declaration_is_passed_over(declared: str) -> None:
    assert decode("på".encode("cp1252"), declared=declared).text == "på"


@pytest.mark.parametrize(
    "data",
    [b"\x7fELF\x02\x01\x01\x00\x00", bytes(range(256)), b"text\x00text" * 10, b"\x01\x02\x03" * 9],
)
def test_control_codes_mean_a_binary_file(data: bytes) -> None:
    assert is_binary(data)


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), min_size=1))
def test_any_text_survives_utf8(text: str) -> None:
    assert decode(text.encode()).text == text


@settings(deadline=None)
@given(st.text(st.sampled_from("abcdefghijåäöÅÄÖ –”é.,\r\n\t"), min_size=4))
def test_western_text_survives_utf16_with_a_mark(text: str) -> None:
    assert decode(text.encode("utf-16")).text == text


@settings(deadline=None)
@given(st.binary())
def test_no_bytes_raise_anything_but_the_named_error(data: bytes) -> None:
    with suppress(UnknownEncodingError):
        assert isinstance(decode(data).text, str)
