"""The words that offices put above columns and beside rows, without case and diacritics."""

from __future__ import annotations

import re
from functools import lru_cache

from chuyenhoa.intake.layout.layouts import Part, Role
from chuyenhoa.model.names import fold

_ROLES = {
    Role.AREA: (
        "dia ban|ten dia ban|ma dia ban|xa|ten xa|ma xa|phuong|thi tran|xa, thi tran|xa/thi tran|"
        "xa, phuong|xa/phuong|xa, phuong, thi tran|xa/phuong/thi tran|don vi|ten don vi|ma don vi|"
        "don vi hanh chinh|ten xa, thi tran|ma dvhc|ma so dvhc|area|area code|area name|commune"
    ),
    Role.CRITERION: (
        "tieu chi|ten tieu chi|ma tieu chi|noi dung|noi dung tieu chi|criterion|criteria|"
        "criterion code|criterion name|indicator"
    ),
    Role.PERIOD: "ky|ky bao cao|ky so lieu|thoi gian|thoi ky|period|reporting period",
    Role.VALUE: (
        "ket qua|ket qua thuc hien|ket qua dat duoc|gia tri|so lieu|thuc hien|so luong|ky nay|"
        "trong ky|so lieu trong ky|so lieu ky nay|ket qua trong ky|ket qua ky nay|"
        "thuc hien trong ky|thuc hien ky nay|th|th trong ky|th ky nay|value|result|figure"
    ),
    Role.NOTE: "ghi chu|note|notes|remark|remarks|dien giai|thuyet minh",
}
_ROLE_OF = {word: role for role, words in _ROLES.items() for word in words.split("|")}

# `TH`, `KH` and `CK` are thực hiện, kế hoạch and cùng kỳ.
_PLANNED = r"(?:ke hoach|kh)(?: (?:giao|duoc giao|nam|ca nam))?"
_BEFORE = r"(?:so lieu )?(?:(?:cung ky|ck)(?![^\W_]).*|(?:ky|nam) truoc)"

# What stands above a column that holds nothing to import. Whole headings, or the beginning of one
# that compares: `Tăng cường tuần tra` may be a criterion.
_IGNORED = re.compile(
    r"stt|s\.t\.t|tt|so tt|so thu tu|no\.?|#|don vi tinh|dvt|unit|chi tieu(?: giao| ke hoach)?|"
    rf"muc tieu|target|nguong|{_PLANNED}|points?|"
    r"diem(?: (?:toi da|chuan|tu cham|tham dinh|cham|so|dat|dat duoc|thuc te|tru|cong|thuong))?|"
    r"(?:ty le|ti le|%) hoan thanh.*|"
    # `TH/KH (%)`, `% so với CK`: `Thực hiện kế hoạch` is a result.
    r"(?:(?:ty le|ti le|dat) )?(?:%|(?:th|thuc hien) ?(?:/|so\b)) ?(?:so )?(?:voi )?"
    r"(?:kh|ke hoach|ck)|"
    rf"max(?:imum)? points|{_BEFORE}|ty trong|nhan xet|"
    r"bat buoc|mandatory|nhom(?: tieu chi)?|group|ma so dvhc|gso(?: code)?|"
    r"(?:so voi|so sanh|so (?:kh|ck)|tang ?[,/-]? ?giam|previous|"
    r"prior|baseline|so lieu goc)(?![^\W_]).*"
)

# What stands above units.
_UNIT = re.compile(r"don vi tinh|dvt|unit")

# What stands above verdicts.
_VERDICT = re.compile(
    r"(?:ket qua )?(?:tu )?(?:danh gia|xep loai)|muc do(?: dat)?|ket luan|verdict|"
    r"dat ?(?:/|,|hay|hoac) ?(?:chua|khong)(?: dat)?|(?:met|yes) ?/ ?(?:not met|no)"
)

_MARKS = dict.fromkeys(("dat", "co", "met", "yes"), Part.MET) | dict.fromkeys(
    ("chua dat", "khong dat", "khong", "chua", "not met", "no"), Part.NOT_MET
)

_TOTAL = re.compile(
    r"(?:tong|tong cong|tong so|cong|cong chung|tong chung|toan huyen|toan tinh|toan quoc|ca nuoc|"
    r"chung|chung toan huyen|chung toan tinh|(?:cong |tong )?mang sang|(?:tong )?cong trang|"
    r"binh quan|trung binh|total|grand total|sum|all|average)"
    r"(?: \d+)?(?: (?:chung|(?:toan )?(?:huyen|tinh)|(?:cac )?(?:xa|dia ban|don vi))\b.*)?"
    r"(?: ?\(.*\))? ?[:.]?"
    # The district's own row, where its communes are what is asked for.
    r"|(?:huyen|tinh) .*"
)

