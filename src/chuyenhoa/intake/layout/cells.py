"""What a single cell says under a criterion (contract §3)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from chuyenhoa.intake.figures import (
    parse_figure,
    read_figure,
    refuse_unclear_share,
    refuse_unclear_thousands,
    refuse_verdict,
)
from chuyenhoa.intake.layout import words
from chuyenhoa.intake.layout.layouts import Part
from chuyenhoa.model.names import fold
from chuyenhoa.model.numbers import MOST_DECIMALS, MOST_WHOLE_DIGITS, number_text
from chuyenhoa.model.problems import Invalid
from chuyenhoa.model.values import NO, NOT_APPLICABLE, YES, Measure, parse_value, read_value
from chuyenhoa.sources.sheets import Cell, CellKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from chuyenhoa.model.dataset import Criterion
    from chuyenhoa.model.values import Value

# How a number up to one begins, and few others.
_UP_TO_ONE = {"0.", "1", "1."}
# `Không` under `Không có tội phạm` can be both: that there are none, and that it is not so.
_NEITHER, _NONE = {"khong", "ko", "k"}, "khong "
_MARKS = {"x", "✓", "✔", "☑"}
_STORED = {CellKind.NUMBER, CellKind.PERCENT}
_SMALLEST = Decimal(1).scaleb(-MOST_DECIMALS)
# What is so near to the end of a target has probably been worked out to it, a little inexactly.
_INEXACT = Decimal("1e-9")
# What means the same to a person and in a data file.
_PLAIN = re.compile(r"[0-9]{1,9}(?:/[0-9]{1,9})?")
_WITH_UNIT = re.compile(r"(?P<figure>.*\d)\s*(?P<unit>[^\d\s].*)")
_FRACTION = re.compile(r"\d[\d.,]*\s*/\s*\d[\d.,]*(?![\d.,/])")
# A fraction of things that are counted: `18/19 vụ`.
_COUNTED = re.compile(
    r"(?P<fraction>[\d.,]+\s*/\s*[\d.,]*\d)\s*(?P<words>[^\W\d_][^\W\d_ ]*(?: [^\W\d_]+){0,3})"
)
_MET = re.compile(r"\A(?:đạt|dat)\s+(?=\d)", re.IGNORECASE)
# A rate said twice: `18/19 vụ (94,7%)`, `94,7% = 18/19`.
_SHARE = r"(?P<share>\d[\d.,]*\s*%)"
_OVER = r"(?P<over>\d[\d.,]*\s*/\s*\d[\d.,]*)(?:\s*[^\W\d_]+){0,4}"
_BETWEEN, _AFTER = r"\s*[(=:,;–-]?\s*", r"\s*\)?"
_TWICE = [
    re.compile(f"{_OVER}{_BETWEEN}{_SHARE}{_AFTER}"),
    re.compile(f"{_SHARE}{_BETWEEN}{_OVER}{_AFTER}"),
]
# In a Vietnamese dataset: what a dot parts from three digits, and what it can only be a decimal of.
_DOTTED = re.compile(r"[-+−]?[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9.,])")
_DECIMAL = re.compile(r"[-+−]?[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})(?![0-9.,])")
_MOST_CHARACTERS = 200


def read_cell(cell: Cell, criterion: Criterion, *, language: str) -> Value | None:
    """The value that the cell holds, None for nothing.

    A cell that holds a number is never read as a text in which a mark groups thousands.

    Raises:
        Invalid: What does not fit the criterion, or is no value.
    """
    if cell.kind is CellKind.TEXT:
        if criterion.measure is not Measure.YES_NO and _PLAIN.fullmatch(cell.text):
            return _read_number(cell, criterion)
        return _read_text(cell.text, criterion, language)
    if cell.kind is CellKind.NUMBER or cell.kind is CellKind.PERCENT:
        return _read_number(cell, criterion)
    if cell.kind is CellKind.BOOLEAN:
        if criterion.measure is not Measure.YES_NO:
            raise Invalid("answer_not_allowed", text=cell.text)
        return YES if cell.text == "TRUE" else NO
    _refuse_kind(cell)
    return None


def read_mark(
    cell: Cell, criterion: Criterion, *, language: str, part: Part = Part.MET, under: str = ""
) -> Value | None:
    """What a mark says under a heading for what is met, or for what is not.

    Raises:
        Invalid: What is no mark, or stands under the wrong heading.
    """
    value = read_cell(cell, criterion, language=language)
    if value is None or value == NOT_APPLICABLE:
        return value
    refuse_verdict(under, criterion)
    if criterion.measure is not Measure.YES_NO:
        raise Invalid("not_a_mark", text=cell.text)
    # Words are not marks: `không` under `Chưa đạt` says the same, `có` does not.
    is_mark = cell.kind is CellKind.BOOLEAN or fold(cell.text) in _MARKS
    wanted = YES if part is Part.MET else NO
    if value != wanted and not (is_mark and value == YES):
        raise Invalid("not_a_mark", text=cell.text)
    return wanted


def is_doubtful(cell: Cell, criterion: Criterion) -> bool:
    """Whether a no may be meant as a yes: `không` where the criterion is that there is nothing."""
    return (
        criterion.measure is Measure.YES_NO
        and fold(cell.text) in _NEITHER
        and fold(criterion.name).startswith(_NONE)
    )


def read_part(cell: Cell, criterion: Criterion, *, language: str) -> Value | None:
    """The numerator or denominator that the cell holds, None for nothing.

    Raises:
        Invalid: What is not a plain number.
    """
    if cell.kind is CellKind.TEXT:
        figure = _without_unit(cell.text, criterion)
        refuse_unclear_thousands(figure, language)
        return read_value(figure, Measure.VALUE, language=language)
    if cell.kind is CellKind.NUMBER:
        return parse_value(cell.text, Measure.VALUE)
    if cell.kind in {CellKind.PERCENT, CellKind.BOOLEAN}:
        raise Invalid("bad_number", text=cell.text)
    _refuse_kind(cell)
    return None


def _refuse_kind(cell: Cell) -> None:
    """Refuse what no figure can be; what is left then is an empty cell."""
    if cell.kind is CellKind.DATE:
        raise Invalid("date_cell", text=cell.text)
    if cell.kind is CellKind.ERROR:
        raise Invalid("error_cell", text=cell.text)
    if cell.kind is CellKind.NO_VALUE:
        raise Invalid("unsaved_formula")


def _read_number(cell: Cell, criterion: Criterion) -> Value | None:
    text = cell.text
    if cell.kind is CellKind.PERCENT and not criterion.is_percentage:
        raise Invalid("percent_not_allowed", text=f"{text}%")
    may_be_share = text[:2] in _UP_TO_ONE or (criterion.may_exceed and "/" not in text)
    if may_be_share and cell.kind is not CellKind.PERCENT:
        refuse_unclear_share(text, Decimal(text), criterion)
    try:
        return parse_figure(text, criterion)
    except Invalid as invalid:
        if invalid.code == "number_too_long":
            invalid.suggestion = _rounded(text)
        raise


def quoted(cell: Cell, language: str) -> str:
    """What stands in the cell as people see it: stored numbers and dates have no form of their own.

    Args:
        cell: Of any kind.
        language: Of the dataset.
    """
    if cell.kind is CellKind.DATE and language == "vi":
        day, _, time = cell.text.partition("T")
        return f"{'/'.join(reversed(day.split('-')))} {time}".strip()
    if cell.kind not in _STORED:
        return cell.text
    text = _marked(cell.text, language)
    return f"{text}%" if cell.kind is CellKind.PERCENT else text


def quoting(invalid: Invalid, cell: Cell, language: str) -> Invalid:
    """The same about a cell, with numbers and dates as the language of the dataset has them."""
    if cell.kind not in {*_STORED, CellKind.DATE} or "text" not in invalid.params:
        return invalid
    text, near = str(invalid.params["text"]), invalid.suggestion
    shown = quoted(cell, language) if text == cell.text else _marked(text, language)
    near = near and _marked(near, language)
    return Invalid(invalid.code, suggestion=near, **{**invalid.params, "text": shown})


def _marked(number: str, language: str) -> str:
    return number.replace(".", ",") if language == "vi" else number


def unclear_dots(cells: Iterable[Cell]) -> set[Cell]:
    """The texts in which a dot may part thousands, if in others it is a decimal point.

    `39.125` is a thousand and more in a Vietnamese dataset, but hardly below `38.5`.
    """
    dotted = [cell for cell in cells if cell.kind is CellKind.TEXT and "." in cell.text]
    if not any(_DECIMAL.match(cell.text) for cell in dotted):
        return set()
    return {cell for cell in dotted if _DOTTED.match(cell.text)}


def rounded(cell: Cell, criterion: Criterion, bounds: Container[Decimal]) -> Cell | None:
    """A rate of too many decimals with four of them, None where the cell is something else.

    Args:
        cell: What cannot be read as it is.
        criterion: What it is about.
        bounds: The ends of its targets: a rate that would be rounded to one of them is not
            rounded, as it may be on the other side of it.
    """
    if cell.kind not in _STORED or criterion.measure is not Measure.RATE:
        return None
    text = _rounded(cell.text)
    return None if text is None or Decimal(text) in bounds else Cell(text, cell.kind)


def unrounded(invalid: Invalid, criterion: Criterion, bounds: Container[Decimal]) -> Invalid:
    """What to say of a number of too many decimals: none is suggested that is judged otherwise.

    With four decimals that can only be the end of a target, and then the number on its other side
    is as near. What a reduction is judged by is another figure, which is not known here.

    Args:
        invalid: What is wrong with the cell, with the nearest number if it has decimals alone.
        criterion: What it is about.
        bounds: The ends of its targets.
    """
    if invalid.code != "number_too_long" or invalid.suggestion is None:
        return invalid
    exact, near = Decimal(str(invalid.params["text"])), Decimal(invalid.suggestion)
    candidates = [near]
    if abs(exact - near) > _INEXACT:
        candidates.append(near + _SMALLEST.copy_sign(exact - near))
    is_share = criterion.measure is Measure.RATE and not criterion.may_exceed
    alike = [
        each
        for each in candidates
        if each not in bounds and not (is_share and each > criterion.per)
    ]
    if criterion.measure is Measure.REDUCTION or not alike:
        return Invalid("unclear_rounding", text=invalid.params["text"])
    invalid.suggestion = number_text(alike[0])
    return invalid


def _rounded(text: str) -> str | None:
    """The number with as many decimals as there can be, if that is all that is wrong with it."""
    whole, _, _ = text.partition(".")
    if len(whole.lstrip("-")) > MOST_WHOLE_DIGITS:
        return None
    # Plus nothing: there is no minus 0.
    return number_text(Decimal(text).quantize(_SMALLEST) + 0)


def _read_text(text: str, criterion: Criterion, language: str) -> Value | None:
    if criterion.measure is Measure.RATE and len(text) <= _MOST_CHARACTERS:
        text = _MET.sub("", text)
        if (twice := _said_twice(text, criterion, language)) is not None:
            return twice
    figure = _without_unit(text, criterion)
    try:
        return read_figure(figure, criterion, language=language)
    except Invalid as invalid:
        if invalid.code == "bad_number" and len(text) <= _MOST_CHARACTERS:
            raise _explained(text, criterion, language) from None
        raise


def _said_twice(text: str, criterion: Criterion, language: str) -> Value | None:
    """The fraction of a rate that is given as a percentage as well, if the two agree."""
    found = next(filter(None, (each.fullmatch(text) for each in _TWICE)), None)
    if found is None or words.is_change(text):
        return None
    try:
        share, exact = (
            read_figure(found[name].strip(" ,."), criterion, language=language)
            for name in ("share", "over")
        )
    except Invalid:
        return None
    return exact if share and exact and follows(share, exact, criterion) else None


def fraction(values: tuple[Value, Value], criterion: Criterion) -> Value:
    """The fraction of a numerator and a denominator.

    Raises:
        Invalid: What is no share (contract §3), or has one part that is not applicable.
    """
    over, under = values
    if over == under == NOT_APPLICABLE:
        return NOT_APPLICABLE
    if NOT_APPLICABLE in values:
        raise Invalid("half_fraction", text="n/a")
    text = f"{over.text(Measure.VALUE)}/{under.text(Measure.VALUE)}"
    return parse_figure(text, criterion) or NOT_APPLICABLE


def follows(share: Value, exact: Value, criterion: Criterion) -> bool:
    """Whether a rate is what a fraction comes to, as it was rounded."""
    number, over, under = share.number, exact.number, exact.denominator
    if number is None or share.denominator is not None or over is None or not under:
        return False
    last_place = Decimal(1).scaleb(int(number.as_tuple().exponent))
    return abs(over * criterion.per - number * under) <= last_place * under / 2


def _without_unit(text: str, criterion: Criterion) -> str:
    """The text without its unit: `3.954` for `3.954 vụ`, `18/19` for `18/19 vụ`."""
    if criterion.measure is Measure.RATE and len(text) <= _MOST_CHARACTERS:
        counted = _COUNTED.fullmatch(text)
        if counted and not words.is_change(counted["words"]):
            return counted["fraction"]
    if criterion.unit and len(text) <= _MOST_CHARACTERS and (found := _WITH_UNIT.fullmatch(text)):
        unit = fold(criterion.unit)
        if fold(found["unit"]) == unit and (unit != "%" or criterion.measure is Measure.VALUE):
            return found["figure"]
    return text


def _explained(text: str, criterion: Criterion, language: str) -> Invalid:
    """What is wanted in the place of several figures, or of a figure among words."""
    if not any(map(str.isdecimal, fold(text))):
        return Invalid("bad_number", text=text)
    if words.is_change(text):
        return Invalid("change_given", text=text)
    if criterion.measure is not Measure.RATE:
        return Invalid("number_wanted", text=text)
    fractions = _FRACTION.findall(text)
    # Beside a percentage that disagrees it is not certain either.
    alone = len(fractions) == 1 and text.count("/") == 1 and "%" not in text
    suggestion = fractions[0] if alone else None
    if suggestion is not None:
        try:
            read_figure(suggestion, criterion, language=language)
        except Invalid:
            suggestion = None
    return Invalid("rate_wanted", text=text, suggestion=suggestion)
