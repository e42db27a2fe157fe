"""Targets: what a criterion's figure is held against (contract §4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from chuyenhoa.model.numbers import number_text, parse_number, units
from chuyenhoa.model.problems import Invalid
from chuyenhoa.model.values import Measure

_COMPARISON = re.compile(r"(>=|>|<=|<|=)\s*(\S+)")
_RANGE = re.compile(r"(\S+?)\s*\.\.\s*(\S+)")
_ANSWERS = {"yes": Decimal(1), "no": Decimal(0)}
# As people write them; the data file has the signs of contract §4.
_SIGNS = str.maketrans({"≥": ">=", "≤": "<=", ",": "."})


@dataclass(frozen=True, slots=True)
class Target:
    """The figures that meet a criterion: those between two ends.

    Attributes:
        low: The lower end, None where there is none.
        low_open: Whether the lower end itself does not meet it.
        high: The upper end, None where there is none.
        high_open: Whether the upper end itself does not meet it.
        is_answer: A yes (1) or no (0) rather than a number.
    """

    low: Decimal | None
    low_open: bool
    high: Decimal | None
    high_open: bool
    is_answer: bool

    @property
    def text(self) -> str:
        """As a data file has it: '>= 80', '3 .. 5', 'yes'."""
        if self.is_answer:
            return "yes" if self.low else "no"
        if self.low is not None and self.high is not None:
            if self.low == self.high:
                return f"= {number_text(self.low)}"
            return f"{number_text(self.low)} .. {number_text(self.high)}"
        if self.low is not None:
            return f"{'>' if self.low_open else '>='} {number_text(self.low)}"
        if self.high is not None:
            return f"{'<' if self.high_open else '<='} {number_text(self.high)}"
        raise ValueError(self)

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The ends that there are."""
        return tuple(end for end in (self.low, self.high) if end is not None)

    @property
    def bounds(self) -> tuple[int, ...]:
        """The same in ten-thousandths."""
        return tuple(map(units, self.ends))

    @classmethod
    def parse(cls, text: str, measure: Measure) -> Self:
        """The target that a data file means, for a criterion of this measure.

        Raises:
            Invalid: `bad_target`, `empty_target`, `target_does_not_fit`, `number_too_long`.
        """
        written = text.strip()
        if written in _ANSWERS:
            answer = _ANSWERS[written]
            target = cls(answer, low_open=False, high=answer, high_open=False, is_answer=True)
        else:
            target = cls._numbers(written)
        if target.is_answer != (measure is Measure.YES_NO):
            raise Invalid("target_does_not_fit", text=text, measure=measure)
        return target

    @classmethod
    def _numbers(cls, text: str) -> Self:
        try:
            low, low_open, high, high_open = _ends(text)
        except Invalid as invalid:
            code = invalid.code if invalid.code == "number_too_long" else "bad_target"
            raise Invalid(code, text=text, suggestion=_likely(text)) from None
        if low is not None and high is not None and low > high:
            raise Invalid("empty_target", text=text)
        return cls(low, low_open, high, high_open, is_answer=False)


_Ends = tuple[Decimal | None, bool, Decimal | None, bool]


def _ends(text: str) -> _Ends:
    """The lower end and whether it is open, then the same of the upper one."""
    if found := _RANGE.fullmatch(text):
        return parse_number(found[1]), False, parse_number(found[2]), False
    if not (found := _COMPARISON.fullmatch(text)):
        raise Invalid("bad_target", text=text)
    sign, number = found[1], parse_number(found[2])
    if sign == "=":
        return number, False, number, False
    if sign.startswith(">"):
        return number, sign == ">", None, False
    return None, False, number, sign == "<"


def _likely(text: str) -> str | None:
    """The target with the signs of a data file, if that makes one of the text."""
    try:
        return Target(*_ends(text.translate(_SIGNS)), is_answer=False).text
    except Invalid:
        return None
