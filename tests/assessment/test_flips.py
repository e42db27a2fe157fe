"""What figures change: found in the few periods that can change, the same as in all of them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.assessment import assess
from chuyenhoa.assessment.flips import Flip, Judged, JudgedArea, flips, judged_following
from chuyenhoa.errors import CannotRun
from chuyenhoa.model.values import NO
from chuyenhoa.store.comparison import Recorded
from chuyenhoa.store.inputs import Counts
from chuyenhoa.store.keys import report_periods
from chuyenhoa.store.results import write_results
from tests.assessment.judges import INPUT, database
from tests.assessment.programmes import AREA, criterion, programme, rules, stay
from tests.assessment.random_programmes import programmes_to_judge

if TYPE_CHECKING:
    import sqlite3

    from chuyenhoa.assessment import Assessment
    from chuyenhoa.model.dataset import Dataset, Result


def whole(assessment: Assessment) -> Judged:
    """What it comes to."""
    assert assessment.programme
    return Judged(
        assessment.period.code,
        assessment.programme.verdict,
        tuple(
            JudgedArea(
                area.code,
                area.standing,
                area.stage,
                {each.asked.code: each.verdict for each in area.criteria},
            )
            for area in assessment.areas
        ),
    )


def everything(connection: sqlite3.Connection) -> dict[str, Judged]:
    """Every period that can be assessed."""
    found = {}
    for (code,) in connection.execute("SELECT code FROM period WHERE reported = 1").fetchall():
        with suppress(CannotRun):
            found[code] = whole(assess(connection, code))
    return found


def differences(before: dict[str, Judged], after: dict[str, Judged]) -> set[Flip]:
    assert before.keys() == after.keys()
    return {flip for code in after for flip in flips(before[code], after[code])}


@given(st.data(), programmes_to_judge())
def test_no_period_is_missed_and_the_counts_are_those_that_are_written(
    data: st.DataObject, dataset: Dataset
) -> None:
    results = data.draw(st.permutations(dataset.results))
    number = data.draw(st.integers(0, len(results)))
    values = {each.criterion: each.value for each in results}
    # Some are there already, as they will be or otherwise; the rest is new.
    known = [
        each._replace(value=data.draw(st.sampled_from([each.value, values[each.criterion]])))
        for each in results[number // 2 :]
    ]
    incoming: list[Result] = results[:number]
    periods = {each.period for each in incoming}
    areas = {each.area for each in incoming}
    with database(replace(dataset, results=tuple(known))) as connection:
        recorded = Recorded(connection)
        statuses: list[str] = [recorded.compare(each).status for each in incoming]
        report_periods(connection, dataset.programme.cutoff_day, periods)
        all_before = everything(connection)
        before = judged_following(connection, periods, areas)
        counts = write_results(connection, incoming, INPUT)
        after = judged_following(connection, periods, areas)
        assert differences(before, after) == differences(all_before, everything(connection))
    assert counts == Counts(*map(statuses.count, ("new", "changed", "unchanged")))


def test_the_programme_then_areas_then_their_criteria() -> None:
    dataset = programme(
        rules(criterion("T1"), criterion("T2")),
        recorded={"2022-H1": {"T1": "1", "T2": "1"}},
        listings=(stay(),),
    )
    with database(dataset) as connection:
        before = whole(assess(connection, "2022-H1"))
        changed = dataset.results[0]._replace(value=NO)
        write_results(connection, [changed], INPUT)
        after = whole(assess(connection, "2022-H1"))
    assert list(flips(before, before)) == []
    assert list(flips(before, after)) == [
        Flip("2022-H1", "programme", "met", "not_met"),
        Flip("2022-H1", "standing", "met", "not_met", AREA),
        Flip("2022-H1", "stage", "transformed", "in_progress", AREA),
        Flip("2022-H1", "verdict", "met", "not_met", AREA, "T1"),
    ]
