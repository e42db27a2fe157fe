from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.model.dataset import Baseline, Dataset, Programme, RevisedTarget
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import Measure
from tests.effort import bounded
from tests.intake.files import BASE, HEAD, accepted, base, codes, found, read

NO_AREAS = "format: chuyenhoa/1\nareas: []\n"
RESULTS = NO_AREAS + "results:\n  - {period: 2023-H1, area: phin-ho, values: {V1: %s}}\n"


def stated_set(code: str, start: str, *criteria: str) -> str:
    """A set, its code on line 4."""
    lines = "".join(f"      - {each}\n" for each in criteria)
    return (
        f"{HEAD}criteria_sets:\n  - code: {code}\n    name: b\n    from: {start}\n"
        f"    criteria:\n{lines}"
    )


OTHER = "{code: Z9, name: z, target: '= 0'}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("areas: []", ["missing_key 1:1"]),
        ("format: chuyenhoa/1", ["missing_areas 1:1"]),
        ("format: chuyenhoa/1\nareas:", ["missing_areas 1:1"]),
        ("format: chuyenhoa/2\nareas: []\nnew: x", ["bad_format 1:9"]),
        ("format: [x]\nareas: []", ["text_expected 1:9"]),
        ("- a\n- b", ["mapping_expected 1:1"]),
        ("just a text", ["mapping_expected 1:1"]),
        ("", ["empty_file 1:1"]),
        ("# nothing\n", ["empty_file 1:1"]),
        ("format: chuyenhoa/1\nareas: []\narea: x", ["unknown_key 3:1"]),
        ("format: chuyenhoa/1\nareas: [\n", ["open_bracket 3:1"]),
    ],
)
def test_the_file_as_a_whole(text: str, expected: list[str]) -> None:
    reading = read(text)
    assert codes(reading) == expected
    assert not reading.accepted


def test_all_problems_are_reported_in_their_order() -> None:
    first = BASE + (
        "results:\n  - {period: 2023-H1, area: x, values: {V1: a}}\n"
        "targets: [{criterion: V1, target: b}]\nlanguage: fr\nlanguage: vi"
    )
    second = NO_AREAS + "cutoff_day: 31"
    assert codes(read(first, second)) == [
        "unknown_area 17:29",
        "bad_number 17:45",
        "bad_target 18:35",
        "bad_choice 19:11",
        "key_twice 20:1",
        "bad_cutoff_day b.yaml:3:13",
    ]


def test_files_may_refer_to_each_other_in_any_order() -> None:
    dataset = accepted(RESULTS % 1, BASE)
    assert [(each.area, each.origin.file) for each in dataset.results] == [("phin-ho", 0)]
    assert len(dataset.areas) == 2


def test_files_may_refer_to_what_is_there_already() -> None:
    dataset = accepted(RESULTS % 1, existing=base())
    assert dataset.areas == ()
    assert dataset.criteria_sets == ()
    assert len(dataset.results) == 1
    assert codes(read(RESULTS % 1)) == ["unknown_area 4:29", "unknown_criterion 4:47"]


def test_a_file_that_cannot_be_read_brings_on_no_unknown_names_elsewhere() -> None:
    assert codes(read(RESULTS % "z", BASE + "title: 'x")) == ["open_quote b.yaml:16:8"]
    assert codes(read(RESULTS % "z", BASE.replace("/1", "/9"))) == ["bad_format b.yaml:1:9"]


def test_files_that_agree_and_files_that_disagree() -> None:
    assert codes(read(BASE, BASE)) == [
        "repeated_definition b.yaml:3:12",
        "repeated_definition b.yaml:4:12",
        "repeated_definition b.yaml:6:11",
    ]
    assert read(BASE, BASE).accepted
    other = BASE.replace("Phìn Hồ", "Phìn").replace("name: Bộ tiêu chí", "name: Khác")
    reading = read(BASE, other)
    assert codes(reading) == [
        "duplicate_code b.yaml:3:12",
        "repeated_definition b.yaml:4:12",
        "duplicate_code b.yaml:6:11",
    ]
    assert str(reading.problems[0].params["first"]) == "a.yaml:3:12"
    assert not reading.accepted
    text = BASE + (RESULTS % 1).removeprefix(NO_AREAS)
    assert codes(read(text, RESULTS % 2)) == ["conflicting_result b.yaml:4:51"]


def test_settings_are_merged_over_the_files_and_what_was_there() -> None:
    before = Dataset(Programme("cũ", "en", True, 15, Decimal(60), 3))
    dataset = accepted(
        HEAD + "title: mới\nprogramme: {max_relapses: 0}",
        HEAD + "title: mới\nillustrative: no\nlanguage: ~",
        existing=before,
    )
    assert dataset.programme == Programme("mới", "en", False, 15, Decimal(60), 0)


def test_files_cannot_disagree_on_a_setting() -> None:
    reading = read(HEAD + "cutoff_day: 15", HEAD + "cutoff_day: 1")
    assert codes(reading) == ["conflicting_definition b.yaml:3:13"]
    assert str(reading.problems[0].params["first"]) == "a.yaml:3:13"


def test_the_same_file_twice_is_in_order_all_the_same() -> None:
    bad = HEAD + "language: x\n"
    assert codes(read(bad + "cutoff_day: 0", bad)) == [
        "bad_choice 3:11",
        "bad_cutoff_day 4:13",
        "bad_choice b.yaml:3:11",
    ]


