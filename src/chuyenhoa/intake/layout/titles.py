"""The area and the period that a title, the sheet's name or the file's name states."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.intake.layout.layouts import Role
from chuyenhoa.intake.layout.words import role as role_of
from chuyenhoa.model.names import fold
from chuyenhoa.model.periods import Period, PeriodKind
from chuyenhoa.model.problems import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chuyenhoa.intake.layout.grid import Grid
    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.model.problems import Place

_MOST_WORDS = 7
_LONGEST = 400
_MOST_TITLES = 40
_KIND = re.compile(r"(?:xa|phuong|dac khu|thi tran|x\.|p\.|tt\.?|t\.t\.?) ")
# A district or province of the same name is another area.
_ABOVE = re.compile(r"(?:huyen|tinh|thanh pho|quan|thi xa|tp\.?|district|province) ?$")
_COMPARED = re.compile(r"\b(?:so voi|so sanh|cung ky|ky truoc|compared)\b.*")
_DAY_BEFORE = re.compile(r"(?:ngay \d{1,2}|\d{1,2} ?/) ?$")
# The half of a period that waits for its year: whoever writes so does not mean the whole year.
_UNFINISHED = re.compile(r"\b[69] ?t(?:hang)?\b|\bquy\b|\bthang\b")
_PUNCTUATION = " ,;:.()[]“”\"'–—-"


class Title(NamedTuple):
    """A text that speaks of the whole sheet, and where it stands."""

    text: str
    place: Place


def titles(grid: Grid, first: int, programme: str = "") -> list[Title]:
    """The texts that speak of the whole sheet, the nearest first.

    Args:
        grid: The sheet.
        first: The row in which its table begins.
        programme: The programme's title, folded: it is about all areas and periods.
    """
    sheet = grid.sheet
    found = [
        Title(grid.text(*owner), sheet.place(*owner))
        for row in range(min(first, _MOST_TITLES))
        for owner in grid.owners(row)
        if owner[0] == row and fold(grid.text(*owner)) != programme
    ]
    start = sheet.place(0, 0)
    found += [Title(text, start) for text in sheet.above]
    # What a reader calls the tables of a Word file says nothing.
    if sheet.name and not re.fullmatch(r"(bang|sheet|trang tinh) ?\d*", fold(sheet.name)):
        found.append(Title(sheet.name.replace("_", " "), start))
    return [*found, Title(PurePath(sheet.file).stem.replace("_", " "), start)]


def periods_in(text: str) -> list[Period]:
    """The periods that the text states, none twice; what it is compared with is none."""
    folded = _COMPARED.sub("", fold(_after_label(text[:_LONGEST], Role.PERIOD)))
    found = list(_spans(folded)) or list(_spans(folded.replace("-", " ")))
    precise = [period for period in found if period.kind is not PeriodKind.YEAR]
    if not precise and _UNFINISHED.search(folded):
        return []
    return list(dict.fromkeys(precise or found))


def without_periods(text: str) -> str:
    """The text with a mark in the place of each period, so that two periods' texts agree."""
    folded = fold(text[:_LONGEST])
    for start, end, _ in reversed(list(_found(folded))):
        folded = f"{folded[:start]}{{period}}{folded[end:]}"
    return folded


def _spans(folded: str) -> Iterator[Period]:
    for start, end, period in _found(folded):
        bare_year = folded[start:end].isdecimal() and folded.strip() != folded[start:end]
        if not bare_year and not _DAY_BEFORE.search(folded[:start]):
            yield period


def _found(folded: str) -> Iterator[tuple[int, int, Period]]:
    """Where a period stands, the longest reading first, none over another."""
    tokens = [match.span() for match in re.finditer(r"\S+", folded)]
    first = 0
    while first < len(tokens):
        for last in range(min(first + _MOST_WORDS, len(tokens)) - 1, first - 1, -1):
            start, end = tokens[first][0], tokens[last][1]
            text = folded[start:end]
            stripped = text.strip(_PUNCTUATION)
            if not any(map(str.isdecimal, stripped)):
                continue
            try:
                period = Period.parse(stripped)
            except Invalid:
                continue
            start += text.index(stripped)
            yield start, start + len(stripped), period
            first = last
            break
        first += 1


def agrees(asked: Period, found: list[Period]) -> bool:
    """Whether a sheet that states these periods can be of the one that is asked for."""
    return asked in found or any(
        period.kind is PeriodKind.YEAR and period.year == asked.year for period in found
    )


def areas_in(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The areas that the text names, by the surest way in which it names any.

    The whole text, or all after `Địa bàn:`; else a name after the word for its kind; else a name
    of two words or more, or a code that is no common word.
    """
    for whole in (text, _after_label(text, Role.AREA)):
        if codes := lexicon.areas(whole).codes:
            return codes
    found = _named_areas(text[:_LONGEST].split(), lexicon, " ")
    # File names have hyphens for spaces, and codes have hyphens.
    return found or _named_areas(re.split(r"[-\s]+", text[:_LONGEST]), lexicon, "-")


def _after_label(text: str, role: Role) -> str:
    """What stands after `Kỳ báo cáo:` or the like; the text itself where nothing like that does."""
    label, _, rest = text.partition(":")
    return rest.strip() if rest and role_of(label) is role else text


def _named_areas(tokens: list[str], lexicon: Lexicon, glue: str) -> tuple[str, ...]:
    words = [each.strip(_PUNCTUATION) for each in tokens]
    kinds: dict[str, None] = {}
    names: dict[str, None] = {}
    first = 0
    while first < len(words):
        before = fold(" ".join(words[max(0, first - 2) : first]))
        for last in range(min(first + _MOST_WORDS, len(words)), first, -1):
            name = " ".join(words[first:last])
            codes = lexicon.areas(name).codes or lexicon.areas(name.replace(" ", glue)).codes
            if not codes or _ABOVE.search(before):
                continue
            if _KIND.match(fold(name)):
                kinds.update(dict.fromkeys(codes))
            elif last - first > 1 or re.search(r"[a-z].*[-.\d]", name):
                names.update(dict.fromkeys(codes))
            first = last - 1
            break
        first += 1
    return tuple(kinds or names)
