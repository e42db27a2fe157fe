"""What no run of the whole program can bring about on every machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from typer._click.exceptions import UsageError

from chuyenhoa.cli import doors, files
from chuyenhoa.cli.usage import in_own_words
from chuyenhoa.errors import CannotRun

if TYPE_CHECKING:
    from collections.abc import Iterator


def no_links(*_: object) -> NoReturn:
    raise PermissionError


def appearing(path: Path) -> Iterator[str]:
    """What is written while somebody else writes the same file."""
    yield "ours"
    path.write_text("theirs", encoding="utf-8")


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "out.yaml"
    with pytest.raises(CannotRun, match="exists already"):
        files.write(str(path), appearing(path), force=False)
    assert path.read_text(encoding="utf-8") == "theirs"
    path.unlink()
    files.write(str(path), ["ours"], force=False)
    assert path.read_text(encoding="utf-8") == "ours"
    assert list(tmp_path.iterdir()) == [path]


def test_without_posix_locks_leftovers_are_removed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    (tmp_path / ".out.yaml.1.tmp").touch()
    files.write(str(tmp_path / "out.yaml"), ["ours"], force=False)
    assert [path.name for path in tmp_path.iterdir()] == ["out.yaml"]


def test_an_upgrade_is_said_aloud(capsys: pytest.CaptureFixture[str]) -> None:
    doors._upgraded(Path("old.bak"))
    assert "old.bak" in capsys.readouterr().err


def test_what_typer_may_say_in_future_is_passed_on() -> None:
    assert "Something new" in str(in_own_words(UsageError("Something new")))
