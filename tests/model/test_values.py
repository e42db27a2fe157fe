from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.model.problems import Invalid
from chuyenhoa.model.values import (
    NO,
    NOT_APPLICABLE,
    YES,
    Measure,
    Value,
    parse_value,
    read_value,
)
from tests.effort import bounded

Form = Literal["NFC", "NFD"]
VALUE, YES_NO, RATE, REDUCTION = Measure.VALUE, Measure.YES_NO, Measure.RATE, Measure.REDUCTION
MEASURES = list(Measure)

FIGURES = st.decimals(min_value=0, max_value=10**9 - 1, places=4)


def number(text: str) -> Value:
    return Value(Decimal(text))


def fraction(over: int, under: int) -> Value:
    return Value(Decimal(over), Decimal(under))


@st.composite
def measured(draw: st.DrawFn) -> tuple[Measure, Value]:
    """A value that fits its measure when shares may exceed one."""
    measure = draw(st.sampled_from(Measure))
    if draw(st.booleans()):
        return measure, NOT_APPLICABLE
    if measure is YES_NO:
        return measure, draw(st.sampled_from([YES, NO]))
    figure = draw(FIGURES)
    if measure is VALUE and draw(st.booleans()):
        figure = -figure
    return measure, Value(figure, draw(FIGURES) if measure is RATE else None)


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("19", VALUE, number("19")),
        ("12.5", VALUE, number("12.5")),
        ("-3", VALUE, number("-3")),
        ("0", REDUCTION, number("0")),
        ("80", RATE, number("80")),
        ("100", RATE, number("100")),
        ("18/19", RATE, fraction(18, 19)),
        ("0/0", RATE, fraction(0, 0)),
        ("19/19", RATE, fraction(19, 19)),
        ("1.5/2", RATE, Value(Decimal("1.5"), Decimal(2))),
        ("yes", YES_NO, YES),
        ("no", YES_NO, NO),
        (" 19 ", VALUE, number("19")),
    ],
)
def test_a_data_file_means_what_the_contract_says(
    text: str, measure: Measure, value: Value
) -> None:
    assert parse_value(text, measure) == value
    assert read_value(text, measure, language="vi") == value


@pytest.mark.parametrize("measure", MEASURES)
def test_nothing_is_never_zero_and_not_applicable_is_neither(measure: Measure) -> None:
    for text in ("", "-", "   "):
        assert parse_value(text, measure) is None
    for text in ("", "-", " – ", "—", "\u2212", "\u200b"):
        assert read_value(text, measure, language="vi") is None
    assert parse_value("n/a", measure) is NOT_APPLICABLE
    for text in ("n/a", "N/A", "na", "KAD", "k.a.d", "K.A.D.", "Không áp dụng", "khong ap dung"):
        assert read_value(text, measure, language="vi") is NOT_APPLICABLE
        assert read_value(unicodedata.normalize("NFD", text), measure, language="en") is (
            NOT_APPLICABLE
        )


@pytest.mark.parametrize(
    ("text", "measure", "code", "suggestion"),
    [
        ("-3", RATE, "negative", None),
        ("-3", REDUCTION, "negative", None),
        ("-3/4", RATE, "negative", None),
        ("3/-4", RATE, "negative", None),
        ("19/18", RATE, "share_above_one", None),
        ("1/0", RATE, "share_above_one", None),
        ("101", RATE, "above_per", None),
        ("18/19", VALUE, "fraction_not_allowed", None),
        ("18/19", REDUCTION, "fraction_not_allowed", None),
        ("1/2/3", RATE, "bad_number", None),
        ("18/", RATE, "bad_number", None),
        ("a/b", VALUE, "bad_number", None),
        ("18 / 19", RATE, "bad_number", "18/19"),
        ("yes", VALUE, "answer_not_allowed", None),
        ("Có", RATE, "answer_not_allowed", None),
        ("có", YES_NO, "bad_answer", "yes"),
        ("YES", YES_NO, "bad_answer", "yes"),
        ("chưa đạt", YES_NO, "bad_answer", "no"),
        ("1", YES_NO, "bad_answer", None),
        ("KAD", YES_NO, "bad_answer", "n/a"),
        ("N/A", VALUE, "bad_number", "n/a"),
        ("12,5", VALUE, "bad_number", "12.5"),
        ("1.234,5", VALUE, "bad_number", "1234.5"),
        ("1,234", VALUE, "bad_number", None),
        ("64%", RATE, "bad_number", "64"),
        ("–", VALUE, "bad_number", None),
        ("nan", VALUE, "bad_number", None),
        ("inf", RATE, "bad_number", None),
        ("1e2000000", VALUE, "bad_number", None),
        ("1_000", VALUE, "bad_number", None),
        ("9223372036854775808", VALUE, "number_too_long", None),
        ("1" * 5000, RATE, "number_too_long", None),
        ("1" * 5000 + "/" + "1" * 5000, RATE, "number_too_long", None),
    ],
)
def test_what_does_not_fit_is_refused(
    text: str, measure: Measure, code: str, suggestion: str | None
) -> None:
    with bounded(), pytest.raises(Invalid) as raised:
        parse_value(text, measure)
    invalid = raised.value
    assert (invalid.code, invalid.suggestion) == (code, suggestion)
    assert invalid.params["text"] == text


