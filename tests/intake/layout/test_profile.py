from __future__ import annotations

from dataclasses import replace

import pytest

from chuyenhoa.intake.layout.layouts import LayoutKind, Meaning, Part, Role, Unclear
from chuyenhoa.intake.layout.lexicon import Lexicon
from chuyenhoa.intake.layout.profile import (
    Moved,
    Profile,
    ProfileColumn,
    drift,
    read_profile,
    similar,
)
from chuyenhoa.intake.layout.recognise import Guide, recognise
from chuyenhoa.model.periods import Period
from tests.intake.layout.sheets import H1, PROGRAMME, Given, figures, sheet, understood

ANSWERS = {
    "tl dtkp / so phat hien": Meaning(criterion="TC08", part=Part.DENOMINATOR),
    "tl dtkp / so kham pha": Meaning(criterion="TC08", part=Part.NUMERATOR),
    "ket qua {period} / mo hinh": Meaning(criterion="TC03"),
    "dan so": Meaning(Role.IGNORED),
}


def table(*columns: int, period: str = "6 tháng đầu năm 2023") -> list[list[Given]]:
    """The sender's own layout, its columns in the order that is asked for."""
    head: list[list[Given]] = [
        ["Đơn vị", "Dân số", "TL ĐTKP", "TL ĐTKP", f"Kết quả {period}"],
        ["Đơn vị", "Dân số", "Số phát hiện", "Số khám phá", "Mô hình"],
        ["Phìn Hồ", 4000, 19, 18, 2],
        ["Bản Trên", 3000, 10, 9, 1],
    ]
    return [[row[column] for column in columns or range(5)] for row in head]


LABELS = {"Bản Trên": "hong-thu"}
LEXICON = Lexicon(PROGRAMME, ANSWERS, LABELS)
EXPECTED = {
    ("phin-ho", "TC08"): "18/19",
    ("phin-ho", "TC03"): "2",
    ("hong-thu", "TC08"): "9/10",
    ("hong-thu", "TC03"): "1",
}


def reviewed() -> Profile:
    given = sheet(*table())
    return Profile.of("huyen", understood(given, lexicon=LEXICON).layout, LABELS)


def applied(given: list[list[Given]], asked: Period = H1) -> dict[tuple[str, str], str]:
    profile = reviewed()
    lexicon = Lexicon(PROGRAMME, profile.known, dict(profile.labels))
    return figures(sheet(*given), asked, lexicon)


def test_a_reviewed_layout_is_read_without_a_question_in_the_next_period() -> None:
    assert isinstance(recognise(sheet(*table()), Guide(Lexicon(PROGRAMME), H1)), Unclear)
    assert applied(table()) == EXPECTED
    later = table(period="6 tháng cuối năm 2023")
    assert applied(later, Period.parse("2023-H2")) == EXPECTED


def test_a_profile_is_plain_yaml_and_reads_back() -> None:
    profile = reviewed()
    text = profile.text()
    assert text.startswith('format: chuyenhoa-profile/1\nname: "huyen"\nlayout: wide\ncolumns:\n')
    assert (
        '  - {column: C, heading: "TL ĐTKP / Số phát hiện", criterion: "TC08", part: denominator}'
        in text.splitlines()
    )
    assert read_profile(text.encode(), "huyen.yaml") == (profile, ())
    turned = Profile("x", LayoutKind.TURNED, (ProfileColumn(27, "a", Meaning(area="phin-ho")),))
    assert read_profile(turned.text().encode(), "x.yaml") == (turned, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["empty_file"]),
        ("a: [", ["bad_syntax"]),
        ("[]", ["mapping_expected"]),
        ("format: chuyenhoa/1\nname: a\nlayout: wide\ncolumns: []", ["bad_format"]),
        ("format: chuyenhoa-profile/1\nname: a\nlayout: round\ncolumns: []", ["bad_choice"]),
        (
            (
                "format: chuyenhoa-profile/1\nname: a\nlayout: wide\n"
                'columns: [{column: "", heading: a}, {column: XFE, heading: b, x: y}]\n'
                "labels: {a: [b]}"
            ),
            [*["bad_column", "missing_key"] * 2, "unknown_key", "text_expected"],
        ),
        ("name: a", ["missing_key", "missing_key", "missing_key"]),
    ],
)
def test_what_is_wrong_with_a_profile_is_said(text: str, expected: list[str]) -> None:
    profile, problems = read_profile(text.encode(), "a.yaml")
    assert profile is None
    if expected != ["bad_syntax"]:
        assert sorted(problem.code for problem in problems) == sorted(expected)


