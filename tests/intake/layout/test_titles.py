from __future__ import annotations

from dataclasses import replace

import pytest

from chuyenhoa.intake.layout.grid import Grid
from chuyenhoa.intake.layout.lexicon import Lexicon
from chuyenhoa.intake.layout.periods import (
    agrees,
    is_unfinished,
    period_between,
    periods_in,
    without_periods,
)
from chuyenhoa.intake.layout.titles import areas_in, titles
from chuyenhoa.model.dataset import Area
from chuyenhoa.model.periods import Period
from tests.intake.layout.sheets import LEXICON, PROGRAMME, sheet


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("SỐ LIỆU 6 THÁNG ĐẦU NĂM 2023", ["2023-H1"]),
        ("Báo cáo quý II/2023 (lần 2)", ["2023-Q2"]),
        ("bao cao 6T 2023", ["2023-H1"]),
        ("phin-ho-2023-H1", ["2023-H1"]),
        ("2023-H1", ["2023-H1"]),
        ("tháng 6/2023", ["2023-06"]),
        ("Kết quả 3 tháng đầu năm 2023", ["2023-Q1"]),
        ("Kết quả năm 2023", ["2023"]),
        ("2023", ["2023"]),
        ("KH 2023", []),
        ("6 tháng đầu năm 2023, Kế hoạch năm 2023", ["2023-H1"]),
        ("6 tháng đầu năm 2023 so với 6 tháng đầu năm 2022", ["2023-H1"]),
        ("Cùng kỳ năm 2022", []),
        ("Previous (2022-H2)", []),
        ("Kỳ báo cáo: 2023", ["2023"]),
        ("quý I/2023 và quý II/2023", ["2023-Q1", "2023-Q2"]),
        ("6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2023", ["2023-H2", "2023-H1"]),
        ("Kết quả quý II và 6 tháng đầu năm 2023", ["2023-H1", "2023-Q2"]),
        ("Từ tháng 1 đến tháng 6/2023", ["2023-06", "2023-01"]),
        ("6 tháng đầu năm 2023 (gửi ngày 20 tháng 7)", ["2023-H1"]),
        ("6 tháng 2023, 6 tháng", ["2023-H1"]),
        ("ngày 23 tháng 6 năm 2023", []),
        ("11-2023-H1", ["2023-H1"]),
        ("3-2023-Q2-hong-thu", ["2023-Q2"]),
        ("2022-H2-2023-H1", ["2022-H2", "2023-H1"]),
        ("bao-cao-11-2023", ["2023-11"]),
        ("bao cao 20-6-2023", []),
        ("2023-H1-gui-20-6-2023", ["2023-H1"]),
        ("từ 15/12/2022 đến 14/6/2023", []),
        ("6 tháng đầu năm, thực hiện Kế hoạch năm 2023", []),
        ("Phìn Hồ", []),
        ("", []),
    ],
)
def test_the_periods_that_a_title_states(text: str, codes: list[str]) -> None:
    assert [period.code for period in periods_in(text)] == codes


@pytest.mark.parametrize(
    ("spelled", "code"),
    [
        *((each, "2023") for each in ("năm 2023", "Năm 2023")),
        *((each, "2023-H1") for each in ("2023-H1", "2023-S1", "2023S1", "6T/2023", "6T2023")),
        *((each, "2023-H1") for each in ("6 tháng đầu năm 2023", "06 tháng đầu năm 2023")),
        ("6 tháng cuối năm 2023", "2023-H2"),
        *((each, "2023-Q2") for each in ("2023-Q2", "2023Q2", "quý II/2023", "Quý 2 năm 2023")),
        *((each, "2023-06") for each in ("2023-06", "tháng 6/2023", "tháng 06 năm 2023")),
        *((each, "2023-9M") for each in ("2023-9M", "9 tháng 2023", "9 tháng đầu năm 2023")),
    ],
)
def test_a_title_states_a_period_in_every_spelling(spelled: str, code: str) -> None:
    for text in (spelled, f"BIỂU 1: Kết quả {spelled} của huyện", f"({spelled})", spelled.upper()):
        assert [period.code for period in periods_in(text)] == [code]


def test_headings_of_two_periods_agree_without_them() -> None:
    texts = ["Kết quả 6 tháng đầu năm 2023", "KẾT QUẢ 2022-H2"]
    assert {without_periods(text) for text in texts} == {"ket qua {period}"}
    assert without_periods("TC08 (%)") == "tc08 (%)"


