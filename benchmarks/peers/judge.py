"""The rules of contract §4 to §8 as an able analyst would judge them in pandas.

python judge.py DATABASE PERIOD: writes to stdout what `chuyenhoa assess --format json` writes.
"""

# ruff: noqa: ANN401 - a column may be a Series, a scalar or an array

from __future__ import annotations

import json
import sqlite3
import sys
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

LIMITS = ["low", "low_open", "high", "high_open"]
VERDICTS = ["met", "not_met", "missing", "not_applicable"]


def read(path: str) -> dict[str, pd.DataFrame]:
    """Every table that the rules need."""
    queries = {
        "dataset": "SELECT * FROM dataset",
        "period": "SELECT * FROM period ORDER BY starts_on",
        "area": "SELECT id AS area_id, code, name FROM area ORDER BY position",
        "listing": "SELECT area_id, listed_id, selected_id, delisted_id FROM listing",
        "set": (
            "SELECT s.*, f.starts_on AS since FROM criteria_set s JOIN period f ON f.id = from_id"
        ),
        "group": "SELECT id AS group_id, require_all, require_count FROM criterion_group",
        "criterion": (
            "SELECT c.*, k.code, k.measure FROM set_criterion c"
            " JOIN criterion k ON k.id = c.criterion_id ORDER BY c.set_id, c.position"
        ),
        "target": (
            "SELECT t.*, f.starts_on AS since, u.starts_on AS until FROM target t"
            " LEFT JOIN period f ON f.id = from_id LEFT JOIN period u ON u.id = until_id"
        ),
        "baseline": "SELECT * FROM baseline",
        "result": (
            "SELECT period_id, area_id, criterion_id, number, denominator, applicable FROM result"
        ),
    }
    with sqlite3.connect(path) as database:
        tables = {name: pd.read_sql_query(query, database) for name, query in queries.items()}
    for name in ("criterion", "target"):
        limits = tables[name].astype(dict.fromkeys(LIMITS, "float64"))
        tables[name] = limits.fillna({"low": -np.inf, "high": np.inf})
    tables["baseline"] = tables["baseline"].astype({"number": "float64"})
    return tables


def key(period: Any, area: Any, criterion: Any) -> Any:
    """One whole number for a figure's place: cheaper to look up than three columns."""
    return (period * 1_000_000 + area) * 10_000 + criterion


def periods_in_force(tables: dict[str, pd.DataFrame], code: str) -> pd.DataFrame:
    """The assessed period and those of its kind before it, each with the set in force."""
    period = tables["period"]
    ids = dict(zip(period["code"], period["id"], strict=True))
    now = period[period["code"] == code].iloc[0]
    period = period[
        (period["reported"] == 1)
        & (period["kind"] == now["kind"])
        & (period["starts_on"] <= now["starts_on"])
    ]
    sets = tables["set"].sort_values("since")
    place = sets["since"].searchsorted(period["starts_on"], side="right") - 1
    period = period.assign(
        set_id=np.where(place >= 0, sets["id"].to_numpy()[place], -1),
        prior_year=period["prior_year_code"].map(ids),
        previous=period["previous_code"].map(ids),
    )
    return period[period["set_id"] >= 0].rename(columns={"id": "period_id"})


def followed(tables: dict[str, pd.DataFrame], period: pd.DataFrame) -> pd.DataFrame:
    """Every area that is listed now, and was selected in an earlier period."""
    start = tables["period"].set_index("id")["starts_on"]
    grid = period[["period_id", "code", "set_id", "starts_on", "ends_on"]].merge(
        tables["listing"], how="cross"
    )
    for event in ("listed", "selected", "delisted"):
        grid[event] = (grid[f"{event}_id"].map(start) <= grid["ends_on"]).fillna(value=False)
    now = grid["period_id"] == period["period_id"].iloc[-1]
    return grid[grid["listed"] & (now | grid["selected"])]