def test_the_profile_whose_headings_are_seen_is_found() -> None:
    profile = reviewed()
    other = Profile("khác", LayoutKind.WIDE, (ProfileColumn(0, "nothing like it", Meaning()),))
    empty = Profile("trống", LayoutKind.WIDE, ())
    later = replace(profile, name="huyen-2024")
    assert similar(sheet(*table()), [other, later, empty, profile]) == [later, profile]
    assert similar(sheet(["Địa bàn", "TC03"]), [other, profile]) == []
    assert similar(sheet(), [profile]) == []


def test_a_file_that_has_drifted_is_reported_with_what_moved() -> None:
    profile = reviewed()
    lexicon = Lexicon(PROGRAMME, profile.known, dict(profile.labels))
    same = sheet(*table())
    assert drift(profile, understood(same, lexicon=lexicon).layout) == ()
    rows = table(0, 3, 2, 4)
    news = ["TC06", None, "x", "x"]
    rows = [[*row, None, new] for row, new in zip(rows, news, strict=True)]
    moved = sheet(*rows)
    found = drift(profile, understood(moved, lexicon=lexicon).layout)
    assert found == (
        Moved("Dân số", (1,), ()),
        Moved("TL ĐTKP / Số khám phá", (3,), (1,)),
        Moved("Kết quả 6 tháng đầu năm 2023 / Mô hình", (4,), (3,)),
        Moved("TC06", (), (5,)),
    )
    assert [each.reason.sentence() for each in found[:2]] == [
        "“Dân số”, column B in the profile, is not there.",
        "Column B, “TL ĐTKP / Số khám phá”, is D in the profile.",
    ]
    assert found[3].reason.sentence() == "Column F, “TC06”, is not in the profile."
    assert figures(moved, lexicon=lexicon).items() >= EXPECTED.items()


SAME: list[list[Given]] = [["Xã", "Số vụ", "Số vụ"], ["Phìn Hồ", 3, 1], ["Hồng Thu", 4, 2]]
TWICE = {"so vu / 1:2": Meaning(criterion="TC03"), "so vu / 2:2": Meaning(criterion="TC07")}


def test_columns_that_share_a_heading_are_told_apart() -> None:
    lexicon = Lexicon(PROGRAMME, TWICE)
    layout = understood(sheet(*SAME), H1, lexicon).layout
    profile = Profile.of("x", layout)
    assert profile.known.items() >= TWICE.items()
    again = Lexicon(PROGRAMME, profile.known)
    assert figures(sheet(*SAME), H1, again) == {
        ("phin-ho", "TC03"): "3",
        ("phin-ho", "TC07"): "1",
        ("hong-thu", "TC03"): "4",
        ("hong-thu", "TC07"): "2",
    }
    # Of which one has gone, nobody can tell which is left.
    found = recognise(sheet(*(row[:2] for row in SAME)), Guide(again, H1))
    assert isinstance(found, Unclear)
    assert [question.problem.code for question in found.questions] == ["unknown_column"]


BARE: list[list[Given]] = [
    ["Xã", None, None, "Ghi chú", None, "TC06"],
    ["Phìn Hồ", 3, None, "-", 19, "x"],
    ["Hồng Thu", 4, None, "-", 21, "x"],
]
BESIDE = {
    "xa +1 -2 ghi chu": Meaning(criterion="TC03"),
    "ghi chu +1 -1 tc06": Meaning(criterion="TC07"),
}
READ = {
    ("phin-ho", "TC03"): "3",
    ("hong-thu", "TC03"): "4",
    ("phin-ho", "TC07"): "19",
    ("hong-thu", "TC07"): "21",
    ("phin-ho", "TC06"): "yes",
    ("hong-thu", "TC06"): "yes",
}


def test_a_column_without_a_heading_is_known_by_those_beside_it() -> None:
    asked = recognise(sheet(*BARE), Guide(Lexicon(PROGRAMME), H1))
    assert isinstance(asked, Unclear)
    assert {question.heading for question in asked.questions} == BESIDE.keys()
    profile = Profile.of("x", understood(sheet(*BARE), H1, Lexicon(PROGRAMME, BESIDE)).layout)
    assert profile.known.items() >= BESIDE.items()
    assert '  - {column: B, criterion: "TC03"}\n' in profile.text()
    assert read_profile(profile.text().encode(), "x.yaml") == (profile, ())
    again = Lexicon(PROGRAMME, profile.known)
    assert figures(sheet(*BARE), H1, again) == READ
    # Farther to the right all of them are known, and said to have moved.
    shifted = sheet(*([None, *row] for row in BARE))
    assert figures(shifted, H1, again) == READ
    assert Moved("E", (4,), (5,)) not in drift(profile, understood(shifted, H1, again).layout)
    assert Moved("F", (4,), (5,)) in drift(profile, understood(shifted, H1, again).layout)


