"""What all tables share, and how their columns and constraints are written."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import REAL, CheckConstraint, Index, MetaData, Text, text
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def text_column(**options: Any) -> Any:  # noqa: ANN401 - as SQLModel's Field
    """TEXT; STRICT tables know no VARCHAR."""
    return Field(sa_type=Text, **options)


def real_column(**options: Any) -> Any:  # noqa: ANN401 - as SQLModel's Field
    """REAL; STRICT tables know no FLOAT."""
    return Field(sa_type=REAL, **options)


def key_column() -> Any:  # noqa: ANN401 - as SQLModel's Field
    """The number of a row, which the database gives it."""
    return Field(default=None, primary_key=True)


def one_of(column: str, *values: str | int) -> CheckConstraint:
    """That the column has one of these values."""
    return CheckConstraint(f"{column} IN ({', '.join(map(repr, values))})", name=column)


def flags(*columns: str) -> list[CheckConstraint]:
    """That these columns say yes, 1, or no, 0."""
    return [one_of(column, 0, 1) for column in columns]


def code_index(table: str, *within: str) -> Index:
    """That no two rows, of those that agree in `within`, have one code in whatever case."""
    return Index(f"uq_{table}_code", *within, text("lower(code)"), unique=True)


def ends() -> list[CheckConstraint]:
    """Of a target: two ends, of which one may be missing; each may be open."""
    return [
        CheckConstraint("COALESCE(low <= high, low IS NOT NULL OR high IS NOT NULL)", name="ends"),
        *flags("low_open", "high_open"),
    ]


STRICT = {"sqlite_strict": True}


class Table(SQLModel):
    """What all tables share."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMING)
