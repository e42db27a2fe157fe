"""What changed figures change: verdicts, standings and stages of areas, and the programme's."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING, Literal, NamedTuple

from chuyenhoa.assessment.periods import find_period
from chuyenhoa.assessment.scope import scope

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator, Mapping

    from chuyenhoa.model.periods import Period

What = Literal["programme", "standing", "stage", "verdict"]


class Flip(NamedTuple):
    """Something that is judged otherwise than before.

    Attributes:
        period: Its code.
        judged: What it is.
        before: The identifier of contract §1.
        after: The same now.
        area: Its code; '' for the programme.
        criterion: Of a verdict, its code, else ''.
    """

    period: str
    judged: What
    before: str
    after: str
    area: str = ""
    criterion: str = ""


class JudgedArea(NamedTuple):
    """An area in a period: its code, standing and stage, and the verdicts by their criteria."""

    code: str
    standing: str
    stage: str
    verdicts: Mapping[str, str]


class Judged(NamedTuple):
    """What an assessment comes to, and nothing of why: of a country there is much to keep.

    Attributes:
        period: Its code.
        programme: The verdict.
        areas: In their order.
    """

    period: str
    programme: str
    areas: tuple[JudgedArea, ...]


def flips(before: Judged, after: Judged) -> Iterator[Flip]:
    """What is judged differently: the programme, then area by area.

    Args:
        before: As it was.
        after: As it is, of the same period and areas by the same rules.
    """
    period = after.period
    if before.programme != after.programme:
        yield Flip(period, "programme", before.programme, after.programme)
    for old, new in zip(before.areas, after.areas, strict=True):
        if old.standing != new.standing:
            yield Flip(period, "standing", old.standing, new.standing, new.code)
        if old.stage != new.stage:
            yield Flip(period, "stage", old.stage, new.stage, new.code)
        for criterion, now in new.verdicts.items():
            if old.verdicts[criterion] != now:
                was = old.verdicts[criterion]
                yield Flip(period, "verdict", was, now, new.code, criterion)


_PROGRAMME = "SELECT verdict FROM programme_standing WHERE period_id = ?"
_AREAS = """
SELECT s.area_id, a.code, s.standing, s.stage
FROM area_stage s JOIN area a ON a.id = s.area_id
WHERE s.period_id = ?
ORDER BY a.position, a.id
"""
_VERDICTS = """
SELECT v.area_id, k.code, v.verdict
FROM criterion_verdict v
JOIN set_criterion c ON c.id = v.set_criterion_id
JOIN criterion k ON k.id = c.criterion_id
WHERE v.period_id = ?
ORDER BY v.area_id, v.position
"""


def judged(connection: sqlite3.Connection, period: str, areas: Collection[str]) -> Judged:
    """What is judged in a period: the programme, and these areas.

    Args:
        connection: To the database; temporary tables are made and dropped in it.
        period: Its code; it is reported, and a criteria set is in force.
        areas: Their codes; those that are not on the list are not judged.
    """
    number = find_period(connection, period).id
    with scope(connection, number, None):
        (programme,) = connection.execute(_PROGRAMME, (number,)).fetchone()
        found = {
            area_id: (code, standing, stage)
            for area_id, code, standing, stage in connection.execute(_AREAS, (number,))
            if code in areas
        }
        criteria: dict[int, dict[str, str]] = {area_id: {} for area_id in found}
        for area_id, code, verdict in connection.execute(_VERDICTS, (number,)):
            if area_id in found:
                criteria[area_id][intern(code)] = intern(verdict)
    return Judged(
        period, programme, tuple(JudgedArea(*found[each], criteria[each]) for each in found)
    )


# A reduction looks back at a period of the same kind, and so does a stage.
_FOLLOWING = """
SELECT q.code
FROM period p
JOIN period q ON q.kind = p.kind AND q.starts_on >= p.starts_on
JOIN period_in_force f ON f.period_id = q.id AND f.set_id IS NOT NULL
WHERE p.code = ?
ORDER BY q.starts_on, q.ends_on
"""


def judged_following(
    connection: sqlite3.Connection, periods: Collection[Period], areas: Collection[str]
) -> dict[str, Judged]:
    """What figures of these areas in these periods have a say in.

    Args:
        connection: To the database.
        periods: Those of the figures.
        areas: The codes of their areas; those that are not on the list are not judged.

    Returns:
        By the code of the period: these and the later ones of the same kind, as far as they are
        reported and a criteria set is in force.
    """
    codes = dict.fromkeys(
        code for period in periods for (code,) in connection.execute(_FOLLOWING, (period.code,))
    )
    return {code: judged(connection, code, areas) for code in codes}
