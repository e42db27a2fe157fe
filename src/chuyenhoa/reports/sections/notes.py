"""What was noted, in the words of those who noted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.language import _, current
from chuyenhoa.reports import cells, figures
from chuyenhoa.reports.document import Cell, Column, Item, Items, MadeRows, Paragraph, Row, Table
from chuyenhoa.reports.prose import prose
from chuyenhoa.reports.words import note_status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chuyenhoa.model.dataset import Note, NoteKind
    from chuyenhoa.model.notes import Said
    from chuyenhoa.reports.document import Block
    from chuyenhoa.reports.report import Report


def noted(report: Report, *kinds: NoteKind) -> Iterator[Block]:
    """The notes of some kinds as a list, or that there are none of the first kind."""
    found = [said for kind in kinds for said in report.noted(kind)]
    if not found:
        yield Paragraph(prose().none_recorded(kinds[0]))
        return
    names = _names(report)
    yield Items(
        tuple(item for said in found for item in _items(said, names.get(said.note.area or "")))
    )


def of_area(report: Report, kind: NoteKind, area: str) -> Iterator[Block]:
    """The notes of a kind about one area, as a list, if there are any."""
    found = report.noted(kind, area)
    if found:
        yield Items(tuple(item for said in found for item in _items(said, None)))


def measures(name: str, found: Sequence[Said], report: Report) -> Table:
    """Measures to take, with who sees to them, until when, and how they stand.

    Args:
        name: Of the table.
        found: The notes.
        report: Whose they are.
    """
    names = _names(report)

    def row(said: Said) -> Row:
        note = said.note
        about = _("The programme") if note.area is None else names.get(note.area, note.area)
        status = note_status(note.kind, said.status)
        return Row.of(
            Cell(" ".join(lines(note))),
            Cell(about),
            cells.text(note.responsible),
            Cell(figures.day(note.deadline.isoformat())) if note.deadline else cells.NOTHING,
            cells.NOTHING if status is None else cells.found(status, said.status or ""),
        )

    return Table(
        name,
        _("Measures to take"),
        (
            Column(_("Measure"), "text", 32),
            Column(_("Area"), "text", 14),
            Column(_("Responsible unit"), "text", 16),
            Column(_("Deadline"), "code", 10),
            Column(_("Status"), "text", 12),
        ),
        MadeRows(found, row),
    )


def _names(report: Report) -> dict[str, str]:
    return {area.code: area.name for area in report.areas}


def lines(note: Note) -> list[str]:
    """The lines of its text, in the language in use where it is given in it."""
    return [line.strip() for line in note.words(current()).splitlines() if line.strip()]


def _items(said: Said, area: str | None) -> Iterator[Item]:
    """Its lines, the first with what it is about and the last with how it stands."""
    *before, last = lines(said.note)
    remarks = []
    if said.note.criterion:
        remarks.append(said.note.criterion)
    if said.carried:
        remarks.append(_("since {period}").format(period=figures.period(said.note.period)))
        if status := note_status(said.note.kind, said.status):
            remarks.append(status.within)
    if remarks:
        end = "." if last.endswith(".") else ""
        last = f"{last.removesuffix('.')} ({'; '.join(remarks)}){end}"
    texts = [*before, last]
    for number, text in enumerate(texts):
        yield Item(text, f"{area}:" if area and not number else "")
