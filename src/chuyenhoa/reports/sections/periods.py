"""Tables across periods: two side by side, and all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.language import _, current
from chuyenhoa.model.values import Measure
from chuyenhoa.reports import cells, figures, summary
from chuyenhoa.reports.document import Cell, Column, GroupedRows, MadeRows, Row, Table
from chuyenhoa.reports.sections.tables import named, signs
from chuyenhoa.reports.words import STANDINGS, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from chuyenhoa.assessment.assessed import (
        AssessedArea,
        AssessedCriterion,
        AssessedProgramme,
        Assessment,
    )
    from chuyenhoa.assessment.comparison import AreaChange, Comparison, VerdictFlip
    from chuyenhoa.assessment.review import Review
    from chuyenhoa.model.dataset import CriteriaSet

_BARS = "▁▂▃▄▅▆▇█"
_MOST = 100
# Nobody looks through more; then it is counted, criterion by criterion.
_FLIPS = 2_000


def changes(comparison: Comparison) -> Table:
    """Each area then and now."""
    before, now = comparison.before, comparison.now

    def row(change: AreaChange) -> Row:
        return Row.of(
            Cell(change.now.name),
            cells.score(change.before, before.pass_score),
            cells.score(change.now, now.pass_score),
            cells.stage(change.now),
            _change(change),
        )

    return Table(
        "changes",
        _("Points of the areas, in percent"),
        (
            Column(_("Area"), "text", 18),
            *(Column(each.period.code, "verdict", 10) for each in (before, now)),
            Column(_("Stage"), "verdict", 14),
            Column(_("Change"), "text", 14),
        ),
        MadeRows(comparison.changes, row),
        note=signs(STANDINGS.values()),
    )


def _change(change: AreaChange) -> Cell:
    if change.before is None:
        return Cell(_("new on the list"), "newly_listed")
    if change.newly_relapsed:
        return Cell(_("relapsed"), "newly_relapsed", "bad")
    if change.newly_met:
        return Cell(_("newly met"), "newly_met", "good")
    if change.no_longer_met:
        return Cell(_("no longer met"), "no_longer_met", "bad")
    return cells.NOTHING


def flips(comparison: Comparison) -> Iterator[Table]:
    """Each criterion whose verdict changed, then and now, if any did."""
    changed = [change for change in comparison.changes if change.flips]
    count = sum(len(change.flips) for change in changed)
    if count > _FLIPS:
        yield _counted(comparison)
    elif changed:
        yield _listed(comparison, changed, count)


def _listed(comparison: Comparison, changed: Sequence[AreaChange], count: int) -> Table:
    before = comparison.before.period.code

    def rows(change: AreaChange) -> Iterator[Row]:
        yield Row((Cell(change.now.name),), "group")
        for then, now in change.flips:
            said = (cells.both(then), cells.both(now))
            yield Row.of(Cell(now.asked.code), Cell(summary.name(now)), *said)

    return Table(
        f"changes-{before}",
        _("Criteria whose verdict has changed since {period}").format(period=before),
        (
            Column(_("Code"), "code", 7),
            Column(_("Criterion"), "text", 34),
            Column(before, "text", 18),
            Column(comparison.now.period.code, "text", 18),
        ),
        GroupedRows(changed, rows, len(changed) + count),
        names=1,
    )


def _counted(comparison: Comparison) -> Table:
    """In how many areas the verdict on each criterion has become which other one."""
    found: dict[str, list[VerdictFlip]] = {
        c.asked.code: [] for c in comparison.now.areas[0].criteria
    }
    for change in comparison.changes:
        for flip in change.flips:
            found[flip.now.asked.code].append(flip)

    def row(flips: Sequence[VerdictFlip]) -> Row:
        gained, lost = sum(f.gained for f in flips), sum(f.lost for f in flips)
        return Row.of(
            Cell(flips[0].now.asked.code),
            Cell(summary.name(flips[0].now)),
            cells.count(gained, "good"),
            cells.count(lost, "bad"),
            cells.count(len(flips) - gained - lost),
        )

    before = comparison.before.period.code
    return Table(
        f"changes-{before}",
        _("Areas whose verdict has changed since {period}, by criterion").format(period=before),
        (
            Column(_("Code"), "code", 7),
            Column(_("Criterion"), "text", 34),
            Column(_("Newly met"), "number", 9),
            Column(_("No longer met"), "number", 9),
            Column(_("Other changes"), "number", 9),
        ),
        tuple(map(row, filter(None, found.values()))),
        names=1,
        note=_("More than {n} verdicts have changed: “compare” as JSON names each of them.").format(
            n=figures.whole(_FLIPS)
        ),
    )


def programme(periods: Sequence[Assessment]) -> Table:
    """The programme, a period on a line."""

    def row(each: tuple[Assessment, AssessedProgramme]) -> Row:
        assessment, found = each
        rate = found.success_rate(figures.DECIMALS)
        return Row.of(
            Cell(assessment.period.code),
            cells.count(found.listed),
            cells.count(found.selected),
            cells.count(found.met, "good"),
            cells.count(found.not_met, "bad"),
            cells.count(found.incomplete, "open"),
            cells.count(found.relapsed, "bad"),
            cells.NOTHING
            if rate is None or found.unknown
            else Cell(figures.percent(rate), figures.plain(rate), kind="percent"),
            cells.found(STANDINGS[found.verdict], found.verdict),
        )

    return Table(
        "programme",
        _("The programme by period"),
        (
            Column(_("Period"), "code", 8),
            Column(_("Listed"), "number", 6),
            Column(_("Selected"), "number", 6),
            *(Column(STANDINGS[s].spoken, "number", 7) for s in ("met", "not_met", "incomplete")),
            Column(_("Relapsed"), "number", 8),
            Column(_("Rate"), "percent", 7),
            Column(_("Verdict"), "verdict", 12),
        ),
        MadeRows([(each, each.programme) for each in periods if each.programme], row),
    )


def criteria(review: Review, rules: CriteriaSet) -> Table:
    """Each criterion of a set: on how many of the areas that have a figure for it it is met.

    Areas that have not reported are left out, as a criterion does not get worse for lack of them.
    """
    codes = [each.period.code for each in review.periods]

    def row(code_and_name: tuple[str, str]) -> Row:
        code, name = code_and_name
        tallies = [review.tallies.get((period, code)) for period in codes]
        shares = [t.met / t.judged if t and t.judged else None for t in tallies]
        return Row.of(
            Cell(code),
            Cell(name),
            Cell(sparkline(shares, 1)),
            *(
                Cell(figures.share(t.met, t.judged), t.met) if t and t.judged else cells.NOTHING
                for t in tallies
            ),
        )

    return Table(
        "criteria",
        _("Areas that meet each criterion, of those with a figure for it"),
        (
            Column(_("Code"), "code", 7),
            Column(_("Criterion"), "text", 30),
            Column(_("Trend"), "spark", max(6, len(codes))),
            *(Column(code, "number", 8) for code in codes),
        ),
        MadeRows([(each.code, each.title(current())) for each in rules.criteria], row),
        names=1,
    )


def area(periods: Sequence[Assessment], code: str) -> Table:
    """One area's figures, a criterion on a line; criteria in the order in which they came."""
    found = [_criteria(each, code) for each in periods]
    asked = {c.asked.code: c.asked.title(current()) for then in found for c in then.values()}

    def row(named: tuple[str, str]) -> Row:
        return Row.of(Cell(named[0]), Cell(named[1]), *_figures([t.get(named[0]) for t in found]))

    columns = (Column(_("Code"), "code", 7), Column(_("Criterion"), "text", 26))
    return Table(
        f"figures-{code}",
        _("Figures by period"),
        (*columns, *_by_period(periods)),
        MadeRows(list(asked.items()), row),
        names=1,
        note=signs(VERDICTS.values()),
    )


