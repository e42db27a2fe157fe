from __future__ import annotations

from datetime import date

from chuyenhoa.intake.tables import Tables, Wanted, read_tables
from chuyenhoa.model.periods import Period
from chuyenhoa.model.problems import Place, Problem
from chuyenhoa.sources.sheets import Sheet, Sheets
from tests.intake.layout.sheets import H1, LEXICON, Given, sheet

HEAD: list[Given] = ["STT", "Địa bàn", "TC03", "TC08"]
DAY = date(2023, 7, 1)
NOTHING = Wanted()


def file(name: str, *rows: list[Given], title: str = "6 tháng đầu năm 2023") -> Sheets:
    return of(name, sheet([title], HEAD, *rows, file=name))


def of(name: str, *sheets: Sheet, problems: tuple[Problem, ...] = ()) -> Sheets:
    return Sheets(name, sheets, problems, "XLSX")


def read(*files: Sheets, wanted: Wanted = NOTHING, today: date = DAY) -> Tables:
    return read_tables(files, LEXICON, wanted, today)


def taken(tables: Tables) -> dict[tuple[str, str], str]:
    return {
        (each.area, each.criterion): each.value.text(LEXICON.measured(each.criterion).measure)
        for each in tables.results
    }


def wrong(tables: Tables) -> list[tuple[str, str]]:
    return [(problem.code, str(problem.place)) for problem in tables.problems]


def test_several_files_are_one_input() -> None:
    tables = read(file("a.xlsx", [1, "Phìn Hồ", 2]), file("b.xlsx", [1, "Hồng Thu", 3, "1/2"]))
    assert tables.accepted
    assert taken(tables) == {
        ("phin-ho", "TC03"): "2",
        ("hong-thu", "TC03"): "3",
        ("hong-thu", "TC08"): "1/2",
    }
    assert [each.origin.file for each in tables.results] == [0, 1, 1]
    assert tables.periods == (H1,)
    assert [(each.name, each.said, len(each.sheets)) for each in tables.files] == [
        ("a.xlsx", "XLSX", 1),
        ("b.xlsx", "XLSX", 1),
    ]


def test_two_files_that_agree_are_a_notice() -> None:
    tables = read(file("a.xlsx", [1, "Phìn Hồ", 2]), file("b.xlsx", [1, "Phìn Hồ", 2]))
    assert tables.accepted
    assert wrong(tables) == [("repeated_result", "b.xlsx [Sheet1!C3]")]
    assert taken(tables) == {("phin-ho", "TC03"): "2"}


def test_of_cells_that_disagree_none_is_taken() -> None:
    tables = read(
        file("a.xlsx", [1, "Phìn Hồ", 2, 50]),
        file("b.xlsx", [1, "Phìn Hồ", 3], [2, "Phìn Hồ", 4]),
        file("c.xlsx", [1, "Hồng Thu", 1], [2, "Hồng Thu", 1]),
    )
    assert not tables.accepted
    assert taken(tables) == {("phin-ho", "TC08"): "50", ("hong-thu", "TC03"): "1"}
    assert [(each.text, str(each.place)) for each in tables.refused] == [
        ("3", "b.xlsx [Sheet1!C3]"),
        ("4", "b.xlsx [Sheet1!C4]"),
        ("2", "a.xlsx [Sheet1!C3]"),
    ]
    conflict = tables.problems[1]
    assert conflict.code == "conflicting_result"
    assert "“3” here, but “2” at a.xlsx [Sheet1!C3]" in conflict.sentence()


def test_cells_that_cannot_be_right_are_refused_with_what_they_hold() -> None:
    tables = read(file("a.xlsx", [1, "Phìn Hồ", "abc", "3/2"], [2, "Hồng Thu", 1]))
    assert taken(tables) == {("hong-thu", "TC03"): "1"}
    assert [tuple(each) for each in tables.refused] == [
        (H1, "phin-ho", "TC03", "abc", Place("a.xlsx", 3, 3, "Sheet1")),
        (H1, "phin-ho", "TC08", "3/2", Place("a.xlsx", 3, 4, "Sheet1")),
    ]


