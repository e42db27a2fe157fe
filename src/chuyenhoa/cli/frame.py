"""Typer's commands as this program has them: both languages, quick to start, loaded when used.

Every word that Typer would say by itself is said here instead. Values are taken as they are typed:
Typer would have pydantic look at them, whose import takes longer than most commands.
"""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import typer
from typer._click.core import Command as AnyCommand
from typer._click.shell_completion import CompletionItem
from typer._coercion import RuntimeParam
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from chuyenhoa.cli import output
from chuyenhoa.cli.options import global_options
from chuyenhoa.cli.usage import WrongUsage
from chuyenhoa.language import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from typer._click.core import Context, Parameter
    from typer._click.formatting import HelpFormatter
    from typer.core import _TyperParameter


class _AsTyped(RuntimeParam):
    """Takes texts as they are, and checks choices."""

    def _coerce_value(self, value: object, param: _TyperParameter, ctx: Context) -> object:
        choices = param.type_descriptor.choices
        if choices and value not in choices:
            sentence = N_("{name} cannot be “{value}”; it is one of: {choices}.")
            name, allowed = param.opts[0], ", ".join(choices)
            raise WrongUsage(sentence, ctx, name=name, value=value, choices=allowed)
        return value


class _Wording(AnyCommand):
    """What commands and groups have in common: their help and the reading of their values."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(*args, **kwargs)
        self.options_metavar = _("[OPTIONS]")
        if all(each.name != "database" for each in self.params):
            self.params.extend(global_options(hidden=True))
        for each in self.params:
            if isinstance(each, TyperArgument | TyperOption):
                _take_as_typed(each)

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """`--help`, in the language in use and through our own door to the terminal."""
        option = super().get_help_option(ctx)
        if option:
            option.help = _("Show this message and exit.")
            option.callback = _show_help
            _take_as_typed(option)
        return option

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """The usage line after the command's name: [OPTIONS] AREA [CRITERION]."""
        arguments = [each for each in self.get_params(ctx) if isinstance(each, TyperArgument)]
        return [str(self.options_metavar), *(_argument_usage(each) for each in arguments)]

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage: "))

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The lists of arguments and options."""
        for kind, heading in ((TyperArgument, _("Arguments")), (TyperOption, _("Options"))):
            rows = [
                (written(each), _explained(each))
                for each in self.get_params(ctx)
                if isinstance(each, TyperArgument | TyperOption)
                and isinstance(each, kind)
                and not each.hidden
            ]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)


class Command(_Wording, TyperCommand):
    """One command. It takes the global options as well, for those who add them at the end."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse the arguments and refuse what is left over."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            sentence = N_("“{text}” is one argument too many.")
            if any("-o" in each.opts for each in self.params):
                sentence = N_("“{text}” is one argument too many; to write there, use -o {text}.")
            raise WrongUsage(sentence, ctx, text=rest[0])
        return rest


class Lazy(NamedTuple):
    """A command that is not loaded yet.

    Attributes:
        target: Where it is, below `chuyenhoa.cli`: 'module:attribute'.
        summary: One English sentence, marked for translation.
    """

    target: str
    summary: str


