"""The tables, as SQLModel declares them: what the migrations lead to.

Nothing here runs while data is read or written (the database's own CHECKs do the validating, and
`chuyenhoa.store.results` the writing): importing SQLModel takes half a second. Migrations are
written against this module, and a test holds the two together.

Numbers are REAL with at most four decimals, booleans 0 or 1, dates ISO 8601. Codes are unique
without regard to case (contract §2).
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import REAL, CheckConstraint, Computed, Index, Integer, MetaData, Text, text
from sqlmodel import Field, SQLModel

from chuyenhoa.store.checksum import CHECKSUM

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def _text(**options: Any) -> Any:  # noqa: ANN401 - as SQLModel's Field
    return Field(sa_type=Text, **options)


def _real(**options: Any) -> Any:  # noqa: ANN401 - as SQLModel's Field
    return Field(sa_type=REAL, **options)


def _key() -> Any:  # noqa: ANN401 - as SQLModel's Field
    return Field(default=None, primary_key=True)


def _one_of(column: str, *values: str | int) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(map(repr, values))})", name=column)


def _flags(*columns: str) -> list[CheckConstraint]:
    return [_one_of(column, 0, 1) for column in columns]


def _code(table: str, *within: str) -> Index:
    return Index(f"uq_{table}_code", *within, text("lower(code)"), unique=True)


def _ends() -> list[CheckConstraint]:
    """Of a target: two ends, of which one may be missing; each may be open."""
    return [
        CheckConstraint("COALESCE(low <= high, low IS NOT NULL OR high IS NOT NULL)", name="ends"),
        *_flags("low_open", "high_open"),
    ]


_STRICT = {"sqlite_strict": True}


class Table(SQLModel):
    """What all tables share."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMING)


class Programme(Table, table=True):
    """The settings of the whole programme: one row."""

    __tablename__ = "dataset"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        _one_of("language", "vi", "en"),
        *_flags("illustrative"),
        CheckConstraint("cutoff_day BETWEEN 1 AND 28", name="cutoff_day"),
        CheckConstraint("min_success_rate BETWEEN 0 AND 100", name="min_success_rate"),
        CheckConstraint("max_relapses >= 0", name="max_relapses"),
        _STRICT,
    )

    id: int | None = _key()
    title: str = _text()
    language: str = _text()
    illustrative: int
    cutoff_day: int
    min_success_rate: float = _real()
    max_relapses: int


class Period(Table, table=True):
    """Every period that anything names; `reported` are those declared or with results.

    The dates follow from the code and the cut-off day. `previous_code` and `prior_year_code` name
    the periods that a reduction compares with, whether or not they are here.
    """

    __table_args__ = (
        _one_of("kind", "year", "half", "quarter", "month", "nine_months"),
        CheckConstraint("starts_on < ends_on", name="dates"),
        *_flags("reported"),
        _STRICT,
    )

    id: int | None = _key()
    code: str = _text(unique=True)
    kind: str = _text()
    starts_on: str = _text()
    ends_on: str = _text()
    previous_code: str = _text()
    prior_year_code: str = _text()
    reported: int


class Area(Table, table=True):
    """A commune, township, ward or special zone; `position` is its place in the data file."""

    __table_args__ = (
        _code("area"),
        _one_of("kind", "commune", "township", "ward", "special_zone"),
        _STRICT,
    )

    id: int | None = _key()
    position: int
    code: str = _text()
    name: str = _text()
    kind: str = _text()
    gso_code: str | None = _text()


class AreaAlias(Table, table=True):
    """Another name of an area."""

    __tablename__ = "area_alias"
    __table_args__ = (_STRICT,)

    area_id: int = Field(foreign_key="area.id", primary_key=True)
    position: int
    alias: str = _text(primary_key=True)


class Listing(Table, table=True):
    """An area's stay on the list."""

    __table_args__ = (_STRICT,)

    area_id: int = Field(foreign_key="area.id", primary_key=True)
    listed_id: int = Field(foreign_key="period.id")
    selected_id: int | None = Field(foreign_key="period.id")
    delisted_id: int | None = Field(foreign_key="period.id")
    decision: str | None = _text()


