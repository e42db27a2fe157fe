"""Templates of users: found by a file, a folder, or a name in `templates/` of where one works."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from chuyenhoa.cli import output
from chuyenhoa.cli.problems import PROBLEMS_FOUND
from chuyenhoa.errors import ChuyenhoaError
from chuyenhoa.language import N_
from chuyenhoa.model.problems import Place, Problem
from chuyenhoa.reports.formats import FORMATS
from chuyenhoa.reports.own.kinds import KINDS, WORD, suffix_of
from chuyenhoa.reports.own.words import in_own_words
from chuyenhoa.reports.problems import problem_line

if TYPE_CHECKING:
    from chuyenhoa.reports.report import Report

FOLDER = Path("templates")


class OwnTemplate(NamedTuple):
    """A template of a user.

    Attributes:
        name: By which it is called.
        path: Its file.
        format: Of what it makes.
    """

    name: str
    path: Path
    format: str


class WrongTemplate(ChuyenhoaError):
    """The template has a mistake, which has been said."""

    exit_status = PROBLEMS_FOUND

    def __init__(self) -> None:
        super().__init__(N_("The template has a mistake, so nothing was written."))


def named(name: str) -> list[OwnTemplate]:
    """The templates of that name: at most one for each file in the folder.

    Args:
        name: A file, a folder of templates, or in `templates/` a name or a file.
    """
    path = Path(name)
    if suffix_of(path.name):
        here = [*_templates([path])] if path.exists() else []
        return here or [each for each in listed() if each.path.name == name]
    if path.is_dir():
        return [*_templates(sorted(path.iterdir()))]
    return [each for each in listed() if each.name == name]


def listed() -> list[OwnTemplate]:
    """Those in `templates/` of the working directory."""
    return [*_templates(sorted(FOLDER.iterdir()))] if FOLDER.is_dir() else []


def _templates(paths: Iterable[Path]) -> Iterator[OwnTemplate]:
    """Those that are templates: neither parts of some, nor what Word has open (`~$…`)."""
    for path in paths:
        suffix = suffix_of(path.name)
        if suffix and not path.name.startswith(("_", ".", "~")):
            yield OwnTemplate(path.name[: -len(suffix)], path, KINDS[suffix].format)


def filled(template: OwnTemplate, report: Report) -> str | bytes:
    """The document that it makes of the report.

    Raises:
        OSError: It cannot be read.
        WrongTemplate: It has a mistake, which has been said.
    """
    from chuyenhoa.reports.own.filling import fill
    from chuyenhoa.reports.report_data import chunks

    path = template.path
    if not _inside(path):
        _refuse(Problem("template_outside", Place(str(path))))
    files = {path.name: path.read_bytes()}
    for other in path.parent.iterdir():
        # A Word file includes no other, and none includes one.
        suffix = suffix_of(other.name)
        texts = {suffix, suffix_of(path.name)}.isdisjoint({None, WORD})
        if texts and other.is_file() and _inside(other):
            files[other.name] = other.read_bytes()
    made = fill(path.name, files, chunks(report))
    if isinstance(made, Problem):
        place = replace(made.place, file=str(path.parent / made.place.file))
        _refuse(replace(made, place=place))
    return made if FORMATS[template.format].binary else made.decode()


def _inside(path: Path) -> bool:
    """Whether the file, all links followed, stands in its folder or below."""
    return path.resolve().is_relative_to(path.parent.resolve())


def _refuse(problem: Problem) -> NoReturn:
    if "detail" in problem.params:
        said = in_own_words(str(problem.params["detail"]))
        problem = replace(problem, params={**problem.params, "detail": said})
    output.say(problem_line(problem))
    raise WrongTemplate
