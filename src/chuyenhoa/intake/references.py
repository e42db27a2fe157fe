"""What a data file states about areas and criteria that are defined elsewhere (contract §2, §4)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from chuyenhoa.intake import texts
from chuyenhoa.intake.definitions import Stated, read_target
from chuyenhoa.model.dataset import Baseline, Listing, RevisedTarget
from chuyenhoa.model.periods import Period
from chuyenhoa.model.problems import Invalid
from chuyenhoa.model.values import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chuyenhoa.intake.fields import Fields
    from chuyenhoa.intake.rules import Areas, Rules
    from chuyenhoa.model.dataset import Criterion

LISTING_KEYS = ("area", "listed", "selected", "delisted", "decision")
TARGET_KEYS = ("criterion", "area", "from", "until", "target", "reason")
BASELINE_KEYS = ("area", "values")


def read_listing(fields: Fields, areas: Areas) -> Stated[Listing] | None:
    """An area's stay on the list: listed, then or at once selected, later delisted."""
    area = fields.required("area", areas.code)
    listed = fields.required("listed", Period.parse)
    selected = fields.optional("selected", Period.parse)
    delisted = fields.optional("delisted", Period.parse)
    decision = fields.text("decision")
    if listed and selected and selected.start() < listed.start():
        _refuse_order(fields, "selected", "listed", selected, listed)
        return None
    entered, key = (selected, "selected") if selected else (listed, "listed")
    if entered and delisted and delisted.start() <= entered.start():
        _refuse_order(fields, "delisted", key, delisted, entered)
        return None
    if area is None or listed is None:
        return None
    return Stated(Listing(area, listed, selected, delisted, decision), fields.origin)


def _refuse_order(fields: Fields, key: str, earlier: str, period: Period, before: Period) -> None:
    fields.findings.refuse(
        "too_early",
        fields.at(key),
        key=key,
        text=period.code,
        earlier=earlier,
        other=before.code,
    )


def read_revised_target(fields: Fields, areas: Areas, rules: Rules) -> Stated[RevisedTarget] | None:
    """A target revised for an area or from some period on (contract §4)."""
    criterion = fields.required("criterion", rules.criterion)
    area = fields.optional("area", areas.code)
    start = fields.optional("from", Period.parse)
    until = fields.optional("until", Period.parse)
    target = read_target(fields, criterion.measure if criterion else None)
    reason = fields.prose("reason")
    if start and until and until.start() < start.start():
        _refuse_order(fields, "until", "from", until, start)
    if criterion is None or target is None:
        return None
    revised = RevisedTarget(criterion.code, target, area, start, until, reason)
    return Stated(revised, fields.origin)


def read_baselines(fields: Fields, areas: Areas, rules: Rules) -> Iterator[Stated[Baseline]]:
    """The numbers that an area's reductions `against: baseline` compare with (contract §5.4)."""
    area = fields.required("area", areas.code)
    for key, node in fields.pairs("values", required=True):
        criterion = fields.parsed(key, partial(_reduction, rules))
        scalar = fields.scalar(node)
        if scalar and scalar.text.strip() not in {"", "-"}:
            number = fields.parsed(scalar, texts.not_negative)
            if area is not None and criterion is not None and number is not None:
                yield Stated(Baseline(area, criterion.code, number), fields.place_of(key))


def _reduction(rules: Rules, text: str) -> Criterion:
    criterion = rules.criterion(text)
    if criterion.measure is not Measure.REDUCTION:
        raise Invalid("no_baseline", criterion=criterion.code, measure=criterion.measure)
    return criterion
