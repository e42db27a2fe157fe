from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.sources.characters import decode
from tests.sources.spellings import as_tcvn3, as_vni

TEXT = "Địa bàn,Số vụ\nPhìn Hồ,12\nTủa Sín Chải,0\nNậm Cuổi,3\n"


def in_cp1258(text: str) -> bytes:
    """Letters with their first mark, and the tone as a character of its own."""
    apart = unicodedata.normalize("NFD", text)
    for mark in "\u0302\u0306\u031b":
        for letter in "aeouAEOU":
            whole = unicodedata.normalize("NFC", letter + mark)
            # A dot below stands before the circumflex once letters are taken apart.
            apart = apart.replace(f"{letter}\u0323{mark}", f"{whole}\u0323")
            apart = apart.replace(letter + mark, whole)
    return apart.encode("cp1258")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),
        (unicodedata.normalize("NFD", TEXT).encode(), "UTF-8"),
        (TEXT.replace("\n", "\r\n").encode(), "UTF-8"),
        (TEXT.replace("\n", "\r").encode(), "UTF-8"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16"),
        (in_cp1258(TEXT), "cp1258"),
        (as_tcvn3(TEXT.replace("Đ", "đ")).encode("latin-1"), "TCVN3"),
        (as_vni(TEXT).encode("cp1252"), "VNI"),
    ],
)
def test_every_encoding_comes_out_as_the_same_text(content: bytes, encoding: str) -> None:
    expected = TEXT.replace("Đ", "đ") if encoding == "TCVN3" else TEXT
    assert decode(content)[:2] == (expected, encoding)


def test_a_dash_alone_is_the_same_in_all_of_them() -> None:
    assert decode(b"TC01 \x96 12") == ("TC01 – 12", "cp1258", 0)


@pytest.mark.parametrize(
    ("content", "bad_byte"),
    [
        (b"abc\xff\xfe", 3),
        (b"ab\xed\xa0\x80", 2),
        ("abc Ж".encode("cp1251"), 4),
        (b"\xff\xfea\x00\x00\xd8", 4),
        (b"abc\x00\xff", 4),
        (b"abcdefgh\x00\xff", 9),
        (b"\x8d\x8f", 0),
    ],
)
def test_what_is_in_no_known_encoding(content: bytes, bad_byte: int) -> None:
    decoded = decode(content)
    assert (decoded.text, decoded.bad_byte) == (None, bad_byte)


@given(st.binary(max_size=40))
def test_whatever_the_bytes_there_is_an_answer(content: bytes) -> None:
    text, _, bad_byte = decode(content)
    assert text is not None or bad_byte < len(content)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=40))
def test_utf_8_is_read_as_it_is(text: str) -> None:
    expected = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    assert decode(text.encode()).text == expected
