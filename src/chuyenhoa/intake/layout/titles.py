"""The area and the period that a title, the sheet's name or the file's name states."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.intake.layout.layouts import Role
from chuyenhoa.intake.layout.periods import LONGEST, MOST_WORDS, PUNCTUATION, period_of
from chuyenhoa.intake.layout.words import after_label
from chuyenhoa.model.names import fold

if TYPE_CHECKING:
    from chuyenhoa.intake.layout.grid import Grid
    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.model.problems import Place

_MOST_TITLES = 40
_KIND = re.compile(r"(?:xa|phuong|dac khu|thi tran|x\.|p\.|tt\.?|t\.t\.?) ")
# A district, a province or a village of the same name is another area; `địa bàn` is no village.
_OTHER = re.compile(
    r"(?:huyen|tinh|thanh pho|quan|thi xa|tp\.?|district|province|village"
    r"|\b(?:(?<!dia )(?<!uy )ban|thon|ap|xom|to dan pho)) ?$"
)
# Where and when it was signed says nothing of what it is about.
_SIGNED = re.compile(r"(?!.*\b(?:xa|phuong|thi tran|dac khu) )[^,:;]{1,40}, ?ngay\b.*")
# A marked copy of `a.docx` is called `a.docx.xlsx`.
_ENDINGS = re.compile(r"\.(?:xls[xm]?|ods|docx|[ct]sv|txt)$", re.IGNORECASE)


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
    name = _ENDINGS.sub("", PurePath(sheet.file).stem)
    return [*found, Title(name.replace("_", " "), start)]


def areas_in(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The areas that the text names, by the surest way in which it names any.

    The whole text, or all after `Địa bàn:`; else a name after the word for its kind; else a name
    of two words or more, or a code that is no common word.
    """
    if _SIGNED.fullmatch(fold(text[:LONGEST])):
        return ()
    labelled = after_label(text, Role.AREA)
    if labelled != text and (codes := lexicon.areas(labelled).codes):
        return codes
    if codes := _no_periods(lexicon.areas(text).codes, text):
        return codes
    found = _named_areas(text[:LONGEST].split(), lexicon, " ")
    # File names have hyphens for spaces, and codes have hyphens.
    return found or _named_areas(re.split(r"[-\s]+", text[:LONGEST]), lexicon, "-")


def _no_periods(codes: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The codes, without those that are periods in the text: sheets and files are called so."""
    return tuple(code for code in codes if period_of(code) is None or fold(code) not in fold(text))


def _named_areas(tokens: list[str], lexicon: Lexicon, glue: str) -> tuple[str, ...]:
    words = [each.strip(PUNCTUATION) for each in tokens]
    kinds: dict[str, None] = {}
    names: dict[str, None] = {}
    first = 0
    while first < len(words):
        before = fold(" ".join(words[max(0, first - 2) : first]))
        for last in range(min(first + MOST_WORDS, len(words)), first, -1):
            name = " ".join(words[first:last])
            found = lexicon.areas(name)
            if not found.codes:
                found = lexicon.areas(name.replace(" ", glue))
            codes = _no_periods(found.codes, name.replace(" ", glue))
            # A code with other words beside it may be a word among them.
            if not codes or found.rest or _OTHER.search(before):
                continue
            if _KIND.match(fold(name)):
                kinds.update(dict.fromkeys(codes))
            elif last - first > 1 or re.search(r"[a-z].*[-.\d]", name):
                names.update(dict.fromkeys(codes))
            first = last - 1
            break
        first += 1
    return tuple(kinds or names)
