"""The sections of the one-page summary and of the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.language import _
from chuyenhoa.reports.document import Heading, Paragraph
from chuyenhoa.reports.prose import prose
from chuyenhoa.reports.sections import conference, periods, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chuyenhoa.reports.document import Block
    from chuyenhoa.reports.report import Report


def summary(report: Report) -> Iterator[Block]:
    """The programme, what has changed, the areas, and what is open."""
    yield from conference.programme(report)
    yield from conference.compared(report)
    if not report.areas:
        yield Paragraph(_("No area is on the list in this period."))
        return
    yield tables.areas(report)
    yield Paragraph(prose().reported(report))
    found = tables.open_criteria(report)
    yield Paragraph(prose().nothing_open(report.areas)) if found is None else found


def matrix(report: Report) -> Iterator[Block]:
    """Areas by criteria, and which of them have changed."""
    yield from conference.programme(report)
    if not report.areas:
        yield Paragraph(_("No area is on the list in this period."))
        return
    yield tables.matrix(report)
    yield tables.criteria(report)
    yield Heading(_("Comparison"), 1, "comparison")
    yield from conference.compared(report)
    for comparison in report.comparisons:
        yield from periods.flips(comparison)
