"""Notes understood, shown and written."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.assessment.periods import find_period
from chuyenhoa.cli import doors, output
from chuyenhoa.intake.figures import Figures
from chuyenhoa.intake.notes import find_note, typed_note
from chuyenhoa.language import _
from chuyenhoa.model.dataset import Dataset, Note
from chuyenhoa.model.notes import Said, next_code, notes_in, spoken_kind, status
from chuyenhoa.model.periods import Period
from chuyenhoa.model.problems import Invalid, Place, Problem
from chuyenhoa.reports import notes as as_read
from chuyenhoa.reports.datafile import write_notes
from chuyenhoa.store.read_definitions import read_definitions
from chuyenhoa.store.write_definitions import delete_note, write_definitions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Container, Iterator

    from chuyenhoa.cli.session import Session
    from chuyenhoa.intake.notes import TypedNote
    from chuyenhoa.reports.listing import Listing


def add_note(session: Session, typed: TypedNote) -> bool:
    """Write a new note and say what was understood.

    Args:
        session: Whose database.
        typed: Kind and text at least; without a period it is the latest one with results.

    Returns:
        Whether there was no problem; the problems have been said.
    """
    with doors.writing(session) as connection:
        dataset = read_definitions(connection)
        if typed.period is None:
            typed = typed._replace(period=find_period(connection, None).code)
        new = partial(Note, next_code(dataset.notes))
        note = _understood(dataset, new, typed, arguments=("kind", "text"))
        if note is None:
            return False
        _write(connection, dataset, note)
    output.say(_("Added: {code}").format(code=note.code))
    _show(dataset, note, None)
    return True


def edit_note(session: Session, code: str, typed: TypedNote) -> bool:
    """Change a note and say old → new.

    Returns:
        Whether there was no problem; the problems have been said.
    """
    with doors.writing(session) as connection:
        dataset = read_definitions(connection)
        before = _found(dataset, code)
        note = before and _understood(dataset, partial(replace, before), typed)
        if note is None:
            return False
        _write(connection, dataset, note)
    if note == before:
        output.say(_("Nothing has changed."))
    else:
        output.say(_("Changed: {code}").format(code=note.code))
        _show(dataset, note, before)
    return True


def remove_note(session: Session, code: str) -> bool:
    """Remove a note, and write a data file that puts it back.

    Returns:
        Whether there is such a note; that there is not has been said.
    """
    with doors.writing(session) as connection:
        dataset = read_definitions(connection)
        note = _found(dataset, code)
        if note is None:
            return False
        delete_note(connection, note.code)
        # Before it is gone for good: where this cannot be written, the note stays.
        output.write_data(write_notes([note]))
    output.say(
        _("Removed: {code}. The data file that was written puts it back.").format(code=note.code)
    )
    return True


class Wanted(NamedTuple):
    """Which notes to list, as typed; None for all."""

    period: str | None
    area: str | None
    kind: str | None
    only_open: bool


def listed(session: Session, wanted: Wanted) -> Listing:
    """The notes that are wanted.

    Raises:
        Invalid: A name or a kind that there is not, or a text that is no period.
    """
    with doors.reading(session) as connection:
        dataset = read_definitions(connection)
    period = Period.parse(wanted.period) if wanted.period else None
    kind = spoken_kind(wanted.kind) if wanted.kind else None
    area = Figures(dataset, doors.today()).area(wanted.area).code if wanted.area else None
    said = [
        each
        for each in _said(dataset, period)
        if kind in {None, each.note.kind}
        and area in {None, each.note.area}
        and (each.status in {"open", "overdue"} or not wanted.only_open)
    ]
    if not said:
        output.say(_("There is no such note."))
    return as_read.listing(dataset, said, period)


def _said(dataset: Dataset, period: Period | None) -> Iterator[Said]:
    if period:
        yield from notes_in(dataset.notes, period, dataset.programme.cutoff_day)
        return
    yesterday = doors.today() - timedelta(days=1)
    for note in dataset.notes:
        yield Said(
            note, carried=False, status=status(note, yesterday, done=note.closed is not None)
        )


def _found(dataset: Dataset, code: str) -> Note | None:
    """The note with this code; None where there is none, which has been said."""
    try:
        return find_note(dataset.notes, code)
    except Invalid as invalid:
        output.say_problem(invalid.at(Place("CODE")))
        return None


def _understood(
    dataset: Dataset,
    make: Callable[..., Note],
    typed: TypedNote,
    arguments: Container[str] = (),
) -> Note | None:
    """The note that is meant; None where something is wrong, which has been said.

    Args:
        dataset: What there is to be named.
        make: As `typed_note` wants it.
        typed: The parts that it takes.
        arguments: Those that are arguments; all others are options.
    """
    note, wrong = typed_note(make, typed, Figures(dataset, doors.today()))
    for key, invalid in wrong:
        place = key.upper() if key in arguments else f"--{key.replace('_', '-')}"
        output.say_problem(invalid.at(Place(place)))
    if note and note.period.start(dataset.programme.cutoff_day) > doors.today():
        params = {"period": note.period.code}
        output.say_problem(Problem("future_period", Place("--period"), params, notice=True))
    return note


def _write(connection: sqlite3.Connection, dataset: Dataset, note: Note) -> None:
    write_definitions(connection, Dataset(dataset.programme, notes=(note,)))


def _show(dataset: Dataset, note: Note, before: Note | None) -> None:
    names = {area.code: area.name for area in dataset.areas}
    for line in as_read.lines(note, before, names):
        output.say(f"  {line}")
