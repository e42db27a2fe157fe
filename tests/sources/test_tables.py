"""Hostile files, put to the process that reads them."""

from __future__ import annotations

import io
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.sources import tables
from chuyenhoa.sources.office.grid import LENGTH_BYTES
from chuyenhoa.sources.tables import OfficeReader, read_files, read_sheets
from tests.sources.office.files import (
    OLE,
    complaints,
    docx,
    entities,
    far_apart,
    grid,
    ods,
    read,
    row,
    xlsx,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SMALL = xlsx(row("<c><v>1</v></c>"))


@pytest.fixture(autouse=True)
def _bounded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test does, its processes end within three seconds of work and a gigabyte."""
    resource = pytest.importorskip("resource")
    peaks = [0]
    end = OfficeReader._end

    def measured(reader: OfficeReader) -> None:
        if reader._process:
            peaks.append(peak(reader._process.pid))
        end(reader)

    monkeypatch.setattr(OfficeReader, "_end", measured)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    yield
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 3
    assert max(peaks) <= 1 << 20


def peak(pid: int) -> int:
    """The most memory that a process has had, in KiB; 0 where nobody can tell, or it is dead."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s*(\d+)", status)
    return int(found[1]) if found else 0


def long_string() -> bytes:
    return xlsx(
        row('<c t="s"><v>0</v></c>'), strings=b"<si><t>" + b"x" * 256_000_000 + b"</t></si>"
    )


def shared_string() -> bytes:
    cells = "".join(row('<c t="s"><v>0</v></c>') for _ in range(2_000))
    return xlsx(cells, strings="<si><t>" + "x" * 4_000_000 + "</t></si>")


def lying_about_sizes() -> bytes:
    content = bytearray(xlsx(row("<c><v>1</v></c>" * 1_000)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    # In the local header and in the directory at the end.
    real, claimed = struct.pack("<I", part.file_size), struct.pack("<I", 10)
    return bytes(content.replace(real, claimed))


def encrypted_zip() -> bytes:
    content = bytearray(SMALL)
    start = content.index(b"PK\x01\x02")
    content[start + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (far_apart, ["too_many_cells f [S!XFD1048576]"]),
        (entities, ["damaged_file f"]),
        (lying_about_sizes, ["damaged_file f"]),
        (encrypted_zip, ["encrypted f"]),
        (lambda: SMALL[:-40], ["damaged_file f"]),
        (lambda: SMALL[:400], ["damaged_file f"]),
        (lambda: b"PK\x03\x04" + b"garbage" * 100, ["damaged_file f"]),
        (lambda: ods("<table:table>" * 100_000), ["damaged_file f"]),
        (lambda: docx("<w:p/>" * 100_000), ["no_table f"]),
        (lambda: b"\x89PNG\r\n\x1a\n", ["wrong_kind f"]),
        (lambda: b"<html><table>", ["wrong_kind f"]),
        (lambda: b"%PDF-1.7", ["wrong_kind f"]),
        (lambda: OLE + b"W\0o\0r\0k\0b\0o\0o\0k\0" * 90, ["damaged_file f"]),
    ],
)
def test_hostile_and_damaged_files(content: Callable[[], bytes], expected: list[str]) -> None:
    sheets = read_sheets("f", content())
    assert complaints(sheets) == expected
    assert sheets.sheets == ()


def test_a_text_of_256_megabytes() -> None:
    sheets = read_sheets("f", long_string())
    assert complaints(sheets) == ["text_too_long f [S!A1]"]
    assert sheets.problems[0].params == {"length": 256_000_000, "limit": 32_767}


def test_one_long_text_in_two_thousand_cells() -> None:
    found = complaints(read_sheets("f", shared_string()))
    assert found == ["file_too_large f"]


def test_a_count_of_four_billion_shared_texts_is_only_a_claim() -> None:
    # `xlsx` claims it in every workbook that it makes.
    assert b"4000000000" in zipfile.ZipFile(io.BytesIO(SMALL)).read("xl/sharedStrings.xml")
    assert grid(read_sheets("f", SMALL)) == [["1"]]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to the limit")
def test_the_process_gets_no_more_than_a_gigabyte() -> None:
    code = "from chuyenhoa.sources.limits import limit_memory; limit_memory(); bytearray(1 << 30)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert run.stderr.strip().endswith(b"MemoryError")


def test_what_takes_too_long_is_a_problem_and_the_next_file_is_read() -> None:
    large = xlsx(row("".join(f"<c><v>{number}.5</v></c>" for number in range(16_000))) * 20)
    with OfficeReader(seconds=0.05) as reader:
        assert complaints(reader.read("f", large)) == ["file_too_large f"]
    files = [("a", SMALL), ("b", b"a,b\n1,2\n"), ("c", b"%PDF"), ("d", SMALL)]
    assert [(sheets.file, bool(sheets.sheets)) for sheets in read_files(files)] == [
        ("a", True),
        ("b", True),
        ("c", False),
        ("d", True),
    ]


def test_the_process_may_die_before_it_is_asked() -> None:
    with OfficeReader() as reader:
        assert complaints(reader.read("f", SMALL)) == []
        process = reader._process
        assert process is not None
        process.kill()
        process.wait()
        content = SMALL + b"\0" * 1_000_000
        assert complaints(reader.read("f", content)) == ["file_too_large f"]
        assert complaints(reader.read("f", SMALL)) == []


def test_a_password_is_named_before_any_process_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_start", None)
    content = OLE + "EncryptedPackage".encode("utf-16-le")
    assert complaints(read_sheets("f", content)) == ["encrypted f"]


def test_a_module_in_the_working_directory_is_not_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("json", "zipfile", "chuyenhoa"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run')", encoding="utf-8")
    assert grid(read_sheets("f", SMALL)) == [["1"]]


def test_nine_workbooks_share_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        begun.append(start_reader())
        return begun[-1]

    start_reader = tables._start
    monkeypatch.setattr(tables, "_start", start)
    assert len(list(read_files([(str(n), SMALL) for n in range(9)]))) == 9
    assert len(begun) == 1


@given(st.data())
def test_whatever_is_broken_there_is_an_answer(data: st.DataObject) -> None:
    content = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    sheets = read(bytes(content))
    assert sheets.sheets or sheets.problems


@given(st.text("<>/c v\"='r1A&;x", max_size=40))
def test_whatever_stands_in_a_sheet_there_is_an_answer(cells: str) -> None:
    sheets = read(xlsx(cells))
    assert sheets.sheets or sheets.problems


def test_files_are_served_until_there_is_none() -> None:
    questions = b"".join(
        len(content).to_bytes(LENGTH_BYTES) + content for content in (SMALL, b"PK")
    )
    command = [sys.executable, "-m", "chuyenhoa.sources.office.child"]
    run = subprocess.run(command, input=questions, capture_output=True, check=True)
    answers, said = io.BytesIO(run.stdout), []
    while length := answers.read(LENGTH_BYTES):
        said.append(answers.read(int.from_bytes(length))[:14])
    assert said == [b'{"said": "XLSX', b'{"said": "ZIP"']
    assert run.stderr == b""
