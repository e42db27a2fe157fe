from __future__ import annotations

import pytest

from chuyenhoa.intake.layout.layouts import LayoutKind, Meaning, Part, Role, Unclear
from chuyenhoa.intake.layout.lexicon import Lexicon
from chuyenhoa.intake.layout.profile import (
    Profile,
    ProfileColumn,
    drift,
    find_profile,
    read_profile,
)
from chuyenhoa.intake.layout.recognise import recognise
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
    assert isinstance(recognise(sheet(*table()), Lexicon(PROGRAMME), H1), Unclear)
    assert applied(table()) == EXPECTED
    later = table(period="6 tháng cuối năm 2023")
    assert applied(later, Period.parse("2023-H2")) == EXPECTED


def test_a_profile_is_plain_yaml_and_reads_back() -> None:
    profile = reviewed()
    text = profile.text()
    assert text.startswith('format: chuyenhoa-profile/1\nname: "huyen"\nlayout: wide\ncolumns:\n')
    assert (
        '  - {column: C, heading: "tl dtkp / so phat hien", criterion: "TC08", part: denominator}'
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
                "columns: [{column: c, heading: a}, {column: ABCDEF, heading: b, x: y}]\n"
                "labels: {a: [b]}"
            ),
            ["bad_column", "bad_column", "unknown_key", "text_expected"],
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
    assert find_profile(sheet(*table()), [other, empty, profile]) is profile
    assert find_profile(sheet(["Địa bàn", "TC03"]), [other, profile]) is None
    assert find_profile(sheet(), [profile]) is None


def test_a_file_that_has_drifted_is_reported_with_what_moved() -> None:
    profile = reviewed()
    lexicon = Lexicon(PROGRAMME, profile.known, dict(profile.labels))
    same = sheet(*table())
    assert drift(profile, same, understood(same, lexicon=lexicon).layout) == ()
    rows = table(0, 3, 2, 4)
    news = ["TC06", None, "x", "x"]
    rows = [[*row, None, new] for row, new in zip(rows, news, strict=True)]
    moved = sheet(*rows)
    layout = understood(moved, lexicon=lexicon).layout
    found = drift(profile, moved, layout)
    assert [(each.code, each.params["text"]) for each in found] == [
        ("profile_missing", "dan so"),
        ("profile_moved", "TL ĐTKP / Số khám phá"),
        ("profile_moved", "Kết quả 6 tháng đầu năm 2023 / Mô hình"),
        ("profile_new", "TC06"),
    ]
    assert all(each.notice for each in found)
    assert found[1].sentence() == (
        "“TL ĐTKP / Số khám phá” stands in column B, but in D when the profile huyen was kept."
    )
    assert figures(moved, lexicon=lexicon).items() >= EXPECTED.items()


def test_what_one_heading_meant_twice_is_not_known() -> None:
    columns = (
        ProfileColumn(0, "a", Meaning(criterion="TC03")),
        ProfileColumn(1, "a", Meaning(criterion="TC06")),
        ProfileColumn(2, "b", Meaning(Role.NOTE)),
    )
    profile = Profile("x", LayoutKind.WIDE, columns)
    assert profile.known == {"b": Meaning(Role.NOTE)}
    assert profile.fingerprint == ((0, "a"), (1, "a"), (2, "b"))
