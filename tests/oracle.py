"""Contract §4-§8 a second time, in exact fractions, straight from a `Dataset`.

Plain rather than fast, and independent: it shares neither the views nor the arithmetic of periods
with the program, so that the two agree only where both follow the contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from chuyenhoa.model.periods import Period, PeriodKind
from chuyenhoa.model.values import Measure

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from chuyenhoa.model.dataset import (
        CriteriaSet,
        Criterion,
        Dataset,
        Group,
        Listing,
    )
    from chuyenhoa.model.targets import Target
    from chuyenhoa.model.values import Value

MONTHS = {
    PeriodKind.YEAR: 12,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.HALF: 6,
    PeriodKind.QUARTER: 3,
    PeriodKind.MONTH: 1,
}
MET, NOT_MET, MISSING, NOT_APPLICABLE = "met", "not_met", "missing", "not_applicable"
INCOMPLETE = "incomplete"


@dataclass(frozen=True)
class JudgedCriterion:
    """One criterion of one area; `measured` and `reference` are exact."""

    code: str
    verdict: str
    reason: str | None
    value: Value | None
    measured: Fraction | None
    reference: Fraction | None
    target: Target
    mandatory: bool
    points: Fraction
    max_points: Fraction


@dataclass(frozen=True)
class JudgedArea:
    """One area in one period; `open_points` are those of its missing criteria."""

    code: str
    selected: bool
    standing: str
    stage: str
    points: Fraction
    open_points: Fraction
    max_points: Fraction
    met: int
    not_met: int
    missing: int
    not_applicable: int
    criteria: tuple[JudgedCriterion, ...]


@dataclass(frozen=True)
class JudgedProgramme:
    """The programme in one period; `success_rate` in percent, None where no area is selected."""

    verdict: str
    listed: int
    selected: int
    met: int
    not_met: int
    incomplete: int
    relapsed: int
    success_rate: Fraction | None


@dataclass(frozen=True)
class Judgement:
    """All that §4-§8 say about one period; `programme` is None where only some areas were asked."""

    criteria_set: str
    start: date
    end: date
    programme: JudgedProgramme | None
    areas: tuple[JudgedArea, ...]


def judge(dataset: Dataset, period: Period) -> Judgement | None:
    """The judgement on a period, None where no set is in force."""
    return Oracle(dataset).judgement(period)


def reported(dataset: Dataset) -> set[Period]:
    """The periods that are declared or have results (§2)."""
    return {*dataset.periods, *(result.period for result in dataset.results)}


def first_day(period: Period, cutoff_day: int) -> date:
    """§9: with a cut-off past the 1st, a period starts in the month before."""
    month = period.year * 12 + (period.number - 1) * MONTHS[period.kind]
    return _day(month, cutoff_day)


def last_day(period: Period, cutoff_day: int) -> date:
    """§9: the day before the next one starts."""
    month = period.year * 12 + period.number * MONTHS[period.kind]
    return _day(month, cutoff_day) - timedelta(days=1)


def _day(month: int, cutoff_day: int) -> date:
    month -= cutoff_day > 1
    return date(month // 12, month % 12 + 1, cutoff_day)


def a_year_before(period: Period) -> Period:
    """§5.4, `prior_year`."""
    return Period(period.year - 1, period.kind, period.number)


def the_one_before(period: Period) -> Period:
    """§5.4, `previous`: of the same kind; of years and nine months, a year earlier."""
    if period.number > 1:
        return Period(period.year, period.kind, period.number - 1)
    last = {PeriodKind.HALF: 2, PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12}.get(period.kind, 1)
    return Period(period.year - 1, period.kind, last)


def meets(number: Fraction, target: Target) -> bool:
    """§4: whether a number lies within a target."""
    if target.low is not None:
        low = Fraction(target.low)
        if number < low or (number == low and target.low_open):
            return False
    if target.high is not None:
        high = Fraction(target.high)
        if number > high or (number == high and target.high_open):
            return False
    return True


class Oracle:
    """The rules over one dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.cutoff_day = dataset.programme.cutoff_day
        self.reported = reported(dataset)
        self.results = {(r.period, r.area, r.criterion): r.value for r in dataset.results}
        self.baselines = {(b.area, b.criterion): b.number for b in dataset.baselines}

    def start(self, period: Period) -> date:
        """The first day of a period of this programme."""
        return first_day(period, self.cutoff_day)

    def end(self, period: Period) -> date:
        """The last day of a period of this programme."""
        return last_day(period, self.cutoff_day)

    def judgement(self, period: Period) -> Judgement | None:
        """All of §4-§8 for one period."""
        rules = self.set_in_force(period)
        if rules is None:
            return None
        listings = {listing.area: listing for listing in self.dataset.listings}
        areas = tuple(
            self.area(listings[area.code], rules, period)
            for area in self.dataset.areas
            if area.code in listings and self.start(listings[area.code].listed) <= self.end(period)
        )
        return Judgement(
            rules.code, self.start(period), self.end(period), self.programme(areas), areas
        )

    # §6

    def set_in_force(self, period: Period) -> CriteriaSet | None:
        """The set with the latest `from` that has started when the period starts."""
        started = [
            rules
            for rules in self.dataset.criteria_sets
            if self.start(rules.start) <= self.start(period)
        ]
        return max(started, key=lambda rules: self.start(rules.start), default=None)

    def standing(self, area: str, period: Period) -> str | None:
        """The standing of an area in a period, None where no set is in force."""
        rules = self.set_in_force(period)
        if rules is None:
            return None
        return standing(rules, self.criteria(area, rules, period))

    # §4, §5

    def criteria(self, area: str, rules: CriteriaSet, period: Period) -> list[JudgedCriterion]:
        """Every criterion of the set, judged."""
        return [self.criterion(area, criterion, period) for criterion in rules.criteria]

    def criterion(self, area: str, criterion: Criterion, period: Period) -> JudgedCriterion:
        """One criterion, judged."""
        value = self.results.get((period, area, criterion.code))
        target = self.target(area, criterion, period)
        reference = None
        if criterion.measure is Measure.REDUCTION:
            reference = self.reference(area, criterion, period)
        verdict, reason, measured = verdict_on(value, criterion, target, reference)
        points = Fraction(criterion.points)
        return JudgedCriterion(
            code=criterion.code,
            verdict=verdict,
            reason=reason,
            value=value,
            measured=measured,
            reference=reference,
            target=target,
            mandatory=criterion.mandatory,
            points=points if verdict == MET else Fraction(0),
            max_points=points if verdict != NOT_APPLICABLE else Fraction(0),
        )

    def target(self, area: str, criterion: Criterion, period: Period) -> Target:
        """The one that applies (§4)."""
        day = self.start(period)
        applying = [
            revised
            for revised in self.dataset.targets
            if revised.criterion == criterion.code
            and revised.area in {None, area}
            and (revised.start is None or self.start(revised.start) <= day)
            and (revised.until is None or day <= self.start(revised.until))
        ]
        if not applying:
            return criterion.target
        return max(
            applying,
            key=lambda revised: (
                revised.area is not None,
                self.start(revised.start) if revised.start else date.min,
            ),
        ).target

    def reference(self, area: str, criterion: Criterion, period: Period) -> Fraction | None:
        """What a reduction is measured from (§5.4), None where no number is there."""
        number: Decimal | None
        if criterion.against == "baseline":
            number = self.baselines.get((area, criterion.code))
        else:
            find = a_year_before if criterion.against == "prior_year" else the_one_before
            recorded = self.results.get((find(period), area, criterion.code))
            number = None if recorded is None else recorded.number
        return None if number is None else Fraction(number)

    # §7

    def area(self, listing: Listing, rules: CriteriaSet, period: Period) -> JudgedArea:
        """One listed area, judged."""
        criteria = self.criteria(listing.area, rules, period)
        now = standing(rules, criteria)

        def count(verdict: str) -> int:
            return sum(criterion.verdict == verdict for criterion in criteria)

        return JudgedArea(
            code=listing.area,
            selected=self.begun(listing.selected, period)
            and not self.begun(listing.delisted, period),
            standing=now,
            stage=self.stage(listing, now, period),
            points=sum((criterion.points for criterion in criteria), Fraction(0)),
            open_points=sum(
                (criterion.max_points for criterion in criteria if criterion.verdict == MISSING),
                Fraction(0),
            ),
            max_points=sum((criterion.max_points for criterion in criteria), Fraction(0)),
            met=count(MET),
            not_met=count(NOT_MET),
            missing=count(MISSING),
            not_applicable=count(NOT_APPLICABLE),
            criteria=tuple(criteria),
        )

    def begun(self, since: Period | None, period: Period) -> bool:
        """Whether what counts from a period's start counts in this one."""
        return since is not None and self.start(since) <= self.end(period)

    def stage(self, listing: Listing, now: str, period: Period) -> str:
        """Where a listed area is on its way."""
        if not self.begun(listing.selected, period):
            return "listed"
        history = self.decided_earlier(listing, period)
        latest = history[-1] if history else None
        if now == MET:
            return "maintained" if latest == MET else "transformed"
        if now == NOT_MET:
            return "relapsed" if MET in history else "in_progress"
        if latest == MET:
            return "unverified"
        return "relapsed" if latest == NOT_MET and MET in history[:-1] else "in_progress"

    def decided_earlier(self, listing: Listing, period: Period) -> list[str]:
        """The decided earlier standings of a selected area, oldest first."""
        assert listing.selected is not None
        earlier = sorted(self.earlier(listing.selected, period), key=self.start)
        standings = [self.standing(listing.area, other) for other in earlier]
        return [known for known in standings if known in {MET, NOT_MET}]

    def earlier(self, selected: Period, period: Period) -> list[Period]:
        """What *earlier* means for an area that was selected in a period."""
        return [
            other
            for other in self.reported
            if other.kind is period.kind
            and self.start(other) < self.start(period)
            and self.end(other) >= self.start(selected)
        ]

    # §8

    def programme(self, areas: tuple[JudgedArea, ...]) -> JudgedProgramme:
        """The programme's verdict; a delisted area can relapse, but is not a selected one."""
        selected = [area for area in areas if area.selected]
        met = sum(area.standing == MET for area in selected)
        incomplete = sum(area.standing == INCOMPLETE for area in selected)
        relapsed = sum(area.stage == "relapsed" for area in areas)
        programme = self.dataset.programme
        least = Fraction(programme.min_success_rate)
        rate = at_best = None
        if selected:
            rate = Fraction(100 * met, len(selected))
            at_best = Fraction(100 * (met + incomplete), len(selected))
        if relapsed > programme.max_relapses or (at_best is not None and at_best < least):
            verdict = NOT_MET
        elif rate is not None and rate >= least:
            verdict = MET
        else:
            verdict = INCOMPLETE
        return JudgedProgramme(
            verdict=verdict,
            listed=len(areas),
            selected=len(selected),
            met=met,
            not_met=len(selected) - met - incomplete,
            incomplete=incomplete,
            relapsed=relapsed,
            success_rate=rate,
        )


