"""The procuracy's own notes on the agency it supervises (L25 Đ.112-113): nobody of the agency reads them."""

from typing import Final

from thihanh.dossiers.kinds import Clock, Field, Kind, Step
from thihanh.matters.asking import Choice

CODE: Final = "supervision"

KIND: Final = Kind(
    code=CODE,
    label="ghi chép kiểm sát",
    object="supervision",
    prefix="GS",
    group="inspection",
    states={"open": "đang kiểm sát", "closed": "đã kết thúc"},
    ended=frozenset({"closed"}),
    steps=(
        Step(
            "open",
            "Mở ghi chép kiểm sát",
            "mở",
            to="open",
            fields=(
                Field("title", "Nội dung kiểm sát", "text"),
                Field(
                    "manner",
                    "Cách kiểm sát",
                    "choice",
                    choices=(
                        Choice("direct", "kiểm sát trực tiếp"),
                        Choice("files", "qua hồ sơ, số liệu"),
                        Choice("matter", "một việc cụ thể"),
                    ),
                ),
                Field("unit", "Đơn vị", "unit", required=False),
                Field("matters", "Việc", "matters", required=False),
                Field("finish_by", "Dự kiến xong ngày", "date", required=False),
            ),
            article="L25 Đ.112",
        ),
        Step(
            "note",
            "Ghi chép",
            "ghi chép",
            after=frozenset({"open"}),
            fields=(
                Field("text", "Nội dung", "long", longest=8_000),
                Field("article", "Điều khoản", "text", required=False),
                Field("matters", "Việc", "matters", required=False),
            ),
        ),
        Step(
            "close",
            "Kết thúc ghi chép",
            "kết thúc",
            after=frozenset({"open"}),
            to="closed",
            fields=(
                Field(
                    "outcome",
                    "Kết quả",
                    "choice",
                    choices=(
                        Choice("nothing", "không có vi phạm"),
                        Choice("recommendation", "đã ban hành kiến nghị"),
                        Choice("protest", "đã kháng nghị"),
                        Choice("conclusion", "đã ban hành kết luận"),
                    ),
                ),
                Field("document", "Văn bản", "text", required=False),
            ),
        ),
    ),
    clocks=(
        Clock(
            due="finish_by",
            act="Dự kiến xong",
            starts=("open",),
            met=("close",),
            needs=("finish_by",),
            of="body",
        ),
    ),
    tags=lambda said: (str(said.get("manner")),),
    article="L25 Đ.112-113",
)
