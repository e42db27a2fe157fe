from __future__ import annotations

from decimal import Decimal

import pytest

from chuyenhoa.model.dataset import Area, Criterion, Group, Programme
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import Measure
from tests.intake.files import BASE, HEAD, accepted, codes, found, read


def with_areas(text: str) -> list[str]:
    return codes(read(f"format: chuyenhoa/1\nareas:\n{text}"))


def with_set(text: str) -> list[str]:
    """A set whose own keys begin on line 4, at column 5."""
    return codes(read(f"{HEAD}criteria_sets:\n  - code: B\n{text}"))


def with_criterion(text: str) -> list[str]:
    """A criterion on line 8, whose first key stands at column 10."""
    return with_set(f"    name: b\n    from: 2021\n    criteria:\n      - {{{text}}}")


def test_defaults_are_those_of_the_contract() -> None:
    dataset = accepted(
        "format: chuyenhoa/1\nareas: [{code: a, name: A}]\ncriteria_sets:\n"
        '  - {code: B, name: b, from: 2021, criteria: [{code: C, name: c, target: ">= 1"}]}'
    )
    assert dataset.programme == Programme(
        title="",
        language="vi",
        illustrative=False,
        cutoff_day=1,
        min_success_rate=Decimal(100),
        max_relapses=0,
    )
    assert dataset.areas == (Area("a", "A", kind="commune"),)
    assert dataset.criteria_sets[0].pass_score == 0
    assert dataset.criteria_sets[0].criteria == (
        Criterion(
            "C",
            "c",
            Target.parse(">= 1", Measure.VALUE),
            measure=Measure.VALUE,
            per=100,
            may_exceed=False,
            against="prior_year",
            mandatory=True,
            points=Decimal(1),
        ),
    )


def test_settings_are_read_as_written() -> None:
    dataset = accepted(
        HEAD + "title: Chuyển hóa\nlanguage: en\nillustrative: yes\ncutoff_day: 15\n"
        "programme: {min_success_rate: 62.5, max_relapses: 2}"
    )
    assert dataset.programme == Programme("Chuyển hóa", "en", True, 15, Decimal("62.5"), 2)


def test_codes_that_yaml_would_take_for_something_else_stay_codes() -> None:
    dataset = accepted(
        "format: chuyenhoa/1\nareas:\n  - {code: 03523, name: NO, gso_code: 03523}\n"
        "  - {code: 1e3, name: on, aliases: [~, 012, null, yes, yes]}\n  - {code: true, name: 1}"
    )
    assert dataset.areas == (
        Area("03523", "NO", gso_code="03523"),
        Area("1e3", "on", aliases=("012", "yes")),
        Area("true", "1"),
    )


def test_groups_and_their_requirements() -> None:
    dataset = accepted(
        HEAD + "criteria_sets:\n  - code: B\n    name: b\n    from: 2021\n    groups:\n"
        "      - {code: A, name: a, require: all}\n      - {code: C, name: c, require: 2}\n"
        '      - {code: D, name: d}\n    criteria: [{code: T, name: t, target: "= 0", group: c}]'
    )
    assert dataset.criteria_sets[0].groups == (
        Group("A", "a", "all"),
        Group("C", "c", 2),
        Group("D", "d"),
    )
    assert dataset.criteria_sets[0].criteria[0].group == "C"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  - {name: A}", ["missing_key 3:5"]),
        ("  - {code: a}", ["missing_key 3:5"]),
        ("  - {code: ~, name: null}", ["missing_key 3:5", "missing_key 3:5"]),
        ("  - {code: a b, name: A}", ["bad_code 3:12"]),
        ("  - {code: -a, name: A}", ["bad_code 3:12"]),
        (f"  - {{code: {'a' * 41}, name: A}}", ["bad_code 3:12"]),
        ('  - {code: a, name: ""}', ["missing_text 3:21"]),
        ('  - {code: a, name: "  "}', ["missing_text 3:21"]),
        ("  - {code: a, name: [A]}", ["text_expected 3:21"]),
        (r'  - {code: a, name: "\e[31mA"}', ["control_character 3:21"]),
        (r'  - {code: a, name: "A\0"}', ["control_character 3:21"]),
        (r'  - {code: a, name: "A\nB"}', ["control_character 3:21"]),
        (f"  - {{code: a, name: {'A' * 2001}}}", ["text_too_long 3:21"]),
        ("  - {code: a, name: A, kind: xã}", ["bad_choice 3:30"]),
        ("  - {code: a, name: A, aliases: xã A}", ["list_expected 3:33"]),
        ("  - {code: a, name: A, aliases: [{x: y}, B]}", ["text_expected 3:34"]),
        ("  - {code: a, name: A, alias: [B]}", ["unknown_key 3:24"]),
        ("  - a\n  - [b]\n  - ~", [f"mapping_expected {n}:5" for n in (3, 4, 5)]),
        ("  a: {name: A}", ["list_expected 3:3"]),
    ],
)
def test_problems_of_areas(text: str, expected: list[str]) -> None:
    assert with_areas(text) == expected


