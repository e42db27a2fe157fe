"""Which template is meant: a built-in one, or one of the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.cli import files
from chuyenhoa.cli.reporting import documents, own
from chuyenhoa.cli.usage import WrongUsage
from chuyenhoa.language import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer._click.core import Context

    from chuyenhoa.cli.reporting.own import OwnTemplate
    from chuyenhoa.reports.templates import Template

SEVERAL = N_(
    "Several formats or templates go into a folder: with --periods or --each-area, named by -o."
)


class Chosen(NamedTuple):
    """A template.

    Attributes:
        name: By which it is called.
        template: It, or for a user's own one the built-in one that sees as much.
        own: The user's own; one for each format that it can make.
    """

    name: str
    template: Template
    own: tuple[OwnTemplate, ...] = ()

    def making(self, context: Context, format: str | None) -> OwnTemplate | None:
        """The one of the user's own that makes the format; None for a built-in template.

        Raises:
            WrongUsage: None does, or it cannot be told which is meant.
        """
        if not self.own:
            return None
        found = [each for each in self.own if format in {None, each.format}]
        if len(found) == 1:
            return found[0]
        formats = ", ".join(sorted({each.format for each in self.own}))
        if not found:
            sentence = N_("The template {name} makes {formats}, not {format}.")
        elif len({each.format for each in found}) > 1:
            sentence = N_("The template {name} makes {formats}: say with --format which you want.")
        else:
            sentence = N_("The template {name} is in several files ({files}): name one of them.")
        paths = ", ".join(str(each.path) for each in found)
        raise WrongUsage(
            sentence, context, name=self.name, formats=formats, format=format, files=paths
        )


def choose(context: Context, name: str) -> Chosen:
    """The template of that name, or in that file or folder.

    Raises:
        WrongUsage: There is none.
    """
    from chuyenhoa.reports.templates import TEMPLATES

    if name in TEMPLATES:
        return Chosen(name, TEMPLATES[name])
    if found := own.named(name):
        return Chosen(name, TEMPLATES["conference"], tuple(found))
    known = ", ".join(dict.fromkeys([*TEMPLATES, *(each.name for each in own.listed())]))
    sentence = N_("There is no template {name}. There are: {known}.")
    raise WrongUsage(sentence, context, name=name, known=known)


def check_areas(context: Context, chosen: Chosen, areas: Sequence[str] | None) -> None:
    """See whether the template goes with the areas that were named or not.

    Raises:
        WrongUsage: It does not.
    """
    if chosen.template.of_areas and not areas:
        sentence = N_("The template {name} is about single areas: name one with --area.")
        raise WrongUsage(sentence, context, name=chosen.name)
    if areas and not (chosen.template.of_areas or chosen.own):
        sentence = N_("The template {name} is about all areas: leave --area out.")
        raise WrongUsage(sentence, context, name=chosen.name)


def formats(context: Context, text: str | None) -> list[str]:
    """The formats that are asked for, in the order in which they stand.

    Raises:
        WrongUsage: One does not exist.
    """
    found = [each.strip() for each in text.split(",")] if text else []
    for each in found:
        if each not in documents.ENDINGS:
            sentence = N_("{name} cannot be “{value}”; it is one of: {choices}.")
            choices = ", ".join(documents.ENDINGS)
            raise WrongUsage(sentence, context, name="--format", value=each, choices=choices)
    return list(dict.fromkeys(found))


def one_format(context: Context, formats: Sequence[str], to: str) -> str | None:
    """The format of one document: the one that was asked for, or that the file's name ends for.

    Raises:
        WrongUsage: Several were asked for.
    """
    if len(formats) > 1:
        raise WrongUsage(SEVERAL, context)
    if formats:
        return formats[0]
    return None if to == files.STANDARD else documents.format_named(to)
