"""The tables of what a data file states: the programme, its areas, criteria, targets and notes."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from chuyenhoa.store.tables.base import (
    STRICT,
    Table,
    code_index,
    ends,
    flags,
    key_column,
    one_of,
    real_column,
    text_column,
)


class Programme(Table, table=True):
    """The settings of the whole programme: one row."""

    __tablename__ = "dataset"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        one_of("language", "vi", "en"),
        *flags("illustrative"),
        CheckConstraint("cutoff_day BETWEEN 1 AND 28", name="cutoff_day"),
        CheckConstraint("min_success_rate BETWEEN 0 AND 100", name="min_success_rate"),
        CheckConstraint("max_relapses >= 0", name="max_relapses"),
        STRICT,
    )

    id: int | None = key_column()
    title: str = text_column()
    language: str = text_column()
    illustrative: int
    cutoff_day: int
    min_success_rate: float = real_column()
    max_relapses: int


class Period(Table, table=True):
    """Every period that anything names; `reported` are those declared or with results.

    The dates follow from the code and the cut-off day. `previous_code` and `prior_year_code` name
    the periods that a reduction compares with, whether or not they are here.
    """

    __table_args__ = (
        one_of("kind", "year", "half", "quarter", "month", "nine_months"),
        CheckConstraint("starts_on < ends_on", name="dates"),
        *flags("reported"),
        STRICT,
    )

    id: int | None = key_column()
    code: str = text_column(unique=True)
    kind: str = text_column()
    starts_on: str = text_column()
    ends_on: str = text_column()
    previous_code: str = text_column()
    prior_year_code: str = text_column()
    reported: int


class Area(Table, table=True):
    """A commune, township, ward or special zone; `position` is its place in the data file."""

    __table_args__ = (
        code_index("area"),
        one_of("kind", "commune", "township", "ward", "special_zone"),
        STRICT,
    )

    id: int | None = key_column()
    position: int
    code: str = text_column()
    name: str = text_column()
    kind: str = text_column()
    gso_code: str | None = text_column()


class AreaAlias(Table, table=True):
    """Another name of an area."""

    __tablename__ = "area_alias"
    __table_args__ = (STRICT,)

    area_id: int = Field(foreign_key="area.id", primary_key=True)
    position: int
    alias: str = text_column(primary_key=True)


class Listing(Table, table=True):
    """An area's stay on the list."""

    __table_args__ = (STRICT,)

    area_id: int = Field(foreign_key="area.id", primary_key=True)
    listed_id: int = Field(foreign_key="period.id")
    selected_id: int | None = Field(foreign_key="period.id")
    delisted_id: int | None = Field(foreign_key="period.id")
    decision: str | None = text_column()


class Criterion(Table, table=True):
    """A criterion: it keeps its code and measure over all sets (contract §2)."""

    __table_args__ = (
        code_index("criterion"),
        one_of("measure", "value", "yes_no", "rate", "reduction"),
        STRICT,
    )

    id: int | None = key_column()
    code: str = text_column()
    measure: str = text_column()


class CriteriaSet(Table, table=True):
    """The version of the rules in force from a period on."""

    __tablename__ = "criteria_set"
    __table_args__ = (
        code_index("criteria_set"),
        CheckConstraint("pass_score BETWEEN 0 AND 100", name="pass_score"),
        STRICT,
    )

    id: int | None = key_column()
    code: str = text_column()
    name: str = text_column()
    from_id: int = Field(foreign_key="period.id", unique=True)
    pass_score: float = real_column()


class CriterionGroup(Table, table=True):
    """A group of a set's criteria; all, `require_count` or none of them must be met."""

    __tablename__ = "criterion_group"
    __table_args__ = (
        code_index("criterion_group", "set_id"),
        *flags("require_all"),
        CheckConstraint(
            "require_count IS NULL OR require_all = 0 AND require_count >= 0", name="require_count"
        ),
        STRICT,
    )

    id: int | None = key_column()
    set_id: int = Field(foreign_key="criteria_set.id")
    position: int
    code: str = text_column()
    name: str = text_column()
    require_all: int
    require_count: int | None


class SetCriterion(Table, table=True):
    """A criterion as one set words and judges it."""

    __tablename__ = "set_criterion"
    __table_args__ = (
        Index("uq_set_criterion_position", "set_id", "position", unique=True),
        Index("uq_set_criterion_criterion", "set_id", "criterion_id", unique=True),
        CheckConstraint("per BETWEEN 1 AND 100000", name="per"),
        one_of("against", "prior_year", "previous", "baseline"),
        *flags("may_exceed", "mandatory"),
        *ends(),
        CheckConstraint("points >= 0", name="points"),
        STRICT,
    )

    id: int | None = key_column()
    set_id: int = Field(foreign_key="criteria_set.id")
    criterion_id: int = Field(foreign_key="criterion.id")
    position: int
    group_id: int | None = Field(foreign_key="criterion_group.id")
    name: str = text_column()
    name_en: str | None = text_column()
    unit: str | None = text_column()
    per: int
    may_exceed: int
    against: str = text_column()
    low: float | None = real_column()
    low_open: int
    high: float | None = real_column()
    high_open: int
    mandatory: int
    points: float = real_column()


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
        *ends(),
        STRICT,
    )

    id: int | None = key_column()
    criterion_id: int = Field(foreign_key="criterion.id")
    area_id: int | None = Field(foreign_key="area.id")
    from_id: int | None = Field(foreign_key="period.id")
    until_id: int | None = Field(foreign_key="period.id")
    low: float | None = real_column()
    low_open: int
    high: float | None = real_column()
    high_open: int
    reason: str | None = text_column()


class Baseline(Table, table=True):
    """What `against: baseline` compares with."""

    __table_args__ = (STRICT,)

    area_id: int = Field(foreign_key="area.id", primary_key=True)
    criterion_id: int = Field(foreign_key="criterion.id", primary_key=True)
    number: float = real_column()


class Office(Table, table=True):
    """The letterhead of reports: one row, or none while nothing is known of it."""

    __table_args__ = (CheckConstraint("id = 1", name="one_row"), STRICT)

    id: int | None = key_column()
    parent: str | None = text_column()
    body: str | None = text_column()
    number: str | None = text_column()
    place: str | None = text_column()
    signer_capacity: str | None = text_column()
    signer_title: str | None = text_column()


class OfficeRecipient(Table, table=True):
    """A line of “Nơi nhận”."""

    __tablename__ = "office_recipient"
    __table_args__ = (STRICT,)

    position: int = Field(primary_key=True)
    recipient: str = text_column()


class Note(Table, table=True):
    """What a report says in words; `period_id` is the first that it is about.

    Without an area it is about the whole programme. `deadline` is a date in ISO 8601.
    """

    __table_args__ = (
        code_index("note"),
        one_of(
            "kind",
            "achievement",
            "shortcoming",
            "difficulty",
            "cause",
            "measure",
            "recommendation",
            "model",
        ),
        STRICT,
    )

    id: int | None = key_column()
    code: str = text_column()
    kind: str = text_column()
    period_id: int = Field(foreign_key="period.id")
    area_id: int | None = Field(foreign_key="area.id")
    criterion_id: int | None = Field(foreign_key="criterion.id")
    text: str = text_column()
    text_en: str | None = text_column()
    responsible: str | None = text_column()
    deadline: str | None = text_column()
    closed_id: int | None = Field(foreign_key="period.id")
