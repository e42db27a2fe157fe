"""What changed figures change: verdicts, standings and stages of areas, and the programme's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from chuyenhoa.assessment.assess import assess

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator

    from chuyenhoa.assessment.assessed import Assessment
    from chuyenhoa.model.periods import Period

Judged = Literal["programme", "standing", "stage", "verdict"]


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
    judged: Judged
    before: str
    after: str
    area: str = ""
    criterion: str = ""


def flips(before: Assessment, after: Assessment) -> Iterator[Flip]:
    """What two assessments of one period judge differently: the programme, then area by area.

    Args:
        before: As it was.
        after: As it is: of the same areas, by the same rules.
    """
    period = after.period.code
    if before.programme and after.programme:
        was, now = before.programme.verdict, after.programme.verdict
        if was != now:
            yield Flip(period, "programme", was, now)
    for old, new in zip(before.areas, after.areas, strict=True):
        if old.standing != new.standing:
            yield Flip(period, "standing", old.standing, new.standing, new.code)
        if old.stage != new.stage:
            yield Flip(period, "stage", old.stage, new.stage, new.code)
        for one, other in zip(old.criteria, new.criteria, strict=True):
            if one.verdict != other.verdict:
                code = other.asked.code
                yield Flip(period, "verdict", one.verdict, other.verdict, new.code, code)


# A reduction looks back at a period of the same kind, and so does a stage.
_FOLLOWING = """
SELECT q.code
FROM period p
JOIN period q ON q.kind = p.kind AND q.starts_on >= p.starts_on
JOIN period_in_force f ON f.period_id = q.id AND f.set_id IS NOT NULL
WHERE p.code = ? AND q.reported = 1
ORDER BY q.starts_on, q.ends_on
"""


def assess_following(
    connection: sqlite3.Connection, periods: Collection[Period], areas: Collection[str]
) -> dict[str, Assessment]:
    """The assessments that figures of these periods have a say in, of these areas.

    Args:
        connection: To the database.
        periods: Those of the figures.
        areas: The codes of their areas; those that are not on the list are not assessed.

    Returns:
        By the code of the period: these and the later ones of the same kind, as far as they are
        reported and a criteria set is in force.
    """
    codes = dict.fromkeys(
        code for period in periods for (code,) in connection.execute(_FOLLOWING, (period.code,))
    )
    return {code: assess(connection, code).only(areas) for code in codes}