def figures(tables: dict[str, pd.DataFrame], period: pd.DataFrame, areas: pd.DataFrame) -> Any:
    """A row per period, area and criterion: what was recorded, its reference and its target."""
    criteria = period[["period_id", "set_id", "starts_on", "prior_year", "previous"]].merge(
        tables["criterion"].drop(columns="id"), on="set_id"
    )
    criteria["compared_with"] = np.where(
        criteria["against"] == "previous", criteria["previous"], criteria["prior_year"]
    )
    special = targets(tables["target"], criteria)
    rows = areas[["period_id", "area_id"]].merge(
        criteria.drop(columns=["set_id", "starts_on", "prior_year", "previous"]), on="period_id"
    )

    result = tables["result"]
    result.index = pd.Index(key(result["period_id"], result["area_id"], result["criterion_id"]))
    columns = ["number", "denominator", "applicable"]
    places = key(rows["period_id"], rows["area_id"], rows["criterion_id"])
    rows[columns] = result[columns].reindex(places).to_numpy()

    reduction = rows[rows["measure"] == "reduction"]
    of_period = key(
        reduction["compared_with"].fillna(0).astype("int64"),
        reduction["area_id"],
        reduction["criterion_id"],
    )
    baseline = tables["baseline"]
    baseline.index = pd.Index(key(0, baseline["area_id"], baseline["criterion_id"]))
    of_baseline = key(0, reduction["area_id"], reduction["criterion_id"])
    rows["reference"] = pd.Series(
        np.where(
            reduction["against"] == "baseline",
            baseline["number"].reindex(of_baseline),
            result["number"].reindex(of_period),
        ),
        index=reduction.index,
    )

    if len(special):
        special.index = pd.Index(
            key(special["period_id"], special["area_id"], special["criterion_id"])
        )
        found = special.index.get_indexer(places)
        hit = found >= 0
        rows.loc[hit, LIMITS] = special[LIMITS].to_numpy()[found[hit]]
    return rows


def targets(target: pd.DataFrame, criteria: pd.DataFrame) -> pd.DataFrame:
    """Puts the targets for all areas into `criteria`; returns those for one area (§4)."""
    valid = criteria[["period_id", "criterion_id", "starts_on"]].merge(target, on="criterion_id")
    valid = valid[
        (valid["since"].isna() | (valid["since"] <= valid["starts_on"]))
        & (valid["until"].isna() | (valid["starts_on"] <= valid["until"]))
    ].sort_values("since", na_position="first")
    everywhere = valid[valid["area_id"].isna()]
    everywhere = everywhere.drop_duplicates(["period_id", "criterion_id"], keep="last")
    for one in everywhere.itertuples():
        here = (criteria["period_id"] == one.period_id) & (
            criteria["criterion_id"] == one.criterion_id
        )
        criteria.loc[here, LIMITS] = [one.low, one.low_open, one.high, one.high_open]
    special = valid[valid["area_id"].notna()].astype({"area_id": "int64"})
    return special.drop_duplicates(["period_id", "area_id", "criterion_id"], keep="last")


def judge(rows: pd.DataFrame) -> None:
    """Adds what is measured, the verdict and its reason (§5)."""
    reduction = rows["measure"] == "reduction"
    number, reference = rows["number"], rows["reference"]
    share = rows["denominator"].notna()
    missing = rows["applicable"].isna()
    dropped = rows["applicable"] == 0
    no_whole = rows["denominator"] == 0
    no_reference = reduction & reference.isna()
    nothing_before = reduction & (reference == 0)
    measured = np.select(
        [reduction, share],
        [(reference - number) * 100 / reference, number * rows["per"] / rows["denominator"]],
        number,
    )
    low, high = rows["low"].to_numpy(), rows["high"].to_numpy()
    fails = np.where(rows["low_open"] == 1, measured <= low, measured < low) | np.where(
        rows["high_open"] == 1, measured >= high, measured > high
    )
    rows["measured"] = measured
    rows["verdict"] = np.select(
        [missing, dropped | no_whole, no_reference, nothing_before & (number != 0), fails],
        ["missing", "not_applicable", "missing", "not_met", "not_met"],
        "met",
    )
    rows["reason"] = np.select(
        [missing, dropped, no_whole, no_reference, nothing_before],
        ["no_result", "", "zero_denominator", "no_reference", "zero_reference"],
        "",
    )


