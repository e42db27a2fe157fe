from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pytest
from openpyxl import Workbook, load_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from tests.program import Program

pytestmark = pytest.mark.usefixtures("sample_db")

ABOUT = "Hồng Thu (hong-thu), TC03 Effective self-managed models, 2023-H1:"
TABLE = 'Địa bàn,TC03 2023-H1,"Ghi\nchú"\nPhìn Hồ,ba,\nHồng Thu,8,\n'


def workbook(directory: Path, name: str, *rows: list[str | float]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Địa bàn", "TC03 2023-H1"])
    for row in rows:
        sheet.append(row)
    sheet.column_dimensions["A"].width = 33
    book.save(directory / name)
    return (directory / name).read_bytes()


def sheet_of(path: Path) -> Worksheet:
    return load_workbook(path).worksheets[0]


def said(sheet: Worksheet) -> dict[str, str]:
    return {
        cell.coordinate: cell.comment.text
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def test_a_copy_says_in_its_cells_what_is_wrong(chuyenhoa: Program, tmp_path: Path) -> None:
    given = workbook(tmp_path, "a.xlsx", ["Phìn Hồ", "ba"], ["Bản Lạ", 2], ["Hồng Thu", 3])
    run = chuyenhoa("--lang", "en", "import", "a.xlsx", "--dry-run", "--mark", "ra.xlsx")
    assert run.returncode == 1
    assert "\nra.xlsx: 2 places marked.\n" in run.stderr
    sheet = sheet_of(tmp_path / "ra.xlsx")
    assert said(sheet) == {"B2": "“ba” is not a number.", "A3": "There is no area “Bản Lạ”."}
    assert sheet.column_dimensions["A"].width == 33
    assert (tmp_path / "a.xlsx").read_bytes() == given
    run = chuyenhoa("import", "a.xlsx", "--accept-valid", "--mark", "ra.xlsx", "--force")
    assert run.returncode == 1
    assert "ra.xlsx: đã đánh dấu 2 chỗ.\n" in run.stderr
    assert said(sheet_of(tmp_path / "ra.xlsx"))["B2"] == "“ba” không phải là số."
    assert sorted(path.name for path in tmp_path.glob("*.xlsx*")) == ["a.xlsx", "ra.xlsx"]


def test_where_nothing_is_wrong_nothing_is_written(chuyenhoa: Program, tmp_path: Path) -> None:
    workbook(tmp_path, "a.xlsx", ["Hồng Thu", 3])
    run = chuyenhoa("--lang", "en", "import", "a.xlsx", "--mark", "ra.xlsx")
    assert run.returncode == 0
    assert "There is nothing to mark: no file has problems.\n" in run.stderr
    assert not (tmp_path / "ra.xlsx").exists()


def test_several_files_go_into_a_folder(chuyenhoa: Program, tmp_path: Path) -> None:
    workbook(tmp_path, "a.xlsx", ["Phìn Hồ", 5], ["Hồng Thu", 3])
    (tmp_path / "b.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "c.csv").write_text("Địa bàn,TC04 2023-H1\nHồng Thu,0\n", encoding="utf-8")
    document = docx.Document()
    document.add_paragraph("Kết quả 2023-H1")
    cells = document.add_table(2, 2)
    for position, text in enumerate(("Địa bàn", "TC05", "Căn Co", "x y")):
        cells.cell(*divmod(position, 2)).text = text
    document.save(str(tmp_path / "d.docx"))
    (tmp_path / "e.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    run = chuyenhoa(
        "--lang", "en", "import", "a.xlsx", "b.csv", "c.csv", "d.docx", "e.xlsx", "--mark", "ra"
    )
    assert run.returncode == 1
    folder = tmp_path / "ra"
    assert sorted(path.name for path in folder.iterdir()) == ["a.xlsx", "b.csv.xlsx", "d.docx.xlsx"]
    assert "e.xlsx cannot be read, and so not be marked.\n" in run.stderr
    # Of two cells that disagree both are marked, each with what stands in the other.
    assert said(sheet_of(folder / "a.xlsx")) == {"B3": f"{ABOUT} “3” here, but “8” at b.csv:4:2."}
    # The second line of the file is in its first row.
    assert said(sheet_of(folder / "b.csv.xlsx")) == {
        "B2": "“ba” is not a number.",
        "B3": f"{ABOUT} “8” here, but “3” at a.xlsx [Sheet!B3].",
    }
    # The title above a Word table stands above it, so the period is known again.
    book = load_workbook(folder / "d.docx.xlsx")
    sheet = book.worksheets[0]
    assert (sheet["A1"].value, list(said(sheet))) == ("Kết quả 2023-H1", ["B4"])
    sheet["B4"].value = 0
    book.save(tmp_path / "f.xlsx")
    assert chuyenhoa("import", "f.xlsx").returncode == 0


@pytest.mark.parametrize(
    ("names", "mark", "says"),
    [
        (["a.xlsx"], "ra.pdf", "The marked copy ra.pdf must end in .xlsx."),
        (["a.xlsx"], "there.xlsx", "there.xlsx exists already"),
        (["a.xlsx"], "a.xlsx", "must not take the place of a.xlsx"),
        (["a.xlsx"], ".", "must not take the place of a.xlsx"),
        (["a.xlsx", "b.csv"], "ra.xlsx", "For several files --mark takes a folder"),
        (["a.xlsx", "sub/a.xlsx"], "ra", "would both be"),
        (["a.xlsx", "b.csv"], "b.csv", "b.csv is a file, not a folder."),
        (["a.xlsx", "b.csv"], "no/ra", "There is no folder no."),
    ],
)
def test_a_copy_takes_the_place_of_nothing(
    chuyenhoa: Program, tmp_path: Path, names: list[str], mark: str, says: str
) -> None:
    (tmp_path / "sub").mkdir()
    given = workbook(tmp_path, "a.xlsx", ["Phìn Hồ", "ba"])
    workbook(tmp_path, "sub/a.xlsx", ["Phìn Hồ", "ba"])
    (tmp_path / "b.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "there.xlsx").write_bytes(b"mine")
    force = [] if mark == "there.xlsx" else ["--force"]
    run = chuyenhoa("--lang", "en", "import", *names, "--mark", mark, *force)
    assert run.returncode == 2
    assert says in run.stderr
    assert (tmp_path / "a.xlsx").read_bytes() == given
    assert (tmp_path / "there.xlsx").read_bytes() == b"mine"
    assert not (tmp_path / "ra").exists()


def test_what_cannot_be_copied_with_its_formats_is_copied_without(
    chuyenhoa: Program, tmp_path: Path
) -> None:
    content = workbook(tmp_path, "a.xlsx", ["Phìn Hồ", "ba"])
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            # What nobody reads who reads tables.
            new.writestr(name, b"<theme" if name.endswith("core.xml") else part)
    (tmp_path / "a.xlsx").write_bytes(out.getvalue())
    run = chuyenhoa("--lang", "en", "import", "a.xlsx", "--mark", "ra.xlsx")
    assert run.returncode == 1
    assert "a.xlsx could not be copied with its formats.\n" in run.stderr
    assert said(sheet_of(tmp_path / "ra.xlsx")) == {"B2": "“ba” is not a number."}


def test_standard_input_is_marked_in_a_workbook_of_its_own(
    chuyenhoa: Program, tmp_path: Path
) -> None:
    assert chuyenhoa("import", "-", "--mark", "ra.xlsx", stdin=TABLE).returncode == 1
    assert list(said(sheet_of(tmp_path / "ra.xlsx"))) == ["B2"]
    (tmp_path / "ra").mkdir()
    assert chuyenhoa("import", "-", "--mark", "ra", stdin=TABLE).returncode == 1
    assert [path.name for path in (tmp_path / "ra").iterdir()] == ["stdin.xlsx"]
