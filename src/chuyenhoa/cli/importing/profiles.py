"""`profiles`: the layouts that imports have kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from chuyenhoa.cli import arguments, completion, doors, output
from chuyenhoa.cli.arguments import argument
from chuyenhoa.cli.frame import Group, Lazy, command
from chuyenhoa.cli.session import session
from chuyenhoa.language import N_, _

if TYPE_CHECKING:
    from chuyenhoa.cli.session import Session
    from chuyenhoa.intake.layout.lexicon import Lexicon

profiles = Group(
    {
        "list": Lazy("importing.profiles:list_", N_("List the kept profiles.")),
        "show": Lazy("importing.profiles:show", N_("Show a kept profile.")),
        "remove": Lazy("importing.profiles:remove", N_("Remove a kept profile.")),
    },
    name="profiles",
)

Name: TypeAlias = Annotated[
    str,
    argument(_("NAME"), _("Of the profile, as “profiles list” shows it."), completion.profiles),
]


@command(
    _(
        "“import --save-profile” keeps how a table is laid out, and what was answered about it. "
        "Files of that shape are read by it from then on, without a question. The profiles are "
        "YAML files in a folder beside the database, to be read, changed and passed on."
    )
)
def list_(context: typer.Context, format: arguments.Format = "table") -> int:
    """List the kept profiles; exit 1 if one of them has problems."""
    from chuyenhoa.cli.importing import keeping
    from chuyenhoa.cli.lists import write
    from chuyenhoa.cli.problems import PROBLEMS_FOUND, say_problems
    from chuyenhoa.reports.imports import profiles as kept

    lexicon = _lexicon(session(context))
    found, problems = keeping.read_all(session(context), lexicon)
    if not (found or problems):
        output.say(_("No profile has been kept yet."))
    rows = [
        kept.KeptProfile(
            each.profile.name,
            each.profile.kind.value,
            len(each.profile.columns),
            len(each.profile.labels),
            each.file,
        )
        for each in found
    ]
    write(kept.profiles(lexicon.programme, rows), format)
    say_problems(problems)
    return PROBLEMS_FOUND if problems else 0


@command(_("As it stands in its file, with the problems that it has."))
def show(context: typer.Context, name: Name) -> int:
    """Show a kept profile; exit 1 if it has problems."""
    from chuyenhoa.cli.importing import keeping
    from chuyenhoa.cli.problems import PROBLEMS_FOUND, say_problems
    from chuyenhoa.intake.layout.profile import read_profile

    path = keeping.path_of(session(context), name)
    content = path.read_bytes()
    _profile, problems = read_profile(content, str(path), _lexicon(session(context)))
    output.write_data([content])
    say_problems(problems)
    return PROBLEMS_FOUND if problems else 0


@command(_("What has been imported by it stays as it is."))
def remove(context: typer.Context, name: Name) -> None:
    """Remove a kept profile."""
    from chuyenhoa.cli.importing import keeping

    path = keeping.path_of(session(context), name)
    path.unlink()
    output.say(_("The profile {name} is removed.").format(name=path.stem))


def _lexicon(session: Session) -> Lexicon:
    """The areas and criteria that profiles can name."""
    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.store.read_definitions import read_vocabulary

    with doors.reading(session) as connection:
        return Lexicon(read_vocabulary(connection))
