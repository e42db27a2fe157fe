"""What all sheets of a workbook share: their names, the looks of their cells, writing a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_rowcol_to_cell

from chuyenhoa.language import _
from chuyenhoa.reports.escape import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from chuyenhoa.reports.document import Document

A4 = 9
FONT = "Times New Roman"
HEADER = {"bold": True, "border": 1, "bg_color": "#D9E2EC", "text_wrap": True, "align": "center"}

_LONGEST_NAME = 31
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_RESERVED = {"history"}
# What Excel holds in a cell, counted as it counts: in UTF-16.
_LONGEST_TEXT = 32_767
_PIECE = 30_000
_POINTS_A_LINE = 16
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
            self._formats[key] = self.workbook.add_format(
                {"font_name": FONT, "font_size": 12, "valign": "top", **look}
            )
        return self._formats[key]

    def name_sheet(self, name: str, caption: str) -> str:
        """A name that no other sheet has, for the block of that name.

        Args:
            name: Of the block.
            caption: Its caption, which begins with its number: 'Bảng 2. …'.
        """
        number = _NOT_IN_A_NAME.sub(" ", visible(caption)).strip(" '")
        wanted = number[:_LONGEST_NAME].strip(" '") or name[:_LONGEST_NAME]
        found, again = wanted, 1
        taken = {each.lower() for each in self.sheets.values()} | _RESERVED
        while found.lower() in taken:
            again += 1
            found = f"{wanted[: _LONGEST_NAME - len(f' ({again})')]} ({again})"
        self.sheets[name] = found
        return found

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

    def write_title(self, sheet: Worksheet, name: str) -> int:
        """Write what a table or picture is, above it; the row where it begins."""
        sheet.write_string(0, 0, visible(self.captions[name]), self.format(bold=True, font_size=14))
        lines = list(filter(None, (self.document.subtitle, self.document.notice)))
        for row, line in enumerate(lines, 1):
            sheet.write_string(row, 0, visible(line), self.format(bold=True))
        return len(lines) + 2


def height(text: str, width: float) -> float:
    """How high, in points, a row must be for a text in a column of that many characters.

    Programs fit the height themselves only where nothing is merged, and not all of them do.
    """
    lines = sum(max(1, -(-len(line) // max(1, int(width)))) for line in text.split("\n"))
    return min(lines * _POINTS_A_LINE + 2, _HIGHEST)


def write_long(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """Write a text; what does not fit into a cell goes on in those to the right, which is said."""
    text = "\n".join(map(visible, text.split("\n")))
    if len(text.encode("utf-16-le")) // 2 <= _LONGEST_TEXT:
        sheet.write_string(row, column, text, look)
        return
    # Half of it if every character counts twice.
    pieces = [text[start : start + _PIECE // 2] for start in range(0, len(text), _PIECE // 2)]
    for number, piece in enumerate(pieces, column):
        last = number - column == len(pieces) - 1
        goes_on = _("(continued in {cell})").format(cell=xl_rowcol_to_cell(row, number + 1))
        sheet.write_string(row, number, piece if last else f"{piece} {goes_on}", look)
