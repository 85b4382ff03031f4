"""Where each person of the demonstration should look first: pages that hold something on this very day."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from thihanh.cli.demo_people import OFFICE, OFFICER_USERNAME
from thihanh.cli.demonstration import dossier_links
from thihanh.cli.demonstration.cast import TODAY, UNIT
from thihanh.cli.demonstration.link import Link
from thihanh.documents import queries as papers
from thihanh.documents import template_versions
from thihanh.documents.queries import PaperRow
from thihanh.editions import queries as editions
from thihanh.matters import draws, listing, request_rows
from thihanh.matters.listing import Filters
from thihanh.offices import queries as offices
from thihanh.offices.queries import EVERYTHING
from thihanh.procedures.import_register import queries as imports

FIGURE = f"/thong-ke/o/?bieu=004.N&don-vi={UNIT}&tu=2024-10-01&den=2025-09-30&cot=6"
DEADLINE = "/han/?rule=DL-19&from=2025-08-22"
_ALL = 500
_IN_HAND = ("drafted", "returned", "submitted", "checked", "signed", "issued")


class Found:
    """What the demonstration holds today, each thing by the page that shows it; "" where it holds none."""

    @cached_property
    def _papers(self) -> Sequence[PaperRow]:
        return papers.queue(EVERYTHING, _IN_HAND, limit=_ALL).rows

    def _first(self, fits: Callable[[PaperRow], bool]) -> PaperRow | None:
        own = sorted(self._papers, key=lambda row: (row.office != OFFICE, row.id))
        return next((row for row in own if fits(row)), None)

    def paper(self, state: str) -> str:
        """A paper that stands in a state, of the shown office if it has one."""
        row = self._first(lambda row: row.state == state)
        return f"/trinh-ky/{row.id}/" if row else ""

    def after(self, act: str, page: str = "") -> str:
        """A page of the matter on which an act took effect."""
        row = self._first(lambda row: row.act == act and row.state == "issued" and row.matter_id is not None)
        return f"/viec/{row.matter_id}/{page}" if row else ""

    @property
    def public_check(self) -> str:
        row = self._first(lambda row: row.state == "issued" and row.signer_kind == "head")
        return f"/kiem-tra/{row.code}/" if row else ""

    @cached_property
    def running(self) -> Sequence[int]:
        """Matters that the officer carries on, the youngest first."""
        own = next((one.code for one in offices.officers(OFFICE, TODAY)), "")
        rows = listing.every(EVERYTHING, Filters(officer=own, stages=("in_progress",), ended=False))
        busy = {row.matter_id for row in self._papers}
        free = [row for row in rows if row.id not in busy]
        return [row.id for row in sorted(free, key=lambda row: row.decided_on, reverse=True)]

    def act(self, code: str) -> str:
        """The page of an act on one of the officer's matters."""
        return f"/viec/{self.running[0]}/lam/{code}/" if self.running else ""

    def acts(self, code: str) -> str:
        """The preview of an act on several of them at once."""
        chosen = "&".join(f"chon={one}" for one in self.running[:8])
        return f"/viec/lam-nhieu/{code}/?pham-vi=danh-dau&{chosen}" if chosen else ""

    @property
    def draw(self) -> str:
        drawn = next((row for row in draws.draws(EVERYTHING) if row.file), None)
        return f"/phan-cong/boc-tham/{drawn.first_id}/" if drawn else ""

    def request(self, state: str) -> str:
        rows = request_rows.requests(EVERYTHING, state=state)
        return f"/tiep-nhan/yeu-cau/{rows[0].id}/" if rows else ""

    @property
    def template(self) -> str:
        version = next((one for one in template_versions.versions(EVERYTHING) if not one.move), None)
        return f"/mau-van-ban/{version.id}/" if version else ""

    def edition(self, page: str = "") -> str:
        """A page of the agency's newest definitive edition."""
        row = next((row for row in editions.editions(EVERYTHING, unit=UNIT) if row.kind == "final"), None)
        return f"/an-ban/{row.id}/{page}" if row else ""

    @property
    def refused_file(self) -> str:
        run = next((run for run in imports.runs(EVERYTHING) if run.state == "refused"), None)
        return f"/nhap-so/{run.id}/" if run else ""


