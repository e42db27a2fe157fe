"""The pictures of reports, as data with what they show in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.language import _, current
from chuyenhoa.reports import cells, figures, summary
from chuyenhoa.reports.document import Chart, Picture, Series
from chuyenhoa.reports.prose import prose
from chuyenhoa.reports.sections.periods import share
from chuyenhoa.reports.sections.tables import asked
from chuyenhoa.reports.words import STANDINGS, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from chuyenhoa.assessment.assessed import AssessedArea, AssessedCriterion, Assessment
    from chuyenhoa.reports.document import Tone
    from chuyenhoa.reports.report import Report

# More lines or rows than this cannot be told apart on a page.
_LINES = 9
_ROWS = 40
_NOTHING = "–"
_UNDECIDED = STANDINGS["incomplete"]


def pictures(report: Report) -> Iterator[Picture]:
    """The programme and the areas through the periods, and the criteria of this one."""
    yield from through(report.review.periods)
    if report.areas:
        yield criteria(report)


def through(periods: Sequence[Assessment]) -> Iterator[Picture]:
    """The programme and the areas through the periods, if there are two at least."""
    areas = periods[-1].areas
    if len(periods) > 1:
        yield from _programme(periods)
        if 0 < len(areas) <= _ROWS:
            yield standings(periods, areas)


def _programme(periods: Sequence[Assessment]) -> Iterator[Picture]:
    """The success rate through the periods that have one, two at least; a gap if undecided."""
    found = [
        (each.period.code, each.programme, rate)
        for each in periods
        if each.programme and (rate := each.programme.success_rate(figures.DECIMALS)) is not None
    ]
    decided = [None if p.verdict == "incomplete" else rate for _code, p, rate in found]
    if len(found) > 1 and any(rate is not None for rate in decided):
        codes = [code for code, _programme, _rate in found]
        series = Series(
            _("Success rate"),
            tuple(None if rate is None else float(rate) for rate in decided),
            tuple(_UNDECIDED.within if rate is None else figures.percent(rate) for rate in decided),
        )
        least = found[-1][1].min_success_rate
        yield _lines("programme-trend", _("Success rate of the programme"), codes, [series], least)


def area_lines(periods: Sequence[Assessment], areas: Sequence[AssessedArea]) -> Iterator[Picture]:
    """The points of a few areas through the periods, if there are two periods."""
    if len(periods) > 1 and 0 < len(areas) <= _LINES:
        codes = [each.period.code for each in periods]
        series = [_points(periods, area) for area in areas]
        if not any(value is not None for each in series for value in each.values):
            return
        named = "-".join(area.code for area in areas) if len(areas) == 1 else "all"
        yield _lines(
            f"points-{named}",
            _("Points by period, in percent"),
            codes,
            series,
            periods[-1].pass_score,
        )


def _lines(
    name: str, caption: str, codes: Sequence[str], series: Sequence[Series], target: Decimal
) -> Picture:
    line = _("needed: {percent}").format(percent=figures.percent(target))
    said = [_in_words(each.name, each.texts, codes) for each in series]
    return Picture(
        name,
        caption,
        Chart("lines", tuple(codes), tuple(series), "%", (float(target), line)),
        " ".join(said),
    )


def _points(periods: Sequence[Assessment], area: AssessedArea) -> Series:
    found = [(each, _of(each, area.code)) for each in periods]
    return Series(
        area.name,
        tuple(None if then is None else share(then, each.pass_score) for each, then in found),
        tuple(
            _UNDECIDED.within
            if then and then.standing == "incomplete"
            else cells.score(then, each.pass_score).text
            for each, then in found
        ),
        tuple(_tone(then) for _each, then in found),
    )


def standings(periods: Sequence[Assessment], areas: Sequence[AssessedArea]) -> Picture:
    """How each area stood in each period, as a heat map."""
    codes = [each.period.code for each in periods]
    series, said = [], []
    for area in areas:
        found = [_of(each, area.code) for each in periods]
        words = [STANDINGS[then.standing] if then else None for then in found]
        signs = tuple(word.sign if word else _NOTHING for word in words)
        series.append(Series(area.name, (None,) * len(found), signs, tuple(map(_tone, found))))
        texts = [word.within if word else _NOTHING for word in words]
        said.append(_in_words(area.name, texts, codes))
    return Picture(
        "standings",
        _("Standing of the areas by period"),
        Chart("heatmap", tuple(codes), tuple(series)),
        " ".join(said),
    )


def criteria(report: Report) -> Picture:
    """On how many areas each criterion has each verdict."""
    found = [each.criterion for each in asked(report)]
    tallies = [report.tallies[criterion.code] for criterion in found]
    series = tuple(
        Series(
            VERDICTS[verdict].spoken,
            tuple(float(getattr(tally, verdict)) for tally in tallies),
            tuple(figures.whole(getattr(tally, verdict)) for tally in tallies),
            (VERDICTS[verdict].tone,),
        )
        for verdict in ("met", "not_met", "missing", "not_applicable")
    )
    said = [
        prose().counted(criterion.code, tally.met, tally.applicable)
        for criterion, tally in zip(found, tallies, strict=True)
    ]
    return Picture(
        "criteria-verdicts",
        _("Areas by criterion and verdict"),
        Chart("stacked", tuple(c.code for c in found), series, _("areas")),
        f"{'; '.join(said)}.",
    )


def distance(area: AssessedArea) -> Iterator[Picture]:
    """How far an area's percentages are from their targets; those on the good side are positive."""
    found = [(c, gap) for c in area.criteria if (gap := _gap(c)) is not None]
    if not found:
        return
    # A distance is between two figures that are shown; it has as many decimals as they.
    texts = [f"{'+' if gap > 0 else ''}{figures.number(gap)}" for _c, gap in found]
    said = [
        f"{c.asked.code} {summary.name(c)} {text} ({figures.both(c)}; {figures.target(c.asked)})"
        for (c, _gap), text in zip(found, texts, strict=True)
    ]
    yield Picture(
        f"distance-{area.code}",
        _("Distance to the target, in percentage points"),
        Chart(
            "bars",
            tuple(f"{c.asked.code} {c.asked.title(current())}" for c, _gap in found),
            (
                Series(
                    area.name,
                    tuple(float(gap) for _c, gap in found),
                    tuple(texts),
                    tuple(VERDICTS[c.verdict].tone for c, _gap in found),
                ),
            ),
            _("percentage points"),
            (0.0, _("target")),
        ),
        f"{'; '.join(said)}.",
    )


def _gap(criterion: AssessedCriterion) -> Decimal | None:
    """From the nearer end of the target to what was measured in percent."""
    asked, measured = criterion.asked, criterion.measured(figures.DECIMALS)
    if measured is None or not figures.in_percent(asked):
        return None
    low, high = asked.target.low, asked.target.high
    gaps = [
        *([] if low is None else [measured - low]),
        *([] if high is None else [high - measured]),
    ]
    return min(gaps)


def _in_words(name: str, texts: Sequence[str], codes: Sequence[str]) -> str:
    """What a line or row shows, for those who do not see it, period by period."""
    steps = [f"{code} {text}" for code, text in zip(codes, texts, strict=True)]
    return f"{name}: {', '.join(steps)}."


def _of(assessment: Assessment, code: str) -> AssessedArea | None:
    return next((area for area in assessment.areas if area.code == code), None)


def _tone(area: AssessedArea | None) -> Tone:
    return "muted" if area is None else STANDINGS[area.standing].tone
