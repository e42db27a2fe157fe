"""Asking the rules about some areas and one period only.

The views of the database judge every area in every period. Shadowing `followed_area`, their one
door, by a temporary table of the few that matter, and the views behind it by temporary copies of
themselves, keeps one text of the rules and judges nothing that was not asked for.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

# `area_stage` becomes a table: it is read more than once, and costly.
_JUDGED_ONCE = "area_stage"
_BEHIND_THE_DOOR = (
    "asked_criterion",
    "figure",
    "measured_figure",
    "criterion_verdict",
    "tally",
    "group_tally",
    "group_standing",
    "area_standing",
    _JUDGED_ONCE,
    "programme_standing",
)

_FOLLOWED = """
CREATE TEMP TABLE followed_area (
    period_id INTEGER, area_id INTEGER, kind TEXT, starts_on TEXT, set_id INTEGER,
    prior_year_id INTEGER, previous_id INTEGER, once_selected INTEGER, selected INTEGER,
    PRIMARY KEY (period_id, area_id)
) WITHOUT ROWID
"""

# A stage looks back at the earlier periods of the same kind, of an area once selected (§7).
_FOLLOW = """
INSERT INTO temp.followed_area
SELECT
    f.period_id, f.area_id, f.kind, f.starts_on, f.set_id,
    f.prior_year_id, f.previous_id, f.once_selected, f.selected
FROM main.period now
JOIN main.followed_area f
    ON f.period_id = now.id
    OR (f.kind = now.kind AND f.starts_on < now.starts_on AND f.once_selected = 1)
WHERE now.id = :period AND (:areas IS NULL OR f.area_id IN (SELECT value FROM json_each(:areas)))
"""


@contextmanager
def scope(
    connection: sqlite3.Connection, period_id: int, area_ids: Iterable[int] | None
) -> Iterator[None]:
    """Inside, the unqualified views judge this period and these areas (None: all) only."""
    areas = None if area_ids is None else json.dumps(list(area_ids))
    rules: dict[str, str] = dict(
        connection.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'view'")
    )
    connection.execute(_FOLLOWED)
    made = ["TABLE followed_area"]
    try:
        connection.execute(_FOLLOW, {"period": period_id, "areas": areas})
        for name in _BEHIND_THE_DOOR:
            form = "TABLE" if name == _JUDGED_ONCE else "VIEW"
            connection.execute(rules[name].replace("CREATE VIEW", f"CREATE TEMP {form}", 1))
            made.append(f"{form} {name}")
        yield
    finally:
        for thing in reversed(made):
            kind, name = thing.split()
            connection.execute(f"DROP {kind} temp.{name}")
