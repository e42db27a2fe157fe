from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.program import Program, clean_environment

if TYPE_CHECKING:
    from pathlib import Path


def offered(program: Program, line: str, shell: str = "fish", **env: str) -> list[str]:
    """What is offered at the end of a command line."""
    run = program(
        env={
            "_CHUYENHOA_COMPLETE": f"complete_{shell}",
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": line.rpartition(" ")[2],
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split(" ")) - 1),
            **env,
        }
    )
    assert run.stderr == ""
    return run.stdout.strip().splitlines()


@pytest.mark.usefixtures("sample_db")
def test_areas_criteria_and_periods_are_offered_with_their_names(chuyenhoa: Program) -> None:
    assert offered(chuyenhoa, "chuyenhoa explain ")[0] == "tua-sin-chai\tTủa Sín Chải"
    assert offered(chuyenhoa, "chuyenhoa record hong") == ["hong-thu\tHồng Thu"]
    criteria = offered(chuyenhoa, "chuyenhoa explain hong-thu TC0")
    assert len(criteria) == 9
    assert criteria[2] == "TC03\tMô hình tự quản hoạt động hiệu quả"
    assert len(offered(chuyenhoa, "chuyenhoa explain hong-thu tc0")) == 9
    english = offered(chuyenhoa, "chuyenhoa --lang en history hong-thu TC03", CHUYENHOA_LANG="en")
    assert english == ["TC03\tEffective self-managed models"]
    periods = offered(chuyenhoa, "chuyenhoa assess --period ")
    assert periods[0] == "2023-H1\t15/12/2022 – 14/06/2023"
    assert offered(chuyenhoa, "chuyenhoa assess --area xa-") == [
        f"xa-{number}\tXã chưa nêu tên {number}" for number in (1, 2, 3)
    ]


@pytest.mark.usefixtures("sample_db")
def test_notes_and_their_kinds_are_offered(chuyenhoa: Program) -> None:
    codes = offered(chuyenhoa, "chuyenhoa note edit n4")
    assert codes[0].startswith("n45\tCòn 02 tin báo")
    assert [line.split("\t")[0] for line in codes] == ["n45", "n44", "n43", "n42", "n41", "n40"]
    assert offered(chuyenhoa, "chuyenhoa note add m") == [
        "measure\tgiải pháp",
        "model\tmô hình tự quản",
    ]
    assert offered(chuyenhoa, "chuyenhoa note list --kind c") == ["cause\tnguyên nhân"]


def test_templates_and_formats_are_offered(chuyenhoa: Program, tmp_path: Path) -> None:
    assert offered(chuyenhoa, "chuyenhoa report --template m") == [
        "matrix\tBảng các địa bàn theo mọi tiêu chí."
    ]
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "minutes.md.j2").touch()
    names = [line.split("\t")[0] for line in offered(chuyenhoa, "chuyenhoa template show m")]
    assert sorted(names) == ["matrix", "minutes"]
    formats = offered(chuyenhoa, "chuyenhoa report --format xlsx,h")
    assert [line.strip() for line in formats] == ["xlsx,html"]


def test_commands_and_options_are_offered(chuyenhoa: Program) -> None:
    assert offered(chuyenhoa, "chuyenhoa d") == [
        "dump\tGhi cơ sở dữ liệu ra một tệp dữ liệu.",
        "db\tKiểm tra, sao lưu hoặc khôi phục cơ sở dữ liệu.",
    ]
    assert [line.split("\t")[0] for line in offered(chuyenhoa, "chuyenhoa dump --f")] == ["--force"]
    assert [line.split("\t")[0] for line in offered(chuyenhoa, "chuyenhoa db ")] == [
        "check",
        "backup",
        "restore",
    ]
    assert offered(chuyenhoa, "chuyenhoa --lang ") == ["vi", "en"]


