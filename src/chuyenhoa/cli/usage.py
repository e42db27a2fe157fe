"""Wrong usage, in our own words: what Typer says about a command line exists in English only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer._click.exceptions import BadOptionUsage, ClickException, MissingParameter, NoSuchOption
from typer.core import TyperArgument, TyperGroup

from chuyenhoa.errors import CannotRun
from chuyenhoa.language import N_, _

if TYPE_CHECKING:
    from typer._click.core import Context


class WrongUsage(CannotRun):
    """The command line cannot be understood.

    Attributes:
        context: Of the command that it was meant for; it names the help that helps.
    """

    def __init__(self, template: str, context: Context | None, **params: object) -> None:
        super().__init__(template, **params)
        self.context = context

    @property
    def hint(self) -> str:
        """Where the right usage is explained."""
        path = self.context.command_path if self.context else "chuyenhoa"
        return _("“{command} --help” shows how it is used.").format(command=path)


def in_own_words(error: ClickException) -> WrongUsage:  # noqa: PLR0911 - one for each kind
    """What Typer has found wrong."""
    context = getattr(error, "ctx", None)
    if isinstance(error, MissingParameter) and error.param:
        if isinstance(error.param, TyperArgument):
            name = error.param.display_name_raw
            return WrongUsage(N_("The argument {name} is missing."), context, name=name)
        name = error.param.opts[0]
        return WrongUsage(N_("The option {name} is missing."), context, name=name)
    if isinstance(error, NoSuchOption):
        name = error.option_name
        if near := ", ".join(sorted(error.possibilities or ())):
            sentence = N_("There is no option {name}; did you mean {near}?")
            return WrongUsage(sentence, context, name=name, near=near)
        return WrongUsage(N_("There is no option {name}."), context, name=name)
    if isinstance(error, BadOptionUsage):
        name = error.option_name
        # Both come as this one exception.
        if "does not take" in error.message:
            return WrongUsage(N_("The option {name} takes no value."), context, name=name)
        return WrongUsage(N_("The option {name} needs a value."), context, name=name)
    if context and isinstance(context.command, TyperGroup):
        return WrongUsage(N_("The command is missing."), context)
    return WrongUsage(N_("The command line is wrong: {detail}"), context, detail=error.message)
