"""Documents for tests of renderers: every template, on a fixed day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from chuyenhoa.assessment.assess import everything
from chuyenhoa.assessment.explain import explain
from chuyenhoa.assessment.review import Kept, review
from chuyenhoa.language import current
from chuyenhoa.reports.report import Report, make
from chuyenhoa.reports.templates import TEMPLATES, build
from chuyenhoa.store.read_definitions import read_definitions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from chuyenhoa.reports.document import Document

DAY = date(2023, 6, 23)


def report(
    connection: sqlite3.Connection,
    template: str = "conference",
    period: str | None = None,
    areas: Sequence[str] | None = None,
) -> Report:
    """The report that a template is given; sheets are of all areas unless some are named."""
    chosen = TEMPLATES[template]
    if chosen.of_areas and areas is None:
        areas = [area.code for area in review(connection, period).now.areas]
    kept = Kept(everything if chosen.detailed else None)
    found = review(connection, period, areas, kept, chosen.shown)
    explained = [explain(connection, area, None, found.now.period.code) for area in areas or ()]
    return make(found, read_definitions(connection), DAY, current(), explained)


def document(
    connection: sqlite3.Connection,
    template: str,
    period: str | None = None,
    areas: Sequence[str] | None = None,
) -> Document:
    """The document of that template in the language in use."""
    return build(report(connection, template, period, areas), template)