@pytest.mark.parametrize("read", [parse_value, lambda *a, **k: read_value(*a, language="vi", **k)])
def test_a_criterion_may_let_shares_exceed_one(read: type) -> None:
    assert read("101", RATE, may_exceed=True) == number("101")
    assert read("19/18", RATE, may_exceed=True) == fraction(19, 18)
    assert read("1/0", RATE, may_exceed=True) == fraction(1, 0)
    assert read("900", RATE, per=1000) == number("900")
    with pytest.raises(Invalid) as raised:
        read("1001", RATE, per=1000)
    assert (raised.value.code, raised.value.params) == ("above_per", {"text": "1001", "per": 1000})
    with pytest.raises(Invalid, match="negative"):
        read("-1", RATE, may_exceed=True)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("texts", "value"),
    [
        (
            ["có", "Có", "CO", "đạt", "Đạt", "dat", "x", "X", "yes", "Y", "TRUE", "✓", " ✔\ufe0f "],
            YES,
        ),
        (["không", "khong", "KHÔNG", "chưa đạt", "Chua dat", "chưa", "ko", "k", "No", "n"], NO),
    ],
)
def test_people_answer_in_many_ways(texts: list[str], value: Value, form: Form) -> None:
    for text in texts:
        typed = unicodedata.normalize(form, text)
        assert read_value(typed, YES_NO, language="vi") is value
        for measure in (VALUE, RATE, REDUCTION):
            with pytest.raises(Invalid, match="takes a number"):
                read_value(typed, measure, language="vi")


@pytest.mark.parametrize(
    ("text", "measure", "vi", "en"),
    [
        ("1.234", VALUE, number("1234"), number("1.234")),
        ("12,5", VALUE, number("12.5"), number("12.5")),
        ("12.5", RATE, number("12.5"), number("12.5")),
        ("64%", RATE, number("64"), number("64")),
        ("95,5 %", RATE, number("95.5"), number("95.5")),
        ("18 / 19", RATE, fraction(18, 19), fraction(18, 19)),
        ("1.000/1.234", RATE, fraction(1000, 1234), Value(Decimal(1), Decimal("1.234"))),
        ("\u22123", VALUE, number("-3"), number("-3")),
    ],
)
def test_people_type_figures_as_they_are_used_to(
    text: str, measure: Measure, vi: Value, en: Value
) -> None:
    assert read_value(text, measure, language="vi") == vi
    assert read_value(text, measure, language="en") == en


@pytest.mark.parametrize(
    ("text", "measure", "code"),
    [
        ("64%", VALUE, "percent_not_allowed"),
        ("64%", REDUCTION, "percent_not_allowed"),
        ("101%", RATE, "above_per"),
        ("%", RATE, "bad_number"),
        ("18/19%", RATE, "bad_number"),
        ("64%%", RATE, "bad_number"),
        ("-3%", RATE, "negative"),
        ("tốt", YES_NO, "bad_answer"),
        ("19 vụ", VALUE, "bad_number"),
    ],
)
def test_what_a_person_cannot_mean_is_refused(text: str, measure: Measure, code: str) -> None:
    with pytest.raises(Invalid) as raised:
        read_value(text, measure, language="vi")
    assert (raised.value.code, raised.value.params["text"]) == (code, text)


def test_a_percentage_is_counted_per_100() -> None:
    with pytest.raises(Invalid, match="not counted per 100"):
        read_value("64%", RATE, language="vi", per=1000)


@pytest.mark.parametrize(
    ("value", "measure", "text"),
    [
        (number("19"), VALUE, "19"),
        (number("12.50"), VALUE, "12.5"),
        (number("1E+3"), VALUE, "1000"),
        (fraction(18, 19), RATE, "18/19"),
        (YES, YES_NO, "yes"),
        (NO, YES_NO, "no"),
        (NOT_APPLICABLE, YES_NO, "n/a"),
        (NO, VALUE, "0"),
    ],
)
def test_a_value_is_written_as_in_a_data_file(value: Value, measure: Measure, text: str) -> None:
    assert value.text(measure) == text


@given(measured())
def test_a_value_comes_back_from_its_text(case: tuple[Measure, Value]) -> None:
    measure, value = case
    text = value.text(measure)
    assert parse_value(text, measure, may_exceed=True) == value
    assert read_value(text, measure, language="en", may_exceed=True) == value


@given(st.text(max_size=30), st.sampled_from(Measure), st.booleans())
def test_whatever_is_in_a_data_file_a_person_may_type_too(
    text: str, measure: Measure, may_exceed: bool
) -> None:
    try:
        strict = parse_value(text, measure, may_exceed=may_exceed)
    except Invalid:
        return
    assert read_value(text, measure, language="en", may_exceed=may_exceed) == strict
