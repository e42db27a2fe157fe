"""What a text in a sheet names, of the areas or of the criteria (contract §10).

Texts are matched by code, name, English name and alias. Beside a code anything may stand that
does not name something else; beside a name only what is understood as well: a unit, a target.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from chuyenhoa.intake.layout import words
from chuyenhoa.intake.layout.periods import PERIOD_MARK, without_periods
from chuyenhoa.model.codes import CODE
from chuyenhoa.model.names import Directory, Entry, fold, look_alike, same_name_key
from chuyenhoa.model.problems import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_LETTER = re.compile(r"[^\W\d_]")
_LONGEST = 300
_MOST_LEFT_OUT = 3
# What stands before a name in a list: `1.`, `a)`, `IV.`, `-`, `Tiêu chí 8:`.
_ORDINAL = re.compile(
    r"(?:(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[a-zđ])(?:[.)/:]\s*|\s+[-–]\s+)|[-–+•*]\s*"
    r"|tiêu chí(?: số)?(?: \d{1,2})?(?:\s*[:.–-]\s*|\s+))(?=\S)",
    re.IGNORECASE,
)
# Where a name may end and something else begin.
_END = re.compile(r"\s+[-–—]\s+|\s*[:;(\[,\n]\s*|\s*(?=[<>≥≤=]|%$)")
# Up to the end of a word: `d` in `dùng` is no code.
_TOKEN = re.compile(rf"{CODE}(?!\w)")
# The district and the province behind a commune's name.
_ABOVE = re.compile(r"(?:huyen|tinh|h\.|t\.|thanh pho|tp\.?|district|province) ?\S")
# What parts a code from the words beside it.
_AROUND = " -–—:.,;_\n\t"
# What one office writes in a name and another one does not.
_PUNCTUATION = re.compile(r"""[,;"“”„«»]|(?<=\s)[-–—](?=\s)""")
_FOOTNOTE = re.compile(r"[\s*¹²³.:;]+$")
_TI_LE, _TY_LE = same_name_key("tỉ lệ"), same_name_key("tỷ lệ")


class Match(NamedTuple):
    """What a text names.

    Attributes:
        codes: None, one, or several where it is ambiguous.
        rest: What stands beside it, in pieces.
        likely: The code was written with look-alikes (O for 0, I or l for 1).
    """

    codes: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    likely: bool = False


