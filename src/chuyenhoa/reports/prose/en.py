"""The sentences of reports in English."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chuyenhoa.model.periods import Period, PeriodKind
from chuyenhoa.reports import figures
from chuyenhoa.reports.prose import en_phrases as say
from chuyenhoa.reports.prose.common import (
    ALL,
    MISSED,
    all_met,
    lacking,
    met_everywhere,
    missed_most,
    moved,
    of_stage,
    rates,
    sentence,
    standing_counts,
    turned,
    without_figure,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from chuyenhoa.assessment.assessed import (
        AssessedArea,
        AssessedProgramme,
        Assessment,
    )
    from chuyenhoa.assessment.comparison import Comparison
    from chuyenhoa.reports.prose import Movement
    from chuyenhoa.reports.report import Report

_KINDS = {
    "commune": ("commune", "communes"),
    "township": ("township", "townships"),
    "ward": ("ward", "wards"),
    "special_zone": ("special zone", "special zones"),
}
_ORDINALS = ("first", "second", "third", "fourth")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_STAGES = {
    "transformed": "transformed",
    "maintained": "maintained",
    "in_progress": "in progress",
    "relapsed": "relapsed",
    "unverified": "unverified for lack of figures",
    "listed": "not selected",
}
_MOVED = {
    "newly_met": ("newly meets the targets", "newly meet the targets"),
    "no_longer_met": ("no longer meets the targets", "no longer meet the targets"),
    "newly_relapsed": ("has relapsed", "have relapsed"),
    "newly_listed": ("is new on the list", "are new on the list"),
}
_CONCLUSIONS = {
    "met": "On the whole, the programme has met its targets.",
    "not_met": "On the whole, the programme has not met its targets.",
    "incomplete": "There is not enough to conclude on the programme as a whole.",
}
_NONE_MISSED = "No criterion has been judged as not met."
_NONE = {
    "achievement": "No achievements have been recorded besides the figures above.",
    "model": "No self-managed models have been recorded.",
    "shortcoming": "No other shortcomings have been recorded.",
    "difficulty": "No difficulties have been recorded.",
    "cause": "No causes have been recorded.",
    "measure": "No particular measures have been recorded.",
    "recommendation": "There are no recommendations.",
}


def period(period: Period) -> str:
    year = period.year
    if period.kind is PeriodKind.HALF:
        return f"the {_ORDINALS[period.number - 1]} half of {year}"
    if period.kind is PeriodKind.QUARTER:
        return f"the {_ORDINALS[period.number - 1]} quarter of {year}"
    if period.kind is PeriodKind.MONTH:
        return f"{_MONTHS[period.number - 1]} {year}"
    if period.kind is PeriodKind.NINE_MONTHS:
        return f"the first nine months of {year}"
    return f"the year {year}"


def subject(title: str, period: str) -> str:
    return f"{title or 'Transformation of priority areas'}: results in {period}"


def nation() -> tuple[str, str]:
    return "SOCIALIST REPUBLIC OF VIET NAM", "Independence - Freedom - Happiness"


def place_and_date(place: str | None, day: date) -> str:
    return f"{place}, {_day(day)}" if place else _day(day)


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def number(number: str) -> str:
    return f"No. {number}"


def attached(number: str | None, day: date) -> str:
    numbered = f" No. {number}" if number else ""
    return f"(Attached to report{numbered} of {_day(day)})"


def opening(report: Report) -> str:
    days = report.now.period
    return (
        f"On the figures that the areas reported, the results in {period(report.period)} "
        f"({figures.day(days.start)} to {figures.day(days.end)}) are assessed as follows:"
    )


def on_the_list(report: Report) -> Iterator[str]:
    areas, selected, delisted = report.areas, report.selected, report.delisted
    if not areas:
        yield "No area was on the list of priority areas in the period."
        return
    kinds = Counter(area.kind for area in areas)
    kinds.subtract(area.kind for area in delisted)
    by_kind = say.together(
        [say.count(kinds[kind], *words) for kind, words in _KINDS.items() if kinds[kind]]
    )
    yield (
        "The list of areas that are priorities for security and order has "
        f"{say.areas(len(areas) - len(delisted))}{f' ({by_kind})' if by_kind else ''}."
    )
    if selected:
        are = "is" if len(selected) == 1 else "are"
        names = say.names(selected)
        yield f"{say.areas(len(selected))} {are} selected for transformation: {names}."
    else:
        yield "No area has been selected for transformation yet."
    if delisted:
        was, are = ("was", "is") if len(delisted) == 1 else ("were", "are")
        yield (
            f"{say.areas(len(delisted))} {was} taken off the list and {are} still followed: "
            f"{say.names(delisted)}."
        )


def rules(report: Report) -> str:
    rules = report.criteria_set
    mandatory = sum(criterion.mandatory for criterion in rules.criteria)
    asked = []
    if mandatory:
        asked.append("every mandatory criterion")
    if any(group.require is not None for group in rules.groups):
        asked.append("what each group requires")
    if rules.pass_score:
        share = figures.percent(rules.pass_score)
        asked.append(f"at least {share} of the points of the applicable criteria")
    of_them = f", {figures.whole(mandatory)} of them mandatory" if mandatory else ""
    text = (
        f"The assessment follows “{rules.name}” ({rules.code}) with "
        f"{say.criteria(len(rules.criteria))}{of_them}."
    )
    return (
        f"{text} An area meets the targets when it meets {say.together(asked)}." if asked else text
    )


def reported(report: Report) -> str:
    found, missing, of = lacking(report.areas)
    if not report.areas:
        return "No area has to report."
    if not found:
        return "All areas have reported the figures of all criteria."
    listed = say.some([f"{area.name} ({figures.whole(area.missing)})" for area in found])
    lack = "lacks a figure" if missing == 1 else "lack figures"
    return (
        f"{figures.whole(missing)} of {say.count(of, 'verdict', 'verdicts')} on criteria still "
        f"{lack}, in {say.areas(len(found))}: {listed}."
    )


def movement(movement: Movement) -> str:
    said = say.fall(movement.now, movement.before, movement.unit, movement.against)
    where = f"{figures.whole(movement.areas)} of {say.areas(movement.of)} with figures to compare"
    return f"{movement.name}: {said}, in {where}."


def programme(programme: AssessedProgramme, areas: Sequence[AssessedArea]) -> Iterator[str]:
    selected = [area for area in areas if area.selected]
    least = figures.percent(programme.min_success_rate)
    if programme.min_success_rate < ALL:
        least = f"at least {least}"
    rate = programme.success_rate(figures.DECIMALS)
    if rate is None:
        yield "No area has been selected yet, so there is no success rate."
        if areas:
            yield f"Of the {say.areas(len(areas))} assessed, {say.standings(areas)}."
    elif programme.met == programme.selected:
        who = "All selected areas meet" if programme.met > 1 else "The selected area meets"
        yield (
            f"{who} the targets ({figures.share(programme.met, programme.selected)}, "
            f"{figures.percent(rate)}); the programme asks for {least}."
        )
    else:
        none = "None of the selected areas meets"
        some = f"{figures.share(programme.met, programme.selected)} selected areas meet"
        yield (
            f"{some if programme.met else none} the targets ({figures.percent(rate)}; the programme"
            f" asks for {least})."
        )
        for standing, words in (("not_met", "not met"), ("incomplete", "undecided")):
            found = [area for area in selected if area.standing == standing]
            if found:
                yield f"{sentence(words, end='')}: {say.areas(len(found))}, {say.names(found)}."
    yield from _relapses(programme, areas)
    yield _CONCLUSIONS[programme.verdict]


def _relapses(programme: AssessedProgramme, areas: Sequence[AssessedArea]) -> Iterator[str]:
    if not programme.relapsed:
        yield "No area has become complex again."
        return
    limit = "the programme allows none"
    if programme.max_relapses:
        over = "more than" if programme.relapsed > programme.max_relapses else "within"
        limit = f"{over} the limit of {figures.whole(programme.max_relapses)}"
    have = "has" if programme.relapsed == 1 else "have"
    yield (
        f"{say.areas(programme.relapsed)} {have} become complex again: "
        f"{say.names(of_stage(areas, 'relapsed'))} ({limit})."
    )


def stages(areas: Sequence[AssessedArea]) -> str:
    found = [(words, of_stage(areas, stage)) for stage, words in _STAGES.items()]
    said = [
        f"{figures.whole(len(those))} {words} ({say.names(those)})"
        for words, those in found
        if those
    ]
    return f"By stage: {'; '.join(said)}." if said else ""


def criteria(report: Report) -> Iterator[str]:
    everywhere, alone = met_everywhere(report), len(report.areas) == 1
    total = len(report.criteria_set.criteria)
    if everywhere:
        are, apply = ("is", "it applies") if everywhere == 1 else ("are", "they apply")
        where = "" if alone else f" wherever {apply}"
        yield f"{figures.whole(everywhere)} of {say.criteria(total)} {are} met{where}."
    most, missed = missed_most(report)
    if missed:
        named = [f"{c.code} – {c.title('en')}" for c in missed[:MISSED]]
        if rest := len(missed) - len(named):
            named.append(f"{figures.whole(rest)} more")
        each = " each" if len(missed) > 1 else ""
        if alone:
            yield f"Not met: {say.together(named)}."
        else:
            yield f"Missed in the most areas: {say.together(named)} ({say.areas(most)}{each})."
    else:
        yield _NONE_MISSED


def comparison(comparison: Comparison) -> str:
    when = period(Period.from_code(comparison.before.period.code))
    if comparison.against == "chosen":
        return f"Compared with {when}:"
    return f"Compared with {say.AGAINST[comparison.against]} ({when}):"


def compared(comparison: Comparison) -> Iterator[str]:
    before, now = comparison.before, comparison.now
    if found := rates(comparison):
        then, rate = map(figures.percent, found)
        yield (
            f"The success rate is {rate}{_of(now)}; in {say.AGAINST[comparison.against]} it was "
            f"{then}{_of(before)}."
        )
    changed = dict(moved(comparison))
    for what, areas in changed.items():
        yield f"{say.areas(len(areas))} {_MOVED[what][len(areas) > 1]}: {say.names(areas)}."
    if not changed:
        yield "No area newly meets the targets, no longer meets them or has relapsed."
    ways = zip(turned(comparison), ("to met", "from met to not met"), strict=True)
    if turns := [(n, way) for n, way in ways if n]:
        (n, way), *rest = turns
        also = "".join(f", {figures.whole(n)} {way}" for n, way in rest)
        yield f"{say.count(n, 'verdict', 'verdicts')} on criteria turned {way}{also}."
    if not comparison.same_rules:
        yield (
            f"Two criteria sets were in force ({before.criteria_set} and {now.criteria_set}); only "
            "criteria that are in both are compared."
        )


def _of(assessment: Assessment) -> str:
    found = assessment.programme
    return f" ({figures.share(found.met, found.selected)})" if found else ""


def first() -> str:
    return "There are no results of the period before or of the same period last year to compare."


def open(area: AssessedArea) -> str:  # noqa: A001 - what is open, as everywhere
    missed = [say.missed(c) for c in area.criteria if c.verdict == "not_met"]
    without = without_figure(area)
    said = []
    if missed:
        said.append(f"{say.criteria(len(missed))} not met: {'; '.join(missed)}")
    if all(c.reason == "no_result" for c in area.criteria):
        return "There is no figure for any criterion yet."
    if without:
        said.append(f"{say.criteria(len(without))} without a figure: {', '.join(without)}")
    begin = {"met": "met, with", "not_met": "not met, with", "incomplete": "undecided, with"}
    text = f"{begin[area.standing]} {'; '.join(said)}"
    return sentence(text) if said else "No criterion applies."


def nothing_open(areas: Sequence[AssessedArea]) -> str:
    return "Every criterion that applies is met." if all_met(areas) else _NONE_MISSED


def to_do(report: Report) -> Iterator[str]:
    counts = standing_counts(report.areas)
    missed = sum(area.not_met for area in report.areas)
    unreported = lacking(report.areas).areas
    if counts["met"]:
        yield (
            f"Hold what {say.areas(counts['met'])} achieved, so that none becomes complex again "
            "after its transformation."
        )
    if missed:
        yield (
            f"Work on what is not met, {say.count(missed, 'verdict', 'verdicts')} on criteria; the "
            "table below says what each would take."
        )
    if unreported:
        lack = "lacks" if len(unreported) == 1 else "lack"
        there = f"{say.areas(len(unreported))} still {lack}: {say.names(unreported)}"
        yield f"Report the figures that {there}."


def none_recorded(kind: str) -> str:
    return _NONE[kind]


def counted(name: str, met: int, of: int) -> str:
    return f"{name} met by {figures.whole(met)} of {say.areas(of)}"
