"""The terminal: its width and colours, and text that cannot command it."""

from __future__ import annotations

import io
import os
import shutil
from typing import TYPE_CHECKING, TextIO

from rich.console import Console, Group
from rich.measure import Measurement
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from chuyenhoa.reports.escape import visible
from chuyenhoa.reports.long_table import Sample, is_long, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import ConsoleOptions, RenderableType, RenderResult

    from chuyenhoa.reports.words import Word

# What tables are made for.
_WIDTH = 80
_HEIGHT = 24
# No figure is as long; what is longer may be broken.
_LONGEST_WORD = 20


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
                lines = "\n".join(map(visible, text.split("\n")))
                yield Segment(lines, style, control)


def _laid_out(part: RenderableType, console: Console, options: ConsoleOptions) -> Iterable[Segment]:
    if not isinstance(part, Table):
        return console.render(part, options)
    measured = Sample(part) if is_long(part) else part
    room = options.update(width=max(options.max_width, _room(measured, console)))
    if isinstance(measured, Sample):
        return lay_out(part, measured.widths(console, room), console, room)
    return console.render(part, room)


def _parts(renderable: RenderableType) -> Iterator[RenderableType]:
    if isinstance(renderable, Group):
        for part in renderable.renderables:
            yield from _parts(part)
    else:
        yield renderable


def _room(table: Table, console: Console) -> int:
    """See to it that no word is cut, and on a narrow terminal that none is broken.

    Rich would take columns away, and cut the words of others. A line that the terminal has to
    break is hard to read, but everything is in it.

    Returns:
        The width that the table needs for that, as far as it is more than most terminals have.
    """
    for column in table.columns:
        column.overflow = "fold"
    if console.width >= _WIDTH:
        return 0
    width = 0
    roomy = console.options.update(width=_WIDTH)
    for column in table.columns:
        sizes = [Measurement.get(console, roomy, cell) for cell in (column.header, *column.cells)]
        words = [
            each.maximum if column.no_wrap else min(each.minimum, _LONGEST_WORD) for each in sizes
        ]
        column.min_width = max(*words, column.min_width or 0)
        width += column.min_width + table.padding[1] + table.padding[3]
    return width
