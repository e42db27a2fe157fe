"""The colours of documents, wherever they can be seen.

A sign, a pattern or a mark beside each of them says the same: for the colour-blind, and for print
in grey, where they differ in lightness too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from chuyenhoa.reports.document import Tone

# Behind text, and the text on it: 4.5 to 1 at least (WCAG AA). Plain text has none.
FILLS: dict[Tone, str] = {
    "good": "#E2F0D9",
    "bad": "#F4B6B0",
    "open": "#FFF2CC",
    "muted": "#EDEDED",
}
INK: dict[Tone, str] = {"good": "#14532D", "bad": "#7F1D1D", "open": "#713F12", "muted": "#404040"}
# As Rich calls them.
TERMINAL: dict[Tone, str] = {
    "plain": "",
    "good": "green",
    "bad": "red",
    "open": "yellow",
    "muted": "dim",
}


class Line(NamedTuple):
    """A line of a chart: its colour, the mark at its points, and its dashes, as Matplotlib says."""

    colour: str
    mark: str
    dashes: Literal["-", "--", "-.", ":"]


# Okabe and Ito's colours, which most people can tell apart.
LINES = (
    Line("#0072B2", "o", "-"),
    Line("#D55E00", "s", "--"),
    Line("#009E73", "^", "-."),
    Line("#000000", "D", ":"),
    Line("#A85386", "v", "-"),
    Line("#56708A", "P", "--"),
    Line("#8A6D00", "X", "-."),
    Line("#5D4B8A", "p", ":"),
    Line("#7A3B12", "*", "-"),
)
