"""New rules and old results: what a dump says can always be loaded again (contract §2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.program import Program

RULES = """
format: chuyenhoa/1
language: en
areas: [{{code: a, name: A}}]
criteria_sets:
  - code: {code}
    name: s
    from: {start}
    criteria: [{{code: X, name: x, measure: rate, target: ">= 1"{more}}}]
"""
RESULT = "results: [{{period: 2023-H1, area: a, values: {{X: {value}}}}}]\n"


def rules(code: str, start: str, more: str) -> str:
    return RULES.format(code=code, start=start, more=more)


@pytest.mark.parametrize(
    ("first", "value", "then"),
    [
        (("S", "2021", ", may_exceed: true"), "19/18", ("S", "2021", "")),
        (("S", "2021", ", per: 1000"), "500", ("S", "2021", "")),
        (("S", "2021", ", per: 1000"), "500", ("T", "2022", "")),
    ],
)
def test_rules_that_a_recorded_result_breaks_are_refused(
    chuyenhoa: Program, first: tuple[str, str, str], value: str, then: tuple[str, str, str]
) -> None:
    loaded = chuyenhoa("load", "-", stdin=rules(*first) + RESULT.format(value=value))
    assert loaded.returncode == 0, loaded.stderr
    before = chuyenhoa("dump").stdout

    refused = chuyenhoa("load", "-", stdin=rules(*then))

    assert refused.returncode == 1
    assert f"- recorded_outside {value}, recorded for a, X, 2023-H1" in refused.stderr
    assert chuyenhoa("dump").stdout == before


def test_rules_and_results_that_change_together_are_taken(chuyenhoa: Program) -> None:
    chuyenhoa("load", "-", stdin=rules("S", "2021", ", per: 1000") + RESULT.format(value="500"))

    loaded = chuyenhoa("load", "-", stdin=rules("S", "2021", "") + RESULT.format(value="50"))

    assert loaded.returncode == 0, loaded.stderr
