"""Data is never markup: one escaping for each kind of output.

Names and notes come from files that others wrote. What could steer a terminal, break a table or
run in a spreadsheet is shown, not obeyed.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from html import escape

# Controls, surrogates, and what only turns the direction of text or joins it invisibly.
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# A spreadsheet takes a cell that starts so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# XML has no way to write these; a reader takes a document with one of them for damaged.
_NOT_IN_XML = {0xFFFE: r"\ufffe", 0xFFFF: r"\uffff"}
_MARKDOWN = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>|#~"})


def visible(text: str) -> str:
    r"""The text with every character that would not be seen written out: an ESC as `\x1b`."""
    if text.isprintable():
        return text
    return "".join(_written(c) if unicodedata.category(c) in _UNSEEN else c for c in text)


def visible_lines(text: str) -> str:
    """The same of a text of several lines, which stay lines."""
    return "\n".join(map(visible, text.split("\n")))


def _written(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


# Most cells of a country's tables say what others say.
@lru_cache(maxsize=1 << 12)
def markdown(text: str) -> str:
    """The text as itself in a Markdown paragraph or one cell of a table."""
    return visible(text).translate(_MARKDOWN)


def xml(text: str) -> str:
    """The text as itself in an element or an attribute of XML."""
    return escape(visible(text)).translate(_NOT_IN_XML)


def csv_cell(text: str) -> str:
    """The text as one that no spreadsheet runs: a leading sign gets an apostrophe before it."""
    return f"'{text}" if text.startswith(_FORMULA) else text
