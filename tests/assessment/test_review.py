"""A period beside those before it: read in one go, and the same as each read by itself."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from chuyenhoa.assessment import assess
from chuyenhoa.assessment.assess import everything
from chuyenhoa.assessment.review import Kept, Tally, review
from chuyenhoa.errors import CannotRun
from tests.assessment.judges import database, in_fractions
from tests.assessment.programmes import criterion, programme, rules, stay
from tests.assessment.random_programmes import programmes_to_judge
from tests.assessment.test_engine import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chuyenhoa.assessment.assessed import Assessment
    from chuyenhoa.assessment.comparison import AreaChange, Comparison
    from chuyenhoa.model.dataset import Dataset

MET, NOT_MET, OPEN = {"TC": "1"}, {"TC": "0"}, dict[str, str]()
SET = rules(criterion())


@given(programmes_to_judge())
def test_each_period_is_what_it_is_by_itself(dataset: Dataset) -> None:
    by_itself: dict[str, Assessment] = {}
    with database(dataset) as connection:
        for period in in_order(dataset):
            try:
                now = by_itself[period.code] = assess(connection, period.code)
            except CannotRun:
                continue
            whole = review(
                connection, period.code, None, Kept(everything, everything, tallies=True), None
            )
            assert in_fractions(whole.now) == in_fractions(now)
            for each in whole.earlier:
                alone = by_itself[each.period.code]
                assert in_fractions(each) == in_fractions(alone)
                assert each.programme == alone.programme
            assert whole.tallies == tallies(whole.periods)

            usual = review(connection, period.code)
            assert [list(map(seen, c.changes)) for c in usual.comparisons()] == [
                list(map(seen, c.changes)) for c in whole.comparisons()
            ]


def seen(change: AreaChange) -> tuple[object, ...]:
    flips = [(f.now.asked.code, f.before.verdict, f.before[2:], f.now[1:]) for f in change.flips]
    before = change.before and (change.before.standing, change.before.stage, change.before.points)
    return change.now.code, before, change.newly_met, change.no_longer_met, flips


def tallies(periods: Iterable[Assessment]) -> dict[tuple[str, str], Tally]:
    verdicts: dict[tuple[str, str], Counter[str]] = {}
    for each in periods:
        for area in each.areas:
            for c in area.criteria:
                key = each.period.code, c.asked.code
                verdicts.setdefault(key, Counter())[c.verdict] += 1
    return {key: Tally(**counted) for key, counted in verdicts.items()}


def compared(before: dict[str, str], now: dict[str, str], **more: str) -> Comparison:
    dataset = programme(SET, recorded={"2022-H2": before, "2023-H1": now}, listings=(stay(**more),))
    with database(dataset) as connection:
        (comparison,) = review(connection, "2023-H1").comparisons()
    return comparison


@pytest.mark.parametrize(
    ("before", "now", "what"),
    [
        (NOT_MET, MET, ["newly_met"]),
        (OPEN, MET, ["newly_met"]),
        (MET, NOT_MET, ["no_longer_met", "newly_relapsed"]),
        (MET, OPEN, ["no_longer_met"]),
        (MET, MET, []),
        (NOT_MET, OPEN, []),
        (OPEN, NOT_MET, []),
    ],
)
def test_what_has_become_of_an_area(
    before: dict[str, str], now: dict[str, str], what: list[str]
) -> None:
    comparison = compared(before, now)
    names = ("newly_met", "no_longer_met", "newly_relapsed", "newly_listed")
    assert [name for name in names if getattr(comparison, name)] == what
    (change,) = comparison.changes
    assert len(change.flips) == (before != now)
    assert [(flip.gained, flip.lost) for flip in change.flips] == [
        (now == MET, before == MET and now == NOT_MET) for _once in change.flips
    ]


def test_an_area_that_was_not_selected_does_not_relapse() -> None:
    comparison = compared(MET, NOT_MET, selected="2023-H1")
    assert comparison.no_longer_met
    assert not comparison.newly_relapsed


def test_a_period_without_areas_is_nothing_to_compare_with() -> None:
    dataset = programme(
        SET, recorded={"2022-H2": MET, "2023-H1": MET}, listings=(stay(listed="2023-H1"),)
    )
    with database(dataset) as connection:
        assert review(connection).earlier == ()
        assert review(connection).comparisons() == ()


def test_areas_that_are_new_on_the_list() -> None:
    dataset = programme(
        SET,
        recorded={"2022-H2": {"a": MET}, "2023-H1": {"a": MET, "b": MET}},
        listings=(stay("a"), stay("b", listed="2023-H1", selected=None)),
    )
    with database(dataset) as connection:
        (comparison,) = review(connection).comparisons()
    assert [change.now.code for change in comparison.newly_listed] == ["b"]
    assert comparison.newly_met == ()


def test_the_period_before_comes_first_then_last_year() -> None:
    halves = ["2022-H1", "2022-H2", "2023-H1"]
    with database(programme(SET, recorded=dict.fromkeys(halves, MET))) as connection:
        found = review(connection)
    assert [(c.against, c.before.period.code) for c in found.comparisons()] == [
        ("previous", "2022-H2"),
        ("prior_year", "2022-H1"),
    ]


def test_of_years_both_are_one() -> None:
    with database(programme(SET, recorded=dict.fromkeys(["2021", "2022"], MET))) as connection:
        found = review(connection)
    assert [(c.against, c.before.period.code) for c in found.comparisons()] == [
        ("previous", "2021")
    ]


def test_periods_of_another_kind_are_left_out() -> None:
    periods = ["2022", "2022-Q4", "2022-H2", "2023-Q1", "2023-H1"]
    with database(programme(SET, recorded=dict.fromkeys(periods, MET))) as connection:
        found = review(connection, "2023-H1")
    assert [each.period.code for each in found.periods] == ["2022-H2", "2023-H1"]


def test_the_latest_periods_and_those_compared_with_are_shown() -> None:
    months = [f"2022-{month:02}" for month in range(1, 13)] + ["2023-01"]
    with database(programme(SET, recorded=dict.fromkeys(months, MET))) as connection:
        few = review(connection, shown=3)
        every = review(connection, shown=None)
        one = review(connection, shown=1)
    assert [e.period.code for e in few.periods] == ["2022-01", "2022-11", "2022-12", "2023-01"]
    assert [e.period.code for e in every.periods] == months
    assert [e.period.code for e in one.earlier] == ["2022-01", "2022-12"]


def test_criteria_of_one_set_only_do_not_flip() -> None:
    dataset = programme(
        rules(criterion("TC"), criterion("A")),
        rules(criterion("TC"), criterion("B"), since="2023-H1"),
        recorded={"2022-H2": {"TC": "0", "A": "0"}, "2023-H1": {"TC": "1", "B": "1"}},
    )
    with database(dataset) as connection:
        (comparison,) = review(connection).comparisons()
    assert not comparison.same_rules
    (change,) = comparison.changes
    assert [flip.now.asked.code for flip in change.flips] == ["TC"]


def test_of_single_areas_everything_is_kept() -> None:
    dataset = programme(
        SET,
        recorded={"2022-H2": {"a": MET, "b": MET}, "2023-H1": {"a": MET, "b": MET}},
        listings=(stay("a"), stay("b")),
    )
    with database(dataset) as connection:
        found = review(connection, None, ["b"])
    assert [[area.code for area in each.areas] for each in found.periods] == [["b"], ["b"]]
    assert [len(area.criteria) for each in found.periods for area in each.areas] == [1, 1]
    assert found.now.programme is None
