"""Values: what is recorded for one area, criterion and period (contract §3)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.model.names import fold
from chuyenhoa.model.numbers import number_text, parse_number, read_number
from chuyenhoa.model.problems import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet


class Measure(StrEnum):
    """What a criterion's values are (contract §2)."""

    VALUE = "value"
    YES_NO = "yes_no"
    RATE = "rate"
    REDUCTION = "reduction"


@dataclass(frozen=True, slots=True)
class Value:
    """A value as recorded. That there is none is `None`, never a `Value`.

    Attributes:
        number: The number, or a fraction's numerator; under `Measure.YES_NO` 1 is yes and 0 is no;
            None where the criterion is not applicable.
        denominator: Of a fraction, else None.
    """

    number: Decimal | None
    denominator: Decimal | None = None

    def text(self, measure: Measure) -> str:
        """As a data file has it: '19', '12.5', '18/19', 'yes', 'no', 'n/a'."""
        if self.number is None:
            return "n/a"
        if measure is Measure.YES_NO:
            return "yes" if self.number else "no"
        if self.denominator is None:
            return number_text(self.number)
        return f"{number_text(self.number)}/{number_text(self.denominator)}"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A value with its criterion's measure, which says how it is written."""

    value: Value
    measure: Measure

    def __str__(self) -> str:
        return self.value.text(self.measure)


NOT_APPLICABLE = Value(None)
YES = Value(Decimal(1))
NO = Value(Decimal(0))

# Typed by people, after `fold`.
_NOTHING = {"", "-", "–", "—", "−"}
_NOT_APPLICABLE = {"n/a", "na", "n.a.", "kad", "k.a.d", "k.a.d.", "khong ap dung", "not applicable"}
_YES = {"yes", "y", "true", "co", "dat", "x", "✓", "✔", "☑"}
_NO = {"no", "n", "false", "khong", "k", "ko", "chua", "chua dat", "khong dat"}

PERCENT = 100
"""What a rate is counted per where it is a percentage."""


class _Rule(NamedTuple):
    """What a figure has to fit: see `parse_value`."""

    measure: Measure
    per: int
    may_exceed: bool


def parse_value(
    text: str, measure: Measure, *, per: int = PERCENT, may_exceed: bool = False
) -> Value | None:
    """The value that a data file means (contract §3), or None for nothing.

    Args:
        text: As it stands in the file.
        measure: Of the criterion.
        per: What a rate is counted per: 100 for a percentage.
        may_exceed: Whether a share may be more than one.

    Raises:
        Invalid: Whatever does not fit the measure; with a suggestion where what a person would
            have meant by the text is the same in either language.
    """
    text, rule = text.strip(), _Rule(measure, per, may_exceed)
    if text in {"", "-"}:
        return None
    if text == "n/a":
        return NOT_APPLICABLE
    try:
        if measure is Measure.YES_NO:
            return _answer(text, {"yes"}, {"no"}, text)
        return _figure(text, parse_number, rule)
    except Invalid as invalid:
        if measure is not Measure.YES_NO and fold(text) in _YES | _NO:
            raise Invalid("answer_not_allowed", text=text) from None
        invalid.suggestion = _likely(text, rule)
        raise


def read_value(
    text: str,
    measure: Measure,
    *,
    language: str,
    per: int = PERCENT,
    may_exceed: bool = False,
) -> Value | None:
    """The value that a person means (contract §3, last paragraph), or None for nothing.

    Args:
        text: As typed at a terminal or into a spreadsheet.
        measure: Of the criterion.
        language: Of the dataset: it decides whether `1.234` is a thousand and more.
        per: What a rate is counted per: 100 for a percentage.
        may_exceed: Whether a share may be more than one.

    Raises:
        Invalid: Whatever does not fit the measure.
    """
    folded = fold(text)
    if folded in _NOTHING:
        return None
    if folded in _NOT_APPLICABLE:
        return NOT_APPLICABLE
    if measure is Measure.YES_NO:
        return _answer(folded, _YES, _NO, text)
    if folded in _YES | _NO:
        raise Invalid("answer_not_allowed", text=text)
    figure = text
    if folded.endswith("%") and "/" not in folded:
        if measure is not Measure.RATE or per != PERCENT:
            raise Invalid("percent_not_allowed", text=text)
        figure = text.strip().removesuffix("%")

    def read(number: str) -> Decimal:
        return read_number(number, language=language)

    try:
        return _figure(figure, read, _Rule(measure, per, may_exceed))
    except Invalid as invalid:
        invalid.params["text"] = text
        raise


def _answer(text: str, yes: AbstractSet[str], no: AbstractSet[str], written: str) -> Value:
    if text in yes:
        return YES
    if text in no:
        return NO
    raise Invalid("bad_answer", text=written)


def _figure(text: str, number: Callable[[str], Decimal], rule: _Rule) -> Value:
    over, slash, under = text.partition("/")
    try:
        value = Value(number(over), number(under) if slash else None)
    except Invalid as invalid:
        raise Invalid(invalid.code, text=text) from None
    if slash and rule.measure is not Measure.RATE:
        raise Invalid("fraction_not_allowed", text=text)
    if rule.measure is not Measure.VALUE:
        _check_size(value, text, rule)
    return value


def _check_size(value: Value, text: str, rule: _Rule) -> None:
    number, denominator = value.number or 0, value.denominator
    if number < 0 or (denominator or 0) < 0:
        raise Invalid("negative", text=text)
    if rule.may_exceed or rule.measure is not Measure.RATE:
        return
    # Nothing out of nothing has no share (contract §5.3), but three out of none is a mistake.
    if denominator is not None and number > denominator:
        raise Invalid("share_above_one", text=text)
    if denominator is None and number > rule.per:
        raise Invalid("above_per", text=text, per=rule.per)


def _likely(text: str, rule: _Rule) -> str | None:
    """How a data file would have what a person means by the text, if that is beyond doubt."""
    measure, per, may_exceed = rule
    try:
        vi, en = (
            read_value(text, measure, language=language, per=per, may_exceed=may_exceed)
            for language in ("vi", "en")
        )
    except Invalid:
        return None
    return vi.text(measure) if vi is not None and vi == en else None
