from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("src", "chuyenhoa", "locale", "vi", "LC_MESSAGES", "chuyenhoa.po")
CODE = """\
_("Hello {name}")
ngettext("{n} area", "{n} areas", 3)
"""
VIETNAMESE = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: nplurals=1; plural=0;\\n"

msgid "Hello {name}"
msgstr "Chào {name}"

msgid "{n} area"
msgid_plural "{n} areas"
msgstr[0] "{n} địa bàn"
"""


def messages(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, project / "tools" / "messages.py", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8"},
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with a complete catalogue."""
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "messages.py", tmp_path / "tools")
    (tmp_path / "src" / "chuyenhoa").mkdir(parents=True)
    (tmp_path / "src" / "chuyenhoa" / "code.py").write_text(CODE, encoding="utf-8")
    (tmp_path / "vi.po").write_text(VIETNAMESE, encoding="utf-8")
    assert messages(tmp_path, "--fill", str(tmp_path / "vi.po")).returncode == 0
    assert messages(tmp_path, "--check").returncode == 0
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_sentence_exists_in_vietnamese_and_english() -> None:
    run = messages(ROOT, "--check")
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("path", "old", "new", "says"),
    [
        (Path("src/chuyenhoa/code.py"), "Hello", "Good evening", "not in the catalogue"),
        (CATALOGUE, "Chào {name}", "", "not translated"),
        (CATALOGUE, "Chào {name}", "Chào {ten}", "the placeholders are ['ten']"),
        (CATALOGUE, "Chào {name}", "Chào {name} ", "ends with a blank"),
        (CATALOGUE, "{n} địa bàn", "địa bàn", "the placeholders are []"),
        (CATALOGUE, 'msgid "Hello', '#, fuzzy\nmsgid "Hello', "fuzzy"),
        (CATALOGUE, "Chào {name}", "Xin chào {name}", "chuyenhoa.mo: stale"),
        (Path("src/chuyenhoa/code.py"), '_("Hello {name}")', "", "used nowhere"),
    ],
)
def test_the_check_names_what_is_wrong(
    project: Path, path: Path, old: str, new: str, says: str
) -> None:
    change(project / path, old, new)
    run = messages(project, "--check")
    assert (run.returncode, run.stderr) == (1, "")
    assert says in run.stdout


def test_a_second_update_changes_no_byte(project: Path) -> None:
    files = [project / CATALOGUE, (project / CATALOGUE).with_suffix(".mo")]
    before = [file.read_bytes() for file in files]
    assert messages(project).returncode == 0
    assert [file.read_bytes() for file in files] == before


def test_a_sentence_that_moves_keeps_its_translation_until_it_is_pruned(project: Path) -> None:
    code = project / "src" / "chuyenhoa" / "code.py"
    change(code, '_("Hello {name}")', "")
    messages(project)
    change(code, "ngettext", '_("Hello {name}")\nngettext')
    messages(project)
    assert messages(project, "--check").returncode == 0
    change(code, '_("Hello {name}")', "")
    messages(project, "--prune")
    assert messages(project, "--check").returncode == 0
    assert "Chào" not in (project / CATALOGUE).read_text(encoding="utf-8")


def test_what_wants_a_translation_is_listed_with_the_file_it_stands_in(project: Path) -> None:
    change(project / "src" / "chuyenhoa" / "code.py", "Hello", "Good evening")
    listed = messages(project, "--untranslated").stdout
    assert "#: src/chuyenhoa/code.py" in listed
    assert 'msgid "Good evening {name}"' in listed
    assert "areas" not in listed
