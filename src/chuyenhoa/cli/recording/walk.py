"""`record AREA` at a terminal: the area's criteria one by one."""

from __future__ import annotations

import sys
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.cli import doors, output
from chuyenhoa.cli.keyboard import read_line
from chuyenhoa.cli.recording.result import first_result, said
from chuyenhoa.errors import Interrupted
from chuyenhoa.intake.figures import Figures
from chuyenhoa.language import _, current, ngettext
from chuyenhoa.model.dataset import Origin, Result
from chuyenhoa.model.periods import Period
from chuyenhoa.model.problems import Invalid
from chuyenhoa.model.values import Measure
from chuyenhoa.reports import figures
from chuyenhoa.reports.problems import explained
from chuyenhoa.store.inputs import Input
from chuyenhoa.store.lookups import has_results, results_of
from chuyenhoa.store.read_definitions import read_vocabulary
from chuyenhoa.store.results import write_results

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chuyenhoa.cli.session import Session
    from chuyenhoa.model.dataset import Area, Criterion
    from chuyenhoa.model.values import Value

HELP, LEAVE = "?", "q"
_IN = " " * 6
_NARROWEST = 20


class _Area(NamedTuple):
    """What is asked about, as the database had it when the asking began."""

    known: Figures
    area: Area
    period: Period
    criteria: tuple[Criterion, ...]
    present: Mapping[str, Value]
    before: Mapping[str, Value]


def walk(session: Session, area: str, period: str) -> None:
    """Ask for the area's figures in the period, those that are missing first.

    Each answer is written before the next question, so that whoever leaves loses nothing and can
    go on later.

    Raises:
        Invalid: The area or the period cannot be understood, or no criteria set is in force.
    """
    asked = _look_up(session, area, period)
    missing = [each for each in asked.criteria if each.code not in asked.present]
    recorded = [each for each in asked.criteria if each.code in asked.present]
    output.say(f"{asked.area.name} · {asked.period.code} · {_how_far(asked, 0)}")
    output.say(
        _("Enter keeps what is there, {help} helps, {leave} leaves.").format(help=HELP, leave=LEAVE)
    )
    changes = new = 0
    try:
        for number, criterion in enumerate((*missing, *recorded), 1):
            output.say("")
            output.say(_heading(criterion, asked, number))
            output.say(f"      {_beside(criterion, asked)}")
            answer = _ask(criterion, asked)
            if isinstance(answer, str):
                break
            if answer is not None and _write(session, asked, criterion, answer):
                changes += 1
                new += criterion.code not in asked.present
    except Interrupted:
        output.say("")
        output.say(_kept(changes))
        raise
    output.say("")
    output.say(f"{_kept(changes)} {_how_far(asked, new)}")


def _look_up(session: Session, area: str, period: str) -> _Area:
    when = Period.parse(period)
    with doors.reading(session) as connection:
        known = Figures(read_vocabulary(connection), doors.today())
        found = known.area(area)
        return _Area(
            known,
            found,
            when,
            known.criteria(when),
            results_of(connection, found.code, when.code),
            results_of(connection, found.code, when.previous.code),
        )


def _heading(criterion: Criterion, asked: _Area, number: int) -> str:
    """'3/15  TC08 Tỷ lệ điều tra khám phá (%)'."""
    unit = f" ({criterion.unit})" if criterion.unit else ""
    return f"{number}/{len(asked.criteria)}  {criterion.code} {criterion.title(current())}{unit}"


def _beside(criterion: Criterion, asked: _Area) -> str:
    """Target, the figure of the period before, and the present one."""
    before, now = (
        figures.recorded(values.get(criterion.code), criterion.measure)
        for values in (asked.before, asked.present)
    )
    return " · ".join(
        (
            _("target {target}").format(target=figures.target(criterion)),
            f"{asked.period.previous.code}: {before}",
            _("now: {figure}").format(figure=now),
        )
    )


def _ask(criterion: Criterion, asked: _Area) -> Value | str | None:
    """What is answered: a value, None to keep what is there, or `LEAVE`."""
    while True:
        sys.stderr.write("      > ")
        sys.stderr.flush()
        line = read_line()
        text = line.strip()
        if not line or text.lower() == LEAVE:
            return LEAVE
        if text == HELP:
            width = max(_NARROWEST, get_terminal_size().columns - 1)
            for part in wrap(_help(criterion), width, initial_indent=_IN, subsequent_indent=_IN):
                output.say(part)
            continue
        try:
            return asked.known.value(text, criterion)
        except Invalid as invalid:
            output.say(f"      {explained(invalid)}")


def _help(criterion: Criterion) -> str:
    """What may be answered, with an example."""
    forms = {
        Measure.VALUE: _("A number, such as 3 or 12,5."),
        Measure.YES_NO: _("yes or no; có, đạt, x; không, chưa đạt."),
        Measure.RATE: _("A share, such as 18/19, or the rate itself, such as 94,7."),
        Measure.REDUCTION: _("The number of this period, such as 19; the fall is reckoned."),
    }
    return " ".join(
        (
            forms[criterion.measure],
            _("n/a or KAD: does not apply. Enter or -: stays as it is. No personal data."),
        )
    )


def _write(session: Session, asked: _Area, criterion: Criterion, value: Value) -> bool:
    """Write one answer and show it; whether it made a difference."""
    result = Result(asked.period, asked.area.code, criterion.code, value, Origin(0))
    with doors.writing(session) as connection:
        is_first = not has_results(connection, asked.period.code)
        present = results_of(connection, asked.area.code, asked.period.code).get(criterion.code)
        written = write_results(connection, [result], Input("record", doors.now())).written
    output.say(f"      {criterion.code}: {said(criterion, present, value)}")
    if is_first:
        output.say(f"      {first_result(asked.period)}")
    return bool(written)


def _how_far(asked: _Area, new: int) -> str:
    done = sum(each.code in asked.present for each in asked.criteria) + new
    return _("{done}/{all} criteria have a figure.").format(done=done, all=len(asked.criteria))


def _kept(changes: int) -> str:
    return ngettext("{n} figure recorded.", "{n} figures recorded.", changes).format(n=changes)
