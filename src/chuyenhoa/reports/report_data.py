"""A report as plain data: what templates see, and `report --format json` (docs/reports.md).

Beside each identifier and number of contract §11 stands, under the same name with `_text`, what
people read in its place; a `_sign` says the same as its text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from chuyenhoa.language import _, current
from chuyenhoa.reports import figures, json_text, reasons, summary
from chuyenhoa.reports.assessed import as_json
from chuyenhoa.reports.made import Made
from chuyenhoa.reports.prose import prose
from chuyenhoa.reports.provenance import where
from chuyenhoa.reports.report import with_remedy
from chuyenhoa.reports.sections.notes import lines
from chuyenhoa.reports.sections.tables import asked
from chuyenhoa.reports.words import (
    AREA_KINDS,
    ILLUSTRATIVE,
    NOTE_HEADINGS,
    REASONS,
    STAGES,
    STANDINGS,
    VERDICTS,
    note_status,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from chuyenhoa.assessment.assessed import (
        AssessedArea,
        AssessedCriterion,
        AssessedPeriod,
        AssessedProgramme,
        Assessment,
    )
    from chuyenhoa.assessment.comparison import AreaChange, Comparison, VerdictFlip
    from chuyenhoa.model.dataset import Office
    from chuyenhoa.model.notes import Said
    from chuyenhoa.model.periods import Period
    from chuyenhoa.reports.report import Report
    from chuyenhoa.reports.words import Word

FORMAT = "chuyenhoa-report/1"

Data = dict[str, Any]

_STATE = ("verdict", "verdict_text", "verdict_sign", "value", "measured", "figure_text")


def chunks(report: Report) -> Iterator[str]:
    """The report as JSON, an area on a line."""
    yield from json_text.streamed(report_data(report))
    yield "\n"


def report_data(report: Report) -> Data:
    """The report as plain data; the areas and their changes are made when they are asked for."""
    now, words = report.now, prose()
    rules = report.criteria_set
    return {
        "format": FORMAT,
        "language": report.language,
        "title": now.title,
        "subject": words.subject(now.title, words.period(report.period)),
        "illustrative": now.illustrative,
        "notice": _(ILLUSTRATIVE) if now.illustrative else "",
        "date": report.date.isoformat(),
        "date_text": figures.day(report.date.isoformat()),
        "office": _office(report.office, report.date),
        "period": {**period_data(now.period), "text": words.period(report.period)},
        "criteria_set": {
            "code": rules.code,
            "name": rules.name,
            **_percent("pass_score", rules.pass_score),
            "groups": [
                {"code": group.code, "name": group.name, "require": group.require}
                for group in rules.groups
            ],
            "criteria": list(_criteria(report)),
        },
        "programme": now.programme and programme_data(now.programme),
        "sentences": _sentences(report),
        "comparisons": [comparison_data(comparison) for comparison in report.comparisons],
        "trend": trend_data(report.review.periods),
        "notes": [_note(report, said) for said in report.notes],
        "areas": Made(report.areas, lambda area: _area(report, area)),
    }


def _sentences(report: Report) -> Data:
    """The running text of the built-in templates, by what it is about."""
    words, now = prose(), report.now
    return {
        "opening": words.opening(report),
        "list": list(words.on_the_list(report)),
        "rules": words.rules(report),
        "reported": words.reported(report),
        "programme": list(words.programme(now.programme, now.areas)) if now.programme else [],
        "stages": words.stages(now.areas),
        "criteria": list(words.criteria(report)),
        "to_do": list(words.to_do(report)),
        "no_comparison": "" if report.comparisons else words.first(),
    }


def _office(office: Office, day: date) -> Data:
    return {
        "parent": office.parent,
        "body": office.body,
        "number": office.number,
        "place": office.place,
        "place_and_date": prose().place_and_date(office.place, day),
        "signer": {"capacity": office.signer.capacity, "title": office.signer.title},
        "recipients": list(office.recipients),
    }


def period_data(period: AssessedPeriod) -> Data:
    """A period with its days."""
    return {
        "code": period.code,
        "start": period.start,
        "start_text": figures.day(period.start),
        "end": period.end,
        "end_text": figures.day(period.end),
    }


def programme_data(programme: AssessedProgramme) -> Data:
    """The programme, as contract §11 has it and in words."""
    rate = programme.success_rate(figures.DECIMALS)
    return {
        **as_json.programme_data(programme),
        **_word("verdict", STANDINGS[programme.verdict]),
        "success_rate_text": None if rate is None else figures.percent(rate),
        "min_success_rate_text": figures.percent(programme.min_success_rate),
        "summary": summary.verdict(programme),
        "grounds": summary.grounds(programme),
    }


def _criteria(report: Report) -> Iterator[Data]:
    """The criteria with the target that most areas have, and on how many areas each verdict."""
    for criterion, others in asked(report):
        tally = report.tallies[criterion.code]
        yield {
            "code": criterion.code,
            "name": criterion.title(report.language),
            "group": criterion.group,
            "unit": criterion.unit,
            "measure": criterion.measure.value,
            "target": criterion.target.text,
            "target_text": figures.target(criterion),
            "other_targets": others,
            "mandatory": criterion.mandatory,
            "points": figures.plain(criterion.points),
            **tally._asdict(),
        }


def _area(report: Report, area: AssessedArea) -> Data:
    listing = report.listings[area.code]
    explained = (each for each in report.explanations if each.area.code == area.code)
    explanation = next(explained, None)
    return {
        **area_data(area, report.now.pass_score),
        "kind": area.kind,
        "kind_text": _(AREA_KINDS[area.kind]),
        "listed": _code(listing.listed),
        "selected_from": _code(listing.selected),
        "delisted": _code(listing.delisted),
        "decision": listing.decision,
        "open_text": prose().open(area) if area.not_met + area.missing else "",
        "why": [
            {"label": label, "text": text}
            for label, text in (reasons.of_area(explanation) if explanation else ())
        ],
        "sources": {
            each.assessed.asked.code: where(each.source)
            for each in (explanation.criteria if explanation else ())
            if each.source
        },
        "criteria": [_with_remedy(each, report.period, current()) for each in area.criteria],
    }


def area_data(area: AssessedArea, pass_score: Decimal) -> Data:
    """An area without its criteria."""
    score = area.score(pass_score)
    shown = area.score(pass_score, figures.DECIMALS)
    return {
        **as_json.area_data(area),
        **_word("standing", STANDINGS[area.standing]),
        **_word("stage", STAGES[area.stage]),
        "points_text": figures.score(area),
        "score": None if score is None else figures.plain(score),
        "score_text": None if shown is None else figures.percent(shown),
        "met": area.met,
        "not_met": area.not_met,
        "missing": area.missing,
        "not_applicable": area.not_applicable,
    }


# Most of a country's figures are the same as another's.
@lru_cache(maxsize=1 << 14)
def _with_remedy(criterion: AssessedCriterion, period: Period, _language: str) -> Data:
    explained = with_remedy(criterion, period)
    remedy = explained.remedy
    return {
        **criterion_data(criterion),
        "would_take": None if remedy is None else reasons.would_take(remedy, explained),
    }


def criterion_data(criterion: AssessedCriterion) -> Data:
    """A criterion of an area, as contract §11 has it and in words."""
    asked = criterion.asked
    return {
        **as_json.criterion_data(criterion),
        "name": summary.name(criterion),
        **_word("verdict", VERDICTS[criterion.verdict]),
        "reason_text": criterion.reason and _(REASONS[criterion.reason]),
        "value_text": figures.recorded(criterion.value, asked.measure),
        "measured_text": figures.measured(criterion),
        "figure_text": figures.both(criterion),
        "target_text": figures.target(asked),
        "unit": asked.unit,
    }


def comparison_data(comparison: Comparison) -> Data:
    """What has changed since an earlier period; areas by their codes."""
    before = comparison.before
    return {
        "against": comparison.against,
        "against_text": prose().comparison(comparison),
        "period": period_data(before.period),
        "criteria_set": before.criteria_set,
        "same_rules": comparison.same_rules,
        "programme": before.programme and programme_data(before.programme),
        "sentences": list(prose().compared(comparison)),
        "newly_met": _codes(comparison.newly_met),
        "no_longer_met": _codes(comparison.no_longer_met),
        "newly_relapsed": _codes(comparison.newly_relapsed),
        "newly_listed": _codes(comparison.newly_listed),
        "changes": Made(
            [change for change in comparison.changes if change.before],
            lambda change: _change(change, before.pass_score),
        ),
    }


def _change(change: AreaChange, pass_score: Decimal) -> Data:
    return {
        "area": change.now.code,
        "name": change.now.name,
        "before": change.before and area_data(change.before, pass_score),
        "flips": [_flip(flip) for flip in change.flips],
    }


def _flip(flip: VerdictFlip) -> Data:
    return {
        "code": flip.now.asked.code,
        "gained": flip.gained,
        "lost": flip.lost,
        "before": _state(flip.before),
        "now": _state(flip.now),
    }


def _state(criterion: AssessedCriterion) -> Data:
    """What is to be seen of a criterion on one side of a comparison."""
    found = criterion_data(criterion)
    return {key: found[key] for key in _STATE}


def trend_data(periods: tuple[Assessment, ...]) -> list[Data]:
    """The periods, oldest first, with the programme and the areas in each, by their codes."""
    return [
        {
            "period": period_data(each.period),
            "criteria_set": each.criteria_set,
            "programme": each.programme and programme_data(each.programme),
            "areas": {area.code: area_data(area, each.pass_score) for area in each.areas},
        }
        for each in periods
    ]


def _note(report: Report, said: Said) -> Data:
    note = said.note
    names = (area.name for area in report.areas if area.code == note.area)
    status = note_status(note.kind, said.status)
    return {
        "code": note.code,
        "kind": note.kind,
        "kind_text": _(NOTE_HEADINGS[note.kind]),
        "period": note.period.code,
        "area": note.area,
        "area_name": next(names, None),
        "criterion": note.criterion,
        "text": " ".join(lines(note)),
        "lines": lines(note),
        "carried": said.carried,
        "status": said.status,
        "status_text": status and status.spoken,
        "responsible": note.responsible,
        "deadline": note.deadline and note.deadline.isoformat(),
        "deadline_text": note.deadline and figures.day(note.deadline.isoformat()),
        "closed": _code(note.closed),
    }


def _word(name: str, word: Word) -> Data:
    return {f"{name}_text": word.spoken, f"{name}_sign": word.sign}


def _percent(name: str, value: Decimal) -> Data:
    return {name: figures.plain(value), f"{name}_text": figures.percent(value)}


def _code(period: Period | None) -> str | None:
    return None if period is None else period.code


def _codes(changes: tuple[AreaChange, ...]) -> list[str]:
    return [change.now.code for change in changes]
