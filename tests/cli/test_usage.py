from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from chuyenhoa import __version__
from chuyenhoa.cli import app
from tests.program import clean_environment, each_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Program

COMMANDS = """
load
dump
record
import
history
imports
imports list
imports show
imports undo
form
profiles
profiles list
profiles show
profiles remove
assess
explain
note
note add
note list
note edit
note remove
report
template
template list
template show
template copy
compare
trend
areas
criteria
periods
db
db check
db backup
db restore
""".strip().splitlines()
# What Typer would say by itself.
ENGLISH = [
    *("Usage", "Options", "Arguments", "Commands", "Show this message", "required", "default:"),
    *("OPTIONS", "COMMAND", "ARGS", "TEXT", "Error", "Missing", "No such", "Try "),
]


def test_the_version(chuyenhoa: Program) -> None:
    run = chuyenhoa("--version")
    assert (run.returncode, run.stdout, run.stderr) == (0, f"chuyenhoa {__version__}\n", "")


def test_every_command_has_help_in_both_languages(tmp_path: Path) -> None:
    vietnamese = each_of(tmp_path, [[*command.split(), "--help"] for command in COMMANDS])
    english = each_of(tmp_path, [["--lang", "en", *each.split(), "-h"] for each in COMMANDS])
    for command, this, that in zip(COMMANDS, vietnamese, english, strict=True):
        assert (this.returncode, that.returncode) == (0, 0), command
        assert that.stdout.startswith(f"Usage: chuyenhoa {command} [OPTIONS]")
        assert this.stdout.startswith(f"Cách dùng: chuyenhoa {command} [TÙY_CHỌN]")
        assert [word for word in ENGLISH if word in this.stdout] == []


def test_help_lists_the_commands_that_there_are(chuyenhoa: Program) -> None:
    run = chuyenhoa("--help")
    listed = run.stdout.partition("Các lệnh:\n")[2]
    names = [line.split()[0] for line in listed.splitlines() if line[2:3].strip()]
    assert names == [name for name in COMMANDS if " " not in name]
    assert "không nhập dữ liệu cá nhân" in run.stdout
    assert [word for word in ENGLISH if word in run.stdout] == []


@pytest.mark.parametrize("arguments", [[], ["--lang", "en", "db"]])
def test_without_a_command_help_is_what_is_said(chuyenhoa: Program, arguments: list[str]) -> None:
    run = chuyenhoa(*arguments)
    assert run.returncode == 2
    assert run.stdout == ""
    assert "chuyenhoa" in run.stderr.splitlines()[0]


WRONG = [
    ("", "Thiếu lệnh.", "The command is missing."),
    ("lod", "Không có lệnh “lod”; có phải là “load”?", "no command “lod”; did you mean “load”?"),
    ("xyz", "Không có lệnh “xyz”.", "There is no command “xyz”."),
    ("--dba", "Không có tùy chọn --dba; có phải là --db?", "no option --dba; did you mean --db?"),
    ("dump --zz", "Không có tùy chọn --zz.", "There is no option --zz."),
    ("dump -z", "Không có tùy chọn -z.", "There is no option -z."),
    ("dump --output", "Tùy chọn --output cần có giá trị.", "The option --output needs a value."),
    ("dump --force=1", "Tùy chọn --force không nhận giá trị.", "option --force takes no value."),
    ("db check extra", "Thừa đối số “extra”.", "“extra” is one argument too many."),
    ("dump -", "Thừa đối số “-”; để ghi vào đó, hãy dùng -o -.", "to write there, use -o -."),
    ("load", "Thiếu đối số TỆP.", "The argument FILE is missing."),
    ("record a b 1", "Thiếu tùy chọn --period.", "The option --period is missing."),
    (
        "assess --format xml",
        "--format không thể là “xml”; chỉ nhận một trong: table, markdown, json, csv.",
        "--format cannot be “xml”; it is one of: table, markdown, json, csv.",
    ),
]


@pytest.mark.parametrize(("language", "error"), [("vi", "Lỗi: "), ("en", "Error: ")])
def test_wrong_usage_is_said_in_both_languages(tmp_path: Path, language: str, error: str) -> None:
    lines = [["--lang", language, *line.split()] for line, *_said in WRONG]
    for run, (_line, *both) in zip(each_of(tmp_path, lines), WRONG, strict=True):
        assert (run.returncode, run.stdout) == (2, ""), run.args
        first, hint = run.stderr.splitlines()
        assert first.startswith(error)
        assert both[language == "en"] in first
        assert "--help" in hint
        if language == "vi":
            assert [word for word in ENGLISH if word in run.stderr] == []


@pytest.mark.parametrize(
    ("arguments", "variables", "language"),
    [
        (["--lang", "en"], {"CHUYENHOA_LANG": "vi"}, "en"),
        (["--lang=en"], {}, "en"),
        ([], {"CHUYENHOA_LANG": "en"}, "en"),
        ([], {}, "vi"),
    ],
)
def test_the_language_is_the_option_s_then_the_environment_s(
    chuyenhoa: Program, arguments: list[str], variables: dict[str, str], language: str
) -> None:
    word = {"en": "Usage", "vi": "Cách dùng"}[language]
    assert word in chuyenhoa(*arguments, "--help", env=variables).stdout
    assert word in chuyenhoa("areas", *arguments, "--help", env=variables).stdout


