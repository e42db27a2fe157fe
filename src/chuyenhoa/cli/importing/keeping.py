"""The folder of kept profiles beside the database: plain YAML that people can read and mail."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from chuyenhoa.cli import files, output
from chuyenhoa.cli.importing.asking import can_ask, confirmed
from chuyenhoa.cli.importing.columns import columns_of, names_of
from chuyenhoa.errors import CannotRun
from chuyenhoa.intake.guides import Kept
from chuyenhoa.intake.layout.profile import Profile, read_profile
from chuyenhoa.language import N_, _
from chuyenhoa.model.codes import check_code, code_key
from chuyenhoa.model.problems import Place
from chuyenhoa.reports.imports.columns import column_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chuyenhoa.cli.importing.outcome import Read
    from chuyenhoa.cli.session import Session
    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.intake.tables import TableSheet
    from chuyenhoa.model.problems import Problem

_ENDING = ".yaml"
# Windows takes these for devices, whatever their ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def folder(session: Session) -> Path:
    """Where the profiles of a database are kept: 'chuyenhoa.profiles'."""
    return session.database.with_name(f"{session.database.stem}.profiles")


def names(session: Session) -> list[str]:
    """The names of the kept profiles, sorted."""
    found = folder(session).glob(f"*{_ENDING}")
    # A name that begins with a dot is an unfinished or a hidden file.
    return sorted(path.stem for path in found if not path.name.startswith("."))


def path_of(session: Session, name: str) -> Path:
    """The file of a kept profile, its name in whatever case.

    Raises:
        CannotRun: There is no profile of that name.
    """
    known = names(session)
    for each in known:
        if code_key(each) == code_key(name):
            return folder(session) / f"{each}{_ENDING}"
    sentence = N_("There is no profile {name}. There are: {known}.")
    raise CannotRun(sentence, name=name, known=", ".join(known) or "–")


def read_all(session: Session, lexicon: Lexicon | None = None) -> tuple[list[Kept], list[Problem]]:
    """The kept profiles, and what is wrong with the others.

    Args:
        session: Beside whose database.
        lexicon: The areas and criteria that there must be; None where that is not asked.
    """
    kept: list[Kept] = []
    problems: list[Problem] = []
    for name in names(session):
        path = folder(session) / f"{name}{_ENDING}"
        content = path.read_bytes()
        profile, wrong = read_profile(content, str(path), lexicon)
        problems += wrong
        if profile is not None:
            # The file's name is the one that people see and change.
            kept.append(Kept(replace(profile, name=name), str(path), content))
    return kept, problems


def check_name(name: str) -> str:
    """The name, if a profile can be kept under it.

    Raises:
        Invalid: `bad_code`.
        CannotRun: It means a device on some systems.
    """
    if _DEVICES.fullmatch(check_code(name)):
        raise CannotRun(N_("No file can be called {name}: choose another name."), name=name)
    return name


def save(session: Session, name: str, read: Read, *, force: bool) -> None:
    """Keep how the files of an import are laid out, if all of them are understood.

    Args:
        session: Beside whose database.
        name: By which it is kept.
        read: The files.
        force: Whether another profile of that name is replaced; otherwise it is asked about where
            somebody is there to be asked.

    Raises:
        CannotRun: The files are not of one shape, or there is another profile of that name and
            `force` is not given.
        OSError: It cannot be written.
    """
    sheets = [(file.name, sheet) for file in read.tables.files for sheet in file.sheets]
    if not sheets or any(file.questions for file in read.tables.files):
        output.say(_("No profile is kept, as not every file is understood."))
        return
    profile = _shared(name, sheets)
    if not any(each.heading for each in profile.columns):
        output.say(_("No profile is kept: by its headings a file is known again, and it has none."))
        return
    path = _write(session, profile, force=force, may_ask=can_ask([*read.contents]))
    output.say(_("Kept as the profile {name}, in {path}:").format(name=path.stem, path=path))
    names = names_of(read.dataset)
    for line in column_lines(columns_of(sheets[0][1].layout), names):
        output.say(line)
    for label, code in profile.labels:
        output.say(f"      “{label}”: {names.either(code)}")


def _shared(name: str, sheets: Sequence[tuple[str, TableSheet]]) -> Profile:
    """The profile of sheets that share one."""
    (first, sheet), *others = sheets
    profile = Profile.of(name, sheet.layout, sheet.labels)
    labels = dict(profile.labels)
    for other, each in others:
        found = Profile.of(name, each.layout, each.labels)
        if not found.same_shape(profile):
            raise CannotRun(
                N_(
                    "No profile is kept: {other} is laid out otherwise than {first}, and a profile "
                    "is of one shape. Import them one by one."
                ),
                first=Place(first, sheet=sheet.layout.sheet or None),
                other=Place(other, sheet=each.layout.sheet or None),
            )
        labels |= dict(found.labels)
    return replace(profile, labels=tuple(sorted(labels.items())))


def _write(session: Session, profile: Profile, *, force: bool, may_ask: bool) -> Path:
    """Write a profile, unless it is there already; its file."""
    same = [name for name in names(session) if code_key(name) == code_key(profile.name)]
    name = same[0] if same else profile.name
    path = folder(session) / f"{name}{_ENDING}"
    text = replace(profile, name=name).text()
    if not same or path.read_bytes() != text.encode():
        if same and may_ask and not force:
            # Who has answered a dozen questions is not sent away.
            sentence = _("There is another profile {name}. Replace it? (yes or no)")
            force = confirmed(sentence.format(name=name))
        files.write_folder(str(folder(session)), {path.name: lambda: [text]}, force=force)
    return path