def by_person() -> Mapping[str, Sequence[Link]]:
    """The list of every user name; a page that would hold nothing is left out."""
    found = Found()
    people = {**_heads(found), **_officers(found), **_others(found)}
    more = dossier_links.by_person()
    return {
        name: [link for link in (*links, *more.get(name, ())) if link.path] for name, links in people.items()
    }


def _heads(found: Found) -> dict[str, list[Link]]:
    queue = Link("Trình ký: các văn bản chờ ký", "/trinh-ky/?muc=cho-ky")
    return {
        "truong.thads": [
            queue,
            Link("Một văn bản chờ ký, xem trước như khi in", found.paper("checked")),
            Link("Báo cáo theo dõi: phòng nào còn thiếu", "/bao-cao-theo-doi/"),
            Link("Ủy quyền ký và vắng mặt", "/uy-quyen/"),
            Link("Một tệp nhập sổ bị từ chối", found.refused_file),
            Link("Một ô số liệu và các việc phía sau", FIGURE),
            Link("Báo cáo: bộ tài liệu hội nghị, mọi con số mở được", "/bao-cao/"),
            Link("Số liệu đổi sau khi khóa: việc nào, ô nào, vì sao", found.edition("doi-chieu/")),
            Link("Xếp hạng các phòng, có khoảng tin cậy", "/chi-tieu/xep-hang/"),
        ],
        "pho.thads": [
            queue,
            Link("Văn bản đã ký, chờ phát hành", found.paper("signed")),
            Link("Việc có điều kiện quá lâu", "/theo-doi/co-dieu-kien-lau/"),
            Link("Soát phân loại gần cuối kỳ", "/thong-ke/soat-phan-loai/"),
            Link("Hai cách đọc: có điều kiện và thu hồi được ngay", "/thong-ke/hai-cach-doc/"),
        ],
        "truong.nghiepvu": [
            Link("Mẫu văn bản đang đề xuất", found.template),
            Link("Ủy thác đi, đến", "/tiep-nhan/uy-thac/"),
            Link("Quyết định giao chỉ tiêu", "/chi-tieu/giao/"),
            Link("Bộ biểu thống kê, soát theo R01–R26", "/thong-ke/so-bieu/soat/"),
            Link("Nhập số đã công bố từ CSV, Excel", "/so-cong-bo/nhap/"),
        ],
        "truong.kv1": [
            Link("Phân công: khối lượng từng người", "/phan-cong/"),
            Link("Một lần bốc thăm đã mở, kiểm lại được", found.draw),
            Link("Đối chiếu: người trùng tên, trùng năm sinh", "/doi-chieu/"),
            Link("Người thân thích đã khai", "/phan-cong/than-thich/"),
            Link("Báo cáo theo dõi của phòng", "/bao-cao-theo-doi/"),
            Link("Bảng điều hành của phòng, chế độ họp", "/bang-dieu-hanh/"),
            Link("Còn phải làm mỗi tuần, theo việc và đồng", "/chi-tieu/du-bao/"),
        ],
    }


