from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chuyenhoa.sources.sheets import Cell, CellKind
from tests.intake.layout.sheets import H1, Given, figures, reading, sheet, wrong

if TYPE_CHECKING:
    from chuyenhoa.model.periods import Period


def noticed(*rows: list[Given], asked: Period | None = H1) -> list[tuple[str, str]]:
    """The cells that are named as not read, and what is said to stand there."""
    problems = reading(sheet(["Xã Phìn Hồ"], *rows), asked).problems
    assert {(each.code, each.notice) for each in problems} <= {("beside_empty", True)}
    return [(each.place.within, str(each.params["text"])) for each in problems]


@pytest.mark.parametrize(
    "remark", ["15/18", "12", 12, "12 vụ", "Đạt", Cell("2023-06-05", CellKind.DATE)]
)
def test_a_figure_among_the_remarks_is_named_where_the_result_is_empty(remark: Given) -> None:
    head: list[Given] = ["Tiêu chí", "Kết quả", "Ghi chú"]
    (cell,) = noticed(head, ["TC03", 2, "12"], ["TC08", None, remark])
    assert cell[0] == "C4"


@pytest.mark.parametrize("remark", [None, "-", "Chưa có số liệu", "Xem biểu 2"])
def test_other_remarks_are_remarks(remark: Given) -> None:
    head: list[Given] = ["Tiêu chí", "Kết quả", "Ghi chú"]
    assert noticed(head, ["TC03", 2, "12"], ["TC08", None, remark]) == []


def test_a_remark_is_about_all_results_of_its_row() -> None:
    across: list[list[Given]] = [["Địa bàn", "TC03", "TC07", "Ghi chú"], ["Phìn Hồ", 2, None, "12"]]
    assert wrong(sheet(*across)) == []
    assert wrong(sheet(*across, ["Hồng Thu", None, None, "12"])) == [("beside_empty", "D3")]


def test_other_words_are_no_verdict_and_are_named() -> None:
    head: list[Given] = ["Tiêu chí", "Kết quả", "Đánh giá"]
    empty: list[Given] = ["TC06", None, "Cơ bản đạt"]
    assert noticed(head, ["TC03", 2, "Cơ bản đạt"], empty) == [("C4", "Cơ bản đạt")]
    assert noticed(head, ["TC03", None, "Cơ bản đạt"], ["TC06", "có", "Cơ bản đạt"]) == []
    assert noticed(head, ["TC03", 2, None], ["TC06", None, "-"]) == []
    both: list[Given] = ["Tiêu chí", "Kết quả", "Tự đánh giá", "Đánh giá"]
    assert noticed(both, ["TC03", 2], [*empty, "Đạt"]) == []


def test_a_verdict_beside_two_periods_is_of_neither() -> None:
    head: list[Given] = ["Tiêu chí", "2023-H1", "2023-H2", "Đánh giá"]
    rows: list[list[Given]] = [["TC03", 2, 3, "Đạt"], ["TC06", None, None, "Đạt"]]
    assert noticed(head, *rows, asked=None) == [("D4", "Đạt")]
    assert noticed(head, rows[0], ["TC06", "có", "có", "Đạt"], asked=None) == []
    given = sheet(["Xã Phìn Hồ"], head, *rows)
    assert figures(given) == {("phin-ho", "TC03"): "2", ("phin-ho", "TC06"): "yes"}


def test_a_verdict_beside_areas_is_about_the_criterion() -> None:
    one: list[list[Given]] = [["Tiêu chí", "Phìn Hồ", "Đánh giá"], ["TC06", None, "Đạt"]]
    assert figures(sheet(*one, ["TC03", 2])) == {
        ("phin-ho", "TC06"): "yes",
        ("phin-ho", "TC03"): "2",
    }
    head: list[Given] = ["Tiêu chí", "Phìn Hồ", "Hồng Thu", "Đánh giá"]
    given = sheet(head, ["TC06", None, None, "Đạt"], ["TC03", 2, 3, "Đạt"])
    assert wrong(given) == [("beside_empty", "D2")]
    assert wrong(sheet(["Địa bàn", "TC06", "TC03", "Đánh giá"], ["Phìn Hồ", None, 2, "Đạt"])) == []