class Criterion(Table, table=True):
    """A criterion: it keeps its code and measure over all sets (contract §2)."""

    __table_args__ = (
        _code("criterion"),
        _one_of("measure", "value", "yes_no", "rate", "reduction"),
        _STRICT,
    )

    id: int | None = _key()
    code: str = _text()
    measure: str = _text()


class CriteriaSet(Table, table=True):
    """The version of the rules in force from a period on."""

    __tablename__ = "criteria_set"
    __table_args__ = (
        _code("criteria_set"),
        CheckConstraint("pass_score BETWEEN 0 AND 100", name="pass_score"),
        _STRICT,
    )

    id: int | None = _key()
    code: str = _text()
    name: str = _text()
    from_id: int = Field(foreign_key="period.id", unique=True)
    pass_score: float = _real()


class CriterionGroup(Table, table=True):
    """A group of a set's criteria; all, `require_count` or none of them must be met."""

    __tablename__ = "criterion_group"
    __table_args__ = (
        _code("criterion_group", "set_id"),
        *_flags("require_all"),
        CheckConstraint(
            "require_count IS NULL OR require_all = 0 AND require_count >= 0", name="require_count"
        ),
        _STRICT,
    )

    id: int | None = _key()
    set_id: int = Field(foreign_key="criteria_set.id")
    position: int
    code: str = _text()
    name: str = _text()
    require_all: int
    require_count: int | None


class SetCriterion(Table, table=True):
    """A criterion as one set words and judges it."""

    __tablename__ = "set_criterion"
    __table_args__ = (
        Index("uq_set_criterion_position", "set_id", "position", unique=True),
        Index("uq_set_criterion_criterion", "set_id", "criterion_id", unique=True),
        CheckConstraint("per BETWEEN 1 AND 100000", name="per"),
        _one_of("against", "prior_year", "previous", "baseline"),
        *_flags("may_exceed", "mandatory"),
        *_ends(),
        CheckConstraint("points >= 0", name="points"),
        _STRICT,
    )

    id: int | None = _key()
    set_id: int = Field(foreign_key="criteria_set.id")
    criterion_id: int = Field(foreign_key="criterion.id")
    position: int
    group_id: int | None = Field(foreign_key="criterion_group.id")
    name: str = _text()
    name_en: str | None = _text()
    unit: str | None = _text()
    per: int
    may_exceed: int
    against: str = _text()
    low: float | None = _real()
    low_open: int
    high: float | None = _real()
    high_open: int
    mandatory: int
    points: float = _real()


class Target(Table, table=True):
    """A target revised for one area or for all, from some period on or from the start."""

    __table_args__ = (
        Index(
            "uq_target_key",
            "criterion_id",
            text("COALESCE(area_id, 0)"),
            text("COALESCE(from_id, 0)"),
            unique=True,
        ),
        *_ends(),
        _STRICT,
    )

    id: int | None = _key()
    criterion_id: int = Field(foreign_key="criterion.id")
    area_id: int | None = Field(foreign_key="area.id")
    from_id: int | None = Field(foreign_key="period.id")
    until_id: int | None = Field(foreign_key="period.id")
    low: float | None = _real()
    low_open: int
    high: float | None = _real()
    high_open: int
    reason: str | None = _text()


class Baseline(Table, table=True):
    """What `against: baseline` compares with."""

    __table_args__ = (_STRICT,)

    area_id: int = Field(foreign_key="area.id", primary_key=True)
    criterion_id: int = Field(foreign_key="criterion.id", primary_key=True)
    number: float = _real()


class Office(Table, table=True):
    """The letterhead of reports: one row, or none while nothing is known of it."""

    __table_args__ = (CheckConstraint("id = 1", name="one_row"), _STRICT)

    id: int | None = _key()
    parent: str | None = _text()
    body: str | None = _text()
    number: str | None = _text()
    place: str | None = _text()
    signer_capacity: str | None = _text()
    signer_title: str | None = _text()


class OfficeRecipient(Table, table=True):
    """A line of “Nơi nhận”."""

    __tablename__ = "office_recipient"
    __table_args__ = (_STRICT,)

    position: int = Field(primary_key=True)
    recipient: str = _text()


