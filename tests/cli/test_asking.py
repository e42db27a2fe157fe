from __future__ import annotations

import json
import os
import signal
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Program

pytestmark = [
    pytest.mark.usefixtures("sample_db"),
    pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals"),
]

TITLE = "Kết quả 6 tháng đầu năm 2023,,,,\n"
HEAD = "Đơn vị,Dân số,TL ĐTKP,TL ĐTKP,Mô hình\n,,Số phát hiện,Số khám phá,\n"
ROWS = "Phìn Hồ,4000,20,16,7\nBản Trên,3000,10,9,8\n"


def write(directory: Path, name: str, text: str) -> None:
    (directory / name).write_text(text, encoding="utf-8")


def start(directory: Path, *arguments: str) -> Terminal:
    return Terminal("--lang", "en", "import", *arguments, cwd=directory)


def answer(terminal: Terminal, expected: str, *answers: str) -> None:
    """Wait for the question and answer it, several times where the first answers are wrong."""
    terminal.expect(expected)
    for each in answers:
        terminal.expect("  > ")
        terminal.type(each)


def test_what_is_not_clear_is_asked_until_all_of_it_is_clear(
    tmp_path: Path, chuyenhoa: Program
) -> None:
    write(tmp_path, "a.csv", TITLE + HEAD + ROWS)
    write(tmp_path, "b.csv", TITLE + HEAD + "Căn Co,3000,10,9,9\n")
    with start(tmp_path, "a.csv", "b.csv") as terminal:
        terminal.expect("areas down, criteria across · 2023-H1")
        terminal.expect("   C  TL ĐTKP / Số phát hiện               ?")
        answer(terminal, "The heading “Dân số” names no criterion", "-")
        terminal.expect("→ left out")
        answer(terminal, "Below it: 20, 10", "TC77", "phìn hồ", "", "8 denominator")
        terminal.expect("→ TC08 Clearance of public-order crime, denominator")
        answer(terminal, "Số khám phá", "TC08 numerator")
        answer(terminal, "Mô hình", "?", "3")
        terminal.expect("→ TC03 Effective self-managed models")
        answer(terminal, "There is no area “Bản Trên”.", "bản dưới", "hong thu")
        terminal.expect("→ Hồng Thu (hong-thu)")
        terminal.expect("b.csv: as you have answered for a.csv.")
        assert terminal.status() == 0
        assert "There is no criterion “TC77”." in terminal.output
    dump = chuyenhoa("dump").stdout
    for figures in ("TC03: 7", "TC08: 16/20", "TC03: 8", "TC08: 9/10", "TC03: 9"):
        assert figures in dump
    shown = chuyenhoa("imports", "show", "2", "--format", "csv").stdout
    assert "a.csv:5:4" in shown


def test_a_profile_asks_nothing_the_next_time_and_says_what_moved(
    tmp_path: Path, chuyenhoa: Program
) -> None:
    write(tmp_path, "a.csv", TITLE + HEAD + ROWS)
    before = chuyenhoa("dump").stdout
    with start(tmp_path, "a.csv", "--dry-run", "--save-profile", "huyen") as terminal:
        for expected, answered in (
            ("Dân số", "-"),
            ("Số phát hiện", "TC08 mẫu số"),
            ("Số khám phá", "TC08 tử số"),
            ("Mô hình", "TC03"),
            ("Bản Trên", "2"),
        ):
            answer(terminal, expected, answered)
        terminal.expect("Kept as the profile huyen, in chuyenhoa.profiles")
        terminal.expect("      “Bản Trên”: Hồng Thu (hong-thu)")
        assert terminal.status() == 0
    assert chuyenhoa("dump").stdout == before
    # Its columns in another order, one of them new, in the next period.
    write(
        tmp_path,
        "b.csv",
        "Kết quả 6 tháng cuối năm 2023,,,,\nĐơn vị,Mô hình,TL ĐTKP,TL ĐTKP,TC04\n"
        ",,Số phát hiện,Số khám phá,\nPhìn Hồ,7,20,16,1\nBản Trên,8,10,9,0\n",
    )
    run = chuyenhoa("--lang", "en", "import", "b.csv")
    assert run.returncode == 0
    assert "2023-H2 · profile huyen" in run.stderr
    assert "\n  since then: 1 moved (Mô hình), 1 new (TC04), 1 gone (Dân số)\n" in run.stderr
    run = chuyenhoa("--lang", "en", "import", "b.csv", "--dry-run", "--explain-layout")
    assert "\n  Column B, “Mô hình”, is E in the profile.\n" in run.stderr
    assert "\n  Column E, “TC04”, is not in the profile.\n" in run.stderr
    assert "\n  “Dân số”, column B in the profile, is not there.\n" in run.stderr
    found = json.loads(chuyenhoa("import", "b.csv", "--dry-run", "--format", "json").stdout)
    assert found["files"][0]["layout"][0]["moved"] == [
        {"heading": "Dân số", "before": ["B"], "columns": []},
        {"heading": "Mô hình", "before": ["E"], "columns": ["B"]},
        {"heading": "TC04", "before": [], "columns": ["E"]},
    ]
    figures = chuyenhoa("imports", "show", "2", "--format", "csv").stdout
    assert "hong-thu,TC08,2023-H2,,9/10,b.csv:5:4" in figures
    assert "phin-ho,TC03,2023-H2,,7,b.csv:4:2" in figures


