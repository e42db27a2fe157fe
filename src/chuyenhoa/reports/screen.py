"""The terminal: its width and colours, and text that cannot command it."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.segment import Segment

from chuyenhoa.reports.escape import visible

if TYPE_CHECKING:
    from rich.console import ConsoleOptions, RenderableType, RenderResult

_WIDTH = 80
_HEIGHT = 24


def rendered(renderable: RenderableType, stream: TextIO) -> str:
    """What Rich makes of it for a stream, as text: with colours only where they are wanted.

    Strings are literal: no markup, no emoji names, nothing the terminal would obey.
    """
    size = shutil.get_terminal_size((_WIDTH, _HEIGHT))
    console = Console(
        file=stream,
        width=size.columns,
        height=size.lines,
        color_system=None if os.environ.get("NO_COLOR") else "auto",
        markup=False,
        emoji=False,
        highlight=False,
    )
    with console.capture() as captured:
        console.print(_Literal(renderable))
    text = captured.get()
    if console.color_system is None:
        return "".join(f"{line.rstrip()}\n" for line in text.splitlines())
    return text


class _Literal:
    """The same, with every text in it made harmless: the last door before the terminal."""

    def __init__(self, renderable: RenderableType) -> None:
        self._renderable = renderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for text, style, control in console.render(self._renderable, options):
            lines = "\n".join(map(visible, text.split("\n")))
            yield Segment(lines, style, control)
