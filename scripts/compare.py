"""Prints docs/compare.md: features against other systems, our column counted from the tests that prove it.

``python scripts/compare.py`` writes the page; ``tests/repo/test_compare.py`` keeps it true.
"""

import ast
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SOURCE, PAGE = ROOT / "docs" / "compare.toml", ROOT / "docs" / "compare.md"
PEERS = {
    "VN": "Nền tảng số THADS + IOC (Việt Nam)",
    "UA": "ASVP (Ukraine)",
    "RU": "AIS FSSP (Nga)",
    "CN": "hệ thống của Tòa án nhân dân tối cao Trung Quốc",
    "LT": "ALIS, PLAIS, evarzytynes (Litva)",
    "PT": "SISAAE, e-Leilões (Bồ Đào Nha)",
    "OZ": "Open Zaak (Hà Lan)",
    "ERP": "ERPNext",
}
HEAD = """# So với các hệ thống khác

Trang này do `scripts/compare.py` lập từ `docs/compare.toml`; cột «Thi Hành» suy ra từ các bài kiểm thử
đang có, không ghi tay. H có · P một phần · N không có hoặc không công bố · ? không rõ; s thấy trong nguồn
· k kiến thức nền · không có chữ kèm là cách chúng tôi đọc mô tả đã công bố. Nguồn: khảo sát 11/2026.

"""


def features() -> list[dict[str, Any]]:
    """The rows as reviewed."""
    return list(tomllib.loads(SOURCE.read_text(encoding="utf-8"))["feature"])


def tests_in(place: str) -> int:
    """How many tests a file or folder of tests/ holds; 0 where it does not exist."""
    path = ROOT / place
    files = sorted(path.rglob("test_*.py")) if path.is_dir() else [path] if path.is_file() else []
    return sum(
        isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    )


def standing(feature: dict[str, Any]) -> str:
    """H, P or N, from the tests that exist."""
    proven = all(tests_in(place) for place in feature["tests"]) and bool(feature["tests"])
    if not proven:
        return "N"
    return "P" if feature["missing"] else "H"


def _lacked(feature: dict[str, Any]) -> bool:
    return any(value.startswith(("H", "P")) for value in feature["peers"].values())


def page() -> str:
    """The whole page."""
    rows = features()
    groups = (
        ("Họ có, chúng tôi chưa có", [f for f in rows if standing(f) == "N" and _lacked(f)]),
        ("Chúng tôi mới có một phần", [f for f in rows if standing(f) == "P"]),
        ("Chúng tôi có", [f for f in rows if standing(f) == "H"]),
        ("Chưa ai có", [f for f in rows if standing(f) == "N" and not _lacked(f)]),
    )
    parts = [HEAD, "Các hệ thống: ", " · ".join(f"{code} {name}" for code, name in PEERS.items()), ".\n"]
    for title, chosen in groups:
        parts += [f"\n## {title} ({len(chosen)})\n\n", _table(chosen)]
    return "".join(parts)


def _table(chosen: list[dict[str, Any]]) -> str:
    lines = [
        "| Tính năng | " + " | ".join(PEERS) + " | Thi Hành | Kiểm thử | Còn thiếu |",
        "|---|" + "---|" * (len(PEERS) + 3),
    ]
    for feature in chosen:
        proof = ", ".join(f"`{place}`" for place in feature["tests"] if tests_in(place))
        peers = [feature["peers"][code] for code in PEERS]
        cells = [feature["vi"], *peers, standing(feature), proof, feature["missing"]]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}\n")
