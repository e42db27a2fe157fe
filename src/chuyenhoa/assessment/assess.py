"""Reading an assessment out of the views of the database (contract §5–8)."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from chuyenhoa.assessment.assessed import (
    AskedCriterion,
    AssessedArea,
    AssessedCriterion,
    AssessedPeriod,
    AssessedProgramme,
    Assessment,
)
from chuyenhoa.assessment.periods import find_period, listed
from chuyenhoa.assessment.scope import scope
from chuyenhoa.model.numbers import UNITS
from chuyenhoa.sources.memory import without_collections
from chuyenhoa.store.figures import decimal
from chuyenhoa.store.read_definitions import CRITERION, criterion

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence

    from chuyenhoa.assessment.periods import FoundPeriod

    Criteria = tuple[AssessedCriterion, ...]


def assess(
    connection: sqlite3.Connection,
    period: str | None = None,
    area_codes: Sequence[str] | None = None,
) -> Assessment:
    """Who meets the targets in a period.

    Args:
        connection: To the database; temporary tables are made and dropped in it.
        period: Its code; None for the latest period with results.
        area_codes: The listed areas to assess; None for all of them and the programme.

    Raises:
        CannotRun: An unknown period, no results at all, no criteria set in force, or an area that
            is not on the list in that period.
    """
    found = find_period(connection, period)
    area_ids = None if area_codes is None else listed(connection, found, area_codes)
    with without_collections(), scope(connection, found.id, area_ids):
        return read_assessment(connection, found, whole=area_ids is None)


def everything(_area_code: str, criteria: Criteria) -> Criteria:
    """Keeps all criteria of an area."""
    return criteria


def read_assessment(
    connection: sqlite3.Connection,
    period: FoundPeriod,
    *,
    whole: bool,
    keep: Callable[[str, Criteria], Criteria] | None = everything,
) -> Assessment:
    """The assessment of a period in the scope that is open.

    Args:
        connection: With the period in its scope.
        period: The period.
        whole: Whether all areas are in the scope: only then there is a programme to speak of.
        keep: Which of an area's criteria to keep, by its code; None for none.
    """
    title, language, illustrative = connection.execute(
        "SELECT title, language, illustrative FROM dataset"
    ).fetchone()
    return Assessment(
        title=title,
        language=language,
        illustrative=bool(illustrative),
        criteria_set=period.criteria_set,
        pass_score=decimal(period.pass_score),
        period=AssessedPeriod(period.code, period.starts_on, period.ends_on),
        programme=_programme(connection, period.id) if whole else None,
        areas=tuple(_areas(connection, period.id, keep)),
    )


def _programme(connection: sqlite3.Connection, period_id: int) -> AssessedProgramme:
    row = connection.execute(
        "SELECT verdict, listed, selected, met, not_met, incomplete, relapsed,"
        " min_success_rate, max_relapses FROM programme_standing WHERE period_id = ?",
        (period_id,),
    ).fetchone()
    verdict, listed, selected, met, not_met, incomplete, relapsed, least, most = row
    return AssessedProgramme(
        verdict=verdict,
        listed=listed,
        selected=selected,
        met=met,
        not_met=not_met,
        incomplete=incomplete,
        relapsed=relapsed,
        min_success_rate=Decimal(least) / UNITS,
        max_relapses=most,
    )


_AREAS = """
SELECT
    s.area_id, a.code, a.name, a.kind, s.selected, s.standing, s.stage, s.points, s.open_points,
    s.max_points, s.met, s.not_met, s.missing, s.not_applicable
FROM area_stage s JOIN area a ON a.id = s.area_id
WHERE s.period_id = ?
ORDER BY a.position, a.id
"""


def _areas(
    connection: sqlite3.Connection,
    period_id: int,
    keep: Callable[[str, Criteria], Criteria] | None,
) -> Iterator[AssessedArea]:
    criteria = {} if keep is None else dict(_criteria(connection, period_id, keep))
    for row in connection.execute(_AREAS, (period_id,)):
        area_id, code, name, kind, selected, standing, stage, *numbers = row
        points, open_points, max_points = (Decimal(units) / UNITS for units in numbers[:3])
        met, not_met, missing, not_applicable = numbers[3:]
        yield AssessedArea(
            code=code,
            name=name,
            kind=kind,
            selected=bool(selected),
            standing=standing,
            stage=stage,
            points=points,
            open_points=open_points,
            max_points=max_points,
            met=met,
            not_met=not_met,
            missing=missing,
            not_applicable=not_applicable,
            criteria=criteria.get(area_id, ()),
        )


_CRITERIA = """
SELECT
    area_id, set_criterion_id, target_id, verdict, reason, number, denominator, reference,
    dividend, divisor
FROM criterion_verdict
WHERE period_id = ?
ORDER BY area_id, position
"""


def _criteria(
    connection: sqlite3.Connection, period_id: int, keep: Callable[[str, Criteria], Criteria]
) -> Iterator[tuple[int, Criteria]]:
    judged = _Judged(connection)
    codes = dict(connection.execute("SELECT id, code FROM area"))
    rows = connection.execute(_CRITERIA, (period_id,))
    for area_id, group in groupby(rows, key=itemgetter(0)):
        criteria = tuple(map(judged.__getitem__, map(_WITHOUT_AREA, group)))
        yield area_id, keep(codes[area_id], criteria)


_WITHOUT_AREA = itemgetter(slice(1, None))


class _Judged(dict[tuple[Any, ...], AssessedCriterion]):
    """Verdicts by their rows without the area: most of a country's are the same as another's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__()
        self._asked = _Asked(connection)

    def __missing__(self, row: tuple[Any, ...]) -> AssessedCriterion:
        self[row] = AssessedCriterion(self._asked[row[:2]], *row[2:])
        return self[row]


class _Asked(dict[tuple[int, int | None], AskedCriterion]):
    """The criteria by their numbers in the set, and of their targets: each read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__()
        self._connection = connection

    def __missing__(self, key: tuple[int, int | None]) -> AskedCriterion:
        self[key] = read_asked(self._connection, *key)
        return self[key]


_ASKED = f"""
SELECT
    {CRITERION},
    s.low, s.low_open, s.high, s.high_open, t.low, t.low_open, t.high, t.high_open
FROM set_criterion s
JOIN criterion c ON c.id = s.criterion_id
LEFT JOIN criterion_group g ON g.id = s.group_id
LEFT JOIN target t ON t.id = :target
WHERE s.id = :criterion
"""  # noqa: S608 - our own names


def read_asked(
    connection: sqlite3.Connection, set_criterion_id: int, target_id: int | None
) -> AskedCriterion:
    """The criterion of a set, with its own target or the revised one."""
    asked = {"criterion": set_criterion_id, "target": target_id}
    row = connection.execute(_ASKED, asked).fetchone()
    ends = row[-8:-4] if target_id is None else row[-4:]
    return criterion(AskedCriterion, *row[:-8], *ends)