def test_a_set_may_be_stated_anew_while_nothing_is_lost() -> None:
    anew = stated_set("btc", "2021-H2", OTHER)
    assert codes(read(anew, existing=base())) == []
    assert codes(read(anew, existing=base(), recorded={"V1": 0})) == []
    reading = read(anew, existing=base(), recorded={"V1": 3, "R1": 1})
    assert codes(reading) == ["criterion_in_use 4:11", "criterion_in_use 4:11"]
    assert [problem.params["criterion"] for problem in reading.problems] == ["V1", "R1"]


def test_a_criterion_that_stands_in_another_set_may_leave_one() -> None:
    anew = stated_set("BTC", "2021-H2", OTHER)
    criteria = [
        "{code: V1, name: v, target: '= 0'}",
        "{code: R1, name: r, measure: rate, target: '> 0'}",
    ]
    later = stated_set("B2", "2023", *criteria)
    assert codes(read(anew, later, existing=base(), recorded={"V1": 3, "R1": 1})) == []
    existing = base()
    both = replace(existing, criteria_sets=existing.criteria_sets + accepted(later).criteria_sets)
    assert codes(read(anew, existing=both, recorded={"V1": 3})) == []
    # Dropped from both of the sets that had it, it is named once.
    again = stated_set("B2", "2023", OTHER)
    assert codes(read(anew, again, existing=both, recorded={"V1": 3})) == ["criterion_in_use 4:11"]


def test_targets_and_baselines_hold_a_criterion_as_results_do() -> None:
    target = RevisedTarget("V1", Target.parse("= 0", Measure.VALUE))
    existing = replace(
        base(), targets=(target,), baselines=(Baseline("phin-ho", "D1", Decimal(1)),)
    )
    anew = stated_set("BTC", "2021-H1", OTHER)
    reading = read(anew, existing=existing)
    assert [problem.params["criterion"] for problem in reading.problems] == ["V1", "D1"]


def test_a_measure_may_change_only_while_nothing_depends_on_it() -> None:
    anew = stated_set("BTC", "2021-H1", "{code: V1, name: v, measure: yes_no, target: 'yes'}")
    assert codes(read(anew, existing=base())) == []
    reading = read(anew, existing=base(), recorded={"V1": 1})
    assert codes(reading) == ["measure_changed 8:16"]
    assert reading.problems[0].params == {"criterion": "V1", "measure": "yes_no", "other": "value"}
    later = anew.replace("BTC", "B2").replace("2021-H1", "2022")
    assert codes(read(later, existing=base())) == ["measure_changed 8:16"]


def test_a_set_cannot_start_on_the_day_of_one_that_is_there() -> None:
    assert codes(read(stated_set("B2", "2021", OTHER), existing=base())) == ["same_start 6:11"]
    assert codes(read(stated_set("BTC", "2021", OTHER), existing=base())) == []
    moved = stated_set("BTC", "2022", OTHER) + stated_set("B2", "2021", OTHER).split("sets:\n")[1]
    assert codes(read(moved, existing=base())) == []


def test_a_target_cannot_start_on_the_day_of_one_that_is_there() -> None:
    target = "targets: [{criterion: V1, target: '= %s', from: %s}]"
    existing = accepted(BASE + target % (0, "2023"))
    text = HEAD + target
    assert codes(read(text % (1, "2023"), existing=existing)) == []
    assert codes(read(text % (1, "2023-H1"), existing=existing)) == ["same_start 3:11"]
    assert codes(read(text % (1, "2022"), existing=existing)) == []
    # Nor where the criterion is spelled in another way now.
    again = BASE.replace("code: V1", "code: v1") + target % (1, "2023-H1")
    assert codes(read(again, existing=existing)) == ["same_start 16:11"]


def test_names_may_hold_what_only_outputs_must_beware_of() -> None:
    name = "[red]x[/] :smiley: | `x` <script> =cmd \u202eabc"
    text = f"format: chuyenhoa/1\nareas: [{{code: a, name: '{name}'}}]"
    assert accepted(text).areas[0].name == name


def test_thousands_of_problems_take_no_longer_than_reading() -> None:
    keys = "\n".join(f"key{number}: x" for number in range(5_000))
    entries = "\n".join(
        f"  - {{period: 2023, area: x{number}, values: {{T{number}: 1}}}}"
        for number in range(5_000)
    )
    with bounded():
        reading = read(f"{BASE}{keys}\nresults:\n{entries}")
        assert len(reading.problems) == 15_000


def test_unreadable_bytes() -> None:
    assert found("title: \x1b[31m") == ["unprintable 16:8"]


# Pieces of data files, so that random text comes near to being one.
PIECES = [
    *("format: chuyenhoa/1\n", "areas:\n", "  - ", "{code: a, name: A}", "{code: ", "}", "[", "]"),
    *("results:\n", "period: 2023", ", area: a", ", values: {", "T: 1", "criteria_sets:\n", "~"),
    *("from: 2021\n", "criteria: ", "name: x\n", "target: '= 0'", ": ", "\n", "    ", "&a ", "*a"),
    *("listings: ", "targets: ", "baselines: ", "periods: ", "programme: ", "cutoff_day: 15\n"),
    *("office: ", "signer: ", "notes: ", "kind: measure, ", "deadline: 2023-06-30, "),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_whatever_is_in_the_file_there_is_an_answer(text: str) -> None:
    reading = read(text)
    for problem in reading.problems:
        assert problem.place.line is not None
        assert problem.place.column is not None
        assert problem.sentence()
