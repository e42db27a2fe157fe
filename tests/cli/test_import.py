"""`import`: what communes really send, by the real program."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING, TypeAlias

import docx
import openpyxl
import pytest
import xlsxwriter
import xlwt

from chuyenhoa.model.sentences import SENTENCES
from tests.reports import golden
from tests.sources.office.files import OLE, entities, far_apart
from tests.sources.spellings import as_tcvn3, as_vni

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from subprocess import CompletedProcess

    from tests.program import Program

Rows: TypeAlias = "Sequence[Sequence[object]]"

pytestmark = pytest.mark.usefixtures("sample_db")

H1 = "6 tháng đầu năm 2023"
HEAD = ["Địa bàn", "TC03", "TC08"]
TABLE: Rows = [[f"Kết quả {H1}"], HEAD, ["Phìn Hồ", 3, "18/19"], ["Hồng Thu", 2, "24/24"]]
# What makes a difference in the sample: the programme and Căn Co fail, Hồng Thu gains a criterion.
TURN: Rows = [
    [H1],
    ["Địa bàn", "TC03", "TC08", "TC13"],
    ["Căn Co", 0, "1/17", None],
    ["Hồng Thu", 2, "20/24", "18/25"],
    ["Phìn Hồ", "abc", "20/19", "n/a"],
]


def as_csv(rows: Rows, separator: str = ",") -> str:
    lines = [separator.join("" if cell is None else str(cell) for cell in row) for row in rows]
    return "".join(f"{line}\n" for line in lines)


def write(directory: Path, name: str, rows: Rows | str | bytes, sheet: str = "Sheet1") -> Path:
    """A file of the kind that its name says."""
    path = directory / name
    if isinstance(rows, bytes):
        path.write_bytes(rows)
    elif isinstance(rows, str):
        path.write_text(rows, encoding="utf-8")
    elif name.endswith(".xlsx"):
        path.write_bytes(as_xlsx(rows, sheet))
    elif name.endswith(".xls"):
        book = xlwt.Workbook()
        page = book.add_sheet(sheet)
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                page.write(i, j, cell)
        book.save(str(path))
    elif name.endswith(".docx"):
        document = docx.Document()
        table = document.add_table(len(rows), max(map(len, rows)))
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                table.cell(i, j).text = "" if cell is None else str(cell)
        document.save(str(path))
    else:
        path.write_text(as_csv(rows), encoding="utf-8")
    return path


def as_xlsx(rows: Rows, sheet: str = "Sheet1") -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        page = book.add_worksheet(sheet)
        for i, row in enumerate(rows):
            page.write_row(i, 0, row)
    return stream.getvalue()


def said(run: CompletedProcess[str]) -> list[str]:
    """What stands on stderr, line by line."""
    return run.stderr.splitlines()


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def figures(database: Path) -> dict[tuple[str, str, str], tuple[object, ...]]:
    """The figures that have come in by import, each with its file and place."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "SELECT a.code, c.code, p.code, r.number, r.denominator, f.name, r.sheet, r.line, r.col"
            " FROM result r JOIN area a ON a.id = r.area_id"
            " JOIN criterion c ON c.id = r.criterion_id JOIN period p ON p.id = r.period_id"
            " JOIN input_file f ON f.id = r.file_id JOIN input i ON i.id = f.input_id"
            " WHERE i.command = 'import'"
        )
        return {row[:3]: row[3:] for row in rows}


def test_figures_come_in_and_the_same_file_again_changes_nothing(
    chuyenhoa: Program, sample_db: Path, tmp_path: Path
) -> None:
    write(tmp_path, "a.csv", TABLE)
    run = chuyenhoa("--lang", "en", "import", "a.csv")
    assert (run.returncode, run.stdout) == (0, "")
    assert said(run) == [
        "a.csv · CSV · 4 figures",
        "  areas down, criteria across · 2023-H1",
        "results: 2 changed, 2 unchanged",
        "  Phìn Hồ · TC03 · 2023-H1: 2 → 3 (a.csv:3:2)",
        "  Hồng Thu · TC08 · 2023-H1: 20/24 → 24/24 (a.csv:4:3)",
        "Recorded as input 2: “chuyenhoa imports undo 2” takes it back.",
    ]
    before = sample_db.read_bytes()
    again = chuyenhoa("--lang", "en", "import", "a.csv")
    assert again.returncode == 0
    assert said(again)[-1] == "results: 4 unchanged"
    assert sample_db.read_bytes() == before
    assert chuyenhoa("db", "check").stderr == ""


