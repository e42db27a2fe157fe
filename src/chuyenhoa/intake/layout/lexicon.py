"""What a text in a sheet can name: an area, a criterion, or what a column holds (contract §10).

Texts are matched by code, name, English name and alias. Beside a code anything may stand that
does not name something else; beside a name only what is understood as well: a unit, a target.
"""

from __future__ import annotations

import re
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from chuyenhoa.intake.layout import words
from chuyenhoa.intake.layout.periods import PERIOD_MARK, parts_in, without_periods
from chuyenhoa.intake.rules import Rules
from chuyenhoa.model.codes import CODE
from chuyenhoa.model.names import Directory, Entry, fold, look_alike
from chuyenhoa.model.problems import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from chuyenhoa.intake.layout.layouts import Meaning
    from chuyenhoa.model.dataset import Criterion, Dataset
    from chuyenhoa.model.periods import Period

_LETTER = re.compile(r"[^\W\d_]")
_LONGEST = 300
_NATIONAL_DIGITS = 5
_MOST_LEFT_OUT = 3
# In the place of a code: rows with this label are about nothing that is asked for.
LEFT_OUT = "-"
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
_FOOTNOTE = re.compile(r"[\s*¹²³.:;]+$")


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


class _Names:
    """The codes and names of one kind of thing, and what each text names; each text once."""

    def __init__(
        self,
        entries: list[Entry[str]],
        thing: str,
        units: Mapping[str, str],
        labels: Mapping[str, str],
    ) -> None:
        self.directory = Directory(entries, thing)
        # The file that is about to be looked at is still being read, in another process.
        self.directory.learn()
        self.names = {entry.code: entry.names for entry in entries}
        self._units = units
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
            key = self.directory.by_code(text)
            return Match() if key is None else Match((key,))
        if len(text) > _LONGEST:
            return Match()
        if codes := self.directory.matches(text):
            return Match(codes)
        return self._coded(text) or self._named(text) or self._likely(text)

    def _coded(self, text: str) -> Match | None:
        """A code, and what stands beside it."""
        bare = _without_ordinal(text)
        for candidate in dict.fromkeys((text, bare)):
            token = _TOKEN.match(candidate)
            for end in _token_ends(token.group() if token else ""):
                code = self.directory.by_code(candidate[:end])
                rest = candidate[end:]
                if code is None:
                    continue
                # A name may itself end with a bracket.
                readings = (rest.strip(_AROUND), rest.strip(_AROUND + "()[]"))
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
                    return self._without_unit(code, _pieces(rest))
        return self._without_unit(code, readings[1:])

    def _beginnings(self, text: str) -> Iterator[tuple[tuple[str, ...], str]]:
        """What has a name that the text begins with, the longest first, and what follows it."""
        ends = [match.span() for match in _END.finditer(text)]
        for start, end in [(len(text), len(text)), *reversed(ends)]:
            if codes := self.directory.matches(text[:start]):
                yield codes, text[end:]

    def _without_unit(self, code: str, pieces: Iterable[str]) -> tuple[str, ...]:
        return tuple(piece for piece in pieces if piece and not self.is_unit(code, piece))

    def is_unit(self, code: str, text: str) -> bool:
        """Whether the text is the unit of what has the code."""
        return fold(text) == self._units.get(code)

    def _named(self, text: str) -> Match | None:
        """A name, and beside it only what can be explained."""
        bare = _FOOTNOTE.sub("", _without_ordinal(text))
        for named, rest in self._beginnings(bare):
            if not rest:
                return Match(named)
            pieces = tuple(_pieces(rest))
            # Of several with one name, the one whose code stands beside it.
            beside = {self.directory.by_code(piece) for piece in pieces}
            codes = [code for code in named if len(named) == 1 or code in beside]
            if len(codes) == 1 and all(self.explained(codes[0], piece) for piece in pieces):
                return Match((codes[0],), self._without_unit(codes[0], pieces))
        return None

    def _likely(self, text: str) -> Match:
        token = _TOKEN.match(_without_ordinal(text))
        written = token.group() if token else ""
        for end in _token_ends(written):
            codes = self._look_alikes.get(look_alike(written[:end]), [])
            numbered = any(letter.isdecimal() for code in codes for letter in code)
            if len(codes) == 1 and numbered and self.directory.by_code(written[:end]) is None:
                return Match((codes[0],), likely=True)
        return Match()

    def _plain(self, text: str) -> tuple[str, ...]:
        if not _LETTER.search(text):
            return ()
        if codes := self.directory.matches(text):
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
            or code in self.directory.matches(piece)
        )


