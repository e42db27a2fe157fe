"""Texts as they were written before Unicode."""

from __future__ import annotations

import unicodedata

TONED = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
_TCVN3 = bytes.fromhex(
    "b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbaecccecfd0d1aad2d3d4d5d6d7d8dcddde"
    "dfe1e2e3e4abe5e6e7e8e9aceaebecedeeeff1f2f3f4adf5f6f7f8f9fafbfcfdfe"
).decode("latin-1")
_CAPITALS = dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))
_TO_TCVN3 = str.maketrans(dict(zip(TONED, _TCVN3, strict=True)) | _CAPITALS)

# What VNI puts behind a vowel, by the marks on it; and the letters that are one character.
_MARKS = {
    "\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï",
    "\u0302": "â", "\u0302\u0301": "á", "\u0302\u0300": "à", "\u0302\u0309": "å",
    "\u0302\u0303": "ã", "\u0302\u0323": "ä",
    "\u0306": "ê", "\u0306\u0301": "é", "\u0306\u0300": "è", "\u0306\u0309": "ú",
    "\u0306\u0303": "ü", "\u0306\u0323": "ë",
}  # fmt: skip
_ALONE = {"đ": "ñ", "ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}


_TONES = "\u0300\u0301\u0303\u0309\u0323"


def as_cp1258(text: str) -> bytes:
    """The text as Windows keeps it: a letter and its tone are two characters.

    Raises:
        UnicodeEncodeError: It has a character that does not exist there.
    """
    written = []
    for letter in unicodedata.normalize("NFC", text):
        apart = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in apart if mark in _TONES)
        bare = "".join(mark for mark in apart if mark not in _TONES)
        written.append(unicodedata.normalize("NFC", bare) + tones)
    return "".join(written).encode("cp1258")


def as_tcvn3(text: str) -> str:
    """The text for a TCVN3 font; capitals with a tone do not exist there."""
    return text.translate(_TO_TCVN3)


def as_vni(text: str) -> str:
    """The text for a VNI font."""
    return "".join(map(_as_vni, text))


def _as_vni(letter: str) -> str:
    lower = letter.lower()
    if lower.isascii() or not lower.isalpha():
        return letter
    if lower in _ALONE:
        written = _ALONE[lower]
    else:
        base, *marks = list(unicodedata.normalize("NFD", lower))
        if "\u031b" in marks:
            marks.remove("\u031b")
            base = {"o": "ô", "u": "ö"}[base]
        # Breve and circumflex before tones, whatever order Unicode has them in.
        marks.sort(key=lambda mark: mark not in "\u0302\u0306")
        written = base + (_MARKS["".join(marks)] if marks else "")
    return written.upper() if letter.isupper() else written
