"""The programme as data: what a data file states and what the database holds (contract §2).

One vocabulary for both directions: `intake` makes a `Dataset` out of files, `store` writes and
reads one, and a dump is a `Dataset` written out again. Everything here is a value without
identity; the order of the tuples is the order in the data file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from chuyenhoa.model.problems import Place
from chuyenhoa.model.values import PERCENT, Measure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from chuyenhoa.model.periods import Period
    from chuyenhoa.model.targets import Target
    from chuyenhoa.model.values import Value

AreaKind = Literal["commune", "township", "ward", "special_zone"]
Against = Literal["prior_year", "previous", "baseline"]
Require = Literal["all"] | int | None
Language = Literal["vi", "en"]
NoteKind = Literal[
    "achievement", "shortcoming", "difficulty", "cause", "measure", "recommendation", "model"
]


@dataclass(frozen=True, slots=True)
class Programme:
    """The settings of the whole programme; the defaults are the contract's (§2)."""

    title: str = ""
    language: Language = "vi"
    illustrative: bool = False
    cutoff_day: int = 1
    min_success_rate: Decimal = Decimal(100)
    max_relapses: int = 0


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, by office: `capacity` 'TM. BAN CHỈ ĐẠO', `title` 'TRƯỞNG BAN'. Never a person."""

    capacity: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """The letterhead of reports and what stands below them (decree 30/2020/NĐ-CP).

    Attributes:
        parent: The body above the issuing one: 'HUYỆN ỦY SÌN HỒ'.
        body: The issuing body.
        number: Number and symbol: '05/BC-BCĐ'.
        place: Where it is issued: 'Sìn Hồ'.
        signer: Who signs.
        recipients: The lines of “Nơi nhận”.
    """

    parent: str | None = None
    body: str | None = None
    number: str | None = None
    place: str | None = None
    signer: Signer = field(default_factory=Signer)
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A commune, township, ward or special zone."""

    code: str
    name: str
    kind: AreaKind = "commune"
    gso_code: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """An area's stay on the list; each period counts from its start."""

    area: str
    listed: Period
    selected: Period | None = None
    delisted: Period | None = None
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A group of criteria; `require` is "all", a count, or None for no requirement of its own."""

    code: str
    name: str
    require: Require = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion as one set words and judges it. `points` count only when it is met."""

    code: str
    name: str
    target: Target
    name_en: str | None = None
    group: str | None = None
    unit: str | None = None
    measure: Measure = Measure.VALUE
    per: int = PERCENT
    may_exceed: bool = False
    against: Against = "prior_year"
    mandatory: bool = True
    points: Decimal = Decimal(1)

    @property
    def is_percentage(self) -> bool:
        """Whether its figures are percentages: rates per 100."""
        return self.measure is Measure.RATE and self.per == PERCENT

    def title(self, language: str) -> str:
        """The name in that language, where there is one."""
        return self.name_en if language == "en" and self.name_en else self.name


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """The rules in force from `start` until a later set's; `pass_score` in percent."""

    code: str
    name: str
    start: Period
    criteria: tuple[Criterion, ...]
    groups: tuple[Group, ...] = ()
    pass_score: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class RevisedTarget:
    """A target revised for one area (None: for all) or from some period on, and why."""

    criterion: str
    target: Target
    area: str | None = None
    start: Period | None = None
    until: Period | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The number that `against: baseline` compares with."""

    area: str
    criterion: str
    number: Decimal


class Origin(NamedTuple):
    """Where a figure stands: line and column from 1; in a workbook, the row and column of `sheet`.

    `file` is an index into the files of the input it came with.
    """

    file: int
    line: int | None = None
    column: int | None = None
    sheet: str | None = None

    def place(self, files: Mapping[int, str] | Sequence[str]) -> Place:
        """The same for people, who know the files of the input by their names."""
        return Place(files[self.file], self.line, self.column, self.sheet)


class Result(NamedTuple):
    """What was recorded for one area, criterion and period. A tuple, for there are many."""

    period: Period
    area: str
    criterion: str
    value: Value
    origin: Origin
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a report says in words; `chuyenhoa.model.notes` says in which periods.

    Attributes:
        code: By which it is known.
        kind: What it says.
        period: In which it is first said.
        text: In the language of the programme.
        text_en: In English.
        area: What it is about; None for the whole programme.
        criterion: The criterion that it is about, if it is about one.
        responsible: The unit that sees to it. Never a person.
        deadline: The last day on which it is to be done.
        closed: The period in which it was done; None while it is open.
    """

    code: str
    kind: NoteKind
    period: Period
    text: str
    text_en: str | None = None
    area: str | None = None
    criterion: str | None = None
    responsible: str | None = None
    deadline: date | None = None
    closed: Period | None = None

    def words(self, language: str) -> str:
        """The text in that language, where there is one."""
        return self.text_en if language == "en" and self.text_en else self.text


@dataclass(frozen=True, slots=True)
class Dataset:
    """One programme. `periods` are the declared or reported ones."""

    programme: Programme = field(default_factory=Programme)
    areas: tuple[Area, ...] = ()
    listings: tuple[Listing, ...] = ()
    criteria_sets: tuple[CriteriaSet, ...] = ()
    targets: tuple[RevisedTarget, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    periods: tuple[Period, ...] = ()
    results: tuple[Result, ...] = ()
    office: Office = field(default_factory=Office)
    notes: tuple[Note, ...] = ()