def verdict_on(
    value: Value | None, criterion: Criterion, target: Target, reference: Fraction | None
) -> tuple[str, str | None, Fraction | None]:
    """Verdict, reason and what was measured (§5)."""
    if value is None:
        return MISSING, "no_result", None
    if value.number is None:
        return NOT_APPLICABLE, None, None
    measured = Fraction(value.number)
    if criterion.measure is Measure.RATE and value.denominator is not None:
        if value.denominator == 0:
            return NOT_APPLICABLE, "zero_denominator", None
        measured = measured * criterion.per / Fraction(value.denominator)
    if criterion.measure is Measure.REDUCTION:
        if reference is None:
            return MISSING, "no_reference", None
        if reference == 0:
            return (MET if measured == 0 else NOT_MET), "zero_reference", None
        measured = (reference - measured) * 100 / reference
    return (MET if meets(measured, target) else NOT_MET), None, measured


def standing(rules: CriteriaSet, criteria: list[JudgedCriterion]) -> str:
    """The standing over the criteria of a set (§6)."""
    if all(criterion.verdict == NOT_APPLICABLE for criterion in criteria):
        return INCOMPLETE
    if passes(rules, criteria, lambda criterion: criterion.verdict == MET):
        return MET
    if not passes(rules, criteria, lambda criterion: criterion.verdict in {MET, MISSING}):
        return NOT_MET
    return INCOMPLETE


def passes(
    rules: CriteriaSet, criteria: list[JudgedCriterion], met: Callable[[JudgedCriterion], bool]
) -> bool:
    """Whether an area passes where these of its criteria are met."""
    applicable = [criterion for criterion in criteria if criterion.verdict != NOT_APPLICABLE]
    group_of = {criterion.code: criterion.group for criterion in rules.criteria}

    def group_passes(group: Group) -> bool:
        members = [
            met(criterion) for criterion in applicable if group_of[criterion.code] == group.code
        ]
        least = len(members) if group.require == "all" else min(group.require or 0, len(members))
        return sum(members) >= least

    reached = sum((criterion.max_points for criterion in applicable if met(criterion)), Fraction(0))
    possible = sum((criterion.max_points for criterion in applicable), Fraction(0))
    return (
        all(met(criterion) for criterion in applicable if criterion.mandatory)
        and all(group_passes(group) for group in rules.groups)
        and reached >= Fraction(rules.pass_score) * possible / 100
    )
