"""Asking the rules about some areas and one period only.

The views of the database judge every area in every period. Shadowing `followed_area`, their one
door, by a temporary table of the few that matter, and the views behind it by temporary copies of
themselves, keeps one text of the rules and judges nothing that was not asked for.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.store.keys import period_dates

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from chuyenhoa.model.periods import Period

# The views behind the door, in the order in which they build on each other.
_VIEWS = (
    "target_in_force",
    "criterion_in_force",
    "asked_criterion",
    "figure",
    "measured_figure",
    "criterion_verdict",
    "group_tally",
    "group_standing",
    "area_standing",
    "area_stage",
    "programme_standing",
)

# A stage looks back at the earlier periods of the same kind, of an area once selected (§7); who
# asks about earlier periods, at all areas.
_DOOR = """
SELECT f.*
FROM main.period now
JOIN main.followed_area f
    ON f.period_id = now.id
    OR (
        f.kind = now.kind AND f.starts_on < now.starts_on
        AND (f.once_selected = 1 OR f.starts_on >= :since)
    )
WHERE now.id = :period
"""
_NEVER = "9999-12-31"
_SOME_AREAS = " AND f.area_id IN (SELECT value FROM json_each(:areas))"


class _Kept(NamedTuple):
    """What is costly and read more than once is kept in a table: nothing is judged twice.

    Attributes:
        columns: Those that are read.
        key: The columns by which rows are looked up, if they are.
    """

    columns: str = "*"
    key: str = ""


_KEPT = {
    "followed_area": _Kept(key="period_id, area_id"),
    "target_in_force": _Kept(key="period_id, criterion_id, area_id"),
    "criterion_in_force": _Kept(key="period_id, position"),
    "criterion_verdict": _Kept(
        "period_id, area_id, position, set_criterion_id, target_id, group_id, mandatory, points,"
        " verdict, reason, number, denominator, reference, dividend, divisor"
    ),
    "area_stage": _Kept(),
}


@contextmanager
def scope(
    connection: sqlite3.Connection,
    period_id: int,
    area_ids: Iterable[int] | None,
    since: str = _NEVER,
) -> Iterator[None]:
    """Inside, the unqualified views judge this period and these areas (None: all) only.

    With `since`, a day (ISO 8601), earlier periods of the same kind that start then or later too.
    """
    door, asked = _DOOR, {"period": str(period_id), "since": since}
    if area_ids is not None:
        door, asked["areas"] = _DOOR + _SOME_AREAS, json.dumps(list(area_ids))
    with _temporary_rules(connection) as rules:
        _keep(connection, "followed_area", door, asked)
        for name in _VIEWS:
            if name in _KEPT:
                _keep(connection, name, rules[name], {})
            else:
                _copy(connection, name, rules[name])
        yield


# What is asked in a period follows from these, whether anything is recorded in it or not.
_ASKING = ("period_in_force", "followed_area", "target_in_force", "criterion_in_force")


@contextmanager
def planned(connection: sqlite3.Connection, period: Period, cutoff_day: int) -> Iterator[None]:
    """Inside, the unqualified views up to `criterion_in_force` know this period only.

    They know it as if it was reported, although there may be nothing of it in the database.
    """
    with _temporary_rules(connection) as rules:
        connection.execute("CREATE TEMP TABLE period AS SELECT * FROM main.period")
        (known,) = connection.execute(
            "SELECT count(*) FROM temp.period WHERE code = ?", (period.code,)
        ).fetchone()
        if not known:
            connection.execute(
                "INSERT INTO temp.period (id, code, kind, starts_on, ends_on) VALUES (0,?,?,?,?)",
                (period.code, period.kind, *period_dates(period, cutoff_day)),
            )
        connection.execute("UPDATE temp.period SET reported = (code = ?)", (period.code,))
        for name in _ASKING:
            _copy(connection, name, rules[name])
        yield


@contextmanager
def _temporary_rules(connection: sqlite3.Connection) -> Iterator[dict[str, str]]:
    """What each view of the database selects; temporary tables and views go when the block ends."""
    try:
        yield {
            name: sql.partition(" AS")[2]
            for name, sql in connection.execute(
                "SELECT name, sql FROM main.sqlite_master WHERE type = 'view'"
            )
        }
    finally:
        things = "SELECT type, name FROM temp.sqlite_master WHERE type IN ('table', 'view')"
        for kind, name in connection.execute(things).fetchall():
            connection.execute(f"DROP {kind} temp.{name}")


def _copy(connection: sqlite3.Connection, name: str, rule: str) -> None:
    connection.execute(f"CREATE TEMP VIEW {name} AS {rule}")


def _keep(connection: sqlite3.Connection, name: str, rule: str, asked: Mapping[str, str]) -> None:
    columns, key = _KEPT[name]
    # The rule is the database's own; nothing in it was typed by anybody.
    make = f"CREATE TEMP TABLE {name} AS SELECT {columns} FROM ({rule})"  # noqa: S608 - see above
    connection.execute(make, asked)
    if key:
        connection.execute(f"CREATE UNIQUE INDEX temp.{name}_key ON {name} ({key})")
