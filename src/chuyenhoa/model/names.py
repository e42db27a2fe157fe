"""Names as people type them, and what they name (contract §10).

A name is understood with or without case and diacritics, composed or decomposed, with the tone on
either vowel (hoà, hòa), and with or without the word for the kind of area.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from chuyenhoa.model.codes import code_key
from chuyenhoa.model.problems import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

# What is pasted along unseen: soft hyphens, zero widths, bidi controls, variation selectors.
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_INVISIBLE = re.compile(f"[{_UNSEEN}]+")
_MARKS = re.compile(f"[\u0300-\u036f{_UNSEEN}]+")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
# Old fonts have an Icelandic letter for the Vietnamese one.
_D = str.maketrans("đð", "dd")

_KIND_WORD = re.compile(
    r"(?:(?P<commune>xã |xa |x\. ?)"
    r"|(?P<township>thị trấn |thi tran |t\.t\.? ?|tt\. ?|tt )"
    r"|(?P<ward>phường |phuong |p\. ?)"
    r"|(?P<special_zone>đặc khu |dac khu |đk\. ?|dk\. ?))(?=\S)",
    re.IGNORECASE,
)
# Without their diacritics these are the beginning of some names as well: Xa Dung, Phương Trung.
_PART_OF_NAMES = {"xa ", "phuong "}

_LOOK_ALIKES = str.maketrans("oil", "011")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")

_LONGEST_NAME = 200
# Shorter words stand in too many names by chance.
_SHORTEST_PART = 4
_NEAR_IN_LENGTH = 4
_MOST_COMPARISONS = 25
# Of 1, as difflib has it: `nmae` is as near to `name` as 0.75.
_NEAR = 0.7


def fold(text: str) -> str:
    """The text without case, diacritics, unseen characters and surplus spaces: 'phin ho'."""
    if not text.isascii():
        # Case first: of one mark, the Greek iota below, it makes a letter.
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text).casefold()).translate(_D)
        if not text.isascii():
            # Folding case can bring marks back.
            text = _MARKS.sub("", unicodedata.normalize("NFKD", text)).translate(_D)
    return " ".join(text.lower().split())


# The names of a country are asked for again, one by one, by whoever sends its figures.
@lru_cache(maxsize=1 << 14)
def same_name_key(text: str) -> str:
    """What two spellings of one name share when the diacritics count.

    A syllable's tone may stand on either vowel (hoà, hòa), so it is moved to the syllable's end.
    """
    syllables = unicodedata.normalize("NFD", _INVISIBLE.sub("", text).casefold()).split()
    return " ".join(map(_tone_last, syllables))


@lru_cache(maxsize=8192)
def _tone_last(syllable: str) -> str:
    """The syllable, one of the few thousand of the language, with its tone at the end."""
    return _TONES.sub("", syllable) + "".join(_TONES.findall(syllable))


def split_kind(text: str, *, typed: bool = True) -> tuple[str | None, str]:
    """The kind that the text names, if any, and the rest of it: 'Phìn Hồ' of 'X. Phìn Hồ'.

    Args:
        text: A name, composed or decomposed; the rest of it is composed.
        typed: By a person, who may have left all diacritics out; else the name as recorded.
    """
    name = " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())
    found = _KIND_WORD.match(name)
    if found is None:
        return None, name
    word, rest = found.group(), name[found.end() :]
    if word.lower() in _PART_OF_NAMES and not (typed and rest.isascii()):
        return None, name
    return found.lastgroup, rest


def _loosest(text: str) -> str:
    """What any two texts share of which one may stand for the other."""
    folded = fold(text)
    while found := _KIND_WORD.match(folded):
        folded = folded[found.end() :]
    return folded


K = TypeVar("K", bound="Hashable")


@dataclass(frozen=True, slots=True)
class Entry(Generic[K]):
    """A thing that can be named.

    Attributes:
        key: What resolving gives: anything that identifies the thing.
        code: Its code.
        names: Its name, then its aliases and its names in other languages.
        kind: Of an area (contract §1): with it, a word for another kind does not name the area.
    """

    key: K
    code: str
    names: tuple[str, ...] = ()
    kind: str | None = None


class _Spelling:
    """A name and its readings, with and without the word for the kind of area."""

    def __init__(self, text: str, *, typed: bool) -> None:
        self.kind, bare = split_kind(text, typed=typed)
        self.exact, self.folded = same_name_key(text), fold(text)
        self.exact_forms = {self.exact, same_name_key(bare)}
        self.folded_forms = {self.folded, fold(bare)}


# From the strictest to the loosest; each takes what was typed, a name, and whether the kind of
# area that was typed, if any, is that of the area.
_READINGS: tuple[Callable[[_Spelling, _Spelling, bool], bool], ...] = (
    lambda typed, name, _: typed.exact == name.exact,
    lambda typed, name, kind_fits: kind_fits and bool(typed.exact_forms & name.exact_forms),
    lambda typed, name, _: typed.folded == name.folded,
    lambda typed, name, kind_fits: kind_fits and bool(typed.folded_forms & name.folded_forms),
)


class Directory(Generic[K]):
    """Finds what people name.

    Building it looks at the codes only; the names are looked at when a text is not a code.

    Args:
        entries: What can be named, in the order in which candidates are listed.
        thing: What they are: 'area' makes the problem of an unknown one `unknown_area`.
    """

    def __init__(self, entries: Iterable[Entry[K]], thing: str = "area") -> None:
        self._by_code = {code_key(entry.code): entry for entry in entries}
        self._unknown = f"unknown_{thing}"

    def learn(self) -> None:
        """Look at the names now, where there is nothing else to do meanwhile."""
        # No text matches without a look at all of them, and nothing is called this.
        self.matches("?")

    def by_code(self, text: str) -> K | None:
        """What has this code, or None; case does not matter (contract §2)."""
        entry = self._by_code.get(code_key(text))
        return None if entry is None else entry.key

    def resolve(self, text: str) -> K:
        """What the text names: by its code, else by the strictest reading that fits any name.

        Raises:
            Invalid: `ambiguous_name` with the candidates; `unknown_…` with the nearest.
        """
        typed = text.strip()
        hits = self._hits(typed)
        if len(hits) == 1:
            return hits[0].key
        if hits:
            raise _ambiguous(text, hits)
        if len(typed) > _LONGEST_NAME:
            raise Invalid(self._unknown, text=text)
        related = self._by_loosest.get(_loosest(typed), [])
        near = related[0].code if related else self._neighbours.nearest(typed)
        raise Invalid(self._unknown, suggestion=near, text=text)

    def resolve_part(self, text: str, *, enough: bool) -> K:
        """What the text names as a whole, else as some of the words of a name.

        Args:
            text: As typed; the beginning of several codes is ambiguous, too.
            enough: Whether a part that only one thing has in its name is enough to name it.

        Raises:
            Invalid: As `resolve` does.
        """
        try:
            return self.resolve(text)
        except Invalid as invalid:
            if invalid.code != self._unknown:
                raise
            found = self._with_words(text)
            if enough and len(found) == 1:
                return found[0].key
            found = found or self._beginning(text)
            if len(found) > 1:
                raise _ambiguous(text, found) from None
            raise

    def _with_words(self, text: str) -> list[Entry[K]]:
        part = _words(text[:_LONGEST_NAME])
        if len(part.strip()) < _SHORTEST_PART:
            return []
        entries = self._by_code.values()
        return [entry for entry in entries if any(part in _words(name) for name in entry.names)]

    def _beginning(self, text: str) -> list[Entry[K]]:
        start = code_key(text.strip())
        return [entry for code, entry in self._by_code.items() if start and code.startswith(start)]

    def matches(self, text: str) -> tuple[K, ...]:
        """All that `resolve` would have to choose from; nothing is compared for likeness."""
        return tuple([entry.key for entry in self._hits(text.strip())])

    def _hits(self, typed: str) -> list[Entry[K]]:
        if entry := self._by_code.get(code_key(typed)):
            return [entry]
        if len(typed) > _LONGEST_NAME:
            return []
        # Written as it is recorded, which is the strictest reading, most names are found at once.
        exact = self._by_exact.get(same_name_key(typed))
        return exact or _strictest(typed, self._by_loosest.get(_loosest(typed), []))

    @cached_property
    def _by_exact(self) -> dict[str, list[Entry[K]]]:
        return self._index(same_name_key)

    @cached_property
    def _by_loosest(self) -> dict[str, list[Entry[K]]]:
        return self._index(_loosest)

    def _index(self, key: Callable[[str], str]) -> dict[str, list[Entry[K]]]:
        index: dict[str, list[Entry[K]]] = {}
        for entry in self._by_code.values():
            for found in {key(name) for name in entry.names}:
                index.setdefault(found, []).append(entry)
        return index

    @cached_property
    def _neighbours(self) -> Neighbours:
        entries = self._by_code.values()
        names = (name for entry in entries for name in entry.names)
        return Neighbours([*(entry.code for entry in entries), *names])


def _ambiguous(text: str, entries: list[Entry[K]]) -> Invalid:
    candidates = [f"{each.code} ({each.names[0]})" for each in entries]
    return Invalid("ambiguous_name", text=text, candidates=candidates)


def _words(text: str) -> str:
    """The words alone, with a space on either side: ' khu dan cu '."""
    return f" {' '.join(_NOT_ALPHANUMERIC.sub(' ', _loosest(text)).split())} "


def _strictest(text: str, entries: list[Entry[K]]) -> list[Entry[K]]:
    """Those of the entries that the strictest reading of the text finds, if one finds any."""
    typed = _Spelling(text, typed=True)
    names = [
        (
            entry,
            _Spelling(name, typed=False),
            typed.kind is None or entry.kind in {None, typed.kind},
        )
        for entry in entries
        for name in entry.names
    ]
    for fits in _READINGS:
        if hits := [entry for entry, name, kind_fits in names if fits(typed, name, kind_fits)]:
            return list(dict.fromkeys(hits))
    return []


class Neighbours:
    """Finds the candidate that was probably meant, for many texts with bounded work.

    Look-alikes (O and 0; I, l and 1), case, diacritics, spaces and punctuation do not count.
    Where nothing matches, only the first few different texts are compared with every candidate:
    when more are unknown the reason lies elsewhere, and comparing takes its time.
    """

    def __init__(self, candidates: Iterable[str]) -> None:
        self._candidates = list(candidates)
        self._compared: dict[str, str | None] = {}

    def nearest(self, text: str) -> str | None:
        """The nearest candidate, or None where none is near."""
        from difflib import get_close_matches

        wanted = _skeleton(text[:_LONGEST_NAME])
        if wanted in self._by_skeleton:
            return self._by_skeleton[wanted]
        if wanted not in self._compared and len(self._compared) < _MOST_COMPARISONS:
            near = (each for each in self._by_skeleton if _alike_in_length(each, wanted))
            best = get_close_matches(wanted, near, n=1, cutoff=_NEAR)
            self._compared[wanted] = self._by_skeleton[best[0]] if best else None
        return self._compared.get(wanted)

    @cached_property
    def _by_skeleton(self) -> dict[str, str]:
        # Backwards, so that the first of several stays.
        return {_skeleton(each): each for each in reversed(self._candidates)}


def nearest(text: str, candidates: Iterable[str]) -> str | None:
    """The candidate that was probably meant by the text, or None where none is near."""
    return Neighbours(candidates).nearest(text)


def look_alike(text: str) -> str:
    """What texts share that differ in O and 0, or in I, l and 1, or as `fold` allows."""
    return fold(text).translate(_LOOK_ALIKES)


def _skeleton(text: str) -> str:
    return _NOT_ALPHANUMERIC.sub("", look_alike(text))


def _alike_in_length(one: str, other: str) -> bool:
    return abs(len(one) - len(other)) <= _NEAR_IN_LENGTH
