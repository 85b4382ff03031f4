"""Where a reader begins: the addresses from which the crawl follows links."""

from urllib.parse import quote

from tests.journeys import hidden

PERIOD = "tu=2024-10-01&den=2025-09-30"
REGISTERS = tuple(f"{number:02d}" for number in range(1, 22))
STARTS = (
    "/",
    "/hom-nay/",
    "/lich-viec/?thang=2025-10",
    "/viec/",
    f"/viec/?tim={quote(hidden.NAME)}",
    "/viec/?tim=quach thi vo hinh",
    "/viec/?tim=777",
    "/viec/?sap=outstanding",
    "/viec/tai-xuong/",
    "/viec/chon/?lam=phan-cong&pham-vi=tat-ca&tim=777",
    "/viec/lam-nhieu/collected/?pham-vi=tat-ca",
    "/tim/?q=quach",
    "/tim/?q=777",
    "/lenh/?q=quach thi",
    "/lenh/?q=777",
    "/lenh/?q=hoa",
    "/trinh-ky/",
    *(f"/trinh-ky/?muc={tab}" for tab in ("kiem-tra", "cho-ky", "phat-hanh", "dang-trinh")),
    *(f"/trinh-ky/?muc={tab}" for tab in ("tat-ca", "da-phat-hanh")),
    "/tiep-nhan/uy-thac/",
    "/tong-dat/",
    *(f"/tong-dat/?muc={tab}" for tab in ("dang-lam", "khong-thanh", "da-xong")),
    "/tong-dat/?qua-han=1",
    *(f"/so/{code}/?tu=01/10/2024" for code in REGISTERS),
    *(f"/so/{code}/tai/?tu=01/10/2024" for code in ("01", "02", "03", "09")),
    "/so/03/?tim=777",
    "/so/gui-vien-kiem-sat/ket-thuc/?thang=2025-09",
    "/so/gui-vien-kiem-sat/ket-thuc/tai/?thang=2025-09",
    "/so/gui-vien-kiem-sat/quyet-dinh/?thang=2025-09",
    *(f"/cong-khai/viec-phai-lam/?muc={tab}" for tab in ("phai-dang", "phai-cap-nhat", "phai-go")),
    "/ho-so/",
    *(f"/ho-so/test_sending/{part}" for part in ("", "?muc=tat-ca", "?tim=vo hinh", "?tim=quach", "tai/")),
    "/tiep-nhan/",
    "/tiep-nhan/?ca-nam=1",
    "/tiep-nhan/yeu-cau/moi/",
    "/phan-cong/",
    "/phan-cong/?phong=22.KV01",
    "/phan-cong/giao/?pham-vi=tat-ca&officer=22.0002",
    "/phan-cong/than-thich/",
    "/doi-chieu/",
    "/bao-cao-theo-doi/",
    "/uy-quyen/",
    "/mau-van-ban/",
    "/lich/doi/khong-co/",
    "/bang-dieu-hanh/hop/",
    f"/thong-ke/?bieu=004.N&don-vi=22&{PERIOD}",
    f"/thong-ke/?bieu=005.N&don-vi=22&{PERIOD}",
    f"/thong-ke/?bieu=004.N&don-vi=22.KV01&{PERIOD}",
    f"/thong-ke/?bieu=004.N&don-vi=22.KV02&{PERIOD}",
    f"/thong-ke/?bieu=004.N&don-vi=44&{PERIOD}",
    f"/thong-ke/tai-xuong/?bieu=004.N&don-vi=22&{PERIOD}",
    f"/thong-ke/o/?bieu=004.N&don-vi=22.KV01&{PERIOD}&cot=1",
    f"/thong-ke/o/?bieu=004.N&don-vi=22.KV02&{PERIOD}&cot=1",
    f"/thong-ke/o/?bieu=004.N&don-vi=44&{PERIOD}&cot=1",
    *(
        f"{address}{'&' if '?' in address else '?'}{unit}"
        for address in (
            "/thong-ke/so-bieu/doi-chieu/",
            "/thong-ke/so-bieu/o/?dong=total&cot=due",
            "/thong-ke/hai-cach-doc/viec/?buoc=now",
            "/thong-ke/soat-phan-loai/viec/?kieu=flip",
            "/bang-dieu-hanh/",
        )
        for unit in ("", "don-vi=22.KV02")
    ),
    "/bao-cao/tien-do/khong-co/",
    "/xu-huong/",
    "/theo-doi/lon-va-lau/",
    "/nhap-so/",
    "/chi-tieu/",
    "/tai-khoan/danh-sach/",
    "/kiem-tra/",
    "/kiem-tra/A2345678B2345678/",
)  # fmt: skip
"""Where the reading starts; it goes on to the pages of one's own matters and papers by their links."""
