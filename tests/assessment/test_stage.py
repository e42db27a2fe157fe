"""The list and the stage of an area, rule by rule (contract §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chuyenhoa.model.dataset import Programme
from tests.assessment.programmes import criterion, in_period, programme, rules, stay, the_area

if TYPE_CHECKING:
    from chuyenhoa.model.dataset import Dataset, Listing
    from tests.assessment.programmes import Judge

# The half-years that a row of standings is about: met, not met, incomplete, `.` not reported.
HALVES = ["2020-H1", "2020-H2", "2021-H1", "2021-H2", "2022-H1"]
FIGURES = {"+": {"TC": "1"}, "-": {"TC": "0"}, "?": {}}


def history(standings: str, listing: Listing | None = None) -> Dataset:
    recorded = {
        period: FIGURES[sign]
        for period, sign in zip(HALVES, standings, strict=False)
        if sign != "."
    }
    return programme(rules(criterion()), recorded=recorded, listings=(listing or stay(),))


@pytest.mark.parametrize(
    ("standings", "stage"),
    [
        ("+", "transformed"),
        ("-+", "transformed"),
        ("?+", "transformed"),
        ("++", "maintained"),
        ("+?+", "maintained"),  # the latest decided one counts
        ("+.+", "maintained"),
        ("+-+", "transformed"),
        ("+-?+", "transformed"),
        ("-", "in_progress"),
        ("?-", "in_progress"),
        ("--", "in_progress"),
        ("+-", "relapsed"),
        ("+--", "relapsed"),
        ("+?-", "relapsed"),
        ("+-?-", "relapsed"),
        ("?", "in_progress"),
        ("-?", "in_progress"),
        ("+?", "unverified"),
        ("+??", "unverified"),
        ("-+?", "unverified"),
        ("+-?", "relapsed"),
        ("+-??", "relapsed"),
        ("+--?", "relapsed"),
        ("+-+?", "unverified"),
        ("--?", "in_progress"),
    ],
)
def test_stage_of_a_selected_area(judge: Judge, standings: str, stage: str) -> None:
    now = HALVES[len(standings) - 1]
    assert the_area(judge, history(standings), now).stage == stage


def test_later_periods_do_not_count(judge: Judge) -> None:
    assert the_area(judge, history("-+-"), "2020-H1").stage == "in_progress"


@pytest.mark.parametrize(
    ("selected", "stages"),
    [
        (None, ["listed", "listed", "listed"]),
        ("2020-H2", ["listed", "in_progress", "transformed"]),
        ("2021-H1", ["listed", "listed", "transformed"]),
        # Selected in the middle of a period: it counts in that period.
        ("2020-Q3", ["listed", "in_progress", "transformed"]),
        ("2020-Q4", ["listed", "in_progress", "transformed"]),
        ("2020-12", ["listed", "in_progress", "transformed"]),
        ("2020-Q2", ["transformed", "relapsed", "transformed"]),
    ],
)
def test_selection(judge: Judge, selected: str | None, stages: list[str]) -> None:
    dataset = history("+-+", stay(selected=selected))
    areas = [the_area(judge, dataset, period) for period in HALVES[:3]]
    assert [area.stage for area in areas] == stages
    assert [area.selected for area in areas] == [stage != "listed" for stage in stages]


def test_a_period_that_was_not_over_when_the_area_was_selected_is_earlier(judge: Judge) -> None:
    dataset = history("+?", stay(selected="2020-06"))
    assert the_area(judge, dataset, "2020-H2").stage == "unverified"
    dataset = history("+?", stay(selected="2020-07"))
    assert the_area(judge, dataset, "2020-H2").stage == "in_progress"


@pytest.mark.parametrize(
    ("listed", "on_the_list"),
    [("2020-H2", True), ("2020-12", True), ("2021", False), ("2021-H1", False)],
)
def test_listing(judge: Judge, listed: str, on_the_list: bool) -> None:
    dataset = history("++", stay(listed=listed, selected=None))
    areas = in_period(judge, dataset, "2020-H2").areas
    assert [area.stage for area in areas] == (["listed"] if on_the_list else [])


def test_a_listed_area_is_judged_but_has_no_stage(judge: Judge) -> None:
    area = the_area(judge, history("+-", stay(selected=None)), "2020-H2")
    assert (area.standing, area.stage, area.selected) == ("not_met", "listed", False)


@pytest.mark.parametrize(
    ("standings", "stage"),
    [("+++", "maintained"), ("++-", "relapsed"), ("++?", "unverified"), ("+--", "relapsed")],
)
def test_delisted_area_is_followed_but_not_selected(
    judge: Judge, standings: str, stage: str
) -> None:
    dataset = history(standings, stay(selected="2020-H1", delisted="2020-H2"))
    areas = [the_area(judge, dataset, period) for period in HALVES[:3]]
    assert [area.selected for area in areas] == [True, False, False]
    assert areas[-1].stage == stage


def test_delisted_in_the_middle_of_a_period(judge: Judge) -> None:
    dataset = history("++", stay(selected="2020-H1", delisted="2020-12"))
    assert the_area(judge, dataset, "2020-H1").selected
    assert not the_area(judge, dataset, "2020-H2").selected


def test_delisted_without_having_been_selected(judge: Judge) -> None:
    area = the_area(judge, history("+-", stay(selected=None, delisted="2020-H2")), "2020-H2")
    assert (area.stage, area.selected) == ("listed", False)


def test_only_periods_of_the_same_kind_are_earlier(judge: Judge) -> None:
    recorded = {"2020-H1": {"TC": "1"}, "2020-Q2": {"TC": "0"}, "2020-H2": {"TC": "0"}}
    dataset = programme(
        rules(criterion()), recorded={**recorded, "2020-Q4": {"TC": "1"}, "2020": {"TC": "0"}}
    )
    assert {
        period: the_area(judge, dataset, period).stage for period in dataset_periods(dataset)
    } == {
        "2020-H1": "transformed",
        "2020-H2": "relapsed",
        "2020-Q2": "in_progress",
        "2020-Q4": "transformed",
        "2020": "in_progress",
    }


def dataset_periods(dataset: Dataset) -> list[str]:
    return [period.code for period in dataset.periods]


def test_a_period_that_is_only_named_does_not_count(judge: Judge) -> None:
    # Nothing is asked, so that nothing recorded would be enough.
    lenient = rules(criterion(mandatory=False))
    listing = stay(selected="2020-H1", delisted="2021-H2")
    dataset = programme(lenient, recorded={"2020-H2": {"TC": "0"}}, listings=(listing,))
    assert the_area(judge, dataset, "2020-H2").stage == "transformed"


def test_a_period_without_a_set_in_force_does_not_count(judge: Judge) -> None:
    recorded = {"2020-H1": {"TC": "1"}, "2020-H2": {"TC": "0"}}
    dataset = programme(rules(criterion(), since="2020-H2"), recorded=recorded)
    assert the_area(judge, dataset, "2020-H2").stage == "in_progress"


def test_each_period_is_judged_by_its_own_set_and_target(judge: Judge) -> None:
    lenient, strict = (
        rules(criterion(target=">= 1")),
        rules(criterion(target=">= 2"), since="2020-H2"),
    )
    recorded = {"2020-H1": {"TC": "1"}, "2020-H2": {"TC": "1"}}
    dataset = programme(lenient, strict, recorded=recorded)
    assert the_area(judge, dataset, "2020-H2").stage == "relapsed"


@pytest.mark.parametrize("cutoff_day", [1, 15, 28])
def test_periods_of_a_listing_count_from_their_start(judge: Judge, cutoff_day: int) -> None:
    recorded = {"2020-H1": {"TC": "1"}, "2020-H2": {"TC": "0"}}
    for selected, stage in (("2020-06", "relapsed"), ("2020-07", "in_progress")):
        dataset = programme(
            rules(criterion()),
            recorded=recorded,
            listings=(stay(selected=selected),),
            settings=Programme(cutoff_day=cutoff_day),
        )
        assert the_area(judge, dataset, "2020-H2").stage == stage
