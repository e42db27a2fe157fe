"""A document as a workbook: its text on the first sheet, each table and picture on one of its own.

Numbers are numbers, with as many decimals as people read elsewhere; nothing is a formula. The same
document gives the same bytes.
"""

from __future__ import annotations

import io
from datetime import datetime, time
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from chuyenhoa.reports.document import PageBreak, Picture, Table
from chuyenhoa.reports.escape import visible
from chuyenhoa.reports.renderers.archive import undated
from chuyenhoa.reports.renderers.numbered import captions
from chuyenhoa.reports.renderers.xlsx.book import PLAIN, Book
from chuyenhoa.reports.renderers.xlsx.pictures import write_picture
from chuyenhoa.reports.renderers.xlsx.tables import write_table
from chuyenhoa.reports.renderers.xlsx.text import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chuyenhoa.reports.document import Block, Document


def render(document: Document) -> bytes:
    """The document as an XLSX file."""
    out = io.BytesIO()
    # XlsxWriter keeps the rows there; what an interrupted run leaves goes with the folder.
    with TemporaryDirectory() as folder, Workbook(out, _options(folder)) as workbook:
        workbook.set_properties(
            {
                "title": visible(f"{document.title} – {document.subtitle}"),
                "comments": visible(document.notice),
                "created": datetime.combine(document.date, time()),
            }
        )
        _write(Book(workbook, document, captions(document)))
    return undated(out.getvalue())


def _options(folder: str) -> dict[str, object]:
    """One row after the other is written and forgotten; a text is never anything else."""
    return {
        "constant_memory": True,
        "tmpdir": folder,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": dict(PLAIN),
    }


def _write(book: Book) -> None:
    sheets = [
        (block, across, book.name_sheet(block))
        for block, across in _placed(book.document)
        if isinstance(block, Table | Picture)
    ]
    write_text(book)
    for block, across, name in sheets:
        if isinstance(block, Table):
            write_table(book, block, name, across=across)
        else:
            write_picture(book, block, name)


def _placed(document: Document) -> Iterator[tuple[Block, bool]]:
    """The blocks, and whether the page that each stands on lies across."""
    across = document.landscape
    for block in document.blocks:
        if isinstance(block, PageBreak):
            across = block.landscape
        yield block, across