# Below areas, what is worked out from them: `Tỷ lệ chung`, `Số xã đạt`.
_SUMMARY = re.compile(
    r"(?:(?:ty le|ti le|(?:tong )?so (?:xa|phuong|dia ban|don vi)|number of|share of)\b|%).*"
)

_NUMERATOR = re.compile(r"tu so\b|numerator\b|da |.* da |dat\b|so .*\bdat\b|trong do\b")
_DENOMINATOR = re.compile(r"mau so\b|denominator\b|total\b|tong\b|.* phai ")
_POPULATION = re.compile(r"(?:tong )?(?:so )?(?:dan so|nhan khau|so dan|population)(?: \(nguoi\))?")
# What is left beside a numerator is no denominator.
_REST = re.compile(r"\b(?:chua|khong|con lai|other|not)\b")
_CHANGE = re.compile(r"\b(?:giam|tang|increase|decrease|down|up)\b")
# What there are so many of.
COUNTED = r"(?:vu|viec|ho|ho dan|nguoi|khu|khu dan cu|ban|thon|tin|doi tuong|cuoc|luot|cases)"
_COUNT = re.compile(rf"so (?!lieu\b).*|(?:.*\()?{COUNTED}\)?")
_PLAN = re.compile(
    rf"{_PLANNED}|chi tieu(?: giao| ke hoach)?|muc tieu|dinh muc|plan(?:ned)?|target|"
    rf"{_BEFORE}|so voi.*|so sanh.*|"
    r"tang ?[,/-]? ?giam.*|previous.*|prior.*|baseline|so lieu goc"
)
# A plan that a table goes with is named by its number: `Kế hoạch số 12/KH-BCĐ`.
_PLAN_TITLE = re.compile(
    r"(?:(?:[ivx]+|[a-e]|\d{1,2})[.)/:] ?)?(?:(?:bieu|bang|phu luc|du thao|dang ky|giao)\b[^a-z]*)*"
    r"(?:ke hoach|chi tieu|muc tieu|dinh muc|plan|targets?)\b(?! so \d).*"
)
# Above a table that goes on below another one: `II. Kế hoạch quý sau`, `Số liệu cùng kỳ năm trước`.
_OTHER_TITLE = re.compile(
    r"(?:(?:[ivx]+|[a-e]|\d{1,2})[.)/:] ?|[-–+*] ?)?(?:(?:bieu|bang|phu luc|phan)\b[^a-z]*)?"
    r"(?:so lieu )?(?:(?:ke hoach|chi tieu|muc tieu|dinh muc|du kien|uoc)(?: giao| thuc hien)?[ :]+"
    r"(?:cho |cua |trong )?(?:\d|(?:nam|quy|ky|thang|sau|toi|tiep|giai doan)\b).*|ke hoach"
    r"|(?:(?:ket qua|thuc hien) )*(?:cung ky|(?:nam|ky|quy|thang) (?:truoc|sau|toi|ngoai))\b.*)"
)
_RESULTS_TITLE = re.compile(r"\b(?:ket qua|so lieu|bao cao|tinh hinh|da dat|results?|report)\b")
# Said beside a name: what is meant, expected or summed up, or was before. `Thực hiện kế hoạch` is a
# result, `chỉ tiêu ≥ 80` a target that goes with one, `hương ước` no estimate.
_OTHER_FIGURES = re.compile(
    r"(?<!thuc hien )\b(?:ke hoach|kh|dinh muc|plan(?:ned)?)\b(?! ?so \d|[-/])"
    r"|(?<!thuc hien )\b(?:chi tieu|muc tieu|targets?)\b"
    r"(?!(?: (?:duoc )?giao| ke hoach)? ?:? ?(?:[<>=≥≤\d]|tu \d|co\b|khong\b|dat\b|yes\b|no\b))"
    r"|\b(?:nam|ky|quy|thang) (?:truoc|ngoai|sau|toi)\b|\bcung ky\b|\bluy ke\b|\bdu kien\b"
    r"|(?<!huong )(?<!quy )(?<!dieu )(?<!cong )\buoc\b"
    r"|\b(?:previous|prior|last|next) (?:period|year|quarter|month)\b|\bbaseline\b"
    r"|\b(?:cumulative|accumulated|expected|estimate[ds]?|forecast)\b"
)
_SHARE = re.compile(r"ty le\b|ti le\b|%|share\b|rate\b|per cent\b|percent\b")

# A unit or a target that stands in a heading: `(≥ 80%)`, `chỉ tiêu 80`, `ĐVT: vụ`.
EXPLAINED = re.compile(
    r"%|(?:(?:chi tieu|muc tieu|target)\b ?:? ?)?[<>=≥≤]{0,2} ?[0-9][0-9.,]* ?%?"
    r"|(?:chi tieu|muc tieu|target|dvt|don vi tinh|don vi|unit|co/khong|dat/chua dat|yes/no)\b.*"
)


