"""Reporting periods (contract §9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from chuyenhoa.model.names import fold
from chuyenhoa.model.problems import Invalid


class PeriodKind(StrEnum):
    """The kinds of period."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    NINE_MONTHS = "nine_months"

    # As quick as that of any text: periods are looked up by the hundred thousand.
    __hash__ = str.__hash__


# How many months each kind takes, and how many of them a year has one after the other. Nine months
# are reported from the start of the year only.
_MONTHS = {
    PeriodKind.YEAR: 12,
    PeriodKind.HALF: 6,
    PeriodKind.QUARTER: 3,
    PeriodKind.MONTH: 1,
    PeriodKind.NINE_MONTHS: 9,
}
_IN_A_YEAR = {kind: 12 // months for kind, months in _MONTHS.items()}

_CODES = {
    PeriodKind.YEAR: "{0.year:04}",
    PeriodKind.HALF: "{0.year:04}-H{0.number}",
    PeriodKind.QUARTER: "{0.year:04}-Q{0.number}",
    PeriodKind.MONTH: "{0.year:04}-{0.number:02}",
    PeriodKind.NINE_MONTHS: "{0.year:04}-9M",
}

_YEAR = r"(?P<year>(?:19|20|21)[0-9]{2})"
_OF_YEAR = rf"(?: ?/ ?| nam | )(?:nam )?{_YEAR}"
# Spellings after `fold`, which leaves neither case nor diacritics; `number` may be Roman.
_SPELLINGS = [
    (kind, re.compile(pattern))
    for kind, pattern in (
        (PeriodKind.YEAR, rf"(?:nam )?{_YEAR}"),
        (PeriodKind.YEAR, rf"12 ?t(?:hang)?{_OF_YEAR}"),
        (PeriodKind.HALF, rf"{_YEAR}[- ]?[hs](?P<number>[12])"),
        (PeriodKind.HALF, rf"[hs](?P<number>[12]){_OF_YEAR}"),
        (PeriodKind.HALF, rf"(?:0?6|sau) ?t(?:hang)?(?: (?P<number>dau|cuoi))?{_OF_YEAR}"),
        (PeriodKind.HALF, rf"0?6t{_YEAR}"),
        (PeriodKind.QUARTER, rf"{_YEAR}[- ]?q(?P<number>[1-4])"),
        (PeriodKind.QUARTER, rf"q(?:uy)? ?(?P<number>0?[1-4]|i{{1,3}}|iv){_OF_YEAR}"),
        (PeriodKind.QUARTER, rf"(?:0?3|ba) ?thang dau{_OF_YEAR}"),
        (PeriodKind.MONTH, rf"{_YEAR}[-/]?(?P<number>0[1-9]|1[0-2])"),
        (PeriodKind.MONTH, rf"(?:t|thang )?(?P<number>0?[1-9]|1[0-2]){_OF_YEAR}"),
        (PeriodKind.NINE_MONTHS, rf"{_YEAR}[- ]?9 ?[mt]"),
        (PeriodKind.NINE_MONTHS, rf"0?9t{_YEAR}"),
        (PeriodKind.NINE_MONTHS, rf"(?:0?9|chin) ?t(?:hang)?(?: dau)?{_OF_YEAR}"),
    )
]
_NUMBERS = {"dau": 1, "cuoi": 2, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_LONGEST_SPELLING = 60


@dataclass(frozen=True, slots=True)
class Period:
    """A period of reporting.

    Attributes:
        year: The year that it belongs to.
        kind: Its kind.
        number: Which of its kind in the year, from 1.

    Raises:
        ValueError: If the year has no such period.
    """

    year: int
    kind: PeriodKind
    number: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.number <= _IN_A_YEAR[self.kind]:
            raise ValueError(self)

    @property
    def code(self) -> str:
        """'2023', '2023-H1', '2023-Q2', '2023-06', '2023-9M'."""
        return _CODES[self.kind].format(self)

    def start(self, cutoff_day: int = 1) -> date:
        """The first day.

        Args:
            cutoff_day: The day of the month, 1 to 28, on which a period starts. Past the 1st it is
                a day of the month before: with 15, 2023-H1 starts on 15/12/2022.
        """
        return _month_start(self.year, (self.number - 1) * _MONTHS[self.kind], cutoff_day)

    def end(self, cutoff_day: int = 1) -> date:
        """The last day: the one before the next period starts."""
        after = _month_start(self.year, self.number * _MONTHS[self.kind], cutoff_day)
        return after - timedelta(days=1)

    @property
    def previous(self) -> Period:
        """The period before of the same kind; of nine months, those a year earlier."""
        if self.number > 1:
            return Period(self.year, self.kind, self.number - 1)
        return Period(self.year - 1, self.kind, _IN_A_YEAR[self.kind])

    @property
    def next(self) -> Period:
        """The period after of the same kind; of nine months, those a year later."""
        if self.number < _IN_A_YEAR[self.kind]:
            return Period(self.year, self.kind, self.number + 1)
        return Period(self.year + 1, self.kind)

    @property
    def prior_year(self) -> Period:
        """The same period one year earlier."""
        return Period(self.year - 1, self.kind, self.number)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The period that a person means (contract §9), with or without case and diacritics.

        Raises:
            Invalid: `bad_period`.
        """
        folded = fold(text) if len(text) <= _LONGEST_SPELLING else ""
        for kind, spelling in _SPELLINGS:
            if found := spelling.fullmatch(folded):
                number = found.groupdict(default="1").get("number", "1")
                return cls(int(found["year"]), kind, _NUMBERS.get(number) or int(number))
        raise Invalid("bad_period", text=text)

    @classmethod
    def from_code(cls, code: str) -> Self:
        """The period with this code, and no other spelling of it.

        Raises:
            Invalid: `bad_period`, with the code that may have been meant.
        """
        period = cls.parse(code)
        if period.code != code:
            raise Invalid("bad_period", text=code, suggestion=period.code)
        return period


def _month_start(year: int, months: int, cutoff_day: int) -> date:
    """The day on which the month so many months into the year starts."""
    if cutoff_day > 1:
        months -= 1
    years, month = divmod(months, 12)
    return date(year + years, month + 1, cutoff_day)