def test_files_of_every_kind_are_one_input_and_each_figure_knows_its_cell(
    chuyenhoa: Program, sample_db: Path, tmp_path: Path
) -> None:
    write(tmp_path, "a.xlsx", [[], [None, H1], [None, *HEAD], [None, "Phìn Hồ", 31]], "Số liệu")
    write(tmp_path, "b.xls", [[H1], HEAD, ["Hồng Thu", 32]], "Tháng 6")
    write(tmp_path, "c.docx", [HEAD, ["Căn Co", 33]])
    write(tmp_path, "d.csv", as_csv([HEAD, ["Nậm Cuổi", 34, None]], ";").encode("utf-16"))
    stdin = as_csv([HEAD, ["Tủa Sín Chải", 35, None]], "\t")
    names = ("*.xlsx", "b.xls", "c.docx", "d.csv", "-", "a.xlsx")
    run = chuyenhoa("--lang", "en", "import", *names, "--period", "6T/2023", stdin=stdin)
    assert run.returncode == 0, run.stderr
    assert said(run)[:10:2] == [
        "a.xlsx [Số liệu] · XLSX · 1 figure",
        "b.xls [Tháng 6] · XLS · 1 figure",
        "c.docx [Bảng 1] · DOCX · 1 figure",
        "d.csv · CSV, ;, UTF-16 · 1 figure",
        "- · CSV, tab · 1 figure",
    ]
    assert "results: 5 changed" in said(run)
    found = figures(sample_db)
    assert {key[0]: (row[0], *row[2:]) for key, row in found.items()} == {
        "phin-ho": (31, "a.xlsx", "Số liệu", 4, 3),
        "hong-thu": (32, "b.xls", "Tháng 6", 3, 2),
        "can-co": (33, "c.docx", "Bảng 1", 2, 2),
        "nam-cuoi": (34, "d.csv", None, 2, 2),
        "tua-sin-chai": (35, "-", None, 2, 2),
    }
    history = json.loads(chuyenhoa("history", "phin-ho", "TC03", "--format", "json").stdout)
    last = history["history"][-1]
    assert last["source"] == "a.xlsx [Số liệu!C4]"
    assert (last["file"], last["sheet"], last["line"], last["column"]) == (
        "a.xlsx",
        "Số liệu",
        4,
        3,
    )
    explained = chuyenhoa("--lang", "en", "explain", "phin-ho", "TC03").stdout
    assert "a.xlsx [Số liệu!C4] (import, " in explained
    digest = last["sha256"]
    assert len(digest) == 64
    assert digest in "".join(explained.split())


def test_old_encodings_are_said_aloud(chuyenhoa: Program, tmp_path: Path) -> None:
    rows = as_csv([[f"Báo cáo chuyển hóa địa bàn {H1}"], HEAD, ["Xã Phìn Hồ", 3, "18/19"]])
    write(tmp_path, "tcvn3.csv", as_tcvn3(rows).encode("latin-1"))
    write(tmp_path, "vni.csv", as_vni(rows).encode("latin-1"))
    for name, encoding in (("tcvn3.csv", "TCVN3"), ("vni.csv", "VNI")):
        run = chuyenhoa("--lang", "en", "import", name, "--dry-run")
        assert run.returncode == 0, run.stderr
        assert f"{name} converted Notice: The text was written for {encoding} fonts" in run.stderr
        assert encoding in said(run)[0]
        assert "Phìn Hồ · 2023-H1" in run.stdout


