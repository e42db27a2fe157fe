"""The program as Typer sees it: its commands by name, loaded when they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer._coercion import bool_flag_type_descriptor
from typer._completion_classes import completion_init
from typer.core import TyperOption

from chuyenhoa import __version__
from chuyenhoa.cli import output
from chuyenhoa.cli.frame import Group, Lazy
from chuyenhoa.cli.options import global_options
from chuyenhoa.errors import CannotRun
from chuyenhoa.language import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer._click.core import Context, Parameter

NAME = "chuyenhoa"
COMPLETION_VARIABLE = "_CHUYENHOA_COMPLETE"

COMMANDS = {
    "load": Lazy("data:load", N_("Read data files into the database: all of them or nothing.")),
    "dump": Lazy("data:dump", N_("Write the database as a data file.")),
    "record": Lazy(
        "recording.command:record",
        N_("Record one result, or at a terminal an area's results one by one."),
    ),
    "import": Lazy(
        "importing.command:import_tables",
        N_("Read spreadsheets of results: all of them or nothing."),
    ),
    "history": Lazy("recording.command:history", N_("Show every state of one result.")),
    "imports": Lazy("importing.imports:imports", N_("List imports, show one, or take one back.")),
    "form": Lazy("form:form", N_("Write the entry workbook of a period, to be filled in.")),
    "profiles": Lazy(
        "importing.profiles:profiles",
        N_("List the kept layouts of tables, show one, or remove one."),
    ),
    "assess": Lazy("assess:assess", N_("Show which areas meet the targets.")),
    "explain": Lazy(
        "assess:explain",
        N_("Explain a verdict: where it comes from and what it would take."),
    ),
    "note": Lazy(
        "notes:note",
        N_("Keep what reports say in words: shortcomings, measures, recommendations and the like."),
    ),
    "report": Lazy("reporting.command:report", N_("Write a report.")),
    "template": Lazy(
        "reporting.template:template",
        N_("List templates of reports, and make one's own."),
    ),
    "compare": Lazy("reporting.command:compare", N_("Compare two periods.")),
    "trend": Lazy("reporting.command:trend", N_("Show what became of it, period by period.")),
    "areas": Lazy("lists:areas", N_("List the areas.")),
    "criteria": Lazy("lists:criteria", N_("List the criteria in force.")),
    "periods": Lazy("lists:periods", N_("List the reporting periods.")),
    "db": Lazy("database:db", N_("Check the database, back it up, or restore it.")),
}


def build() -> Group:
    """The root command, in the language in use."""
    return Group(
        COMMANDS,
        name=NAME,
        context_settings={"help_option_names": ["--help", "-h"]},
        help=_(
            "Which areas meet their targets: results against criteria, period by period, with "
            "every figure explained.\n\nOnly figures about areas belong in here: no personal data."
        ),
        params=[
            _flag("--version", _("Show the version and exit."), _show_version),
            _flag(
                "--install-completion",
                _("Have the shell in use complete commands, areas, criteria and periods."),
                _install_completion,
            ),
            _flag(
                "--show-completion",
                _("Show what --install-completion would install."),
                _show_completion,
            ),
            *global_options(hidden=False),
        ],
    )


def complete() -> None:
    """Answer the shell that asks what could come next; never returns."""
    from chuyenhoa.cli import completion

    completion_init()
    completion.keep_help_literal()
    build().main([], prog_name=NAME)


def _flag(name: str, text: str, act: Callable[[], None]) -> TyperOption:
    """An option that does its work at once, before anything else is looked at."""

    def callback(context: Context, _parameter: Parameter, value: bool) -> None:
        if value and not context.resilient_parsing:
            act()
            context.exit()

    return TyperOption(
        param_decls=[name],
        type_descriptor=bool_flag_type_descriptor(),
        is_flag=True,
        is_eager=True,
        expose_value=False,
        help=text,
        callback=callback,
    )


def _show_version() -> None:
    output.write_text(f"{NAME} {__version__}\n")


def _install_completion() -> None:
    from typer._completion_shared import install

    shell, path = install(_shell(), NAME, COMPLETION_VARIABLE)
    output.say(
        _(
            "Completion for {shell} is installed in {path}. It works in the terminals that you "
            "open from now on."
        ).format(shell=shell, path=path)
    )


def _show_completion() -> None:
    from typer._completion_shared import get_completion_script

    shell = _shell()
    script = get_completion_script(prog_name=NAME, complete_var=COMPLETION_VARIABLE, shell=shell)
    output.write_text(f"{script}\n")


def _shell() -> str:
    """The shell in use.

    Raises:
        CannotRun: If it cannot be told, or Typer has no completion for it.
    """
    from typer._completion_shared import Shells, _get_shell_name

    shell = _get_shell_name()
    if shell not in set(Shells):
        raise CannotRun(
            N_("The shell in use is not one of those that can complete: {shells}."),
            shells=", ".join(Shells),
        )
    return shell
