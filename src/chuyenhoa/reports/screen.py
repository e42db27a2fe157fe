"""The terminal: its width and colours, and text that cannot command it."""

from __future__ import annotations

import io
import os
import shutil
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, TextIO

from rich.cells import cell_len
from rich.console import Console, Group
from rich.measure import Measurement
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from chuyenhoa.reports.escape import visible_lines
from chuyenhoa.reports.figures import WORD
from chuyenhoa.reports.long_table import is_long, lay_out, sample

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import ConsoleOptions, RenderableType, RenderResult

    from chuyenhoa.reports.words import Word

# What tables are made for.
_WIDTH = 80
_HEIGHT = 24
# No figure is as long; what is longer may be broken.
_LONGEST_WORD = 20
# As few letters of a word as are still read as one.
_SHORTEST = 6


def columns() -> int:
    """How many columns the terminal has."""
    return shutil.get_terminal_size((_WIDTH, _HEIGHT)).columns


def table(gap: int = 2) -> Table:
    """A table as all of ours look: no frame, so that every column has room for what it says."""
    return Table(box=None, pad_edge=False, padding=(0, gap, 0, 0), header_style="bold")


def signed(word: Word) -> Text:
    """Sign and words in their colour."""
    return Text(word.signed, word.colour)


def rendered(renderable: RenderableType, stream: TextIO | None = None) -> str:
    """What Rich makes of it for a stream, as text: with colours only where they are wanted.

    Strings are literal: no markup, no emoji names, nothing the terminal would obey. However narrow
    the terminal is, no figure is lost. Without a stream it is for a file, which is the same
    whatever the terminal is.
    """
    usual = os.terminal_size((_WIDTH, _HEIGHT))
    size = shutil.get_terminal_size(usual) if stream else usual
    console = Console(
        file=stream or io.StringIO(),
        width=size.columns,
        height=size.lines,
        # Of an old Windows the last column is not used.
        legacy_windows=None if stream else False,
        color_system="auto" if stream and not os.environ.get("NO_COLOR") else None,
        markup=False,
        emoji=False,
        highlight=False,
    )
    with console.capture() as captured:
        console.print(_Literal(renderable), crop=False)
    text = captured.get()
    if console.color_system is None:
        return "".join(f"{line.rstrip()}\n" for line in text.splitlines())
    return text


class _Literal:
    """The same, with every text in it made harmless: the last door before the terminal."""

    def __init__(self, renderable: RenderableType) -> None:
        self._renderable = renderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for part in _parts(self._renderable):
            for text, style, control in _laid_out(part, console, options):
                yield Segment(visible_lines(text), style, control)


def _laid_out(part: RenderableType, console: Console, options: ConsoleOptions) -> Iterable[Segment]:
    if not isinstance(part, Table):
        return console.render(part, options)
    long = is_long(part)
    widths = _widths(sample(part) if long else part, console)
    room = options.update(width=max(options.max_width, sum(widths) + sum(_gaps(part))))
    fitted = copy(part)
    fitted.columns = [
        replace(column, overflow="fold", no_wrap=False, width=width)
        for column, width in zip(part.columns, widths, strict=True)
    ]
    if long:
        return lay_out(fitted, widths, console, room)
    return console.render(fitted, room)


def _gaps(table: Table) -> list[int]:
    """What stands between the columns, and after the last one."""
    return [table.padding[1] + table.padding[3]] * len(table.columns)


def _parts(renderable: RenderableType) -> Iterator[RenderableType]:
    if isinstance(renderable, Group):
        for part in renderable.renderables:
            yield from _parts(part)
    else:
        yield renderable


def _widths(table: Table, console: Console) -> list[int]:
    """How wide the columns are: no word is cut, and broken only where there is no room for all.

    Rich would take columns away, cut the words of others, and forget how much some of them need.
    What does not fit even so the terminal has to break: that is hard to read, but all is there.
    """
    most, wanted, whole, least = [], [], [], []
    roomy = console.options.update(width=max(console.width, _WIDTH))
    for column in table.columns:
        sizes = [Measurement.get(console, roomy, cell) for cell in (column.header, *column.cells)]
        widest = min(max(each.maximum for each in sizes), column.max_width or roomy.max_width)
        figure = max(map(_longest_figure, (column.header, *column.cells)))
        longest = max(figure, *(each.minimum for each in sizes))
        word = widest if column.no_wrap else min(widest, longest)
        most.append(max(widest, column.min_width or 0))
        wanted.append(max(word, column.min_width or 0))
        whole.append(min(word, _LONGEST_WORD))
        least.append(min(whole[-1], max(figure, _SHORTEST)))
    widths, room = most, console.width - sum(_gaps(table)[1:])
    for floors in (wanted, whole, least):
        widths = _shrunk(widths, floors, room)
    return widths


def _longest_figure(cell: RenderableType) -> int:
    """How long the longest figure or code of a text is: in two lines it would be two."""
    words = WORD.findall(str(cell)) if isinstance(cell, str | Text) else []
    lengths = (cell_len(word) for word in words if any(map(str.isdigit, word)))
    return max((length for length in lengths if length <= _LONGEST_WORD), default=0)


def _shrunk(widths: Sequence[int], floors: Sequence[int], room: int) -> list[int]:
    """Take away from the widest of the columns that may be narrower, until all of them fit."""
    narrower = list(widths)
    for _letter in range(sum(widths) - room):
        able = [index for index, width in enumerate(narrower) if width > floors[index]]
        if not able:
            break
        narrower[max(reversed(able), key=narrower.__getitem__)] -= 1
    return narrower
