"""What reports say in words: the letterhead and the notes of a data file (contract §2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.intake import texts
from chuyenhoa.intake.definitions import Stated
from chuyenhoa.model.codes import check_code
from chuyenhoa.model.dataset import Note, Office, Signer
from chuyenhoa.model.notes import note_kind, stays_open
from chuyenhoa.model.periods import Period
from chuyenhoa.model.problems import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chuyenhoa.intake.fields import Fields
    from chuyenhoa.intake.rules import Areas, Rules

OFFICE_KEYS = ("parent", "body", "number", "place", "signer", "recipients")
_SIGNER_KEYS = ("capacity", "title")
NOTE_KEYS = (
    *("code", "kind", "area", "period", "criterion", "text", "text_en", "responsible", "deadline"),
    "closed",
)


def read_office(fields: Fields) -> Stated[Office]:
    """The letterhead."""
    signer = fields.inner("signer", _SIGNER_KEYS)
    office = Office(
        parent=fields.text("parent"),
        body=fields.text("body"),
        number=fields.text("number"),
        place=fields.text("place"),
        signer=Signer(signer.text("capacity"), signer.text("title")) if signer else Signer(),
        recipients=fields.texts("recipients"),
    )
    return Stated(office, fields.origin)


def read_note(fields: Fields, areas: Areas, rules: Rules) -> Stated[Note] | None:
    """A note; None without a code, a kind or a period."""
    code = fields.required("code", check_code)
    kind = fields.required("kind", note_kind)
    period = fields.required("period", Period.parse)
    text = fields.required_text("text", texts.prose)
    text_en = fields.prose("text_en")
    area = fields.optional("area", areas.code)
    criterion = fields.optional("criterion", rules.criterion)
    responsible = fields.text("responsible")
    deadline = fields.optional("deadline", texts.day)
    closed = fields.optional("closed", Period.parse)
    if not (code and kind and period):
        return None
    note = Note(
        code,
        kind,
        period,
        text,
        text_en,
        area,
        criterion.code if criterion else None,
        responsible,
        deadline,
        closed,
    )
    for key, invalid in contradictions(note):
        fields.findings.invalid(invalid, fields.at(key))
    return Stated(note, fields.at("code"))


def contradictions(note: Note) -> Iterator[tuple[str, Invalid]]:
    """What in a note does not go together, each with the key that it stands under."""
    if not stays_open(note):
        for key in ("deadline", "closed"):
            if getattr(note, key):
                yield key, Invalid("never_open", key=key)
    elif note.closed and note.closed.end() < note.period.start():
        params = {"text": note.closed.code, "earlier": "period", "other": note.period.code}
        yield "closed", Invalid("too_early", key="closed", **params)