@pytest.mark.parametrize(
    ("text", "arguments", "question", "answered", "figures"),
    [
        ("Địa bàn,TC03\nPhìn Hồ,7\n", [], "which period", "6T/2023", "7"),
        ("Tiêu chí,Kết quả 2023-H1\nTC03,7\n", [], "which area", "phìn hồ", "7"),
        (
            "Kết quả 2023-H1,\nĐịa bàn,TC03\nPhìn Hồ,7\n",
            ["--period", "2023-H2"],
            "This says 2023-H1, but 2023-H2 is asked for.",
            "1",
            "7",
        ),
        (
            "Kết quả 2022-H1,\nĐịa bàn,TC03\nPhìn Hồ,7\n",
            ["--period", "2023-H1"],
            "This says 2022-H1, but 2023-H1 is asked for.",
            "2023-H1",
            "7",
        ),
    ],
)
def test_period_and_area_can_be_answered(
    tmp_path: Path,
    chuyenhoa: Program,
    text: str,
    arguments: list[str],
    question: str,
    answered: str,
    figures: str,
) -> None:
    write(tmp_path, "a.csv", text)
    with start(tmp_path, "a.csv", *arguments) as terminal:
        answer(terminal, question, "nowhere at all", "2020-Q1" if arguments else "", answered)
        assert terminal.status() == 0
    run = chuyenhoa("history", "phin-ho", "TC03", "--period", "2023-H1", "--format", "csv")
    assert f",{figures}," in run.stdout
    assert "a.csv" in run.stdout


def test_columns_of_every_layout_and_rows_of_criteria_are_asked(
    tmp_path: Path, chuyenhoa: Program
) -> None:
    write(
        tmp_path,
        "t.csv",
        "Tiêu chí,Phìn Hồ,Lạ\nTC03,7,8\nMô hình tự quản hoạt động hiệu quat,9,9\n",
    )
    write(tmp_path, "o.csv", "Xã Căn Co,,\nTiêu chí,Kết quả,Lạ\nTC03,6,5\n")
    write(tmp_path, "h.csv", "Xã,TC08 tử số\nHồng Thu,16/20\n")
    write(tmp_path, "n.csv", "Xã,Mô hình tự quản hoạt động hiệu quat\nTủa Sín Chải,4\n")
    with start(tmp_path, "t.csv", "o.csv", "h.csv", "n.csv") as terminal:
        answer(terminal, "Below it: 8, 9", "TC03", "hong-thu")
        answer(terminal, "which period", "2023-H1")
        terminal.expect("There is no criterion “Mô hình tự quản hoạt động hiệu quat”.")
        terminal.expect("  1  TC03 Effective self-managed models\r\n")
        answer(terminal, "? lists all", "-")
        answer(terminal, "o.csv:2:3", "TC03", "1")
        # What was answered for one file is offered for the next.
        answer(terminal, "    1  2023-H1", "1")
        answer(terminal, "The columns B, C are about the same", "-")
        answer(terminal, "which period", "1")
        answer(terminal, "half of a rate", "1")
        terminal.expect("→ TC08 Clearance of public-order crime\r\n")
        answer(terminal, "names no criterion", "1")
        answer(terminal, "which period", "1")
        assert terminal.status() == 0
    figures = chuyenhoa("imports", "show", "2", "--format", "csv").stdout
    assert [line.split(",")[:5] for line in figures.splitlines()[1:]] == [
        ["phin-ho", "TC03", "2023-H1", "2", "7"],
        ["hong-thu", "TC03", "2023-H1", "2", "8"],
        ["can-co", "TC03", "2023-H1", "2", "6"],
        ["hong-thu", "TC08", "2023-H1", "20/24", "16/20"],
        ["tua-sin-chai", "TC03", "2023-H1", "3", "4"],
    ]


