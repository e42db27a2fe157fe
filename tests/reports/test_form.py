"""The entry form: what is filled in is what is read, and nothing else is."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chuyenhoa.intake.rules import Rules
from chuyenhoa.language import activate, current
from tests.reports import forms
from tests.strategies import Kind, datasets, periods, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chuyenhoa.assessment.entry import EntryForm
    from chuyenhoa.model.dataset import Dataset


# Two areas have one name, and what a criterion is called is part of what others are.
AREAS = ("Phìn Hồ", "Tân Lập", "Thị trấn Sìn Hồ", "Tân Lập")
CRITERIA = ("Tỷ lệ điều tra, khám phá", "Số vụ (trọng án)", "Tỷ lệ hộ dân", "Tỷ lệ điều tra")
UNITS = (None, "%", "vụ", "tổng số")


# No code that is a word of the form, such as `no`, or that a sentence could go on after.
CODE = re.compile(r"[A-Za-z]*[0-9][A-Za-z0-9._-]*(?<![._-])")


def has_plain_codes(dataset: Dataset) -> bool:
    """Whether all codes are such as offices give."""
    codes = [area.code for area in dataset.areas]
    codes += [criterion.code for each in dataset.criteria_sets for criterion in each.criteria]
    return all(map(CODE.fullmatch, codes))


def in_words(dataset: Dataset) -> Dataset:
    """The dataset with names as offices give them."""
    names = iter(cycle(CRITERIA))
    return replace(
        dataset,
        programme=replace(dataset.programme, title="Huyện Sìn Hồ và xã Phìn Hồ năm 2031"),
        areas=tuple(
            replace(area, name=name, aliases=())
            for area, name in zip(dataset.areas, AREAS, strict=False)
        ),
        criteria_sets=tuple(
            replace(
                each,
                criteria=tuple(
                    replace(criterion, name=name, name_en=None, unit=unit)
                    for criterion, name, unit in zip(each.criteria, names, UNITS, strict=False)
                ),
                groups=tuple(replace(group, name="Phòng ngừa") for group in each.groups),
            )
            for each in dataset.criteria_sets
        ),
    )


def tables(form: EntryForm) -> st.SearchStrategy[forms.Table]:
    """Figures for some of what the form asks for."""
    return st.fixed_dictionaries(
        {},
        optional={
            (area.code, each.code): values(Kind(each.code, each.measure, each.may_exceed, each.per))
            for area in form.areas
            for each in form.criteria
        },
    )


@contextmanager
def speaking(language: str) -> Iterator[forms.Answers]:
    """The language of a form, and what it has for answers."""
    before = current()
    activate(language)
    try:
        yield forms.ANSWERS[language]
    finally:
        activate(before)


@given(datasets().filter(has_plain_codes).map(in_words), st.sampled_from(["vi", "en"]), st.data())
@settings(max_examples=20)
def test_what_is_filled_in_is_read_back_without_a_question(
    dataset: Dataset, language: str, data: st.DataObject
) -> None:
    period = data.draw(periods())
    assume(Rules(dataset.criteria_sets).in_force(period))
    form = forms.form_of(dataset, period)
    table = data.draw(tables(form))
    with speaking(language) as answers:
        whole = {"form.xlsx": forms.filled_all(form, table, answers)}
        each = forms.filled_each(form, table, answers)
    assert forms.read(whole, dataset, period) == table
    assert forms.read(each, dataset, period) == table