def test_else_the_language_is_the_dataset_s(chuyenhoa: Program, tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text(
        "format: chuyenhoa/1\nlanguage: en\nareas: [{code: a, name: A}]\n", encoding="utf-8"
    )
    loaded = chuyenhoa("--db", "en.db", "load", "en.yaml")
    assert loaded.returncode == 0
    assert "areas: 1 new" in loaded.stderr
    assert "Usage" in chuyenhoa("--db", "en.db", "--help").stdout
    assert "Usage" in chuyenhoa("--help", env={"CHUYENHOA_DB": "en.db"}).stdout
    assert "Code" in chuyenhoa("areas", "--db=en.db").stdout
    assert "Mã" in chuyenhoa("areas", "--db", "en.db", "--lang", "vi").stdout


def test_an_unknown_language_is_refused_wherever_it_is_named(chuyenhoa: Program) -> None:
    for run in (
        chuyenhoa("--lang", "fr", "areas"),
        chuyenhoa("areas", "--lang", "fr"),
        chuyenhoa("areas", env={"CHUYENHOA_LANG": "fr"}),
    ):
        assert run.returncode == 2
        assert "--lang không thể là “fr”" in run.stderr


def test_the_database_can_be_named_before_or_after_the_command(
    chuyenhoa: Program, sample_db: Path
) -> None:
    other = sample_db.rename(sample_db.with_name("khác 100%.db"))
    for run in (
        chuyenhoa("--db", other.name, "db", "check"),
        chuyenhoa("db", "check", "--db", other.name),
        chuyenhoa("db", "--db", other.name, "check"),
        chuyenhoa("db", "check", env={"CHUYENHOA_DB": other.name}),
    ):
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


HEAVY = {
    *("rich.console", "rich.table", "yaml", "sqlmodel", "sqlalchemy", "alembic", "pydantic"),
    *("jinja2", "matplotlib"),
}


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--version"], set()),
        (["--help"], set()),
        (["load", "--help"], set()),
        (["assess", "--help"], set()),
        (["assess", "--format", "json"], set()),
        (["assess"], {"rich.console", "rich.table"}),
        (["explain", "hong-thu", "TC13"], {"rich.console", "rich.table"}),
        (["periods", "--format", "csv"], set()),
        (["note", "list", "--format", "json"], set()),
        (["note", "add", "--help"], set()),
        (["report", "--help"], set()),
        (["report", "--format", "json"], set()),
        (["report", "--template", "conference", "--format", "markdown"], set()),
        (["report", "--template", "matrix", "--format", "html"], {"jinja2"}),
        (["report", "--template", "conference", "--format", "html"], {"jinja2", "matplotlib"}),
        (["trend", "--format", "markdown"], set()),
        (["compare", "2023-H1", "2022-H2"], {"rich.console", "rich.table"}),
        (["dump"], set()),
        (["history", "hong-thu", "TC13"], {"rich.console", "rich.table"}),
        (["import", "a.csv", "--period", "2023-H1"], set()),
    ],
)
@pytest.mark.unmeasured
@pytest.mark.usefixtures("sample_db")
def test_commands_import_only_what_they_need(
    tmp_path: Path, arguments: list[str], allowed: set[str]
) -> None:
    (tmp_path / "a.csv").write_text("Địa bàn,TC03\nPhìn Hồ,2\n", encoding="utf-8")
    code = (
        "import sys; from chuyenhoa.cli import main; status = main(sys.argv[1:]);"
        "print(*sys.modules, file=sys.stderr); sys.exit(status)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=tmp_path,
        env=clean_environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert (HEAVY & set(run.stderr.split())) - allowed == set()


def test_the_root_s_help_imports_no_command() -> None:
    code = "import sys; from chuyenhoa.cli import main; main(['--help']); print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=clean_environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    imported = set(run.stdout.split())
    assert "chuyenhoa.cli.app" in imported
    modules = {f"chuyenhoa.cli.{each.target.partition(':')[0]}" for each in app.COMMANDS.values()}
    assert {"chuyenhoa.cli.assess", "chuyenhoa.cli.recording.command"} <= modules
    assert modules & imported == set()


WITHOUT_A_DATABASE = [
    *("dump", "record a b 1 --period 2023", "record a --period 2023", "history a b", "assess"),
    *("explain a", "areas", "criteria", "periods", "db check", "db backup x", "import -"),
    *("imports list", "imports show 1", "imports undo 1", "note list", "note add measure x"),
    *("note edit N01 --closed 2023", "note remove N01"),
]


def test_only_load_creates_a_database(tmp_path: Path) -> None:
    lines = [["--lang", "en", *line.split()] for line in WITHOUT_A_DATABASE]
    for run, line in zip(each_of(tmp_path, lines), WITHOUT_A_DATABASE, strict=True):
        assert (run.returncode, run.stdout) == (2, ""), line
        assert run.stderr.startswith("Error: ")
        if line != "record a --period 2023":
            assert "“chuyenhoa load FILE” makes one" in run.stderr
    assert list(tmp_path.iterdir()) == []
