"""What is wrong is said in the language in use, numbers of ours with its marks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from chuyenhoa.language import activate
from chuyenhoa.model.problems import Invalid, Place, Problem
from chuyenhoa.model.values import NOT_APPLICABLE, YES, Measure, Recorded, Value
from chuyenhoa.reports.problems import explained, problem_line

UNCLEAR = Invalid("unclear_share", text="0,955", number=Decimal("0.955"), percent=Decimal("95.5"))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("vi", "“0,955” có thể là 0,955% hoặc 95,5%: hãy ghi kèm dấu %, hoặc ghi như 18/19."),
        (
            "en",
            "“0,955” can mean 0.955% or 95.5%: write it with its percent sign, or like 18/19.",
        ),
    ],
)
def test_numbers_have_the_marks_of_the_language_and_quotations_their_own(
    language: str, expected: str
) -> None:
    activate(language)
    assert explained(UNCLEAR) == expected


def test_large_numbers_are_grouped_and_lines_are_not() -> None:
    activate("vi")
    assert "5.000.000" in explained(Invalid("too_many_cells", limit=5_000_000))
    twice = Problem("key_twice", Place("a.yaml", 1300, 1), {"key": "name", "line": "1200"})
    assert problem_line(twice) == (
        "a.yaml:1300:1 key_twice “name” được ghi hai lần; lần đầu ở dòng 1200."
    )


@pytest.mark.parametrize(
    ("value", "measure", "shown"),
    [
        (Value(Decimal("95.5")), Measure.RATE, "95,5"),
        (Value(Decimal(1234), Decimal("1300.5")), Measure.RATE, "1.234/1.300,5"),
        (YES, Measure.YES_NO, "có"),
        (NOT_APPLICABLE, Measure.VALUE, "không áp dụng"),
    ],
)
def test_recorded_values_are_said_as_everywhere(value: Value, measure: Measure, shown: str) -> None:
    activate("vi")
    params = {
        "area": "a",
        "criterion": "b",
        "period": "2023",
        "text": "x",
        "other": Recorded(value, measure),
        "first": Place("b.csv", 2, 3),
    }
    said = explained(Problem("conflicting_result", Place("a.csv"), params))
    assert said == f"a, b, 2023: ở đây là “x” nhưng tại b.csv:2:3 là “{shown}”."
