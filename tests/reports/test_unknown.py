"""What is not known is no zero: a gap in lines, a dash in tables, null in JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chuyenhoa.assessment.comparison import compare
from chuyenhoa.assessment.review import Kept, review
from chuyenhoa.language import activate
from chuyenhoa.reports import cells, figures
from chuyenhoa.reports.assessed import markdown, terminal
from chuyenhoa.reports.charts import svg
from chuyenhoa.reports.document import Chart, Series
from chuyenhoa.reports.prose.common import rates
from chuyenhoa.reports.report_data import area_data
from chuyenhoa.reports.screen import rendered
from chuyenhoa.reports.sections import charts, periods
from tests.reports.documents import report

if TYPE_CHECKING:
    import sqlite3

    from chuyenhoa.assessment.review import Review


@pytest.fixture(autouse=True)
def _english() -> None:
    activate("en")


@pytest.fixture
def silent(sample_connection: sqlite3.Connection) -> Review:
    """The sample, where nobody but one area reported on one criterion in the first half of 2023."""
    (period,) = sample_connection.execute("SELECT id FROM period WHERE code = '2023-H1'").fetchone()
    sample_connection.execute(
        "DELETE FROM result WHERE period_id = ? AND (area_id, criterion_id) <>"
        " (SELECT area_id, criterion_id FROM result WHERE period_id = ? LIMIT 1)",
        (period, period),
    )
    return review(sample_connection, "2023-H1", kept=Kept(tallies=True))


def test_an_area_without_figures_has_no_points(silent: Review) -> None:
    area = silent.now.areas[-1]

    assert (area.unknown, area.score(silent.now.pass_score)) == (True, None)
    assert figures.score(area) == "–/100"
    assert cells.points(area).value is None
    data = area_data(area, silent.now.pass_score)
    assert (data["score"], data["score_text"], data["points_text"]) == (None, None, "–/100")
    for written in (markdown.render(silent.now), rendered(terminal.render(silent.now))):
        (line,) = (line for line in written.splitlines() if area.name in line)
        assert "–/100" in line


def test_points_through_the_periods_have_a_gap(silent: Review) -> None:
    then, now = silent.periods[-2:]
    reported = {area.code for area in then.areas if area.standing == "not_met"}
    area = next(each for each in now.areas if each.code in reported and each.unknown)

    (row,) = periods.trend([then, now], [area]).rows
    (picture,) = charts.area_lines([then, now], [area])

    assert [row.cells[1].text[1:], row.cells[3].text, row.cells[3].sign] == [" ", "–", "?"]
    assert [value is None for value in picture.chart.series[0].values] == [False, True]
    assert picture.alt.endswith(", 2023-H1 incomplete.")


def test_no_picture_of_what_is_not_known_at_all(silent: Review) -> None:
    now = silent.now
    assert [*charts.area_lines([now, now], now.areas[-1:])] == []
    assert [picture.name for picture in charts.through([now, now])] == ["standings"]


def test_a_programme_that_is_not_known_has_no_rate(silent: Review) -> None:
    now, then = silent.now, silent.earlier[-1]
    assert now.programme is not None
    assert now.programme.unknown

    (row,) = periods.programme([now]).rows

    assert row.cells[7] == cells.NOTHING
    assert rates(compare(now, then, "previous")) is None


def test_a_criterion_does_not_get_worse_where_nobody_reported(
    silent: Review, sample_connection: sqlite3.Connection
) -> None:
    rules = report(sample_connection).criteria_set
    rows = {row.cells[0].text: row.cells for row in periods.criteria(silent, rules).rows}
    for code, row in rows.items():
        tally = silent.tallies["2023-H1", code]
        expected = f"{tally.met}/{tally.met + tally.not_met}" if tally.judged else "–"
        assert row[-1].text == expected
        assert row[2].text.endswith(" ") or tally.judged or not row[2].text
    assert sum(row[-1].text == "–" for row in rows.values()) == len(rows) - 1


def test_a_line_of_nothing_is_drawn_as_nothing() -> None:
    nothing = Series("a", (None, None), ("–", "–"))
    there = Series("b", (1.0, 2.0), ("1", "2"))
    drawn = svg(Chart("lines", ("x", "y"), (nothing, there), "%"), "p")
    assert "<g/>" not in drawn
