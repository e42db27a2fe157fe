"""Vietnamese written for fonts of before Unicode: TCVN3 (ABC) and VNI.

Such a text is stored as Western letters, "®Þa bµn" for "địa bàn", and only its font shows it
right. Whether it is one is told by its syllables: Vietnamese has so few that a text read in the
wrong way hardly contains any.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

# TCVN3: one character for each letter. Capitals with a tone are lower-case letters in a font of
# capitals, so that only these seven exist.
_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)

# VNI: a letter of its own, or a vowel and a character for what stands over and under it.
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI = re.compile("([aeouyôö])([ùøûõïâáàåãäêéèúüë])|([ñôöæóòî])", re.IGNORECASE)

# Between words stands what is a letter in no reading: m², 25 °C.
_WORD = re.compile(r"[^\x00-\x40\x5b-\x60\x7b-\x7f\s\xb0-\xb4\u2000-\u206f]+")
_BEYOND = re.compile("[\u0100-\u1fff]")

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED_TONES = re.compile("[\u0301\u0323]")
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    "(?:iêu|yêu|oai|oay|oao|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă"
    "|oe|oi|oo|ôi|ơi|ua|uâ|uê|ui|uô|uơ|ưa|ưi|ươ|ưu|uy|yê|[aăâeêioôơuưy])"
    "(?:(?P<stop>ch|[cpt])|ng|nh|[mn])?"
)

# So much of a text must be syllables for a reading to be certain, and so much less in every other
# one. By chance it is up to a half, and what is not even that is no reading at all.
_CERTAIN, _MARGIN, _CHANCE = 0.8, 0.25, 0.5


class Conversion(NamedTuple):
    """What is to become of the texts of one file.

    Attributes:
        encoding: 'TCVN3' or 'VNI', in which the file or a part of it is written; None for neither.
        texts: Text → what it says, for those that change.
        unclear: The texts that may be in an old encoding, or may not.
    """

    encoding: str | None
    texts: Mapping[str, str]
    unclear: tuple[str, ...] = ()


UNCHANGED = Conversion(None, {})


def is_syllable(word: str) -> bool:
    """Whether the word is a Vietnamese syllable, as far as spelling tells."""
    apart = unicodedata.normalize("NFD", word.lower())
    bare, tones = _TONES.subn("", apart)
    found = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare))
    if not found or tones > 1:
        return False
    # A syllable that ends in a stop rises or falls.
    return not found["stop"] or not tones or bool(_STOPPED_TONES.search(apart))


def syllables(words: Iterable[str]) -> float:
    """The share of the words that are syllables; 0 where there are none."""
    found = [is_syllable(word) for word in words]
    return sum(found) / len(found) if found else 0.0


def certain(shares: Mapping[str, float]) -> str | None:
    """The reading that is certain, by the share of syllables in each; None where none is."""
    best = max(shares, key=shares.__getitem__)
    others = [share for reading, share in shares.items() if reading != best]
    return best if shares[best] >= max(_CERTAIN, max(others) + _MARGIN) else None


def words_beyond_ascii(texts: Iterable[str]) -> set[str]:
    """The different words that have a letter beyond ASCII; a bullet by itself is none."""
    return {
        word
        for text in texts
        if not text.isascii()
        for word in _WORD.findall(text)
        if not word.isascii() and any(map(str.isalpha, word))
    }


def from_tcvn3(text: str) -> str:
    """What a text in a TCVN3 font says."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """What a text in a VNI font says."""
    return unicodedata.normalize("NFC", _VNI.sub(_from_vni, text))


def _from_vni(found: re.Match[str]) -> str:
    vowel, mark, alone = found.groups()
    letter = vowel or alone
    read = _VNI_ALONE.get(letter.lower(), letter.lower())
    if letter.isupper():
        read = read.upper()
    return read + _VNI_MARKS[mark.lower()] if mark else read


READINGS: dict[str, Callable[[str], str]] = {"TCVN3": from_tcvn3, "VNI": from_vni}


def conversion(texts: Iterable[str]) -> Conversion:
    """What the texts of a file say, of which some may be in an old encoding.

    Texts with letters that only Unicode has are left alone. Beside such texts each of the others
    has to be certain by itself; where there are none the whole file speaks for each.
    """
    suspects = {text: words for text in texts if (words := words_beyond_ascii([text]))}
    everything = set[str]().union(*suspects.values())
    mixed = any(_BEYOND.search(word) and is_syllable(word) for word in everything)
    suspects = {text: words for text, words in suspects.items() if not _BEYOND.search(text)}
    encoding = _recognised({word for word in everything if not _BEYOND.search(word)})
    if encoding == "" and not mixed:
        return Conversion(None, {}, tuple(suspects))
    if not encoding:
        return UNCHANGED
    converted, unclear = {}, []
    for text, words in suspects.items():
        read = READINGS[encoding](text)
        old = all(is_syllable(READINGS[encoding](word)) for word in words)
        new = all(map(is_syllable, words))
        if read == text or (mixed and new and not old):
            continue
        # By itself it is only what it says in one of both readings; else the file decides.
        if (old and not new) or (old == new and not mixed):
            converted[text] = read
        else:
            unclear.append(text)
    return Conversion(encoding if converted else None, converted, tuple(unclear))


def _recognised(words: set[str]) -> str | None:
    """The encoding in which words of Western letters are written.

    Returns:
        'TCVN3' or 'VNI'; '' where it could be one of them but is not certain; None for Unicode.
    """
    as_unicode = syllables(words)
    shares = {name: syllables(map(read, words)) for name, read in READINGS.items()}
    best = max(shares.values())
    if best < _CHANCE or best <= as_unicode:
        return None
    return certain(shares | {"": as_unicode}) or ""
