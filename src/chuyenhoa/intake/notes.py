"""Notes as people type them: each part a text, understood as contract §10 has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from chuyenhoa.intake import texts
from chuyenhoa.intake.narrative import contradictions
from chuyenhoa.model.names import Directory, Entry
from chuyenhoa.model.notes import spoken_kind
from chuyenhoa.model.periods import Period
from chuyenhoa.model.problems import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from chuyenhoa.intake.figures import Figures
    from chuyenhoa.model.dataset import Note

T = TypeVar("T")


class TypedNote(NamedTuple):
    """The parts of a note as someone types them, None where they do not.

    An empty text or '-' takes away what may be missing.
    """

    kind: str | None = None
    text: str | None = None
    text_en: str | None = None
    area: str | None = None
    period: str | None = None
    criterion: str | None = None
    responsible: str | None = None
    deadline: str | None = None
    closed: str | None = None


def find_note(notes: Iterable[Note], code: str) -> Note:
    """The note with this code, in any case.

    Raises:
        Invalid: `unknown_note`, with the nearest code.
    """
    return Directory((Entry(note, note.code) for note in notes), "note").resolve(code)


def typed_note(
    make: Callable[..., Note], typed: TypedNote, figures: Figures
) -> tuple[Note | None, list[tuple[str, Invalid]]]:
    """The note that is meant.

    Args:
        make: Makes the note of its parts: a new one, or one that is changed in these.
        typed: These parts.
        figures: What there is to be named.

    Returns:
        The note, None where something is wrong; and what is wrong, with the part that it is about.
    """
    parsers: dict[str, Callable[[str], object]] = {
        "kind": spoken_kind,
        "text": _text,
        "text_en": _or_none(texts.prose),
        "area": _or_none(lambda text: figures.area(text).code),
        "period": Period.parse,
        "criterion": _or_none(lambda text: figures.criterion(text).code),
        "responsible": _or_none(texts.line),
        "deadline": _or_none(texts.typed_day),
        "closed": _or_none(Period.parse),
    }
    parts: dict[str, object] = {}
    wrong = []
    for key, text in typed._asdict().items():
        if text is not None:
            try:
                parts[key] = parsers[key](text)
            except Invalid as invalid:
                wrong.append((key, invalid))
    if wrong:
        return None, wrong
    note = make(**parts)
    wrong = list(contradictions(note))
    return None if wrong else note, wrong


def _text(text: str) -> str:
    found = _or_none(texts.prose)(text)
    if found is None:
        raise Invalid("missing_text", key="text")
    return found


def _or_none(parse: Callable[[str], T]) -> Callable[[str], T | None]:
    """The same, with nothing for an empty text and for '-'."""
    return lambda text: None if text.strip() in {"", "-"} else parse(text)
