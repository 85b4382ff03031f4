"""The way of a paper as drawn, and the page it prints: who may move it, from where, to where."""

from tests.spec.drawn import page as drawn_page
from tests.spec.drawn import rows, table
from thihanh.documents.states import MOVES, STATES
from thihanh.offices.policy import policy
from thihanh.offices.powers import KINDS
from thihanh.offices.states import ROLES

WAY = """
| Từ        | submitted | checked | returned | signed | recalled | abandoned | revised | issued |
|-----------|-----------|---------|----------|--------|----------|-----------|---------|--------|
| drafted   | x         |         |          |        |          | x         | x       |        |
| submitted |           | x       | x        |        | x        |           |         |        |
| checked   |           |         | x        | x      | x        |           |         |        |
| signed    |           |         | x        |        | x        |           |         | x      |
| returned  | x         |         |          |        |          | x         | x       |        |
| recalled  | x         |         |          |        |          | x         | x       |        |
| issued    |           |         |          |        |          |           |         |        |
| abandoned |           |         |          |        |          |           |         |        |
"""


def page() -> str:
    """docs/states/paper.md."""
    return drawn_page(
        "Đường đi của một văn bản",
        "Văn bản do Thủ trưởng ký đi từ người soạn qua người kiểm tra, người ký, văn thư; có hiệu lực khi "
        "phát hành và khi đó mới có số. Biên bản, thông báo do người thực hiện tự ký thì lập, đánh số và vào "
        "hồ sơ ngay.",
        "## Tình trạng",
        table(
            ["Mã", "Tình trạng", "Đến lượt"],
            [[f"`{one.code}`", one.label, _holders(one.turn)] for one in STATES.values()],
        ),
        "## Bước đi",
        "x: bước làm được từ tình trạng ở đầu dòng. «Trả lại» cần lý do; «Rút về» làm được đến trước khi "
        "phát hành.",
        _way(),
        "## Ai không được ký, không được kiểm tra",
        "- Không ai kiểm tra hoặc ký văn bản mình soạn hoặc của việc mình giữ. Một ngoại lệ: Trưởng THADS ký "
        "văn bản của việc mình giữ sau khi người khác đã kiểm tra, vì không có ai ở trên để ký thay [I].\n"
        "- Người đã kiểm tra một văn bản không ký văn bản đó [I].\n"
        "- Ngoài loại văn bản, đơn vị hoặc thời hạn của quyền ký thì không ký được; câu từ chối nêu quyền "
        "và ngày.",
        "## Khối chữ ký",
        table(
            ["Cách ký", "Đứng trước chức danh", "Người giữ chức vụ", "Phải có ngày hết", "Căn cứ", "Dấu"],
            [
                [
                    kind.label,
                    kind.prefix,
                    ", ".join(ROLES[role].titles[-1][1] for role in sorted(kind.holders)),
                    "có" if kind.must_end else "không",
                    kind.article,
                    kind.mark,
                ]
                for kind in KINDS.values()
            ],
        ),
    )


def _holders(turn: str) -> str:
    if not turn:
        return "không ai"
    held = [role.titles[-1][1] for role in ROLES.values() if policy().extent(role.code, "paper", turn)]
    return ", ".join(held)


def _way() -> str:
    drawn = rows(WAY)
    head = ["Từ", *(MOVES[move].label for move in list(drawn[0])[1:])]
    return table(head, [[STATES[row["Từ"]].label, *list(row.values())[1:]] for row in drawn])
