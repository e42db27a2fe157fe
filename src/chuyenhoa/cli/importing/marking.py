"""`import --mark`: the senders' own files back to them, with what is wrong in them marked."""

from __future__ import annotations

import json
import subprocess
import sys
from bisect import bisect_right
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from chuyenhoa.cli import files
from chuyenhoa.cli.importing.columns import names_of
from chuyenhoa.cli.progress import working
from chuyenhoa.errors import CannotRun
from chuyenhoa.language import N_, _, ngettext
from chuyenhoa.reports.problems import explained
from chuyenhoa.sources.tables import read_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from chuyenhoa.cli.importing.outcome import Read
    from chuyenhoa.intake.tables import TableFile, Tables
    from chuyenhoa.model.problems import Place, Problem
    from chuyenhoa.reports.imports.columns import Names
    from chuyenhoa.reports.imports.marked import Mark
    from chuyenhoa.sources.sheets import Sheets

_WORKBOOKS = {".xlsx", ".xlsm"}
_XLSX = "XLSX"
_SECONDS = 120
# The fields of sentences in which codes stand, and the problems that suggest some.
_CODES = {"area", "criterion", "code", "candidates"}
_BOTH = {"one", "other"}
_UNKNOWN = {"unknown_area", "unknown_criterion", "unknown_column"}
# -P: no module of the folder that the program is called in.
_CHILD = ("-P", "-m", "chuyenhoa.reports.imports.marked")


def targets(mark: str, names: Sequence[str], *, force: bool) -> dict[str, Path]:
    """Where the marked copy of each file goes: one file, or a folder for several.

    Args:
        mark: As it was asked for.
        names: The files.
        force: Whether a copy that exists is replaced.

    Raises:
        CannotRun: A copy would take the place of something else, or of another copy.
    """
    path = Path(mark)
    if len(names) == 1 and not path.is_dir():
        if path.suffix.lower() not in _WORKBOOKS:
            raise CannotRun(N_("The marked copy {path} must end in .xlsx."), path=path)
        found = {names[0]: path}
    else:
        if path.suffix.lower() in _WORKBOOKS:
            raise CannotRun(
                N_("For several files --mark takes a folder, and {path} is a file."), path=path
            )
        files.refuse_file(path)
        found = {name: path / _own_name(name) for name in names}
    inputs = {Path(name).resolve() for name in names}
    taken: dict[str, str] = {}
    for name, each in found.items():
        other = taken.setdefault(each.name.casefold(), name)
        if other != name:
            sentence = N_("The marked copies of {name} and {other} would both be {path}.")
            raise CannotRun(sentence, name=name, other=other, path=each)
        if each.resolve() in inputs:
            raise CannotRun(N_("The marked copy must not take the place of {path}."), path=each)
        if not force:
            files.refuse_existing(each)
    return found


def _own_name(name: str) -> str:
    """What the copy of a file is called in the folder."""
    path = Path("stdin" if name == files.STANDARD else name)
    return path.name if path.suffix.lower() in _WORKBOOKS else f"{path.name}.xlsx"


def write_marked(read: Read, paths: Mapping[str, Path], *, force: bool) -> list[str]:
    """Write the copies of the files that have problems.

    Args:
        read: The files.
        paths: Where the copy of each goes.
        force: Whether a copy that exists is replaced.

    Returns:
        What has become of each, in words.

    Raises:
        CannotRun: Something stands there by now, and `force` is not given.
        OSError: One cannot be written.
    """
    said: list[str] = []
    names = names_of(read.dataset)
    with working(_("Marking…")):
        for file in read.tables.files:
            if problems := [_named(each, names) for each in _problems(read.tables, file.name)]:
                path = paths[file.name]
                if len(paths) > 1:
                    files.make_folder(path.parent)
                said += _write(file, read.contents[file.name], problems, path, force=force)
    return said or [_("There is nothing to mark: no file has problems.")]


def _write(
    file: TableFile, content: bytes, problems: Sequence[Problem], path: Path, *, force: bool
) -> Iterator[str]:
    """Write the copy of one file."""
    sheets = read_sheets(file.name, content)
    if not sheets.sheets:
        yield _("{file} cannot be read, and so not be marked.").format(file=file.name)
        return
    marks = [*_marks(sheets, problems)]
    copy = _copy(file, content, marks, macros=path.suffix.lower() == ".xlsm")
    if copy is None:
        from chuyenhoa.reports.imports.marked import marked_tables

        copy = marked_tables(sheets.sheets, marks)
        if file.said.startswith(_XLSX):
            yield _("{file} could not be copied with its formats.").format(file=file.name)
    files.write(str(path), [copy], force=force)
    count = len({mark[:3] for mark in marks})
    yield ngettext("{path}: {n} place marked.", "{path}: {n} places marked.", count).format(
        path=path, n=count
    )


def _problems(tables: Tables, name: str) -> Iterator[Problem]:
    """What is wrong with a file; of two cells that disagree both are."""
    for problem in tables.problems:
        if problem.notice:
            continue
        if problem.place.file == name:
            yield problem
        first = problem.params.get("first")
        if problem.code == "conflicting_result" and cast("Place", first).file == name:
            said = problem.params
            turned = {**said, "text": said["other"], "other": said["text"], "first": problem.place}
            yield replace(problem, place=cast("Place", first), params=turned)


def _named(problem: Problem, names: Names) -> Problem:
    """The problem with names beside the codes, which its sender need not know."""

    def words(value: object) -> object:
        if isinstance(value, list):
            return [words(each) for each in value]
        if value in names.areas or value in names.criteria:
            return names.either(str(value))
        return value

    fields = _CODES | (_BOTH if problem.code == "labels_disagree" else set())
    params = {
        key: words(value) if key in fields else value for key, value in problem.params.items()
    }
    meant = problem.suggestion
    if meant is not None and problem.code in _UNKNOWN:
        meant = str(words(meant))
    return replace(problem, params=params, suggestion=meant)


def _marks(sheets: Sheets, problems: Sequence[Problem]) -> Iterator[Mark]:
    from chuyenhoa.reports.imports.marked import Mark

    lines = {sheet.name: sheet.lines for sheet in sheets.sheets}
    for problem in problems:
        place = problem.place
        sheet = place.sheet or ""
        row = place.line or 0
        if row and lines.get(sheet):
            # In a text file a row can take several lines.
            row = bisect_right(lines[sheet], row)
        yield Mark(sheet, row, place.column or 0, explained(problem))


def _copy(file: TableFile, content: bytes, marks: Sequence[Mark], *, macros: bool) -> bytes | None:
    """The workbook itself with its marks, made in a process of its own; None where it cannot be."""
    if not file.said.startswith(_XLSX):
        return None
    head = json.dumps([macros, marks]).encode()
    try:
        run = subprocess.run(  # noqa: S603 (this program, and nothing that anybody typed)
            [sys.executable, *_CHILD],
            input=len(head).to_bytes(8) + head + content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        return None
    return run.stdout
