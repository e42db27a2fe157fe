"""In which periods a note is said, and how it stands there (contract §13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from chuyenhoa.model.dataset import Note
    from chuyenhoa.model.periods import Period

Status: TypeAlias = Literal["open", "overdue", "done"]


class Said(NamedTuple):
    """A note as it stands in a period.

    Attributes:
        note: What is said.
        carried: Whether it comes from an earlier period.
        status: None for what is never open.
    """

    note: Note
    carried: bool
    status: Status | None


def stays_open(note: Note) -> bool:
    """Whether it is carried over until it is closed: everything but an achievement is."""
    return note.kind != "achievement"


def notes_in(notes: Iterable[Note], period: Period, cutoff_day: int) -> Iterator[Said]:
    """The notes that are said in a period, in their order.

    Those of the period itself; and of the earlier ones of its kind those that stay open and were
    not closed before it started. What is closed by its end is done, what is due by then and not
    done is overdue.
    """
    start, end = period.start(cutoff_day), period.end(cutoff_day)
    for note in notes:
        closed = note.closed.end(cutoff_day) if note.closed else None
        carried = (
            stays_open(note)
            and note.period.kind is period.kind
            and note.period.start(cutoff_day) < start
            and not (closed and closed < start)
        )
        if carried or note.period == period:
            done = closed is not None and closed <= end
            yield Said(note, carried, status(note, end, done=done))


def status(note: Note, day: date, *, done: bool) -> Status | None:
    """How a note stands at the end of a day; None if it is never open."""
    if not stays_open(note):
        return None
    if done:
        return "done"
    return "overdue" if note.deadline and note.deadline <= day else "open"
