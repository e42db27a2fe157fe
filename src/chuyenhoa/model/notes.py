"""What reports say in words: its kinds, in which periods it is said, and how it stands there.

The rules are those of contract §14.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from chuyenhoa.model.codes import code_key
from chuyenhoa.model.names import fold, nearest
from chuyenhoa.model.problems import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from chuyenhoa.model.dataset import Note, NoteKind
    from chuyenhoa.model.periods import Period

Status: TypeAlias = Literal["open", "overdue", "done"]

# As people say them; diacritics and case do not count.
_WORDS: dict[NoteKind, tuple[str, ...]] = {
    "achievement": ("kết quả đạt được", "kết quả", "ưu điểm", "thành tích"),
    "shortcoming": ("tồn tại, hạn chế", "tồn tại", "hạn chế"),
    "difficulty": ("khó khăn, vướng mắc", "khó khăn", "vướng mắc"),
    "cause": ("nguyên nhân",),
    "measure": ("giải pháp", "biện pháp", "nhiệm vụ"),
    "recommendation": ("kiến nghị, đề xuất", "kiến nghị", "đề xuất"),
    "model": ("mô hình tự quản", "mô hình"),
}
_SPOKEN = {fold(word): kind for kind, words in _WORDS.items() for word in (kind, *words)}
# More digits than these nobody has counted up to.
_NUMBERED = re.compile(r"n([0-9]{1,9})")


def note_kind(text: str) -> NoteKind:
    """The kind with this identifier.

    Raises:
        Invalid: `bad_note_kind`, with the kind that may have been meant.
    """
    kind = _SPOKEN.get(fold(text))
    if kind is None or kind != text:
        near = kind or _SPOKEN.get(nearest(text, _SPOKEN) or "")
        raise Invalid("bad_note_kind", text=text, suggestion=near)
    return kind


def spoken_kind(text: str) -> NoteKind:
    """The kind that a person means: an identifier or its Vietnamese name, in any case.

    Raises:
        Invalid: `bad_note_kind`, with the kind that may have been meant.
    """
    return _SPOKEN.get(fold(text)) or note_kind(text)


def next_code(notes: Iterable[Note]) -> str:
    """A code that is not taken: the one after the highest of N01, N02 and so on."""
    taken = {code_key(note.code) for note in notes}
    found = (_NUMBERED.fullmatch(code) for code in taken)
    highest = max((int(number[1]) for number in found if number), default=0)
    following = (f"N{number:02}" for number in count(highest + 1))
    return next(code for code in following if code_key(code) not in taken)


class Said(NamedTuple):
    """A note as it stands in a period, or on a day.

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