class Note(Table, table=True):
    """What a report says in words; `period_id` is the first that it is about.

    Without an area it is about the whole programme. `deadline` is a date in ISO 8601.
    """

    __table_args__ = (
        _code("note"),
        _one_of(
            "kind",
            "achievement",
            "shortcoming",
            "difficulty",
            "cause",
            "measure",
            "recommendation",
            "model",
        ),
        _STRICT,
    )

    id: int | None = _key()
    code: str = _text()
    kind: str = _text()
    period_id: int = Field(foreign_key="period.id")
    area_id: int | None = Field(foreign_key="area.id")
    criterion_id: int | None = Field(foreign_key="criterion.id")
    text: str = _text()
    text_en: str | None = _text()
    responsible: str | None = _text()
    deadline: str | None = _text()
    closed_id: int | None = Field(foreign_key="period.id")


class Input(Table, table=True):
    """One transaction that wrote results. Its id, not the clock, is the order of history.

    `undoes_id` is the input whose results this one has taken back.
    """

    __table_args__ = ({"sqlite_autoincrement": True, **_STRICT},)

    id: int | None = _key()
    command: str = _text()
    recorded_at: str = _text()
    undoes_id: int | None = Field(foreign_key="input.id")


class InputFile(Table, table=True):
    """A file of an input, by the name that it was given.

    What is restored still stands in the file that it was first read from: `restores_id`.
    """

    __tablename__ = "input_file"
    __table_args__ = ({"sqlite_autoincrement": True, **_STRICT},)

    id: int | None = _key()
    input_id: int = Field(foreign_key="input.id")
    name: str = _text()
    sha256: str | None = _text()
    restores_id: int | None = Field(foreign_key="input_file.id")


class _Figure(Table):
    """What was recorded for one area, criterion and period, and where it stands.

    `number` is the figure or, beside a denominator, the numerator; under yes/no 1 or 0. Not
    applicable has neither. What is missing has no row: it is never zero.
    """

    period_id: int = Field(foreign_key="period.id", primary_key=True)
    area_id: int = Field(foreign_key="area.id", primary_key=True)
    criterion_id: int = Field(foreign_key="criterion.id", primary_key=True)
    number: float | None = _real()
    denominator: float | None = _real()
    applicable: int
    file_id: int = Field(foreign_key="input_file.id")
    sheet: str | None = _text()
    line: int | None
    col: int | None
    note: str | None = _text()
    text_crc32: int | None = Field(sa_type=Integer)


def _figure_rules(*without_number: int) -> tuple[Any, ...]:
    """The rules of a figure.

    Args:
        without_number: What `applicable` may be where there is no number.
    """
    empty = " ".join(
        f"WHEN {each} THEN number IS NULL AND denominator IS NULL" for each in without_number
    )
    return (
        CheckConstraint(
            f"CASE applicable WHEN 1 THEN number IS NOT NULL {empty} ELSE 0 END",
            name="applicable",
        ),
        CheckConstraint("abs(number) < 1000000000", name="number"),
        CheckConstraint("denominator >= 0 AND denominator < 1000000000", name="denominator"),
        CheckConstraint(
            "(sheet IS NULL AND note IS NULL) = (text_crc32 IS NULL)", name="text_crc32"
        ),
        {"sqlite_with_rowid": False, **_STRICT},
    )


class Result(_Figure, table=True):
    """The figures as they are now."""

    __table_args__ = _figure_rules(0)

    checksum: int | None = Field(default=None, sa_column_args=(Computed(CHECKSUM, persisted=True),))


class Revision(_Figure, table=True):
    """The figures as they were before; with `result`, in order of `file_id`, all of history.

    One that was taken back without another in its place has `applicable` -1 from then on.
    """

    __table_args__ = _figure_rules(0, -1)

    file_id: int = Field(foreign_key="input_file.id", primary_key=True)
    checksum: int | None = Field(default=None, sa_column_args=(Computed(CHECKSUM, persisted=True),))


class Digest(Table, table=True):
    """SHA-256 of each table that has no checksums of its own."""

    __table_args__ = (_STRICT,)

    name: str = _text(primary_key=True)
    value: str = _text()
