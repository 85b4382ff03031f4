"""The files of the repository, read once."""

import ast
import functools
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "thihanh"
TEXT_ENDINGS = {
    ".py", ".html", ".txt", ".md", ".toml", ".css", ".js", ".sql", ".csv", ".cfg", ".ini", ".yml", ".yaml",
    ".in", ".json", ".svg", "",
}  # fmt: skip


@functools.cache
def files() -> tuple[Path, ...]:
    """Every file that is in the repository or would be added to it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return tuple(path for name in listed.split("\0") if name and (path := PROJECT / name).is_file())


def python(*folders: str) -> list[Path]:
    """Python files under the given folders of the project."""
    roots = [PROJECT / folder for folder in folders]
    return [p for p in files() if p.suffix == ".py" and any(p.is_relative_to(root) for root in roots)]


def texts() -> list[Path]:
    """Every text file but the ones other people publish."""
    return [
        path
        for path in files()
        if path.suffix in TEXT_ENDINGS and "vendor" not in path.parts and path.name != "LICENSE"
    ]


@functools.cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@functools.cache
def syntax(path: Path) -> ast.Module:
    return ast.parse(text(path))


def name(path: Path) -> str:
    """How a finding names the file."""
    return path.relative_to(PROJECT).as_posix()
