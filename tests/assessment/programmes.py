"""Small programmes for the examples: what an example does not say is as plain as can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias, TypedDict, Unpack

from chuyenhoa.model.dataset import (
    Against,
    Area,
    Baseline,
    CriteriaSet,
    Criterion,
    Dataset,
    Group,
    Listing,
    Origin,
    Programme,
    Result,
    RevisedTarget,
)
from chuyenhoa.model.periods import Period
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import Measure, parse_value

if TYPE_CHECKING:
    from tests.oracle import JudgedArea, JudgedCriterion, Judgement

Judge: TypeAlias = Callable[[Dataset, Period], "Judgement | None"]
Figures: TypeAlias = Mapping[str, str]

AREA = "xa"
LONG_AGO = "2010"


class CriterionOptions(TypedDict, total=False):
    """What a criterion may say beside its target and measure."""

    group: str
    per: int
    may_exceed: bool
    against: Against
    mandatory: bool
    points: Decimal


def criterion(
    code: str = "TC",
    target: str = ">= 1",
    measure: str = "value",
    **more: Unpack[CriterionOptions],
) -> Criterion:
    """A criterion, mandatory and of one point."""
    kind = Measure(measure)
    return Criterion(code, code, Target.parse(target, kind), measure=kind, **more)


def rules(
    *criteria: Criterion,
    since: str = LONG_AGO,
    groups: tuple[Group, ...] = (),
    pass_score: str = "0",
) -> CriteriaSet:
    """A set of these criteria."""
    return CriteriaSet(
        f"BTC-{since}", "Bộ tiêu chí", Period.parse(since), criteria, groups, Decimal(pass_score)
    )


def stay(
    area: str = AREA,
    listed: str = LONG_AGO,
    selected: str | None = LONG_AGO,
    delisted: str | None = None,
) -> Listing:
    """An area's stay on the list."""
    return Listing(
        area,
        Period.parse(listed),
        Period.parse(selected) if selected else None,
        Period.parse(delisted) if delisted else None,
    )


def revised(
    target: str,
    *,
    measure: str = "value",
    code: str = "TC",
    area: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> RevisedTarget:
    """A revised target."""
    return RevisedTarget(
        code,
        Target.parse(target, Measure(measure)),
        area,
        Period.parse(since) if since else None,
        Period.parse(until) if until else None,
    )


def programme(
    *sets: CriteriaSet,
    recorded: Mapping[str, Figures | Mapping[str, Figures]],
    listings: tuple[Listing, ...] = (stay(),),
    targets: tuple[RevisedTarget, ...] = (),
    baselines: Mapping[str, str] | None = None,
    settings: Programme | None = None,
) -> Dataset:
    """A programme with these results: {period: {area: {criterion: text}}}.

    Where there is one area only, its name may be left out: {period: {criterion: text}}. A period
    without figures is declared, and so reported.
    """
    known = {criterion.code: criterion for each in sets for criterion in each.criteria}
    results = []
    for period, figures in recorded.items():
        for area, of_area in _by_area(figures).items():
            for code, text in of_area.items():
                kind = known[code]
                value = parse_value(text, kind.measure, per=kind.per, may_exceed=kind.may_exceed)
                assert value is not None
                results.append(Result(Period.parse(period), area, code, value, Origin(0)))
    return Dataset(
        programme=settings or Programme(),
        areas=tuple(Area(listing.area, listing.area) for listing in listings),
        listings=listings,
        criteria_sets=sets,
        targets=targets,
        baselines=tuple(
            Baseline(AREA, code, Decimal(number)) for code, number in (baselines or {}).items()
        ),
        periods=tuple(map(Period.parse, recorded)),
        results=tuple(results),
    )


def _by_area(figures: Figures | Mapping[str, Figures]) -> Mapping[str, Figures]:
    by_area: dict[str, Figures] = {}
    for key, content in figures.items():
        if isinstance(content, str):
            by_area[AREA] = {**by_area.get(AREA, {}), key: content}
        else:
            by_area[key] = content
    return by_area


def in_period(judge: Judge, dataset: Dataset, period: str) -> Judgement:
    """The judgement on a period that can be assessed."""
    judgement = judge(dataset, Period.parse(period))
    assert judgement is not None
    return judgement


def the_area(judge: Judge, dataset: Dataset, period: str = "2023-H1") -> JudgedArea:
    """The one area there is."""
    (area,) = in_period(judge, dataset, period).areas
    return area


def the_criterion(judge: Judge, dataset: Dataset, period: str = "2023-H1") -> JudgedCriterion:
    """The one criterion there is, of the one area."""
    (found,) = the_area(judge, dataset, period).criteria
    return found