def test_the_database_that_is_named_is_asked(chuyenhoa: Program, sample_db: Path) -> None:
    sample_db.rename(sample_db.with_name("other.db"))
    assert offered(chuyenhoa, "chuyenhoa explain ") == []
    assert len(offered(chuyenhoa, "chuyenhoa --db other.db explain ")) == 9
    assert len(offered(chuyenhoa, "chuyenhoa explain --db other.db ")) == 9
    assert len(offered(chuyenhoa, "chuyenhoa explain ", CHUYENHOA_DB="other.db")) == 9


def test_whatever_is_wrong_nothing_is_said(chuyenhoa: Program, tmp_path: Path) -> None:
    for content in (b"", b"no database", b"SQLite format 3\0" + bytes(100)):
        (tmp_path / "chuyenhoa.db").write_bytes(content)
        for line in ("chuyenhoa explain ", "chuyenhoa assess --period "):
            assert offered(chuyenhoa, line) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "powershell"])
@pytest.mark.usefixtures("sample_db")
def test_every_shell_is_answered(chuyenhoa: Program, shell: str) -> None:
    answer = "\n".join(offered(chuyenhoa, "chuyenhoa explain hong", shell))
    assert "hong-thu" in answer
    assert ("Hồng Thu" in answer) == (shell != "bash")


@pytest.mark.usefixtures("sample_db")
def test_names_run_nothing_in_a_shell(chuyenhoa: Program, tmp_path: Path) -> None:
    (tmp_path / "evil.yaml").write_text(
        "format: chuyenhoa/1\nareas:\n"
        '  - {code: evil, name: "[x] $(touch gone) `touch gone` \'; touch gone #"}\n',
        encoding="utf-8",
    )
    assert chuyenhoa("load", "evil.yaml").returncode == 0
    (answer,) = offered(chuyenhoa, "chuyenhoa explain evil", "zsh")
    for sign in "$`;\\":
        assert sign not in answer.partition(":")[2]
    assert "[x]" in answer


@pytest.mark.usefixtures("sample_db")
def test_completing_imports_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import atexit, sys; atexit.register(lambda: print(*sys.modules));"
        "from chuyenhoa.cli import main; sys.exit(main())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=clean_environment(
            {
                "_CHUYENHOA_COMPLETE": "complete_zsh",
                "_TYPER_COMPLETE_ARGS": "chuyenhoa explain hong",
            }
        ),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "Hồng Thu" in run.stdout
    heavy = {"rich.console", "rich.table", "yaml", "sqlmodel", "sqlalchemy", "pydantic"}
    assert heavy & set(run.stdout.split()) == set()


@pytest.mark.skipif(os.name == "nt", reason="shells of POSIX")
@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_the_shell_in_use_is_recognised(tmp_path: Path, name: str) -> None:
    shell = shutil.which(name)
    if shell is None:
        pytest.skip(f"{name} is not installed")
    (tmp_path / "home").mkdir()
    env = clean_environment({"HOME": str(tmp_path / "home"), "SHELL": shell})
    program = f"{sys.executable} -m chuyenhoa"
    # Not as the last command: the shell itself has to be the one that asks.
    shown = subprocess.run(
        [shell, "-c", f"{program} --show-completion; true"],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "_CHUYENHOA_COMPLETE" in shown.stdout
    installed = subprocess.run(
        [shell, "-c", f"{program} --install-completion; true"],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert f"chức năng tự điền cho {name}" in installed.stderr
    assert installed.stdout == ""


def test_a_shell_that_cannot_complete_is_named(chuyenhoa: Program) -> None:
    code = (
        "import sys, typer._completion_shared as shared;"
        "from chuyenhoa.cli import main; shared._get_shell_name = lambda: 'tcsh';"
        "sys.exit(main())"
    )
    program = Program(chuyenhoa.directory, (sys.executable, "-c", code))
    for option in ("--show-completion", "--install-completion"):
        run = program("--lang", "en", option)
        assert (run.returncode, run.stdout) == (2, "")
        assert "bash, zsh, fish" in run.stderr
