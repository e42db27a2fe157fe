"""The command reference: docs/reference.md and docs/reference.vi.md, from the program itself.

python tools/reference.py           write both
python tools/reference.py --check   say which one is stale, write nothing; exit 1
"""

from __future__ import annotations

import argparse
import inspect
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from typer.core import TyperArgument, TyperGroup, TyperOption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typer._click.core import Command, Context

    Parameter = TyperArgument | TyperOption

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"en": ROOT / "docs" / "reference.md", "vi": ROOT / "docs" / "reference.vi.md"}

# Sentences that stand on these two pages and nowhere in the program.
WORDS = {
    "en": {
        "title": "Command reference",
        "generated": "Written by `make reference` from the help texts; changes go there.",
        "exits": "Exit status",
        "status": "Status",
        "means": "Means",
        "0": "done (with `--check`: the programme is met)",
        "1": (
            "ran, and found what was asked about: targets not met or undecided under `--check`, "
            "or problems in the data, with nothing written"
        ),
        "2": (
            "could not run: usage, a file that cannot be read, a database that is locked, "
            "damaged, foreign or newer"
        ),
        "130": "interrupted, nothing written",
    },
    "vi": {
        "title": "Tra cứu lệnh",
        "generated": (
            "Trang này do `make reference` sinh ra từ chương trình; muốn sửa thì sửa lời trợ giúp "
            "trong chương trình."
        ),
        "exits": "Mã thoát",
        "status": "Mã",
        "means": "Ý nghĩa",
        "0": "đã xong (với `--check`: chương trình đạt chỉ tiêu)",
        "1": (
            "đã chạy và phát hiện điều được hỏi: chưa đạt hoặc chưa kết luận được khi dùng "
            "`--check`, hoặc số liệu có lỗi và không có gì được ghi"
        ),
        "2": (
            "không chạy được: sai cách dùng, tệp không đọc được, cơ sở dữ liệu đang bị khóa, bị "
            "hỏng, không phải của chương trình này hoặc của phiên bản mới hơn"
        ),
        "130": "bị ngắt giữa chừng, không có gì được ghi",
    },
}


def page(language: str) -> str:
    """The whole page in one language, as Markdown."""
    from chuyenhoa.cli.app import build
    from chuyenhoa.language import activate

    activate(language)
    words = WORDS[language]
    lines = [f"# {words['title']}", "", f"<!-- {words['generated']} -->", ""]
    lines += command_lines(build(), None, "chuyenhoa")
    lines += [f"## {words['exits']}", "", f"| {words['status']} | {words['means']} |", "|---|---|"]
    lines += [f"| {status} | {words[status]} |" for status in ("0", "1", "2", "130")]
    return "\n".join(lines) + "\n"


def command_lines(command: Command, parent: Context | None, name: str) -> Iterator[str]:
    """One command and, where it is a group, those below it.

    Args:
        command: The command as Typer has built it.
        parent: The context of the group it stands in; None for the program itself.
        name: What is typed to reach it.
    """
    from chuyenhoa.language import _

    context = command.context_class(
        command, info_name=name.rpartition(" ")[2], parent=parent, **command.context_settings
    )
    yield from (f"{'#' * (name.count(' ') + 2)} `{name}`", "")
    yield from (_text(command.help), "") if command.help else ()
    yield from ("```", f"{name} {' '.join(command.collect_usage_pieces(context))}", "```", "")
    parameters = [
        parameter
        for parameter in command.get_params(context)
        if isinstance(parameter, TyperArgument | TyperOption) and not parameter.hidden
    ]
    for kind, heading in ((TyperArgument, _("Arguments")), (TyperOption, _("Options"))):
        chosen = [parameter for parameter in parameters if isinstance(parameter, kind)]
        if chosen:
            yield from (f"{heading}:", "", *map(parameter_line, chosen), "")
    if isinstance(command, TyperGroup):
        for each in command.list_commands(context):
            if below := command.get_command(context, each):
                yield from command_lines(below, context, f"{name} {each}")


def parameter_line(parameter: Parameter) -> str:
    """An argument or option with what it takes and what holds without it."""
    from chuyenhoa.cli.frame import remarks, written

    found = remarks(parameter)
    remark = f" ({'; '.join(found)})" if found else ""
    return f"- `{written(parameter)}`: {_text(parameter.help or '')}{remark}"


def _text(help_text: str) -> str:
    return inspect.cleandoc(help_text).replace("<", "&lt;")


def generated(language: str) -> str:
    """The page from a process of its own: help texts are translated as modules are loaded."""
    run = subprocess.run(
        [sys.executable, "-X", "utf8", __file__, "--print", language],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return run.stdout


def main() -> int:
    """Do what the arguments ask for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true")
    what.add_argument("--print", choices=PAGES, metavar="LANGUAGE")
    arguments = parser.parse_args()
    if arguments.print:
        sys.stdout.write(page(arguments.print))
        return 0
    stale = 0
    for language, path in PAGES.items():
        text = generated(language)
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if arguments.check:
            print(f"{path.relative_to(ROOT).as_posix()}: stale; run `make reference`")
            stale = 1
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    return stale


if __name__ == "__main__":
    sys.exit(main())
