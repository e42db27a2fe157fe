"""What stands beside an empty result: verdicts that answer for it, and what is not read."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from chuyenhoa.intake.layout import words
from chuyenhoa.intake.layout.grid import is_figure
from chuyenhoa.intake.layout.layouts import NAMED_ABOVE, LayoutKind, Role
from chuyenhoa.model.problems import Problem
from chuyenhoa.sources.sheets import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chuyenhoa.intake.layout.layouts import Layout, Part
    from chuyenhoa.sources.sheets import Sheet


class Beside:
    """The cells beside empty results.

    Args:
        sheet: As it was read.
        layout: How it is laid out.

    Attributes:
        remarks: The columns of remarks.
        verdicts: Those of verdicts, by the column of a result that they are about.
    """

    def __init__(self, sheet: Sheet, layout: Layout) -> None:
        self._sheet = sheet
        self._layout = layout
        self.remarks = layout.columns_of(Role.NOTE)
        self.verdicts = _verdict_columns(layout)
        self._results = Counter(chain.from_iterable(self.verdicts.values()))
        self._unread: dict[tuple[int, int], None] = {}

    @property
    def notices(self) -> list[Problem]:
        """A notice for each cell that is not read."""
        return [
            Problem(
                "beside_empty",
                self._sheet.place(row, column),
                {"text": self._sheet.rows[row][column].text},
                notice=True,
            )
            for row, column in self._unread
        ]

    def look_at_remarks(self, row: int, results: Iterable[int]) -> None:
        """Notice the remarks of the row that look like figures, if all its results are empty."""
        cells = self._sheet.rows[row]
        if not any(cells[column].text for column in results):
            for column in self.remarks:
                # `5/6` may have become a date.
                if is_figure(cells[column]) or cells[column].kind is CellKind.DATE:
                    self._unread[row, column] = None

    def answers(self, row: int, result: int) -> list[tuple[int, Part]]:
        """The columns whose verdicts answer for the empty result of the row, and how.

        Where there are none, other words are noticed, and verdicts that are about several results.
        """
        found: list[tuple[int, Part]] = []
        others: list[tuple[int, int]] = []
        for column in self.verdicts.get(result, ()):
            text = self._sheet.rows[row][column].text
            part = words.mark(self._layout.headings[column].texts[-1]) or words.mark(text)
            if not any(map(str.isalnum, text)):
                continue
            if part and self._results[column] == 1:
                found.append((column, part))
            else:
                others.append((row, column))
        if not found:
            self._unread |= dict.fromkeys(others)
        return found


def _verdict_columns(layout: Layout) -> dict[int, list[int]]:
    """The columns that say yes or no where a result is empty, by the column of that result.

    One that stands beside several results, as of two periods, is there for each of them.
    """
    named = layout.kind in NAMED_ABOVE
    values: dict[tuple[str, ...], list[int]] = {}
    for column in layout.columns_of(Role.VALUE):
        values.setdefault(layout.headings[column].texts[:-1] if named else (), []).append(column)
    found: dict[int, list[int]] = {}
    for column in layout.columns_of(Role.IGNORED):
        texts = layout.headings[column].texts
        if not texts or not (words.is_verdict(texts[-1]) or words.mark(texts[-1])):
            continue
        # Where headings name what figures are about, both stand below the same name.
        results = values.get(texts[:-1] if named else (), [])
        if named and not texts[:-1]:
            # Beside areas it is about the row's criterion, beside criteria about none of them.
            results = layout.columns_of(Role.VALUE) if layout.kind is LayoutKind.TURNED else []
        for result in results:
            found.setdefault(result, []).append(column)
    return found
