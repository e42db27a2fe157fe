"""Random programmes for properties: whole datasets within the rules of contract §2.

Small on purpose, and drawn from few figures, so that targets are hit exactly, references are zero
and stages change.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar, get_args

from hypothesis import strategies as st

from chuyenhoa.model.dataset import (
    Area,
    Baseline,
    CriteriaSet,
    Criterion,
    Dataset,
    Group,
    Listing,
    Note,
    NoteKind,
    Office,
    Origin,
    Programme,
    Result,
    RevisedTarget,
    Signer,
)
from chuyenhoa.model.periods import Period, PeriodKind
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import NO, NOT_APPLICABLE, YES, Measure, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

LONGEST_TEXT = 2_000

# What a careless writer or reader of YAML would take for something else.
AWKWARD_TEXTS = [
    *("yes", "no", "null", "Null", "NULL", "~", "true", "on", "NO", "012", "0o14", "0x1F", "1_000"),
    *("1e3", ".5", "-.inf", ".nan", "2023-02-30", "12:30:45", "03496", "-1", "+1", "=", "<<"),
    *("-", "--", "---", "--- a", "...", "... a", "?", "? a", ":", ":x", "x:", "- a", "-x", "a: b"),
    *(
        "#",
        "# a",
        "a#b",
        "a #b",
        "&",
        "&a",
        "*",
        "*a",
        "!",
        "!t",
        "!!str",
        "|",
        ">",
        "%",
        "%TAG ! x",
    ),
    *("@", "`", "'", "''", '"', "\\", "\\n", "[", "]", "{", "}", ",", "a, b", "[x]", "{a:b}"),
    *("=cmd", "[red]", "<script>", "../x", "a  b", 'nói "có"', "tổ tự quản 'số 1'", "x\u2028y"),
    *("\u202ebidi", "zero\u200bwidth", "\ufffd", "🏞", "hoà", "hòa"),
    *(unicodedata.normalize(form, "Phìn Hồ") for form in ("NFC", "NFD")),
]
_VALID_LETTERS = st.characters(exclude_categories=["Cc", "Cs"])
_LONG = st.just("dài " * 60).map(str.strip)

Texts = st.one_of(
    st.sampled_from(AWKWARD_TEXTS),
    st.text(_VALID_LETTERS, min_size=1, max_size=12),
    _LONG,
).map(str.strip)


@cache
def texts() -> SearchStrategy[str]:
    """Names and the like: one line, not blank."""
    return Texts.filter(bool)


@cache
def notes() -> SearchStrategy[str]:
    """Free text, which may take several lines."""
    return st.lists(texts(), min_size=1, max_size=3).map("\n".join)


AWKWARD_CODES = ["null", "yes", "NO", "012", "1_000", "1e3", "0x1F", "2023-01-01", "a.b-c_d"]


@cache
def codes(prefix: str) -> SearchStrategy[str]:
    """Codes of one kind of thing."""
    return st.one_of(
        st.integers(1, 99).map(lambda number: f"{prefix}{number:02}"),
        st.sampled_from(AWKWARD_CODES),
        st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,5}", fullmatch=True),
    )


@cache
def code_lists(prefix: str, least: int, most: int) -> SearchStrategy[list[str]]:
    """Codes that differ by more than case."""
    return st.lists(codes(prefix), min_size=least, max_size=most, unique_by=str.casefold)


@cache
def decimals(low: str = "0", high: str = "999999999.9999") -> SearchStrategy[Decimal]:
    """Numbers as contract §3 has them, most of them small and whole."""
    few = [Decimal(n) for n in ("0", "1", "2", "3", "4", "20", "0.5", "12.5", "100", "0.0001")]
    lowest, highest = Decimal(low), Decimal(high)
    fitting = [number for number in few if lowest <= number <= highest]
    return st.one_of(
        st.sampled_from(fitting or [lowest]),
        st.integers(int(lowest * 10_000), int(highest * 10_000)).map(_ten_thousandths),
    )


def _ten_thousandths(number: int) -> Decimal:
    return Decimal(number) / 10_000


@cache
def targets(measure: Measure) -> SearchStrategy[Target]:
    """Targets that fit the measure."""
    if measure is Measure.YES_NO:
        return st.sampled_from(["yes", "no"]).map(lambda text: Target.parse(text, measure))
    usual = {
        Measure.VALUE: [">= 1", "= 0", "> 2", "< 4", "<= 3", "2 .. 4", ">= -1", "12.5 .. 12.5"],
        Measure.RATE: [">= 80", ">= 100", "> 50", "< 15", "<= 66.6667", ">= 33.3333", "50 .. 80"],
        Measure.REDUCTION: [">= 5", ">= 0", "> 0", ">= 50", ">= -100", "= 100", "-50 .. 50"],
    }[measure]
    number = st.one_of(decimals(), decimals("-999999999.9999", "0"))
    anything = st.one_of(
        st.tuples(st.sampled_from([">=", ">", "<=", "<", "="]), number).map(_comparison),
        st.tuples(number, number).map(sorted).map(lambda ends: f"{ends[0]:f} .. {ends[1]:f}"),
    )
    texts = st.one_of(st.sampled_from(usual), st.sampled_from(usual), anything)
    return texts.map(lambda text: Target.parse(text, measure))


def _comparison(parts: tuple[str, Decimal]) -> str:
    return f"{parts[0]} {parts[1]:f}"


class Kind(NamedTuple):
    """What a criterion is in every set that has it."""

    code: str
    measure: Measure
    may_exceed: bool
    per: int


@cache
def values(kind: Kind) -> SearchStrategy[Value]:
    """Values that fit a criterion of this kind, now and then `n/a`."""
    match kind.measure:
        case Measure.YES_NO:
            fitting = st.sampled_from([YES, YES, NO])
        case Measure.VALUE:
            fitting = st.one_of(decimals(), decimals("-999999999.9999", "0")).map(Value)
        case Measure.REDUCTION:
            fitting = decimals().map(Value)
        case Measure.RATE:
            fitting = rates(kind)
    return st.one_of(fitting, fitting, fitting, st.just(NOT_APPLICABLE))


@cache
def rates(kind: Kind) -> SearchStrategy[Value]:
    """Shares and plain rates, a denominator of zero among them."""
    if kind.may_exceed:
        fractions = st.tuples(decimals(), decimals()).filter(
            lambda pair: not pair[1] or pair[0] * kind.per < 10**9 * pair[1]
        )
        return st.one_of(fractions.map(lambda pair: Value(*pair)), decimals().map(Value))
    shares = st.tuples(decimals(), decimals()).map(sorted).map(lambda pair: Value(*pair))
    some = st.sampled_from([Value(Decimal(n), Decimal(5)) for n in range(6)])
    return st.one_of(some, shares, decimals(high=str(kind.per)).map(Value))


@st.composite
def kinds(draw: DrawFn) -> list[Kind]:
    """The criteria of a programme."""
    return [
        Kind(
            code,
            draw(st.sampled_from(Measure)),
            may_exceed=draw(st.booleans()),
            per=draw(st.sampled_from([100, 100, 1, 1000, 100_000])),
        )
        for code in draw(code_lists("TC", 1, 4))
    ]


@st.composite
def timelines(draw: DrawFn) -> list[Period]:
    """Periods of one kind in a row, now and then some of other kinds, in order."""
    kind = draw(st.sampled_from(PeriodKind))
    first = Period(draw(st.integers(2019, 2022)), kind)
    row = list(islice(following(first), draw(st.integers(2, 6))))
    others = draw(st.lists(periods(), max_size=2))
    return sorted({*row, *others}, key=chronological)


@cache
def periods() -> SearchStrategy[Period]:
    """Periods of any kind."""
    spellings = [
        *("2019", "2020", "2021", "2022", "2021-H1", "2021-H2", "2022-H1", "2020-Q4", "2021-Q1"),
        *("2021-06", "2021-12", "2020-02", "2021-9M", "2022-9M"),
    ]
    return st.sampled_from([Period.parse(spelling) for spelling in spellings])


def chronological(period: Period) -> tuple[object, ...]:
    """The key that puts periods in order, whatever their kinds."""
    return period.start(), period.end(), period.code


def following(period: Period) -> Iterator[Period]:
    """The period and all after it, of the same kind."""
    while True:
        yield period
        number, year = period.number + 1, period.year
        try:
            period = Period(year, period.kind, number)
        except ValueError:
            period = Period(year + 1, period.kind)


T = TypeVar("T")


def maybe(strategy: SearchStrategy[T]) -> SearchStrategy[T | None]:
    """One of them, or None."""
    return st.one_of(st.none(), strategy)


@st.composite
def criteria_sets(draw: DrawFn, known: list[Kind], timeline: list[Period]) -> list[CriteriaSet]:
    """Sets in order of their start; every criterion is in one of them at least."""
    starts = draw(
        st.lists(
            st.one_of(periods(), st.sampled_from(timeline[: len(timeline) // 2 + 1])),
            min_size=1,
            max_size=3,
            unique_by=Period.start,
        )
    )
    names = draw(code_lists("BTC-", len(starts), len(starts)))
    chosen = [
        draw(st.lists(st.sampled_from(known), min_size=1, unique=True)) for _ in starts[1:]
    ] + [known]
    return [
        draw(criteria_set(code, start, kinds))
        for code, start, kinds in zip(names, sorted(starts, key=Period.start), chosen, strict=True)
    ]


@st.composite
def criteria_set(draw: DrawFn, code: str, start: Period, kinds: Sequence[Kind]) -> CriteriaSet:
    """A set of these criteria."""
    groups = [
        Group(group, draw(texts()), draw(st.sampled_from([None, "all", 1, 2])))
        for group in draw(code_lists("N", 0, 2))
    ]
    group_codes = [None, *(group.code for group in groups)]
    criteria = [
        Criterion(
            code=kind.code,
            name=draw(texts()),
            target=draw(targets(kind.measure)),
            name_en=draw(maybe(texts())),
            group=draw(st.sampled_from(group_codes)),
            unit=draw(maybe(texts())),
            measure=kind.measure,
            per=kind.per,
            may_exceed=kind.may_exceed,
            against=draw(st.sampled_from(["prior_year", "previous", "baseline"])),
            mandatory=draw(st.booleans()),
            points=draw(decimals(high="9999.9999")),
        )
        for kind in kinds
    ]
    pass_score = draw(st.one_of(st.sampled_from([Decimal(0), Decimal(80)]), decimals(high="100")))
    return CriteriaSet(code, draw(texts()), start, tuple(criteria), tuple(groups), pass_score)


@st.composite
def listing(draw: DrawFn, area: str, timeline: list[Period]) -> Listing:
    """The area's stay on the list, in order: listed, selected, delisted."""
    listed = draw(st.sampled_from(timeline[: len(timeline) // 2 + 1]))
    selected = draw(maybe(st.sampled_from([p for p in timeline if p.start() >= listed.start()])))
    later = [p for p in timeline if p.start() > (selected or listed).start()]
    delisted = draw(st.sampled_from([None, None, *later]))
    return Listing(area, listed, selected, delisted, draw(maybe(texts())))


@st.composite
def revised_targets(
    draw: DrawFn, areas: list[Area], known: list[Kind], timeline: list[Period]
) -> list[RevisedTarget]:
    """Revised targets, at most one for a criterion and area from the same day on."""
    found: dict[object, RevisedTarget] = {}
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(known))
        area = draw(maybe(st.sampled_from([area.code for area in areas])))
        start = draw(maybe(st.sampled_from(timeline)))
        ends = [p for p in timeline if start is None or p.start() >= start.start()]
        target = RevisedTarget(
            kind.code,
            draw(targets(kind.measure)),
            area,
            start,
            draw(maybe(st.sampled_from(ends))),
            draw(maybe(notes())),
        )
        found[kind.code, area, start and start.start()] = target
    return list(found.values())


@st.composite
def results(
    draw: DrawFn, areas: list[Area], known: list[Kind], timeline: list[Period]
) -> list[Result]:
    """Results for most of what can have one; the rest are gaps."""
    figures = {
        kind: st.sampled_from(draw(st.lists(values(kind), min_size=1, max_size=8)))
        for kind in known
    }
    is_there = st.integers(0, 4).map(bool)
    note = st.one_of(st.none(), st.none(), st.none(), notes())
    return [
        Result(period, area.code, kind.code, draw(figures[kind]), Origin(0), draw(note))
        for period in timeline
        for area in areas
        for kind in known
        if draw(is_there)
    ]


@st.composite
def datasets(draw: DrawFn) -> Dataset:
    """A whole programme: what `read_data_files` can yield, and a database can hold.

    `periods` are all that have results and some more, in order; results stand in the order of
    periods, then areas.
    """
    timeline = draw(timelines())
    areas = [
        Area(
            code,
            draw(texts()),
            draw(st.sampled_from(["commune", "township", "ward", "special_zone"])),
            draw(maybe(st.sampled_from(["03496", "1", "A-1"]))),
            tuple(draw(st.lists(texts(), max_size=2, unique=True))),
        )
        for code in draw(code_lists("xa-", 1, 4))
    ]
    known = draw(kinds())
    found = draw(results(areas, known, timeline))
    reported = {result.period for result in found} | set(draw(st.lists(periods(), max_size=2)))
    falling = [kind.code for kind in known if kind.measure is Measure.REDUCTION]
    return Dataset(
        programme=draw(programmes()),
        areas=tuple(areas),
        listings=tuple(draw(listing(area.code, timeline)) for area in areas if draw(st.booleans())),
        criteria_sets=tuple(draw(criteria_sets(known, timeline))),
        targets=tuple(draw(revised_targets(areas, known, timeline))),
        baselines=tuple(
            Baseline(area.code, code, draw(decimals()))
            for area in areas
            for code in falling
            if draw(st.booleans())
        ),
        periods=tuple(sorted(reported, key=chronological)),
        results=tuple(found),
        office=draw(offices()),
        notes=tuple(draw(notes_on(areas, known, timeline))),
    )


@cache
def offices() -> SearchStrategy[Office]:
    """Letterheads, now and then an empty one."""
    line = maybe(texts())
    recipients = st.lists(texts(), max_size=3, unique=True).map(tuple)
    signers = st.builds(Signer, line, line)
    filled = st.builds(Office, line, line, line, line, signers, recipients)
    return st.one_of(st.just(Office()), filled)


@st.composite
def notes_on(
    draw: DrawFn, areas: list[Area], known: list[Kind], timeline: list[Period]
) -> list[Note]:
    """Notes on areas and criteria in these periods, with codes that differ by more than case."""
    found = []
    for code in draw(code_lists("N", 0, 3)):
        kind = draw(st.sampled_from(get_args(NoteKind)))
        note = Note(
            code,
            kind,
            draw(st.sampled_from(timeline)),
            draw(notes()),
            draw(maybe(notes())),
            draw(maybe(st.sampled_from([area.code for area in areas]))),
            draw(maybe(st.sampled_from([each.code for each in known]))),
            draw(maybe(texts())),
        )
        if kind != "achievement":
            later = [each for each in timeline if each.end() >= note.period.start()]
            deadline = draw(maybe(st.dates(date(1900, 1, 1), date(2199, 12, 31))))
            closed = draw(maybe(st.sampled_from(later)))
            note = replace(note, deadline=deadline, closed=closed)
        found.append(note)
    return found


@cache
def programmes() -> SearchStrategy[Programme]:
    """The settings of a programme."""
    return st.builds(
        Programme,
        title=st.one_of(st.just(""), texts()),
        language=st.sampled_from(["vi", "en"]),
        illustrative=st.booleans(),
        cutoff_day=st.sampled_from([1, 15, 28]),
        min_success_rate=st.one_of(st.just(Decimal(100)), decimals(high="100")),
        max_relapses=st.integers(0, 3),
    )


def without_places(dataset: Dataset) -> Dataset:
    """The dataset as it compares with one from elsewhere."""
    nowhere = Origin(0)
    return replace(
        dataset, results=tuple(each._replace(origin=nowhere) for each in dataset.results)
    )
