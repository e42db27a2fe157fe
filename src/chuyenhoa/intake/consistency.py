"""What a new statement must not do to what the database holds already, or to another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.model.codes import code_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from chuyenhoa.intake.definitions import Stated, StatedSet
    from chuyenhoa.intake.findings import Findings
    from chuyenhoa.intake.rules import Rules
    from chuyenhoa.model.dataset import Dataset, RevisedTarget
    from chuyenhoa.model.periods import Period
    from chuyenhoa.model.values import Measure


def check_starts(stated: list[StatedSet], existing: Dataset, findings: Findings) -> None:
    """Two sets cannot come into force on one day: neither would be the latest (contract §6)."""
    restated = _codes(stated)
    starts = {
        each.start.start(): each.code
        for each in existing.criteria_sets
        if code_key(each.code) not in restated
    }
    for each in stated:
        code = each.value.code
        other = starts.setdefault(each.value.start.start(), code)
        if other != code:
            findings.refuse("same_start", each.start, text=code, other=other)


def check_measures(
    stated: list[StatedSet], existing: Dataset, referred: set[str], findings: Findings
) -> None:
    """A criterion keeps its measure in all sets, and while anything refers to it (contract §2)."""
    restated = _codes(stated)
    settled: dict[str, Measure] = {}
    for each in existing.criteria_sets:
        for criterion in each.criteria:
            key = code_key(criterion.code)
            if key in referred or code_key(each.code) not in restated:
                settled[key] = criterion.measure
    for new in (criterion for each in stated for criterion in each.criteria):
        code, measure = new.value.code, new.value.measure
        other = settled.setdefault(code_key(code), measure)
        if other is not measure:
            findings.refuse(
                "measure_changed", new.origin, criterion=code, measure=measure, other=other
            )


def check_dropped(
    stated: list[StatedSet],
    existing: Dataset,
    rules: Rules,
    referred: set[str],
    findings: Findings,
) -> None:
    """A set stated anew cannot drop a criterion from the last place where it is defined.

    Args:
        stated: The sets of the input.
        existing: What the database holds.
        rules: All criteria that there are with the input.
        referred: The keys of those that something refers to.
        findings: Where problems go.
    """
    gone = {key for key in referred if not rules.has(key)}
    new = {code_key(each.value.code): each for each in stated}
    for each in existing.criteria_sets:
        for criterion in each.criteria:
            key = code_key(criterion.code)
            if key in gone:
                gone.remove(key)
                origin = new[code_key(each.code)].origin
                findings.refuse("criterion_in_use", origin, criterion=criterion.code)


def check_targets(
    stated: list[Stated[RevisedTarget]], existing: Dataset, findings: Findings
) -> None:
    """Of two targets for the same thing, one has to start later (contract §4)."""

    def key(target: RevisedTarget, start: Period) -> tuple[str, str, date]:
        return code_key(target.criterion), code_key(target.area or ""), start.start()

    starts = {key(each, each.start): each.start for each in existing.targets if each.start}
    for each in stated:
        if start := each.value.start:
            other = starts.setdefault(key(each.value, start), start)
            if other != start:
                findings.refuse("same_start", each.origin, text=start.code, other=other.code)


def referred_criteria(existing: Dataset, recorded: Mapping[str, int]) -> set[str]:
    """The keys of the criteria that have results, a revised target, a baseline or notes."""
    codes = {code for code, results in recorded.items() if results}
    codes.update(target.criterion for target in existing.targets)
    codes.update(baseline.criterion for baseline in existing.baselines)
    codes.update(note.criterion for note in existing.notes if note.criterion)
    return {code_key(code) for code in codes}


def _codes(stated: list[StatedSet]) -> set[str]:
    return {code_key(each.value.code) for each in stated}
