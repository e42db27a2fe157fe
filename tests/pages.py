"""Pages of documentation that are true: what their commands print stands below them."""

from __future__ import annotations

import codecs
import io
import os
import re
import shlex
from contextlib import chdir, redirect_stderr, redirect_stdout
from contextvars import copy_context
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import xlsxwriter

from chuyenhoa.cli import doors, main
from tests.program import clean_environment
from tests.sources.spellings import as_tcvn3

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pytest

ROOT = Path(__file__).parent.parent

# When all of them are typed.
NOW = datetime(2023, 6, 20, 2, 30, tzinfo=UTC)

# `make` is not run, but the commands that it shows are: they stand in the Makefile.
RECIPE = ".venv/bin/chuyenhoa "
COMMAND = re.compile(rf"(?:\$ (?!make ).*(?:\n> .*)*|{re.escape(RECIPE)}.*)\n")
CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)

# A line that ends in a colon names a file and, where it has one, its sheet or its encoding. Below
# stands the file as it is, or a workbook's sheet as a table.
_FILE = re.compile(
    r"^[^`\n]*`(?P<name>[^`\n]+)`(?:[^`\n]*`(?P<detail>[^`\n]+)`)?[^`\n]*:\n\n"
    r"(?:```(?!console|sh)\w+\n(?P<text>.*?)^```$|(?P<table>(?:\|[^\n]*\n)+))",
    re.DOTALL | re.MULTILINE,
)
# Control characters stand in a page as their pictures.
_PICTURES = {0x2400 + number: chr(number) for number in range(32)}
_DATE = re.compile(r"\d\d/\d\d/\d{4}")
# Of a cell that is merged with the one above it.
_ABOVE = "↑"
# A row or column that is hidden.
_STRUCK = re.compile(r"~~(\d*)([A-Z]*)~~")
_PERCENT = re.compile(r"\d+(?:,\d+)?%")


def commands(page: str) -> list[str]:
    """All that is run, in its order, as it is shown."""
    return [shown for shown, _ in sessions(page)]


def sessions(page: str) -> list[tuple[str, str]]:
    """All that is run, in its order, and what is shown below it."""
    return [
        each
        for block in CONSOLE.findall(page)
        for each in zip(COMMAND.findall(block), COMMAND.split(block)[1:], strict=True)
    ]


def as_typed(shown: str) -> str:
    """A shown command without prompts."""
    return re.sub(r"^(?:\$ |> |\.venv/bin/)", "", shown, flags=re.MULTILINE)


def with_outputs(page: str, printed: Iterable[str]) -> str:
    """The page with this below its commands."""
    following = iter(printed)

    def renewed(block: re.Match[str]) -> str:
        head, *_ = COMMAND.split(block[0])
        return head + "".join(each + next(following) for each in COMMAND.findall(block[0]))

    return CONSOLE.sub(renewed, page)


def check(path: Path, page: str) -> None:
    """Assert that a page is like this; under `UPDATE_DOCS` have it be so."""
    if os.environ.get("UPDATE_DOCS"):
        path.write_text(page, "utf-8", newline="\n")
    assert path.read_text("utf-8") == page


def program_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """The program in this process: pages show hundreds of commands.

    Args:
        folder: Where it runs.
        monkeypatch: Sets the environment and the clock.

    Returns:
        A function that runs a command as it is shown, and gives what is printed.
    """
    environment = clean_environment()
    for name in os.environ.keys() - environment.keys():
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(doors, "now", lambda: NOW)

    def run(shown: str) -> str:
        program, *arguments = shlex.split(as_typed(shown))
        assert program == "chuyenhoa"
        buffer = io.BytesIO()
        printed = io.TextIOWrapper(buffer, "utf-8", newline="\n", write_through=True)
        with chdir(folder), redirect_stdout(printed), redirect_stderr(printed):
            # A copy, so that the language it speaks ends with it.
            copy_context().run(main, arguments)
        return buffer.getvalue().decode()

    return run


def write_files(page: str, folder: Path) -> None:
    """Write the files that the page shows into a folder."""
    workbooks: dict[str, dict[str, str]] = {}
    for found in _FILE.finditer(page):
        name, detail = found["name"], found["detail"]
        if found["table"]:
            workbooks.setdefault(name, {})[detail or "Sheet1"] = found["table"]
        elif name.endswith(".docx"):
            document = docx.Document()
            for paragraph in found["text"].splitlines():
                document.add_paragraph(paragraph)
            document.save(str(folder / name))
        else:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(_encoded(found["text"], detail or "UTF-8"))
    for name, tables in workbooks.items():
        _write_workbook(folder / name, tables)


def _encoded(text: str, encoding: str) -> bytes:
    text = text.translate(_PICTURES)
    return as_tcvn3(text).encode("cp1252") if encoding == "TCVN3" else codecs.encode(text, encoding)


def _write_workbook(path: Path, tables: dict[str, str]) -> None:
    with xlsxwriter.Workbook(path) as book:
        # Or else another file each time, by its SHA-256.
        book.set_properties({"created": NOW.replace(tzinfo=None)})
        as_date, as_percent = (
            book.add_format({"num_format": each}) for each in ("dd/mm/yyyy", "0.0%")
        )
        for sheet_name, table in tables.items():
            sheet = book.add_worksheet(sheet_name)
            for first, last in _merged(table).items():
                sheet.merge_range(f"{first}:{last}", "")
            _hide(sheet, table)
            for place, text in _cells(table):
                if text == _ABOVE:
                    continue
                if _DATE.fullmatch(text):
                    sheet.write_datetime(place, _day(text), as_date)
                elif _PERCENT.fullmatch(text):
                    share = float(text[:-1].replace(",", ".")) / 100
                    sheet.write_number(place, share, as_percent)
                elif text.startswith("#"):
                    sheet.write_formula(place, "=NA()", value=text)
                elif text.startswith("="):
                    sheet.write_formula(place, text, value="")
                elif text.isdecimal():
                    sheet.write_number(place, int(text))
                else:
                    sheet.write_string(place, text)


def _hide(sheet: xlsxwriter.worksheet.Worksheet, table: str) -> None:
    for row, column in _STRUCK.findall(table):
        if row:
            sheet.set_row(int(row) - 1, None, None, {"hidden": True})
        else:
            sheet.set_column(f"{column}:{column}", None, None, {"hidden": True})


def _day(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def _merged(table: str) -> dict[str, str]:
    """The merged cells, the first of each with the last."""
    merged: dict[str, str] = {}
    first: dict[str, str] = {}
    for place, text in _cells(table):
        letters = place.rstrip("0123456789")
        if text == _ABOVE:
            merged[first[letters]] = place
        else:
            first[letters] = place
    return merged


def _cells(table: str) -> Iterator[tuple[str, str]]:
    """The cells that a table in a page shows, 'B3' with what stands there."""
    lines = table.replace("~~", "").splitlines()
    head, _, *rows = ([cell.strip() for cell in row.split("|")[1:-1]] for row in lines)
    for number, *cells in rows:
        for letters, text in zip(head[1:], cells, strict=True):
            if text:
                yield f"{letters}{number}", text
