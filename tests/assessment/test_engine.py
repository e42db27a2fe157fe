"""The engine against the oracle, over whole random programmes (contract §4-§8)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from chuyenhoa.assessment import assess
from chuyenhoa.assessment.assessed import AssessedProgramme
from chuyenhoa.errors import CannotRun
from chuyenhoa.model.periods import Period, PeriodKind
from tests import oracle
from tests.assessment.judges import database, in_fractions, judgement
from tests.assessment.programmes import criterion, programme, rules, stay
from tests.assessment.random_programmes import programmes_to_judge
from tests.strategies import chronological, datasets

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from chuyenhoa.model.dataset import Dataset


def in_order(dataset: Dataset) -> list[Period]:
    return sorted(oracle.reported(dataset), key=chronological)


@given(st.one_of(programmes_to_judge(), programmes_to_judge(), datasets()))
def test_engine_and_oracle_agree(dataset: Dataset) -> None:
    with database(dataset) as connection:
        for period in in_order(dataset):
            assert judgement(connection, period) == oracle.judge(dataset, period)


@given(programmes_to_judge(), st.data())
def test_some_areas_are_judged_as_among_all(dataset: Dataset, data: st.DataObject) -> None:
    period = data.draw(st.sampled_from(in_order(dataset) or [Period(2023, PeriodKind.YEAR)]))
    expected = oracle.judge(dataset, period)
    if not expected or not expected.areas or period not in oracle.reported(dataset):
        return
    codes = data.draw(
        st.lists(st.sampled_from([area.code for area in expected.areas]), min_size=1, unique=True)
    )
    with database(dataset) as connection:
        found = judgement(connection, period, codes)
    assert found is not None
    assert found.programme is None
    assert found.areas == tuple(area for area in expected.areas if area.code in codes)


@given(programmes_to_judge())
def test_public_views_agree(dataset: Dataset) -> None:
    with database(dataset) as connection:
        found = {
            view: [dict(row) for row in rows(connection, view)]
            for view in ("assessed_programme", "assessed_area", "assessed_criterion")
        }
    expected: dict[str, list[dict[str, object]]] = {view: [] for view in found}
    for period in in_order(dataset):
        if judged := oracle.judge(dataset, period):
            expected["assessed_programme"].append(programme_row(dataset, period.code, judged))
            for area in judged.areas:
                expected["assessed_area"].append(area_row(period.code, area))
                expected["assessed_criterion"] += (
                    criterion_row(dataset, period.code, area.code, each) for each in area.criteria
                )
    for view, those in expected.items():
        assert sorted(found[view], key=str) == sorted(those, key=str)


def rows(connection: sqlite3.Connection, view: str) -> Iterator[list[tuple[str, Any]]]:
    cursor = connection.execute(f"SELECT * FROM {view}")
    names = [name for name, *_ in cursor.description]
    for row in cursor:
        yield list(zip(names, row, strict=True))


def programme_row(dataset: Dataset, period: str, judged: oracle.Judgement) -> dict[str, object]:
    assert judged.programme is not None
    counted = ("listed", "selected", "met", "not_met", "incomplete", "relapsed")
    return {
        "period": period,
        "starts_on": judged.start.isoformat(),
        "ends_on": judged.end.isoformat(),
        "criteria_set": judged.criteria_set,
        "verdict": judged.programme.verdict,
        **{name: getattr(judged.programme, name) for name in counted},
        "min_success_rate": float(dataset.programme.min_success_rate),
        "max_relapses": dataset.programme.max_relapses,
    }


def area_row(period: str, area: oracle.JudgedArea) -> dict[str, object]:
    return {
        "period": period,
        "area": area.code,
        "area_name": area.code.replace("xa-", "Xã "),
        "selected": int(area.selected),
        "standing": area.standing,
        "stage": area.stage,
        "points": float(area.points),
        "max_points": float(area.max_points),
        "met": area.met,
        "not_met": area.not_met,
        "missing": area.missing,
        "not_applicable": area.not_applicable,
    }


def criterion_row(
    dataset: Dataset, period: str, area: str, judged: oracle.JudgedCriterion
) -> dict[str, object]:
    measures = {
        each.code: each.measure.value for rules in dataset.criteria_sets for each in rules.criteria
    }
    number, denominator = (
        (judged.value.number, judged.value.denominator) if judged.value else (None, None)
    )
    target = judged.target
    return {
        "period": period,
        "area": area,
        "area_name": area.replace("xa-", "Xã "),
        "criterion": judged.code,
        "criterion_name": judged.code,
        "measure": measures[judged.code],
        "verdict": judged.verdict,
        "reason": judged.reason,
        "number": as_float(number),
        "denominator": as_float(denominator),
        "reference": as_float(judged.reference),
        "low": as_float(target.low),
        "low_open": int(target.low_open),
        "high": as_float(target.high),
        "high_open": int(target.high_open),
        "mandatory": int(judged.mandatory),
        "points": float(judged.points),
        "max_points": float(judged.max_points),
    }


def as_float(number: Decimal | Fraction | None) -> float | None:
    return None if number is None else float(number)


EVERYTHING = {
    *product(["verdict"], ["value", "yes_no", "rate", "reduction"], ["met", "not_met"], [None]),
    *product(["verdict"], ["value", "yes_no", "rate", "reduction"], ["missing"], ["no_result"]),
    *product(["verdict"], ["value", "yes_no", "rate", "reduction"], ["not_applicable"], [None]),
    ("verdict", "rate", "not_applicable", "zero_denominator"),
    ("verdict", "reduction", "missing", "no_reference"),
    *product(["verdict"], ["reduction"], ["met", "not_met"], ["zero_reference"]),
    *product(["at the target"], ["value", "rate", "reduction"], ["met", "not_met"]),
    *product(["standing"], ["met", "not_met", "incomplete"], [True, False]),
    *product(
        ["stage"],
        ["in_progress", "transformed", "maintained", "relapsed", "unverified"],
        [True, False],  # False: delisted since
    ),
    ("stage", "listed", False),
    *product(["programme"], ["met", "not_met", "incomplete"], list(PeriodKind)),
    *product(["cut-off"], [1, 15, 28]),
    *product(["no set in force", "another set in force", "revised target"], [True]),
}


def test_random_programmes_reach_every_case() -> None:
    seen: set[object] = set()

    @settings(max_examples=300, derandomize=True, database=None, phases=[Phase.generate])
    @given(programmes_to_judge())
    def look(dataset: Dataset) -> None:
        seen.add(("cut-off", dataset.programme.cutoff_day))
        sets = set()
        for period in oracle.reported(dataset):
            judged = oracle.judge(dataset, period)
            if judged is None:
                seen.add(("no set in force", True))
                continue
            sets.add(judged.criteria_set)
            seen.update(cases(dataset, period, judged))
        seen.add(("another set in force", len(sets) > 1))

    look()
    assert EVERYTHING - seen == set()


def cases(dataset: Dataset, period: Period, judged: oracle.Judgement) -> Iterator[object]:
    (rules,) = [each for each in dataset.criteria_sets if each.code == judged.criteria_set]
    asked = {each.code: each for each in rules.criteria}
    assert judged.programme is not None
    yield "programme", judged.programme.verdict, period.kind
    for area in judged.areas:
        yield "standing", area.standing, area.selected
        yield "stage", area.stage, area.selected
        for each in area.criteria:
            measure = asked[each.code].measure.value
            yield "verdict", measure, each.verdict, each.reason
            yield "revised target", each.target != asked[each.code].target
            if each.measured in {each.target.low, each.target.high} - {None}:
                yield "at the target", measure, each.verdict


def test_latest_period_with_results_is_the_default() -> None:
    recorded = {"2023": {}, "2022-H2": {"TC": "1"}, "2022-H1": {"TC": "1"}, "2022": {"TC": "1"}}
    with database(programme(rules(criterion()), recorded=recorded)) as connection:
        # The year and its second half end together.
        assert assess(connection).period.code == "2022-H2"


def test_asking_twice_gives_the_same() -> None:
    recorded = {"2022-H2": {"TC": "1"}, "2023-H1": {"TC": "0"}}
    with database(programme(rules(criterion()), recorded=recorded)) as connection:
        first = in_fractions(assess(connection, "2023-H1"))
        assert in_fractions(assess(connection, "2022-H2")) != first
        assert in_fractions(assess(connection, "2023-H1", ["xa"])).areas == first.areas
        assert in_fractions(assess(connection, "2023-H1")) == first


@pytest.mark.parametrize(
    ("period", "areas", "names"),
    [
        ("2023-H1", ["xb"], {"xb", "2023-H1"}),  # not listed yet
        ("2023-H1", ["xa", "xc"], {"xc", "2023-H1"}),  # unknown
        ("2024-H1", None, {"2024-H1", "2009-H1, 2023-H1"}),  # nothing reported
        ("2009-H1", None, {"2009-H1"}),  # no set in force
    ],
)
def test_what_cannot_be_assessed_is_named(
    period: str, areas: list[str] | None, names: set[str]
) -> None:
    dataset = programme(
        rules(criterion()),
        recorded={"2009-H1": {}, "2023-H1": {}},
        listings=(stay(), stay("xb", listed="2023-H2", selected=None)),
    )
    with database(dataset) as connection, pytest.raises(CannotRun) as refusal:
        assess(connection, period, areas)
    assert set(refusal.value.params.values()) == names


def test_no_results_at_all() -> None:
    dataset = programme(rules(criterion()), recorded={"2023-H1": {}})
    with database(dataset) as connection, pytest.raises(CannotRun, match="No results"):
        assess(connection)


@given(programmes_to_judge())
def test_a_figure_is_never_shown_on_the_other_side_of_its_target(dataset: Dataset) -> None:
    with database(dataset) as connection:
        for period in in_order(dataset):
            if oracle.judge(dataset, period) is None:
                continue
            for area in assess(connection, period.code).areas:
                for each in area.criteria:
                    shown = each.measured(decimals=1)
                    if shown is None:
                        continue
                    assert oracle.meets(Fraction(shown), each.asked.target) == (
                        each.verdict == "met"
                    )
                    assert each.dividend is not None
                    assert each.divisor is not None
                    assert abs(Fraction(shown) - Fraction(each.dividend, each.divisor)) < 1


@pytest.mark.parametrize(
    ("met", "selected", "least", "shown"),
    [
        (2, 3, "60", "66.7"),
        (1999, 2000, "100", "99.9"),  # 99.95 is not 100
        (199999, 200000, "100", "99.9"),
        (2, 3, "66.7", "66.6"),
        (5, 5, "100", "100.0"),
        (0, 0, "100", None),
    ],
)
def test_success_rate_is_never_shown_on_the_other_side(
    met: int, selected: int, least: str, shown: str | None
) -> None:
    counts = {"listed": selected, "not_met": selected - met, "incomplete": 0, "relapsed": 0}
    found = AssessedProgramme(
        verdict="met",
        selected=selected,
        met=met,
        min_success_rate=Decimal(least),
        max_relapses=0,
        **counts,
    ).success_rate(decimals=1)
    assert found == (None if shown is None else Decimal(shown))


def test_assessment_of_all_can_show_some() -> None:
    listings = (stay(), stay("xb"))
    dataset = programme(rules(criterion()), recorded={"2023-H1": {"TC": "1"}}, listings=listings)
    with database(dataset) as connection:
        assessment = assess(connection, "2023-H1")
        assert assessment.only(["xb"]).programme == assessment.programme
        assert [area.code for area in assessment.only(["xb"]).areas] == ["xb"]


def test_criterion_has_its_english_name_where_there_is_one() -> None:
    english = replace(criterion("TC0"), name="Mô hình tự quản", name_en="Self-managed models")
    dataset = programme(rules(english, criterion("TC1")), recorded={"2023-H1": {"TC0": "1"}})
    with database(dataset) as connection:
        (area,) = assess(connection).areas
    assert [each.asked.title("en") for each in area.criteria] == ["Self-managed models", "TC1"]
    assert [each.asked.title("vi") for each in area.criteria] == ["Mô hình tự quản", "TC1"]
