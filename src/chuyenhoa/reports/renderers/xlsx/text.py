"""The first sheet: letterhead, title, and all that is no table and no picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.language import _
from chuyenhoa.reports.document import (
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Picture,
    Signature,
    Table,
)
from chuyenhoa.reports.escape import visible
from chuyenhoa.reports.palette import FILLS, INK
from chuyenhoa.reports.renderers.xlsx.book import height, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter.worksheet import Worksheet

    from chuyenhoa.reports.document import Block, Document, Letterhead
    from chuyenhoa.reports.renderers.xlsx.book import Book

_COLUMNS = 2
_WIDTH = 46
_SIZES = {1: 14, 2: 13, 3: 12}
_STYLES: dict[str, dict[str, object]] = {
    "body": {},
    "verdict": {"bold": True, "font_size": 14},
    "aside": {"italic": True},
}


def write_text(book: Book) -> None:
    """Write the sheet."""
    sheet = book.add_sheet(_("Report"), across=False)
    sheet.set_column(0, _COLUMNS - 1, _WIDTH)
    _Text(book, sheet).write()


class _Text:
    """The rows of the sheet, one after the other."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self._book = book
        self._sheet = sheet
        self._row = 0

    def write(self) -> None:
        document = self._book.document
        if document.letterhead:
            self._letterhead(document.letterhead)
        self._title(document)
        for block in document.blocks:
            self._block(block)
        self._sheet.print_area(0, 0, max(self._row - 1, 0), _COLUMNS - 1)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._whole(block.text, bold=True, font_size=_SIZES[block.level])
            case Paragraph():
                look = dict(_STYLES[block.style])
                if block.tone in FILLS:
                    look |= {"bg_color": FILLS[block.tone], "font_color": INK[block.tone]}
                self._whole(f"{block.lead} {block.text}".strip(), **look)
            case Items():
                for item in block.items:
                    self._whole(f"– {item.lead} {item.text}".replace("  ", " "), indent=1)
            case Table() | Picture():
                self._link(block)
            case Signature():
                self._signature(block)
            case PageBreak():
                self._row += 1

    def _letterhead(self, head: Letterhead) -> None:
        bold, italic = {"bold": True}, {"italic": True}
        for sides in (
            ((head.parent, {}), (head.nation, bold)),
            ((head.body, bold), (head.motto, bold)),
            ((head.number, {}), (head.place_and_date, italic)),
        ):
            for column, (text, look) in enumerate(sides):
                form = self._book.format(align="center", text_wrap=True, font_size=13, **look)
                self._sheet.write_string(self._row, column, visible(text), form)
            self._row += 1
        self._row += 1

    def _title(self, document: Document) -> None:
        for text, size in ((document.title, 14), (document.subtitle, 13), (document.notice, 13)):
            if text:
                self._whole(text, bold=True, align="center", font_size=size)
        self._row += 1

    def _whole(self, text: str, **look: object) -> None:
        """A text over the whole width; what does not fit into a cell goes on below."""
        form = self._book.format(text_wrap=True, **look)
        for piece in pieces(text):
            self._sheet.set_row(self._row, height(piece, _COLUMNS * _WIDTH))
            self._sheet.merge_range(self._row, 0, self._row, _COLUMNS - 1, piece, form)
            self._row += 1

    def _link(self, block: Table | Picture) -> None:
        """Where the table stands."""
        name = self._book.sheets[block.name].replace("'", "''")
        form = self._book.format(font_color="#1F4E79", underline=1, text_wrap=True)
        text = visible(f"→ {self._book.captions[block.name]}")
        self._sheet.write_url(self._row, 0, f"internal:'{name}'!A1", form, text)
        self._row += 1

    def _signature(self, block: Signature) -> None:
        self._row += 1
        left = [block.recipients_heading, *(f"- {line}" for line in block.recipients)]
        right = [block.capacity, block.title]
        for number in range(max(len(left), len(right))):
            for column, (lines, look) in enumerate(_sides(left, right, number)):
                if number < len(lines):
                    form = self._book.format(text_wrap=True, **look)
                    self._sheet.write_string(self._row, column, visible(lines[number]), form)
            self._row += 1


def _sides(
    left: list[str], right: list[str], number: int
) -> Iterator[tuple[list[str], dict[str, object]]]:
    """Recipients and signature, with the looks that the decree gives their lines."""
    first = number == 0
    yield left, {"font_size": 12, "bold": True, "italic": True} if first else {"font_size": 11}
    yield right, {"bold": True, "align": "center", "font_size": 13}
