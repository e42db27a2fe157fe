"""The tables of figures: as they are, as they were, and where they came from."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Computed, Integer
from sqlmodel import Field

from chuyenhoa.store.checksum import CHECKSUM
from chuyenhoa.store.tables.base import STRICT, Table, key_column, real_column, text_column


class Input(Table, table=True):
    """One transaction that wrote results. Its id, not the clock, is the order of history.

    `undoes_id` is the input whose results this one has taken back.
    """

    __table_args__ = ({"sqlite_autoincrement": True, **STRICT},)

    id: int | None = key_column()
    command: str = text_column()
    recorded_at: str = text_column()
    undoes_id: int | None = Field(foreign_key="input.id")


class InputFile(Table, table=True):
    """A file of an input, by the name that it was given.

    What is restored still stands in the file that it was first read from: `restores_id`.
    """

    __tablename__ = "input_file"
    __table_args__ = ({"sqlite_autoincrement": True, **STRICT},)

    id: int | None = key_column()
    input_id: int = Field(foreign_key="input.id")
    name: str = text_column()
    sha256: str | None = text_column()
    restores_id: int | None = Field(foreign_key="input_file.id")


class _Figure(Table):
    """What was recorded for one area, criterion and period, and where it stands.

    `number` is the figure or, beside a denominator, the numerator; under yes/no 1 or 0. Not
    applicable has neither. What is missing has no row: it is never zero.
    """

    period_id: int = Field(foreign_key="period.id", primary_key=True)
    area_id: int = Field(foreign_key="area.id", primary_key=True)
    criterion_id: int = Field(foreign_key="criterion.id", primary_key=True)
    number: float | None = real_column()
    denominator: float | None = real_column()
    applicable: int
    file_id: int = Field(foreign_key="input_file.id")
    sheet: str | None = text_column()
    line: int | None
    col: int | None
    note: str | None = text_column()
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
        {"sqlite_with_rowid": False, **STRICT},
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

    __table_args__ = (STRICT,)

    name: str = text_column(primary_key=True)
    value: str = text_column()
