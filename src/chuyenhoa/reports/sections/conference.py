"""The sections of the full report, as a committee's conference has them (docs/domain.md)."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

from chuyenhoa.language import _, current
from chuyenhoa.model.values import Measure
from chuyenhoa.reports import figures, summary
from chuyenhoa.reports.document import Heading, Item, Items, PageBreak, Paragraph, Signature
from chuyenhoa.reports.prose import Movement, prose
from chuyenhoa.reports.prose.common import reduction
from chuyenhoa.reports.sections import charts, notes, periods, tables
from chuyenhoa.reports.words import STAGES, STANDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chuyenhoa.assessment.assessed import AssessedArea
    from chuyenhoa.reports.document import Block
    from chuyenhoa.reports.report import Report


def opening(report: Report) -> Iterator[Block]:
    """The sentence that everything else follows from."""
    yield Paragraph(prose().opening(report))


def situation(report: Report) -> Iterator[Block]:
    """I. Which areas, by which rules, on which figures; what was counted."""
    yield _section("I", _("Situation"), "situation")
    yield _paragraph(prose().on_the_list(report))
    yield Paragraph(prose().rules(report))
    yield Paragraph(prose().reported(report))
    movements = [Item(prose().movement(each)) for each in movements_of(report)]
    if movements:
        yield Items(tuple(movements))


def results(report: Report) -> Iterator[Block]:
    """II. Who meets the targets, criterion by criterion, compared, and what was achieved."""
    yield _section("II", _("Results"), "results")
    numbers = map(str, count(1))
    yield _part(next(numbers), _("Overall result"), "overall")
    yield from programme(report)
    if report.areas:
        yield Paragraph(prose().stages(report.areas))
        yield tables.areas(report)
        yield _part(next(numbers), _("Result by criterion"), "by-criterion")
        yield _paragraph(prose().criteria(report))
        yield tables.criteria(report)
        yield from charts.pictures(report)
    yield _part(next(numbers), _("Comparison"), "comparison")
    yield from compared(report)
    for comparison in report.comparisons:
        yield from periods.flips(comparison)
    yield _part(next(numbers), _("Achievements and self-managed models"), "achievements")
    yield from notes.noted(report, "achievement", "model")


def shortcomings(report: Report) -> Iterator[Block]:
    """III. What is open, what is difficult, and why."""
    yield _section("III", _("Shortcomings, difficulties and causes"), "shortcomings")
    yield _part("1", _("Shortcomings"), "open")
    open_in = [area for area in report.areas if area.not_met + area.missing]
    if open_in:
        yield Items(tuple(Item(prose().open(area), f"{area.name}:") for area in open_in))
    else:
        yield Paragraph(prose().nothing_open(report.areas))
    if report.noted("shortcoming"):
        yield from notes.noted(report, "shortcoming")
    yield _part("2", _("Difficulties"), "difficulties")
    yield from notes.noted(report, "difficulty")
    yield _part("3", _("Causes"), "causes")
    yield from notes.noted(report, "cause")


def tasks(report: Report) -> Iterator[Block]:
    """IV. What follows from the data, what it would take, and what was decided on."""
    yield _section("IV", _("Directions and tasks"), "tasks")
    if to_do := tuple(map(Item, prose().to_do(report))):
        yield Items(to_do)
    if (table := tables.remedies(report, report.areas)) is not None:
        yield table
    if found := report.noted("measure"):
        yield notes.measures("measures", found, report)
    else:
        yield Paragraph(prose().none_recorded("measure"))


def recommendations(report: Report) -> Iterator[Block]:
    """V. What is asked of others."""
    yield _section("V", _("Recommendations"), "recommendations")
    yield from notes.noted(report, "recommendation")


def signature(report: Report) -> Iterator[Block]:
    """Who signs, and who receives it."""
    office = report.office
    signer = office.signer
    if signer.capacity or signer.title or office.recipients:
        yield Signature(
            signer.capacity or "", signer.title or "", _("Recipients:"), office.recipients
        )


def appendices(report: Report) -> Iterator[Block]:
    """The matrix across, then each area's findings and their history."""
    if not report.areas:
        return
    yield PageBreak(landscape=True)
    yield from _appendix(report, "I", _("Areas by criteria"), "appendix-matrix")
    yield tables.matrix(report)
    if len(report.review.periods) > 1:
        yield from _appendix(report, "II", _("Areas by period"), "appendix-trend")
        yield periods.trend(report.review.periods, report.areas)
        yield from charts.area_lines(report.review.periods, report.areas)
    yield PageBreak()
    number = "III" if len(report.review.periods) > 1 else "II"
    yield from _appendix(report, number, _("Findings by area"), "appendix-areas")
    period, before = report.before()
    for area in report.areas:
        yield Heading(area.name, 2, f"area-{area.code}")
        yield verdict_of(area)
        yield tables.area_criteria(area, before.get(area.code), period)


def programme(report: Report) -> Iterator[Block]:
    """The programme's verdict in one line, then the sentences behind it."""
    found = report.now.programme
    if found is not None:
        tone = STANDINGS[found.verdict].tone
        yield Paragraph(summary.verdict(found), style="verdict", tone=tone)
        yield _paragraph(prose().programme(found, report.areas))


def compared(report: Report) -> Iterator[Block]:
    """What has changed since the period before and since last year, in sentences."""
    for comparison in report.comparisons:
        yield Paragraph(" ".join(prose().compared(comparison)), prose().comparison(comparison))
    if not report.comparisons:
        yield Paragraph(prose().first())


def verdict_of(area: AssessedArea) -> Paragraph:
    """An area's standing, stage and points in one line."""
    word = STANDINGS[area.standing]
    points = _("{score} points").format(score=figures.score(area))
    said = [word.signed, STAGES[area.stage].spoken, points]
    return Paragraph(" · ".join(said), style="verdict", tone=word.tone)


def movements_of(report: Report) -> Iterator[Movement]:
    """What the criteria that count a fall come to over the areas that have both figures."""
    pairs: dict[str, list[tuple[Decimal, Decimal]]] = defaultdict(list)
    for area in report.areas:
        for criterion in area.criteria:
            if criterion.asked.measure is Measure.REDUCTION and (pair := reduction(criterion)):
                pairs[criterion.asked.code].append(pair)
    for each in report.criteria_set.criteria:
        if found := pairs.get(each.code):
            now, before = (sum(figures, Decimal()) for figures in zip(*found, strict=True))
            title, areas = each.title(current()), len(report.areas)
            yield Movement(title, each.against, each.unit, now, before, len(found), areas)


def _section(number: str, title: str, name: str) -> Heading:
    return Heading(f"{number}. {title.upper()}", 1, name)


def _part(number: str, title: str, name: str) -> Heading:
    return Heading(f"{number}. {title}", 2, name)


def _appendix(report: Report, number: str, title: str, name: str) -> Iterator[Block]:
    """The head of an appendix, and to which document it belongs, where an office issues it."""
    heading, office = _("Appendix {number}. {title}"), report.office
    yield Heading(heading.format(number=number, title=title), 1, name, appendix=True)
    if office.body:
        yield Paragraph(prose().attached(office.number, report.date), style="aside")


def _paragraph(sentences: Iterable[str]) -> Paragraph:
    return Paragraph(" ".join(sentences))