def test_an_unknown_key_comes_with_the_nearest_one() -> None:
    problem = read(BASE + "result: []").problems[0]
    assert (problem.code, problem.suggestion) == ("unknown_key", "results")
    problem = read(BASE + "whatever: []").problems[0]
    assert (problem.code, problem.suggestion) == ("unknown_key", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("language: fr", ["bad_choice 3:11"]),
        ("language: VI", ["bad_choice 3:11"]),
        ("illustrative: True", ["bad_choice 3:15"]),
        ("illustrative: có", ["bad_choice 3:15"]),
        ("cutoff_day: 29", ["bad_cutoff_day 3:13"]),
        ("cutoff_day: 0", ["bad_cutoff_day 3:13"]),
        ("cutoff_day: 1.5", ["bad_cutoff_day 3:13"]),
        ("cutoff_day: 1e400", ["bad_cutoff_day 3:13"]),
        ("programme: 100", ["mapping_expected 3:12"]),
        ("programme: {min_success_rate: 101}", ["out_of_range 3:31"]),
        ("programme: {min_success_rate: nan}", ["bad_number 3:31"]),
        ("programme: {max_relapses: -1}", ["out_of_range 3:27"]),
        ("programme: {max_relapses: 0.5}", ["bad_whole_number 3:27"]),
        ("programme: {relapses: 1}", ["unknown_key 3:13"]),
        ("title: [a]", ["text_expected 3:8"]),
        ("title: *a", ["alias 3:8"]),
    ],
)
def test_problems_of_settings(text: str, expected: list[str]) -> None:
    assert codes(read(HEAD + text)) == expected


def test_a_word_in_the_wrong_case_comes_with_the_right_one() -> None:
    assert read(HEAD + "illustrative: True").problems[0].suggestion == "true"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["missing_key 4:5"] * 3),
        ("    name: b\n    from: 2021\n    criteria: []", ["missing_text 7:15"]),
        ("    name: b\n    from: 2021\n    criteria: {}", ["list_expected 7:15"]),
        ("    name: b\n    from: 2021-Q5\n    criteria: ~", ["missing_key 4:5", "bad_period 6:11"]),
    ],
)
def test_problems_of_sets(text: str, expected: list[str]) -> None:
    assert with_set(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("code: C, name: c", ["missing_key 8:9"]),
        ('name: c, target: "= 0"', ["missing_key 8:9"]),
        ('code: C, target: "= 0"', ["missing_key 8:9"]),
        ("code: C, name: c, target: 80", ["bad_target 8:36"]),
        ("code: C, name: c, target: yes", ["target_does_not_fit 8:36"]),
        ('code: C, name: c, target: ">= 80", measure: yes_no', ["target_does_not_fit 8:36"]),
        ("code: C, name: c, target: 5 .. 3", ["empty_target 8:36"]),
        ("code: C, name: c, target: yes, measure: share", ["bad_choice 8:50"]),
        ("code: C, name: c, measure: share", ["missing_key 8:9", "bad_choice 8:37"]),
        ('code: C, name: c, target: "= 0", group: A', ["unknown_group 8:50"]),
        ('code: C, name: c, target: "= 0", per: 0', ["out_of_range 8:48"]),
        ('code: C, name: c, target: "= 0", per: 100001', ["out_of_range 8:48"]),
        ('code: C, name: c, target: "= 0", per: 1.5', ["bad_whole_number 8:48"]),
        ('code: C, name: c, target: "= 0", points: 10000', ["out_of_range 8:51"]),
        ('code: C, name: c, target: "= 0", points: -1', ["out_of_range 8:51"]),
        ('code: C, name: c, target: "= 0", points: 1.23456', ["number_too_long 8:51"]),
        ('code: C, name: c, target: "= 0", mandatory: 1', ["bad_choice 8:54"]),
        ('code: C, name: c, target: "= 0", may_exceed: NO', ["bad_choice 8:55"]),
        ('code: C, name: c, target: "= 0", against: last_year', ["bad_choice 8:52"]),
        ('code: C, name: c, target: "= 0", note: x', ["unknown_key 8:43"]),
        ("code: C, name: c, target: [1]", ["text_expected 8:36"]),
    ],
)
def test_problems_of_criteria(text: str, expected: list[str]) -> None:
    assert with_criterion(text) == expected


