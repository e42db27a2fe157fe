"""The built wheel on its own: an empty environment, away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from chuyenhoa import __version__
from tests.program import Program

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "chuyenhoa"

pytestmark = [pytest.mark.network, pytest.mark.unmeasured]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the sdist, and the wheel made from it."""
    directory = tmp_path_factory.mktemp("dist")
    # Away from the checkout, where a folder build/ would be taken for the module.
    _run(sys.executable, "-m", "build", "--outdir", ".", str(ROOT), cwd=directory)
    return directory


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The installed command of an environment that holds the wheel and what it asks for."""
    environment = tmp_path_factory.mktemp("empty") / "venv"
    _run(sys.executable, "-m", "venv", "--without-pip", str(environment))
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    pip = (sys.executable, "-m", "pip", "--python", str(scripts / "python"))
    constraints = str(ROOT / "constraints.txt")
    # What of it is imported is compiled then.
    _run(*pip, "install", "-q", "--no-compile", "-c", constraints, str(wheel))
    return str(scripts / "chuyenhoa")


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    # Migrations, SQL, templates, catalogues: what is no module is what gets forgotten.
    expected = {
        f"chuyenhoa/{path.relative_to(base).as_posix()}"
        for base, folder in ((PACKAGE, PACKAGE), (ROOT, ROOT / "templates"))
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == expected
    assert {path.rpartition(".")[2] for path in held} >= {"j2", "mo", "py", "sql", "typed"}


def test_the_sdist_can_be_tested_and_is_licensed(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert held >= {
        "LICENSE",
        "Makefile",
        "README.md",
        "constraints.txt",
        "data/sample.yaml",
        "pyproject.toml",
        "tests/conftest.py",
    }


def test_the_installed_program_does_the_main_job(
    command: str, sample: Path, tmp_path: Path
) -> None:
    program = Program(tmp_path, (command,))
    version = program("--version")
    assert version.stdout.split()[-1] == __version__
    loaded = program("load", sample)
    assert loaded.returncode == 0, loaded.stderr
    assessed = program("assess", "--period", "2023-H1", "--format", "json", "--check")
    assert assessed.returncode == 0, assessed.stderr
    assert json.loads(assessed.stdout)["programme"]["met"] == 5


def test_the_installed_program_speaks_both_languages(
    command: str, sample: Path, tmp_path: Path
) -> None:
    program = Program(tmp_path, (command,))
    program("load", sample)
    vietnamese, english = (program("--lang", lang, "assess").stdout for lang in ("vi", "en"))
    assert "Chuyển hóa thành công" in vietnamese
    assert "Chuyển hóa thành công" not in english


def _run(*command: str, cwd: Path | None = None) -> None:
    run = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
