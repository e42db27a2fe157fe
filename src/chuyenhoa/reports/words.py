"""The words for what the rules find, with a sign and a colour that say the same.

The functions translate; the tables declare, keyed by the identifiers of contract §1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.language import N_, _
from chuyenhoa.reports.palette import TERMINAL

if TYPE_CHECKING:
    from chuyenhoa.reports.document import Tone


class Word(NamedTuple):
    """How a finding is said: in words (English), by a sign, and by what its colour says."""

    text: str
    sign: str
    tone: Tone

    @property
    def colour(self) -> str:
        """At a terminal."""
        return TERMINAL[self.tone]

    @property
    def spoken(self) -> str:
        """In the language in use."""
        return _(self.text)

    @property
    def within(self) -> str:
        """The same inside a sentence: without a capital."""
        return self.spoken[:1].lower() + self.spoken[1:]

    @property
    def signed(self) -> str:
        """Sign and words, for where there may be no colour."""
        return f"{self.sign} {self.spoken}"


_MET = Word(N_("Met"), "✓", "good")
_NOT_MET = Word(N_("Not met"), "✗", "bad")

VERDICTS = {
    "met": _MET,
    "not_met": _NOT_MET,
    "missing": Word(N_("No figure yet"), "?", "open"),
    "not_applicable": Word(N_("Not applicable"), "–", "muted"),
}
STANDINGS = {
    "met": _MET,
    "not_met": _NOT_MET,
    "incomplete": Word(N_("Incomplete"), "?", "open"),
}
STAGES = {
    "listed": Word(N_("Listed"), "·", "muted"),
    "in_progress": Word(N_("In progress"), "→", "open"),
    "transformed": Word(N_("Transformed"), "★", "good"),
    "maintained": Word(N_("Maintained"), "=", "good"),
    "relapsed": Word(N_("Relapsed"), "!", "bad"),
    "unverified": Word(N_("Unverified"), "?", "open"),
}
REASONS = {
    "no_result": N_("nothing recorded"),
    "no_reference": N_("nothing to compare with"),
    "zero_denominator": N_("the denominator is 0"),
    "zero_reference": N_("the figure compared with is 0"),
}
# What a figure, or a period, is held against.
AGAINST = {
    "prior_year": N_("Same period last year"),
    "previous": N_("Period before"),
    "baseline": N_("Baseline"),
}
NOTE_HEADINGS = {
    "achievement": N_("Achievements"),
    "model": N_("Self-managed models"),
    "shortcoming": N_("Shortcomings"),
    "difficulty": N_("Difficulties"),
    "cause": N_("Causes"),
    "measure": N_("Measures to take"),
    "recommendation": N_("Recommendations"),
}
AREA_KINDS = {
    "commune": N_("commune"),
    "township": N_("township"),
    "ward": N_("ward"),
    "special_zone": N_("special zone"),
}
MEASURES = {
    "value": N_("value"),
    "yes_no": N_("yes or no"),
    "rate": N_("rate"),
    "reduction": N_("reduction"),
}
PERIOD_KINDS = {
    "year": N_("year"),
    "half": N_("half-year"),
    "quarter": N_("quarter"),
    "month": N_("month"),
    "nine_months": N_("nine months"),
}
# How a sheet lies.
LAYOUTS = {
    "long": N_("a row for each figure"),
    "wide": N_("areas down, criteria across"),
    "turned": N_("criteria down, areas across"),
    "one_area": N_("criteria down, one area"),
}
# What an import makes of a figure.
STATUSES = {
    "new": Word(N_("new"), "+", "good"),
    "changed": Word(N_("changed"), "→", "open"),
    "unchanged": Word(N_("unchanged"), "=", "muted"),
    "refused": Word(N_("refused"), "✗", "bad"),
}
# What an import can have judged otherwise, apart from criteria.
JUDGED = {
    "standing": N_("Standing"),
    "stage": N_("Stage"),
    "programme": N_("Verdict"),
}
NOTE_KINDS = {
    "achievement": N_("achievement"),
    "shortcoming": N_("shortcoming"),
    "difficulty": N_("difficulty"),
    "cause": N_("cause"),
    "measure": N_("measure"),
    "recommendation": N_("recommendation"),
    "model": N_("self-managed model"),
}


def _statuses(still: Word, done: Word) -> dict[str, Word]:
    return {"open": still, "overdue": Word(N_("Overdue"), "!", "bad"), "done": done}


_TASK = _statuses(Word(N_("Ongoing"), "→", "open"), Word(N_("Done"), "✓", "good"))
# What is wrong is overcome, what is asked of others is settled; a model is nothing to be done with.
_FAULT = _statuses(Word(N_("Not overcome yet"), "→", "open"), Word(N_("Overcome"), "✓", "good"))
_REQUEST = _statuses(Word(N_("Pending"), "→", "open"), Word(N_("Settled"), "✓", "good"))
_MODEL = _statuses(Word(N_("Active"), "→", "good"), Word(N_("Ended"), "–", "muted"))
_NOTE_STATUSES = {
    "shortcoming": _FAULT,
    "difficulty": _FAULT,
    "cause": _FAULT,
    "measure": _TASK,
    "recommendation": _REQUEST,
    "model": _MODEL,
}

ILLUSTRATIVE = N_("ILLUSTRATIVE FIGURES")


def note_status(kind: str, status: str | None) -> Word | None:
    """How a note of this kind stands; None for what is never open."""
    return None if status is None else _NOTE_STATUSES[kind][status]
