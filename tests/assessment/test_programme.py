"""The programme, rule by rule (contract §8)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from chuyenhoa.model.dataset import Programme
from tests.assessment.programmes import criterion, in_period, programme, rules, stay

if TYPE_CHECKING:
    from tests.assessment.programmes import Judge
    from tests.oracle import JudgedProgramme

FIGURES = {"+": {"TC": "1"}, "-": {"TC": "0"}, "?": {}}


def of(
    judge: Judge,
    standings: str,
    *,
    before: str = "",
    delisted: str = "",
    unselected: str = "",
    **settings: int | str,
) -> JudgedProgramme:
    """The programme with an area for each sign: met, not met, incomplete.

    Args:
        judge: Who judges.
        standings: Of the selected areas, then of the delisted and of the merely listed ones.
        before: Of the same areas in the period before; fewer: nothing was reported.
        delisted: The numbers of the areas that are delisted by now.
        unselected: The numbers of those that never were selected.
        settings: Of the programme.
    """
    listings = tuple(
        stay(
            f"xa-{number}",
            selected=None if str(number) in unselected else "2010",
            delisted="2023-H1" if str(number) in delisted else None,
        )
        for number in range(len(standings))
    )
    recorded = {
        period: {f"xa-{number}": FIGURES[sign] for number, sign in enumerate(signs)}
        for period, signs in (("2022-H2", before), ("2023-H1", standings))
    }
    found = in_period(
        judge,
        programme(
            rules(criterion()),
            recorded=recorded,
            listings=listings,
            settings=Programme(
                min_success_rate=Decimal(settings.get("min_success_rate", 100)),
                max_relapses=int(settings.get("max_relapses", 0)),
            ),
        ),
        "2023-H1",
    ).programme
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("standings", "least", "verdict"),
    [
        ("+++", "100", "met"),
        ("++-", "100", "not_met"),
        ("++?", "100", "incomplete"),
        ("+-?", "100", "not_met"),
        ("++-", "60", "met"),
        ("+-?", "60", "incomplete"),
        ("+--", "60", "not_met"),
        ("++?", "60", "met"),  # enough already
        ("++-", "66.6666", "met"),
        ("++-", "66.6667", "not_met"),
        ("---", "0", "met"),
        ("???", "0", "met"),
        ("???", "100", "incomplete"),
    ],
)
def test_success_rate_against_the_least(
    judge: Judge, standings: str, least: str, verdict: str
) -> None:
    assert of(judge, standings, min_success_rate=least).verdict == verdict


def test_success_rate(judge: Judge) -> None:
    found = of(judge, "++-?", min_success_rate=60)
    assert found.success_rate == Fraction(200, 4)
    assert (found.selected, found.met, found.not_met, found.incomplete) == (4, 2, 1, 1)


@pytest.mark.parametrize(
    ("most", "verdict"), [(0, "not_met"), (1, "not_met"), (2, "met"), (3, "met")]
)
def test_relapses(judge: Judge, most: int, verdict: str) -> None:
    found = of(judge, "+--", before="+++", min_success_rate=0, max_relapses=most)
    assert (found.verdict, found.relapsed) == (verdict, 2)


def test_an_undecided_area_can_count_as_relapsed(judge: Judge) -> None:
    # Met, then not met, and now nothing is known.
    recorded = {"2022-H1": {"TC": "1"}, "2022-H2": {"TC": "0"}, "2023-H1": {}}
    found = in_period(judge, programme(rules(criterion()), recorded=recorded), "2023-H1").programme
    assert found is not None
    assert (found.verdict, found.incomplete, found.relapsed) == ("not_met", 1, 1)


def test_delisted_area_relapses_but_is_not_counted(judge: Judge) -> None:
    found = of(judge, "++-", before="+++", delisted="2")
    assert (found.verdict, found.relapsed) == ("not_met", 1)
    assert (found.listed, found.selected, found.met, found.not_met) == (3, 2, 2, 0)
    assert found.success_rate == 100
    assert of(judge, "++-", before="+++", delisted="2", max_relapses=1).verdict == "met"


def test_merely_listed_areas_are_not_counted(judge: Judge) -> None:
    found = of(judge, "+-?", before="+++", unselected="12")
    assert (found.verdict, found.relapsed) == ("met", 0)
    assert (found.listed, found.selected, found.met, found.not_met, found.incomplete) == (
        (3, 1, 1, 0, 0)
    )


@pytest.mark.parametrize("least", [0, 100])
def test_no_area_selected(judge: Judge, least: int) -> None:
    found = of(judge, "+-", unselected="01", min_success_rate=least)
    assert (found.verdict, found.selected, found.success_rate) == ("incomplete", 0, None)


def test_relapses_exceed_although_no_area_is_selected_any_more(judge: Judge) -> None:
    found = of(judge, "-", before="+", delisted="0")
    assert (found.verdict, found.selected, found.relapsed) == ("not_met", 0, 1)


def test_nothing_listed(judge: Judge) -> None:
    dataset = programme(rules(criterion()), recorded={"2023-H1": {}}, listings=())
    found = in_period(judge, dataset, "2023-H1")
    assert found.areas == ()
    assert found.programme is not None
    assert (found.programme.verdict, found.programme.listed) == ("incomplete", 0)


def test_areas_in_the_order_of_the_data_file(judge: Judge) -> None:
    listings = tuple(stay(f"xa-{number}") for number in (10, 9, 2, 11))
    dataset = programme(rules(criterion()), recorded={"2023-H1": {}}, listings=listings)
    assert [area.code for area in in_period(judge, dataset, "2023-H1").areas] == [
        "xa-10",
        "xa-9",
        "xa-2",
        "xa-11",
    ]