def standings(rows: pd.DataFrame, tables: dict[str, pd.DataFrame], areas: pd.DataFrame) -> Any:
    """One row per period and area with its counts, points and standing (§6)."""
    for verdict in VERDICTS:
        rows[verdict] = rows["verdict"] == verdict
    rows["got"] = rows["points"].where(rows["met"], 0)
    rows["open"] = rows["points"].where(rows["missing"], 0)
    rows["max"] = rows["points"].where(~rows["not_applicable"], 0)
    rows["must_fail"] = (rows["mandatory"] == 1) & rows["not_met"]
    rows["must_wait"] = (rows["mandatory"] == 1) & rows["missing"]
    sums = [*VERDICTS, "got", "open", "max", "must_fail", "must_wait"]

    by = ["period_id", "area_id"]
    group = rows.assign(group_id=rows["group_id"].fillna(0)).groupby([*by, "group_id"])[sums].sum()
    group = group.reset_index().merge(tables["group"], how="left", on="group_id")
    applicable = group["met"] + group["not_met"] + group["missing"]
    required = np.where(
        group["require_all"] == 1,
        applicable,
        np.minimum(group["require_count"].fillna(0).astype("float64"), applicable),
    )
    group["is_met"] = group["met"] >= required
    group["can_be_met"] = group["met"] + group["missing"] >= required

    area = group.groupby(by)[[*sums, "is_met", "can_be_met"]].agg(
        dict.fromkeys(sums, "sum") | {"is_met": "min", "can_be_met": "min"}
    )
    area = areas.merge(area, on=by).merge(
        tables["set"][["id", "pass_score"]], left_on="set_id", right_on="id"
    )
    needed = area["pass_score"] * area["max"]
    passes = (area["must_fail"] + area["must_wait"] == 0) & area["is_met"].astype(bool)
    may = (area["must_fail"] == 0) & area["can_be_met"].astype(bool)
    area["standing"] = np.select(
        [
            area["met"] + area["not_met"] + area["missing"] == 0,
            passes & (area["got"] * 100 >= needed),
            may & ((area["got"] + area["open"]) * 100 >= needed),
        ],
        ["incomplete", "met", "incomplete"],
        "not_met",
    )
    return area


def stages(area: pd.DataFrame, now: int) -> pd.DataFrame:
    """The assessed period's rows with their stage (§7)."""
    current = area[area["period_id"] == now].set_index("area_id")
    earlier = area[area["period_id"] != now].sort_values("starts_on")
    decided = earlier[earlier["standing"] != "incomplete"]
    last = decided.groupby("area_id")["standing"].last().reindex(current.index)
    once = current.index.isin(earlier.loc[earlier["standing"] == "met", "area_id"])
    standing = current["standing"]
    current["stage"] = np.select(
        [
            ~current["selected"],
            (standing == "met") & (last == "met"),
            standing == "met",
            (standing == "not_met") & once,
            standing == "not_met",
            last == "met",
            (last == "not_met") & once,
        ],
        [
            "listed",
            "maintained",
            "transformed",
            "relapsed",
            "in_progress",
            "unverified",
            "relapsed",
        ],
        "in_progress",
    )
    current["selected"] &= ~current["delisted"]
    return current


def programme(area: pd.DataFrame, dataset: Any) -> dict[str, Any]:
    """The verdict on the whole (§8)."""
    standing = area.loc[area["selected"], "standing"].value_counts()
    met, not_met, incomplete = (
        int(standing.get(name, 0)) for name in ("met", "not_met", "incomplete")
    )
    selected = met + not_met + incomplete
    relapsed = int((area["stage"] == "relapsed").sum())
    least = dataset.min_success_rate
    if relapsed > dataset.max_relapses or (
        selected and (met + incomplete) * 100 < least * selected
    ):
        verdict = "not_met"
    elif selected and met * 100 >= least * selected:
        verdict = "met"
    else:
        verdict = "incomplete"
    return {
        "verdict": verdict,
        "listed": len(area),
        "selected": selected,
        "met": met,
        "not_met": not_met,
        "incomplete": incomplete,
        "relapsed": relapsed,
        "success_rate": plain(round(met * 100 / selected, 4)) if selected else None,
        "min_success_rate": plain(least),
        "max_relapses": int(dataset.max_relapses),
    }


