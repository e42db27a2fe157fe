"""A document at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from chuyenhoa.reports.document import (
    NUMBERS,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Picture,
    Signature,
    Table,
)
from chuyenhoa.reports.escape import visible
from chuyenhoa.reports.palette import TERMINAL
from chuyenhoa.reports.renderers.numbered import captions
from chuyenhoa.reports.screen import rendered
from chuyenhoa.reports.screen import table as plain_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType
    from rich.table import Table as RichTable

    from chuyenhoa.reports.document import Block, Cell, Chart, Document, Letterhead

_WHOLE = {"code", "spark"}
_BAR = 20
# As long as a figure usually is: longer ones would not leave room for the rest.
_FIGURE = 9
# A table with more columns than this is cut into several, side by side on no page.
_COLUMNS = 8
_WIDTH = 80
_GAP = 1


def render(document: Document) -> str:
    """The document as plain text, 80 columns wide, as in a file."""
    return rendered(renderable(document))


def renderable(document: Document, width: int = _WIDTH) -> RenderableType:
    """The document for Rich.

    Args:
        document: The document.
        width: Of the terminal: a table of many columns is cut into pieces that fit.
    """
    return Group(*_parts(document, width))


def _parts(document: Document, width: int) -> Iterator[RenderableType]:
    if document.letterhead is not None:
        yield from _letterhead(document.letterhead)
    yield Text(visible(document.title.upper()), "bold")
    for line, style in ((document.subtitle, "bold"), (document.notice, "bold yellow")):
        if line:
            yield Text(visible(line), style)
    numbered = captions(document)
    for block in document.blocks:
        if not isinstance(block, PageBreak | Picture) or _is_drawn(block):
            yield Text()
            yield from _block(block, numbered, width)


def _letterhead(head: Letterhead) -> Iterator[RenderableType]:
    for line in (head.parent, head.body, head.number, head.place_and_date):
        if line:
            yield Text(visible(line))
    yield Text()


def _block(block: Block, numbered: dict[str, str], width: int) -> Iterator[RenderableType]:
    match block:
        case Heading():
            yield Text(visible(block.text), "bold underline" if block.level == 1 else "bold")
        case Paragraph():
            style = f"bold {TERMINAL[block.tone]}".strip() if block.style == "verdict" else ""
            yield _led(block.lead, block.text, style)
        case Items():
            yield _items(block)
        case Table():
            yield Text(visible(numbered[block.name]), "bold")
            yield from (_table(block, columns) for columns in _pieces(block, width))
            yield from (Text(visible(line), "dim") for line in filter(None, [block.note]))
        case Picture():
            yield Text(visible(numbered[block.name]), "bold")
            yield _bars(block.chart)
        case Signature():
            yield from _signature(block)


def _signature(block: Signature) -> Iterator[Text]:
    for line in filter(None, (block.capacity, block.title)):
        yield Text(visible(line), "bold")
    if block.recipients:
        yield Text(visible(block.recipients_heading), "bold italic")
        yield from (Text(visible(f"- {line}")) for line in block.recipients)


def _is_drawn(block: Block) -> bool:
    """Bars say something of their own here; what other charts show stands in tables."""
    return isinstance(block, Picture) and block.chart.kind == "bars"


def _bars(chart: Chart) -> RichTable:
    """The bars of a chart, one for each category: the longest is as long as any."""
    grid = plain_table(gap=_GAP)
    grid.show_header = False
    grid.add_column()
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    (series,) = chart.series
    longest = max(abs(value or 0) for value in series.values) or 1
    for category, value, text, tone in zip(
        chart.categories, series.values, series.texts, series.every_tone, strict=True
    ):
        bar = "█" * round(abs(value or 0) / longest * _BAR)
        grid.add_row(Text(visible(category)), Text(visible(text)), Text(bar, TERMINAL[tone]))
    return grid


def _items(block: Items) -> RichTable:
    grid = plain_table(gap=_GAP)
    grid.show_header = False
    grid.add_column(no_wrap=True)
    grid.add_column()
    for item in block.items:
        grid.add_row("-", _led(item.lead, item.text))
    return grid


def _pieces(table: Table, width: int) -> Iterator[list[int]]:
    """The columns that stand side by side: all, or as many as fit beside those of the names."""
    every = list(range(len(table.columns)))
    if len(every) <= _COLUMNS:
        yield every
        return
    names, rest = every[: table.names + 1], every[table.names + 1 :]
    room = width - sum(table.columns[index].width + _GAP for index in names)
    while rest:
        count, taken = 0, 0
        while count < len(rest) and taken + table.columns[rest[count]].width <= room:
            taken += table.columns[rest[count]].width + _GAP
            count += 1
        yield names + rest[: max(1, count)]
        rest = rest[max(1, count) :]


def _table(table: Table, columns: Sequence[int]) -> RichTable:
    rows = plain_table(gap=_GAP)
    for index in columns:
        column = table.columns[index]
        rows.add_column(
            Text(visible(column.heading)),
            justify="right" if column.kind in NUMBERS else "left",
            no_wrap=column.kind in _WHOLE,
            min_width=_longest(table, index) if column.kind in NUMBERS else None,
        )
    for row in table.rows:
        if row.role == "group":
            rows.add_row(*["" for _index in columns[: table.names]], _cell(row.cells[0], "bold"))
        else:
            rows.add_row(*(_cell(row.cells[index]) for index in columns))
    return rows


def _longest(table: Table, index: int) -> int:
    """How long its figures get, which are not to be broken; the heading may be."""
    lengths = (len(row.cells[index].shown) for row in table.rows if row.role != "group")
    return min(max(lengths, default=0), _FIGURE)


def _cell(cell: Cell, style: str = "") -> Text:
    return Text(visible(cell.shown), f"{style} {TERMINAL[cell.tone]}".strip())


def _led(lead: str, text: str, style: str = "") -> Text:
    said = Text(style=style)
    if lead:
        said.append(f"{visible(lead)} ", "bold")
    return said.append(visible(text))
