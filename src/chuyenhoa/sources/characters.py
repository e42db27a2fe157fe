"""The characters of a text file: which encoding it is in is told by its bytes and its words."""

from __future__ import annotations

import codecs
import unicodedata
from contextlib import suppress
from typing import NamedTuple

from chuyenhoa.sources.legacy import READINGS, certain, syllables, words_beyond_ascii

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Of a text of Western letters and digits in UTF-16 nearly every other byte is NUL.
_NULS = 0.3


class Decoded(NamedTuple):
    """A text and how it was read.

    Attributes:
        text: Composed, lines ended by a newline; None if the encoding is unknown.
        encoding: 'UTF-8', 'UTF-16', 'cp1258', 'TCVN3' or 'VNI'.
        bad_byte: Where the first byte stands that is not UTF-8 or UTF-16.
    """

    text: str | None
    encoding: str
    bad_byte: int = 0


def decode(content: bytes) -> Decoded:
    """The text of a file.

    Without a mark of its encoding a file that is not UTF-8 is in the one of the Vietnamese
    encodings in which its words are syllables; if that is not certain, in none.
    """
    utf_16 = _utf_16(content)
    encoding, codec = ("UTF-16", utf_16) if utf_16 else ("UTF-8", "utf-8-sig")
    try:
        return Decoded(_plain(content.decode(codec)), encoding)
    except UnicodeDecodeError as error:
        bad_byte = error.start
    if utf_16 or b"\0" in content:
        return Decoded(None, encoding, bad_byte)
    readings = _readings(content)
    shares = {name: syllables(words_beyond_ascii([text])) for name, text in readings.items()}
    if reading := certain(shares):
        return Decoded(_plain(readings[reading]), reading)
    if "cp1258" in readings and not words_beyond_ascii([readings["cp1258"]]):
        # Only dashes and quotation marks: those are the same in all of them.
        return Decoded(_plain(readings["cp1258"]), "cp1258")
    return Decoded(None, "UTF-8", bad_byte)


def _utf_16(content: bytes) -> str | None:
    if content.startswith(_UTF_16):
        return "utf-16"
    if len(content) % 2 or b"\0" not in content:
        return None
    high, low = content[1::2].count(0), content[::2].count(0)
    if max(high, low) < _NULS * len(content) / 2 or min(high, low) * 10 > max(high, low):
        return None
    return "utf-16-le" if high > low else "utf-16-be"


def _readings(content: bytes) -> dict[str, str]:
    # The five bytes that have no meaning in Windows' Western encoding have none in a font either.
    western = content.decode("cp1252", errors="replace")
    readings = {name: read(western) for name, read in READINGS.items()}
    with suppress(UnicodeDecodeError):
        readings["cp1258"] = unicodedata.normalize("NFC", content.decode("cp1258"))
    return readings


def _plain(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    return unicodedata.normalize("NFC", text)