class Lexicon:
    """Everything that the sheets of one programme can name.

    Args:
        dataset: The programme's definitions; results are not needed.
        known: Headings whose meaning has been answered, by `heading_key`.
        labels: What else areas and criteria are called, with their codes, or with `LEFT_OUT`.
    """

    def __init__(
        self,
        dataset: Dataset,
        known: Mapping[str, Meaning] | None = None,
        labels: Mapping[str, str] | None = None,
    ) -> None:
        self.programme = dataset.programme
        self.language = dataset.programme.language
        self.title = fold(dataset.programme.title)
        self.rules = Rules(dataset.criteria_sets)
        self._learn(known or {})
        self.labels = labels or {}
        self.left_out = {fold(label) for label, code in self.labels.items() if code == LEFT_OUT}
        self._dataset = dataset
        called: dict[str, list[str]] = {}
        for label, code in self.labels.items():
            called.setdefault(code, []).append(label)
        self._areas = _Names(
            [
                Entry(
                    area.code,
                    area.code,
                    (area.name, *area.aliases, *called.get(area.code, ())),
                    area.kind,
                )
                for area in dataset.areas
            ],
            "area",
            {},
            self.labels,
        )
        self._national = {area.gso_code: area.code for area in dataset.areas if area.gso_code}
        self._criteria = _Names(
            [
                Entry(code, code, (*names, *called.get(code, ())))
                for code, names in self.rules.names.items()
            ],
            "criterion",
            {code: fold(self.measured(code).unit or "") for code in self.rules.names},
            self.labels,
        )

    @cached_property
    def bounds(self) -> dict[str, set[Decimal]]:
        """The ends of the targets of each criterion, in whatever set and for whatever area."""
        criteria = [criterion for each in self.rules.sets for criterion in each.criteria]
        targets = [(each.code, each.target) for each in criteria]
        targets += [(each.criterion, each.target) for each in self._dataset.targets]
        bounds: dict[str, set[Decimal]] = {}
        for code, target in targets:
            bounds.setdefault(code, set()).update(target.ends)
        return bounds

    def answered(self, known: Mapping[str, Meaning], labels: Mapping[str, str]) -> Lexicon:
        """The same programme, with other answers."""
        if labels != self.labels:
            return Lexicon(self._dataset, known, labels)
        # Of many areas the names take a while.
        other = copy(self)
        other._learn(known)  # noqa: SLF001 - its own kind
        return other

    def _learn(self, known: Mapping[str, Meaning]) -> None:
        self.known = known
        self._known_texts = {text for key in known for text in key.split(" / ")}

    def areas(self, text: str) -> Match:
        """The areas that the text names."""
        return self._areas.match(text)

    def criteria(self, text: str) -> Match:
        """The criteria that the text names."""
        return self._criteria.match(text)

    def area(self, text: str) -> str:
        """The code of the one area that the text names.

        Raises:
            Invalid: `unknown_area`, `ambiguous_name`.
        """
        codes = self.areas(text).codes
        if len(codes) != 1:
            raise self.unknown_area(text)
        return codes[0]

    def criterion(self, text: str) -> str:
        """The code of the one criterion that the text names.

        Raises:
            Invalid: `unknown_criterion`, `ambiguous_name`.
        """
        codes = self.criteria(text).codes
        if len(codes) != 1:
            raise self.unknown_criterion(text)
        return codes[0]

    def meaning(self, *keys: str) -> Meaning | None:
        """What was answered about a heading, by the first of its keys that is known."""
        return next((self.known[key] for key in keys if key in self.known), None)

    def explains(self, criterion: str, text: str) -> bool:
        """Whether the text says nothing of the criterion that is not known: a unit, a target."""
        return self._criteria.explained(criterion, text.strip(" ()[]:*"))

    def is_unit(self, criterion: str, text: str) -> bool:
        """Whether the text is what the criterion is counted in: it names no part of a rate."""
        return self._criteria.is_unit(criterion, text.strip(" ()[]:*"))

    def is_aside(self, code: str | None, text: str) -> bool:
        """Whether the text says that what it stands with are no results: `kế hoạch`, `năm trước`.

        Words that belong to the name of what the code is for say nothing.
        """
        return any(said not in self._own_words(code) for said in words.other_figures(text))

    def stated_beside(self, code: str | None, text: str, year: int) -> list[Period]:
        """The parts of the year that the text states without a year, outside the code's name."""
        own = self._own_words(code)
        return [period for said, period in parts_in(text, year) if said not in own]

    def _own_words(self, code: str | None) -> str:
        if code is None:
            return ""
        names = self._criteria if code in self._criteria.names else self._areas
        return fold("; ".join(names.names.get(code, ())))

    def is_known(self, text: str) -> bool:
        """Whether the text is part of a heading whose meaning has been answered."""
        return bool(self.known) and without_periods(text) in self._known_texts

    @property
    def criterion_codes(self) -> Iterable[str]:
        """The codes of all criteria, those of the latest set first."""
        return self._criteria.names

    def has_area(self, code: str) -> bool:
        """Whether there is an area with exactly this code."""
        return code in self._areas.names

    def has_criterion(self, code: str) -> bool:
        """Whether there is a criterion with exactly this code."""
        return code in self._criteria.names

    def padded_area(self, text: str) -> str | None:
        """The area's code of which a spreadsheet has dropped the zeros.

        So also for the code of the national list, which by itself identifies nothing.
        """
        national = text.zfill(_NATIONAL_DIGITS) if text.isdecimal() else ""
        return self._areas.padded(text) or self._national.get(national)

    def measured(self, code: str) -> Criterion:
        """The criterion as the latest set words it."""
        return self.rules.criterion(code)

    def unknown_area(self, text: str) -> Invalid:
        """That there is no such area, or more than one, with the likely one."""
        if code := self.padded_area(text):
            return Invalid("unknown_area", text=text, suggestion=code)
        return _unknown(self._areas, text, "unknown_area")

    def unknown_criterion(self, text: str) -> Invalid:
        """That there is no such criterion, or more than one, with the likely one."""
        return _unknown(self._criteria, text, "unknown_criterion")


def _unknown(names: _Names, text: str, code: str) -> Invalid:
    found = names.match(text).codes
    if len(found) > 1:
        return Invalid("ambiguous_name", text=text, candidates=list(found))
    if found:
        return Invalid(code, text=text, suggestion=found[0])
    try:
        near = names.directory.resolve_part(_without_ordinal(text), enough=True)
    except Invalid as invalid:
        return Invalid(code, text=text, suggestion=invalid.suggestion)
    # A word or two of a long name may be about anything.
    told = min(map(len, names.names[near])) <= _MOST_LEFT_OUT * len(text)
    return Invalid(code, text=text, suggestion=near if told else None)


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


def _pieces(text: str) -> Iterator[str]:
    for piece in _END.split(text):
        if stripped := piece.strip(" )]-–—:.,;*"):
            yield stripped
