"""Why a rate differs, as the page of the two readings shows it: headlines taken apart, matters that left."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse

from thihanh.offices.policy import Denied
from thihanh.offices.reach import Reach
from thihanh.statistics.measures.values import Of
from thihanh.statistics.numbers import Absent, Percent, half_up
from thihanh.statistics.period import Period, RefusedPeriod
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
    heads = _headlines(asked, reach, base_of(request, asked, reach))
    note = ""
    if not request.GET.get("so-voi") and isinstance(missing := heads[0].parts, Absent):
        for base in _others(asked, reach):
            instead = _headlines(asked, reach, base)
            if not isinstance(instead[0].parts, Absent):
                heads, note = instead, missing.reason
                break
    gone = moved.gone(asked.unit, asked.period.to, reach=reach)
    return {
        "heads": [_head(head, request) for head in heads],
        "base_note": note,
        "gone": _gone(asked, gone, request.page.names) if gone else [],
        "gone_all": address_of(asked, loai="roi", theo="", khoa=""),
        "gone_count": len(gone),
    }


LAST_YEAR, BEFORE = "nam-truoc", "ky-truoc"
"""Bases that are no unit: the year before, the cumulative period a month before."""

Base = tuple[str, Period]


def base_of(request: PageRequest, asked: Asked, reach: Reach) -> Base | None:
    """What was chosen to compare with; None for the year before. Raises Denied, RefusedPeriod."""
    chosen = request.GET.get("so-voi", "")
    if chosen in ("", LAST_YEAR):
        return None
    if chosen == BEFORE:
        if (before := _month_before(asked)) is None:
            raise RefusedPeriod("Dữ liệu: kỳ này là tháng đầu của năm công tác, không có kỳ trước trong năm.")
        return before
    check_covers(reach, scope_of(chosen))
    return chosen, asked.period


def _month_before(asked: Asked) -> Base | None:
    """The same unit from the same day to the end of the month before."""
    end = asked.period.to.replace(day=1) - timedelta(days=1)
    return (asked.unit, Period(asked.period.from_, end)) if end > asked.period.from_ else None


def _others(asked: Asked, reach: Reach) -> Iterator[Base]:
    """What stands in for a year before without data: the whole agency, then the period before."""
    scope = scope_of(asked.unit)
    if scope.office or scope.officer:
        try:
            check_covers(reach, scope_of(scope.agency))
        except Denied:
            pass
        else:
            yield scope.agency, asked.period
    if (before := _month_before(asked)) is not None:
        yield before


def _headlines(asked: Asked, reach: Reach, base: Base | None) -> list[Headline]:
    sides: tuple[Of, ...] = ("cases", "money")
    return [headline(of, asked.unit, asked.period, reach=reach, base=base) for of in sides]


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
        "base": _base_words(head) if same else unit_name(request, base.scope.code),
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


def _base_words(head: Headline) -> str:
    """The same unit at another time."""
    name = "kỳ trước trong năm," if head.base.period.from_ == head.side.period.from_ else "cùng kỳ"
    return f"{name} đến {vi.day(head.base.period.to)}"


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
