from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chuyenhoa.model.dataset import Note, Office, Signer
from chuyenhoa.model.periods import Period
from tests.intake.files import BASE, HEAD, accepted, base, codes, found, read


def stated(**changes: str) -> str:
    """A note in a data file, with these fields in place of or beside those of every one."""
    fields = {"code": "N01", "kind": "measure", "period": "2023-H1", "text": "x", **changes}
    return f"{{{', '.join(f'{key}: {value}' for key, value in fields.items())}}}"


def test_the_letterhead() -> None:
    dataset = accepted(
        BASE + "office:\n"
        "  parent: HUYỆN ỦY SÌN HỒ\n"
        "  body: BAN CHỈ ĐẠO\n"
        "  number: 05/BC-BCĐ\n"
        "  place: Sìn Hồ\n"
        "  signer: {capacity: TM. BAN CHỈ ĐẠO, title: TRƯỞNG BAN}\n"
        "  recipients: [Ban Chỉ đạo tỉnh;, 'Lưu: VT.', 'Lưu: VT.', ~]\n"
    )
    assert dataset.office == Office(
        "HUYỆN ỦY SÌN HỒ",
        "BAN CHỈ ĐẠO",
        "05/BC-BCĐ",
        "Sìn Hồ",
        Signer("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN"),
        ("Ban Chỉ đạo tỉnh;", "Lưu: VT."),
    )


@pytest.mark.parametrize("text", ["", "office:\n", "office: {}\n", "office: {signer: ~, body: ''}"])
def test_a_letterhead_with_nothing_in_it_is_none(text: str) -> None:
    assert accepted(BASE + text).office == Office()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("office: x", ["mapping_expected 16:9"]),
        ("office: [x]", ["mapping_expected 16:9"]),
        ("office: {name: x}", ["unknown_key 16:10"]),
        ("office: {signer: x}", ["mapping_expected 16:18"]),
        ("office: {signer: {name: x}}", ["unknown_key 16:19"]),
        ("office: {recipients: x}", ["list_expected 16:22"]),
        ("office: {recipients: [[x]]}", ["text_expected 16:23"]),
        ('office: {body: "a\\nb"}', ["control_character 16:16"]),
    ],
)
def test_problems_of_the_letterhead(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_files_agree_on_the_letterhead() -> None:
    one, same, other = (HEAD + f"office: {{body: {body}}}\n" for body in "aab")
    assert codes(read(one, same)) == ["repeated_definition b.yaml:3:9"]
    assert codes(read(one, other)) == ["conflicting_definition b.yaml:3:9"]


def test_notes() -> None:
    dataset = accepted(
        BASE + "notes:\n"
        '  - {code: N01, kind: achievement, period: 6T/2023, text: "a\\nb"}\n'
        "  - {code: n02, kind: measure, period: 2023-H1, text: x, text_en: y, area: PHIN-HO,\n"
        "     criterion: y1, responsible: Công an xã, deadline: 2023-09-30, closed: 2023-Q3}\n"
    )
    half = Period.parse("2023-H1")
    assert dataset.notes == (
        Note("N01", "achievement", half, "a\nb"),
        Note(
            "n02",
            "measure",
            half,
            "x",
            "y",
            "phin-ho",
            "Y1",
            "Công an xã",
            date(2023, 9, 30),
            Period.parse("2023-Q3"),
        ),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}", ["missing_key 17:5"] * 4),
        ("x", ["mapping_expected 17:5"]),
        (stated(who="x"), ["unknown_key 17:58"]),
        (stated(code="N 1"), ["bad_code 17:12"]),
        (stated(kind="Measure"), ["bad_note_kind 17:23"]),
        (stated(period="2023-H3"), ["bad_period 17:40"]),
        (stated(text="~"), ["missing_key 17:5"]),
        (stated(text="''"), ["missing_text 17:55"]),
        (stated(text="[x]"), ["text_expected 17:55"]),
        (stated(text_en='"\\e[1m"'), ["control_character 17:67"]),
        (stated(text_en="x" * 2001), ["text_too_long 17:67"]),
        (stated(area="x", criterion="V2"), ["unknown_area 17:64", "unknown_criterion 17:78"]),
        (stated(deadline="30/6/2023"), ["bad_date 17:68"]),
        (stated(deadline="2023-6-30"), ["bad_date 17:68"]),
        (stated(deadline="2023-02-29"), ["bad_date 17:68"]),
        (stated(deadline="3023-02-28"), ["bad_date 17:68"]),
        (stated(closed="2022-H2"), ["too_early 17:66"]),
        (stated(closed="2023-01"), []),
        (stated(period="2024-H1", deadline="2023-01-01"), ["future_period 17:40"]),
        (
            stated(kind="achievement", closed="2023-H1", deadline="2023-06-30"),
            ["never_open 17:70", "never_open 17:89"],
        ),
        (f"{stated()}\n  - {stated(code='n01')}", ["duplicate_code 18:12"]),
        (f"{stated()}\n  - {stated()}", ["repeated_definition 18:12"]),
    ],
)
def test_problems_of_notes(text: str, expected: list[str]) -> None:
    assert found(f"notes:\n  - {text}") == expected


def test_a_note_that_is_closed_too_early_says_before_what() -> None:
    (problem,) = read(f"{BASE}notes: [{stated(closed='2022')}]").problems
    assert problem.params == {
        "key": "closed",
        "text": "2022",
        "earlier": "period",
        "other": "2023-H1",
    }


def test_a_note_holds_the_criterion_that_it_is_about() -> None:
    about = Note("N01", "cause", Period.parse("2023-H1"), "x", criterion="D1")
    existing = replace(base(), notes=(about,))
    rules = (
        HEAD + "criteria_sets: [{code: BTC, name: x, from: 2021-H1, "
        "criteria: [{code: V1, name: x, target: '= 0'}]}]"
    )
    assert codes(read(rules, existing=existing)) == ["criterion_in_use 3:24"]
    without = replace(about, criterion=None)
    assert codes(read(rules, existing=replace(existing, notes=(without,)))) == []
