"""The assessment sheet of an area: where it stands, why, what it would take, and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.language import _
from chuyenhoa.reports import cells, reasons, summary
from chuyenhoa.reports.document import Cell, Column, Heading, Item, Items, PageBreak, Row, Table
from chuyenhoa.reports.provenance import where
from chuyenhoa.reports.sections import charts, conference, notes, periods, tables
from chuyenhoa.reports.words import NOTE_HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chuyenhoa.assessment.explain import Explanation
    from chuyenhoa.model.dataset import NoteKind
    from chuyenhoa.reports.document import Block
    from chuyenhoa.reports.report import Report

_NOTES: tuple[NoteKind, ...] = (
    "achievement",
    "model",
    "shortcoming",
    "difficulty",
    "cause",
    "recommendation",
)


def sheets(report: Report) -> Iterator[Block]:
    """A sheet for each area that was named, each on a page of its own."""
    for number, explanation in enumerate(report.explanations):
        if number:
            yield PageBreak()
        yield from _sheet(report, explanation)


def _sheet(report: Report, explanation: Explanation) -> Iterator[Block]:
    area = explanation.area
    yield Heading(area.name, 1, f"area-{area.code}")
    yield conference.verdict_of(area)
    yield Items(tuple(Item(text, f"{label}:") for label, text in reasons.of_area(explanation)))
    period, before = report.before()
    yield tables.area_criteria(area, before.get(area.code), period)
    yield from charts.distance(area)
    remedies = tables.remedies(report, [area])
    to_record = [
        reasons.to_record(e) for e in explanation.criteria if e.assessed.verdict == "missing"
    ]
    if remedies is not None or to_record:
        yield Heading(_("What it would take"), 2, f"steps-{area.code}")
    if remedies is not None:
        yield remedies
    if to_record:
        yield Items(tuple(Item(text, f"{code}:") for code, text in to_record))
    yield from _noted(report, area.code)
    if len(report.review.periods) > 1:
        yield Heading(_("Through the periods"), 2, f"history-{area.code}")
        yield periods.trend(report.review.periods, [area])
        yield from charts.area_lines(report.review.periods, [area])
    yield from _sources(explanation)


def _noted(report: Report, area: str) -> Iterator[Block]:
    """What was noted about the area, by kind."""
    for kind in _NOTES:
        if report.noted(kind, area):
            yield Heading(_(NOTE_HEADINGS[kind]), 2, f"{kind}-{area}")
            yield from notes.of_area(report, kind, area)
    if found := report.noted("measure", area):
        yield Heading(_("Measures to take"), 2, f"measure-{area}")
        yield notes.measures(f"measures-{area}", found, report)


def _sources(explanation: Explanation) -> Iterator[Table]:
    """Where each figure came from, with what was noted beside it."""
    found = [
        Row.of(
            Cell(explained.assessed.asked.code),
            Cell(summary.name(explained.assessed)),
            Cell(where(explained.source)),
            cells.text(explained.source.note),
        )
        for explained in explanation.criteria
        if explained.source is not None
    ]
    if found:
        yield Table(
            f"sources-{explanation.area.code}",
            _("Sources of the figures"),
            (
                Column(_("Code"), "code", 7),
                Column(_("Criterion"), "text", 26),
                Column(_("Source"), "text", 30),
                Column(_("Note"), "text", 16),
            ),
            tuple(found),
            names=1,
        )
