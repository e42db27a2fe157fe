from __future__ import annotations

import pytest

from chuyenhoa.intake.layout import words
from chuyenhoa.intake.layout.layouts import Part, Role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("STT", Role.IGNORED),
        ("Số TT", Role.IGNORED),
        ("Địa bàn", Role.AREA),
        ("DIA BAN:", Role.AREA),
        ("Xã, thị trấn", Role.AREA),
        ("Đơn vị", Role.AREA),
        ("Đơn vị tính", Role.IGNORED),
        ("Tiêu chí", Role.CRITERION),
        ("Kỳ báo cáo", Role.PERIOD),
        ("Kết quả (vụ)", Role.VALUE),
        ("value", Role.VALUE),
        ("Ghi chú", Role.NOTE),
        ("So với cùng kỳ năm 2022 (%)", Role.IGNORED),
        ("Chỉ tiêu", Role.IGNORED),
        ("Điểm chuẩn", Role.IGNORED),
        ("Tăng, giảm (vụ)", Role.IGNORED),
        ("TH", Role.VALUE),
        ("TH (mô hình)", Role.VALUE),
        ("KH", Role.IGNORED),
        ("KH giao", Role.IGNORED),
        ("Kế hoạch năm", Role.IGNORED),
        ("TH/KH (%)", Role.IGNORED),
        ("% so với KH", Role.IGNORED),
        ("Đạt % KH", Role.IGNORED),
        ("So CK", Role.IGNORED),
        ("CK 2022", Role.IGNORED),
        ("Thực hiện kế hoạch", None),
        ("Số khu dân cư", None),
        ("Kho", None),
        ("Tăng cường tuần tra", None),
        ("Điểm nóng", None),
        ("Nhóm tội phạm", None),
        ("Nodal", None),
        ("Dân số", None),
        ("", None),
    ],
)
def test_a_heading_says_what_a_column_holds(text: str, role: Role | None) -> None:
    assert words.role(text) is role


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Tử số", Part.NUMERATOR),
        ("Số vụ đã khám phá", Part.NUMERATOR),
        ("- Đã giải quyết", Part.NUMERATOR),
        ("Mẫu số", Part.DENOMINATOR),
        ("Tổng số vụ", Part.DENOMINATOR),
        ("(total)", Part.DENOMINATOR),
        ("Tỷ lệ (%)", Part.SHARE),
        ("%", Part.SHARE),
        ("Tổng số vụ đã khám phá", None),
        ("Số vụ", None),
    ],
)
def test_a_heading_names_a_part_of_a_rate(text: str, part: Part | None) -> None:
    assert words.part(text) is part


@pytest.mark.parametrize(
    "text",
    [
        *("Tổng cộng", "CỘNG:", "Tổng số", "Toàn huyện", "Cộng toàn huyện", "Total", "Tổng (9 xã)"),
        *("Tổng cộng 05 xã", "Cộng trang 1", "Mang sang", "Bình quân chung", "Huyện Sìn Hồ"),
    ],
)
def test_sums_are_known_by_their_name(text: str) -> None:
    assert words.is_total(text)


@pytest.mark.parametrize("text", ["Tổng số vụ", "Cộng Hòa", "Phìn Hồ", "Huyện", "Trang", ""])
def test_other_names_are_no_sums(text: str) -> None:
    assert not words.is_total(text)


@pytest.mark.parametrize("text", ["Đạt/Chưa đạt", "Tự đánh giá", "Kết quả đánh giá", "Mức độ đạt"])
def test_verdicts_are_no_results(text: str) -> None:
    assert words.is_verdict(text)
    assert (words.role(text), words.part(text)) == (Role.IGNORED, None)


@pytest.mark.parametrize("text", ["Kế hoạch", "- Chỉ tiêu giao:", "Cùng kỳ 2022", "Năm trước"])
def test_what_a_result_is_compared_with_is_a_plan(text: str) -> None:
    assert words.is_plan(text)


@pytest.mark.parametrize("text", ["Thực hiện", "Kế hoạch đã ban hành", "no", "Điểm", ""])
def test_what_is_no_plan(text: str) -> None:
    assert not words.is_plan(text)


@pytest.mark.parametrize("text", ["Số vụ", "Thực hiện (hộ)", "vụ", "(người)", "Số lượng"])
def test_a_number_of_things_is_known_by_its_heading(text: str) -> None:
    assert words.is_count(text)


@pytest.mark.parametrize("text", ["Số liệu", "Kết quả (%)", "Kết quả", "(kỳ này)", ""])
def test_what_is_no_number_of_things(text: str) -> None:
    assert not words.is_count(text)


def test_what_is_left_beside_a_numerator() -> None:
    assert all(map(words.is_rest, ["Số hộ chưa đạt", "Không", "Còn lại"]))
    assert not any(map(words.is_rest, ["Số hộ đạt", "Tổng số"]))
