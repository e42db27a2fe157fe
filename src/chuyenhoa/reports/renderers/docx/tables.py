"""Tables: a header repeated on each page, rows that stay whole, as wide as the page."""

from __future__ import annotations

from itertools import accumulate, chain, groupby, islice
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.language import _
from chuyenhoa.reports.escape import xml
from chuyenhoa.reports.figures import WORD
from chuyenhoa.reports.renderers.docx.markup import (
    BOLD,
    KEEP_NEXT,
    MILLIMETRE,
    behind,
    field,
    ink,
    paragraph,
    run,
    shading,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chuyenhoa.reports.document import Cell, Column, Kind, Row, Table
    from chuyenhoa.reports.renderers.numbered import Caption

_HEADER = "#D9E2EC"
_GROUP = "#F2F2F2"
_SIDES: dict[Kind, str] = {
    "number": '<w:jc w:val="right"/>',
    "percent": '<w:jc w:val="right"/>',
    "code": '<w:jc w:val="center"/>',
    "verdict": '<w:jc w:val="center"/>',
}
# As the names of styles end, and about how wide a character of that size is with what is around it.
_SIZES = {"": 2.0 * MILLIMETRE, "Small": 1.5 * MILLIMETRE}
_SMALLEST = "Tiny"
_SMALLEST_LETTER = 1.2 * MILLIMETRE
_NARROW = (
    '<w:tblCellMar><w:left w:w="28" w:type="dxa"/><w:right w:w="28" w:type="dxa"/></w:tblCellMar>'
)
# What is beside a text, in characters.
_PADDING = 2
# A row higher than a page must break: some programs cut it off otherwise.
_LONGEST_WHOLE = 1_000
# Rows that say how wide columns have to be, and letters of a word that is not broken.
_LOOKED_AT = 200
_LONGEST_WORD = 20


class _Part(NamedTuple):
    """As many columns of a table as a page is wide for.

    Attributes:
        columns: The indices of the columns.
        widths: How wide each is.
        size: As the names of styles end.
    """

    columns: tuple[int, ...]
    widths: tuple[int, ...]
    size: str


def write_table(table: Table, caption: Caption, width: int) -> Iterator[str]:
    """A table with its caption and its note, in pieces.

    One that is too wide goes on below, with the column again that names the rows.

    Args:
        table: The table.
        caption: Its caption.
        width: Of the page's text, in twentieths of a point.
    """
    continued = _("(continued)")
    for number, part in enumerate(_parts(table, width)):
        goes_on = f" {continued}" if number else ""
        yield numbered(caption, goes_on, KEEP_NEXT)
        yield from _write_part(table, part, f"{caption.text}{goes_on}")
        yield paragraph("Gap")
    for note in filter(None, (table.note, _key(table))):
        yield paragraph("Note", run(note))


def numbered(caption: Caption, goes_on: str = "", properties: str = "") -> str:
    """A caption that Word counts itself."""
    name, number = caption.before.strip(), str(caption.number)
    # What goes on has the number of what it goes on from.
    shown = run(number) if goes_on else field(rf" SEQ {name} \* ARABIC ", number)
    content = run(caption.before) + shown + run(caption.after + goes_on)
    return paragraph("Caption", content, properties)


def _key(table: Table) -> str:
    """What the codes above the columns stand for."""
    return "; ".join(f"{each.heading}: {each.about}" for each in table.columns if each.about)


def _parts(table: Table, width: int) -> Iterator[_Part]:
    wanted = [
        max(column.width, *map(len, column.heading.split()), longest) + _PADDING
        for column, longest in zip(table.columns, _longest_words(table), strict=True)
    ]
    # A line of characters that stands for numbers is for where nothing can be drawn.
    shown = [index for index, column in enumerate(table.columns) if column.kind != "spark"]
    whole = sum(wanted[index] for index in shown)
    for size, letter in _SIZES.items():
        if whole * letter <= width:
            yield _part(shown, wanted, width, size)
            return
    others = [index for index in shown if index != table.names]
    name, rest = wanted[table.names], sum(wanted[index] for index in others)
    # As many parts as it takes, of about the same width.
    share = rest / ceil(rest / (width / _SMALLEST_LETTER - name))
    ends = accumulate(wanted[index] for index in others)
    placed = ((int((end - 1) / share), index) for end, index in zip(ends, others, strict=True))
    for _number, those in groupby(placed, lambda pair: pair[0]):
        columns = sorted([table.names, *(index for _part, index in those)])
        yield _part(columns, wanted, width, _SMALLEST)


def _longest_words(table: Table) -> list[int]:
    """How long the longest word in each column is, as far as words are figures or the like."""
    longest = [0] * len(table.columns)
    for row in islice(table.rows, _LOOKED_AT):
        if row.role == "data":
            for index, cell in enumerate(row.cells):
                words = map(len, WORD.findall(cell.text))
                longest[index] = max([longest[index], *(n for n in words if n <= _LONGEST_WORD)])
    return longest


def _part(columns: Sequence[int], wanted: Sequence[int], width: int, size: str) -> _Part:
    whole = sum(wanted[index] for index in columns)
    widths = tuple(width * wanted[index] // whole for index in columns)
    return _Part(tuple(columns), widths, size)


def _write_part(table: Table, part: _Part, caption: str) -> Iterator[str]:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in part.widths)
    yield (
        '<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/>'
        f'<w:tblW w:w="{sum(part.widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"{_NARROW if part.size == _SMALLEST else ''}"
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        ' w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{xml(caption)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    yield from _header(table, part)
    for number, row in enumerate(table.rows):
        yield _row(row, table.columns, part, "" if number else KEEP_NEXT)
    yield "</w:tbl>"


def _header(table: Table, part: _Part) -> Iterator[str]:
    """The rows that each page begins with."""
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    style = f"TableHeading{part.size}"
    if table.spans:
        over = list(chain.from_iterable([n] * span.columns for n, span in enumerate(table.spans)))
        cells = []
        for number, those in groupby(range(len(part.columns)), lambda n: over[part.columns[n]]):
            covered = list(those)
            text = paragraph(style, run(table.spans[number].heading))
            width = sum(part.widths[n] for n in covered)
            cells.append(_cell(text, width, _span(len(covered)) + shading(_HEADER)))
        yield f"<w:tr>{properties}{''.join(cells)}</w:tr>"
    cells = [
        _cell(
            paragraph(style, run(table.columns[index].heading)),
            width,
            f'{shading(_HEADER)}<w:vAlign w:val="center"/>',
        )
        for index, width in zip(part.columns, part.widths, strict=True)
    ]
    yield f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _row(row: Row, columns: Sequence[Column], part: _Part, keep: str) -> str:
    """A row.

    Args:
        row: The row.
        columns: Of the table.
        part: Which of them, and how wide.
        keep: What keeps it on one page with the next.
    """
    style = f"TableText{part.size}"
    if row.role == "group":
        text = paragraph(style, run(row.cells[0].shown, BOLD), KEEP_NEXT)
        looks = _span(len(part.columns)) + shading(_GROUP)
        cells = [_cell(text, sum(part.widths), looks)]
    else:
        cells = [
            _data(row.cells[index], columns[index], width, style, keep)
            for index, width in zip(part.columns, part.widths, strict=True)
        ]
    long = any(len(cell.text) > _LONGEST_WHOLE for cell in row.cells)
    whole = "" if long else "<w:trPr><w:cantSplit/></w:trPr>"
    return f"<w:tr>{whole}{''.join(cells)}</w:tr>"


def _data(cell: Cell, column: Column, width: int, style: str, keep: str) -> str:
    text = run(cell.shown, ink(cell.tone))
    looks = keep + _SIDES.get(column.kind, "")
    return _cell(paragraph(style, text, looks), width, behind(cell.tone))


def _cell(content: str, width: int, looks: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{looks}</w:tcPr>{content}</w:tc>'


def _span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'
