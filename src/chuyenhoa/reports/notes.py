"""Notes as people and programs read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.language import _, current
from chuyenhoa.reports import figures
from chuyenhoa.reports.listing import Cell, Column, Listing, text
from chuyenhoa.reports.words import NOTE_KINDS, note_status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from chuyenhoa.model.dataset import Dataset, Note
    from chuyenhoa.model.notes import Said
    from chuyenhoa.model.periods import Period

# So that there is room for prose, and no word is broken.
_NARROW = len("self-managed")
_DATE = len("31 Mar 2023")


def listing(dataset: Dataset, said: Sequence[Said], period: Period | None) -> Listing:
    """Notes as a list.

    Args:
        dataset: Whose notes.
        said: Those to show, with how they stand.
        period: In this period; None for today.
    """
    names = {area.code: area.name for area in dataset.areas}
    caption = (
        _("Notes as they stand at the end of {period}").format(period=period.code)
        if period
        else _("All notes, as they stand today")
    )
    return Listing(
        "notes",
        dataset.programme,
        (
            Column("code", _("Code")),
            Column("kind", _("Kind"), most=_NARROW),
            Column("area", _("Area"), most=_NARROW),
            Column("period"),
            Column("criterion"),
            Column("text", _("Text")),
            Column("text_en"),
            Column("responsible"),
            Column("deadline"),
            Column("closed"),
            Column("carried"),
            Column("status", _("Status"), most=_DATE),
        ),
        [_row(each, names, in_period=period is not None) for each in said],
        about={"period": period.code if period else None},
        caption=caption,
    )


def _row(said: Said, names: Mapping[str, str], *, in_period: bool) -> list[Cell]:
    note = said.note
    return [
        text(note.code),
        Cell(note.kind, _(NOTE_KINDS[note.kind])),
        Cell(note.area, names[note.area] if note.area else _("all")),
        text(note.period.code),
        text(note.criterion),
        Cell(note.text, _prose(note)),
        text(note.text_en),
        text(note.responsible),
        text(note.deadline.isoformat() if note.deadline else None),
        text(note.closed.code if note.closed else None),
        Cell(said.carried if in_period else None),
        Cell(said.status, _status(said)),
    ]


def _prose(note: Note) -> str:
    """The text in the language in use, with the period and what else belongs to it."""
    beside = "; ".join(filter(None, (note.period.code, note.criterion, note.responsible)))
    return f"{' '.join(note.words(current()).split())} ({beside})"


def _status(said: Said) -> str:
    """How it stands, after the day by which it is to be done."""
    word = note_status(said.note.kind, said.status)
    if word is None:
        return "–"
    deadline = None if said.status == "done" else _deadline(said.note)
    return " ".join(filter(None, (deadline, word.signed)))


def _deadline(note: Note) -> str | None:
    return figures.day(note.deadline.isoformat()) if note.deadline else None


def lines(note: Note, before: Note | None, names: Mapping[str, str]) -> Iterator[str]:
    """A note part by part: all that it has, or beside the note as it was what has changed.

    Args:
        note: The note.
        before: As it was; None for a new one.
        names: The areas' names by their codes.

    Yields:
        `Thời hạn: 30/06/2023`, or `Thời hạn: 30/06/2023 → 31/08/2023`.
    """
    old = _parts(before, names) if before else {}
    for label, shown in _parts(note, names).items():
        if before is None and shown:
            yield f"{label}: {shown}"
        elif before is not None and shown != old[label]:
            yield f"{label}: {old[label] or '–'} → {shown or '–'}"


def _parts(note: Note, names: Mapping[str, str]) -> dict[str, str | None]:
    return {
        _("Kind"): _(NOTE_KINDS[note.kind]),
        _("Area"): names[note.area] if note.area else _("the whole programme"),
        _("Period"): note.period.code,
        _("Criterion"): note.criterion,
        _("Text"): note.text,
        _("Text in English"): note.text_en,
        _("Responsible"): note.responsible,
        _("Deadline"): _deadline(note),
        _("Closed in"): note.closed.code if note.closed else None,
    }
