"""The sentences of reports in Vietnamese, as the office of a committee writes them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chuyenhoa.model.periods import Period, PeriodKind
from chuyenhoa.reports import figures
from chuyenhoa.reports.prose import vi_phrases as say
from chuyenhoa.reports.prose.common import (
    ALL,
    MISSED,
    all_met,
    lacking,
    met_everywhere,
    missed_most,
    months_padded,
    moved,
    of_stage,
    rates,
    sentence,
    standing_counts,
    turned,
    without_figure,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from chuyenhoa.assessment.assessed import (
        AssessedArea,
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
    by_kind = ", ".join(f"{say.count(kinds[k])} {word}" for k, word in _KINDS.items() if kinds[k])
    yield (
        "Danh sách địa bàn trọng điểm, phức tạp về an ninh trật tự có "
        f"{say.areas(len(areas) - len(delisted))}{f' ({by_kind})' if by_kind else ''}."
    )
    if selected:
        names = say.names(selected)
        yield f"{say.areas(len(selected))} được lựa chọn để tập trung chuyển hóa: {names}."
    else:
        yield "Chưa có địa bàn nào được lựa chọn để tập trung chuyển hóa."
    if delisted:
        yield (
            f"{say.areas(len(delisted))} đã được đưa ra khỏi danh sách, tiếp tục được theo dõi: "
            f"{say.names(delisted)}."
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
    of_them = f", trong đó {say.criteria(mandatory)} bắt buộc" if mandatory else ""
    text = (
        f"Việc đánh giá áp dụng “{rules.name}” ({rules.code}), gồm "
        f"{say.criteria(len(rules.criteria))}{of_them}."
    )
    return f"{text} Địa bàn được đánh giá đạt khi đạt {say.together(asked)}." if asked else text


def reported(report: Report) -> str:
    found, missing, of = lacking(report.areas)
    if not report.areas:
        return "Không có địa bàn nào phải báo cáo."
    if not found:
        return "Các địa bàn đã báo cáo đủ số liệu của các tiêu chí."
    listed = say.some([f"{area.name} ({say.count(area.missing)})" for area in found])
    return (
        f"Còn {say.share(missing, of)} lượt đánh giá theo tiêu chí chưa có đủ số liệu, "
        f"ở {say.areas(len(found))}: {listed}."
    )


def movement(movement: Movement) -> str:
    said = say.fall(movement.now, movement.before, movement.unit, movement.against)
    where = f"ở {say.share(movement.areas, movement.of)} địa bàn có số liệu để so sánh"
    return f"{movement.name}: {said}, tính {where}."


def programme(programme: AssessedProgramme, areas: Sequence[AssessedArea]) -> Iterator[str]:
    selected = [area for area in areas if area.selected]
    least = figures.percent(programme.min_success_rate)
    if programme.min_success_rate < ALL:
        least = f"ít nhất {least}"
    rate = programme.success_rate(figures.DECIMALS)
    share = say.share(programme.met, programme.selected)
    if rate is None:
        yield "Chưa có địa bàn được lựa chọn nên chưa tính tỷ lệ đạt."
        if areas:
            yield f"Trong {say.areas(len(areas))} được đánh giá: {say.standings(areas)}."
    elif programme.met == programme.selected:
        all_of, each = ("Cả ", "đều ") if programme.met > 1 else ("", "")
        yield (
            f"{all_of}{share} địa bàn được lựa chọn {each}đạt ({figures.percent(rate)}), bảo đảm "
            f"chỉ tiêu {least} của chương trình."
        )
    else:
        none = "Chưa có địa bàn được lựa chọn nào đạt"
        some = f"{share} địa bàn được lựa chọn đạt"
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
                yield f"{say.areas(len(found))} {words}: {say.names(found)}."
    yield from _relapses(programme, areas)
    yield _CONCLUSIONS[programme.verdict]


def _relapses(programme: AssessedProgramme, areas: Sequence[AssessedArea]) -> Iterator[str]:
    if not programme.relapsed:
        yield "Không có địa bàn phức tạp trở lại."
        return
    limit = "trong khi chỉ tiêu là không để địa bàn nào phức tạp trở lại"
    if programme.max_relapses:
        over = "vượt" if programme.relapsed > programme.max_relapses else "không vượt"
        limit = f"{over} mức tối đa là {say.areas(programme.max_relapses)}"
    found = say.names(of_stage(areas, "relapsed"))
    yield f"{say.areas(programme.relapsed)} phức tạp trở lại: {found} ({limit})."


def stages(areas: Sequence[AssessedArea]) -> str:
    found = [(words, of_stage(areas, stage)) for stage, words in _STAGES.items()]
    said = [
        f"{say.areas(len(those))} {words} ({say.names(those)})" for words, those in found if those
    ]
    return f"Theo giai đoạn: {'; '.join(said)}." if said else ""


def criteria(report: Report) -> Iterator[str]:
    everywhere, alone = met_everywhere(report), len(report.areas) == 1
    total = len(report.criteria_set.criteria)
    if everywhere:
        where = "" if alone else " ở mọi địa bàn có áp dụng"
        yield f"{say.count(everywhere)}/{say.criteria(total)} đạt{where}."
    most, missed = missed_most(report)
    if missed:
        named = [f"{c.code} – {c.title('vi')}" for c in missed[:MISSED]]
        if rest := len(missed) - len(named):
            named.append(f"{say.criteria(rest)} khác")
        each = "mỗi tiêu chí " if len(missed) > 1 else ""
        if alone:
            yield f"Tiêu chí chưa đạt: {say.together(named)}."
        else:
            where = f"{each}{say.areas(most)}"
            yield f"Tiêu chí có nhiều địa bàn chưa đạt nhất: {say.together(named)} ({where})."
    else:
        yield _NONE_MISSED


def comparison(comparison: Comparison) -> str:
    when = period(Period.from_code(comparison.before.period.code))
    if comparison.against == "chosen":
        return f"So với {when}:"
    return f"So với {say.AGAINST[comparison.against]} ({when}):"


def compared(comparison: Comparison) -> Iterator[str]:
    before, now = comparison.before, comparison.now
    if found := rates(comparison):
        then, rate = map(figures.percent, found)
        yield (
            f"Tỷ lệ đạt của địa bàn được lựa chọn là {rate}{_of(now)}, "
            f"{say.AGAINST[comparison.against]} là {then}{_of(before)}."
        )
    changed = dict(moved(comparison))
    for what, areas in changed.items():
        yield f"{say.areas(len(areas))} {_MOVED[what]}: {say.names(areas)}."
    if not changed:
        yield "Không có địa bàn nào mới đạt, không còn đạt hoặc phức tạp trở lại."
    ways = zip(turned(comparison), ("chuyển sang đạt", "từ đạt chuyển thành chưa đạt"), strict=True)
    if turns := [(n, way) for n, way in ways if n]:
        (n, way), *rest = turns
        also = "".join(f", {say.count(n)} lượt {way}" for n, way in rest)
        yield f"{say.count(n)} lượt tiêu chí {way}{also}."
    if not comparison.same_rules:
        yield (
            f"Hai kỳ áp dụng hai bộ tiêu chí ({before.criteria_set} và {now.criteria_set}); chỉ so "
            "sánh những tiêu chí có trong cả hai."
        )


def _of(assessment: Assessment) -> str:
    found = assessment.programme
    return f" ({say.share(found.met, found.selected)})" if found else ""


def first() -> str:
    return "Chưa có kết quả kỳ trước và cùng kỳ năm trước để so sánh."


def open(area: AssessedArea) -> str:  # noqa: A001 - what is open, as everywhere
    missed = [say.missed(c) for c in area.criteria if c.verdict == "not_met"]
    without = without_figure(area)
    said = []
    if missed:
        said.append(f"{say.criteria(len(missed))} chưa đạt: {'; '.join(missed)}")
    if all(c.reason == "no_result" for c in area.criteria):
        return "Chưa có số liệu của tiêu chí nào."
    if without:
        said.append(f"{say.criteria(len(without))} chưa có số liệu: {', '.join(without)}")
    begin = {
        "met": "đạt, nhưng còn",
        "not_met": "chưa đạt, còn",
        "incomplete": "chưa đủ số liệu để kết luận, còn",
    }[area.standing]
    return sentence(f"{begin} {'; '.join(said)}") if said else "Không có tiêu chí nào áp dụng."


def nothing_open(areas: Sequence[AssessedArea]) -> str:
    return "Mọi tiêu chí có áp dụng đều đạt." if all_met(areas) else _NONE_MISSED


def to_do(report: Report) -> Iterator[str]:
    counts = standing_counts(report.areas)
    missed = sum(area.not_met for area in report.areas)
    unreported = lacking(report.areas).areas
    if counts["met"]:
        yield (
            f"Giữ vững kết quả ở {say.areas(counts['met'])} đã đạt, không để phức tạp trở lại sau "
            "chuyển hóa."
        )
    if missed:
        yield (
            f"Tập trung khắc phục {say.count(missed)} lượt tiêu chí chưa đạt; mức cần phấn đấu của "
            "từng địa bàn nêu trong bảng dưới đây."
        )
    if unreported:
        there = f"{say.areas(len(unreported))}: {say.names(unreported)}"
        yield f"Báo cáo bổ sung số liệu còn thiếu ở {there}."


def none_recorded(kind: str) -> str:
    return _NONE[kind]


def counted(name: str, met: int, of: int) -> str:
    return f"{name} đạt ở {say.share(met, of)} địa bàn"
