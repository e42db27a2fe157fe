"""Single figures, as data files have them and as people type them (contract §3)."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from chuyenhoa.intake import texts
from chuyenhoa.intake.rules import Rules
from chuyenhoa.model.dataset import Origin, Result
from chuyenhoa.model.names import Directory, Entry, fold
from chuyenhoa.model.numbers import MOST_DECIMALS
from chuyenhoa.model.periods import Period
from chuyenhoa.model.problems import Invalid, Place, Problem
from chuyenhoa.model.values import Measure, parse_value, read_value

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from chuyenhoa.model.dataset import Area, Criterion, Dataset
    from chuyenhoa.model.values import Value

# So that every measured rate, too, has at most nine digits before its decimal mark.
_RATE_LIMIT = 10**9
_THOUSANDS = re.compile(r"[-+−]?[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_VERDICTS = {"dat", "chua dat", "khong dat", "met", "not met"}

T = TypeVar("T")


def parse_figure(text: str, criterion: Criterion) -> Value | None:
    """The value that a data file means, None for nothing.

    Args:
        text: As it stands in the file.
        criterion: As the set in force words it.

    Raises:
        Invalid: What does not fit the criterion.
    """
    value = parse_value(text, criterion.measure, per=criterion.per, may_exceed=criterion.may_exceed)
    return _with_rate(value, criterion, text)


def _with_rate(value: Value | None, criterion: Criterion, text: str) -> Value | None:
    """The value, if what it comes to per `criterion.per` can be handled; else `rate_too_large`."""
    if value is None or value.number is None or not value.denominator:
        return value
    if value.number * criterion.per >= _RATE_LIMIT * value.denominator:
        raise Invalid("rate_too_large", text=text, per=criterion.per)
    return value


def refuse_unclear_share(text: str, number: Decimal, criterion: Criterion) -> None:
    """Refuse a number up to one for a percentage that may as well be a share: 0.955 for 95.5%.

    Below a target of one percent or less only that which as a share is nearer to the target: 0.006
    but not 0.3 where less than 0.5% is wanted. What may exceed a whole may do so as a share, too:
    1.05 for 105% where 100% is wanted. Of what is counted per another number nobody writes shares
    of one, and no cell shows them.

    Raises:
        Invalid: `unclear_share`.
    """
    if not criterion.is_percentage or number <= 0 or (number > 1 and not criterion.may_exceed):
        return
    highest = max(criterion.target.ends)
    # Ten times the number is in the middle of the two readings, reckoned by factors.
    if number * 10 < highest or number <= 1 < highest:
        percent = round(number * 100, MOST_DECIMALS)
        raise Invalid("unclear_share", text=text, number=number, percent=percent)


def refuse_unclear_thousands(figure: str, language: str) -> None:
    """Refuse `1,905` in a Vietnamese dataset: English programs write thousands so.

    Raises:
        Invalid: `unclear_thousands`.
    """
    if language == "vi" and _THOUSANDS.fullmatch(figure.strip()):
        raise Invalid("unclear_thousands", text=figure, whole=figure.replace(",", ""))


def refuse_verdict(text: str, criterion: Criterion) -> None:
    """Refuse `đạt` where the target is no: it may say that there is something, or that it is met.

    Raises:
        Invalid: `bad_answer`.
    """
    if fold(text) in _VERDICTS and criterion.target.is_answer and not criterion.target.low:
        raise Invalid("bad_answer", text=text)


def read_figure(text: str, criterion: Criterion, *, language: str) -> Value | None:
    """The value that a person means, None for nothing.

    Args:
        text: As typed.
        criterion: As the set in force words it.
        language: Of the dataset, for the marks in numbers.

    Raises:
        Invalid: What does not fit the criterion, or can mean two things.
    """
    refuse_verdict(text, criterion)
    if criterion.measure is not Measure.RATE:
        refuse_unclear_thousands(text, language)
    value = read_value(
        text,
        criterion.measure,
        language=language,
        per=criterion.per,
        may_exceed=criterion.may_exceed,
    )
    if value and value.number and value.denominator is None and "%" not in text:
        refuse_unclear_share(text, value.number, criterion)
    return _with_rate(value, criterion, text)


class TypedResult(NamedTuple):
    """A result as someone types it: every part a text, as understood by contract §10."""

    area: str
    criterion: str
    value: str
    period: str
    note: str | None = None


class Figures:
    """What people may name in a programme, and the figures that they give for it.

    Args:
        existing: The programme as the database has it; its results are not needed.
        today: To notice periods that have not begun.
    """

    def __init__(self, existing: Dataset, today: date) -> None:
        self._existing = existing
        self._today = today
        self.rules = Rules(existing.criteria_sets)

    def area(self, text: str) -> Area:
        """The area with this code, name or alias (contract §10).

        Raises:
            Invalid: `unknown_area` with the nearest, `ambiguous_name` with the candidates.
        """
        return self._areas.resolve_part(text, enough=False)

    def criterion(self, text: str, period: Period | None = None) -> Criterion:
        """The criterion with this code or name, as the set in force in the period words it.

        Words that only one has in its name are enough, such as “khu dân cư”. Where that set does
        not have it, as the latest set that does.

        Raises:
            Invalid: `unknown_criterion` with the nearest, `ambiguous_name` with the candidates.
        """
        return self.rules.criterion_in(period, self._criteria.resolve_part(text, enough=True))

    def criteria(self, period: Period) -> tuple[Criterion, ...]:
        """The criteria in force in the period, in their order.

        Raises:
            Invalid: `no_set_in_force`.
        """
        in_force = self.rules.in_force(period)
        if in_force is None:
            raise Invalid("no_set_in_force", period=period.code)
        return in_force.criteria

    def value(self, text: str, criterion: Criterion) -> Value | None:
        """The value that is meant, None for nothing.

        Raises:
            Invalid: What does not fit the criterion.
        """
        return read_figure(text, criterion, language=self._existing.programme.language)

    def result(self, typed: TypedResult) -> tuple[Result | None, tuple[Problem, ...]]:
        """The result that is meant, and what is wrong or worth a look.

        Returns:
            The result, None where there is a problem or the value is nothing; and the problems,
            each placed at the name of the part that it is about: 'AREA', 'CRITERION', 'VALUE',
            '--period', '--note'.
        """
        problems: list[Problem] = []

        def read(parse: Callable[[str], T], text: str, place: str) -> T | None:
            try:
                return parse(text)
            except Invalid as invalid:
                problems.append(invalid.at(Place(place)))
                return None

        area = read(self.area, typed.area, "AREA")
        period = read(Period.parse, typed.period, "--period")
        criterion = read(lambda text: self.criterion(text, period), typed.criterion, "CRITERION")
        value = criterion and read(lambda text: self.value(text, criterion), typed.value, "VALUE")
        note = read(texts.prose, typed.note or "", "--note")
        if problems or not (area and period and criterion and value):
            return None, tuple(problems)
        if period.start(self._existing.programme.cutoff_day) > self._today:
            params = {"period": period.code}
            problems.append(Problem("future_period", Place("--period"), params, notice=True))
        result = Result(period, area.code, criterion.code, value, Origin(0), note or None)
        return result, tuple(problems)

    @cached_property
    def _areas(self) -> Directory[Area]:
        return Directory(
            (
                Entry(area, area.code, (area.name, *area.aliases), area.kind)
                for area in self._existing.areas
            ),
            "area",
        )

    @cached_property
    def _criteria(self) -> Directory[str]:
        entries = (Entry(code, code, names) for code, names in self.rules.names.items())
        return Directory(entries, "criterion")