def test_of_several_sheets_one_is_chosen(tmp_path: Path, chuyenhoa: Program) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for name, figure in (("Cũ", 5), ("Mới", 6)):
        sheet = book.create_sheet(name)
        sheet.append(["Địa bàn", "TC03 2023-H1"])
        sheet.append(["Phìn Hồ", figure])
    del book["Sheet"]
    book.save(tmp_path / "a.xlsx")
    with start(tmp_path, "a.xlsx") as terminal:
        answer(terminal, "Several sheets can be meant: Cũ, Mới.", "x", "moi")
        assert terminal.status() == 0
    assert "TC03: 6" in chuyenhoa("dump").stdout


def test_where_a_table_stands_can_be_answered_and_kept(tmp_path: Path, chuyenhoa: Program) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.worksheets[0].append(["Kính gửi", "Ban Chỉ đạo"])
    book.create_sheet("Trống")
    sheet = book.create_sheet("Bảng")
    for row in (["Biểu 1"], [], ["Nơi", "Mô", "Án"], ["Bản A", 7, 1], ["Phìn Hồ", 6, 0]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    with start(tmp_path, "a.xlsx", "--period", "2023-H1", "--save-profile", "x") as terminal:
        answer(terminal, "    2  Bảng: Nơi · Mô · Án", "3", "?", "2")
        answer(terminal, "In which row do its headings stand?", "6", "x", "5", "3")
        terminal.expect("→ Nơi · Mô · Án\r\n")
        answer(terminal, "Which column names the areas?", "é", "D", "a")
        terminal.expect("→ Nơi: Bản A, Phìn Hồ\r\n")
        answer(terminal, "    1  B  Mô: 7, 6", "A", "-")
        answer(terminal, "“Mô” names no criterion", "TC03")
        answer(terminal, "“Án” names no criterion", "TC04")
        answer(terminal, "There is no area “Bản A”.", "căn co")
        assert terminal.status() == 0
    assert chuyenhoa("imports", "show", "2", "--format", "csv").stdout.count("a.xlsx [Bảng!") == 3
    # The next file of that shape raises no question.
    for number, figure in ((4, 5), (5, 4)):
        sheet.cell(number, 2).value = figure
    book.save(tmp_path / "b.xlsx")
    run = chuyenhoa("import", "b.xlsx", "--period", "2023-H1")
    assert run.returncode == 0
    assert " · mẫu x\n" in run.stderr
    assert "2 thay đổi, 2 giữ nguyên" in run.stderr


def test_a_table_without_headings_is_read_but_makes_no_profile(
    tmp_path: Path, chuyenhoa: Program
) -> None:
    write(tmp_path, "a.csv", "TC03,8\nTC04,0\n")
    with start(tmp_path, "a.csv", "--period", "2023-H1", "--save-profile", "x") as terminal:
        answer(terminal, "In which row", "-")
        answer(terminal, "Which column names the areas?", "-")
        terminal.expect("Which column names the criteria?")
        # The columns are those that stand above already.
        answer(terminal, "? lists all; s leaves the file out", "-", "?", "1")
        answer(terminal, "Column B has no heading, but figures stand in it.", "value")
        answer(terminal, "which area", "hong thu")
        terminal.expect("No profile is kept: by its headings")
        assert terminal.status() == 0
    assert "TC03: 8" in chuyenhoa("dump").stdout
    assert not (tmp_path / "chuyenhoa.profiles").exists()


def test_a_file_can_be_left_out_and_a_row_too(tmp_path: Path) -> None:
    write(tmp_path, "a.csv", "nothing,at\nall,here\n")
    write(tmp_path, "b.csv", "Địa bàn,TC03 2023-H1\nPhìn Hồ,7\nCụm 1,9\n")
    with start(tmp_path, "a.csv", "b.csv", "--save-profile", "x") as terminal:
        answer(terminal, "No table of results is recognised", "x", "s")
        answer(terminal, "There is no area “Cụm 1”.", "-")
        terminal.expect("      “Cụm 1”: left out")
        terminal.expect("file_left_out Notice: This file is left out")
        terminal.expect("1 changed")
        assert terminal.status() == 0


@pytest.mark.usefixtures("heeded_signals")
@pytest.mark.parametrize("accept", [[], ["--accept-valid"]])
def test_whoever_leaves_writes_nothing(tmp_path: Path, sample_db: Path, accept: list[str]) -> None:
    write(tmp_path, "a.csv", TITLE + HEAD + ROWS)
    before = sample_db.read_bytes()
    with start(tmp_path, "a.csv", "--save-profile", "x", *accept) as terminal:
        answer(terminal, "Dân số", "-")
        answer(terminal, "Số phát hiện", "q")
        terminal.expect("Not everything was answered, so nothing was written.")
        assert terminal.status() == 1
    with start(tmp_path, "a.csv", *accept) as terminal:
        terminal.expect("  > ")
        terminal.press(b"\x04")
        assert terminal.status() == 1
    with start(tmp_path, "a.csv", *accept) as terminal:
        terminal.expect("  > ")
        terminal.process.send_signal(signal.SIGINT)
        terminal.expect("Interrupted.")
        assert terminal.status() == 130
    assert sample_db.read_bytes() == before
    assert not (tmp_path / "chuyenhoa.profiles").exists()


def test_a_number_that_is_a_code_too_is_not_guessed(tmp_path: Path, chuyenhoa: Program) -> None:
    areas = "areas: [{code: '2', name: Bản Hai}, {code: b1, name: Bản Một}]"
    assert chuyenhoa("load", "-", stdin=f"format: chuyenhoa/1\n{areas}\n").returncode == 0
    write(tmp_path, "a.csv", "Tiêu chí,Kết quả 2023-H1\nTC03,7\n")
    with start(tmp_path, "a.csv") as terminal:
        answer(terminal, "which area", "2", "bản hai")
        terminal.expect("→ Bản Hai (2)")
        assert terminal.status() == 0
        assert "“2” can mean several" in terminal.output


def test_it_asks_in_vietnamese(tmp_path: Path) -> None:
    write(tmp_path, "a.csv", TITLE + HEAD + ROWS)
    with Terminal("import", "a.csv", cwd=tmp_path) as terminal:
        terminal.expect("Bên dưới có: 4000, 3000")
        terminal.expect("- bỏ qua cột")
        answer(terminal, "       s: bỏ qua tệp này; q: thoát", "q")
        assert terminal.status() == 1
        assert all(len(line) <= 80 for line in terminal.output.splitlines())


def test_another_profile_of_that_name_is_asked_about(tmp_path: Path) -> None:
    write(tmp_path, "a.csv", "Địa bàn,TC03 2023-H1\nPhìn Hồ,7\n")
    write(tmp_path, "b.csv", "Địa bàn,TC04 2023-H1\nPhìn Hồ,0\n")
    with start(tmp_path, "a.csv", "--save-profile", "x") as terminal:
        assert terminal.status() == 0
    path = tmp_path / "chuyenhoa.profiles" / "x.yaml"
    for answers, status in ((("maybe", "no"), 2), (("yes",), 0)):
        with start(tmp_path, "b.csv", "--save-profile", "X") as terminal:
            answer(terminal, "There is another profile x. Replace it?", *answers)
            assert terminal.status() == status
        assert ('criterion: "TC04"' in path.read_text("utf-8")) is (status == 0)
