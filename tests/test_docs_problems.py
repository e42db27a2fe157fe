"""`docs/problems/` has a page for every code, and each example prints what the page shows.

`UPDATE_DOCS=1` writes what is printed now into the pages, and the sentences into their index.
"""

from __future__ import annotations

import os
import re
from contextvars import copy_context
from typing import TYPE_CHECKING

import pytest

from chuyenhoa.language import _, activate
from chuyenhoa.model.sentences import SENTENCES
from tests.pages import ROOT, check, commands, program_here, with_outputs, write_files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Program

pytestmark = pytest.mark.unmeasured

FOLDER = ROOT / "docs" / "problems"
INDEX = FOLDER / "README.md"
PAGES = {path.stem: path for path in sorted(FOLDER.glob("*.md")) if path != INDEX}
ROW = re.compile(r"^\| \[(\w+)\]\(\1\.md\) \|.*$", re.MULTILINE)
LABELS = ["Ý nghĩa", "Cách xử lý", "Meaning", "What to do"]

# What no small example can show, and where it is tested instead.
NOT_SHOWN = {
    "encrypted": "tests/sources/test_tables.py",
    "file_left_out": "tests/cli/test_asking.py",
    "file_too_large": "tests/sources/test_tables.py",
    "no_set_in_force": "tests/cli/test_walk.py",
    "repeated_rows": "tests/sources/office/test_ods.py",
    "split_block": "tests/reports/own/test_word.py",
    "template_outside": "tests/cli/test_own_templates.py",
    "template_too_large": "tests/reports/own/test_text.py",
    "text_too_long": "tests/intake/test_definitions.py",
}


def in_vietnamese(sentence: str) -> str:
    activate("vi")
    return _(sentence)


@pytest.mark.skipif(os.name == "nt", reason="the pages show paths with /")
@pytest.mark.parametrize("code", sorted(PAGES.keys() - NOT_SHOWN))
def test_an_example_prints_what_is_shown(
    code: str, sample_db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = PAGES[code].read_text("utf-8")
    write_files(page, sample_db.parent)
    run = program_here(sample_db.parent, monkeypatch)
    printed = [(command, run(command)) for command in commands(page)]
    saying = {"en" in command.split() for command, text in printed if f" {code} " in text}
    assert saying == {False, True}, "in both languages"
    check(PAGES[code], with_outputs(page, (text for _command, text in printed)))


@pytest.mark.parametrize("code", PAGES)
def test_a_page_says_what_it_means_and_what_to_do(code: str) -> None:
    page = PAGES[code].read_text("utf-8")
    assert page.startswith(f"# {code}\n")
    assert re.findall(r"^\*\*(.+):\*\* \S", page, re.MULTILINE) == LABELS
    for target in re.findall(r"\]\(([^)#]+)\)", page):
        assert (FOLDER / target).exists(), target


@pytest.mark.parametrize("code", NOT_SHOWN)
def test_what_no_example_shows_is_tested_elsewhere(code: str) -> None:
    assert f'"{code}' in (ROOT / NOT_SHOWN[code]).read_text("utf-8")
    assert not commands(PAGES[code].read_text("utf-8"))


def test_the_program_itself_prints_the_same(chuyenhoa: Program, sample_db: Path) -> None:
    page = PAGES["unknown_area"].read_text("utf-8")
    write_files(page, sample_db.parent)
    printed = [chuyenhoa(*typed.split()[2:]) for typed in commands(page)]
    assert with_outputs(page, [run.stdout + run.stderr for run in printed]) == page


def test_every_code_has_a_page_and_a_row_in_the_index() -> None:
    index = INDEX.read_text("utf-8")

    def row(found: re.Match[str]) -> str:
        english = SENTENCES[found[1]]
        vietnamese = copy_context().run(in_vietnamese, english)
        both = re.sub(r"\{\w+\}", "…", f"{vietnamese} | {english}")
        return f"| [{found[1]}]({found[1]}.md) | {both} |"

    assert sorted(ROW.findall(index)) == sorted(PAGES) == sorted(SENTENCES)
    check(INDEX, ROW.sub(row, index))
