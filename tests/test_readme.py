"""READMEs and guides are true: each command they show prints what stands below it.

`UPDATE_DOCS=1` writes what is printed now into them.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from chuyenhoa.sources.tables import read_sheets
from tests.example_files import DIRECTORY, FILES
from tests.pages import RECIPE, ROOT, as_typed, check, commands, sessions, with_outputs, write_files
from tests.program import clean_environment

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.unmeasured

READMES = [ROOT / "README.md", ROOT / "README.vi.md"]
GUIDES = [ROOT / "docs" / "import.md", ROOT / "docs" / "import.vi.md"]
REPORT_GUIDES = [ROOT / "docs" / "reports.md", ROOT / "docs" / "reports.vi.md"]
PAGES = [*READMES, *GUIDES, *REPORT_GUIDES]

# What `chuyenhoa` is here: the program, at a moment that stays the same; where answers are shown,
# as if it were at a terminal.
PROGRAM = """
import os, sys
from datetime import UTC, datetime
from chuyenhoa.cli import doors, main
doors.now = lambda: datetime(2023, 6, 20, 2, 30, tzinfo=UTC)
if "ANSWERS" in os.environ:
    from chuyenhoa.cli.importing import asking, transaction
    answers = iter(os.environ["ANSWERS"].splitlines(keepends=True))
    def read_line():
        answer = next(answers)
        sys.stderr.write(answer)
        return answer
    asking.read_line, transaction.can_ask = read_line, lambda names: True
sys.exit(main())
"""
SHELL = """
chuyenhoa() { "$PYTHON" -c "$PROGRAM" "$@"; }
python3() { "$PYTHON" "$@"; }
"""
ENVIRONMENT = {"PYTHON": sys.executable, "PROGRAM": PROGRAM, "TZ": "UTC-7"}

END = "\036"
ANSWER = re.compile(r"^ {2}> (.*\n)", re.MULTILINE)


def outputs(page: str, folder: Path) -> list[str]:
    """What each command prints, all of them being typed into one shell."""
    shutil.copytree(ROOT / "data", folder / "data")
    write_files(page, folder)
    typed = []
    for command, below in sessions(page):
        answers = "".join(ANSWER.findall(below))
        typed.append(f"export ANSWERS={shlex.quote(answers)}\n" if answers else "unset ANSWERS\n")
        # The status of each command is still there for the next one.
        typed.append(f"(exit ${{1:-0}})\n{as_typed(command)}set -- $?; printf '{END}'\n")
    run = subprocess.run(
        ["sh", "-c", "".join([SHELL, *typed])],
        cwd=folder,
        env=clean_environment(ENVIRONMENT),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    *printed, rest = run.stdout.split(END)
    assert not rest, rest
    return printed


@pytest.mark.skipif(os.name == "nt", reason="the pages show a POSIX shell")
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_commands_print_what_is_shown(path: Path, tmp_path: Path) -> None:
    shown = path.read_text("utf-8")
    check(path, with_outputs(shown, outputs(shown, tmp_path)))


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_make_runs_what_is_shown(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    recipes = [each for each in commands(path.read_text("utf-8")) if each.startswith(RECIPE)]
    assert recipes
    for each in recipes:
        assert each.replace(".venv/bin", "\t$(BIN)") in makefile


@pytest.mark.parametrize("both", [READMES, GUIDES, REPORT_GUIDES])
def test_both_show_the_same_commands(both: list[Path]) -> None:
    english, vietnamese = (
        [re.findall(r"chuyenhoa (\w+)", each) for each in commands(path.read_text("utf-8"))]
        for path in both
    )
    assert [each for each in english if each] == [each for each in vietnamese if each]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    page = path.read_text("utf-8")
    headings = [
        re.sub(r"[^\w-]", "", each.lower().replace(" ", "-"))
        for each in re.findall(r"^#+ (.*)$", page, re.MULTILINE)
    ]
    for target in re.findall(r"\]\(([^)]+)\)", page):
        if target.startswith("#"):
            assert target[1:] in headings
        else:
            assert (path.parent / target.partition("#")[0]).exists(), target


@pytest.mark.parametrize("name", FILES)
def test_the_files_of_the_examples_are_those_that_are_made(name: str) -> None:
    committed = (DIRECTORY / name).read_bytes()
    assert read_sheets(name, committed) == read_sheets(name, FILES[name]())