@pytest.mark.parametrize(
    "columns", [(0, 1, 3, 4, 5), (0, 1, 2, 2, 3, 4, 5), (0, 1, 2, 5, 4, 3)], ids=str
)
def test_where_its_neighbours_are_others_it_is_asked_about_again(columns: tuple[int, ...]) -> None:
    profile = Profile.of("x", understood(sheet(*BARE), H1, Lexicon(PROGRAMME, BESIDE)).layout)
    changed = sheet(*([row[column] for column in columns] for row in BARE))
    found = recognise(changed, Guide(Lexicon(PROGRAMME, profile.known), H1))
    assert isinstance(found, Unclear)
    assert {question.problem.code for question in found.questions} == {"unknown_column"}


def test_a_column_that_was_left_out_for_its_period_is_kept_with_its_meaning() -> None:
    rows: list[list[Given]] = [
        ["Xã", "Số mô hình 2022-H1", "Số mô hình 2023-H1"],
        ["Phìn Hồ", 3, 1],
    ]
    lexicon = Lexicon(PROGRAMME, {"so mo hinh {period}": Meaning(criterion="TC03")})
    profile = Profile.of("x", understood(sheet(*rows), H1, lexicon).layout)
    assert profile.known["so mo hinh {period}"] == Meaning(criterion="TC03")
    again = Lexicon(PROGRAMME, profile.known)
    assert figures(sheet(*rows), Period.parse("2022-H1"), again) == {("phin-ho", "TC03"): "3"}


def test_what_was_answered_is_not_explained_away() -> None:
    rows: list[list[Given]] = [["Xã", "Khám phá", "Phát hiện"], ["Phìn Hồ", 3, 4]]
    answers = {
        "kham pha": Meaning(criterion="TC08"),
        "phat hien": Meaning(criterion="TC08", part=Part.DENOMINATOR),
    }
    found = recognise(sheet(*rows), Guide(Lexicon(PROGRAMME, answers), H1))
    assert isinstance(found, Unclear)
    assert found.questions[0].problem.code == "same_columns"


@pytest.mark.parametrize(
    ("line", "code", "place"),
    [
        ('{column: B, heading: a, criterion: "TC3"}', "unknown_criterion", "a.yaml:5:40"),
        ("{column: B, heading: a, criterion: TC03, area: x}", "unknown_area", "a.yaml:5:52"),
        ("{column: B, heading: a}", "missing_key", "a.yaml:5:5"),
    ],
)
def test_a_profile_of_what_is_no_more_is_a_problem_at_its_line(
    line: str, code: str, place: str
) -> None:
    text = f"format: chuyenhoa-profile/1\nname: a\nlayout: wide\ncolumns:\n  - {line}\n"
    profile, problems = read_profile(text.encode(), "a.yaml", Lexicon(PROGRAMME))
    assert profile is None
    assert [(each.code, str(each.place)) for each in problems] == [(code, place)]


def test_labels_name_what_there_is_or_are_left_out() -> None:
    head = "format: chuyenhoa-profile/1\nname: a\nlayout: wide\ncolumns: []\nlabels:\n"
    good = f'{head}  Bản Trên: hong-thu\n  ĐTKP: TC08\n  Cụm 1: "-"\n'
    profile, problems = read_profile(good.encode(), "a.yaml", Lexicon(PROGRAMME))
    assert not problems
    assert profile
    assert dict(profile.labels)["Cụm 1"] == "-"
    _none, problems = read_profile(f"{head}  Bản Trên: x".encode(), "a.yaml", Lexicon(PROGRAMME))
    assert [str(each.place) for each in problems] == ["a.yaml:6:13"]


def test_headings_may_be_written_as_people_write_them() -> None:
    text = (
        "format: chuyenhoa-profile/1\nname: a\nlayout: wide\ncolumns:\n"
        "  - {column: B, heading: TL ĐTKP / Số vụ 6 tháng đầu năm 2023, criterion: TC08}\n"
    )
    profile, _problems = read_profile(text.encode(), "a.yaml")
    assert profile
    (column,) = profile.columns
    assert column.heading == "TL ĐTKP / Số vụ {period}"
    assert column.key == "tl dtkp / so vu {period}"
    assert replace(profile, columns=(column._replace(heading=column.key),)).same_shape(profile)
    # What gets longer when it is compared is kept as it is compared.
    profile, _problems = read_profile(text.replace("TL ĐTKP", "Maß").encode(), "a.yaml")
    assert profile
    assert profile.columns[0].heading == "mass / Số vụ {period}"