def test_a_year_agrees_with_its_parts() -> None:
    half = Period.parse("2023-H1")
    assert agrees(half, [half])
    assert agrees(half, [Period.parse("2023")])
    assert not agrees(half, [Period.parse("2022"), Period.parse("2023-H2")])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Xã Phìn Hồ", ("phin-ho",)),
        ("BÁO CÁO KẾT QUẢ CỦA XÃ PHÌN HỒ, HUYỆN SÌN HỒ", ("phin-ho",)),
        ("Đơn vị: xã Phìn Hồ", ("phin-ho",)),
        ("Báo cáo thị trấn Sìn Hồ", ("tt-sin-ho",)),
        ("Số liệu Hồng Thu 6 tháng", ("hong-thu",)),
        ("bao cao phin-ho", ("phin-ho",)),
        ("phieu-2023-H1-phin-ho", ("phin-ho",)),
        ("6T-2023-tt-sin-ho-v2", ("tt-sin-ho",)),
        ("UBND-huyen-sin-ho", ()),
        ("UBND huyện Sìn Hồ", ()),
        ("Xã Phìn Hồ và xã Hồng Thu", ("phin-ho", "hong-thu")),
        ("Xã Phìn Hồ, cán bộ phụ trách Căn Co", ("phin-ho",)),
        ("Báo cáo , tổng hợp", ()),
        ("Bản Phìn Hồ", ()),
        ("Số liệu thôn Hồng Thu", ()),
        ("Kết quả trên địa bàn Phìn Hồ", ("phin-ho",)),
        ("Bản Phìn Hồ, xã Hồng Thu", ("hong-thu",)),
        ("Sìn Hồ, ngày 20 tháng 6 năm 2023", ()),
        ("Hồng Thu, ngày 20/6/2023", ()),
        ("Xã Hồng Thu, ngày 20 tháng 6 năm 2023", ("hong-thu",)),
        ("Báo cáo của xã Phìn Hồ, ngày 20 tháng 6", ("phin-ho",)),
    ],
)
def test_the_areas_that_a_title_names(text: str, codes: tuple[str, ...]) -> None:
    assert areas_in(text, LEXICON) == codes


def test_a_name_of_one_word_may_be_any_word() -> None:
    lexicon = Lexicon(PROGRAMME, labels={"Bản": "phin-ho"})
    assert areas_in("Bản tổng hợp", lexicon) == ()
    assert areas_in("Bản", lexicon) == areas_in("xã Bản", lexicon) == ("phin-ho",)


def test_a_code_among_other_words_may_be_one_of_them() -> None:
    lexicon = Lexicon(replace(PROGRAMME, areas=(Area("no", "Tân Lập"), Area("d", "Nậm Mạ"))))
    assert areas_in("blank is no figure", lexicon) == areas_in("không dùng dấu", lexicon) == ()
    assert areas_in("Area: Tân Lập (no)", lexicon) == ("no",)


def test_the_title_of_the_programme_says_nothing_of_the_sheet() -> None:
    given = sheet(["Xã Phìn Hồ năm 2031"], ["Kỳ báo cáo: 2023-H1"], ["STT", "TC03"])
    found = titles(Grid(given), 2, "xa phin ho nam 2031")
    assert [title.text for title in found] == ["Kỳ báo cáo: 2023-H1", "bao-cao"]


def test_titles_are_above_the_table_and_in_the_names() -> None:
    given = sheet(
        ["BÁO CÁO", None],
        [None, None],
        ["STT", "Tiêu chí"],
        merged=["A1:B2"],
        name="Phin_Ho",
        file="a/bao_cao_2023-H1.xlsx",
        above=("Biểu 2",),
    )
    found = [(title.text, str(title.place)) for title in titles(Grid(given), 2)]
    assert found == [
        ("BÁO CÁO", "a/bao_cao_2023-H1.xlsx [Phin_Ho!A1]"),
        ("Biểu 2", "a/bao_cao_2023-H1.xlsx [Phin_Ho!A1]"),
        ("Phin Ho", "a/bao_cao_2023-H1.xlsx [Phin_Ho!A1]"),
        ("bao cao 2023-H1", "a/bao_cao_2023-H1.xlsx [Phin_Ho!A1]"),
    ]
    unnamed = sheet(["a"], name="Bảng 1")
    assert [title.text for title in titles(Grid(unnamed), 0)] == ["bao-cao"]


@pytest.mark.parametrize("text", ["SỐ LIỆU 6 THÁNG ĐẦU NĂM", "Báo cáo quý I", "Tháng 6"])
def test_a_part_of_a_year_may_lack_its_year(text: str) -> None:
    assert is_unfinished(text)


@pytest.mark.parametrize(
    "text",
    [
        "6 tháng đầu năm 2023",
        "NĂM 2023",
        "Sìn Hồ, ngày 20 tháng 6 năm 2023",
        "Sìn Hồ, ngày … tháng … năm 2023",
        "Ngày     tháng     năm 2023",
    ],
)
def test_what_has_its_year_or_is_a_date_is_finished(text: str) -> None:
    assert not is_unfinished(text)


@pytest.mark.parametrize(
    ("text", "cutoff_day", "code"),
    [
        ("Số liệu từ ngày 15/12/2022 đến ngày 14/6/2023", 15, "2023-H1"),
        ("(15.12.2022 - 14.9.2023)", 15, "2023-9M"),
        ("15/5/2023–14/06/2023", 15, "2023-06"),
        ("1/7/2023 đến 30/9/2023", 1, "2023-Q3"),
        ("1/1/2023 - 31/12/2023", 1, "2023"),
        ("15/12/2022 đến 14/6/2023", 1, None),
        ("31/2/2023 đến 14/6/2023", 1, None),
        ("So với 15/12/2021 đến 14/6/2022", 15, None),
        ("14/6/2023", 15, None),
    ],
)
def test_the_days_of_a_period_state_it(text: str, cutoff_day: int, code: str | None) -> None:
    period = period_between(text, cutoff_day)
    assert (period and period.code) == code