class Group(_Wording, TyperGroup):
    """Commands that are imported when they are called or asked for help.

    Args:
        lazy: The commands by their names, in the order in which help lists them.
        kwargs: What `TyperGroup` takes.
    """

    def __init__(self, lazy: Mapping[str, Lazy], **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(rich_markup_mode=None, no_args_is_help=True, **kwargs)
        self.lazy = lazy
        self.subcommand_metavar = _("COMMAND [ARGS]...")

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """The usage line after the program's name."""
        return [*super().collect_usage_pieces(ctx), self.subcommand_metavar]

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - as every group
        """The names, in the order of the help."""
        return list(self.lazy)

    def get_command(self, ctx: Context, cmd_name: str) -> AnyCommand | None:  # noqa: ARG002 - as every group
        """Import a command; None if there is none of that name."""
        if cmd_name in self.lazy and cmd_name not in self.commands:
            target, summary = self.lazy[cmd_name]
            module, _colon, attribute = target.partition(":")
            found: AnyCommand = getattr(import_module(f"chuyenhoa.cli.{module}"), attribute)
            found.name = cmd_name
            found.help = "\n\n".join(filter(None, (_(summary), found.help)))
            self.commands[cmd_name] = found
        return self.commands.get(cmd_name)

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, AnyCommand | None, list[str]]:
        """The command that is named first, and its arguments."""
        name, rest = args[0], args[1:]
        command = self.get_command(ctx, name)
        if command or ctx.resilient_parsing:
            return name if command else None, command, rest
        from chuyenhoa.model.names import nearest

        if near := nearest(name, self.lazy):
            sentence = N_("There is no command “{name}”; did you mean “{near}”?")
            raise WrongUsage(sentence, ctx, name=name, near=near)
        raise WrongUsage(N_("There is no command “{name}”."), ctx, name=name)

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The options, then the commands with their summaries."""
        super().format_options(ctx, formatter)
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(lazy.summary)) for name, lazy in self.lazy.items()])

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Nothing: they stand below the options already."""

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """The names of commands and options that begin so."""
        commands = [
            CompletionItem(name, help=_(lazy.summary))
            for name, lazy in self.lazy.items()
            if name.startswith(incomplete)
        ]
        return [*commands, *AnyCommand.shell_complete(self, ctx, incomplete)]


def command(
    details: str = "", cls: type[Command] = Command
) -> Callable[[Callable[..., int | None]], TyperCommand]:
    """Make a command of a function; what it returns is the exit status.

    Args:
        details: What its help says below the summary in the list of commands, translated.
        cls: The class of the command.
    """

    def make(function: Callable[..., int | None]) -> TyperCommand:
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(cls=cls, help=details)(function)
        made = get_command(app)
        assert isinstance(made, TyperCommand)  # noqa: S101 - one command makes no group
        return made

    return make


def _argument_usage(argument: TyperArgument) -> str:
    """An argument in a usage line: 'AREA', '[CRITERION]', 'FILE...'."""
    name = argument.display_name_raw if argument.required else f"[{argument.display_name_raw}]"
    return name if argument.nargs == 1 else f"{name}..."


def _take_as_typed(parameter: TyperArgument | TyperOption) -> None:
    kind = parameter.type_descriptor
    parameter._runtime_param = _AsTyped(kind.parameter_info, kind.annotation)  # noqa: SLF001 - no other way


def _show_help(context: Context, _parameter: Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        output.write_text(f"{context.get_help()}\n")
        context.exit()


def written(parameter: TyperArgument | TyperOption) -> str:
    """As it is typed: '-o, --output FILE'."""
    if isinstance(parameter, TyperArgument):
        return parameter.display_name_raw
    names = ", ".join(sorted(parameter.opts, key=len))
    if parameter.is_flag:
        return names
    choices = parameter.type_descriptor.choices
    return f"{names} {'|'.join(choices) if choices else parameter.metavar}"


def remarks(parameter: TyperArgument | TyperOption) -> list[str]:
    """Whether it must be given, and how often; what holds without it."""
    found = []
    if parameter.required and isinstance(parameter, TyperOption):
        found.append(_("required"))
    if parameter.multiple:
        found.append(_("can be given several times"))
    if parameter.default is not None and not isinstance(parameter.default, bool):
        found.append(_("default: {value}").format(value=parameter.default))
    if parameter.envvar:
        found.append(_("environment variable: {name}").format(name=parameter.envvar))
    return found


def _explained(parameter: TyperArgument | TyperOption) -> str:
    """Its help and remarks."""
    text = inspect.cleandoc(parameter.help or "")
    found = remarks(parameter)
    return f"{text} [{'; '.join(found)}]" if found else text
