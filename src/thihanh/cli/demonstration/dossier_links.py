"""What everybody of the demonstration should open of committee, requests, grievances and inspections."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from thihanh.cli.demo_people import OFFICER_USERNAME
from thihanh.cli.demonstration.cast import TODAY
from thihanh.cli.demonstration.link import Link
from thihanh.dossiers.queries import Filters, Row, within
from thihanh.offices.queries import EVERYTHING

_MOST = 500


class Dossiers:
    """The dossiers of the demonstration, each by its page; "" where it holds none."""

    @cached_property
    def _rows(self) -> Sequence[Row]:
        return within(EVERYTHING, Filters(), TODAY, order="oldest", limit=_MOST)

    def one(self, kind: str, state: str, page: str = "/ho-so/{}/") -> str:
        """The page of the oldest dossier of a kind in a state."""
        found = next((row.id for row in self._rows if (row.kind.code, row.state) == (kind, state)), None)
        return page.format(found) if found else ""


def by_person() -> Mapping[str, Sequence[Link]]:
    """The list of every user name; pages that would hold nothing are left out by who asks."""
    found = Dossiers()
    meeting = "/ban-chi-dao/ky-hop/{}/"
    return {
        "truong.thads": [
            Link("Ban Chỉ đạo: phiên họp tới, nhiệm vụ, ngày chậm", "/ban-chi-dao/"),
            Link("Phiên họp tháng 10, chương trình đã dựng", found.one("meeting", "planned", meeting)),
            Link("Nhiệm vụ theo kết luận: xong, quá hạn", "/ban-chi-dao/nhiem-vu/"),
            Link("Phối hợp: ai trả lời chậm, bao nhiêu ngày", "/phoi-hop/"),
            Link("Một tố cáo, danh tính được giữ kín", found.one("denunciation", "resolving")),
        ],
        "pho.thads": [Link("Lịch cưỡng chế", "/cuong-che/")],
        "truong.nghiepvu": [
            Link("Thư hằng tuần gửi cơ quan chậm trả lời", "/phoi-hop/thu/"),
            Link("Tổ chức, biên chế", "/to-chuc/"),
        ],
        OFFICER_USERNAME: [
            Link("Yêu cầu phối hợp đang chờ", "/ho-so/request/"),
            Link("Công an chưa thống nhất cưỡng chế", found.one("coercion_day", "disagreed")),
            Link("Một buổi cưỡng chế đã làm", found.one("coercion_day", "done")),
            Link("Phát hiện phải khắc phục", found.one("finding", "assigned")),
        ],
        "thamtra": [
            Link("Cuộc kiểm tra có mẫu rút lại được", found.one("inspection", "following")),
            Link("Một khiếu nại quá hạn giải quyết", found.one("complaint", "resolving")),
            Link("Bản án hành chính, chỉ số", "/thi-hanh-an-hanh-chinh/"),
            Link("Bồi thường nhà nước", "/boi-thuong/"),
        ],
        "vanthu": [
            Link("Tiếp công dân, sổ buổi tiếp", "/tiep-cong-dan/"),
            Link("Khiếu nại đã nhận", "/ho-so/complaint/"),
        ],
        "kiemsat": [
            Link("Kiểm sát: việc, văn bản, ghi chép riêng", "/kiem-sat/"),
            Link("Ghi chép kiểm sát có mẫu", found.one("supervision", "open")),
        ],
        "banchidao": [
            Link("Ban Chỉ đạo", "/ban-chi-dao/"),
            Link("Buổi cưỡng chế chờ Trưởng ban quyết định", found.one("coercion_day", "disagreed")),
            Link("Nhiệm vụ theo kết luận", "/ban-chi-dao/nhiem-vu/"),
        ],
    }