def test_blank_leaves_what_is_there_and_not_applicable_does_not(
    chuyenhoa: Program, sample_db: Path, tmp_path: Path
) -> None:
    write(tmp_path, "a.xlsx", [[H1], HEAD, ["Phìn Hồ", None, "KAD"], ["Hồng Thu", "-", ""]])
    run = chuyenhoa("--lang", "en", "import", "a.xlsx")
    assert run.returncode == 0
    assert said(run)[2:] == [
        "results: 1 changed",
        "  Phìn Hồ · TC08 · 2023-H1: 18/19 → n/a (a.xlsx [Sheet1!C3])",
        "Recorded as input 2: “chuyenhoa imports undo 2” takes it back.",
    ]
    write(tmp_path, "b.xlsx", [[H1], HEAD, ["Phìn Hồ", None], ["Hồng Thu", "-"]])
    empty = chuyenhoa("--lang", "en", "import", "b.xlsx")
    assert empty.returncode == 0
    assert said(empty)[-1] == "No figures were found."
    assert len(figures(sample_db)) == 1


# What must be refused, as a file, with what is said of it.
REFUSED: list[tuple[str, Rows | str | bytes, list[str]]] = [
    ("empty.csv", "", ["empty.csv:1:1 empty_file"]),
    ("header.csv", as_csv([HEAD]), ["header.csv:1:1 no_layout"]),
    ("twice.csv", as_csv([["Địa bàn", "TC03", "TC03"], ["Phìn Hồ", 1, 2]]), ["twice.csv:1:3 same"]),
    ("quote.csv", 'Địa bàn,TC03\nPhìn Hồ,"1\n', ["quote.csv:2:2 open_quote"]),
    ("ragged.csv", "Địa bàn,TC03\nPhìn Hồ,1,2\nCăn Co,1\n", ["ragged.csv:2:3 ragged_row"]),
    ("nul.csv", b"\xef\xbb\xbfa,b\n\0,1\n", ["nul.csv:2:1 control_character"]),
    ("long.csv", as_csv([HEAD, ["x" * 200_000, 1, 1]]), ["long.csv:2:1 text_too_long"]),
    ("pixel.xlsx", b"\x89PNG\r\n\x1a\n", ["pixel.xlsx wrong_kind"]),
    ("page.xls", b"<html><table></table></html>", ["page.xls wrong_kind"]),
    ("cut.xlsx", as_xlsx(TABLE)[:900], ["cut.xlsx damaged_file"]),
    ("locked.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), ["locked.xlsx encrypted"]),
    ("bomb.xlsx", entities(), ["bomb.xlsx damaged_file"]),
    ("far.xlsx", far_apart(), ["far.xlsx [S!XFD1048576] too_many_cells"]),
    (
        "values.csv",
        as_csv(
            [
                ["Địa bàn", "TC01", "TC03", "TC08", "TC13"],
                ["Phìn Hồ", "5", "nan", "19/18", "101%"],
                ["Hồng Thu", "maybe", "1e400", "1_000", "-3"],
                ["Căn Co", "có", "9" * 5000, "٣", "inf"],
                ["XA00I2", "có", "3", "1/2", "1/2"],
            ]
        ),
        [
            "values.csv:2:2 bad_answer",
            "values.csv:2:3 bad_number",
            "values.csv:2:4 share_above_one",
            "values.csv:2:5 above_per",
            "values.csv:3:2 bad_answer",
            "values.csv:3:3 number_wanted",
            "values.csv:3:4 rate_wanted",
            "values.csv:3:5 negative",
            "values.csv:4:3 number_too_long",
            "values.csv:4:4 rate_wanted",
            "values.csv:4:5 bad_number",
            "values.csv:5:1 unknown_area",
        ],
    ),
    (
        "periods.csv",
        as_csv(
            [
                ["Kỳ", "Địa bàn", "Tiêu chí", "Kết quả"],
                ["2023-H1", "Phìn Hồ", "TC03", 2],
                ["2025-13", "Phìn Hồ", "TC03", 2],
                ["Q5", "Hồng Thu", "TC03", 2],
            ]
        ),
        ["periods.csv:3:1 bad_period", "periods.csv:4:1 bad_period"],
    ),
]


def test_whatever_is_wrong_is_said_at_its_place_and_nothing_is_written(
    chuyenhoa: Program, tmp_path: Path
) -> None:
    write(tmp_path, "good.csv", [HEAD, ["Phìn Hồ", 9, None]])
    for name, rows, _problems in REFUSED:
        write(tmp_path, name, rows)
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Địa bàn", "TC03", "TC08"])
    book.worksheets[0].append(["Phìn Hồ", "=1+1", "#N/A"])
    book.save(tmp_path / "formula.xlsx")
    before = contents(tmp_path)
    names = ["good.csv", *(name for name, *_rest in REFUSED), "formula.xlsx"]
    run = chuyenhoa("--lang", "en", "import", *names, "--period", "2023-H1")
    assert (run.returncode, run.stdout) == (1, "")
    expected = [each for _name, _rows, problems in REFUSED for each in problems]
    expected += ["formula.xlsx [Sheet!B2] unsaved_formula", "formula.xlsx [Sheet!C2] error_cell"]
    lines = iter(said(run))
    for each in expected:
        assert any(line.startswith(each) for line in lines), (each, run.stderr)
    assert said(run)[-1] == "Error: The data has problems, so nothing was written."
    assert contents(tmp_path) == before
    check = chuyenhoa("db", "check")
    assert (check.returncode, check.stderr) == (0, "")


@pytest.mark.parametrize(("name", "rows", "problems"), REFUSED, ids=[each[0] for each in REFUSED])
def test_each_of_them_alone_ends_with_one(
    chuyenhoa: Program,
    sample_db: Path,
    tmp_path: Path,
    name: str,
    rows: Rows | str | bytes,
    problems: list[str],
) -> None:
    write(tmp_path, name, rows)
    before = sample_db.read_bytes()
    run = chuyenhoa("import", name, "--period", "2023-H1", "--format", "json")
    assert run.returncode == 1
    document = json.loads(run.stdout)
    assert (document["written"], len(document["problems"])) == (False, len(problems))
    assert sample_db.read_bytes() == before


def test_what_is_valid_is_taken_where_that_is_wanted(
    chuyenhoa: Program, sample_db: Path, tmp_path: Path
) -> None:
    write(tmp_path, "a.csv", [[H1], HEAD, ["Phìn Hồ", 3, "abc"], ["Hồng Thu", 2, "24/24"]])
    write(tmp_path, "b.csv", [[H1], HEAD, ["Phìn Hồ", 4, "17/19"]])
    write(tmp_path, "c.csv", [HEAD, ["Căn Co", 5, "1/2"]])
    refused = chuyenhoa("--lang", "en", "import", "a.csv", "b.csv", "c.csv")
    assert refused.returncode == 1
    assert said(refused)[-2] == "--accept-valid would take the 3 figures that are in order."
    assert figures(sample_db) == {}
    run = chuyenhoa("--lang", "en", "import", "a.csv", "b.csv", "c.csv", "--accept-valid")
    assert run.returncode == 1
    assert said(run)[4:] == [
        "c.csv · CSV · not understood, see below",
        "a.csv:3:3 bad_number “abc” is not a number.",
        "b.csv:3:2 conflicting_result phin-ho, TC03, 2023-H1: “4” here, but “3” at a.csv:3:2.",
        f"c.csv:1:1 no_period {SENTENCES['no_period']}",
        "results: 2 changed, 1 unchanged, 3 refused",
        "  Hồng Thu · TC08 · 2023-H1: 20/24 → 24/24 (a.csv:4:3)",
        "  Phìn Hồ · TC08 · 2023-H1: 18/19 → 17/19 (b.csv:3:3)",
        "Recorded as input 2: “chuyenhoa imports undo 2” takes it back.",
        "What has problems was left out.",
    ]
    # A cell that is wrong in one file does not keep it out of another; two that disagree do.
    assert figures(sample_db).keys() == {
        ("hong-thu", "TC08", "2023-H1"),
        ("phin-ho", "TC08", "2023-H1"),
    }


def test_each_cell_is_counted_once_where_some_disagree(chuyenhoa: Program, tmp_path: Path) -> None:
    rows = [["Phìn Hồ", each, "17/19"] for each in (3, 4)]
    write(tmp_path, "a.csv", [[H1], HEAD, *rows, ["Hồng Thu", 2, "24/24"]])
    run = chuyenhoa("--lang", "en", "import", "a.csv", "--accept-valid", "--dry-run")
    assert said(run)[0].endswith("5 figures")
    assert "results: 2 changed, 1 unchanged, 2 refused" in said(run)


def test_two_files_that_agree_are_a_notice(chuyenhoa: Program, tmp_path: Path) -> None:
    write(tmp_path, "a.csv", TABLE)
    write(tmp_path, "b.xlsx", TABLE)
    run = chuyenhoa("--lang", "en", "import", "a.csv", "b.xlsx")
    assert run.returncode == 0
    assert (
        "b.xlsx [Sheet1!B3] repeated_result Notice: phin-ho, TC03, 2023-H1: the same value stands "
        "at a.csv:3:2."
    ) in said(run)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_dry_run_shows_every_figure_and_what_would_be_judged_otherwise(
    chuyenhoa: Program, tmp_path: Path, language: str
) -> None:
    write(tmp_path, "a.xlsx", TURN, "Số liệu")
    write(tmp_path, "b.csv", [["năm 2023"], ["Địa bàn", "TC03"], ["Phìn Hồ", 1]])
    write(tmp_path, "c.csv", [[H1], HEAD, ["Phìn Hồ", None, "18/19"]])
    before = contents(tmp_path)
    run = chuyenhoa("--lang", language, "import", "a.xlsx", "b.csv", "c.csv", "--dry-run")
    assert run.returncode == 1
    golden.matches(f"import.{language}.txt", f"{run.stdout}\n{run.stderr}")
    assert max(map(len, run.stdout.splitlines())) <= 80
    assert contents(tmp_path) == before


def test_json_says_everything(chuyenhoa: Program, tmp_path: Path) -> None:
    rows = as_csv(TURN)
    write(tmp_path, "a.csv", rows)
    write(tmp_path, "b.csv", [HEAD, ["Phìn Hồ", 3, None]])
    before = contents(tmp_path)
    options = ("--format", "json", "--explain-layout", "--dry-run")
    run = chuyenhoa("--lang", "en", "import", "a.csv", "b.csv", *options)
    assert run.returncode == 1
    assert said(run) == ["Error: The data has problems, so nothing was written."]
    golden.matches("import.json", run.stdout)
    assert contents(tmp_path) == before
    found = json.loads(run.stdout)
    assert found["format"] == "chuyenhoa-import/1"
    for file in found["files"]:
        for status in ("new", "changed", "unchanged", "refused"):
            assert file[status] == sum(each["status"] == status for each in file["figures"])


def test_json_of_an_import_that_is_written(
    chuyenhoa: Program, sample_db: Path, tmp_path: Path
) -> None:
    write(tmp_path, "a.xlsx", TURN[:4])
    run = chuyenhoa("import", "a.xlsx", "--format", "json")
    assert (run.returncode, run.stderr) == (0, "")
    found = json.loads(run.stdout)
    assert (found["dry_run"], found["written"]) == (False, True)
    assert [each["cell"] for each in found["files"][0]["figures"]] == [
        *("B3", "C3", "B4", "C4", "D4")
    ]
    verdict = {"period": "2023-H1", "area": None, "criterion": None, "judged": "programme"}
    assert verdict | {"before": "met", "after": "not_met"} in found["flips"]
    assert len(figures(sample_db)) == 3
    again = json.loads(chuyenhoa("import", "a.xlsx", "--format", "json").stdout)
    assert (again["written"], again["flips"]) == (False, [])
    assert again["files"][0]["unchanged"] == 5


def test_the_flips_are_those_of_two_assessments(chuyenhoa: Program, tmp_path: Path) -> None:
    # A reduction of 2023-H1 looks back at 2022-H1, and stages of 2023-H1 at 2022-H2.
    rows: Rows = [
        ["Kỳ", "Địa bàn", "Tiêu chí", "Kết quả"],
        ["2022-H1", "Phìn Hồ", "TC07", 18],
        ["2022-H2", "Căn Co", "TC05", 0],
        ["2022-H2", "Căn Co", "TC10", "25/25"],
    ]
    write(tmp_path, "a.csv", rows)
    periods = ("2022-H1", "2022-H2", "2023-H1")

    def assessed() -> dict[tuple[str, str | None, str | None, str], str]:
        found: dict[tuple[str, str | None, str | None, str], str] = {}
        for period in periods:
            run = chuyenhoa("assess", "--period", period, "--format", "json")
            document = json.loads(run.stdout)
            found[period, None, None, "programme"] = document["programme"]["verdict"]
            for area in document["areas"]:
                found[period, area["code"], None, "standing"] = area["standing"]
                found[period, area["code"], None, "stage"] = area["stage"]
                for each in area["criteria"]:
                    found[period, area["code"], each["code"], "verdict"] = each["verdict"]
        return found

    before = assessed()
    document = json.loads(chuyenhoa("import", "a.csv", "--format", "json").stdout)
    after = assessed()
    changed = {key: (before[key], after[key]) for key in before if before[key] != after[key]}
    assert {
        (each["period"], each["area"], each["criterion"], each["judged"]): (
            each["before"],
            each["after"],
        )
        for each in document["flips"]
    } == changed
    assert {key[0] for key in changed} == {"2022-H2", "2023-H1"}


def test_a_period_begins_with_what_is_not_known_yet(
    chuyenhoa: Program, sample_db: Path, tmp_path: Path
) -> None:
    write(tmp_path, "a.csv", [HEAD, ["Phìn Hồ", 3, "18/19"]])
    before = sample_db.read_bytes()
    run = chuyenhoa("--lang", "en", "import", "a.csv", "--period", "2023-H2", "--dry-run")
    assert run.returncode == 0
    assert said(run)[-3:] == [
        "This is the first result of 2023-H2.",
        "results: 2 new",
        "Nothing was written: this was a dry run.",
    ]
    assert "TC03 TC08  No figure yet → Met" in run.stdout
    assert sample_db.read_bytes() == before
    assert chuyenhoa("import", "a.csv", "--period", "2023-H2", "--format", "json").returncode == 0
    assert chuyenhoa("db", "check").stderr == ""
    # Before any criteria set is in force nothing can be judged, but figures can be kept.
    run = chuyenhoa("--lang", "en", "import", "a.csv", "--period", "2021-H2", "--dry-run")
    assert run.returncode == 0
    assert "Nothing would be judged otherwise." in run.stdout


def test_the_period_is_the_one_that_is_asked_for(chuyenhoa: Program, tmp_path: Path) -> None:
    write(tmp_path, "a.csv", TABLE)
    other = chuyenhoa("--lang", "en", "import", "a.csv", "--period", "2022-H2")
    assert other.returncode == 1
    assert "a.csv:1:1 other_period This says 2023-H1, but 2022-H2 is asked for." in said(other)
    wrong = chuyenhoa("--lang", "en", "import", "a.csv", "--period", "2023-H5")
    assert wrong.returncode == 2
    assert "bad_period" in wrong.stderr
    write(tmp_path, "future.csv", [HEAD, ["Phìn Hồ", 3, None]])
    future = chuyenhoa("--lang", "en", "import", "future.csv", "--period", "2099")
    assert future.returncode == 0
    notice = "future.csv:2:2 future_period Notice: The period 2099 has not begun yet."
    assert notice in said(future)


def test_a_sheet_is_chosen_said_or_asked_for(chuyenhoa: Program, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        for name, value in (("Lần 1", 3), ("Lần 2", 4)):
            page = book.add_worksheet(name)
            for i, row in enumerate([[H1], HEAD, ["Phìn Hồ", value]]):
                page.write_row(i, 0, row)
        book.add_worksheet("Hướng dẫn").write(0, 0, "Cách ghi")
    run = chuyenhoa("--lang", "en", "import", "a.xlsx", "--format", "json")
    assert run.returncode == 1
    (problem,) = json.loads(run.stdout)["problems"]
    assert (problem["code"], problem["file"]) == ("several_sheets", "a.xlsx")
    assert problem["candidates"] == ["Lần 1", "Lần 2"]
    run = chuyenhoa("--lang", "en", "import", "a.xlsx", "--sheet", "lan 2", "--explain-layout")
    assert run.returncode == 0
    assert said(run)[0] == "a.xlsx [Lần 2] · XLSX · 1 figure"
    assert "  The areas stand down, the criteria across." in said(run)
    assert "  Phìn Hồ · TC03 · 2023-H1: 2 → 4 (a.xlsx [Lần 2!B3])" in said(run)
    run = chuyenhoa("--lang", "en", "import", "a.xlsx", "--sheet", "Lần 9")
    assert run.returncode == 1
    assert "a.xlsx no_sheet There is no sheet “Lần 9”" in run.stderr


def test_rows_that_are_left_out_are_counted(chuyenhoa: Program, tmp_path: Path) -> None:
    write(tmp_path, "a.csv", [*TABLE, ["Tổng cộng", 5, ""], ["", "", ""], ["Người lập biểu"]])
    run = chuyenhoa("--lang", "en", "import", "a.csv", "--dry-run", "--explain-layout")
    assert run.returncode == 0
    assert said(run)[1] == "  areas down, criteria across · 2023-H1 · 2 rows left out"
    assert "  2 rows hold no results, the first is row 5: “Tổng cộng”." in said(run)


def test_a_new_note_alone_is_a_change(chuyenhoa: Program, sample_db: Path, tmp_path: Path) -> None:
    head = ["Tiêu chí", "Kết quả", "Ghi chú"]
    write(tmp_path, "a.xlsx", [["Xã Phìn Hồ"], [H1], head, ["TC03", 2, "hai bản"]])
    run = chuyenhoa("--lang", "en", "import", "a.xlsx", "--dry-run")
    assert said(run)[1] == "  criteria down, one area · Phìn Hồ · 2023-H1"
    assert "TC03  2 (only the note has changed)  → changed  B4" in run.stdout
    assert chuyenhoa("import", "a.xlsx").returncode == 0
    assert len(figures(sample_db)) == 1
    again = chuyenhoa("--lang", "en", "import", "a.xlsx")
    assert said(again)[-1] == "results: 1 unchanged"


def test_data_is_never_markup(chuyenhoa: Program, tmp_path: Path) -> None:
    evil = "[red]\x1b[31m\u202e:smiley:"
    write(tmp_path, "a.csv", [[H1], HEAD, ["Phìn Hồ", evil, 1]])
    run = chuyenhoa("--lang", "en", "import", "a.csv", "--dry-run")
    assert run.returncode == 1
    shown = "[red]\\x1b[31m\\u202e:smiley:"
    assert shown in run.stdout.replace("\n", "")
    assert shown in run.stderr
    assert "\x1b" not in run.stdout + run.stderr


def test_no_more_is_shown_than_is_looked_through(chuyenhoa: Program, tmp_path: Path) -> None:
    areas = "".join(f"  - {{code: a{n:03}, name: Xã {n:03}}}\n" for n in range(320))
    listings = "".join(f"  - {{area: a{n:03}, listed: 2022}}\n" for n in range(320))
    rules = "{code: S, name: S, from: 2020, criteria: [{code: T1, name: One, target: '>= 1'}]}"
    data = f"format: chuyenhoa/1\nareas:\n{areas}listings:\n{listings}criteria_sets: [{rules}]\n"
    write(tmp_path, "data.yaml", data)
    program = type(chuyenhoa)(tmp_path, (*chuyenhoa.command, "--db", "many.db", "--lang", "en"))
    assert program("load", "data.yaml").returncode == 0
    rows: Rows = [["Địa bàn", "T1"], *([f"a{n:03}", n % 2] for n in range(319)), ["a319", "x"]]
    write(tmp_path, "a.csv", rows)
    run = program("import", "a.csv", "--period", "2023", "--dry-run")
    assert run.returncode == 1
    assert "… and 20 more; --format json has all of them." in run.stdout
    assert "✗ refused" in run.stdout
    assert "… and 269 more areas" in run.stdout
    run = program("import", "a.csv", "--period", "2023", "--format", "json")
    (file,) = json.loads(run.stdout)["files"]
    assert (len(file["figures"]), file["refused"]) == (320, 1)


@pytest.mark.parametrize(
    ("name", "sentence"), [("none.csv", "There is no file none.csv."), (".", ". is a folder")]
)
def test_a_file_that_is_not_there(
    chuyenhoa: Program, sample_db: Path, tmp_path: Path, name: str, sentence: str
) -> None:
    write(tmp_path, "a.csv", TABLE)
    before = sample_db.read_bytes()
    run = chuyenhoa("--lang", "en", "import", "a.csv", name)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(f"Error: {sentence}")
    assert sample_db.read_bytes() == before


def test_definitions_that_change_meanwhile_end_the_run(
    chuyenhoa: Program, sample_db: Path, tmp_path: Path
) -> None:
    write(tmp_path, "a.csv", TABLE)
    write(tmp_path, "new.yaml", "format: chuyenhoa/1\nareas: [{code: new, name: Mới}]\n")
    code = (
        "import subprocess, sys\n"
        "from chuyenhoa.cli import main\n"
        "from chuyenhoa.cli.importing import transaction\n"
        "read = transaction.read\n"
        "def overtaken(*arguments):\n"
        "    found = read(*arguments)\n"
        "    load = [sys.executable, '-m', 'chuyenhoa', 'load', 'new.yaml']\n"
        "    subprocess.run(load, check=True, capture_output=True)\n"
        "    return found\n"
        "transaction.read = overtaken\n"
        "sys.exit(main())"
    )
    overtaken = type(chuyenhoa)(tmp_path, (sys.executable, "-c", code))
    run = overtaken("--lang", "en", "import", "a.csv")
    assert run.returncode == 2
    assert said(run)[-1].startswith("Error: The programme's definitions have just been changed")
    assert figures(sample_db) == {}
    # What other imports write meanwhile is no hindrance.
    write(tmp_path, "new.yaml", "format: chuyenhoa/1\nareas: []\nperiods: [2023-H2]\n")
    assert overtaken("import", "a.csv").returncode == 0


def test_two_imports_at_once_are_both_kept(
    chuyenhoa: Program, sample_db: Path, tmp_path: Path
) -> None:
    write(tmp_path, "a.csv", TABLE)
    write(tmp_path, "b.xlsx", [[H1], HEAD, ["Căn Co", 7, "16/17"]])
    with chuyenhoa.start("import", "a.csv") as one, chuyenhoa.start("import", "b.xlsx") as other:
        for process in (one, other):
            _out, err = process.communicate(timeout=120)
            assert process.returncode == 0, err.decode()
    assert len(figures(sample_db)) == 4
    assert chuyenhoa("db", "check").stderr == ""


def test_sheets_that_are_not_read_are_named(
    chuyenhoa: Program, sample_db: Path, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    first = book.create_sheet("Biểu 1")
    for row in ([H1], HEAD, ["Phìn Hồ", 3, "18/19"]):
        first.append(row)
    book.create_sheet("Hướng dẫn").append(["Ghi số liệu vào biểu 1."])
    old = book.create_sheet("Cũ")
    old.append(HEAD)
    old.append(["Phìn Hồ", 9, "1/19"])
    old.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    run = chuyenhoa("--lang", "en", "import", "a.xlsx")
    assert run.returncode == 0
    assert said(run)[:3] == [
        "a.xlsx [Biểu 1] · XLSX · 2 figures",
        "  areas down, criteria across · 2023-H1",
        "  not read: Cũ, Hướng dẫn",
    ]
    assert figures(sample_db).keys() == {("phin-ho", "TC03", "2023-H1")}


def test_what_is_hidden_is_read_and_said(
    chuyenhoa: Program, sample_db: Path, tmp_path: Path
) -> None:
    write(tmp_path, "a.xlsx", TABLE)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    book.worksheets[0].row_dimensions[4].hidden = True
    book.worksheets[0].column_dimensions["C"].hidden = True
    book.save(tmp_path / "a.xlsx")
    run = chuyenhoa("--lang", "en", "import", "a.xlsx", "--format", "json")
    assert (run.returncode, run.stderr) == (0, "")
    (notice,) = json.loads(run.stdout)["problems"]
    assert (notice["code"], notice["notice"]) == ("hidden_read", True)
    assert (notice["sheet"], notice["cell"]) == ("Sheet1", "B4")
    message = "Rows and columns that are hidden have been read as well: 4, C."
    assert notice["message"] == message
    assert ("hong-thu", "TC08", "2023-H1") in figures(sample_db)
