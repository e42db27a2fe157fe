"""Many documents in one go, into a folder: periods, areas, formats, and a page that leads to them.

Names are made of codes, so that none is more than a file's name on any system; each is the same on
every run. What has not changed is left as it is.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.cli import files, output
from chuyenhoa.cli.reporting import choosing, documents, own
from chuyenhoa.cli.usage import WrongUsage
from chuyenhoa.errors import CannotRun
from chuyenhoa.language import N_, _, ngettext
from chuyenhoa.model.periods import Period

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from typer._click.core import Context

    from chuyenhoa.assessment.assessed import AssessedArea, Assessment
    from chuyenhoa.cli.reporting.choosing import Chosen
    from chuyenhoa.reports.index import Listed
    from chuyenhoa.reports.report import Report

    Content = Callable[[], Iterable[str | bytes]]

INDEX = "index.html"
_USUAL_FORMAT = "html"
# More on a screen nobody reads: lines, and names in one.
_MOST_SAID = 20
_MOST_NAMED = 5
# What a run names so; only such files are said to be left over.
_OURS = re.compile(r"\d{4}(?:-(?:H[12]|Q[1-4]|9M|\d\d))?_.+\.\w+", re.ASCII)


class Wanted(NamedTuple):
    """What a series is of.

    Attributes:
        periods: 'FIRST..LAST', or one; None for the latest with results.
        chosen: The templates that were named.
        formats: In which each is written; none means what is usual.
        areas: The codes of the areas that were named.
        each_area: Whether each area has documents of its own.
        day: The date of all; None for the last day of each period.
    """

    periods: str | None
    chosen: Sequence[Chosen]
    formats: Sequence[str]
    areas: Sequence[str]
    each_area: bool
    day: date | None


class _Subject(NamedTuple):
    """What a document is about.

    Attributes:
        chosen: The template.
        area: The area whose document it is.
        areas: The codes of those that it is about; None for all of the list.
    """

    chosen: Chosen
    area: AssessedArea | None = None
    areas: tuple[str, ...] | None = None


def write(
    context: Context, connection: sqlite3.Connection, wanted: Wanted, to: str, *, force: bool
) -> None:
    """Write all of them and the page, or nothing; say what was written.

    Raises:
        CannotRun: A file would be replaced, and `force` is not given; or an area is on the list
            in none of the periods.
        WrongTemplate: A template of the user's own has a mistake.
        WrongUsage: A template does not make a format.
    """
    from chuyenhoa.assessment import assess
    from chuyenhoa.assessment.periods import OFF_LIST
    from chuyenhoa.reports.index import index

    contents: dict[str, Content] = {}
    series: list[tuple[Assessment, list[Listed]]] = []
    templates = _templates(context, wanted)
    periods, left_out = _periods(connection, wanted.periods)
    off_list: list[str] = []
    never = set(wanted.areas)
    for period in periods:
        assessed = assess(connection, period)
        made = partial(_made, connection, wanted.day or date.fromisoformat(assessed.period.end))
        listed = []
        for subject in _subjects(wanted, templates, assessed):
            found = _documents(context, wanted.formats, subject, period, made)
            contents |= dict(found.values())
            listed.append(_listed(subject, {f: name for f, (name, _c) in found.items()}))
        if listed or not wanted.areas:
            series.append((assessed, listed))
        else:
            off_list.append(period)
        never -= {area.code for area in assessed.areas}
    if never:
        raise CannotRun(OFF_LIST, area=min(never), period=", ".join(periods))
    _check_names(
        context, [name for _a, listed in series for each in listed for name in each.files.values()]
    )
    contents[INDEX] = lambda: [index(series, left_out)]
    written = files.write_folder(to, contents, force=force, renew=True)
    _say(Path(to), written, contents.keys())
    for sentence, codes in (
        (_("Left out, as no criteria set is in force: {periods}."), left_out),
        (_("Left out, as none of these areas is on the list: {periods}."), off_list),
    ):
        if codes:
            output.say(sentence.format(periods=", ".join(codes)))


def _periods(connection: sqlite3.Connection, text: str | None) -> tuple[list[str], list[str]]:
    """The codes of the periods that are meant, and of those that have no rules, oldest first.

    Raises:
        CannotRun: None of them has results, or none can be assessed.
        Invalid: One cannot be understood.
    """
    from chuyenhoa.assessment.periods import find_period
    from chuyenhoa.intake.rules import Rules
    from chuyenhoa.store.lookups import results_by_period
    from chuyenhoa.store.read_definitions import read_definitions

    if text is None or ".." not in text:
        code = None if text is None else Period.parse(text).code
        return [find_period(connection, code).code], []
    first, _dots, last = text.partition("..")
    reported = [Period.from_code(code) for code in results_by_period(connection)]
    begin = Period.parse(first)
    end = Period.parse(last) if last.strip() else None
    found = [
        each
        for each in reported
        if each.kind == begin.kind
        and begin.start() <= each.start()
        and (end is None or each.end() <= end.end())
    ]
    if not found:
        raise CannotRun(N_("No period of {text} has results."), text=text)
    rules = Rules(read_definitions(connection).criteria_sets)
    ruled: list[str] = []
    unruled: list[str] = []
    for each in sorted(found, key=lambda each: each.start()):
        (ruled if rules.in_force(each) else unruled).append(each.code)
    if not ruled:
        raise CannotRun(
            N_("No criteria set is in force in {text}: none of the periods can be assessed."),
            text=text,
        )
    return ruled, unruled


def _templates(context: Context, wanted: Wanted) -> list[Chosen]:
    """The templates that were named, or the full report; and the sheets of the areas.

    Raises:
        WrongUsage: One does not go with the areas that were named or not.
    """
    usual = "area" if wanted.areas else "conference"
    found = list(wanted.chosen) or [choosing.choose(context, usual)]
    if not wanted.each_area:
        for chosen in found:
            choosing.check_areas(context, chosen, wanted.areas)
    elif not any(map(_of_areas, found)):
        found.append(choosing.choose(context, "area"))
    return found


def _of_areas(chosen: Chosen) -> bool:
    """Whether the template can be about single areas."""
    return bool(chosen.own) or chosen.template.of_areas


def _subjects(
    wanted: Wanted, templates: Sequence[Chosen], assessed: Assessment
) -> Iterator[_Subject]:
    """Each template with what it is about in a period."""
    areas = [area for area in assessed.areas if not wanted.areas or area.code in wanted.areas]
    for chosen in templates:
        if not _of_areas(chosen) or not (wanted.areas or wanted.each_area):
            yield _Subject(chosen)
        elif wanted.each_area:
            yield from (_Subject(chosen, area, (area.code,)) for area in areas)
        elif areas:
            on_list = {area.code for area in areas}
            yield _Subject(chosen, None, tuple(code for code in wanted.areas if code in on_list))


def _documents(
    context: Context,
    formats: Sequence[str],
    subject: _Subject,
    period: str,
    made: Callable[[Chosen, str, tuple[str, ...] | None], Report],
) -> dict[str, tuple[str, Content]]:
    """By format, the name of each file and what makes its content."""
    chosen, area, areas = subject
    found: dict[str, tuple[str, Content]] = {}
    for each in formats or _usual(chosen):
        mine = chosen.making(context, each)
        parts = [period, mine.name if mine else chosen.name, *([area.code] if area else [])]
        content = partial(_content, partial(made, chosen, period, areas), chosen, mine, each)
        found[each] = "_".join(parts) + documents.ENDINGS[each][0], content
    return found


def _check_names(context: Context, names: Sequence[str]) -> None:
    """See that no two are the same; on some systems case makes no difference.

    Raises:
        WrongUsage: Two are.
    """
    taken: set[str] = set()
    for name in names:
        if name.lower() in taken:
            sentence = N_("Two documents would be called {name}: give the templates other names.")
            raise WrongUsage(sentence, context, name=name)
        taken.add(name.lower())


def _usual(chosen: Chosen) -> list[str]:
    return [each.format for each in chosen.own] or [_USUAL_FORMAT]


# The formats of one document come one after the other.
@lru_cache(maxsize=1)
def _made(
    connection: sqlite3.Connection,
    day: date,
    chosen: Chosen,
    period: str,
    areas: tuple[str, ...] | None,
) -> Report:
    return documents.report_on(connection, chosen.template, period, areas, day)


def _content(
    report: Callable[[], Report], chosen: Chosen, mine: own.OwnTemplate | None, format: str
) -> Iterable[str | bytes]:
    from chuyenhoa.reports import report_data
    from chuyenhoa.reports.templates import build

    made = report()
    if mine:
        return [own.filled(mine, made)]
    return documents.pieces(
        format, lambda: build(made, chosen.name), lambda: report_data.chunks(made)
    )


def _listed(subject: _Subject, names: dict[str, str]) -> Listed:
    from chuyenhoa.reports.index import Listed

    chosen, area, _areas = subject
    title = chosen.name if chosen.own else _(chosen.template.title)
    return Listed(f"{area.name} – {title}" if area else title, area, names)


def _say(folder: Path, written: Sequence[str], made: Iterable[str]) -> None:
    """What was written, what was as it is, and what this run would not have made."""
    names = set(made)
    for name in written[:_MOST_SAID]:
        output.say(_("Written: {path}").format(path=folder / name))
    if len(written) > _MOST_SAID:
        output.say(_("… and {n} more files").format(n=len(written) - _MOST_SAID))
    if same := len(names) - len(written):
        sentence = ngettext("{n} file is as it was.", "{n} files are as they were.", same)
        output.say(sentence.format(n=same))
    found = {each.name for each in folder.iterdir() if _OURS.fullmatch(each.name)}
    if left := sorted(found - names):
        sentence = ngettext(
            "{n} file of other runs was left as it is: {names}",
            "{n} files of other runs were left as they are: {names}",
            len(left),
        )
        more = ["…"] if len(left) > _MOST_NAMED else []
        named = ", ".join([*left[:_MOST_NAMED], *more])
        output.say(sentence.format(n=len(left), names=named))


def check(context: Context, period: str | None, periods: str | None, to: str) -> None:
    """See whether the options of a series go together.

    Raises:
        WrongUsage: They do not.
    """
    if period and periods:
        raise WrongUsage(N_("Give either --period or --periods."), context)
    if periods is not None and not periods.partition("..")[0].strip():
        sentence = N_("“{text}” names no first period: write 2022-H1.. or 2022-H1..2023-H1.")
        raise WrongUsage(sentence, context, text=periods)
    if to == files.STANDARD or to.lower().endswith(documents.EVERY_ENDING):
        sentence = N_("Several documents are written into a folder: name one with -o.")
        raise WrongUsage(sentence, context)
