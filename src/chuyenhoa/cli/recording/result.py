"""Results as they are typed: understood, shown and written one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.cli import doors, output
from chuyenhoa.intake.figures import Figures
from chuyenhoa.language import _, current
from chuyenhoa.reports import figures
from chuyenhoa.store.inputs import Input
from chuyenhoa.store.lookups import has_results, results_of
from chuyenhoa.store.read_definitions import read_vocabulary
from chuyenhoa.store.results import write_results

if TYPE_CHECKING:
    from chuyenhoa.cli.session import Session
    from chuyenhoa.intake.figures import TypedResult
    from chuyenhoa.model.dataset import Criterion
    from chuyenhoa.model.periods import Period
    from chuyenhoa.model.values import Value


def record_one(session: Session, typed: TypedResult) -> bool:
    """Write a result and say what was understood, old → new.

    Returns:
        Whether there was no problem; the problems have been said.
    """
    with doors.writing(session) as connection:
        known = Figures(read_vocabulary(connection), doors.today())
        result, problems = known.result(typed)
        for problem in problems:
            output.say_problem(problem)
        if result is None:
            if problems:
                return False
            output.say(_("An empty value changes nothing: the result stays as it is."))
            return True
        is_first = not has_results(connection, result.period.code)
        before = results_of(connection, result.area, result.period.code).get(result.criterion)
        written = write_results(connection, [result], Input("record", doors.now())).written
        criterion = known.criterion(result.criterion, result.period)
        output.say(
            " · ".join(
                (
                    known.area(result.area).name,
                    f"{criterion.code} {criterion.title(current())}",
                    f"{result.period.code}: {said(criterion, before, result.value)}",
                )
            )
        )
    if is_first:
        output.say(first_result(result.period))
    if not written:
        output.say(_("Nothing has changed."))
    return True


def said(criterion: Criterion, before: Value | None, after: Value) -> str:
    """What has become of a figure: '17/19 → 18/19'."""
    old, new = (figures.recorded(each, criterion.measure) for each in (before, after))
    return f"{old} → {new}"


def first_result(period: Period) -> str:
    """What is said when a period begins, which may be a mistyped one."""
    return _("This is the first result of {period}.").format(period=period.code)
