from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.model.periods import Period, PeriodKind
from chuyenhoa.model.problems import Invalid

Form = Literal["NFC", "NFD"]
NUMBERS = {
    PeriodKind.YEAR: 1,
    PeriodKind.HALF: 2,
    PeriodKind.QUARTER: 4,
    PeriodKind.MONTH: 12,
    PeriodKind.NINE_MONTHS: 1,
}
CUTOFF_DAYS = st.sampled_from([1, 15, 28])


@st.composite
def periods(draw: st.DrawFn) -> Period:
    kind = draw(st.sampled_from(PeriodKind))
    return Period(draw(st.integers(1901, 2199)), kind, draw(st.integers(1, NUMBERS[kind])))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("spellings", "code"),
    [
        (["2023", "năm 2023", "Nam 2023", "12 tháng năm 2023"], "2023"),
        (["2023-H1", "2023-h1", "2023H1", "2023-S1", "2023S1", "2023 s1", "H1/2023"], "2023-H1"),
        (["6T/2023", "6t / 2023", "6 tháng đầu năm 2023", "6 THÁNG ĐẦU NĂM 2023"], "2023-H1"),
        (
            ["6 thang dau nam 2023", "6 tháng 2023", "6 tháng/2023", " 6  tháng đầu 2023 "],
            "2023-H1",
        ),
        (["06 tháng đầu năm 2023", "Sáu tháng đầu năm 2023", "06T/2023", "6T2023"], "2023-H1"),
        (["09 tháng đầu năm 2023", "chín tháng năm 2023", "9T2023"], "2023-9M"),
        (["Quý 02 năm 2023", "Q02/2023"], "2023-Q2"),
        (["2023-H2", "2023S2", "6 tháng cuối năm 2023", "6 thang cuoi nam 2023"], "2023-H2"),
        (
            ["2023-Q2", "2023Q2", "quý II/2023", "Quy ii nam 2023", "quý 2/2023", "Q2/2023"],
            "2023-Q2",
        ),
        (["quý I/2023"], "2023-Q1"),
        (["quý III năm 2023"], "2023-Q3"),
        (["QUÝ IV/2023"], "2023-Q4"),
        (
            ["2023-06", "202306", "2023/06", "tháng 6/2023", "tháng 06 năm 2023", "T6/2023"],
            "2023-06",
        ),
        (["6/2023", "06/2023"], "2023-06"),
        (["2023-12", "tháng 12/2023"], "2023-12"),
        (["2023-9M", "2023-9m", "9 tháng 2023", "9 tháng đầu năm 2023", "9T/2023"], "2023-9M"),
    ],
)
def test_a_period_is_understood_in_every_spelling(
    spellings: list[str], code: str, form: Form
) -> None:
    for spelling in spellings:
        assert Period.parse(unicodedata.normalize(form, spelling)).code == code


@pytest.mark.parametrize(
    "text",
    [
        *("", "23", "2023-13", "2023-00", "2023-H3", "2023-Q5", "Q5", "Q5/2023", "2023-H0"),
        *(
            "quý V/2023",
            "quý iiii/2023",
            "13/2023",
            "0/2023",
            "2025-02-29",
            "2023-6M",
            "8 tháng 2023",
        ),
        *("1423", "20231", "2023-1", "2023--H1", "2023-H1x", "٢٠٢٣", "2023-H1 " + "x" * 200_000),
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as raised:
        Period.parse(text)
    assert (raised.value.code, raised.value.params) == ("bad_period", {"text": text})


def test_a_code_has_one_spelling() -> None:
    assert Period.from_code("2023-H1") == Period(2023, PeriodKind.HALF, 1)
    with pytest.raises(Invalid) as raised:
        Period.from_code("6T/2023")
    assert (raised.value.code, raised.value.suggestion) == ("bad_period", "2023-H1")


@pytest.mark.parametrize(
    ("kind", "number"),
    [(kind, number) for kind, last in NUMBERS.items() for number in (0, last + 1)],
)
def test_a_year_has_only_so_many_periods(kind: PeriodKind, number: int) -> None:
    with pytest.raises(ValueError, match="Period"):
        Period(2023, kind, number)


@pytest.mark.parametrize(
    ("code", "cutoff_day", "start", "end"),
    [
        ("2023", 1, "2023-01-01", "2023-12-31"),
        ("2023", 15, "2022-12-15", "2023-12-14"),
        ("2023-H1", 1, "2023-01-01", "2023-06-30"),
        ("2023-H1", 15, "2022-12-15", "2023-06-14"),
        ("2023-H2", 15, "2023-06-15", "2023-12-14"),
        ("2023-06", 15, "2023-05-15", "2023-06-14"),
        ("2023-01", 28, "2022-12-28", "2023-01-27"),
        ("2023-Q4", 1, "2023-10-01", "2023-12-31"),
        ("2024-02", 1, "2024-02-01", "2024-02-29"),
        ("2024-03", 28, "2024-02-28", "2024-03-27"),
        ("2023-9M", 15, "2022-12-15", "2023-09-14"),
    ],
)
def test_a_period_starts_on_the_cut_off_day(
    code: str, cutoff_day: int, start: str, end: str
) -> None:
    period = Period.from_code(code)
    assert period.start(cutoff_day) == date.fromisoformat(start)
    assert period.end(cutoff_day) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("code", "previous", "prior_year"),
    [
        ("2023", "2022", "2022"),
        ("2023-H1", "2022-H2", "2022-H1"),
        ("2023-H2", "2023-H1", "2022-H2"),
        ("2023-Q1", "2022-Q4", "2022-Q1"),
        ("2023-01", "2022-12", "2022-01"),
        ("2023-9M", "2022-9M", "2022-9M"),
    ],
)
def test_a_period_knows_what_it_is_compared_with(code: str, previous: str, prior_year: str) -> None:
    period = Period.from_code(code)
    assert period.previous.code == previous
    assert period.prior_year.code == prior_year
    assert period.previous.next == period


@given(periods())
def test_a_period_comes_back_from_its_code(period: Period) -> None:
    assert Period.from_code(period.code) == period
    assert Period.parse(period.code.lower()) == period


@given(periods(), CUTOFF_DAYS)
def test_periods_of_a_kind_follow_each_other_without_a_gap(period: Period, cutoff: int) -> None:
    assert period.start(cutoff) < period.end(cutoff)
    assert period.previous.start(cutoff) < period.start(cutoff)
    if period.kind is not PeriodKind.NINE_MONTHS:
        assert period.previous.end(cutoff) + timedelta(days=1) == period.start(cutoff)


@given(st.integers(1901, 2199), CUTOFF_DAYS, st.sampled_from(PeriodKind))
def test_the_periods_of_a_year_fill_it(year: int, cutoff: int, kind: PeriodKind) -> None:
    whole = Period(year, PeriodKind.YEAR)
    first, last = Period(year, kind, 1), Period(year, kind, NUMBERS[kind])
    assert first.start(cutoff) == whole.start(cutoff)
    if kind is PeriodKind.NINE_MONTHS:
        assert last.end(cutoff) == Period(year, PeriodKind.QUARTER, 3).end(cutoff)
    else:
        assert last.end(cutoff) == whole.end(cutoff)


@given(periods())
def test_a_year_back_is_as_many_periods_back_as_a_year_has(period: Period) -> None:
    back = period
    for _ in range(NUMBERS[period.kind]):
        back = back.previous
    assert back == period.prior_year
