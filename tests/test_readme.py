"""Both READMEs are true: each command they show prints what stands below it.

`UPDATE_README=1` writes what is printed now into them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import clean_environment

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "README.vi.md"]

# What `chuyenhoa` is here: the program, at a moment that stays the same.
PROGRAM = """
import sys
from datetime import UTC, datetime
from chuyenhoa.cli import doors, main
doors.now = lambda: datetime(2023, 6, 20, 2, 30, tzinfo=UTC)
sys.exit(main())
"""
SHELL = """
chuyenhoa() { "$PYTHON" -c "$PROGRAM" "$@"; }
python3() { "$PYTHON" "$@"; }
"""
ENVIRONMENT = {"PYTHON": sys.executable, "PROGRAM": PROGRAM, "TZ": "UTC-7"}

# `make` is not run, but the commands that it shows are: they stand in the Makefile.
RECIPE = ".venv/bin/chuyenhoa "
COMMAND = re.compile(rf"(?:\$ (?!make ).*(?:\n> .*)*|{re.escape(RECIPE)}.*)\n")
CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"^```yaml\n# (\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
END = "\036"


def commands(page: str) -> list[str]:
    """All that is run, in its order, as it is shown."""
    return [shown for block in CONSOLE.findall(page) for shown in COMMAND.findall(block)]


def as_typed(shown: str) -> str:
    """A shown command without prompts."""
    return re.sub(r"^(?:\$ |> |\.venv/bin/)", "", shown, flags=re.MULTILINE)


def outputs(page: str, folder: Path) -> list[str]:
    """What each command prints, all of them being typed into one shell."""
    shutil.copytree(ROOT / "data", folder / "data")
    for name, content in FILE.findall(page):
        (folder / name).write_text(f"# {name}\n{content}", "utf-8")
    # The status of each command is still there for the next one.
    typed = [f"{as_typed(each)}set -- $?; printf '{END}'; (exit $1)\n" for each in commands(page)]
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


def with_outputs(page: str, printed: list[str]) -> str:
    """The page with this below its commands."""
    following = iter(printed)

    def renewed(block: re.Match[str]) -> str:
        head, *_ = COMMAND.split(block[0])
        return head + "".join(each + next(following) for each in COMMAND.findall(block[0]))

    return CONSOLE.sub(renewed, page)


@pytest.mark.skipif(os.name == "nt", reason="the READMEs show a POSIX shell")
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_commands_print_what_is_shown(path: Path, tmp_path: Path) -> None:
    shown = path.read_text("utf-8")
    printed = with_outputs(shown, outputs(shown, tmp_path))
    if os.environ.get("UPDATE_README"):
        path.write_text(printed, "utf-8", newline="\n")
    else:
        assert shown == printed


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_make_runs_what_is_shown(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    recipes = [each for each in commands(path.read_text("utf-8")) if each.startswith(RECIPE)]
    assert recipes
    for each in recipes:
        assert each.replace(".venv/bin", "\t$(BIN)") in makefile


def test_both_show_the_same_commands() -> None:
    english, vietnamese = (
        [re.findall(r"chuyenhoa (\w+)", each) for each in commands(path.read_text("utf-8"))]
        for path in PAGES
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
            assert (ROOT / target).exists(), target
