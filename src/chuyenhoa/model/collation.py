"""The order of the Vietnamese alphabet."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# f, j, w and z stand where a reader of Latin letters looks for them.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTERS = {letter: rank for rank, letter in enumerate(_ALPHABET)}
# The order of dictionaries: none, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

# Digits and punctuation come before the letters, foreign letters after them.
_BEFORE, _LETTER, _AFTER = range(3)

Weight = tuple[int, int]


def vietnamese_key(text: str) -> tuple[tuple[Weight, ...], tuple[int, ...], str]:
    """The key by which names are sorted: Căn Co before Chăn Nưa, Đông after Dung.

    Letters decide first, then tones, then the text as it stands, so that the order is the same on
    every run.
    """
    letters = unicodedata.normalize("NFC", text.casefold())
    weights = [_weight(letter) for letter in letters]
    return tuple(weight for weight, _ in weights), tuple(tone for _, tone in weights), text


@lru_cache(maxsize=1024)
def _weight(letter: str) -> tuple[Weight, int]:
    marks = unicodedata.normalize("NFD", letter)
    tone = max(_TONES.get(mark, 0) for mark in marks)
    plain = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    if plain in _LETTERS:
        return (_LETTER, _LETTERS[plain]), tone
    return (_AFTER if letter.isalpha() else _BEFORE, ord(letter)), 0