def test_problems_of_groups() -> None:
    text = (
        "    name: b\n    from: 2021\n    pass_score: 100.5\n    groups:\n"
        "      - {code: A0, name: a, require: 0}\n      - {code: B, name: b, require: most}\n"
        "      - {name: c}\n"
        '    criteria: [{code: C, name: c, target: "= 0", group: AO}]'
    )
    reading = read(f"{HEAD}criteria_sets:\n  - code: B\n{text}")
    assert codes(reading) == [
        "out_of_range 7:17",
        "out_of_range 9:38",
        "bad_number 10:37",
        "missing_key 11:9",
        "unknown_group 12:57",
    ]
    assert reading.problems[-1].suggestion == "A0"


def test_codes_within_a_set_are_unique_without_regard_to_case() -> None:
    text = (
        "    name: b\n    from: 2021\n    groups: [{code: A, name: a}, {code: a, name: b}]\n"
        '    criteria:\n      - {code: C, name: c, target: "= 0"}\n'
        '      - {code: c, name: d, target: "= 0"}\n      - {code: C, name: c, target: "= 0"}'
    )
    reading = read(f"{HEAD}criteria_sets:\n  - code: B\n{text}")
    assert codes(reading) == [
        "duplicate_code 7:41",
        "duplicate_code 10:16",
        "repeated_definition 11:16",
    ]
    assert str(reading.problems[1].params["first"]) == "a.yaml:9:16"
    assert [problem.notice for problem in reading.problems] == [False, False, True]


def test_area_codes_are_unique_without_regard_to_case() -> None:
    assert with_areas("  - {code: a, name: A}\n  - {code: A, name: B}") == ["duplicate_code 4:12"]
    assert with_areas("  - {code: a, name: A}\n  - {name: A, code: a}") == [
        "repeated_definition 4:21"
    ]


def test_two_sets_cannot_start_on_one_day() -> None:
    more = "  - {code: B2, name: b, from: %s, criteria: [{code: V1, name: v, target: '= 0'}]}"
    assert found(more % "2021") == ["same_start 16:31"]
    assert found(more % "2021-H2") == []


def test_a_criterion_keeps_its_measure_in_a_later_set() -> None:
    more = (
        "  - {code: B2, name: b, from: 2022, "
        "criteria: [{code: %s, name: v, target: 'yes', measure: yes_no}]}"
    )
    reading = read(BASE + more % "v1")
    assert codes(reading) == ["measure_changed 16:55"]
    assert reading.problems[0].params == {"criterion": "v1", "measure": "yes_no", "other": "value"}
    assert found(more % "Y1") == []


def test_unreadable_parts_do_not_bring_on_problems_elsewhere() -> None:
    text = HEAD + (
        "criteria_sets: [{name: b, from: 2021, criteria: [{code: C, name: c, target: '= 0'}]}]\n"
        "results: [{period: 2023, area: x, values: {C: 1}}]"
    )
    assert codes(read(text)) == ["missing_key 3:17", "unknown_area 4:32"]