def figures_of(periods: Sequence[Assessment], criterion: str) -> Table:
    """One criterion's figures, an area on a line."""
    found = [{each.code: _of(each, criterion) for each in then.areas} for then in periods]

    def row(area: AssessedArea) -> Row:
        return Row.of(Cell(area.name), *_figures([then.get(area.code) for then in found]))

    return Table(
        f"figures-{criterion}",
        _("Figures by period"),
        (Column(_("Area"), "text", 20), *_by_period(periods)),
        MadeRows(periods[-1].areas, row),
        note=signs(VERDICTS.values()),
    )


def _by_period(periods: Sequence[Assessment]) -> list[Column]:
    return [
        Column(_("Trend"), "spark", max(6, len(periods))),
        *(Column(each.period.code, "text", 14) for each in periods),
    ]


def _figures(found: Sequence[AssessedCriterion | None]) -> list[Cell]:
    """The line of what was measured, then the figures; a dash where it was not asked."""
    line = Cell(sparkline([None if c is None else measured(c) for c in found]))
    return [line, *(cells.NOTHING if c is None else cells.both(c) for c in found)]


def measured(criterion: AssessedCriterion) -> float | None:
    """What was measured, for charts: a reduction as the figure itself, which is to fall."""
    if criterion.asked.measure in {Measure.REDUCTION, Measure.YES_NO}:
        return criterion.number
    found = criterion.measured()
    return None if found is None else float(found)


def _criteria(assessment: Assessment, code: str) -> dict[str, AssessedCriterion]:
    found = (area.criteria for area in assessment.areas if area.code == code)
    return {c.asked.code: c for criteria in found for c in criteria}


def _of(area: AssessedArea, code: str) -> AssessedCriterion | None:
    return next((c for c in area.criteria if c.asked.code == code), None)


def trend(periods: Sequence[Assessment], areas: Sequence[AssessedArea]) -> Table:
    """Each area's points in percent, period by period."""
    by_period = [{area.code: area for area in each.areas} for each in periods]

    def row(area: AssessedArea) -> Row:
        found = [(each, then.get(area.code)) for each, then in zip(periods, by_period, strict=True)]
        scores = [cells.score(then, each.pass_score) for each, then in found]
        line = sparkline(
            [None if then is None else share(then, each.pass_score) for each, then in found], _MOST
        )
        return Row.of(Cell(area.name), Cell(line), *scores, cells.stage(area))

    return Table(
        named("trend", areas),
        _("Points of the areas, in percent"),
        (
            Column(_("Area"), "text", 18),
            Column(_("Trend"), "spark", max(6, len(periods))),
            *(Column(each.period.code, "verdict", 9) for each in periods),
            Column(_("Stage"), "verdict", 16),
        ),
        MadeRows(areas, row),
        note=signs(STANDINGS.values()),
    )


def share(area: AssessedArea, pass_score: Decimal) -> float | None:
    """An area's points in percent, for charts; None where none apply or figures are wanting."""
    found = None if area.standing == "incomplete" else area.score(pass_score)
    return None if found is None else float(found)


def sparkline(values: Sequence[float | None], most: float | None = None) -> str:
    """The values as bars of characters; a gap where there is none.

    Args:
        values: In the order of the periods.
        most: What the highest bar stands for, from 0; without it the bars show the differences.
    """
    there = [value for value in values if value is not None]
    if not there:
        return ""
    low, high = (0.0, most) if most is not None else (min(there), max(there))
    step = (high - low) / (len(_BARS) - 1) or 1
    return "".join(
        " " if value is None else _BARS[min(len(_BARS) - 1, max(0, round((value - low) / step)))]
        for value in values
    )