def plain(number: float) -> float | int | None:
    """A number as JSON should have it: 19 rather than 19.0, and null where there is none."""
    if number != number:  # noqa: PLR0124 - NaN
        return None
    return int(number) if number == int(number) else number


@cache
def target_text(low: float, low_open: float, high: float, high_open: float, measure: str) -> str:
    """The target as a data file has it."""
    if measure == "yes_no":
        return "yes" if low else "no"
    if low == high:
        return f"= {plain(low)}"
    if high == np.inf:
        return f"{'>' if low_open else '>='} {plain(low)}"
    if low == -np.inf:
        return f"{'<' if high_open else '<='} {plain(high)}"
    return f"{plain(low)} .. {plain(high)}"


def recorded(
    number: float, denominator: float, applicable: float, measure: str
) -> str | float | None:
    """The figure as a data file has it, but a number as a number."""
    if applicable != applicable:  # noqa: PLR0124
        return None
    if not applicable:
        return "n/a"
    if measure == "yes_no":
        return "yes" if number else "no"
    if denominator == denominator:  # noqa: PLR0124
        return f"{plain(number)}/{plain(denominator)}"
    return plain(number)


def document(
    tables: dict[str, pd.DataFrame], period: Any, rows: pd.DataFrame, area: pd.DataFrame
) -> dict[str, Any]:
    """Everything as contract §11 has it."""
    dataset = next(tables["dataset"].itertuples())
    shown = rows[rows["period_id"] == period.period_id]
    columns = [
        "code",
        "name",
        "verdict",
        "reason",
        "number",
        "denominator",
        "applicable",
        "measure",
        "measured",
        "reference",
        "low",
        "low_open",
        "high",
        "high_open",
        "mandatory",
        "got",
        "max",
    ]
    is_number = np.isfinite(shown["measured"]) & (shown["measure"] != "yes_no")
    measured = shown["measured"].where(is_number).round(4)
    criteria = [
        {
            "code": code,
            "name": name,
            "verdict": verdict,
            "reason": reason or None,
            "value": recorded(number, denominator, applicable, measure),
            "measured": plain(measured),
            "reference": plain(reference),
            "target": target_text(*limits, measure),
            "mandatory": mandatory == 1,
            "points": plain(got),
            "max_points": plain(most),
        }
        for (
            code,
            name,
            verdict,
            reason,
            number,
            denominator,
            applicable,
            measure,
            measured,
            reference,
            *limits,
            mandatory,
            got,
            most,
        ) in zip(
            *(shown.assign(measured=measured)[column].tolist() for column in columns), strict=True
        )
    ]
    of_area = shown.groupby("area_id").indices
    areas = tables["area"].merge(area, on="area_id")
    return {
        "format": "chuyenhoa-assessment/1",
        "title": dataset.title,
        "illustrative": bool(dataset.illustrative),
        "criteria_set": tables["set"].set_index("id")["code"][period.set_id],
        "period": {"code": period.code, "start": period.starts_on, "end": period.ends_on},
        "programme": programme(area, dataset),
        "areas": [
            {
                "code": one.code_x,
                "name": one.name,
                "selected": one.selected,
                "standing": one.standing,
                "stage": one.stage,
                "points": plain(one.got),
                "max_points": plain(one.max),
                "criteria": [criteria[place] for place in of_area[one.area_id]],
            }
            for one in areas.itertuples()
        ],
    }


def main() -> None:
    """Reads, judges, writes."""
    path, code = sys.argv[1:]
    tables = read(path)
    period = periods_in_force(tables, code)
    areas = followed(tables, period)
    rows = figures(tables, period, areas)
    judge(rows)
    now = next(period[period["code"] == code].itertuples())
    area = stages(standings(rows, tables, areas), now.period_id)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(json.dumps(document(tables, now, rows, area), ensure_ascii=False))


if __name__ == "__main__":
    main()