class Names:
    """The codes and names of one kind of thing, and what each text names; each text once.

    Args:
        entries: The things.
        thing: What they are: 'area' or 'criterion'.
        units: What each is counted in, folded, by its code; nothing where they are not counted.
        labels: What else they are called in sheets, with their codes; codes of others are none.

    Attributes:
        names: Of each thing, by its code.
    """

    def __init__(
        self,
        entries: list[Entry[str]],
        thing: str,
        units: Mapping[str, str],
        labels: Mapping[str, str],
    ) -> None:
        self._directory = Directory(entries, thing)
        self._unknown = f"unknown_{thing}"
        # The file that is about to be looked at is still being read, in another process.
        self._directory.learn()
        self.names = {entry.code: entry.names for entry in entries}
        self._units = units
        self._unpunctuated: dict[str, dict[str, None]] = {}
        for entry in entries if thing == "criterion" else ():
            for name in map(_unpunctuated, entry.names):
                for key in (name, fold(name)):
                    self._unpunctuated.setdefault(key, {})[entry.code] = None
        # What a person has said of a text comes before whatever else it could name.
        self._found = {
            label: Match((code,)) for label, code in labels.items() if code in self.names
        }
        self._look_alikes: dict[str, list[str]] = {}
        self._without_zeros: dict[str, list[str]] = {}
        for entry in entries:
            self._look_alikes.setdefault(look_alike(entry.code), []).append(entry.code)
            if entry.code.isdecimal():
                self._without_zeros.setdefault(entry.code.lstrip("0"), []).append(entry.code)

    def match(self, text: str) -> Match:
        """What the text names: nothing, one of the things, or several."""
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = self._match(normalize("NFC", text).strip())
        return found

    def padded(self, text: str) -> str | None:
        """The code that the number was before it lost its zeros: 03496 for 3496."""
        codes = self._without_zeros.get(text, []) if text.isdecimal() else []
        return codes[0] if len(codes) == 1 and codes[0] != text else None

    def _match(self, text: str) -> Match:
        if not _LETTER.search(text):
            key = self._directory.by_code(text)
            return Match() if key is None else Match((key,))
        if len(text) > _LONGEST:
            return Match()
        if codes := self._matches(text):
            return Match(codes)
        return self._coded(text) or self._named(text) or self._likely(text)

    def _matches(self, text: str) -> tuple[str, ...]:
        """What the whole text is the code or a name of, if need be with other punctuation."""
        codes = self._directory.matches(text)
        return codes or tuple(self._unpunctuated.get(_unpunctuated(text), ()))

    def _coded(self, text: str) -> Match | None:
        """A code, and what stands beside it."""
        bare = _without_ordinal(text)
        for candidate in dict.fromkeys((text, bare)):
            token = _TOKEN.match(candidate)
            for end in _token_ends(token.group() if token else ""):
                code = self._directory.by_code(candidate[:end])
                rest = candidate[end:]
                if code is None:
                    continue
                readings = _readings(rest)
                others = self._plain(readings[1]) or self._plain(readings[0])
                # `12 tháng` begins with a number, not with the code 12.
                counted = code.isdecimal() and re.match(r"\s+[^\W\d_]", rest)
                if counted and code not in others:
                    continue
                if others and code not in others:
                    return Match((code, *others))
                return Match((code,), self._beside(code, readings))
        return None

    def _beside(self, code: str, readings: tuple[str, ...]) -> tuple[str, ...]:
        """What stands beside a code, its own name and unit aside."""
        for text in readings:
            for codes, rest in self._beginnings(text):
                if code in codes:
                    return self._without_unit(code, self._pieces(rest))
        return self._without_unit(code, readings[1:])

    def _beginnings(self, text: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """What has a name that the text begins with, the longest first, and what follows it."""
        ends = [match.span() for match in _END.finditer(text)]
        for start, end in [(len(text), len(text)), *reversed(ends)]:
            if codes := self._matches(text[:start]):
                yield codes, text[end:]

    def _without_unit(self, code: str, pieces: Iterable[str]) -> tuple[str, ...]:
        return tuple(piece for piece in pieces if piece and not self.is_unit(code, piece))

    def _pieces(self, text: str) -> Iterator[str]:
        for piece in _END.split(text):
            # A code may end with a full stop.
            bare = piece.strip(" )]")
            if stripped := bare if self._directory.by_code(bare) else bare.strip(_AROUND + ")]*"):
                yield stripped

    def is_unit(self, code: str, text: str) -> bool:
        """Whether the text is the unit of what has the code."""
        return fold(text) == self._units.get(code)

    def _named(self, text: str) -> Match | None:
        """A name, and beside it only what can be explained."""
        bare = _FOOTNOTE.sub("", _without_ordinal(text))
        for named, rest in self._beginnings(bare):
            if not rest:
                return Match(named)
            pieces = tuple(self._pieces(rest))
            # Of several with one name, the one whose code stands beside it.
            beside = {self._directory.by_code(piece) for piece in pieces}
            codes = [code for code in named if len(named) == 1 or code in beside]
            if len(codes) == 1 and all(self.explained(codes[0], piece) for piece in pieces):
                return Match((codes[0],), self._without_unit(codes[0], pieces))
        return None

    def _likely(self, text: str) -> Match:
        """A code with look-alikes in it, and what stands beside it."""
        bare = _without_ordinal(text)
        token = _TOKEN.match(bare)
        for end in _token_ends(token.group() if token else ""):
            written = bare[:end]
            codes = self._look_alikes.get(look_alike(written), [])
            numbered = any(letter.isdecimal() for code in codes for letter in code)
            # Beside words a number is one, and no `I2`.
            lettered = _LETTER.search(written)
            if len(codes) == 1 and numbered and lettered and not self._directory.by_code(written):
                rest = self._beside(codes[0], _readings(bare[end:]))
                return Match((codes[0],), rest, likely=True)
        return Match()

    def _plain(self, text: str) -> tuple[str, ...]:
        if not _LETTER.search(text):
            return ()
        if codes := self._matches(text):
            return codes
        found = self._named(text)
        return found.codes if found else ()

    def explained(self, code: str, piece: str) -> bool:
        """Whether what stands beside a name is a unit, a target, a part of it or a period."""
        folded = fold(piece)
        return bool(
            words.EXPLAINED.fullmatch(folded)
            or (not self._units and _ABOVE.match(folded))
            or self.is_unit(code, piece)
            or words.part(piece)
            or without_periods(piece) == PERIOD_MARK
            or code in self._directory.matches(piece)
        )

    def unknown(self, text: str) -> Invalid:
        """That the text names none of them, or more than one, with the likely one."""
        found = self.match(text).codes
        if len(found) > 1:
            return Invalid("ambiguous_name", text=text, candidates=list(found))
        if found:
            return Invalid(self._unknown, text=text, suggestion=found[0])
        try:
            near = self._directory.resolve_part(_without_ordinal(text), enough=True)
        except Invalid as invalid:
            return Invalid(self._unknown, text=text, suggestion=invalid.suggestion)
        # A word or two of a long name may be about anything.
        told = min(map(len, self.names[near])) <= _MOST_LEFT_OUT * len(text)
        return Invalid(self._unknown, text=text, suggestion=near if told else None)


def _unpunctuated(name: str) -> str:
    """What the spellings of a name share that differ in punctuation, or in `tỉ lệ`, `tỷ lệ`."""
    key = same_name_key(_PUNCTUATION.sub(" ", name))
    return key.replace(_TI_LE, _TY_LE)


def _without_ordinal(text: str) -> str:
    found = _ORDINAL.match(text)
    return text[found.end() :] if found else text


def _token_ends(token: str) -> Iterator[int]:
    """Where a code may end, the longest first."""
    if token:
        yield len(token)
    for end in range(len(token) - 1, 0, -1):
        if token[end] in "._-":
            yield end


def _readings(rest: str) -> tuple[str, str]:
    """What stands beside a code, with and without brackets: a name may itself end with one."""
    return rest.strip(_AROUND), rest.strip(_AROUND + "()[]")
