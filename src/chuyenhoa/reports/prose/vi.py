"""The sentences of reports in Vietnamese, as the office of a committee writes them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chuyenhoa.model.periods import Period, PeriodKind
from chuyenhoa.reports import figures, summary
from chuyenhoa.reports.prose.common import (
    ALL,
    MISSED,
    NAMED,
    all_met,
    falls,
    lacking,
    met_everywhere,
    missed_most,
    months_padded,
    moved,
    of_stage,
    rates,
    reduction,
    sentence,
    standing_counts,
    turned,
    without_figure,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from chuyenhoa.assessment.assessed import (
        AssessedArea,
        AssessedCriterion,
        AssessedProgramme,
        Assessment,
    )
    from chuyenhoa.assessment.comparison import Comparison
    from chuyenhoa.reports.prose import Movement
    from chuyenhoa.reports.report import Report

_KINDS = {
    "commune": "xã",
    "township": "thị trấn",
    "ward": "phường",
    "special_zone": "đặc khu",
}
_QUARTERS = ("I", "II", "III", "IV")
_AGAINST = {
    "prior_year": "cùng kỳ năm trước",
    "previous": "kỳ trước",
    "baseline": "số liệu gốc",
    "chosen": "kỳ được so sánh",
}
_STAGES = {
    "transformed": "chuyển hóa thành công",
    "maintained": "duy trì kết quả",
    "in_progress": "đang chuyển hóa",
    "relapsed": "phức tạp trở lại",
    "unverified": "chưa xác minh được do thiếu số liệu",
    "listed": "chưa thuộc diện lựa chọn",
}
_MOVED = {
    "newly_met": "mới đạt",
    "no_longer_met": "trước đó đạt, nay không còn được đánh giá là đạt",
    "newly_relapsed": "phức tạp trở lại",
    "newly_listed": "mới có trong danh sách",
}
_CONCLUSIONS = {
    "met": "Đánh giá chung: chương trình đạt.",
    "not_met": "Đánh giá chung: chương trình chưa đạt.",
    "incomplete": "Đánh giá chung: chưa đủ căn cứ để kết luận về chương trình.",
}
_NONE_MISSED = "Không có tiêu chí nào bị đánh giá chưa đạt."
_NONE = {
    "achievement": "Chưa ghi nhận kết quả nào ngoài các số liệu nêu trên.",
    "model": "Chưa ghi nhận mô hình tự quản nào.",
    "shortcoming": "Không ghi nhận tồn tại, hạn chế nào khác.",
    "difficulty": "Không ghi nhận khó khăn, vướng mắc.",
    "cause": "Chưa ghi nhận nguyên nhân.",
    "measure": "Chưa ghi nhận giải pháp cụ thể.",
    "recommendation": "Không có kiến nghị, đề xuất.",
}


def period(period: Period) -> str:
    year, number = period.year, period.number
    if period.kind is PeriodKind.HALF:
        return f"6 tháng {'đầu' if number == 1 else 'cuối'} năm {year}"
    if period.kind is PeriodKind.QUARTER:
        return f"quý {_QUARTERS[number - 1]} năm {year}"
    if period.kind is PeriodKind.MONTH:
        return f"tháng {months_padded(number)} năm {year}"
    return f"9 tháng đầu năm {year}" if period.kind is PeriodKind.NINE_MONTHS else f"năm {year}"


def subject(title: str, period: str) -> str:
    # A name in capitals keeps them; the first word of a sentence is none in the middle of another.
    begin = title[:1].lower() + title[1:] if title[1:2].islower() or not title else title
    about = begin or "chuyển hóa địa bàn trọng điểm, phức tạp về an ninh trật tự"
    return f"Kết quả {about}, {period}"


def nation() -> tuple[str, str]:
    return "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


def place_and_date(place: str | None, day: date) -> str:
    return f"{place}, {_day(day)}" if place else sentence(_day(day), end="")


def _day(day: date) -> str:
    # Decree 30/2020: days under ten and the first two months are padded.
    return f"ngày {day.day:02} tháng {months_padded(day.month)} năm {day.year}"


def number(number: str) -> str:
    return f"Số: {number}"


def attached(number: str | None, day: date) -> str:
    numbered = f" số {number}" if number else ""
    return f"(Kèm theo Báo cáo{numbered} {_day(day)})"


def opening(report: Report) -> str:
    days = report.now.period
    return (
        f"Trên cơ sở số liệu do các địa bàn báo cáo, kết quả {period(report.period)} (từ ngày "
        f"{figures.day(days.start)} đến ngày {figures.day(days.end)}) được đánh giá như sau:"
    )


def on_the_list(report: Report) -> Iterator[str]:
    areas, selected, delisted = report.areas, report.selected, report.delisted
    if not areas:
        yield "Trong kỳ không có địa bàn nào trong danh sách trọng điểm, phức tạp."
        return
    kinds = Counter(area.kind for area in areas)
    kinds.subtract(area.kind for area in delisted)
    by_kind = ", ".join(f"{_count(kinds[k])} {word}" for k, word in _KINDS.items() if kinds[k])
    yield (
        "Danh sách địa bàn trọng điểm, phức tạp về an ninh trật tự có "
        f"{_areas(len(areas) - len(delisted))}{f' ({by_kind})' if by_kind else ''}."
    )
    if selected:
        yield f"{_areas(len(selected))} được lựa chọn để tập trung chuyển hóa: {_names(selected)}."
    else:
        yield "Chưa có địa bàn nào được lựa chọn để tập trung chuyển hóa."
    if delisted:
        yield (
            f"{_areas(len(delisted))} đã được đưa ra khỏi danh sách, tiếp tục được theo dõi: "
            f"{_names(delisted)}."
        )


def rules(report: Report) -> str:
    rules = report.criteria_set
    mandatory = sum(criterion.mandatory for criterion in rules.criteria)
    asked = []
    if mandatory:
        asked.append("mọi tiêu chí bắt buộc")
    if any(group.require is not None for group in rules.groups):
        asked.append("yêu cầu của từng nhóm tiêu chí")
    if rules.pass_score:
        share = figures.percent(rules.pass_score)
        asked.append(f"ít nhất {share} số điểm của các tiêu chí áp dụng")
    of_them = f", trong đó {_count(mandatory)} tiêu chí bắt buộc" if mandatory else ""
    text = (
        f"Việc đánh giá áp dụng “{rules.name}” ({rules.code}), gồm "
        f"{_count(len(rules.criteria))} tiêu chí{of_them}."
    )
    return f"{text} Địa bàn được đánh giá đạt khi đạt {_list(asked)}." if asked else text


def reported(report: Report) -> str:
    found, missing, of = lacking(report.areas)
    if not report.areas:
        return "Không có địa bàn nào phải báo cáo."
    if not found:
        return "Các địa bàn đã báo cáo đủ số liệu của các tiêu chí."
    named = [f"{area.name} ({_count(area.missing)})" for area in found[:NAMED]]
    rest = len(found) - len(named)
    listed = _list([*named, f"{_areas(rest)} khác"] if rest else named)
    return (
        f"Còn {_count(missing)}/{_count(of)} lượt đánh giá theo tiêu chí chưa có đủ số liệu, ở "
        f"{_areas(len(found))}: {listed}."
    )


def movement(movement: Movement) -> str:
    said = _fall(movement.now, movement.before, movement.unit, movement.against)
    where = f"ở {_count(movement.areas)}/{_count(movement.of)} địa bàn có số liệu để so sánh"
    return f"{movement.name}: {said}, tính {where}."


def _fall(now: Decimal, before: Decimal, unit: str | None, against: str) -> str:
    """`18 vụ, giảm 03 vụ = 14,3% (18/21 vụ) so với cùng kỳ năm trước`."""
    unit, amount = f" {unit}" if unit else "", f"{_amount(now)}"
    change, percent = falls(now, before)
    if not change:
        return f"{amount}{unit}, bằng {_AGAINST[against]}"
    way = "giảm" if change > 0 else "tăng"
    share = "" if percent is None else f" = {figures.percent(abs(percent))}"
    return (
        f"{amount}{unit}, {way} {_amount(abs(change))}{unit}{share} ({amount}/{_amount(before)}"
        f"{unit}) so với {_AGAINST[against]}"
    )


def programme(programme: AssessedProgramme, areas: Sequence[AssessedArea]) -> Iterator[str]:
    selected = [area for area in areas if area.selected]
    least = figures.percent(programme.min_success_rate)
    if programme.min_success_rate < ALL:
        least = f"ít nhất {least}"
    rate = programme.success_rate(figures.DECIMALS)
    if rate is None:
        yield "Chưa có địa bàn được lựa chọn nên chưa tính tỷ lệ đạt."
        if areas:
            yield f"Trong {_areas(len(areas))} được đánh giá: {_standings(areas)}."
    elif programme.met == programme.selected:
        all_of, each = ("Cả ", "đều ") if programme.met > 1 else ("", "")
        yield (
            f"{all_of}{_count(programme.met)}/{_count(programme.selected)} địa bàn được lựa chọn "
            f"{each}đạt ({figures.percent(rate)}), bảo đảm chỉ tiêu {least} của chương trình."
        )
    else:
        none = "Chưa có địa bàn được lựa chọn nào đạt"
        some = f"{_count(programme.met)}/{_count(programme.selected)} địa bàn được lựa chọn đạt"
        yield (
            f"{some if programme.met else none} ({figures.percent(rate)}; chỉ tiêu của chương trình"
            f" là {least})."
        )
        for standing, words in (
            ("not_met", "chưa đạt"),
            ("incomplete", "chưa đủ số liệu để kết luận"),
        ):
            found = [area for area in selected if area.standing == standing]
            if found:
                yield f"{_areas(len(found))} {words}: {_names(found)}."
    yield from _relapses(programme, areas)
    yield _CONCLUSIONS[programme.verdict]


def _relapses(programme: AssessedProgramme, areas: Sequence[AssessedArea]) -> Iterator[str]:
    if not programme.relapsed:
        yield "Không có địa bàn phức tạp trở lại."
        return
    limit = "trong khi chỉ tiêu là không để địa bàn nào phức tạp trở lại"
    if programme.max_relapses:
        over = "vượt" if programme.relapsed > programme.max_relapses else "không vượt"
        limit = f"{over} mức tối đa là {_areas(programme.max_relapses)}"
    found = _names(of_stage(areas, "relapsed"))
    yield f"{_areas(programme.relapsed)} phức tạp trở lại: {found} ({limit})."


def stages(areas: Sequence[AssessedArea]) -> str:
    found = [(words, of_stage(areas, stage)) for stage, words in _STAGES.items()]
    said = [f"{_areas(len(those))} {words} ({_names(those)})" for words, those in found if those]
    return f"Theo giai đoạn: {'; '.join(said)}." if said else ""


def criteria(report: Report) -> Iterator[str]:
    everywhere, alone = met_everywhere(report), len(report.areas) == 1
    total = len(report.criteria_set.criteria)
    if everywhere:
        where = "" if alone else " ở mọi địa bàn có áp dụng"
        yield f"{_count(everywhere)}/{_count(total)} tiêu chí đạt{where}."
    most, missed = missed_most(report)
    if missed:
        named = [f"{c.code} – {c.title('vi')}" for c in missed[:MISSED]]
        if rest := len(missed) - len(named):
            named.append(f"{_count(rest)} tiêu chí khác")
        each = "mỗi tiêu chí " if len(missed) > 1 else ""
        if alone:
            yield f"Tiêu chí chưa đạt: {_list(named)}."
        else:
            yield f"Tiêu chí có nhiều địa bàn chưa đạt nhất: {_list(named)} ({each}{_areas(most)})."
    else:
        yield _NONE_MISSED


def comparison(comparison: Comparison) -> str:
    when = period(Period.from_code(comparison.before.period.code))
    if comparison.against == "chosen":
        return f"So với {when}:"
    return f"So với {_AGAINST[comparison.against]} ({when}):"


def compared(comparison: Comparison) -> Iterator[str]:
    before, now = comparison.before, comparison.now
    if found := rates(comparison):
        then, rate = map(figures.percent, found)
        yield (
            f"Tỷ lệ đạt của địa bàn được lựa chọn là {rate}{_of(now)}, "
            f"{_AGAINST[comparison.against]} là {then}{_of(before)}."
        )
    changed = dict(moved(comparison))
    for what, areas in changed.items():
        yield f"{_areas(len(areas))} {_MOVED[what]}: {_names(areas)}."
    if not changed:
        yield "Không có địa bàn nào mới đạt, không còn đạt hoặc phức tạp trở lại."
    ways = zip(turned(comparison), ("chuyển sang đạt", "từ đạt chuyển thành chưa đạt"), strict=True)
    if turns := [(n, way) for n, way in ways if n]:
        (n, way), *rest = turns
        also = "".join(f", {_count(n)} lượt {way}" for n, way in rest)
        yield f"{_count(n)} lượt tiêu chí {way}{also}."
    if not comparison.same_rules:
        yield (
            f"Hai kỳ áp dụng hai bộ tiêu chí ({before.criteria_set} và {now.criteria_set}); chỉ so "
            "sánh những tiêu chí có trong cả hai."
        )


def _of(assessment: Assessment) -> str:
    found = assessment.programme
    return f" ({_count(found.met)}/{_count(found.selected)})" if found else ""


def first() -> str:
    return "Chưa có kết quả kỳ trước và cùng kỳ năm trước để so sánh."


def open(area: AssessedArea) -> str:  # noqa: A001 - what is open, as everywhere
    missed = [_missed(c) for c in area.criteria if c.verdict == "not_met"]
    without = without_figure(area)
    said = []
    if missed:
        said.append(f"{_count(len(missed))} tiêu chí chưa đạt: {'; '.join(missed)}")
    if all(c.reason == "no_result" for c in area.criteria):
        return "Chưa có số liệu của tiêu chí nào."
    if without:
        said.append(f"{_count(len(without))} tiêu chí chưa có số liệu: {', '.join(without)}")
    begin = {
        "met": "đạt, nhưng còn",
        "not_met": "chưa đạt, còn",
        "incomplete": "chưa đủ số liệu để kết luận, còn",
    }[area.standing]
    return sentence(f"{begin} {'; '.join(said)}") if said else "Không có tiêu chí nào áp dụng."


def _missed(criterion: AssessedCriterion) -> str:
    asked = criterion.asked
    figure = figures.both(criterion)
    if fall := reduction(criterion):
        figure = _fall(*fall, asked.unit, asked.against)
    weight = ", bắt buộc" if asked.mandatory else ""
    return (
        f"{asked.code} – {summary.name(criterion)}: {figure} (chỉ tiêu: {figures.target(asked)}"
        f"{weight})"
    )


def nothing_open(areas: Sequence[AssessedArea]) -> str:
    return "Mọi tiêu chí có áp dụng đều đạt." if all_met(areas) else _NONE_MISSED


def to_do(report: Report) -> Iterator[str]:
    counts = standing_counts(report.areas)
    missed = sum(area.not_met for area in report.areas)
    unreported = lacking(report.areas).areas
    if counts["met"]:
        yield (
            f"Giữ vững kết quả ở {_areas(counts['met'])} đã đạt, không để phức tạp trở lại sau "
            "chuyển hóa."
        )
    if missed:
        yield (
            f"Tập trung khắc phục {_count(missed)} lượt tiêu chí chưa đạt; mức cần phấn đấu của "
            "từng địa bàn nêu trong bảng dưới đây."
        )
    if unreported:
        there = f"{_areas(len(unreported))}: {_names(unreported)}"
        yield f"Báo cáo bổ sung số liệu còn thiếu ở {there}."


def none_recorded(kind: str) -> str:
    return _NONE[kind]


def counted(name: str, met: int, of: int) -> str:
    return f"{name} đạt ở {_count(met)}/{_count(of)} địa bàn"


def _count(n: int) -> str:
    """As decree 30/2020 has it in running text: a digit alone has a zero before it."""
    return f"{n:02}" if 0 < n < 10 else figures.whole(n)  # noqa: PLR2004 - digits are ten


def _amount(amount: Decimal) -> str:
    whole = amount == amount.to_integral_value()
    return _count(int(amount)) if whole else figures.number(amount)


def _areas(n: int) -> str:
    return f"{_count(n)} địa bàn"


def _names(areas: Sequence[AssessedArea]) -> str:
    named = [area.name for area in areas[:NAMED]]
    rest = len(areas) - len(named)
    return _list([*named, f"{_areas(rest)} khác"] if rest else named)


def _list(texts: Sequence[str]) -> str:
    return " và ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]]))


def _standings(areas: Sequence[AssessedArea]) -> str:
    counts = standing_counts(areas)
    words = (("met", "đạt"), ("not_met", "chưa đạt"), ("incomplete", "chưa đủ số liệu"))
    return ", ".join(f"{_count(counts[key])} {word}" for key, word in words if counts[key])
