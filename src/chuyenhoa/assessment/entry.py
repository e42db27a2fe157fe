"""What an entry form asks for: areas, criteria and targets of a period, reported yet or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chuyenhoa.assessment.assess import read_asked
from chuyenhoa.assessment.periods import latest_period
from chuyenhoa.assessment.scope import planned
from chuyenhoa.errors import CannotRun
from chuyenhoa.language import N_
from chuyenhoa.store.figures import stored_period
from chuyenhoa.store.lookups import results_in
from chuyenhoa.store.read_definitions import read_areas, read_programme

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Mapping

    from chuyenhoa.assessment.assessed import AskedCriterion
    from chuyenhoa.model.dataset import Area, Programme
    from chuyenhoa.model.periods import Period
    from chuyenhoa.model.targets import Target
    from chuyenhoa.model.values import Value


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What is to be filled in for one period.

    Attributes:
        programme: The settings: title, language of the figures, whether they are made up.
        period: The period.
        areas: Those on the list in the period, or all where none is; or those asked for.
        criteria: Of the set in force, with the targets for all areas.
        groups: The names of the criteria's groups by their codes.
        own_targets: Targets for one area alone, by its code and the criterion's.
        previous: The figures of the period before, by area and criterion.
    """

    programme: Programme
    period: Period
    areas: tuple[Area, ...]
    criteria: tuple[AskedCriterion, ...]
    groups: Mapping[str, str]
    own_targets: Mapping[tuple[str, str], Target]
    previous: Mapping[str, Mapping[str, Value]]


def next_period(connection: sqlite3.Connection) -> Period:
    """The period after the latest one with results, of the same kind.

    Raises:
        CannotRun: There are no results yet.
    """
    latest = latest_period(connection)
    if latest is None:
        raise CannotRun(
            N_("No results have been recorded yet: say with --period what the form is for.")
        )
    return stored_period(latest).next


def entry_form(
    connection: sqlite3.Connection, period: Period, area_codes: Collection[str] = ()
) -> EntryForm:
    """What is to be filled in.

    Args:
        connection: To the database; temporary tables are made and dropped in it.
        period: It may be one of which the database knows nothing.
        area_codes: The areas that are wanted, on the list or not; empty for those on the list.

    Raises:
        CannotRun: No criteria set is in force in the period, or there are no areas.
    """
    programme = read_programme(connection)
    with planned(connection, period, programme.cutoff_day):
        (set_id,) = connection.execute("SELECT set_id FROM period_in_force").fetchone()
        if set_id is None:
            raise CannotRun(N_("No criteria set is in force in {period}."), period=period.code)
        criteria = connection.execute(
            "SELECT set_criterion_id, target_id FROM criterion_in_force ORDER BY position"
        ).fetchall()
        own_targets = {
            (area, asked.code): asked.target
            for area, *key in connection.execute(_OWN_TARGETS).fetchall()
            for asked in [read_asked(connection, *key)]
        }
        listed = {code for (code,) in connection.execute(_LISTED)}
    wanted = set(area_codes) or listed
    areas = tuple(area for area in read_areas(connection) if not wanted or area.code in wanted)
    if not areas:
        raise CannotRun(N_("There are no areas yet: load a data file with some."))
    return EntryForm(
        programme,
        period,
        areas,
        tuple(read_asked(connection, *key) for key in criteria),
        dict(
            connection.execute("SELECT code, name FROM criterion_group WHERE set_id = ?", (set_id,))
        ),
        own_targets,
        results_in(connection, period.previous.code),
    )


_OWN_TARGETS = """
SELECT a.code, c.set_criterion_id, t.target_id
FROM target_in_force t
JOIN criterion_in_force c ON c.criterion_id = t.criterion_id
JOIN area a ON a.id = t.area_id
"""
_LISTED = "SELECT a.code FROM followed_area f JOIN area a ON a.id = f.area_id"
