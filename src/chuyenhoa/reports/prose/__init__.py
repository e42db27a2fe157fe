"""Running text of reports: one module for each language, each in its own words.

A sentence of a report is not put together of translated pieces: order, number and what has to be
said at all differ. Both modules have the functions of `Prose`; labels stay in the catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from chuyenhoa.language import current

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from chuyenhoa.assessment.assessed import AssessedArea, AssessedProgramme
    from chuyenhoa.assessment.comparison import Comparison
    from chuyenhoa.model.periods import Period
    from chuyenhoa.reports.report import Report


class Movement(NamedTuple):
    """What a criterion that counts a fall comes to over the areas that have both figures.

    Attributes:
        name: The criterion's.
        against: 'prior_year', 'previous' or 'baseline'.
        unit: What is counted, if that is said.
        now: The sum of the figures.
        before: The sum of what they are compared with.
        areas: In how many areas there are both.
        of: Of how many.
    """

    name: str
    against: str
    unit: str | None
    now: Decimal
    before: Decimal
    areas: int
    of: int


class Prose(Protocol):
    """What can be said. Sentences are whole, with capital and full stop, unless said otherwise."""

    def period(self, period: Period) -> str:
        """The period in running text: '6 tháng đầu năm 2023'."""

    def subject(self, title: str, period: str) -> str:
        """What a report is about, as a line below its title."""

    def nation(self) -> tuple[str, str]:
        """The national title and motto of a letterhead."""

    def place_and_date(self, place: str | None, day: date) -> str:
        """The place and date of a letterhead."""

    def number(self, number: str) -> str:
        """The number and symbol of a letterhead."""

    def attached(self, number: str | None, day: date) -> str:
        """To which report an appendix belongs, in brackets."""

    def opening(self, report: Report) -> str:
        """What follows, of which days, by which rules; ends with a colon."""

    def on_the_list(self, report: Report) -> Iterator[str]:
        """How many areas of which kinds are on the list, which are selected, new or delisted."""

    def rules(self, report: Report) -> str:
        """What the criteria set asks for."""

    def reported(self, report: Report) -> str:
        """How complete the figures are."""

    def movement(self, movement: Movement) -> str:
        """What was counted, and how far it fell or rose."""

    def programme(
        self, programme: AssessedProgramme, areas: Sequence[AssessedArea]
    ) -> Iterator[str]:
        """How many of the selected areas meet the targets, who relapsed, and what that makes."""

    def stages(self, areas: Sequence[AssessedArea]) -> str:
        """Which areas are at which stage."""

    def criteria(self, report: Report) -> Iterator[str]:
        """How many criteria are met everywhere, and which are missed most."""

    def comparison(self, comparison: Comparison) -> str:
        """What is compared with what; ends with a colon."""

    def compared(self, comparison: Comparison) -> Iterator[str]:
        """Who newly meets, who no longer does, who relapsed, how many criteria flipped."""

    def first(self) -> str:
        """That there is nothing to compare with."""

    def open(self, area: AssessedArea) -> str:
        """How an area stands, and what is open in it, each criterion with figure and target."""

    def nothing_open(self, areas: Sequence[AssessedArea]) -> str:
        """That every criterion is met or does not apply; where that is not known, none missed."""

    def to_do(self, report: Report) -> Iterator[str]:
        """What follows from the data for the next period."""

    def none_recorded(self, kind: str) -> str:
        """That no note of a kind ('difficulty', 'recommendation' …) has been recorded."""

    def counted(self, name: str, met: int, of: int) -> str:
        """On how many areas a criterion is met; a clause."""


def prose() -> Prose:
    """Those of the language in use."""
    from chuyenhoa.reports.prose import en, vi

    return vi if current() == "vi" else en
