from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from chuyenhoa.intake.figures import Figures, TypedResult, read_figure
from chuyenhoa.model.dataset import Area, Criterion, Origin, Programme, Result
from chuyenhoa.model.periods import Period
from chuyenhoa.model.problems import Invalid
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import NOT_APPLICABLE, YES, Measure, Value
from tests.intake.files import BASE, TODAY, accepted, base

HALF = Period.from_code("2023-H1")
LATER = (
    "  - code: B2\n    name: b\n    from: 2023\n    criteria:\n"
    "      - {code: R1, name: Tỷ lệ mới, name_en: Share, measure: rate, target: '> 0', per: 50}\n"
)


def figures() -> Figures:
    return Figures(accepted(BASE), TODAY)


def typed(
    area: str = "phin-ho",
    criterion: str = "V1",
    value: str = "1",
    period: str = "2023-H1",
    note: str | None = None,
) -> tuple[Result | None, list[str]]:
    result, problems = figures().result(TypedResult(area, criterion, value, period, note))
    return result, [f"{problem.code} {problem.place}" for problem in problems]


@pytest.mark.parametrize("text", ["phin-ho", "PHIN-HO", "Phìn Hồ", "phin ho", "xã Phìn Hồ"])
def test_an_area_is_named_as_people_type_it(text: str) -> None:
    assert figures().area(text).code == "phin-ho"


def test_an_area_that_is_none_or_several() -> None:
    with pytest.raises(Invalid) as unknown:
        figures().area("phin hoo")
    assert unknown.value.code == "unknown_area"
    assert unknown.value.suggestion is not None
    two = replace(base(), areas=(Area("a", "Phìn Hồ"), Area("b", "Phin Hô", "township")))
    with pytest.raises(Invalid) as ambiguous:
        Figures(two, TODAY).area("phin ho")
    assert ambiguous.value.code == "ambiguous_name"
    assert Figures(two, TODAY).area("thị trấn phin ho").code == "b"


def test_a_criterion_is_named_by_its_code_or_any_of_its_names() -> None:
    both = Figures(accepted(BASE + LATER), TODAY)
    for text in ("R1", "r1", "tỷ lệ", "ty le moi", "SHARE"):
        assert both.criterion(text, HALF).per == 50
        assert both.criterion(text).per == 50
        assert both.criterion(text, Period.from_code("2022")).per == 100
    with pytest.raises(Invalid, match="no criterion"):
        both.criterion("T9")


def test_criteria_in_force_come_in_their_order() -> None:
    both = Figures(accepted(BASE + LATER), TODAY)
    in_2022 = both.criteria(Period.from_code("2022"))
    assert [each.code for each in in_2022] == ["V1", "Y1", "R1", "D1", "X1"]
    assert [each.code for each in both.criteria(HALF)] == ["R1"]
    with pytest.raises(Invalid) as none:
        both.criteria(Period.from_code("2020"))
    assert none.value.code == "no_set_in_force"


@pytest.mark.parametrize(
    ("language", "criterion", "text", "expected"),
    [
        ("vi", "V1", "1.234", Value(Decimal(1234))),
        ("en", "V1", "1.234", Value(Decimal("1.234"))),
        ("vi", "V1", "12,5", Value(Decimal("12.5"))),
        ("vi", "R1", "64%", Value(Decimal(64))),
        ("vi", "Y1", "Đạt", YES),
        ("vi", "D1", "KAD", NOT_APPLICABLE),
        ("vi", "X1", "19/18", Value(Decimal(19), Decimal(18))),
        ("vi", "X1", "5/0", Value(Decimal(5), Decimal(0))),
        ("vi", "V1", "-", None),
        ("vi", "V1", "", None),
    ],
)
def test_a_value_is_understood_as_people_write_it(
    language: str, criterion: str, text: str, expected: Value | None
) -> None:
    programme = Programme(language="en" if language == "en" else "vi")
    programme_figures = Figures(replace(base(), programme=programme), TODAY)
    assert programme_figures.value(text, programme_figures.criterion(criterion)) == expected


def test_a_rate_is_no_billion() -> None:
    with pytest.raises(Invalid) as large:
        figures().value("1000000/1", figures().criterion("X1"))
    assert large.value.code == "rate_too_large"


def test_a_result_as_it_is_typed() -> None:
    assert typed("phin ho", "tỷ lệ", "18/19", "6T/2023", " ước tính ") == (
        Result(HALF, "phin-ho", "R1", Value(Decimal(18), Decimal(19)), Origin(0), "ước tính"),
        [],
    )


def test_every_part_that_is_wrong_is_named() -> None:
    assert typed("x", "T9", "1", "2023-H3", "a\x07") == (
        None,
        [
            "unknown_area AREA",
            "bad_period --period",
            "unknown_criterion CRITERION",
            "control_character --note",
        ],
    )
    assert typed(value="có") == (None, ["answer_not_allowed VALUE"])


def test_nothing_typed_is_nothing_recorded() -> None:
    assert typed(value="-") == (None, [])


def test_a_period_to_come_is_a_notice() -> None:
    result, problems = typed(period="2023-H2")
    assert result is not None
    assert problems == ["future_period --period"]


@pytest.mark.parametrize(
    ("value", "unclear"),
    [("0,95", True), ("1", True), ("0,95%", False), ("18/19", False), ("95", False), ("0", False)],
)
def test_a_share_of_one_is_not_taken_for_a_percentage_at_the_terminal_either(
    value: str, unclear: bool
) -> None:
    result, problems = typed(criterion="R1", value=value)
    assert (result is None) is unclear
    assert problems == (["unclear_share VALUE"] if unclear else [])


@pytest.mark.parametrize(
    ("number", "unclear"),
    [("0,98", True), ("1,05", True), ("9,9", True), ("10", False), ("105", False), ("1%", False)],
)
def test_what_may_exceed_a_whole_may_do_so_as_a_share(number: str, unclear: bool) -> None:
    target = Target.parse(">= 100", Measure.RATE)
    rate = Criterion("R", "r", target, measure=Measure.RATE, may_exceed=True)
    if not unclear:
        assert read_figure(number, rate, language="vi") is not None
        return
    with pytest.raises(Invalid) as caught:
        read_figure(number, rate, language="vi")
    assert caught.value.code == "unclear_share"


@pytest.mark.parametrize(
    ("target", "per", "number", "code"),
    [
        ("< 0.5", 100, "0.006", "unclear_share"),
        ("< 0.5", 100, "0.3", None),
        ("= 0", 100, "0.3", None),
        ("< 50", 1000, "0.006", None),
    ],
)
def test_a_share_is_told_from_a_rate_by_the_target(
    target: str, per: int, number: str, code: str | None
) -> None:
    rate = Criterion("R", "r", Target.parse(target, Measure.RATE), measure=Measure.RATE, per=per)
    if code is None:
        assert read_figure(number, rate, language="vi") == Value(Decimal(number))
        return
    with pytest.raises(Invalid) as caught:
        read_figure(number, rate, language="vi")
    assert caught.value.code == code


def test_a_comma_that_may_part_thousands_is_asked_about_at_the_terminal_too() -> None:
    assert typed(value="1,234") == (None, ["unclear_thousands VALUE"])


def test_only_a_percentage_can_be_mistaken_for_a_share() -> None:
    assert typed(value="1") == (typed(value="1")[0], [])
    assert typed(criterion="R1", value="n/a")[1] == []
