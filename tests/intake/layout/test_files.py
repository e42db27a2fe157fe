from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.intake.layout.files import FileLayout, recognise_file
from chuyenhoa.intake.layout.recognise import Guide
from chuyenhoa.sources.sheets import Sheets
from tests.intake.layout.sheets import H1, LEXICON, Given, sheet

if TYPE_CHECKING:
    from chuyenhoa.model.periods import Period
    from chuyenhoa.sources.sheets import Sheet

TABLE: list[list[Given]] = [["Địa bàn", "TC03"], ["Phìn Hồ", 1]]


def wide(name: str, *title: str, hidden: bool = False) -> Sheet:
    return sheet(*[[each] for each in title], *TABLE, name=name, hidden=hidden)


def one(name: str, title: str = "Báo cáo") -> Sheet:
    return sheet([title], ["Tiêu chí", "Kết quả"], ["TC03", 1], name=name)


def found(*sheets: Sheet, asked: Period | None = H1, name: str | None = None) -> FileLayout:
    return recognise_file(Sheets("a.xlsx", sheets), Guide(LEXICON, asked), name)


def used(layout: FileLayout) -> list[str]:
    assert layout.questions == ()
    return [each.sheet.name for each in layout.recognised]


def asked_about(layout: FileLayout) -> list[str]:
    assert layout.recognised == ()
    return [question.problem.code for question in layout.questions]


def said(layout: FileLayout) -> list[str]:
    return [reason.code for reason in layout.reasons]


def test_the_sheet_that_fits_is_used_and_said() -> None:
    layout = found(sheet(["Hướng dẫn"], name="HD"), wide("Số liệu"), sheet(name="Sheet3"))
    assert used(layout) == ["Số liệu"]
    assert said(layout) == ["sheet_left", "sheet_used"]
    assert said(found(wide("Số liệu"))) == []


def test_hidden_sheets_are_used_only_when_they_are_asked_for() -> None:
    sheets = (wide("A"), wide("B", hidden=True))
    assert used(found(*sheets)) == ["A"]
    assert said(found(*sheets))[0] == "sheet_hidden"
    assert used(found(*sheets, name="b")) == ["B"]


def test_where_several_fit_one_must_be_named() -> None:
    layout = found(wide("A"), wide("B"))
    assert asked_about(layout) == ["several_sheets"]
    assert layout.questions[0].choices == ("A", "B")
    assert used(found(wide("A"), wide("B"), name="B")) == ["B"]
    assert asked_about(found(wide("A"), one("Phìn Hồ"))) == ["several_sheets"]


def test_a_sheet_for_each_area_or_period_is_one_file() -> None:
    assert used(found(one("Phìn Hồ"), one("Hồng Thu"))) == ["Phìn Hồ", "Hồng Thu"]
    assert asked_about(found(one("Phìn Hồ"), one("xã Phìn Hồ"))) == ["several_sheets"]
    periods = (wide("2022-H1"), wide("2023-H1"))
    assert used(found(*periods, asked=None)) == ["2022-H1", "2023-H1"]
    layout = found(*periods)
    assert used(layout) == ["2023-H1"]
    assert "sheet_of_other_period" in said(layout)


def test_a_sheet_that_is_not_clear_is_asked_about() -> None:
    unclear = sheet(["Địa bàn", "Dân số"], ["Phìn Hồ", 1], name="A")
    assert asked_about(found(unclear, wide("B"))) == ["unknown_column"]
    assert asked_about(found(wide("2022-H1"))) == ["other_period"]
    assert asked_about(found(sheet(["Hướng dẫn"]), sheet(["gì"]))) == ["no_layout"]


def test_a_sheet_that_is_not_there_comes_with_the_list() -> None:
    layout = found(wide("A"), name="C")
    assert asked_about(layout) == ["no_sheet"]
    assert layout.questions[0].choices == ("A",)
    assert asked_about(found(sheet(name="A"), wide("B", hidden=True))) == ["no_results"]


def test_a_sheet_that_holds_nothing_is_not_offered() -> None:
    layout = found(wide("A"), sheet(name="B"), name="B")
    assert asked_about(layout) == ["no_sheet"]
    assert layout.questions[0].choices == ("A",)
    assert asked_about(found(sheet(name="A"), name="A")) == ["no_results"]
    nothing = found(sheet(name=""))
    assert (asked_about(nothing), nothing.questions[0].choices) == (["empty_file"], ())


def test_sheets_that_share_no_figure_are_one_file() -> None:
    other = sheet(["Địa bàn", "TC06"], ["Phìn Hồ", "x"], name="B")
    assert used(found(wide("A"), other)) == ["A", "B"]
    areas = sheet(["Địa bàn", "TC03"], ["Hồng Thu", 1], name="B")
    assert used(found(wide("A"), areas)) == ["A", "B"]
    wrong = sheet(["Địa bàn", "TC03"], ["Phìn Hồ", "abc"], name="B")
    assert asked_about(found(wide("A"), wrong)) == ["several_sheets"]


def test_a_sheet_that_is_titled_as_a_plan_is_none_beside_results() -> None:
    layout = found(wide("Kết quả"), wide("KẾ HOẠCH"))
    assert used(layout) == ["Kết quả"]
    assert said(layout) == ["sheet_of_plan", "sheet_used"]
    assert asked_about(found(wide("KẾ HOẠCH"))) == ["plan_stated"]
    assert asked_about(found(wide("A"), wide("KẾ HOẠCH"), name="KẾ HOẠCH")) == ["plan_stated"]
