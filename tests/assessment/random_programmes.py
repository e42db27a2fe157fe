"""Random programmes that are hard to judge: figures at the targets, and every stage on the way.

Unlike `tests.strategies.datasets`, whose texts and codes are awkward, here the figures are: those
that meet a target exactly, those one ten-thousandth beside, the largest and the smallest.
"""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from chuyenhoa.model.dataset import (
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
from chuyenhoa.model.periods import Period, PeriodKind
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import NO, NOT_APPLICABLE, YES, Measure, Value
from tests.strategies import chronological, following, maybe, periods

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

LONG_AGO = Period(2010, PeriodKind.YEAR)
STEP = Decimal("0.0001")
LARGEST = Decimal("999999999.9999")

TARGETS = {
    Measure.YES_NO: ["yes", "no"],
    Measure.VALUE: [">= 1", "= 0", "> 2", "< 4", "<= 3", "2 .. 4", ">= -1", "<= 999999999.9999"],
    Measure.RATE: [
        *(">= 80", ">= 85", ">= 100", "> 50", "< 15", "< 0.5", "<= 66.6667", "50 .. 80"),
        *(">= 33.3333", "> 33.3333", "= 100", ">= 0.0001", ">= 999999999.9999"),
    ],
    Measure.REDUCTION: [
        *(">= 5", ">= 0", "> 0", "= 100", ">= -33.3333", "< -33.3333", "-50 .. 50", "<= 14.2857"),
        ">= -999999999.9999",
    ],
}
# What a share is of, and what a figure is compared with.
WHOLES = [Decimal(n) for n in ("0", "0.0001", "3", "7", "20", "113", "999999999.9999")]


class Kind(NamedTuple):
    """What a criterion is in every set that has it."""

    code: str
    measure: Measure
    may_exceed: bool
    per: int


@st.composite
def programmes_to_judge(draw: DrawFn) -> Dataset:
    """A whole programme, dense enough that areas come to every standing and stage."""
    timeline = draw(timelines())
    areas = [Area(f"xa-{number}", f"Xã {number}") for number in range(draw(st.integers(1, 3)))]
    kinds = draw(st.lists(a_kind(), min_size=1, max_size=4, unique_by=lambda kind: kind.code))
    sets = draw(criteria_sets(kinds, timeline))
    judged = {each.code for rules in sets for each in rules.criteria}
    kinds = [kind for kind in kinds if kind.code in judged]
    targets = draw(revised_targets(kinds, areas, timeline))
    wholes = {
        kind: draw(st.lists(st.sampled_from(WHOLES), min_size=1, max_size=2)) for kind in kinds
    }
    pools = {
        kind: list(figures(kind, wholes[kind], list(bounds(kind, sets, targets)))) for kind in kinds
    }
    results = draw(recorded(pools, areas, timeline))
    declared = draw(st.lists(st.one_of(periods(), st.sampled_from(timeline)), max_size=3))
    return Dataset(
        programme=Programme(
            cutoff_day=draw(st.sampled_from([1, 15, 28])),
            min_success_rate=Decimal(draw(st.sampled_from(["100", "60", "33.3333", "0"]))),
            max_relapses=draw(st.integers(0, 1)),
        ),
        areas=tuple(areas),
        listings=tuple(draw(listing(area.code, timeline)) for area in areas),
        criteria_sets=tuple(sets),
        targets=tuple(targets),
        baselines=tuple(
            Baseline(area.code, kind.code, draw(st.sampled_from(wholes[kind])))
            for area in areas
            for kind in kinds
            if kind.measure is Measure.REDUCTION and draw(st.booleans())
        ),
        periods=tuple(sorted({*declared, *(r.period for r in results)}, key=chronological)),
        results=tuple(results),
    )


@st.composite
def timelines(draw: DrawFn) -> list[Period]:
    """Periods of one kind in a row, then two of any kind."""
    first = Period(draw(st.integers(2019, 2021)), draw(st.sampled_from(PeriodKind)))
    row = list(islice(following(first), draw(st.integers(3, 6))))
    return [*row, *(other for other in draw(st.lists(periods(), max_size=2)) if other not in row)]


@cache
def a_kind() -> SearchStrategy[Kind]:
    """One of at most five criteria."""
    return st.builds(
        Kind,
        st.sampled_from([f"TC{number}" for number in range(5)]),
        st.sampled_from(Measure),
        st.booleans(),
        st.sampled_from([100, 100, 100, 1, 100_000]),
    )


@cache
def a_target(measure: Measure) -> SearchStrategy[Target]:
    """A target of this measure."""
    return st.sampled_from(TARGETS[measure]).map(lambda text: Target.parse(text, measure))


@st.composite
def criteria_sets(
    draw: DrawFn, kinds: Sequence[Kind], timeline: Sequence[Period]
) -> list[CriteriaSet]:
    """Sets that come into force one after the other, or in the middle of a period."""
    since = st.one_of(st.just(LONG_AGO), st.sampled_from(timeline[:3]), periods())
    starts = draw(st.lists(since, min_size=1, max_size=3, unique_by=Period.start))
    return [
        draw(criteria_set(f"BTC-{number}", start, kinds)) for number, start in enumerate(starts)
    ]


@st.composite
def criteria_set(draw: DrawFn, code: str, start: Period, kinds: Sequence[Kind]) -> CriteriaSet:
    """A set of some of the criteria."""
    groups = [
        Group(group, group, draw(st.sampled_from([None, "all", 1, 2])))
        for group in ("A", "B")[: draw(st.integers(0, 2))]
    ]
    criteria = [
        Criterion(
            code=kind.code,
            name=kind.code,
            target=draw(a_target(kind.measure)),
            group=draw(st.sampled_from([None, *(group.code for group in groups)])),
            measure=kind.measure,
            per=kind.per,
            may_exceed=kind.may_exceed,
            against=draw(st.sampled_from(["prior_year", "previous", "baseline"])),
            mandatory=draw(st.integers(0, 2)) == 0,
            points=Decimal(draw(st.sampled_from(["1", "1", "2", "0", "0.0001", "9999.9999"]))),
        )
        for kind in draw(st.lists(st.sampled_from(kinds), min_size=1, unique=True))
    ]
    pass_score = draw(st.sampled_from(["0", "50", "66.6666", "80", "100"]))
    return CriteriaSet(code, code, start, tuple(criteria), tuple(groups), Decimal(pass_score))


@st.composite
def revised_targets(
    draw: DrawFn, kinds: Sequence[Kind], areas: Sequence[Area], timeline: Sequence[Period]
) -> list[RevisedTarget]:
    """Revised targets, at most one for a criterion and area from the same day on."""
    found: dict[object, RevisedTarget] = {}
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(kinds))
        area = draw(maybe(st.sampled_from([area.code for area in areas])))
        start = draw(maybe(st.one_of(st.sampled_from(timeline), periods())))
        until = draw(maybe(st.one_of(st.sampled_from(timeline), periods())))
        if start and until and until.start() < start.start():
            start, until = until, start
        target = RevisedTarget(kind.code, draw(a_target(kind.measure)), area, start, until)
        found[kind.code, area, start and start.start()] = target
    return list(found.values())


