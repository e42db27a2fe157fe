"""A programme as a data file (contract §2): what `chuyenhoa dump` writes and `load` reads."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from chuyenhoa.model.numbers import number_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from chuyenhoa.model.dataset import (
        Area,
        Baseline,
        CriteriaSet,
        Criterion,
        Dataset,
        Group,
        Listing,
        Note,
        Office,
        Programme,
        Result,
        RevisedTarget,
    )
    from chuyenhoa.model.periods import Period
    from chuyenhoa.model.values import Measure

# Keys with what stands after them, ready to be written; None is left out.
_Pairs: TypeAlias = "Mapping[str, str | None]"

# What is left out where it is the same (contract §2).
_USUAL_PER = 100

# Letters, digits and single spaces, with a few signs that mean nothing to YAML between them.
_PLAIN = re.compile(r"[^\W_](?:[\w./%()+–-]| (?=[^\W_]|[(–]))*")
# What YAML's own readers would take for something other than a text; ours would only for `null`.
_NOT_TEXT = re.compile(
    r"null|true|false|yes|no|on|off|y|n"
    r"|[0-9][0-9_.]*(?:e[+-]?[0-9]+)?|0[xob][0-9a-f_]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*",
    re.IGNORECASE,
)
# Printed as they are, these would end a line, be invisible, or not be read again.
_UNPRINTABLE = re.compile(
    "[\x7f-\xa0\u00ad\u2000-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]"
)


def write_datafile(definitions: Dataset, results: Iterable[Result]) -> Iterator[str]:
    """The data file, piece by piece; the same data give the same text.

    Args:
        definitions: The programme; its own results are left alone.
        results: The results, each period and area in a row.

    Yields:
        Pieces of the text, line ends included.
    """
    yield from _settings(definitions.programme)
    if office := _office(definitions.office):
        yield f"office: {office}\n"
    yield from _block("areas", map(_area, definitions.areas), empty="areas: []")
    yield from _block("listings", map(_listing, definitions.listings))
    if definitions.criteria_sets:
        yield "\ncriteria_sets:\n"
        for criteria_set in definitions.criteria_sets:
            yield from _criteria_set(criteria_set)
    yield from _block("targets", map(_target, definitions.targets))
    yield from _block("baselines", _baselines(definitions.baselines))
    if definitions.periods:
        yield f"\nperiods: {_flow_list(period.code for period in definitions.periods)}\n"
    yield from _block("notes", map(_note, definitions.notes))
    measures = {
        criterion.code: criterion.measure
        for criteria_set in definitions.criteria_sets
        for criterion in criteria_set.criteria
    }
    yield from _block("results", _results(results, measures))


def write_notes(notes: Iterable[Note]) -> Iterator[str]:
    """A data file with nothing but these notes: loaded, it puts them back."""
    yield "format: chuyenhoa/1\nareas: []\n"
    yield from _block("notes", map(_note, notes))


def _settings(programme: Programme) -> Iterator[str]:
    yield "format: chuyenhoa/1\n"
    if programme.title:
        yield f"title: {quoted(programme.title)}\n"
    yield f"language: {programme.language}\n"
    yield f"illustrative: {_flag(programme.illustrative)}\n"
    yield f"cutoff_day: {programme.cutoff_day}\n"
    settings = {
        "min_success_rate": number_text(programme.min_success_rate),
        "max_relapses": str(programme.max_relapses),
    }
    yield f"programme: {_flow_map(settings)}\n"


def _office(office: Office) -> str | None:
    signer = {"capacity": _text(office.signer.capacity), "title": _text(office.signer.title)}
    return _given(
        {
            "parent": _text(office.parent),
            "body": _text(office.body),
            "number": _text(office.number),
            "place": _text(office.place),
            "signer": _given(signer),
            "recipients": _texts(office.recipients),
        }
    )


def _area(area: Area) -> _Pairs:
    return {
        "code": quoted(area.code),
        "name": quoted(area.name),
        "kind": area.kind,
        "gso_code": _text(area.gso_code),
        "aliases": _texts(area.aliases),
    }


def _listing(listing: Listing) -> _Pairs:
    return {
        "area": quoted(listing.area),
        "listed": listing.listed.code,
        "selected": _period(listing.selected),
        "delisted": _period(listing.delisted),
        "decision": _text(listing.decision),
    }


def _criteria_set(criteria_set: CriteriaSet) -> Iterator[str]:
    yield f"  - code: {quoted(criteria_set.code)}\n"
    yield f"    name: {quoted(criteria_set.name)}\n"
    yield f"    from: {criteria_set.start.code}\n"
    yield f"    pass_score: {number_text(criteria_set.pass_score)}\n"
    if criteria_set.groups:
        yield "    groups:\n"
        for group in criteria_set.groups:
            yield f"      - {_flow_map(_group(group))}\n"
    yield "    criteria:\n"
    for criterion in criteria_set.criteria:
        yield f"      - {_flow_map(_criterion(criterion))}\n"


def _group(group: Group) -> _Pairs:
    require = None if group.require is None else str(group.require)
    return {"code": quoted(group.code), "name": quoted(group.name), "require": require}


def _criterion(criterion: Criterion) -> _Pairs:
    return {
        "code": quoted(criterion.code),
        "name": quoted(criterion.name),
        "name_en": _text(criterion.name_en),
        "group": _text(criterion.group),
        "unit": _text(criterion.unit),
        "measure": criterion.measure,
        "per": None if criterion.per == _USUAL_PER else str(criterion.per),
        "may_exceed": "true" if criterion.may_exceed else None,
        "against": None if criterion.against == "prior_year" else criterion.against,
        "target": _in_quotes(criterion.target.text),
        "mandatory": _flag(criterion.mandatory),
        "points": number_text(criterion.points),
    }


def _target(target: RevisedTarget) -> _Pairs:
    return {
        "criterion": quoted(target.criterion),
        "area": _text(target.area),
        "from": _period(target.start),
        "until": _period(target.until),
        "target": _in_quotes(target.target.text),
        "reason": _text(target.reason),
    }


def _baselines(baselines: Iterable[Baseline]) -> Iterator[_Pairs]:
    for area, numbers in groupby(baselines, lambda baseline: baseline.area):
        values = {quoted(each.criterion): number_text(each.number) for each in numbers}
        yield {"area": quoted(area), "values": _flow_map(values)}


def _note(note: Note) -> _Pairs:
    return {
        "code": quoted(note.code),
        "kind": note.kind,
        "area": _text(note.area),
        "period": note.period.code,
        "criterion": _text(note.criterion),
        "text": quoted(note.text),
        "text_en": _text(note.text_en),
        "responsible": _text(note.responsible),
        "deadline": note.deadline.isoformat() if note.deadline else None,
        "closed": _period(note.closed),
    }


def _results(results: Iterable[Result], measures: Mapping[str, Measure]) -> Iterator[_Pairs]:
    for (period, area), group in groupby(results, lambda result: result[:2]):
        values, notes = {}, {}
        for result in group:
            criterion = quoted(result.criterion)
            values[criterion] = result.value.text(measures[result.criterion])
            if result.note:
                notes[criterion] = quoted(result.note)
        yield {
            "period": period.code,
            "area": quoted(area),
            "values": _flow_map(values),
            "notes": _flow_map(notes) if notes else None,
        }


def _block(key: str, entries: Iterable[_Pairs], empty: str = "") -> Iterator[str]:
    """A list with one mapping per line."""
    started = False
    for entry in entries:
        if not started:
            yield f"\n{key}:\n"
            started = True
        yield f"  - {_flow_map(entry)}\n"
    if empty and not started:
        yield f"\n{empty}\n"


def _flow_map(pairs: _Pairs) -> str:
    inside = ", ".join(f"{key}: {value}" for key, value in pairs.items() if value is not None)
    return f"{{{inside}}}"


def _given(pairs: _Pairs) -> str | None:
    """The same; None where nothing is given."""
    return _flow_map(pairs) if any(pairs.values()) else None


def _flow_list(items: Iterable[str]) -> str:
    return f"[{', '.join(items)}]"


def _flag(value: bool) -> str:  # noqa: FBT001 - the value is what is written
    return "true" if value else "false"


def _period(period: Period | None) -> str | None:
    return None if period is None else period.code


def _text(text: str | None) -> str | None:
    return None if text is None else quoted(text)


def _texts(texts: tuple[str, ...]) -> str | None:
    return _flow_list(map(quoted, texts)) if texts else None


@lru_cache(maxsize=1024)
def quoted(text: str) -> str:
    """The text as a YAML scalar that any reader takes for this text, in quotes where it must."""
    if _PLAIN.fullmatch(text) and not _NOT_TEXT.fullmatch(text):
        return text
    return _in_quotes(text)


def _in_quotes(text: str) -> str:
    # JSON's escapes are among those that YAML has.
    escaped = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped)
