"""Why a rate differs, as the page of the two readings shows it: headlines taken apart, matters that left."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse

from thihanh.offices.reach import Reach
from thihanh.statistics.numbers import Absent, Percent, half_up
from thihanh.statistics.period import Period
from thihanh.statistics.queries import check_covers
from thihanh.statistics.readings import moved
from thihanh.statistics.readings.decomposing import Decomposition, points
from thihanh.statistics.readings.headline import Headline, class_name, headline
from thihanh.statistics.unit import scope_of
from thihanh.web import format as vi
from thihanh.web.figures import Asked
from thihanh.web.page import Names, PageRequest
from thihanh.web.timeline import ground_words


def why_of(request: PageRequest, asked: Asked, reach: Reach) -> dict[str, object]:
    """Both headlines taken apart, and what left since month 10."""
    base = base_of(request, asked, reach)
    heads = [headline(of, asked.unit, asked.period, reach=reach, base=base) for of in ("cases", "money")]
    gone = moved.gone(asked.unit, asked.period.to, reach=reach)
    return {
        "heads": [_head(head, request) for head in heads],
        "gone": _gone(asked, gone, request.page.names) if gone else [],
        "gone_all": address_of(asked, loai="roi", theo="", khoa=""),
        "gone_count": len(gone),
    }


def base_of(request: PageRequest, asked: Asked, reach: Reach) -> tuple[str, Period] | None:
    """The unit chosen to compare with, over the same days; None for the year before. Raises Denied."""
    unit = request.GET.get("so-voi", "")
    if not unit:
        return None
    check_covers(reach, scope_of(unit))
    return unit, asked.period


def unit_name(request: PageRequest, unit: str) -> str:
    """A unit in words, also an officer inside an office."""
    names = request.page.names
    known = {**names.offices, **names.officers, request.viewer.agency: request.page.unit_name}
    return " · ".join(known.get(code, code) for code in unit.split("/"))


def address_of(asked: Asked, **more: str) -> str:
    """Where the matters behind a figure of these pages open."""
    return f"{reverse('web:reading-matters')}?{asked.query()}&{urlencode(more)}"


def _head(head: Headline, request: PageRequest) -> dict[str, object]:
    """A headline for the page: effects in points and in matters or đồng, the classes, the named matters."""
    base, names = head.base, request.page.names
    same = base.scope == head.side.scope
    return {
        "of": head.of,
        "name": "Về việc" if head.of == "cases" else "Về tiền",
        "rate": head.rate,
        "base_rate": head.base_rate,
        "base": f"cùng kỳ đến {vi.day(base.period.to)}" if same else unit_name(request, base.scope.code),
        "reason": head.parts.reason if isinstance(head.parts, Absent) else "",
        "effects": _effects(head.parts),
        "classes": _classes(head.parts),
        "without": _effects(head.without),
        "rate_without": head.rate_without,
        "outliers": [
            (one, names.officers.get(one.officer, one.officer), names.offices.get(one.office, one.office))
            for one in head.outliers
        ],
    }


def _effects(parts: Decomposition | Absent) -> list[tuple[str, object, int, str]]:
    """Name, points of the rate, what it adds to the result, what it means; none where nothing is compared."""
    if isinstance(parts, Absent):
        return []
    grown = parts.now.resolved - parts.then.resolved
    none = points(parts.residual)
    return [
        ("Khối lượng", none, half_up(parts.result_volume), "nhiều hay ít việc có điều kiện hơn"),
        ("Cơ cấu", points(parts.mix), half_up(parts.result_mix), "tỷ trọng các loại việc khác đi"),
        (
            "Hiệu quả",
            points(parts.performance),
            half_up(parts.result_performance),
            "cùng loại việc, làm xong nhiều hay ít hơn",
        ),
        ("Phần dư", none, 0, "các phần cộng đúng bằng chênh lệch"),
        ("Chênh lệch", points(parts.difference), grown, "tính trên số chưa làm tròn"),
    ]


def _classes(parts: Decomposition | Absent) -> list[tuple[object, ...]]:
    if isinstance(parts, Absent):
        return []
    return [
        (
            class_name(one.code),
            _share(one.then.eligible, parts.then.eligible),
            _share(one.now.eligible, parts.now.eligible),
            _share(one.then.resolved, one.then.eligible),
            _share(one.now.resolved, one.now.eligible),
            points(one.mix),
            points(one.performance),
        )
        for one in sorted(parts.classes, key=lambda one: -abs(one.mix + one.performance))
    ]


def _share(part: int, whole: int) -> Percent | Absent:
    return Percent.of(part, whole) if whole else Absent("Bên này không có việc loại đó.")


def _gone(
    asked: Asked, rows: Iterable[moved.Gone], names: Names
) -> list[tuple[str, list[tuple[object, ...]]]]:
    """The three tables: by reason, by office, by officer; each line opens its matters."""
    kept = tuple(rows)

    def named(by: str, key: str) -> str:
        if by == "phong":
            return names.offices.get(key, key) or "chưa phân công"
        if by == "chv":
            return names.officers.get(key, key) or "chưa phân công"
        one = next(row for row in kept if row.reason == key)
        words = ground_words(one.ground, asked.period.to).rpartition(" · ")[2] if one.ground else ""
        return f"{one.stage_label}: {words}" if words else one.stage_label

    heads = {"ly-do": "Nay là", "phong": "Phòng", "chv": "Chấp hành viên"}
    return [
        (
            heads[by],
            [
                (
                    named(by, line.key),
                    line.matters,
                    line.owed,
                    address_of(asked, loai="roi", theo=by, khoa=line.key),
                )
                for line in moved.summed(kept, by)
            ],
        )
        for by in moved.KEYS
    ]
