"""Explanations rest on what the verdicts rest on (contract §4-§7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.assessment.explain import RevisedBy, explain
from chuyenhoa.errors import CannotRun
from chuyenhoa.model.dataset import Group
from chuyenhoa.model.periods import Period
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import Measure, Value
from tests import oracle
from tests.assessment.judges import database, in_fractions
from tests.assessment.programmes import AREA, criterion, programme, revised, rules
from tests.assessment.random_programmes import programmes_to_judge

if TYPE_CHECKING:
    from chuyenhoa.assessment.explain import ExplainedCriterion, Explanation
    from chuyenhoa.model.dataset import CriteriaSet, Criterion, Dataset


@given(programmes_to_judge(), st.data())
def test_explanation_and_oracle_agree(dataset: Dataset, data: st.DataObject) -> None:
    judged = [
        (period, area)
        for period in dataset.periods
        if (judgement := oracle.judge(dataset, period))
        for area in judgement.areas
    ]
    if not judged:
        return
    period, area = data.draw(st.sampled_from(judged))
    with database(dataset) as connection:
        explanation = explain(connection, area.code, None, period.code)
    known = oracle.Oracle(dataset)
    in_force = known.set_in_force(period)
    assert in_force is not None
    assert in_fractions(explanation.assessment).areas == (area,)
    assert explanation.earlier == earlier(dataset, known, area.code, period)
    assert explanation.pass_points * 100 == in_force.pass_score * explanation.area.max_points
    check_groups(in_force, area, explanation)
    for asked, each, found in zip(
        in_force.criteria, area.criteria, explanation.criteria, strict=True
    ):
        assert found.assessed.asked.code == asked.code
        check_criterion(known, period, area.code, asked, each, found)


def earlier(
    dataset: Dataset, known: oracle.Oracle, area: str, period: Period
) -> tuple[tuple[str, str], ...]:
    (selected,) = [stay.selected for stay in dataset.listings if stay.area == area]
    if not known.begun(selected, period):
        return ()
    assert selected is not None
    return tuple(
        (other.code, standing)
        for other in sorted(known.earlier(selected, period), key=known.start)
        if (standing := known.standing(area, other))
    )


def check_groups(rules: CriteriaSet, area: oracle.JudgedArea, explanation: Explanation) -> None:
    requiring = [group for group in rules.groups if group.require is not None]
    group_of = {each.code: each.group for each in rules.criteria}
    verdicts = {
        group.code: [each.verdict for each in area.criteria if group_of[each.code] == group.code]
        for group in requiring
    }
    assert [group.code for group in explanation.groups] == [
        group.code for group in requiring if verdicts[group.code]
    ]
    for group in explanation.groups:
        applicable = [each for each in verdicts[group.code] if each != "not_applicable"]
        met, missing = applicable.count("met"), applicable.count("missing")
        assert (group.applicable, group.met, group.missing) == (len(applicable), met, missing)
        (require,) = [each.require for each in requiring if each.code == group.code]
        least = len(applicable) if require == "all" else min(require or 0, len(applicable))
        assert group.required == least
        assert group.is_met == (met >= least)
        assert group.can_be_met == (met + missing >= least)


def check_criterion(
    known: oracle.Oracle,
    period: Period,
    area: str,
    asked: Criterion,
    judged: oracle.JudgedCriterion,
    found: ExplainedCriterion,
) -> None:
    assert (found.source is None) == (judged.value is None)
    if asked.measure is not Measure.REDUCTION:
        assert found.reference is None
    else:
        assert found.reference is not None
        assert found.reference.number == judged.reference
        compared = {
            "prior_year": oracle.a_year_before(period).code,
            "previous": oracle.the_one_before(period).code,
            "baseline": None,
        }[asked.against]
        assert found.reference.period == compared
        recorded = compared and known.results.get((Period.parse(compared), area, asked.code))
        assert (found.reference.source is not None) == bool(recorded)
    if found.revised_by is None:
        assert judged.target == asked.target
    else:
        assert found.revised_by.instead_of == asked.target
    assert (found.remedy is None) == (judged.verdict in {"met", "not_applicable"})
    if found.remedy and found.remedy.kind in {"change", "answer"}:
        assert judged.value is not None
        better = Value(found.remedy.needed, judged.value.denominator)
        assert oracle.verdict_on(better, asked, judged.target, judged.reference)[0] == "met"


def test_one_criterion(snapshot: Dataset) -> None:
    with database(snapshot) as connection:
        explanation = explain(connection, AREA, "TC", "2023-H1")
    (found,) = explanation.criteria
    assert found.assessed.verdict == "not_met"
    assert found.source is not None
    assert (found.source.place.file, found.source.command) == ("data.yaml", "load")
    assert found.reference is not None
    assert found.reference.period == "2022-H1"
    assert found.reference.number == 20
    assert found.revised_by == RevisedBy(
        for_this_area=True,
        start="2023-H1",
        until=None,
        reason=None,
        instead_of=Target.parse(">= 5", Measure.REDUCTION),
    )
    assert found.remedy is not None
    assert found.remedy.needed == 18
    assert found.remedy.change == -1


def test_latest_period_with_results_is_the_default(snapshot: Dataset) -> None:
    with database(snapshot) as connection:
        assert explain(connection, AREA).assessment.period.code == "2023-H1"


def test_criterion_that_the_set_does_not_have(snapshot: Dataset) -> None:
    with database(snapshot) as connection, pytest.raises(CannotRun) as refusal:
        explain(connection, AREA, "TC9")
    assert refusal.value.params == {"criterion": "TC9", "set": "BTC-2010", "period": "2023-H1"}


@pytest.fixture
def snapshot() -> Dataset:
    """A reduction of 5% where 10% are asked of this area."""
    asked = criterion(target=">= 5", measure="reduction", group="A")
    return programme(
        rules(asked, groups=(Group("A", "Nhóm A", "all"),)),
        recorded={"2022-H1": {"TC": "20"}, "2023-H1": {"TC": "19"}},
        targets=(revised(">= 10", measure="reduction", area=AREA, since="2023-H1"),),
    )
