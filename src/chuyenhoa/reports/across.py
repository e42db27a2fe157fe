"""The documents of `compare` and `trend`, and the same as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.language import _, current
from chuyenhoa.model.periods import Period
from chuyenhoa.reports import json_text
from chuyenhoa.reports.document import Document, Heading, Paragraph
from chuyenhoa.reports.prose import prose
from chuyenhoa.reports.report_data import comparison_data, criterion_data, period_data, trend_data
from chuyenhoa.reports.sections import charts, periods
from chuyenhoa.reports.words import ILLUSTRATIVE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from chuyenhoa.assessment.assessed import AssessedArea, Assessment
    from chuyenhoa.assessment.comparison import Comparison
    from chuyenhoa.assessment.review import Review
    from chuyenhoa.model.dataset import CriteriaSet, Criterion
    from chuyenhoa.reports.document import Block


def comparison(found: Comparison, day: date) -> Document:
    """Two periods side by side."""
    return _document("compare", _("Comparison"), found.now, day, _compared(found))


def _compared(found: Comparison) -> Iterator[Block]:
    yield Paragraph(" ".join(prose().compared(found)), prose().comparison(found))
    yield periods.changes(found)
    yield from periods.flips(found)


def comparison_chunks(found: Comparison) -> Iterator[str]:
    """The comparison as JSON."""
    now = found.now
    yield from json_text.streamed(
        {
            "format": "chuyenhoa-comparison/1",
            "title": now.title,
            "illustrative": now.illustrative,
            "now": {**period_data(now.period), "criteria_set": now.criteria_set},
            "before": comparison_data(found),
        }
    )
    yield "\n"


def programme(review: Review, rules: CriteriaSet, day: date) -> Document:
    """The programme, its areas and its criteria through the periods."""
    return _document("trend", _("Through the periods"), review.now, day, _programme(review, rules))


def _programme(review: Review, rules: CriteriaSet) -> Iterator[Block]:
    yield periods.programme(review.periods)
    yield periods.trend(review.periods, review.now.areas)
    yield periods.criteria(review, rules)
    yield from charts.through(review.periods)


def area(review: Review, day: date) -> Document:
    """One area and its figures through the periods."""
    return _document("trend", _("Through the periods"), review.now, day, _area(review))


def _area(review: Review) -> Iterator[Block]:
    (found,) = review.now.areas
    yield Heading(found.name, 1, f"area-{found.code}")
    yield periods.trend(review.periods, [found])
    yield periods.area(review.periods, found.code)
    yield from charts.area_lines(review.periods, [found])


def criterion(review: Review, asked: Criterion, day: date) -> Document:
    """One criterion's figures through the periods, in one area or in all."""
    return _document("trend", _("Through the periods"), review.now, day, _criterion(review, asked))


def _criterion(review: Review, asked: Criterion) -> Iterator[Block]:
    yield Heading(f"{asked.code} {asked.title(current())}", 1, f"criterion-{asked.code}")
    yield periods.figures_of(review.periods, asked.code)


def trend_chunks(review: Review, codes: Collection[str]) -> Iterator[str]:
    """The periods as JSON, with the figures of these criteria."""
    now = review.now
    head = {
        "format": "chuyenhoa-trend/1",
        "title": now.title,
        "illustrative": now.illustrative,
    }
    lines = (
        json_text.dumps({**data, "criteria": {a.code: _figures(a, codes) for a in each.areas}})
        for data, each in zip(trend_data(review.periods), review.periods, strict=True)
    )
    yield from json_text.listed(head, "periods", lines)


def _figures(area: AssessedArea, codes: Collection[str]) -> list[dict[str, object]]:
    return [criterion_data(each) for each in area.criteria if each.asked.code in codes]


def _document(
    name: str, title: str, now: Assessment, day: date, blocks: Iterator[Block]
) -> Document:
    return Document(
        template=name,
        title=title,
        subtitle=prose().subject(now.title, prose().period(Period.from_code(now.period.code))),
        notice=_(ILLUSTRATIVE) if now.illustrative else "",
        language=current(),
        date=day,
        letterhead=None,
        blocks=tuple(blocks),
        landscape=True,
    )
