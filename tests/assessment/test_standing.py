"""The set in force and the standing of an area, rule by rule (contract §6)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import pytest

from chuyenhoa.model.dataset import Group, Programme
from chuyenhoa.model.periods import Period
from tests.assessment.programmes import criterion, in_period, programme, rules, the_area

if TYPE_CHECKING:
    from chuyenhoa.model.dataset import Require
    from tests.assessment.programmes import Judge

# What stands for a verdict in a row of them: met, not met, missing, not applicable.
VALUES = {"+": "1", "-": "0", "n": "n/a"}


def recorded(verdicts: str) -> dict[str, dict[str, str]]:
    return {
        "2023-H1": {
            f"TC{number}": VALUES[sign] for number, sign in enumerate(verdicts) if sign != "?"
        }
    }


@pytest.mark.parametrize(
    ("verdicts", "standing"),
    [
        ("++", "met"),
        ("+-", "not_met"),
        ("+?", "incomplete"),
        ("??", "incomplete"),
        ("-?", "not_met"),  # whatever is still to come
        ("+n", "met"),
        ("-n", "not_met"),
        ("?n", "incomplete"),
        ("nn", "incomplete"),
    ],
)
def test_mandatory_criteria(judge: Judge, verdicts: str, standing: str) -> None:
    criteria = [criterion(f"TC{number}") for number in range(len(verdicts))]
    dataset = programme(rules(*criteria), recorded=recorded(verdicts))
    assert the_area(judge, dataset).standing == standing


@pytest.mark.parametrize(
    ("verdicts", "standing"),
    [
        ("++-", "met"),
        ("+--", "not_met"),
        ("++?", "met"),  # already enough
        ("+??", "incomplete"),
        ("+-?", "incomplete"),
        ("--?", "not_met"),
        ("+n-", "not_met"),  # 1 of 2 points are 50%
        ("+nn", "met"),
        ("+n?", "incomplete"),
    ],
)
def test_pass_score(judge: Judge, verdicts: str, standing: str) -> None:
    criteria = [criterion(f"TC{number}", mandatory=False) for number in range(len(verdicts))]
    dataset = programme(rules(*criteria, pass_score="66"), recorded=recorded(verdicts))
    assert the_area(judge, dataset).standing == standing


@pytest.mark.parametrize(
    ("pass_score", "standing"), [("33.3333", "met"), ("33.3334", "not_met"), ("0", "met")]
)
def test_pass_score_is_judged_exactly(judge: Judge, pass_score: str, standing: str) -> None:
    criteria = [criterion(f"TC{number}", mandatory=False) for number in range(3)]
    dataset = programme(rules(*criteria, pass_score=pass_score), recorded=recorded("+--"))
    assert the_area(judge, dataset).standing == standing


def test_points_weigh(judge: Judge) -> None:
    heavy = criterion("TC0", mandatory=False, points=Decimal("7.5"))
    light = criterion("TC1", mandatory=False, points=Decimal("2.5"))
    dataset = programme(rules(heavy, light, pass_score="75"), recorded=recorded("+-"))
    area = the_area(judge, dataset)
    assert area.standing == "met"
    assert area.points == 7.5
    assert area.max_points == 10
    assert [each.points for each in area.criteria] == [7.5, 0]
    assert [each.max_points for each in area.criteria] == [7.5, 2.5]


def test_no_points_at_all_are_enough_of_none(judge: Judge) -> None:
    worthless = criterion("TC0", mandatory=False, points=Decimal(0))
    dataset = programme(rules(worthless, pass_score="100"), recorded=recorded("-"))
    assert the_area(judge, dataset).standing == "met"


def test_not_applicable_drops_out_points_and_all(judge: Judge) -> None:
    criteria = [criterion(f"TC{number}", points=Decimal(4)) for number in range(4)]
    dataset = programme(rules(*criteria), recorded=recorded("+-?n"))
    area = the_area(judge, dataset)
    assert [area.points, area.open_points, area.max_points] == [4, 4, 12]
    assert (area.met, area.not_met, area.missing, area.not_applicable) == (1, 1, 1, 1)
    assert area.criteria[-1].max_points == 0


@pytest.mark.parametrize(
    ("require", "verdicts", "standing"),
    [
        ("all", "+++", "met"),
        ("all", "++-", "not_met"),
        ("all", "++?", "incomplete"),
        ("all", "+-?", "not_met"),
        ("all", "++n", "met"),
        (2, "++-", "met"),
        (2, "++?", "met"),
        (2, "+--", "not_met"),
        (2, "+-?", "incomplete"),
        (2, "--?", "not_met"),
        (2, "+nn", "met"),  # fewer apply than are required: all of those
        (2, "-nn", "not_met"),
        (2, "?nn", "incomplete"),
        (9, "+++", "met"),
        (9, "++-", "not_met"),
        (None, "---", "met"),
        (None, "???", "met"),
    ],
)
def test_group_requires(
    judge: Judge, require: Require, verdicts: str, standing: Literal["met", "not_met", "incomplete"]
) -> None:
    criteria = [
        criterion(f"TC{number}", group="A", mandatory=False) for number in range(len(verdicts))
    ]
    dataset = programme(
        rules(*criteria, groups=(Group("A", "Nhóm A", require), Group("B", "Nhóm B", "all"))),
        recorded=recorded(verdicts),
    )
    assert the_area(judge, dataset).standing == standing


def test_group_without_applicable_criteria_asks_nothing(judge: Judge) -> None:
    criteria = [criterion("TC0", group="A", mandatory=False), criterion("TC1", mandatory=False)]
    dataset = programme(
        rules(*criteria, groups=(Group("A", "Nhóm A", "all"),)), recorded=recorded("n+")
    )
    assert the_area(judge, dataset).standing == "met"


def test_every_group_has_to_meet_its_requirement(judge: Judge) -> None:
    criteria = [
        criterion("TC0", group="A", mandatory=False),
        criterion("TC1", group="B", mandatory=False),
    ]
    groups = (Group("A", "Nhóm A", "all"), Group("B", "Nhóm B", 1))
    dataset = programme(rules(*criteria, groups=groups), recorded=recorded("+-"))
    assert the_area(judge, dataset).standing == "not_met"


OLD, NEW = rules(criterion(), since="2022"), rules(criterion(), since="2023-02")


@pytest.mark.parametrize(
    ("period", "in_force"),
    [
        ("2021-H2", None),
        ("2022", "BTC-2022"),
        ("2022-H1", "BTC-2022"),
        ("2022-Q1", "BTC-2022"),
        ("2022-01", "BTC-2022"),
        ("2023-H1", "BTC-2022"),  # starts before the new one does
        ("2023-02", "BTC-2023-02"),
        ("2023-Q2", "BTC-2023-02"),
        ("2023-9M", "BTC-2022"),
    ],
)
@pytest.mark.parametrize("cutoff_day", [1, 15, 28])
def test_set_in_force(judge: Judge, period: str, in_force: str | None, cutoff_day: int) -> None:
    dataset = programme(
        NEW, OLD, recorded={period: {"TC": "1"}}, settings=Programme(cutoff_day=cutoff_day)
    )
    judgement = judge(dataset, Period.parse(period))
    assert (judgement.criteria_set if judgement else None) == in_force


def test_only_the_criteria_of_the_set_in_force_are_judged(judge: Judge) -> None:
    old = rules(criterion("TC0"), criterion("TC1"), since="2022")
    new = rules(criterion("TC1", target=">= 3"), criterion("TC2"), since="2023")
    figures = {"TC0": "1", "TC1": "2", "TC2": "1"}
    dataset = programme(old, new, recorded={"2022-H2": figures, "2023-H1": figures})
    assert {
        period: {each.code: each.verdict for each in the_area(judge, dataset, period).criteria}
        for period in ("2022-H2", "2023-H1")
    } == {
        "2022-H2": {"TC0": "met", "TC1": "met"},
        "2023-H1": {"TC1": "not_met", "TC2": "met"},
    }


@pytest.mark.parametrize(
    ("cutoff_day", "period", "first", "last"),
    [
        (1, "2023-H1", "2023-01-01", "2023-06-30"),
        (15, "2023-H1", "2022-12-15", "2023-06-14"),
        (15, "2023-06", "2023-05-15", "2023-06-14"),
        (15, "2023", "2022-12-15", "2023-12-14"),
        (15, "2023-9M", "2022-12-15", "2023-09-14"),
        (28, "2024-03", "2024-02-28", "2024-03-27"),
        (1, "2024-02", "2024-02-01", "2024-02-29"),
    ],
)
def test_days_of_a_period(
    judge: Judge, cutoff_day: int, period: str, first: str, last: str
) -> None:
    dataset = programme(
        rules(criterion()), recorded={period: {}}, settings=Programme(cutoff_day=cutoff_day)
    )
    judgement = in_period(judge, dataset, period)
    assert (judgement.start.isoformat(), judgement.end.isoformat()) == (first, last)
