"""Units of thousands and more, which say that a figure is not what stands in its cell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.intake.layout import words
from chuyenhoa.intake.layout.layouts import Role
from chuyenhoa.intake.layout.periods import LONGEST
from chuyenhoa.intake.layout.titles import titles
from chuyenhoa.model.names import fold
from chuyenhoa.model.values import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chuyenhoa.intake.layout.grid import Grid
    from chuyenhoa.intake.layout.layouts import Layout
    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.model.dataset import Criterion
    from chuyenhoa.model.problems import Place

# `Tỷ lệ` is no unit.
_WORD = r"(?:nghin|ngan|trieu|ty(?! (?:le|so|trong|suat)\b)|thousands?|millions?|billions?)"
_NUMBER = r"1[., ]?000(?: ?000)*(?![\d.,])d?"
_COUNTED = rf"(?:{words.COUNTED}|dong|vnd|luot nguoi|people)"
_SAID = r"\(?(?:don vi tinh|d\.?v\.?t|unit)\b"
_LABELLED = rf"{_SAID}[^)]*?\b((?:{_WORD}|{_NUMBER})(?![^\W_])[^;,)]*).*"
# Without `Đơn vị tính` it may be a name: `Đơn vị: Triệu Sơn`.
_BARE = rf"\(?(?:don vi ?:? ?)?({_WORD}(?: {_COUNTED})?|x ?{_NUMBER})\)?[ .]*"
_ALONE = re.compile(rf"{_LABELLED}|{_BARE}")
_WITHIN = re.compile(rf".*(?<![^\W_]){_LABELLED}|.*\({_BARE}")


class Scale(NamedTuple):
    """A unit of thousands or more.

    Attributes:
        text: What says so.
        place: Where it stands.
        unit: The unit, folded.
        criterion: The only criterion that it is about, None for all of the sheet.
    """

    text: str
    place: Place
    unit: str
    criterion: str | None = None

    def misleads(self, criterion: Criterion) -> bool:
        """Whether figures of the criterion mean more than they say; rates and answers do not."""
        own = fold(criterion.unit or "")
        return (
            self.criterion in {None, criterion.code}
            and criterion.measure in {Measure.VALUE, Measure.REDUCTION}
            and not (own and (own.startswith(self.unit) or self.unit.startswith(own)))
        )


def unit_columns(layout: Layout) -> list[int]:
    """The columns whose headings stand above units."""
    return [
        column
        for column, heading in layout.headings.items()
        if any(map(words.is_unit, heading.texts))
    ]


def scales(grid: Grid, layout: Layout, lexicon: Lexicon) -> Iterator[Scale]:
    """The units of thousands and more that titles, headings, columns of units and notes state."""
    for text, place in titles(grid, layout.header[0], lexicon.title):
        if unit := _unit(text):
            yield Scale(text, place, unit)
    yield from _below(grid, layout)
    yield from _in_header(grid, layout)
    yield from _in_rows(grid, layout, lexicon)


@lru_cache(maxsize=4096)
def _unit(text: str) -> str | None:
    """The unit of thousands or more that the text states, folded."""
    folded = fold(text[:LONGEST])
    found = _ALONE.fullmatch(folded) or _WITHIN.fullmatch(folded)
    return (found[1] or found[2]).strip(" :.") if found else None


def _is_alone(text: str) -> bool:
    """Whether the text is the unit alone."""
    return bool(_ALONE.fullmatch(fold(text[:LONGEST])))


def _below(grid: Grid, layout: Layout) -> Iterator[Scale]:
    """Those that stand below the table, each alone in its row."""
    lowest = max(grid.lowest_figure(layout.columns_of(Role.VALUE)), layout.header[1])
    for row in range(len(grid.rows) - 1, lowest, -1):
        owners = list(grid.owners(row))
        text = grid.text(*owners[0]) if len(owners) == 1 else ""
        if (unit := _unit(text)) and _is_alone(text):
            yield Scale(text, grid.sheet.place(*owners[0]), unit)


def _in_header(grid: Grid, layout: Layout) -> Iterator[Scale]:
    """Those of columns; one that stands alone above the headings is about all of them."""
    top, bottom = layout.header
    # A row of units may be the first below the headings.
    for row in range(top, min(bottom + 1, len(grid.rows))):
        for column in range(grid.width):
            text = grid.text(row, column)
            if not (unit := _unit(text)):
                continue
            place = grid.sheet.place(*grid.owner(row, column))
            below = any(grid.text(above, column) not in {"", text} for above in range(top, row))
            if _is_alone(text) and not below:
                yield Scale(text, place, unit)
            elif column in layout.columns_of(Role.VALUE):
                yield Scale(text, place, unit, layout.columns[column].criterion)


def _in_rows(grid: Grid, layout: Layout, lexicon: Lexicon) -> Iterator[Scale]:
    """Those in a column of units, where rows name the criteria."""
    labels = layout.columns_of(Role.CRITERION)
    for column in unit_columns(layout) if labels else ():
        for row in range(layout.header[1], len(grid.rows)):
            text = grid.text(row, column)
            if unit := _unit(text):
                for code in lexicon.criteria(grid.text(row, labels[0])).codes:
                    yield Scale(text, grid.sheet.place(row, column), unit, code)
