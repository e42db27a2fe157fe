"""One spelling for each code: codes are the same in any case (contract §2)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chuyenhoa.model.codes import code_key

if TYPE_CHECKING:
    from chuyenhoa.model.dataset import CriteriaSet, Dataset


class Spelling(dict[str, str]):
    """The spelling of each code that was seen first."""

    def __call__(self, code: str) -> str:
        """The spelling of this code; this one if it is new."""
        return self.setdefault(code_key(code), code)

    def find(self, code: str | None) -> str | None:
        """The same where there may be no code."""
        return None if code is None else self(code)


def spelled_as(known: Dataset, stated: Dataset) -> Dataset:
    """What is stated, with codes spelled as they are known, or else as they come first."""
    areas, sets, criteria, notes = Spelling(), Spelling(), Spelling(), Spelling()
    for area in known.areas:
        areas(area.code)
    for each in known.criteria_sets:
        sets(each.code)
        for criterion in each.criteria:
            criteria(criterion.code)
    for note in known.notes:
        notes(note.code)
    return replace(
        stated,
        areas=tuple(replace(area, code=areas(area.code)) for area in stated.areas),
        listings=tuple(replace(each, area=areas(each.area)) for each in stated.listings),
        criteria_sets=tuple(_set(each, sets, criteria) for each in stated.criteria_sets),
        targets=tuple(
            replace(each, criterion=criteria(each.criterion), area=areas.find(each.area))
            for each in stated.targets
        ),
        baselines=tuple(
            replace(each, criterion=criteria(each.criterion), area=areas(each.area))
            for each in stated.baselines
        ),
        notes=tuple(
            replace(
                each,
                code=notes(each.code),
                area=areas.find(each.area),
                criterion=criteria.find(each.criterion),
            )
            for each in stated.notes
        ),
    )


def _set(stated: CriteriaSet, sets: Spelling, criteria: Spelling) -> CriteriaSet:
    groups = Spelling()
    for group in stated.groups:
        groups(group.code)
    return replace(
        stated,
        code=sets(stated.code),
        criteria=tuple(
            replace(each, code=criteria(each.code), group=groups.find(each.group))
            for each in stated.criteria
        ),
    )