def test_what_nobody_has_answered_is_a_problem_with_what_may_be_meant() -> None:
    other = sheet(["quý I/2023"], HEAD, [1, "Phìn Hồ", 2], name="A", file="a.xlsx")
    again = sheet(["quý I/2023"], HEAD, [1, "Phìn Hồ", 3], name="B", file="a.xlsx")
    tables = read(of("a.xlsx", other, again), file("b.xlsx", [1, "Phìn Hồ", 1], title="x"))
    assert wrong(tables) == [("several_sheets", "a.xlsx"), ("no_period", "b.xlsx [Sheet1!A1]")]
    assert [each.params["candidates"] for each in tables.problems] == [["A", "B"], []]
    assert (tables.results, tables.periods) == ((), ())
    wanted = Wanted(sheet="B")
    assert taken(read(of("a.xlsx", other, again), wanted=wanted)) == {("phin-ho", "TC03"): "3"}
    wanted = Wanted(H1)
    assert read(file("b.xlsx", [1, "Phìn Hồ", 1], title="x"), wanted=wanted).periods == (H1,)


def test_a_file_that_cannot_be_read_says_why_and_the_others_are_read() -> None:
    why = Problem("encrypted", Place("a.xlsx"))
    tables = read(of("a.xlsx", problems=(why,)), file("b.xlsx", [1, "Phìn Hồ", 2]))
    assert tables.problems == (why,)
    assert taken(tables) == {("phin-ho", "TC03"): "2"}


def test_a_period_that_has_not_begun_is_a_notice_at_its_first_figure() -> None:
    given = file("a.xlsx", [1, "Phìn Hồ", None, 50], [2, "Hồng Thu", 1])
    assert wrong(read(given, today=date(2023, 1, 1))) == []
    tables = read(given, today=date(2022, 12, 31))
    assert tables.accepted
    assert wrong(tables) == [("future_period", "a.xlsx [Sheet1!D3]")]


def test_problems_stand_file_by_file() -> None:
    converted = Problem("converted", Place("b.csv"), {"encoding": "TCVN3"}, notice=True)
    table = sheet(["2023-H1"], HEAD, [1, "Phìn Hồ", "x"], name="", file="b.csv")
    tables = read(file("a.xlsx", [1, "Phìn Hồ", "y"]), of("b.csv", table, problems=(converted,)))
    assert wrong(tables) == [
        ("answer_not_allowed", "a.xlsx [Sheet1!C3]"),
        ("converted", "b.csv"),
        ("answer_not_allowed", "b.csv:3:3"),
    ]


def test_periods_are_those_of_the_figures_that_are_taken() -> None:
    rows: list[list[Given]] = [
        ["Kỳ", "Địa bàn", "Tiêu chí", "Kết quả"],
        ["2022-H2", "Phìn Hồ", "TC03", 1],
        ["2023-H1", "Phìn Hồ", "TC03", 2],
        ["2022-H1", "Phìn Hồ", "TC03", "abc"],
    ]
    tables = read(of("a.xlsx", sheet(*rows, file="a.xlsx")))
    assert tables.periods == (Period.parse("2022-H2"), H1)


def test_a_note_is_kept_whichever_file_has_it_and_two_that_differ_are_a_problem() -> None:
    def noted(name: str, note: str | None) -> Sheets:
        rows: list[list[Given]] = [["Xã Phìn Hồ, 2023-H1"], ["Tiêu chí", "Kết quả", "Ghi chú"]]
        return of(name, sheet(*rows, ["TC03", 2, note], file=name))

    for given in ((None, "hai bản"), ("hai bản", None), ("hai bản", "hai bản")):
        tables = read(noted("a.xlsx", given[0]), noted("b.xlsx", given[1]))
        assert tables.accepted
        assert [each.note for each in tables.results] == ["hai bản"]
    tables = read(noted("a.xlsx", "hai bản"), noted("b.xlsx", "ba bản"))
    assert wrong(tables) == [("conflicting_result", "b.xlsx [Sheet1!B3]")]
    assert "“ba bản” here, but “hai bản” at" in tables.problems[0].sentence()
    assert tables.results == ()
