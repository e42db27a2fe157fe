"""An explanation in words that a committee can follow, as pairs of a label and a sentence."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from chuyenhoa.language import _
from chuyenhoa.model.rounding import rounded
from chuyenhoa.model.values import Measure
from chuyenhoa.reports import figures, summary
from chuyenhoa.reports.provenance import where
from chuyenhoa.reports.words import AGAINST, REASONS, STANDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chuyenhoa.assessment.assessed import AssessedCriterion
    from chuyenhoa.assessment.explain import (
        ExplainedCriterion,
        ExplainedGroup,
        Explanation,
        Reference,
        RevisedBy,
    )
    from chuyenhoa.assessment.remedy import Remedy

Line = tuple[str, str]


def of_criterion(explained: ExplainedCriterion) -> Iterator[Line]:
    """Figure, source, reference, target, arithmetic, reason and what it would take."""
    assessed = explained.assessed
    asked = assessed.asked
    yield _("Figure"), _with_unit(figures.recorded(assessed.value, asked.measure), explained)
    if explained.source is not None:
        yield _("Source"), where(explained.source)
        if explained.source.command == "import":
            # What the file had inside, whatever has become of it since.
            yield "SHA-256", explained.source.sha256 or ""
        if explained.source.note:
            yield _("Note"), explained.source.note
    if explained.reference is not None:
        yield _reference(explained.reference, explained)
    yield _("Target"), _target(explained)
    reckoning = _reckoning(assessed)
    if reckoning:
        yield _("Calculation"), reckoning
    if assessed.reason is not None:
        yield _("Because"), _(REASONS[assessed.reason])
    if explained.remedy is not None:
        yield _("It would take"), would_take(explained.remedy, explained)


def to_record(explained: ExplainedCriterion) -> Line:
    """A criterion not judged yet, in one line: its code, then name, target and what else.

    Beside its own figure that may be the one that it would be compared with.
    """
    asked = explained.assessed.asked
    weight = [_("mandatory")] if asked.mandatory else []
    target = _("target {target}").format(target=figures.target(asked))
    said = "; ".join([*weight, target, *_to_compare_with(explained)])
    return asked.code, f"{summary.name(explained.assessed)} ({said})"


def of_area(explanation: Explanation) -> Iterator[Line]:
    """What the standing and the stage rest on, and whether what is open can still decide."""
    area = explanation.area
    if area.met + area.not_met + area.missing == 0:
        yield _("Because"), _("no criterion applies")
        return
    yield (
        _("Points"),
        _("{points} of {most}; {least} needed ({percent})").format(
            points=figures.number(area.points),
            most=figures.number(area.max_points),
            least=figures.number(_needed(explanation)),
            percent=figures.percent(explanation.assessment.pass_score),
        ),
    )
    yield _("Mandatory"), _mandatory(explanation)
    for group in explanation.groups:
        yield _("Group {code}").format(code=group.code), _group(group)
    if area.missing:
        yield _("Still open"), _still_open(explanation)
    if explanation.earlier:
        standings = ", ".join(
            f"{code} {STANDINGS[standing].signed}" for code, standing in explanation.earlier
        )
        yield _("Before"), standings


def _with_unit(figure: str, explained: ExplainedCriterion) -> str:
    """A figure with its unit; a share and its percentage say theirs themselves."""
    asked = explained.assessed.asked
    if not asked.unit or asked.measure not in {Measure.VALUE, Measure.REDUCTION}:
        return figure
    return figure if explained.assessed.number is None else f"{figure} {asked.unit}"


def _reference(reference: Reference, explained: ExplainedCriterion) -> Line:
    said = [] if reference.period is None else [f"{reference.period}:"]
    if reference.number is None:
        # What was recorded without a number is that the criterion did not apply.
        said.append(_("no number") if reference.source is None else _("n/a"))
    else:
        said.append(_with_unit(figures.number(reference.number), explained))
    if reference.source is not None:
        said.append(f"– {where(reference.source)}")
    return _(AGAINST[explained.assessed.asked.against]), " ".join(said)


def _target(explained: ExplainedCriterion) -> str:
    asked = explained.assessed.asked
    text = figures.target(asked)
    if explained.revised_by is None:
        return text
    own = figures.target(asked, explained.revised_by.instead_of)
    return f"{text} – {_revised(explained.revised_by, own)}"


def _revised(revised: RevisedBy, own: str) -> str:
    whose = _("for this area") if revised.for_this_area else _("for all areas")
    if revised.start and revised.until:
        whose += " " + _("from {start} to {until}").format(start=revised.start, until=revised.until)
    elif revised.start:
        whose += " " + _("from {start}").format(start=revised.start)
    elif revised.until:
        whose += " " + _("until {until}").format(until=revised.until)
    text = _("{whose}, instead of {own}").format(whose=whose, own=own)
    return f"{text}: {revised.reason}" if revised.reason else text


def _reckoning(assessed: AssessedCriterion) -> str:
    """The arithmetic, where there is any: `(21 − 19) × 100 / 21 = 9,52% → giảm 9,52%`."""
    result = assessed.measured(figures.DECIMALS)
    if result is None:
        return ""
    number = _number(assessed.number)
    if assessed.asked.measure is Measure.REDUCTION:
        reference = _number(assessed.reference)
        return (
            f"({reference} − {number}) × 100 / {reference} = {_minus(figures.percent(result))}"
            f" → {figures.change(result)}"
        )
    if assessed.denominator is None:
        return ""
    per = figures.number(Decimal(assessed.asked.per))
    rate = figures.rate(result, assessed.asked.per)
    return f"{number} × {per} / {_number(assessed.denominator)} = {rate}"


def _minus(text: str) -> str:
    """With the sign that the rest of the arithmetic has."""
    return text.replace("-", "−")


def _number(number: float | None) -> str:
    return figures.number(Decimal(repr(number)))


def would_take(remedy: Remedy, explained: ExplainedCriterion) -> str:
    """What would meet the target: `tăng thêm 2: 16/25 → 18/25`."""
    assessed = explained.assessed
    if remedy.kind in {"record", "reference"}:
        figure = [_("record the figure")] if remedy.kind == "record" else []
        return ", ".join([*figure, *_to_compare_with(explained)])
    if remedy.kind == "answer":
        answer = _("yes") if remedy.needed else _("no")
        return _("the answer “{answer}”").format(answer=answer)
    if remedy.needed is None or remedy.change is None:
        return _("no figure meets this target as things stand")
    shift = _with_unit(figures.number(abs(remedy.change)), explained)
    under = "" if assessed.denominator is None else f"/{_number(assessed.denominator)}"
    step = f"{_number(assessed.number)}{under} → {figures.number(remedy.needed)}{under}"
    sentence = _("{shift} more: {step}") if remedy.change > 0 else _("{shift} less: {step}")
    return sentence.format(shift=shift, step=step)


def _to_compare_with(explained: ExplainedCriterion) -> Iterator[str]:
    """Where the figure is to be given that this one is compared with, if there is none."""
    if explained.reference is None or explained.reference.number is not None:
        return
    if explained.reference.period is None:
        yield _("give the baseline in a data file")
    else:
        yield _("record the figure for {period}").format(period=explained.reference.period)


def _needed(explanation: Explanation) -> Decimal:
    """The points that are needed, rounded to no other side of those there are or may be."""
    area, exact = explanation.area, Fraction(explanation.pass_points)
    bounds = (int(area.points * 10000), int((area.points + area.open_points) * 10000))
    return rounded(exact.numerator, exact.denominator, bounds, figures.DECIMALS)


def _mandatory(explanation: Explanation) -> str:
    """Which mandatory criteria stand in the way."""
    said = []
    for verdict, sentence in (
        ("not_met", _("not met: {codes}")),
        ("missing", _("no figure: {codes}")),
    ):
        codes = [
            c.asked.code
            for c in explanation.area.criteria
            if c.asked.mandatory and c.verdict == verdict
        ]
        if codes:
            said.append(sentence.format(codes=", ".join(codes)))
    return "; ".join(said) or _("all met")


def _group(group: ExplainedGroup) -> str:
    text = _("{met} of {applicable} met, {required} required").format(
        met=group.met, applicable=group.applicable, required=group.required
    )
    if group.is_met:
        sign = "✓"
    elif group.can_be_met:
        sign = "?"
    else:
        sign = "✗"
    return f"{sign} {group.name}: {text}"


def _still_open(explanation: Explanation) -> str:
    area = explanation.area
    best = figures.points(area.points + area.open_points)
    codes = ", ".join(c.asked.code for c in area.criteria if c.verdict == "missing")
    if area.standing == "met":
        return _("{codes}: met even if these are not").format(codes=codes)
    if area.standing == "not_met":
        return _("{codes}: not met even if these are ({best})").format(codes=codes, best=best)
    return _("{codes}: they decide; with all of them met {best}").format(codes=codes, best=best)
