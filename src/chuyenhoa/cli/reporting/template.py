"""`template`: the templates of reports, and where one's own can start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from chuyenhoa.cli import arguments, completion, files, output
from chuyenhoa.cli.arguments import argument
from chuyenhoa.cli.frame import Group, Lazy, command
from chuyenhoa.cli.reporting import choosing, own
from chuyenhoa.cli.usage import WrongUsage
from chuyenhoa.errors import CannotRun
from chuyenhoa.language import N_, _
from chuyenhoa.reports.formats import FORMATS

if TYPE_CHECKING:
    from typer._click.core import Context

template = Group(
    {
        "list": Lazy("reporting.template:list_", N_("List the templates.")),
        "show": Lazy("reporting.template:show", N_("Show what a template says.")),
        "copy": Lazy("reporting.template:copy", N_("Write a template to start one's own from.")),
    },
    name="template",
)

Name: TypeAlias = Annotated[
    str, argument(_("TEMPLATE"), _("A template, by its name."), completion.templates)
]
TextFormat: TypeAlias = Annotated[
    Literal["markdown", "html", "docx", "terminal"] | None,
    typer.Option("--format", help=_("Of what it makes; without it Markdown.")),
]


@command(_("The built-in ones, and those in the folder templates of the working directory."))
def list_(format: arguments.Format = "table") -> None:
    """List the templates."""
    from chuyenhoa.cli.lists import write
    from chuyenhoa.reports.lists import templates

    write(templates([(each.name, each.format, str(each.path)) for each in own.listed()]), format)


@command(
    _(
        "For a built-in template: the same document as a template of one's own would make it, in "
        "the language in use."
    )
)
def show(context: typer.Context, name: Name, format: TextFormat = None) -> None:
    """Show what a template says."""
    _path, text = _text(context, name, format)
    output.write_data([text])


@command(
    _(
        "What is written makes the same document as the built-in template does, without its "
        "pictures, in the language in use. Change it as you like; the names that it can use stand "
        "in “report --format json”."
    )
)
def copy(
    context: typer.Context,
    name: Name,
    format: TextFormat = None,
    to: Annotated[
        str | None,
        arguments.output_file(
            _("Where to write it; without it my-TEMPLATE in the folder templates.")
        ),
    ] = None,
    force: arguments.Force = False,
) -> None:
    """Write a template to start one's own from."""
    from chuyenhoa.reports.own.kinds import KINDS, suffix_of

    suffix = suffix_of(to or "")
    if to and not suffix and to != files.STANDARD:
        sentence = N_("A template ends in one of {endings}; “{name}” does not.")
        raise WrongUsage(sentence, context, name=to, endings=", ".join(KINDS))
    file, text = _text(context, name, format or (KINDS[suffix].format if suffix else None))
    if to is None:
        files.make_folder(own.FOLDER)
        to = str(own.FOLDER / f"my-{file}")
    files.write(to, [text], force=force)
    if to != files.STANDARD:
        said = _("{path} is written; “chuyenhoa report --template {path}” uses it.")
        output.say(said.format(path=to))


def _text(context: Context, name: str, format: str | None) -> tuple[str, str | bytes]:
    """The name of the file, and what stands in it.

    Raises:
        CannotRun: Nothing starts from there in that format, or it is no text.
        WrongUsage: There is no such template, or it does not make the format.
    """
    from chuyenhoa.reports.own.start import start, starts

    chosen = choosing.choose(context, name)
    if mine := chosen.making(context, format):
        if FORMATS[mine.format].binary:
            return mine.path.name, mine.path.read_bytes()
        try:
            return mine.path.name, mine.path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise CannotRun(N_("{path} is no text."), path=mine.path) from None
    found = starts(name)
    wanted = format or "markdown"
    if wanted not in found:
        sentence = N_("The template {name} can be copied as {formats}, not as {format}.")
        raise CannotRun(sentence, name=name, formats=", ".join(found), format=wanted)
    return found[wanted], start(found[wanted])
