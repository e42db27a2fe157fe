"""An entry form asks for what will be judged (contract §4, §6, §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.assessment.entry import entry_form, next_period
from chuyenhoa.errors import CannotRun
from tests import oracle
from tests.assessment.judges import database
from tests.strategies import datasets, periods

if TYPE_CHECKING:
    from chuyenhoa.model.dataset import Dataset
    from chuyenhoa.model.periods import Period


@given(datasets(), periods())
def test_it_asks_for_what_the_oracle_judges(dataset: Dataset, period: Period) -> None:
    known = oracle.Oracle(dataset)
    rules = known.set_in_force(period)
    with database(dataset) as connection:
        if rules is None:
            with pytest.raises(CannotRun, match="No criteria set is in force"):
                entry_form(connection, period)
            return
        form = entry_form(connection, period)
        left = connection.execute("SELECT count(*) FROM temp.sqlite_master").fetchone()
    assert left == (0,)
    listed = {stay.area for stay in dataset.listings if known.begun(stay.listed, period)}
    areas = [area for area in dataset.areas if area.code in listed] or list(dataset.areas)
    assert list(form.areas) == areas
    assert [each.code for each in form.criteria] == [each.code for each in rules.criteria]
    for area in form.areas:
        for each, criterion in zip(form.criteria, rules.criteria, strict=True):
            held = form.own_targets.get((area.code, each.code), each.target)
            assert held == known.target(area.code, criterion, period)
            assert each.group is None or form.groups[each.group]
    before = {
        (each.area, each.criterion): each.value
        for each in dataset.results
        if each.period == period.previous
    }
    assert before == {
        (area, code): value for area, own in form.previous.items() for code, value in own.items()
    }


@given(datasets(), st.data())
def test_areas_that_are_asked_for_come_listed_or_not(dataset: Dataset, data: st.DataObject) -> None:
    period = dataset.criteria_sets[-1].start
    wanted = data.draw(st.lists(st.sampled_from([area.code for area in dataset.areas]), min_size=1))
    with database(dataset) as connection:
        form = entry_form(connection, period, wanted)
    assert [area.code for area in form.areas] == [
        area.code for area in dataset.areas if area.code in wanted
    ]


@given(datasets())
def test_the_next_period_follows_the_latest_with_results(dataset: Dataset) -> None:
    reported = {each.period for each in dataset.results}
    with database(dataset) as connection:
        if not reported:
            with pytest.raises(CannotRun, match="No results have been recorded yet"):
                next_period(connection)
            return
        found = next_period(connection)
    latest = max(reported, key=lambda period: (period.end(), period.start()))
    assert found.previous == latest