def _officers(found: Found) -> dict[str, list[Link]]:
    return {
        OFFICER_USERNAME: [
            Link("Hôm nay: mười việc nên làm trước", "/hom-nay/"),
            Link("Hoãn một việc: biểu mẫu điền sẵn, xem trước", found.act("postpone")),
            Link("Hoãn nhiều việc một lần, xem trước từng việc", found.acts("postpone")),
            Link("Văn bản bị trả lại, kèm lý do", found.paper("returned")),
            Link("Hồ sơ điện tử có bút lục", found.after("postpone", "ho-so/")),
            Link("Trình tự có lý do, in được", found.after("succeed", "trinh-tu/")),
            Link("Lịch việc", "/lich-viec/"),
            Link("Chốt số liệu của mình", "/an-ban/"),
            Link("Bảng điều hành của mình", "/bang-dieu-hanh/"),
        ],
        "thamtra": [
            Link("Văn bản cần kiểm tra", "/trinh-ky/?muc=kiem-tra"),
            Link("Một văn bản đang chờ kiểm tra", found.paper("submitted")),
            Link("Trình tự của một việc đã hoãn rồi tiếp tục", found.after("resume", "trinh-tu/")),
            Link("Thẩm định điểm thi đua", "/chi-tieu/cham-diem/"),
            Link("Soát phân loại: việc nên hỏi lại", "/thong-ke/soat-phan-loai/"),
        ],
        "thuky": [
            Link("Tiếp nhận bản án, yêu cầu", "/tiep-nhan/"),
            Link("Yêu cầu đang chờ bổ sung", found.request("supplement_asked")),
            Link("Cần tống đạt", "/tong-dat/"),
            Link("Tống đạt không thành", "/tong-dat/?muc=khong-thanh"),
            Link("Sổ thụ lý thi hành án (sổ 03)", "/so/03/"),
            Link("Công khai: việc phải đăng, phải gỡ", "/cong-khai/viec-phai-lam/"),
            Link("Ấn bản thống kê: ai đã chốt, ai chậm", "/an-ban/"),
        ],
        "vanthu": [
            Link("Đóng dấu, phát hành văn bản đã ký", "/trinh-ky/?muc=phat-hanh"),
            Link("Văn bản đã phát hành, tệp PDF", "/trinh-ky/?muc=da-phat-hanh"),
            Link("Một văn bản đã ký, chờ số", found.paper("signed")),
        ],
    }


def _others(found: Found) -> dict[str, list[Link]]:
    published = [
        Link("Kết quả đã công bố", "/"),
        Link("Số đã công bố: khớp, mâu thuẫn, vì sao", "/so-cong-bo/"),
        Link("Ấn bản chính thức của tỉnh", found.edition()),
        Link("Xếp hạng các tỉnh", "/chi-tieu/xep-hang/"),
    ]
    return {
        "ketoan": [
            Link("Hôm nay của phòng", "/hom-nay/"),
            Link("Quyết định hoàn trả đang trình", "/trinh-ky/"),
            Link("Một việc đã thu đủ tiền", found.after("confirm_result")),
            Link("Bảng điều hành: việc, tiền so với chỉ tiêu", "/bang-dieu-hanh/"),
        ],
        "ketoantruong": [
            Link("Số liệu về tiền", FIGURE),
            Link("Bộ biểu thống kê, Excel và PDF", "/thong-ke/so-bieu/"),
            Link("Xếp hạng các phòng về tiền", "/chi-tieu/xep-hang/"),
        ],
        "thuquy": [Link("Chỉ tiêu của tỉnh", "/chi-tieu/"), Link("Ai được làm gì", "/quyen/")],
        "thukho": [Link("Một thời hạn được giải thích", DEADLINE), Link("Lịch làm việc", "/lich/")],
        "kiemsat": [
            Link("Danh sách việc kết thúc gửi Viện kiểm sát", "/so/gui-vien-kiem-sat/ket-thuc/"),
            Link("Quyết định đã gửi, ngày gửi", "/so/gui-vien-kiem-sat/quyet-dinh/"),
            Link("Trình tự có lý do của một việc", found.after("terminate", "trinh-tu/")),
            Link("Kiểm tra một văn bản bằng mã QR", found.public_check),
            Link("Kiểm tra một tệp ấn bản", "/an-ban/kiem-tra/"),
            Link("Ấn bản chính thức, từng ô mở ra việc đã khóa", found.edition()),
        ],
        "banchidao": published[1:],
        "cuc": published,
        "quantri": [
            Link("Kiểm tra sổ ghi", "/so-ghi/"),
            Link("Ai được làm gì", "/quyen/"),
            Link("Tài khoản", "/tai-khoan/danh-sach/"),
        ],
    }


def in_lines(links: Sequence[Link]) -> Iterator[str]:
    """Lines for a terminal: what to see, and where."""
    width = max((len(link.label) for link in links), default=0)
    return (f"{link.label:<{width + 2}}{link.path}" for link in links)
