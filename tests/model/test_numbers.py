from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.model.numbers import number_text, parse_number, read_number
from chuyenhoa.model.problems import Invalid
from tests.effort import bounded

NUMBERS = st.decimals(
    min_value=-(10**9) + 1, max_value=10**9 - 1, places=4, allow_nan=False, allow_infinity=False
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("19", "19"),
        ("12.5", "12.5"),
        ("-3", "-3"),
        ("007", "7"),
        ("999999999.9999", "999999999.9999"),
    ],
)
def test_a_data_file_has_a_decimal_point_and_no_other_mark(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


def test_zero_has_no_sign() -> None:
    assert str(parse_number("-0")) == "0"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(
            (text, "bad_number")
            for text in ("", "-", "+5", ".5", "5.", "1,5", "1 000", " 5", "5\n")
        ),
        *(
            (text, "bad_number")
            for text in ("nan", "inf", "-Infinity", "1e400", "1e2000000", "0x1")
        ),
        *((text, "bad_number") for text in ("1_000", "٣", "\uff11", "²", "\u22123", "--3")),
        *((text, "number_too_long") for text in ("9223372036854775808", "0000000001", "0.00001")),
        ("7" * 5000, "number_too_long"),
        ("7" * 200_000 + "x", "bad_number"),
    ],
)
def test_what_a_data_file_cannot_mean_is_refused_at_once(text: str, code: str) -> None:
    with bounded():
        with pytest.raises(Invalid) as raised:
            parse_number(text)
        assert (raised.value.code, raised.value.params) == (code, {"text": text})
        for language in ("vi", "en"):
            if code == "number_too_long":
                with pytest.raises(Invalid):
                    read_number(text, language=language)


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("1.234", "1234", "1.234"),
        ("1,234", "1.234", "1234"),
        ("-1.234", "-1234", "-1.234"),
        ("1.234,5", "1234.5", "1234.5"),
        ("1,234.5", "1234.5", "1234.5"),
        ("1.234.567", "1234567", "1234567"),
        ("1,234,567", "1234567", "1234567"),
        ("12,5", "12.5", "12.5"),
        ("12.5", "12.5", "12.5"),
        ("1234.567", "1234.567", "1234.567"),
        ("0.955", "0.955", "0.955"),
        ("0,955", "0.955", "0.955"),
        ("1 234", "1234", "1234"),
        ("1\u00a0234\u202f567,8", "1234567.8", "1234567.8"),
        ("1 234.567", "1234.567", "1234.567"),
        (" 19 ", "19", "19"),
        ("\u22123,5", "-3.5", "-3.5"),
    ],
)
def test_people_write_marks_as_their_language_has_them(text: str, vi: str, en: str) -> None:
    assert read_number(text, language="vi") == Decimal(vi)
    assert read_number(text, language="en") == Decimal(en)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "text",
    [
        *("1.23.456", "1.234,567,890", "1,234.567.890", "12 34", "1 2345", "1.234 567", "1..2"),
        *("1_000", "٣", "\uff11\uff12", "1e3", "–5", "- 5", "5 vụ", "", "1,2,3", "01.234.567"),
    ],
)
def test_marks_that_make_no_number_are_refused(text: str, language: str) -> None:
    with pytest.raises(Invalid) as raised:
        read_number(text, language=language)
    assert (raised.value.code, raised.value.params) == ("bad_number", {"text": text})


@given(NUMBERS)
def test_a_number_comes_back_from_its_text(number: Decimal) -> None:
    text = number_text(number)
    assert parse_number(text) == number
    assert number_text(parse_number(text)) == text


@given(st.integers(0, 10**9 - 1), st.text("0123456789", min_size=1, max_size=4), st.booleans())
def test_a_number_is_exactly_what_its_digits_say(whole: int, decimals: str, negative: bool) -> None:
    sign = "-" if negative else ""
    exact = Fraction(int(f"{whole}{decimals}"), 10 ** len(decimals)) * (-1 if negative else 1)
    assert Fraction(parse_number(f"{sign}{whole}.{decimals}")) == exact
    in_english, in_vietnamese = f"{whole:,}", f"{whole:,}".replace(",", ".")
    assert Fraction(read_number(f"{sign}{in_vietnamese},{decimals}", language="vi")) == exact
    assert Fraction(read_number(f"{sign}{in_english}.{decimals}", language="en")) == exact
    spaced = in_english.replace(",", " ")
    assert Fraction(read_number(f"{sign}{spaced},{decimals}", language="vi")) == exact


@given(
    st.text(st.sampled_from("0123456789.,- e_%\u00a0٣"), max_size=20), st.sampled_from(["vi", "en"])
)
def test_any_text_is_a_number_or_refused(text: str, language: str) -> None:
    with suppress(Invalid):
        number = read_number(text, language=language)
        assert number == round(number, 4)
        assert abs(number) < 10**9
