"""Prints docs/states from the transition table, the law and the acts: ``python -m tests.spec.states``."""

from tests.spec.drawn import Pages, page, rows, table
from tests.spec.states import acts, papers, reached, tables
from thihanh import law
from thihanh.law.classification import BUCKET_NAMES, Bucket
from thihanh.law.regimes import REGIMES
from thihanh.matters.rules import grounds_for
from thihanh.matters.states import STAGES, Stage, label

FOLDER = "states"


def matter_page() -> str:
    return page(
        "Trạng thái của một việc thi hành án",
        "Một trạng thái giữ từ ngày bắt đầu đến ngày trạng thái tiếp theo bắt đầu. Cột thống kê là cột của "
        "biểu 004.N, 005.N vào cuối ngày chốt số, theo hai phiên bản R08 và R25; dấu như ở "
        "`docs/law/deadlines.md`.",
        _stages(),
        "## Trạng thái nào nối tiếp trạng thái nào",
        "Dòng là trạng thái đang có; x là trạng thái được bắt đầu sau nó, theo số ở bảng trên. Sau một trạng "
        "thái kết thúc không còn trạng thái nào; ghi sai thì sửa, không ghi tiếp.",
        _transitions(),
        "## Căn cứ theo chế độ",
        "Những trạng thái này phải nêu một căn cứ của luật áp dụng ngày bắt đầu; nội dung và điều luật của "
        "từng căn cứ ở `docs/law/classification.md`.",
        _grounds(),
    )


def _stages() -> str:
    body = [
        [str(no), f"`{stage.code}`", _name(stage), *(_columns(stage.code, regime) for regime in REGIMES)]
        for no, stage in enumerate(STAGES.values(), 1)
    ]
    return table(["", "Mã", "Trạng thái", *(f"Cột {regime}" for regime in REGIMES)], body)


def _grounds() -> str:
    body = [
        [stage.label, *(", ".join(grounds_for(stage.code, regime)) or "–" for regime in REGIMES)]
        for stage in STAGES.values()
        if stage.grounded
    ]
    return table(["Trạng thái", *REGIMES], body)


def _name(stage: Stage) -> str:
    return f"{stage.label} (kết thúc)" if stage.end else stage.label


def _columns(code: str, regime: law.Regime) -> str:
    """Where the stage is counted: on any ground, then on the grounds that are counted elsewhere."""
    found = {ground: bucket for (stage, ground), bucket in law.buckets(regime).items() if stage == code}
    others = [f"{ground}: {_words(bucket)}" for ground, bucket in found.items() if ground != "*"]
    return "; ".join([_words(found["*"]), *others])


def _words(bucket: Bucket) -> str:
    words = BUCKET_NAMES[bucket.cases]
    if bucket.money != bucket.cases or bucket.money_above_asset:
        words += f"; tiền: {BUCKET_NAMES[bucket.money]}"
    if bucket.money_above_asset:
        words += f", phần vượt giá trị tài sản: {BUCKET_NAMES[bucket.money_above_asset]}"
    return f"{words} [{bucket.mark}]"


def _transitions() -> str:
    drawn = rows(tables.TRANSITIONS)
    body = []
    for row in drawn:
        no, code = row["Từ"].split()
        body.append([f"{no} {label(code)}", *list(row.values())[1:]])
    return table(list(drawn[0]), body)


PAGES: Pages = {"matter.md": matter_page, "paper.md": papers.page, "reached.md": reached.page, **acts.PAGES}