@lru_cache(maxsize=4096)
def role(text: str) -> Role | None:
    """What a column with this heading holds, if the heading says so."""
    folded = _bare(text)
    if found := _ROLE_OF.get(folded):
        return found
    ignored = _IGNORED.fullmatch(folded) or _VERDICT.fullmatch(folded)
    return Role.IGNORED if ignored else None


def is_label(text: str, code: str) -> bool:
    """Whether what could be the code is a heading of its own: `No.`, `Unit`."""
    return role(text) is not None and _bare(text) == _bare(code)


def is_unit(text: str) -> bool:
    """Whether the heading stands above units."""
    return bool(_UNIT.fullmatch(_bare(text)))


def is_verdict(text: str) -> bool:
    """Whether the heading stands above verdicts, or above the answers yes and no."""
    return bool(_VERDICT.fullmatch(_bare(text)))


def _bare(text: str) -> str:
    return re.sub(r" ?\([^)]*\)$", "", fold(text).strip(" :.*"))


def _inner(text: str) -> str:
    return fold(text).strip(" :.*()-–+")


def after_label(text: str, label: Role) -> str:
    """What stands after `Kỳ báo cáo:` or the like; the text itself where nothing like that does."""
    before, _, rest = text.partition(":")
    return rest.strip() if rest and role(before) is label else text


def part(text: str) -> Part | None:
    """Which part of a value the text names; None where it names none, or two."""
    if role(text) is Role.IGNORED:
        return None
    folded = _inner(text)
    numerator = bool(_NUMERATOR.match(folded))
    denominator = bool(_DENOMINATOR.match(folded))
    if numerator != denominator:
        return Part.NUMERATOR if numerator else Part.DENOMINATOR
    if _SHARE.match(folded) and not numerator:
        return Part.SHARE
    return None


def part_below(text: str) -> Part | None:
    """The same below the name of a rate, where `Dân số` is what it is a part of."""
    return part(text) or (Part.DENOMINATOR if _POPULATION.fullmatch(fold(text)) else None)


def is_plan_title(text: str) -> bool:
    """Whether a title is one of a plan: `KẾ HOẠCH NĂM 2023`, `Biểu 2: Giao chỉ tiêu`."""
    return bool(_PLAN_TITLE.fullmatch(fold(text)))


def is_other_title(text: str) -> bool:
    """Whether a title is one of a plan for some time, or of another period's figures."""
    return bool(_OTHER_TITLE.fullmatch(fold(text).strip(" :.")))


def is_results_title(text: str) -> bool:
    """Whether a title is one of results, if only of those of a plan: `KẾT QUẢ THỰC HIỆN …`."""
    return bool(_RESULTS_TITLE.search(fold(text))) and not is_other_title(text)


@lru_cache(maxsize=4096)
def other_figures(text: str) -> tuple[str, ...]:
    """The words that say of what is named that it is no result of the period, folded."""
    return tuple(_OTHER_FIGURES.findall(fold(text)))


def is_plan_above(text: str) -> bool:
    """Whether the text above what is named says that it is planned, or of another period."""
    # `Chỉ tiêu` above all criteria means just these.
    return is_plan(text) and not fold(text).startswith("chi tieu")


@lru_cache(maxsize=4096)
def is_total(text: str) -> bool:
    """Whether the text stands before a sum over several areas, or of several columns."""
    return bool(_TOTAL.fullmatch(fold(text)))


def is_summary(text: str) -> bool:
    """Whether the text, where areas stand, is what is worked out from several of them."""
    return bool(_SUMMARY.fullmatch(fold(text)))


def is_rest(text: str) -> bool:
    """Whether the text names what a numerator leaves: `Số hộ chưa đạt`, `Không`."""
    return bool(_REST.search(fold(text)))


def is_change(text: str) -> bool:
    """Whether the text names by how much something rose or fell: `Số vụ giảm`."""
    return bool(_CHANGE.search(fold(text)))


def is_count(text: str) -> bool:
    """Whether the text names a number of things, which is no rate: `Số vụ`, `Thực hiện (hộ)`."""
    return bool(_COUNT.fullmatch(fold(text).strip(" :.*")))


def mark(text: str) -> Part | None:
    """What a mark under the heading says: that it is met, that it is not; None where neither."""
    return _MARKS.get(_bare(text))


@lru_cache(maxsize=4096)
def is_plan(text: str) -> bool:
    """Whether the text stands before what a result is compared with: `Kế hoạch`, `Cùng kỳ`."""
    return bool(_PLAN.fullmatch(_inner(text)))


def is_before(text: str) -> bool:
    """Whether the text stands before the figures of an earlier period: `Cùng kỳ năm trước`."""
    return bool(re.fullmatch(_BEFORE, _inner(text)))
