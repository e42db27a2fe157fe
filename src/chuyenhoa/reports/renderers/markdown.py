"""A document in Markdown, with the tables that GitHub and most editors know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
from chuyenhoa.reports.escape import markdown
from chuyenhoa.reports.renderers.numbered import captions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chuyenhoa.reports.document import Block, Document, Letterhead, Row

_MARKS = {"body": "", "verdict": "**", "aside": "*"}
# What would begin a list at the beginning of a line; a backslash belongs after the group.
_MARKER = re.compile(r"^(?:(?=[-+])|(\d+)(?=[.)]))")


def render(document: Document) -> Iterator[str]:
    """The document as Markdown, line by line; a picture is the text that stands for it."""
    return (f"{line}\n" for line in _lines(document))


def _lines(document: Document) -> Iterator[str]:
    if document.letterhead is not None:
        yield from _letterhead(document.letterhead)
    yield f"# {markdown(document.title)}"
    for line in filter(None, (document.subtitle, document.notice)):
        yield from ("", f"**{markdown(line)}**")
    numbered = captions(document)
    for block in document.blocks:
        yield ""
        yield from _block(block, numbered)


def _letterhead(head: Letterhead) -> Iterator[str]:
    yield _row([markdown(head.parent), _strong(head.nation)])
    yield _row([":---:", ":---:"])
    yield _row([_strong(head.body), _strong(head.motto)])
    yield _row([markdown(head.number), f"*{markdown(head.place_and_date)}*"])
    yield ""


def _block(block: Block, numbered: dict[str, str]) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {markdown(block.text)}"
        case Paragraph():
            text = _led(block.lead, block.text)
            mark = _MARKS[block.style]
            yield f"{mark}{text}{mark}"
        case Items():
            yield from (f"- {_led(item.lead, item.text)}" for item in block.items)
        case Table():
            yield from (_strong(numbered[block.name]), "", *_table(block))
            if block.note:
                yield from ("", f"*{markdown(block.note)}*")
        case Picture():
            yield from (_strong(numbered[block.name]), "", f"> {_line(block.alt)}")
        case PageBreak():
            yield "---"
        case Signature():
            yield from _signature(block)


def _table(table: Table) -> Iterator[str]:
    yield _row([markdown(column.heading) for column in table.columns])
    yield _row(["---:" if column.kind in NUMBERS else "---" for column in table.columns])
    for row in table.rows:
        yield _row(_cells(row, len(table.columns)))


def _cells(row: Row, columns: int) -> list[str]:
    if row.role == "group":
        return [_strong(row.cells[0].shown), *[""] * (columns - 1)]
    return [markdown(cell.shown) for cell in row.cells]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _signature(block: Signature) -> Iterator[str]:
    for line in filter(None, (block.capacity, block.title)):
        yield from (_strong(line), "")
    if block.recipients:
        yield from (f"***{markdown(block.recipients_heading)}***", "")
        yield from (f"- {_line(line)}" for line in block.recipients)


def _led(lead: str, text: str) -> str:
    return f"{_strong(lead)} {markdown(text)}" if lead else _line(text)


def _line(text: str) -> str:
    """A text at the beginning of a line, where it must not begin a list."""
    return _MARKER.sub(r"\1\\", markdown(text))


def _strong(text: str) -> str:
    return f"**{markdown(text)}**" if text else ""
