"""What reports say in words, written and read: the letterhead and the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.model.dataset import Note, Office, Signer
from chuyenhoa.store.figures import stored_day, stored_period
from chuyenhoa.store.inputs import Counts

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from chuyenhoa.store.keys import Ids, PeriodIds


def write_office(connection: sqlite3.Connection, stated: Office, known: Office) -> Counts:
    """Write the letterhead, whole, in the place of the one that is known; an empty one is none."""
    if stated in {known, Office()}:
        return Counts(unchanged=int(stated != Office()))
    connection.execute(
        "INSERT OR REPLACE INTO office (id, parent, body, number, place, signer_capacity, "
        "signer_title) VALUES (1, ?, ?, ?, ?, ?, ?)",
        (
            stated.parent,
            stated.body,
            stated.number,
            stated.place,
            stated.signer.capacity,
            stated.signer.title,
        ),
    )
    connection.execute("DELETE FROM office_recipient")
    connection.executemany(
        "INSERT INTO office_recipient (position, recipient) VALUES (?, ?)",
        enumerate(stated.recipients, 1),
    )
    return Counts(new=1) if known == Office() else Counts(changed=1)


def read_office(connection: sqlite3.Connection) -> Office:
    """The letterhead; an empty one where nothing is known of it."""
    row = connection.execute(
        "SELECT parent, body, number, place, signer_capacity, signer_title FROM office"
    ).fetchone()
    if row is None:
        return Office()
    parent, body, number, place, capacity, title = row
    recipients = connection.execute("SELECT recipient FROM office_recipient ORDER BY position")
    return Office(
        parent, body, number, place, Signer(capacity, title), tuple(text for (text,) in recipients)
    )


def write_notes(
    connection: sqlite3.Connection,
    notes: Iterable[Note],
    period_ids: PeriodIds,
    area_ids: Ids,
    criterion_ids: Ids,
) -> None:
    """Write notes, each in the place of the one with its code; new ones follow the others."""
    connection.executemany(
        "INSERT INTO note (code, kind, period_id, area_id, criterion_id, text, text_en, "
        "responsible, deadline, closed_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (lower(code)) DO UPDATE SET kind = excluded.kind, "
        "period_id = excluded.period_id, area_id = excluded.area_id, "
        "criterion_id = excluded.criterion_id, text = excluded.text, text_en = excluded.text_en, "
        "responsible = excluded.responsible, deadline = excluded.deadline, "
        "closed_id = excluded.closed_id",
        [
            (
                note.code,
                note.kind,
                period_ids[note.period],
                area_ids.find(note.area),
                criterion_ids.find(note.criterion),
                note.text,
                note.text_en,
                note.responsible,
                note.deadline and note.deadline.isoformat(),
                period_ids.find(note.closed),
            )
            for note in notes
        ],
    )


def read_notes(connection: sqlite3.Connection) -> Iterator[Note]:
    """The notes, in the order in which they came."""
    for (
        code,
        kind,
        period,
        body,
        body_en,
        area,
        criterion,
        unit,
        deadline,
        closed,
    ) in connection.execute(
        "SELECT n.code, n.kind, p.code, n.text, n.text_en, a.code, c.code, n.responsible, "
        "n.deadline, closed.code "
        "FROM note n "
        "JOIN period p ON p.id = n.period_id "
        "LEFT JOIN area a ON a.id = n.area_id "
        "LEFT JOIN criterion c ON c.id = n.criterion_id "
        "LEFT JOIN period closed ON closed.id = n.closed_id "
        "ORDER BY n.id"
    ):
        yield Note(
            code,
            kind,
            stored_period(period),
            body,
            body_en,
            area,
            criterion,
            unit,
            deadline and stored_day(deadline),
            closed and stored_period(closed),
        )
