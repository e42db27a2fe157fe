"""The tables of reports, each of which several templates have."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.language import _, current
from chuyenhoa.reports import cells, figures, reasons, summary
from chuyenhoa.reports.document import Cell, Column, GroupedRows, MadeRows, Row, Span, Table
from chuyenhoa.reports.report import with_remedy
from chuyenhoa.reports.words import AGAINST, STANDINGS, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chuyenhoa.assessment.assessed import (
        AskedCriterion,
        AssessedArea,
        AssessedCriterion,
    )
    from chuyenhoa.reports.report import Report
    from chuyenhoa.reports.words import Word

# More codes than this in a cell nobody reads.
_CODES = 5


class Asked(NamedTuple):
    """A criterion with the target that most areas have, and how many have another one."""

    criterion: AskedCriterion
    others: int


def asked(report: Report) -> list[Asked]:
    """The criteria in force, in their order; none where there are no areas."""
    found = []
    for column in zip(*(area.criteria for area in report.areas), strict=True):
        counted = Counter(criterion.asked for criterion in column)
        ((criterion, count),) = counted.most_common(1)
        found.append(Asked(criterion, len(report.areas) - count))
    return found


def areas(report: Report) -> Table:
    """Each area with its standing, its stage, its points and what is open."""
    _period, before = report.before()
    compared = [Column(_(AGAINST[c.against]), "verdict", 6) for c in report.comparisons[:1]]

    def row(numbered: tuple[int, AssessedArea]) -> Row:
        number, area = numbered
        then = [_sign(cells.standing(before.get(area.code)))] if compared else []
        return Row.of(
            cells.count(number),
            Cell(area.name),
            cells.standing(area),
            *then,
            cells.stage(area),
            cells.points(area),
            Cell(_open(area)),
        )

    return Table(
        "areas",
        _("Standing of the areas"),
        (
            Column(_("No."), "number", 4),
            Column(_("Area"), "text", 17),
            Column(_("Standing"), "verdict", 16),
            *compared,
            Column(_("Stage"), "verdict", 25),
            Column(_("Points"), "number", 6),
            Column(_("Open"), "text", 18),
        ),
        MadeRows(list(enumerate(report.areas, 1)), row),
        names=1,
        note=signs(STANDINGS.values()),
    )


def _sign(cell: Cell) -> Cell:
    """A finding as its sign alone."""
    return cell._replace(text="", meaning=cell.text, note=cell.text) if cell.sign else cell


def _open(area: AssessedArea) -> str:
    """`✗ TC12, TC14; ? TC09`."""
    said = []
    for verdict in ("not_met", "missing"):
        codes = [c.asked.code for c in area.criteria if c.verdict == verdict]
        if codes:
            named = ", ".join(codes) if len(codes) <= _CODES else summary.criteria(len(codes))
            said.append(f"{VERDICTS[verdict].sign} {named}")
    return "; ".join(said) or "–"


def criteria(report: Report) -> Table:
    """Each criterion with its target and on how many areas it has each verdict."""

    def row(each: Asked) -> Row:
        criterion, others = each
        tally = report.tallies[criterion.code]
        target = figures.target(criterion)
        return Row.of(
            Cell(criterion.code),
            Cell(criterion.title(current())),
            Cell(f"{target} *" if others else target, criterion.target.text),
            cells.count(tally.met, "good"),
            cells.count(tally.not_met, "bad"),
            cells.count(tally.missing, "open"),
            cells.count(tally.not_applicable, "muted"),
        )

    found = asked(report)
    return Table(
        "criteria",
        _("Areas by criterion and verdict"),
        (
            Column(_("Code"), "code", 7),
            Column(_("Criterion"), "text", 34),
            Column(_("Target"), "text", 10),
            *(
                Column(word.spoken, "number", 9)
                for word in (VERDICTS[v] for v in ("met", "not_met", "missing", "not_applicable"))
            ),
        ),
        MadeRows(found, row),
        names=1,
        note=_("* Some areas have a target of their own.") if _any_others(found) else "",
    )


def _any_others(found: Sequence[Asked]) -> bool:
    return any(each.others for each in found)


def open_criteria(report: Report) -> Table | None:
    """Each criterion that is not met somewhere, with where; None if all are."""
    missing_it: dict[str, list[str]] = defaultdict(list)
    for area in report.areas:
        for criterion in area.criteria:
            if criterion.verdict == "not_met":
                missing_it[criterion.asked.code].append(area.name)
    found = [each for each in asked(report) if each.criterion.code in missing_it]
    if not found:
        return None

    def row(each: Asked) -> Row:
        code = each.criterion.code
        target = figures.target(each.criterion)
        return Row.of(
            Cell(f"{code} {each.criterion.title(current())}"),
            Cell(f"{target} *" if each.others else target, each.criterion.target.text),
            Cell(_named(missing_it[code]), None, "bad"),
        )

    return Table(
        "open",
        _("Criteria that are not met"),
        (
            Column(_("Criterion"), "text", 52),
            Column(_("Target"), "text", 10),
            Column(_("Not met in"), "text", 28),
        ),
        MadeRows(found, row),
        note=_("* Some areas have a target of their own.") if _any_others(found) else "",
    )


# More names than this in a cell nobody reads; the appendix has them all.
_NAMED = 12


def _named(names: Sequence[str]) -> str:
    rest = len(names) - _NAMED
    more = [_("{n} more").format(n=figures.whole(rest))] if rest > 0 else []
    return ", ".join([*names[:_NAMED], *more])


def remedies(report: Report, areas: Sequence[AssessedArea]) -> Table | None:
    """What each criterion that is not met would take; None if all are."""

    def row(criterion: AssessedCriterion) -> Row:
        explained = with_remedy(criterion, report.period)
        remedy = explained.remedy
        wanted = None if remedy is None else reasons.would_take(remedy, explained)
        return Row.of(
            Cell(criterion.asked.code),
            Cell(summary.name(criterion)),
            cells.both(criterion),
            Cell(figures.target(criterion.asked), criterion.asked.target.text),
            cells.text(wanted),
        )

    def rows(area: AssessedArea) -> Iterator[Row]:
        yield Row((Cell(area.name),), "group")
        yield from (row(criterion) for criterion in area.criteria if criterion.verdict == "not_met")

    missing_them = [area for area in areas if area.not_met]
    if not missing_them:
        return None
    return Table(
        named("to-do", areas),
        _("What each criterion would take"),
        (
            Column(_("Code"), "code", 7),
            Column(_("Criterion"), "text", 26),
            Column(_("Figure"), "text", 16),
            Column(_("Target"), "text", 9),
            Column(_("It would take"), "text", 20),
        ),
        GroupedRows(missing_them, rows, sum(1 + area.not_met for area in missing_them)),
        names=1,
    )


def matrix(report: Report) -> Table:
    """Areas by criteria: what was measured, with the verdict as sign and colour."""
    found = asked(report)
    groups = {group.code: group.name for group in report.criteria_set.groups}
    runs = [(g, len(list(those))) for g, those in groupby(e.criterion.group for e in found)]
    spans = (Span("", 2), *(Span(groups.get(g or "", ""), n) for g, n in runs), Span("", 1))

    def row(area: AssessedArea) -> Row:
        return Row.of(
            Cell(area.name),
            cells.standing(area),
            *map(cells.figure, area.criteria),
            cells.points(area),
        )

    return Table(
        "matrix",
        _("Areas by criteria"),
        (
            Column(_("Area"), "text", 20),
            Column(_("Standing"), "verdict", 10),
            *(
                Column(each.criterion.code, "verdict", 9, each.criterion.title(current()))
                for each in found
            ),
            Column(_("Points"), "number", 8),
        ),
        MadeRows(report.areas, row),
        spans=spans if groups else (),
        note=legend(),
    )


def legend() -> str:
    """What the signs of verdicts mean."""
    return signs(VERDICTS.values())


def signs(words: Iterable[Word]) -> str:
    """What the signs of some words mean."""
    return " · ".join(word.signed for word in words)


def area_criteria(area: AssessedArea, before: AssessedArea | None, period: str) -> Table:
    """One area's criteria with figure, target, verdict and points, and the figure before.

    Args:
        area: As it is.
        before: As it was in an earlier period.
        period: The code of that one.
    """
    then = {criterion.asked.code: criterion for criterion in before.criteria} if before else {}
    compared = [Column(period, "text", 14)] if then else []

    def row(criterion: AssessedCriterion) -> Row:
        asked = criterion.asked
        earlier = then.get(asked.code)
        name = summary.name(criterion)
        weight = _("mandatory")
        return Row.of(
            Cell(asked.code),
            Cell(f"{name} ({weight})" if asked.mandatory else name),
            Cell(figures.target(asked), asked.target.text),
            *([cells.NOTHING if earlier is None else cells.both(earlier)] if compared else []),
            cells.both(criterion)._replace(sign="", tone="plain"),
            cells.verdict(criterion),
            Cell(figures.earned(criterion), figures.plain(criterion.points)),
        )

    return Table(
        f"criteria-{area.code}",
        _("Criteria of {area}").format(area=area.name),
        (
            Column(_("Code"), "code", 7),
            Column(_("Criterion"), "text", 28),
            Column(_("Target"), "text", 9),
            *compared,
            Column(_("Figure"), "text", 14),
            Column(_("Verdict"), "verdict", 11),
            Column(_("Points"), "number", 7),
        ),
        MadeRows(area.criteria, row),
        names=1,
    )


def named(name: str, areas: Sequence[AssessedArea]) -> str:
    """The name of a table that a document can have for each area."""
    return f"{name}-{areas[0].code}" if len(areas) == 1 else name
