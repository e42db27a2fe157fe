"""`assess --format csv`: one row per area (contract §11)."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from chuyenhoa.reports.escape import csv_cell
from chuyenhoa.reports.figures import plain

if TYPE_CHECKING:
    from chuyenhoa.assessment.assessed import Assessment

COLUMNS = (
    "code",
    "name",
    "selected",
    "standing",
    "stage",
    "points",
    "max_points",
    "met",
    "not_met",
    "missing",
    "not_applicable",
)


def render(assessment: Assessment) -> str:
    """The table as CSV: commas, decimal points, `true` and `false`, identifiers untranslated."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for area in assessment.areas:
        writer.writerow(
            [
                area.code,
                csv_cell(area.name),
                "true" if area.selected else "false",
                area.standing,
                area.stage,
                plain(area.points),
                plain(area.max_points),
                area.met,
                area.not_met,
                area.missing,
                area.not_applicable,
            ]
        )
    return out.getvalue()
