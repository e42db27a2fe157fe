from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.model.problems import Invalid
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import Measure

NUMBERS = st.decimals(min_value=-(10**9) + 1, max_value=10**9 - 1, places=4)


def target(
    low: str | None, high: str | None, *, low_open: bool = False, high_open: bool = False
) -> Target:
    return Target(
        None if low is None else Decimal(low),
        low_open,
        None if high is None else Decimal(high),
        high_open,
        is_answer=False,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (">= 80", target("80", None)),
        ("> 80", target("80", None, low_open=True)),
        ("<= 15", target(None, "15")),
        ("< 0.5", target(None, "0.5", high_open=True)),
        ("= 0", target("0", "0")),
        ("3 .. 5", target("3", "5")),
        (">= -5", target("-5", None)),
    ],
)
def test_a_target_is_read_and_written_as_the_contract_has_it(text: str, expected: Target) -> None:
    for measure in (Measure.VALUE, Measure.RATE, Measure.REDUCTION):
        assert Target.parse(text, measure) == expected
    assert Target.parse(f" {text.replace(' ', '')} ", Measure.VALUE) == expected
    assert expected.text == text


@pytest.mark.parametrize(("text", "answer"), [("yes", 1), ("no", 0)])
def test_an_answer_can_be_a_target(text: str, answer: int) -> None:
    expected = Target(
        Decimal(answer), low_open=False, high=Decimal(answer), high_open=False, is_answer=True
    )
    assert Target.parse(text, Measure.YES_NO) == expected
    assert expected.text == text


def test_the_ends_are_whole_in_ten_thousandths() -> None:
    assert target("-0.0001", "5").bounds == (-1, 50_000)
    assert target(None, "0.5", high_open=True).bounds == (5_000,)


def test_a_range_of_one_number_is_that_number() -> None:
    assert Target.parse("3 .. 3", Measure.VALUE).text == "= 3"


@pytest.mark.parametrize(
    ("text", "measure", "code", "suggestion"),
    [
        ("yes", Measure.RATE, "target_does_not_fit", None),
        (">= 80", Measure.YES_NO, "target_does_not_fit", None),
        ("5 .. 3", Measure.VALUE, "empty_target", None),
        ("≥ 80", Measure.RATE, "bad_target", ">= 80"),
        ("≤0,5", Measure.RATE, "bad_target", "<= 0.5"),
        ("80", Measure.RATE, "bad_target", None),
        ("", Measure.RATE, "bad_target", None),
        (">=", Measure.RATE, "bad_target", None),
        ("=> 80", Measure.RATE, "bad_target", None),
        ("== 80", Measure.RATE, "bad_target", None),
        (">= nan", Measure.RATE, "bad_target", None),
        (">= 80 %", Measure.RATE, "bad_target", None),
        ("3 .. 5 .. 7", Measure.VALUE, "bad_target", None),
        (".." * 50_000, Measure.VALUE, "bad_target", None),
        (">= " + "8" * 5000, Measure.VALUE, "number_too_long", None),
    ],
)
def test_what_is_no_target_is_refused(
    text: str, measure: Measure, code: str, suggestion: str | None
) -> None:
    with pytest.raises(Invalid) as raised:
        Target.parse(text, measure)
    assert (raised.value.code, raised.value.suggestion) == (code, suggestion)
    assert raised.value.params["text"] == text


def test_a_target_without_ends_has_no_text() -> None:
    with pytest.raises(ValueError, match="low=None"):
        _ = target(None, None).text


@given(
    NUMBERS, NUMBERS, st.sampled_from(["{0} .. {1}", "= {0}", ">= {0}", "> {0}", "<= {0}", "< {0}"])
)
def test_a_target_comes_back_from_its_text(one: Decimal, other: Decimal, template: str) -> None:
    parsed = Target.parse(template.format(min(one, other), max(one, other)), Measure.VALUE)
    assert Target.parse(parsed.text, Measure.VALUE) == parsed
