"""What all sheets of a workbook share: their names, the looks of their cells, writing a text."""

from __future__ import annotations

import re
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from chuyenhoa.reports.escape import visible, visible_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from chuyenhoa.reports.document import Document, Picture, Table

A4 = 9
FONT = "Times New Roman"
# Without a scheme, in whose place Excel would take the font of the user's theme.
PLAIN = {"font_name": FONT, "font_size": 12, "font_scheme": False}
HEADER = {"bold": True, "border": 1, "bg_color": "#D9E2EC", "text_wrap": True, "align": "center"}

_LONGEST_NAME = 31
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
# What Excel holds in a cell, counted as it counts: in UTF-16.
_LONGEST_TEXT = 32_767
# Half of it, for every character may count twice; and room for a word on where it goes on.
_PIECE = 16_000
_POINTS_A_LINE = 16
LINE = 18.0
_HIGHEST = 409


class Book:
    """The workbook that is being written.

    Args:
        workbook: It.
        document: What is written.
        captions: Of its tables and pictures, by their names.
    """

    def __init__(self, workbook: Workbook, document: Document, captions: Mapping[str, str]) -> None:
        self.workbook = workbook
        self.document = document
        self.captions = captions
        self.sheets: dict[str, str] = {}
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, **look: Any) -> Format:  # noqa: ANN401 - as XlsxWriter's formats
        """The format with this look; there is one of each."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({**PLAIN, "valign": "top", **look})
        return self._formats[key]

    def name_sheet(self, block: Table | Picture) -> str:
        """The name of the block's sheet: its caption, whose number no other one has."""
        caption = _NOT_IN_A_NAME.sub(" ", visible(self.captions[block.name]))
        name = shorten(caption, _LONGEST_NAME, placeholder="…").strip("'")
        self.sheets[block.name] = name
        return name

    def add_sheet(self, name: str, *, across: bool) -> Worksheet:
        """A sheet that prints on A4, as wide as the page, with its number above."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_paper(A4)
        if across:
            sheet.set_landscape()
        sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
        sheet.fit_to_pages(1, 0)
        sheet.set_header("&C&P")
        sheet.hide_gridlines(1)
        return sheet

    def write_title(self, sheet: Worksheet, name: str, widths: Sequence[float] = ()) -> int:
        """Write what a table or picture is, above it; the row where it begins.

        Args:
            sheet: Where.
            name: The block's.
            widths: Of all columns, in characters: longer lines are broken. Without them none are.
        """
        lines = list(filter(None, (self.document.subtitle, self.document.notice)))
        for row, line in enumerate((self.captions[name], *lines)):
            look = {"bold": True} if row else {"bold": True, "font_size": 14}
            if widths and (high := height(line, sum(widths))) > LINE:
                sheet.set_row(row, high)
                form = self.format(**look, text_wrap=True)
                write_over(sheet, row, (0, len(widths) - 1), line, form)
            else:
                sheet.write_string(row, 0, visible(line), self.format(**look))
        return len(lines) + 2


def write_over(
    sheet: Worksheet, row: int, columns: tuple[int, int], text: str, form: Format
) -> None:
    """Write one text over several columns, the first and the last of them given."""
    first, last = columns
    if first == last:
        sheet.write_string(row, first, visible(text), form)
    else:
        sheet.merge_range(row, first, row, last, visible(text), form)


def height(text: str, width: float) -> float:
    """How high, in points, a row must be for a text in a column of that many characters.

    Programs fit the height themselves only where nothing is merged, and not all of them do.
    """
    lines = sum(max(1, -(-len(line) // int(width))) for line in text.split("\n"))
    return min(LINE + (lines - 1) * _POINTS_A_LINE, _HIGHEST)


def pieces(text: str) -> list[str]:
    """The text as it can be seen, in pieces that each fit into a cell: nearly always one."""
    text = visible_lines(text)
    if len(text.encode("utf-16-le")) // 2 <= _LONGEST_TEXT:
        return [text]
    return [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]