def bounds(
    kind: Kind, sets: Sequence[CriteriaSet], targets: Sequence[RevisedTarget]
) -> Iterator[Decimal]:
    """The ends of every target that the criterion ever has."""
    own = [each.target for rules in sets for each in rules.criteria if each.code == kind.code]
    for target in own + [revised.target for revised in targets if revised.criterion == kind.code]:
        yield from {end for end in (target.low, target.high) if end is not None}


def figures(kind: Kind, wholes: Sequence[Decimal], ends: Sequence[Decimal]) -> Iterator[Value]:
    """Values at the ends of the targets and right beside them, and the least and largest."""
    if kind.measure is Measure.YES_NO:
        yield from (YES, NO)
    elif kind.measure is Measure.VALUE:
        some = [Decimal(0), LARGEST, -LARGEST, *(beside for end in ends for beside in around(end))]
        yield from (Value(number) for number in some if abs(number) <= LARGEST)
    elif kind.measure is Measure.RATE:
        yield from (share for share in shares(kind, wholes, ends) if fits(kind, share))
    else:
        falls = (whole * (100 - end) / 100 for whole in wholes for end in ends)
        some = [*wholes, *(beside for fall in falls for beside in around(fall))]
        yield from (Value(number) for number in some if 0 <= number <= LARGEST)


def shares(kind: Kind, wholes: Sequence[Decimal], ends: Sequence[Decimal]) -> Iterator[Value]:
    """Shares of the wholes, and plain rates, at the ends of the targets and right beside."""
    yield Value(Decimal(96), Decimal(113))
    for end in ends:
        yield from (Value(number) for number in around(end))
        for whole in wholes:
            for number in around(whole * end / kind.per):
                yield Value(number, whole)
    for whole in wholes:
        yield from (Value(number, whole) for number in (Decimal(0), whole, LARGEST))


def fits(kind: Kind, value: Value) -> bool:
    """Whether the value is allowed (contract §3)."""
    number, denominator = value.number, value.denominator
    if number is None or not 0 <= number <= LARGEST:
        return False
    return kind.may_exceed or number <= (kind.per if denominator is None else denominator)


def around(number: Decimal) -> list[Decimal]:
    """The recordable numbers at and beside a number."""
    below = number.quantize(STEP, ROUND_FLOOR)
    return [below - STEP, below, below + STEP]


@st.composite
def listing(draw: DrawFn, area: str, timeline: Sequence[Period]) -> Listing:
    """The area's stay on the list, mostly selected early; also in the middle of a period."""
    moments = st.one_of(st.sampled_from([LONG_AGO, *timeline]), periods())
    listed = draw(st.one_of(st.just(LONG_AGO), moments))
    selected = draw(st.one_of(st.just(listed), maybe(moments)))
    if selected and selected.start() < listed.start():
        listed, selected = selected, listed
    delisted = draw(st.one_of(st.none(), maybe(moments)))
    if delisted and delisted.start() <= (selected or listed).start():
        delisted = None
    return Listing(area, listed, selected, delisted)


@st.composite
def recorded(
    draw: DrawFn,
    pools: dict[Kind, list[Value]],
    areas: Sequence[Area],
    timeline: Sequence[Period],
) -> list[Result]:
    """Results with gaps, also of a year before, for comparison."""
    year_before = [period.prior_year for period in timeline]
    everything = sorted({*timeline, *year_before}, key=chronological)
    is_there = {period: st.integers(0, 7 if period in timeline else 1) for period in everything}
    is_a_figure = st.integers(0, 9)
    return [
        Result(period, area.code, kind.code, value, Origin(0))
        for kind, figure in ((kind, st.sampled_from(pool)) for kind, pool in pools.items())
        for area in areas
        for period in everything
        if draw(is_there[period])
        for value in [draw(figure) if draw(is_a_figure) else NOT_APPLICABLE]
    ]
