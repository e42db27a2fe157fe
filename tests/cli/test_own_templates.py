"""One's own templates as they are named, listed, copied and used."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

if TYPE_CHECKING:
    from tests.program import Program

pytestmark = pytest.mark.usefixtures("sample_db")

TITLE = "{{ title }}\n"
PROGRAMME = "Chuyển hóa địa bàn trọng điểm, phức tạp về ANTT – huyện Sìn Hồ\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """`templates/` with a template in two formats and a part."""
    made = tmp_path / "templates"
    made.mkdir()
    (made / "mẫu.md.j2").write_text("# {% include '_title.md.j2' %}", "utf-8")
    (made / "mẫu.html.j2").write_text("<h1>{{ title }}</h1>\n", "utf-8")
    (made / "_title.md.j2").write_text(TITLE, "utf-8")
    (made / "notes.txt").write_text("no template", "utf-8")
    (made / "~$mẫu.docx").write_text("open in Word", "utf-8")
    return made


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "named",
    [
        "--template mẫu --format markdown",
        "--template mẫu -o r.md",
        "--template templates -o r.md",
        "--template templates/mẫu.md.j2",
        "--template mẫu.md.j2",
    ],
)
def test_by_name_folder_or_file(chuyenhoa: Program, tmp_path: Path, named: str) -> None:
    run = chuyenhoa("report", *named.split())
    assert (run.returncode, run.stderr) == (0, "")
    written = tmp_path / "r.md"
    assert (written.read_text("utf-8") if written.exists() else run.stdout) == f"# {PROGRAMME}"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("report --template mẫu", "--format"),
        ("report --template mẫu --format xlsx", "html, markdown"),
        ("report --template mẫu -o there.json", "html, markdown"),
        ("report --template nothing", "summary, conference, area, matrix, mẫu"),
        ("report --template nothing.md.j2", "nothing.md.j2"),
        ("template show mẫu", "--format"),
        ("template show nothing", "Không có mẫu nothing"),
        ("template show summary --format terminal", "html, markdown"),
        ("template copy summary -o there.md", "there.md"),
        ("template copy summary -o templates/mẫu.md.j2", "đã có"),
    ],
)
def test_what_cannot_be_done(chuyenhoa: Program, line: str, said: str) -> None:
    run = chuyenhoa(*line.split())
    assert (run.returncode, run.stdout) == (2, "")
    assert said in run.stderr


def test_a_folder_with_two_of_a_kind(chuyenhoa: Program, folder: Path) -> None:
    (folder / "other.md.j2").write_text("", "utf-8")
    run = chuyenhoa("report", "--template", "templates", "--format", "markdown")
    assert run.returncode == 2
    assert "other.md.j2" in run.stderr


def test_a_mistake_writes_nothing(chuyenhoa: Program, folder: Path, tmp_path: Path) -> None:
    (folder / "_title.md.j2").write_text("\n{{ tilte }}", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    run = chuyenhoa("report", "--template", "mẫu", "-o", "r.md")
    assert (run.returncode, run.stdout) == (1, "")
    place = str(Path("templates", "_title.md.j2"))
    first, last = run.stderr.splitlines()
    assert first.startswith(f"{place}:2 unknown_name Ở đây không có “tilte”; có: title, areas")
    assert first.endswith("(có phải là “title”?)")
    assert last == "Lỗi: Mẫu có lỗi nên không ghi gì."
    assert sorted(tmp_path.rglob("*")) == before


def test_text_that_is_none(chuyenhoa: Program, folder: Path) -> None:
    (folder / "bad.txt.j2").write_bytes(b"\xff")
    run = chuyenhoa("report", "--template", "bad")
    assert (run.returncode, "not_text" in run.stderr) == (1, True)
    assert chuyenhoa("template", "show", "bad").returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_do_not_lead_out(chuyenhoa: Program, folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md.j2"
    secret.write_text("secret", "utf-8")
    (folder / "link.md.j2").symlink_to(secret)
    (folder / "inside.md.j2").symlink_to(folder / "_title.md.j2")
    run = chuyenhoa("report", "--template", "link")
    assert (run.returncode, run.stdout) == (1, "")
    assert '"template_outside' in f'"{run.stderr.split()[1]}'
    (folder / "uses.md.j2").write_text("{% include 'link.md.j2' %}", "utf-8")
    run = chuyenhoa("report", "--template", "uses")
    assert (run.returncode, run.stdout) == (1, "")
    assert "unknown_template" in run.stderr
    assert chuyenhoa("report", "--template", "inside").stdout == PROGRAMME


def test_an_area_alone(chuyenhoa: Program, folder: Path) -> None:
    (folder / "area.txt.j2").write_text("", "utf-8")
    (folder / "one.txt.j2").write_text("{{ areas|map(attribute='name')|join('+') }}", "utf-8")
    assert chuyenhoa("report", "--template", "one", "--area", "can co").stdout == "Căn Co"
    # What bears the name of a built-in template does not take its place.
    assert "PHIẾU" in chuyenhoa("report", "--template", "area", "--area", "can-co").stdout


@pytest.mark.usefixtures("folder")
def test_the_list(chuyenhoa: Program) -> None:
    run = chuyenhoa("template", "list", "--format", "json")
    found = json.loads(run.stdout)["templates"]
    names = ["summary", "conference", "area", "matrix", "mẫu", "mẫu"]
    assert [each["name"] for each in found] == names
    assert found[-1]["formats"] == ["markdown"]
    assert found[-1]["path"] == str(Path("templates", "mẫu.md.j2"))
    assert "mẫu" in chuyenhoa("template", "list").stdout


def test_without_a_folder_the_built_in_ones_are_listed(chuyenhoa: Program) -> None:
    found = json.loads(chuyenhoa("template", "list", "--format", "json").stdout)["templates"]
    assert len(found) == 4


def test_a_file_in_the_place_of_the_folder(chuyenhoa: Program, tmp_path: Path) -> None:
    (tmp_path / "templates").write_text("mine", "utf-8")
    run = chuyenhoa("--lang", "en", "template", "copy", "summary")
    assert run.returncode == 2
    assert run.stderr == "Error: templates is a file, not a folder.\n"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_copy_to_start_from(chuyenhoa: Program, tmp_path: Path, language: str) -> None:
    run = chuyenhoa("--lang", language, "template", "copy", "summary")
    assert (run.returncode, run.stdout) == (0, "")
    path = str(Path("templates", "my-summary.md.j2"))
    assert f"chuyenhoa report --template {path}" in run.stderr
    shown = chuyenhoa("--lang", language, "template", "show", "summary").stdout
    assert (tmp_path / path).read_text("utf-8") == shown
    assert chuyenhoa("template", "show", "my-summary").stdout == shown
    made = chuyenhoa("--lang", language, "report", "--template", "my-summary").stdout
    built_in = chuyenhoa("--lang", language, "report", "--format", "markdown").stdout
    assert made.splitlines()[2] in built_in
    assert chuyenhoa("template", "copy", "summary").returncode == 2
    assert chuyenhoa("template", "copy", "summary", "--force").returncode == 0


def test_the_ending_says_the_format(chuyenhoa: Program, tmp_path: Path) -> None:
    assert chuyenhoa("template", "copy", "summary", "-o", "m.html.j2").returncode == 0
    assert (tmp_path / "m.html.j2").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert not (tmp_path / "templates").exists()
    copied = chuyenhoa("template", "copy", "summary", "-o", "-", "--format", "html")
    assert copied.stdout == (tmp_path / "m.html.j2").read_text("utf-8")
    assert copied.stderr == ""


def test_a_word_file_to_start_from(chuyenhoa: Program, tmp_path: Path) -> None:
    assert chuyenhoa("template", "copy", "conference", "-o", "mẫu.docx").returncode == 0
    made = chuyenhoa("report", "--template", "mẫu.docx", "-o", "bao-cao.docx")
    assert (made.returncode, made.stderr) == (0, "")
    text = "\n".join(p.text for p in docx.Document(str(tmp_path / "bao-cao.docx")).paragraphs)
    assert "II. KẾT QUẢ" in text
    assert "{" not in text
    again = chuyenhoa("template", "copy", "./mẫu.docx", "-o", "lại.docx")
    assert again.returncode == 0
    assert (tmp_path / "lại.docx").read_bytes() == (tmp_path / "mẫu.docx").read_bytes()


def test_a_mistake_in_a_word_file(chuyenhoa: Program, tmp_path: Path) -> None:
    template = docx.Document()
    template.add_paragraph("{{ title }}")
    template.add_paragraph("{{ tilte }}")
    template.save(str(tmp_path / "mẫu.docx"))
    run = chuyenhoa("report", "--template", "mẫu.docx", "-o", "bao-cao.docx")
    assert run.returncode == 1
    assert run.stderr.startswith("mẫu.docx:2 unknown_name Ở đây không có “tilte”; có: title, areas")
    assert not (tmp_path / "bao-cao.docx").exists()
